//! Messages in and out, and how far they have come.

mod attempt;
mod call;
mod echo;
mod history;
mod react;
mod receive;
mod report;
mod send;
mod status;

pub use attempt::{
    Attempt, Begun, begin_attempt, mark_accepted, mark_failed, mark_unknown, postpone_attempt,
};
pub use call::{CallNews, apply_call};
pub use echo::{Echo, apply_echo};
pub use history::{HistoryChunk, HistoryMessage, HistoryThread, import};
pub use react::{OutboundReaction, ReactError, drop_reaction, outbound_reaction, react};
pub use receive::{
    Change, InboundMessage, InboundReaction, NewMedia, NewText, Received, Sender, apply_change,
    apply_reaction, receive,
};
pub use report::apply_report;
pub use send::{RetryError, SendError, SendMessage, Sent, Target, retry, send};
pub use status::{Applied, Callback, StatusReport, apply_status};

/// As JSON, to wait for its message.
fn as_early_news<T: serde::Serialize>(news: &T) -> storage::Result<String> {
    serde_json::to_string(news).map_err(|e| storage::Error::Unreadable { column: 0, reason: e.to_string() })
}
