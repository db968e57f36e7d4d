//! Composition root and command line: the one crate that sees all the others.
//!
//! | room | what is in it |
//! |---|---|
//! | [`app`] | the parts put together: store, runners, router |
//! | [`cli`] | what the command line offers |
//! | `commands` | what each command does |
//! | `demo` | the demo's sign-in and its story |

pub mod app;
pub mod cli;
mod commands;
mod demo;

pub use app::{App, AppOptions};
pub use commands::run;
