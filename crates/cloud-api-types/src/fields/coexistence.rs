//! A number that is also used in the WhatsApp Business app: what was written there, and what was before.

use serde::{Deserialize, Deserializer, Serialize};

use crate::errors::WebhookError;
use crate::inbound::InboundMessage;
use crate::lenient::{self, Lenient};
use crate::webhook::{Contact, Metadata};
use crate::wire_enum::wire_enum;
use crate::wire_struct::wire_struct;

/// `smb_message_echoes` and `message_echoes`: what the business wrote in the app.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EchoesValue {
    /// Which number it is about.
    #[serde(default, deserialize_with = "lenient::opt")]
    pub metadata: Option<Metadata>,
    /// The people that the messages went to.
    #[serde(default, deserialize_with = "lenient::list")]
    pub contacts: Vec<Lenient<Contact>>,
    /// `from` is the business, `to` the person.
    #[serde(default, deserialize_with = "lenient::list")]
    pub message_echoes: Vec<Lenient<InboundMessage>>,
}

/// `history`: older chats, in pieces and in no order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryValue {
    /// Which number it is about.
    #[serde(default, deserialize_with = "lenient::opt")]
    pub metadata: Option<Metadata>,
    /// The pieces.
    #[serde(default, deserialize_with = "chunks")]
    pub history: Vec<HistoryChunk>,
    /// Media of older messages, which come later: what people wrote.
    #[serde(default, deserialize_with = "lenient::list")]
    pub messages: Vec<Lenient<InboundMessage>>,
    /// Media of older messages: what the business wrote.
    #[serde(default, deserialize_with = "lenient::list")]
    pub message_echoes: Vec<Lenient<InboundMessage>>,
}

/// One piece of the history, or why there is none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct HistoryChunk {
    /// How far it has come.
    #[serde(default, deserialize_with = "lenient::opt")]
    pub metadata: Option<HistoryProgress>,
    /// The chats.
    #[serde(default, deserialize_with = "threads")]
    pub threads: Vec<HistoryThread>,
    /// Why there is nothing more.
    #[serde(default, deserialize_with = "lenient::vec")]
    pub errors: Vec<WebhookError>,
}

/// One chat of the history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryThread {
    /// The person's phone.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub id: Option<String>,
    /// Who the chat is with.
    #[serde(default, deserialize_with = "lenient::opt")]
    pub context: Option<ThreadPerson>,
    /// What was said, the newest first.
    #[serde(default, deserialize_with = "lenient::list")]
    pub messages: Vec<Lenient<InboundMessage>>,
}

// Raw items inside cannot be read by way of a tree: these lists are read as they are, or not at all.
fn chunks<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<HistoryChunk>, D::Error> {
    Vec::deserialize(deserializer)
}

fn threads<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<HistoryThread>, D::Error> {
    Vec::deserialize(deserializer)
}

wire_struct! {
    /// How far the history has come.
    pub struct HistoryProgress {
        /// 0: today, 1: 90 days, 2: 180 days.
        phase: Option<i64>,
        chunk_order: Option<i64>,
        /// Percent.
        progress: Option<i64>,
    }
    /// Whom a chat of the history is with.
    pub struct ThreadPerson {
        wa_id: Option<String>,
        user_id: Option<String>,
        username: Option<String>,
    }
    /// `smb_app_state_sync`: the address book of the app.
    pub struct StateSyncValue {
        metadata: Option<Metadata>,
        state_sync: Vec<StateSync>,
    }
    /// One change of the address book.
    pub struct StateSync {
        /// `contact`.
        kind as "type": Option<String>,
        contact: Option<AppContact>,
        /// `add` also when it was edited.
        action: Option<SyncAction>,
        metadata: Option<SyncTime>,
    }
    /// An entry of the address book.
    pub struct AppContact {
        full_name: Option<String>,
        first_name: Option<String>,
        phone_number: Option<String>,
        user_id: Option<String>,
        username: Option<String>,
    }
    /// When the change was made.
    pub struct SyncTime {
        timestamp: Option<i64>,
    }
}

wire_enum! {
    /// What was done to an entry.
    pub enum SyncAction {
        Add = "add",
        Remove = "remove",
    }
}
