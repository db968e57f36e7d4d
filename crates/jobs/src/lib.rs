//! Background work: what is owed gets done, also after a crash.
//!
//! | room | what it does |
//! |---|---|
//! | [`applier`] | takes what Meta sent from the journal and has `actions` apply it |
//! | [`sender`] | takes queued messages to the provider, in the order of each conversation |
//! | [`files`] | gives the provider the files of messages before they are sent |
//! | [`media`] | brings contacts' files here |
//! | [`receipts`] | tells contacts' phones that we have read, or type |
//! | `flows` | copies Flows |
//! | [`templates`] | copies templates, hands them to the provider, deletes them there |
//! | [`accounts`] | reads accounts, and subscribes our app to their webhooks |
//! | [`housekeeping`] | forgets what nobody needs any more |
//! | `runner` | how the queues are worked on whose work may be done twice |
//! | `backoff` | how long to wait before trying again |

pub mod accounts;
pub mod applier;
mod backoff;
pub mod files;
mod flows;
pub mod housekeeping;
pub mod media;
pub mod receipts;
mod runner;
mod samples;
pub mod sender;
pub mod templates;

pub use files::Files;

use cloud_gateway::Gateway;
use domain::Clock;
use storage::Store;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// What every runner needs.
#[derive(Debug, Clone)]
pub struct Context {
    pub store: Store,
    pub clock: Clock,
    pub gateway: Gateway,
    pub files: Files,
    /// Ends the runners: they begin nothing new, and finish what they have begun.
    pub stop: CancellationToken,
}

/// Starts all runners on `tracker`.
pub fn start(context: &Context, kept: housekeeping::Kept, tracker: &TaskTracker) {
    tracker.spawn(applier::run(context.clone()));
    tracker.spawn(sender::run(context.clone()));
    tracker.spawn(receipts::run(context.clone()));
    tracker.spawn(media::run(context.clone()));
    tracker.spawn(templates::run(context.clone()));
    tracker.spawn(accounts::run(context.clone()));
    tracker.spawn(housekeeping::run(context.clone(), kept));
}
