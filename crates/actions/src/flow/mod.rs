//! Flows: WhatsApp's forms. The provider keeps them; we keep a copy, and who answers what they ask.
//!
//! | room | what it does |
//! |---|---|
//! | `desk` | what is asked of the provider while somebody waits |
//! | `edit` | who may change a Flow, and what a change at the provider makes of our copy |
//! | `copy` | copies what the provider has |
//! | `news` | what the provider tells by itself |
//! | `door` | our data endpoint: its address, its keys, how it answers |
//! | `sending` | whether a Flow may be sent, which message a reply answers |
//!
//! Why a copy, when there are few and they seldom change: a send is judged by it before it goes out, alerts come by
//! webhook and have to stand somewhere, and who answers a Flow's questions is ours alone. A change is made at the
//! provider first, while the caller waits, because the provider judges the JSON.

mod copy;
mod desk;
mod door;
mod edit;
mod news;
mod record;
mod sending;

pub use copy::{apply_copy, request_copy};
pub use desk::{FlowDesk, FlowDraft, FlowPreview, FlowStep, MadeFlow, ProviderFlow};
pub use door::{
    Entrance, NewKey, TokenVerdict, enter, judge_token, key_of, mark_uploaded, set_door, show_door, start_key,
};
pub use edit::{Errand, Error, account, errand, settle, settle_new};
pub use news::{FlowNews, FlowNewsKind, apply_news};
pub(crate) use sending::{check_send, link_reply, note_sent, with_token};
