//! News about people, and about who answers them.

use serde_json::Value;

use crate::webhook::{Contact, Metadata};
use crate::wire_enum::wire_enum;
use crate::wire_struct::{Part, wire_struct};

impl Part for Metadata {
    fn part(value: Value) -> Option<Self> {
        serde_json::from_value(value).ok()
    }
}

impl Part for Contact {
    fn part(value: Value) -> Option<Self> {
        serde_json::from_value(value).ok()
    }
}

wire_struct! {
    /// `user_id_update`.
    pub struct UserIdUpdates {
        metadata: Option<Metadata>,
        contacts: Vec<Contact>,
        user_id_update: Vec<UserIdUpdate>,
    }
    /// A person has a new user id.
    pub struct UserIdUpdate {
        wa_id: Option<String>,
        detail: Option<String>,
        user_id: Option<IdChange>,
        parent_user_id: Option<IdChange>,
        timestamp: Option<i64>,
    }
    /// From which id to which.
    pub struct IdChange {
        previous: Option<String>,
        current: Option<String>,
    }
    /// `user_preferences`.
    pub struct UserPreferences {
        metadata: Option<Metadata>,
        contacts: Vec<Contact>,
        user_preferences: Vec<UserPreference>,
    }
    /// A person stopped, resumed or asked for marketing messages.
    pub struct UserPreference {
        wa_id: Option<String>,
        user_id: Option<String>,
        detail: Option<String>,
        /// `marketing_messages`.
        category: Option<String>,
        value: Option<Preference>,
        signup_id: Option<String>,
        timestamp: Option<i64>,
    }
    /// `automatic_events`.
    pub struct AutomaticEvents {
        metadata: Option<Metadata>,
        automatic_events: Vec<AutomaticEvent>,
    }
    /// Meta found a lead or a purchase in a chat that an advertisement began.
    pub struct AutomaticEvent {
        id: Option<String>,
        /// `LeadSubmitted`, `Purchase`.
        event_name: Option<String>,
        timestamp: Option<i64>,
        ctwa_clid: Option<String>,
        custom_data: Option<PurchaseData>,
    }
    /// What was bought for how much.
    pub struct PurchaseData {
        currency: Option<String>,
        value: Option<f64>,
    }
    /// `messaging_handovers`: another app took the chat, or gave it back.
    pub struct Handover {
        kind as "type": Option<HandoverKind>,
        metadata: Option<Metadata>,
        sender: Option<Value>,
        recipient: Option<Value>,
        timestamp: Option<i64>,
    }
}

wire_enum! {
    /// What a person wants.
    pub enum Preference {
        Stop = "stop",
        Resume = "resume",
        SignUp = "signup",
    }
}

wire_enum! {
    /// Which way a chat went.
    pub enum HandoverKind {
        ControlPassed = "control_passed",
        ControlTaken = "control_taken",
    }
}
