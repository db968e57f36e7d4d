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
//! | [`contact`] | find or create the contact behind some identifiers, make one of two, take over what is told of it |
//! | [`group`] | groups: what they are called, who is in them, what may be sent there |
//! | [`history_import`] | ask for the chats from before a number was connected, note how far they have come |
//! | [`number_notice`] | keep what the provider tells about a number |
//! | [`phone_number`] | connect a number, note how it is doing |
//! | [`flow`] | forms: what the provider has, who answers what they ask |
//! | [`account`] | business accounts and numbers as the provider tells of them: read, subscribe, apply news |
//! | [`template`] | message templates: judge a send, and how it reads |
//! | [`workspace`] | create a workspace and its people |
//! | [`session`] | sign in and out, know who is signed in |
//! | [`provider`] | the door to the provider: what is asked while somebody waits |
//! | [`password`] | hash and check passwords |

pub mod account;
pub mod contact;
pub mod conversation;
pub mod flow;
pub mod group;
pub mod history_import;
pub mod media;
pub mod message;
pub mod number_notice;
mod once;
pub mod password;
pub mod phone_number;
pub mod provider;
pub mod session;
pub mod template;
pub mod workspace;
