//! SQLite and PostgreSQL behind one store. The only crate with SQL.
//!
//! A [`Store`] runs closures: `store.write(scope, |tx| …)` and `store.read(scope, |tx| …)`. Each runs from
//! begin to commit on a thread that owns a database connection, so no statement blocks the async runtime and a
//! caller that goes away cannot leave a transaction open. On SQLite one thread writes, and transactions that
//! wait together share one commit to disk. `docs/adr/0001-one-storage-crate.md` says why.
//!
//! | room | what is in it |
//! |---|---|
//! | [`store`], [`tx`] | opening, running closures, the transaction with its events and wake-ups |
//! | `sqlite`, `postgres` | the two threads' insides: the only files that name a driver, with `cell` |
//! | `sql`, `cell` | statements with counted parameters; values in and out |
//! | `migrate` | versioned steps, one text for both databases |
//! | [`journal`] | what Meta sent, byte for byte: a store of its own |
//! | the rest | one room a table, verbs as `HOUSE` names them: `lookup`, `find_by_x`, `list`, `add`, `update_x` |

mod cell;
mod error;
mod migrate;
mod postgres;
mod sql;
mod sqlite;

pub mod account_notices;
pub mod applied_news;
pub mod contacts;
pub mod conversations;
pub mod early_news;
pub mod events;
pub mod flow_keys;
pub mod flow_tokens;
pub mod flows;
pub mod groups;
pub mod history_imports;
pub mod idempotency;
pub mod jobs;
pub mod journal;
pub mod media;
pub mod media_blobs;
pub mod media_handles;
pub mod merges;
pub mod message_recipients;
pub mod messages;
pub mod meta_apps;
pub mod page;
pub mod phone_numbers;
pub mod send_attempts;
pub mod sessions;
pub mod store;
pub mod template_syncs;
pub mod templates;
pub mod tx;
pub mod uploads;
pub mod usage;
pub mod users;
pub mod wabas;
pub mod workspaces;

pub use error::{Error, Result};
pub use migrate::latest_version;
pub use page::{Cursor, Page};
pub use store::{Options, Scope, Signals, Store};
pub use tx::Tx;

/// Every statement of the crate, for the test that has both databases compile them.
pub(crate) fn statements() -> Vec<&'static sql::Text> {
    [
        account_notices::SQL,
        applied_news::SQL,
        contacts::SQL,
        conversations::SQL,
        early_news::SQL,
        events::SQL,
        flow_keys::SQL,
        flow_tokens::SQL,
        flows::SQL,
        groups::SQL,
        history_imports::SQL,
        idempotency::SQL,
        jobs::SQL,
        journal::SQL,
        media::SQL,
        media_blobs::SQL,
        merges::SQL,
        message_recipients::SQL,
        media_handles::SQL,
        messages::SQL,
        meta_apps::SQL,
        migrate::SQL,
        phone_numbers::SQL,
        send_attempts::SQL,
        sessions::SQL,
        template_syncs::SQL,
        templates::SQL,
        uploads::SQL,
        usage::SQL,
        users::SQL,
        wabas::SQL,
        workspaces::SQL,
    ]
    .concat()
}
