//! Calls at the level of Graph.

use serde::Serialize;

use crate::fields::calls::CallSession;
use crate::wire_struct::wire_struct;

/// `POST /{number}/calls`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum CallAction {
    /// Calls a person.
    Connect {
        /// Whom to call: a phone number, digits.
        to: String,
        /// Our side of the connection.
        session: CallSession,
        /// Comes back in the call's webhooks.
        #[serde(skip_serializing_if = "Option::is_none")]
        biz_opaque_callback_data: Option<String>,
    },
    /// Gets the connection ready before accepting.
    PreAccept {
        /// Which call.
        call_id: String,
        /// Our side of the connection.
        session: CallSession,
    },
    /// Takes a call; the session must be the one of `PreAccept`, if there was one.
    Accept {
        /// Which call.
        call_id: String,
        /// Our side of the connection.
        session: CallSession,
    },
    /// Does not take the call.
    Reject {
        /// Which call.
        call_id: String,
    },
    /// Hangs up.
    Terminate {
        /// Which call.
        call_id: String,
    },
}

wire_struct! {
    /// The answer to an action.
    pub struct CallAnswer {
        calls: Vec<StartedCall>,
        success: Option<bool>,
    }
    /// A call that was begun.
    pub struct StartedCall {
        /// `wacid.…`
        id: Option<String>,
    }
    /// Whether a person may be called.
    pub struct CallPermissions {
        permission: Option<Permission>,
        actions: Vec<PermittedAction>,
    }
    /// What the person allowed.
    pub struct Permission {
        /// `temporary`, `permanent`, `no_permission`.
        status: Option<String>,
        /// Unix seconds.
        expiration_time: Option<i64>,
    }
    /// What can be done now.
    pub struct PermittedAction {
        /// `send_call_permission_request`, `start_call`.
        action_name: Option<String>,
        can_perform_action: Option<bool>,
        limits: Vec<ActionLimit>,
    }
    /// How often.
    pub struct ActionLimit {
        /// An ISO 8601 duration, e.g. `PT24H`.
        time_period: Option<String>,
        max_allowed: Option<i64>,
        current_usage: Option<i64>,
        limit_expiration_time: Option<i64>,
    }
}
