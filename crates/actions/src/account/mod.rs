//! Business accounts and numbers as the provider tells of them.
//!
//! What is known comes from two sides: read whole now and then (`refresh`), and told piece by piece (`news`). Each
//! piece has its own time, so that neither a late webhook nor a slow reading undoes what is newer.

mod doors;
mod news;
mod refresh;
mod subscription;
mod usage;

pub use doors::{Accounts, Callback, Desk, Figures, FiguresQuery, ProviderNumber, Registrar, Subscribed};
pub use news::{AccountChange, AccountNews, NamedNumber, apply_news, apply_portfolio_news};
pub use refresh::{
    AccountCopy, Refreshing, adopt, begin_refresh, fail_refresh, finish_refresh, owe_refresh, request_refresh,
};
pub use subscription::{fail_subscription, note_subscription};
pub use usage::count_usage;

use std::time::Duration;

/// Webhooks of one change often come in a bunch: reading waits until they have settled.
pub const SETTLE: Duration = Duration::from_secs(3);

/// Why nothing was done with an account.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("only owners and admins may do this")]
    NotAllowed,
    #[error("no number of this account is connected")]
    NoSuchWaba,
    #[error(transparent)]
    Storage(#[from] storage::Error),
}
