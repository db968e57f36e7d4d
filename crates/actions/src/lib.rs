//! What the product does: every change, with its rows, events and jobs in one transaction.
//!
//! An action is a plain function on a transaction: `fn send(tx, actor, now, command) -> Result<…>`. It checks
//! whether the change is allowed, writes the rows, records the event that tells of it and owes the work that
//! follows. Whoever calls it commits all of that or none of it.
//!
//! | room | what it does |
//! |---|---|
//! | [`message`] | receive, apply a status or reaction, send, retry, and note how an attempt went |
//! | [`media`] | files: fetch, keep, upload, let go |
//! | [`conversation`] | close, reopen, mark as read, show that we type |
//! | [`contact`] | find or create the contact behind some identifiers |
//! | [`phone_number`] | connect a number, note how it is doing |
//! | [`account`] | business accounts and numbers as the provider tells of them: read, subscribe, apply news |
//! | [`template`] | message templates: judge a send, and how it reads |
//! | [`workspace`] | create a workspace and its people |
//! | [`session`] | sign in and out, know who is signed in |
//! | [`provider`] | the door to the provider: what is asked while somebody waits |
//! | [`password`] | hash and check passwords |

pub mod account;
pub mod contact;
pub mod conversation;
pub mod media;
pub mod message;
pub mod password;
pub mod phone_number;
pub mod provider;
pub mod session;
pub mod template;
pub mod workspace;
