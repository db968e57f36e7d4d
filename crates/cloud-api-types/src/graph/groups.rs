//! Groups at the level of Graph. Most changes are answered with a request id, and told by webhook.

use serde_json::Value;

use crate::fields::groups::GroupParticipant;
use crate::limits::Checker;
use crate::outbound::Violations;
use crate::wire_struct::wire_struct;

wire_struct! {
    /// What a group is made from, or changed to.
    pub struct GroupDraft {
        /// At most 128 characters.
        subject: Option<String>,
        /// At most 2,048 characters.
        description: Option<String>,
        /// `auto_approve`, `approval_required`.
        join_approval_mode: Option<String>,
    }
    /// The answer to a change that takes its time.
    pub struct GroupRequest {
        request_id: Option<String>,
    }
    /// A group.
    pub struct Group {
        id: Option<String>,
        subject: Option<String>,
        description: Option<String>,
        suspended: Option<bool>,
        created_at: Option<i64>,
        creation_timestamp: Option<i64>,
        total_participant_count: Option<i64>,
        participants: Vec<GroupParticipant>,
        join_approval_mode: Option<String>,
    }
    /// `GET /{number}/groups`.
    pub struct GroupList {
        data: Option<GroupListData>,
        paging: Option<Value>,
    }
    /// The groups of a list.
    pub struct GroupListData {
        groups: Vec<Group>,
    }
    /// How people come in.
    pub struct InviteLink {
        invite_link: Option<String>,
    }
    /// Somebody who wants to come in.
    pub struct JoinRequest {
        join_request_id: Option<String>,
        wa_id: Option<String>,
        creation_timestamp: Option<i64>,
    }
}

impl GroupDraft {
    /// Whether Meta would take it.
    pub fn check(&self) -> Result<(), Violations> {
        let mut c = Checker::default();
        c.opt_length("subject", self.subject.as_deref(), 1..=128);
        c.opt_length("description", self.description.as_deref(), 0..=2048);
        c.done()
    }
}
