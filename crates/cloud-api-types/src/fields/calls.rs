//! `calls`: what happened to a call.

use crate::errors::WebhookError;
use crate::webhook::{Contact, Metadata};
use crate::wire_enum::wire_enum;
use crate::wire_struct::{Part, wire_struct};

impl Part for WebhookError {
    fn part(value: serde_json::Value) -> Option<Self> {
        serde_json::from_value(value).ok()
    }
}

wire_struct! {
    /// `calls`.
    pub struct CallsValue {
        metadata: Option<Metadata>,
        contacts: Vec<Contact>,
        calls: Vec<Call>,
        statuses: Vec<CallStatus>,
        errors: Vec<WebhookError>,
    }
    /// One call.
    pub struct Call {
        /// `wacid.…`
        id: Option<String>,
        from: Option<String>,
        from_user_id: Option<String>,
        to: Option<String>,
        to_user_id: Option<String>,
        event: Option<CallEvent>,
        /// Unix seconds.
        timestamp: Option<i64>,
        direction: Option<CallDirection>,
        session: Option<CallSession>,
        /// `COMPLETED`, `FAILED`.
        status: Option<String>,
        /// Unix seconds.
        start_time: Option<i64>,
        /// Unix seconds.
        end_time: Option<i64>,
        /// Seconds.
        duration: Option<i64>,
        biz_opaque_callback_data: Option<String>,
        deeplink_payload: Option<String>,
        cta_payload: Option<String>,
        errors: Vec<WebhookError>,
    }
    /// The session description of a call.
    pub struct CallSession {
        /// `offer`, `answer`.
        sdp_type: Option<String>,
        sdp: Option<String>,
    }
    /// How far a call of ours has come.
    pub struct CallStatus {
        id: Option<String>,
        /// `call`.
        kind as "type": Option<String>,
        status: Option<CallProgress>,
        timestamp: Option<i64>,
        recipient_id: Option<String>,
        recipient_user_id: Option<String>,
        biz_opaque_callback_data: Option<String>,
    }
}

wire_enum! {
    /// What happened to a call.
    pub enum CallEvent {
        Connect = "connect",
        Terminate = "terminate",
        Created = "call_created",
        RecordingAvailable = "call_recording_available",
        TranscriptionAvailable = "call_transcription_available",
    }
}

wire_enum! {
    /// Who called.
    pub enum CallDirection {
        UserInitiated = "USER_INITIATED",
        BusinessInitiated = "BUSINESS_INITIATED",
    }
}

wire_enum! {
    /// What the called person's phone does.
    pub enum CallProgress {
        Ringing = "RINGING",
        Accepted = "ACCEPTED",
        Rejected = "REJECTED",
    }
}
