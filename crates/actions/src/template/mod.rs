//! Message templates: what a send of one needs.

mod buttons;
mod check;
mod fit;
mod misfit;

pub use check::{CheckError, Fitting, check_send, render};
pub use fit::{Rendered, fit};
pub use misfit::Misfit;
