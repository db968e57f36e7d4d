//! The event feed to subscribers: WebSocket, long poll, resume by cursor.
//!
//! The rows of the feed are the delivery; what happens here only makes it quick. Each workspace that somebody
//! listens to has a [`Topic`] with its latest events, read once and turned into JSON once, however many listen.
//! Who is further behind than that reads the database. Who is further behind than the database is told to
//! fetch afresh.
//!
//! | room | what is in it |
//! |---|---|
//! | [`Hub`] | one topic for each workspace, kept up to date |
//! | [`Topic`] | the latest events of a workspace |
//! | [`poll`] | what a long poll gets |
//! | [`socket`] | what a WebSocket gets |

mod hub;
pub mod poll;
pub mod socket;
mod topic;

pub use hub::Hub;
pub use topic::{Batch, Topic};
