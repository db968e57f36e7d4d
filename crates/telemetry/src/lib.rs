//! Logs and metrics.
//!
//! | room | what is in it |
//! |---|---|
//! | [`logs`] | what is written to standard error, and how |
//! | [`figures`] | the figures for Prometheus |

pub mod figures;
pub mod logs;

pub use figures::Figures;
pub use logs::Format;
