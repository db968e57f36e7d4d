//! Meta's vocabulary: messages, statuses, errors and webhook payloads of the WhatsApp Cloud API.
//!
//! Pure data, no IO. Reading is lenient and never panics: a wire enum carries `Unknown`, one unreadable
//! item of a batch never hides its neighbours ([`Lenient`]), and what is not understood is kept as the
//! JSON it came in ([`RawJson`]).
//!
//! | room | what is in it |
//! |---|---|
//! | [`webhook`] | the envelope: `Notification` → `Entry` → `Change` → `MessagesValue` |
//! | [`inbound`] | what a person sent to a business |
//! | [`fields`] | the values of all other webhook fields |
//! | [`status`] | how far a message of ours has come |
//! | [`outbound`] | what a business sends, and the answer |
//! | [`flow_endpoint`] | what Flows ask a data endpoint |
//! | [`graph`] | phone numbers, tokens, lists |
//! | [`errors`] | error bodies, and the table of known codes |
//! | [`lenient`], [`raw`] | how odd shapes are met |

#![warn(missing_docs)]

pub mod errors;
pub mod fields;
pub mod flow_endpoint;
pub mod graph;
pub mod inbound;
pub mod lenient;
mod limits;
pub mod outbound;
pub mod raw;
pub mod status;
pub mod webhook;
mod wire_enum;
mod wire_struct;

pub use errors::{ErrorClass, ErrorEntry, GraphError, Retry, WebhookError};
pub use inbound::{InboundContent, InboundMessage};
pub use lenient::Lenient;
pub use outbound::{Content, Recipient, SendRequest, SendResponse};
pub use raw::RawJson;
pub use status::{DeliveryStatus, Status};
pub use webhook::{Change, ChangeValue, Entry, MessagesValue, Notification};
