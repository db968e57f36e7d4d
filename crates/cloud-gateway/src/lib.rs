//! The translator between our vocabulary and Meta's: the only crate that speaks both.
//!
//! | room | what it does |
//! |---|---|
//! | `account` | business accounts, subscriptions, registration |
//! | `desk` | profile, QR codes, block list, basket, greetings |
//! | `figures` | figures about accounts |
//! | [`decode`] | a webhook's body becomes updates that actions understand |
//! | [`encode`] | an attempt becomes a request |
//! | [`Gateway`] | makes the calls, and says in our words how they went |
//! | [`media`] | files to and from the provider |
//! | [`probe`] | tells whether credentials work, before they are saved |
//! | `flows` | Flows to and from the provider |
//! | `templates`, `samples` | templates to and from the provider, and the files that reviewers see |
//! | `template_desk` | what is asked about templates while somebody waits |
//! | `app_data` | asks for what the business's own app knows |
//! | `errors` | error codes become reasons and remedies |

mod account;
mod app_data;
pub mod decode;
mod desk;
pub mod encode;
mod errors;
mod figures;
mod flows;
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
