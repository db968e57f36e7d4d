//! Message templates: what a send of one needs.

mod buttons;
mod check;
mod fit;
mod lint;
mod misfit;

pub use check::{CheckError, Fitting, check_send, render};
pub use fit::{Rendered, fit};
pub use lint::{Finding, Proposal, Severity, lint};
pub use misfit::Misfit;
