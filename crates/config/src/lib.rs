//! Configuration: defaults, then a file, then the environment, then flags.
//!
//! | room | what is in it |
//! |---|---|
//! | [`settings`] | every setting, once: key, type, default, meaning |
//! | [`value`] | how a value is written: durations, sizes, addresses |
//! | [`sources`] | where values come from, and which of them wins |
//! | [`reference`](mod@reference) | the effective values, and the page that explains all settings |
//! | [`flags`] | what the command line offers |

pub mod flags;
pub mod reference;
pub mod settings;
pub mod sources;
pub mod value;

pub use flags::ConfigFlags;
pub use settings::Config;
pub use sources::{Error, Origin, Sources};
