//! Messages in and out, and how far they have come.

mod attempt;
mod react;
mod receive;
mod send;
mod status;

pub use attempt::{
    Attempt, Begun, begin_attempt, mark_accepted, mark_failed, mark_unknown, postpone_attempt,
};
pub use react::{OutboundReaction, ReactError, drop_reaction, outbound_reaction, react};
pub use receive::{
    Change, InboundMessage, InboundReaction, NewMedia, NewText, Received, Sender, apply_change,
    apply_reaction, receive,
};
pub use send::{RetryError, SendError, SendMessage, Sent, Target, retry, send};
pub use status::{Applied, Callback, StatusReport, apply_status};
