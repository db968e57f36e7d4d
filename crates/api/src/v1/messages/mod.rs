//! What is said in conversations.

pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod react;
pub(crate) mod retry;
pub(crate) mod send;
