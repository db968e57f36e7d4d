//! What one phone shows of one business number.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::pricing::Pricing;
use crate::clock::{Micros, rfc3339};

/// Most messages that a phone keeps of one chat.
const LIMIT: usize = 1000;

/// Which chat: a business number and a person, by phone digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct ChatKey {
    pub(crate) phone_number_id: String,
    pub(crate) customer: String,
}

impl From<ChatKey> for String {
    fn from(key: ChatKey) -> Self {
        format!("{}/{}", key.phone_number_id, key.customer)
    }
}

impl TryFrom<String> for ChatKey {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let (number, customer) = text.split_once('/').ok_or("a chat is named NUMBER/PHONE")?;
        Ok(Self { phone_number_id: number.to_owned(), customer: customer.to_owned() })
    }
}

/// Who wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Side {
    Customer,
    Business,
}

impl Side {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Business => "business",
        }
    }
}

/// How far a message has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Progress {
    /// Taken in by Graph.
    Accepted,
    Sent,
    Delivered,
    Read,
    /// A voice message was played.
    Played,
    Failed,
    /// Given up because the phone was off for too long.
    Expired,
}

impl Progress {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Played => "played",
            Self::Failed => "failed",
            Self::Expired => "expired",
        }
    }
}

/// One bubble.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ChatMessage {
    /// Orders the chat.
    pub(crate) n: u64,
    /// When it last changed, in the same count.
    pub(crate) changed: u64,
    pub(crate) id: String,
    pub(crate) from: Side,
    pub(crate) at: Micros,
    /// `type`, the object of that name, and `context`.
    pub(crate) body: Value,
    pub(crate) status: Progress,
    /// Shown on the phone; a business message is once it is delivered.
    pub(crate) is_shown: bool,
    /// What each side reacted with.
    pub(crate) reactions: [Option<String>; 2],
    /// How to report on it; business messages only.
    pub(crate) outgoing: Option<Outgoing>,
}

/// Whom a business message goes to, and how its statuses are written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Outgoing {
    pub(crate) wamid: String,
    pub(crate) key: ChatKey,
    pub(crate) recipient: Recipient,
    pub(crate) callback_data: Option<String>,
    pub(crate) pricing: Pricing,
    pub(crate) is_reaction: bool,
    /// What exactly went wrong, where the code alone does not say it.
    #[serde(default)]
    pub(crate) failure: Option<String>,
    /// How long it may wait for a phone that is off; absent: 30 days.
    #[serde(default)]
    pub(crate) ttl: Option<Micros>,
}

/// The recipient as statuses name them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Recipient {
    /// Absent when the phone is hidden.
    pub(crate) wa_id: Option<String>,
    pub(crate) user_id: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) username: Option<String>,
}

/// The chat of one person with one business number.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Chat {
    messages: VecDeque<ChatMessage>,
    counter: u64,
    /// The person's last message: opens the 24-hour window.
    pub(crate) last_inbound_at: Option<Micros>,
    /// When the person's phone was last used with the number; known for 30 days.
    #[serde(default)]
    pub(crate) phone_known_at: Option<Micros>,
    /// Since when the free entry point waits for an answer.
    pub(crate) ad_click_at: Option<Micros>,
    /// Until when everything is free of charge.
    pub(crate) free_until: Option<Micros>,
    /// Until when "typing…" is shown.
    pub(crate) typing_until: Option<Micros>,
}

impl Chat {
    /// Adds a bubble; gives back the one that had to go.
    pub(crate) fn add(&mut self, mut message: ChatMessage) -> Option<ChatMessage> {
        self.counter += 1;
        (message.n, message.changed) = (self.counter, self.counter);
        let gone = if self.messages.len() >= LIMIT { self.messages.pop_front() } else { None };
        self.messages.push_back(message);
        gone
    }

    /// The chat belongs to another phone from now on.
    pub(crate) fn move_to(&mut self, key: &ChatKey) {
        for outgoing in self.messages.iter_mut().filter_map(|message| message.outgoing.as_mut()) {
            key.clone_into(&mut outgoing.key);
        }
    }

    pub(crate) fn get(&self, id: &str) -> Option<&ChatMessage> {
        self.messages.iter().rev().find(|message| message.id == id)
    }

    /// Changes a bubble, and marks it as changed.
    pub(crate) fn change<R>(&mut self, id: &str, change: impl FnOnce(&mut ChatMessage) -> R) -> Option<R> {
        let message = self.messages.iter_mut().rev().find(|message| message.id == id)?;
        self.counter += 1;
        message.changed = self.counter;
        Some(change(message))
    }

    /// The ids of the bubbles that `wanted` picks, oldest first.
    pub(crate) fn ids(&self, wanted: impl Fn(&ChatMessage) -> bool) -> Vec<String> {
        self.messages.iter().filter(|message| wanted(message)).map(|message| message.id.clone()).collect()
    }

    /// What the business wrote.
    pub(crate) fn business_messages(&self) -> impl Iterator<Item = &ChatMessage> {
        self.messages.iter().filter(|message| message.from == Side::Business)
    }

    /// All bubbles, oldest first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &ChatMessage> {
        self.messages.iter()
    }

    /// Whether free-form messages reach the person.
    pub(crate) fn is_window_open(&self, now: Micros) -> bool {
        self.last_inbound_at.is_some_and(|at| now < at + 24 * crate::clock::HOUR)
    }

    pub(crate) fn is_typing(&self, now: Micros) -> bool {
        self.typing_until.is_some_and(|until| now < until)
    }

    /// What changed after `after`, as the control API tells it.
    pub(crate) fn shown(&self, after: u64, with_hidden: bool) -> Vec<Value> {
        let news = |m: &&ChatMessage| m.changed > after && (with_hidden || m.is_shown);
        self.messages.iter().filter(news).map(ChatMessage::to_json).collect()
    }

    pub(crate) fn cursor(&self) -> u64 {
        self.counter
    }
}

impl ChatMessage {
    /// What a customer wrote before the world began.
    pub(crate) fn told(id: String, body: Value, at: Micros) -> Self {
        Self {
            n: 0,
            changed: 0,
            id,
            from: Side::Customer,
            at,
            body,
            status: Progress::Delivered,
            is_shown: true,
            reactions: [None, None],
            outgoing: None,
        }
    }

    /// The object of the message's type, e.g. `text`.
    pub(crate) fn content(&self) -> &Value {
        self.body.get(self.kind()).unwrap_or(&Value::Null)
    }

    pub(crate) fn kind(&self) -> &str {
        self.body.get("type").and_then(Value::as_str).unwrap_or("unknown")
    }

    fn to_json(&self) -> Value {
        let mut shown = self.body.as_object().cloned().unwrap_or_default();
        let [customer, business] = &self.reactions;
        for (key, value) in [
            ("n", json!(self.n)),
            ("changed", json!(self.changed)),
            ("id", json!(self.id)),
            ("from", json!(self.from.as_str())),
            ("at", json!(rfc3339(self.at))),
            ("status", json!(self.status.as_str())),
            ("reactions", json!({"customer": customer, "business": business})),
            // The other side's reaction, which is what a bubble shows first.
            ("reaction", json!(if self.from == Side::Customer { business } else { customer })),
        ] {
            shown.insert(key.to_owned(), value);
        }
        Value::Object(shown)
    }
}
