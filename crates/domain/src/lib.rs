//! Waypost's vocabulary: ids, entities, states with their transitions, events, jobs, time.
//!
//! No input or output, and no word of Meta's: everything above speaks these types, and only
//! `cloud-gateway` translates them.
//!
//! | room | what is in it |
//! |---|---|
//! | [`id`] | a newtype for every id, and the one door through which ids are made |
//! | [`time`] | [`Timestamp`](time::Timestamp) and [`Clock`](time::Clock), the one door to the time of day |
//! | [`network`] | which addresses are of the public internet |
//! | [`phone`] | telephone numbers in E.164 |
//! | [`secret`] | text that never shows in a log |
//! | [`workspace`] | workspaces, users, memberships, roles |
//! | [`phone_number`] | our numbers and how they are doing |
//! | [`account`] | what the provider tells about numbers and business accounts |
//! | [`analytics`] | figures about numbers and accounts |
//! | [`profile`] | what people see of a number, and whom it does not hear |
//! | [`contact`] | the people we talk to and what identifies them |
//! | [`conversation`] | threads, their states, the service window |
//! | [`content`] | everything that a message can say |
//! | [`message`] | who said it to whom, and how far it has come |
//! | [`report`] | what else the provider reports about a message: price, group, payment |
//! | [`call`] | calls, as they stand in a conversation |
//! | [`group`] | WhatsApp groups |
//! | [`history`] | the import of older chats |
//! | [`media`] | files, and what WhatsApp takes of them |
//! | [`template`] | what templates say, and how far their review has come |
//! | [`flow`] | forms: how they stand, and who answers what they ask |
//! | [`limits`] | what WhatsApp takes, checked before anything is sent |
//! | [`split`] | long texts in several messages |
//! | [`event`] | the news that every change leaves on the feed |
//! | [`job`] | work that is owed |

pub mod account;
pub mod analytics;
pub mod call;
pub mod contact;
pub mod content;
pub mod conversation;
pub mod event;
pub mod flow;
pub mod group;
pub mod history;
pub mod id;
pub mod job;
pub mod limits;
pub mod media;
pub mod message;
pub mod network;
pub mod phone;
pub mod phone_number;
pub mod profile;
pub mod report;
pub mod secret;
pub mod split;
pub mod template;
pub mod time;
pub mod workspace;

pub use id::{
    AccountNoticeId, ContactId, ConversationId, FlowId, FlowKeyId, JobId, MediaId, MessageId, MetaAppId,
    PhoneNumberId, SessionId, TemplateId, UploadId, UserId, WabaId, Wamid, WorkspaceId,
};
pub use secret::Secret;
pub use time::{Clock, Timestamp};
