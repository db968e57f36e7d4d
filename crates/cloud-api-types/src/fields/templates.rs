//! News about message templates.

use crate::wire_enum::wire_enum;
use crate::wire_struct::wire_struct;

wire_struct! {
    /// `message_template_status_update`.
    pub struct TemplateStatusUpdate {
        event: Option<TemplateEvent>,
        /// An integer on the wire.
        message_template_id: Option<String>,
        message_template_name: Option<String>,
        message_template_language: Option<String>,
        message_template_category: Option<TemplateCategory>,
        /// `NONE`, `ABUSIVE_CONTENT`, `INVALID_FORMAT`, …
        reason: Option<String>,
        disable_info: Option<DisableInfo>,
        other_info: Option<OtherInfo>,
        rejection_info: Option<RejectionInfo>,
    }
    /// When a template will be disabled.
    pub struct DisableInfo {
        /// In words, e.g. `April 17, 2027`.
        disable_date: Option<String>,
    }
    /// Why a template was paused or disabled.
    pub struct OtherInfo {
        /// `FIRST_PAUSE`, `SECOND_PAUSE`, `RATE_LIMITING_PAUSE`, `UNPAUSE`, `DISABLED`.
        title: Option<String>,
        description: Option<String>,
    }
    /// Why a template was rejected, and what to do.
    pub struct RejectionInfo {
        reason: Option<String>,
        recommendation: Option<String>,
    }
    /// `message_template_quality_update`.
    pub struct TemplateQualityUpdate {
        previous_quality_score: Option<TemplateQuality>,
        new_quality_score: Option<TemplateQuality>,
        message_template_id: Option<String>,
        message_template_name: Option<String>,
        message_template_language: Option<String>,
    }
    /// `message_template_components_update`: Meta or somebody in the manager changed the texts.
    pub struct TemplateComponentsUpdate {
        message_template_id: Option<String>,
        message_template_name: Option<String>,
        message_template_language: Option<String>,
        /// The body.
        message_template_element: Option<String>,
        /// The header.
        message_template_title: Option<String>,
        message_template_footer: Option<String>,
        message_template_buttons: Vec<UpdatedButton>,
    }
    /// A button after the change.
    pub struct UpdatedButton {
        message_template_button_type: Option<String>,
        message_template_button_text: Option<String>,
        message_template_button_url: Option<String>,
        message_template_button_phone_number: Option<String>,
    }
    /// `template_category_update`: notice of a change to `correct_category`, or the change done.
    pub struct TemplateCategoryUpdate {
        message_template_id: Option<String>,
        message_template_name: Option<String>,
        message_template_language: Option<String>,
        previous_category: Option<TemplateCategory>,
        new_category: Option<TemplateCategory>,
        /// Set while the change is only announced.
        correct_category: Option<TemplateCategory>,
        /// Unix seconds of an announced change.
        category_update_timestamp: Option<i64>,
    }
    /// `template_correct_category_detection`.
    pub struct TemplateCategoryDetection {
        message_template_id: Option<String>,
        message_template_name: Option<String>,
        message_template_language: Option<String>,
        category: Option<TemplateCategory>,
        correct_category: Option<TemplateCategory>,
    }
}

wire_enum! {
    /// What happened to a template.
    pub enum TemplateEvent {
        Approved = "APPROVED",
        Rejected = "REJECTED",
        Pending = "PENDING",
        Paused = "PAUSED",
        Disabled = "DISABLED",
        Flagged = "FLAGGED",
        InAppeal = "IN_APPEAL",
        Reinstated = "REINSTATED",
        PendingDeletion = "PENDING_DELETION",
        Deleted = "DELETED",
        LimitExceeded = "LIMIT_EXCEEDED",
        Archived = "ARCHIVED",
        Unarchived = "UNARCHIVED",
        Locked = "LOCKED",
    }
}

wire_enum! {
    /// How well people take a template.
    pub enum TemplateQuality {
        Green = "GREEN",
        Yellow = "YELLOW",
        Red = "RED",
        /// Meta has not decided yet.
        NotRated = "UNKNOWN",
    }
}

wire_enum! {
    /// What a template is for, which decides its price.
    pub enum TemplateCategory {
        Authentication = "AUTHENTICATION",
        Marketing = "MARKETING",
        Utility = "UTILITY",
    }
}
