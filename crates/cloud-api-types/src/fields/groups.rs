//! `group_lifecycle_update`, `group_participants_update`, `group_settings_update`, `group_status_update`.

use serde_json::Value;

use crate::errors::WebhookError;
use crate::webhook::Metadata;
use crate::wire_enum::wire_enum;
use crate::wire_struct::wire_struct;

wire_struct! {
    /// The value of all four fields.
    pub struct GroupsValue {
        metadata: Option<Metadata>,
        groups: Vec<GroupUpdate>,
    }
    /// What happened to a group.
    pub struct GroupUpdate {
        /// Unix seconds.
        timestamp: Option<i64>,
        group_id: Option<String>,
        kind as "type": Option<GroupEvent>,
        /// Of the call that asked for it.
        request_id: Option<String>,
        subject: Option<Value>,
        description: Option<Value>,
        invite_link: Option<String>,
        /// `auto_approve`, `approval_required`.
        join_approval_mode: Option<String>,
        reason: Option<String>,
        join_request_id: Option<String>,
        wa_id: Option<String>,
        user_id: Option<String>,
        added_participants: Vec<GroupParticipant>,
        removed_participants: Vec<GroupParticipant>,
        failed_participants: Vec<GroupParticipant>,
        initiated_by: Option<String>,
        profile_picture: Option<Value>,
        errors: Vec<WebhookError>,
    }
    /// A person in, or not in, a group.
    pub struct GroupParticipant {
        input: Option<String>,
        wa_id: Option<String>,
        user_id: Option<String>,
        errors: Vec<WebhookError>,
    }
}

wire_enum! {
    /// What happened to a group.
    pub enum GroupEvent {
        Create = "group_create",
        Delete = "group_delete",
        ParticipantsAdd = "group_participants_add",
        ParticipantsRemove = "group_participants_remove",
        JoinRequestCreated = "group_join_request_created",
        JoinRequestRevoked = "group_join_request_revoked",
        SettingsUpdate = "group_settings_update",
        Suspend = "group_suspend",
        SuspendCleared = "group_suspend_cleared",
    }
}
