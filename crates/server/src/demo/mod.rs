//! The demo's folder, sign-in and story.

mod door;
mod folder;
mod setup;
pub(crate) mod story;

pub(crate) use door::Door;
pub(crate) use folder::{Demo, DemoFolder};
pub(crate) use setup::{connect_number, create_owner, follow_simulator};
