//! The translator between our vocabulary and Meta's: the only crate that speaks both.
//!
//! | room | what it does |
//! |---|---|
//! | [`decode`] | a webhook's body becomes updates that actions understand |
//! | [`encode`] | an attempt becomes a request |
//! | [`Gateway`] | makes the calls, and says in our words how they went |
//! | [`media`] | files to and from the provider |
//! | [`probe`] | tells whether credentials work, before they are saved |
//! | `templates`, `samples` | templates to and from the provider, and the files that reviewers see |
//! | `template_desk` | what is asked about templates while somebody waits |
//! | `errors` | error codes become reasons and remedies |

pub mod decode;
pub mod encode;
mod errors;
mod gateway;
pub mod media;
pub mod probe;
mod samples;
mod template_desk;
mod templates;

pub use decode::{AccountUpdate, AccountUpdateKind, Decoded, Unreadable, Update, UpdateKind, decode};
pub use gateway::{CallError, Gateway, SendOutcome};
pub use samples::SampleUpload;
pub use templates::{TemplateError, TemplatePage};
