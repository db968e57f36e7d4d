//! Business phone numbers.

use serde_json::Value;

use crate::wire_enum::wire_enum;
use crate::wire_struct::wire_struct;

wire_struct! {
    /// A business phone number.
    pub struct PhoneNumber {
        id: String,
        /// As people write it, e.g. `+1 555-078-3881`.
        display_phone_number: Option<String>,
        verified_name: Option<String>,
        quality_rating: Option<QualityRating>,
        status: Option<NumberStatus>,
        code_verification_status: Option<String>,
        platform_type: Option<String>,
        throughput: Option<Throughput>,
        whatsapp_business_manager_messaging_limit: Option<String>,
        name_status: Option<String>,
        new_name_status: Option<String>,
        is_official_business_account: Option<bool>,
        is_pin_enabled: Option<bool>,
        is_on_biz_app: Option<bool>,
        account_mode: Option<String>,
        health_status: Option<HealthStatus>,
        webhook_configuration: Option<WebhookConfiguration>,
        conversational_automation: Option<ConversationalAutomation>,
        last_onboarded_time: Option<String>,
        username: Option<String>,
    }
    /// How fast a number may send.
    pub struct Throughput {
        /// `STANDARD` (80 a second) or `HIGH` (1,000).
        level: Option<String>,
    }
    /// `GET /{number}/username_suggestions`.
    pub struct UsernameSuggestions {
        username_suggestions: Vec<String>,
    }
    /// The answer to forgetting somebody.
    pub struct Forgotten {
        success: Option<bool>,
        /// Whether there was something to forget.
        deleted: Option<bool>,
    }
    /// Whether messages can be sent, and what is in the way.
    pub struct HealthStatus {
        /// The worst of the entities.
        can_send_message: Option<Availability>,
        entities: Vec<HealthEntity>,
    }
    /// One of the things that have to work together.
    pub struct HealthEntity {
        /// `PHONE_NUMBER`, `WABA`, `BUSINESS`, `APP`, `MESSAGE_TEMPLATE`, `FLOW`.
        entity_type: Option<String>,
        id: Option<String>,
        can_send_message: Option<Availability>,
        can_receive_call_sip: Option<Availability>,
        errors: Vec<HealthError>,
        additional_info: Vec<String>,
    }
    /// What is wrong, and what to do.
    pub struct HealthError {
        error_code: Option<i64>,
        error_description: Option<String>,
        possible_solution: Option<String>,
    }
    /// Where the webhooks go: number before account before app.
    pub struct WebhookConfiguration {
        phone_number: Option<String>,
        whatsapp_business_account: Option<String>,
        application: Option<String>,
    }
    /// What people are offered when they open the chat.
    pub struct ConversationalAutomation {
        enable_welcome_message: Option<bool>,
        /// At most 4 of 80 characters; an empty list removes them.
        prompts: Option<Vec<String>>,
        /// At most 30; an empty list removes them.
        commands: Option<Vec<Command>>,
    }
    /// A slash command.
    pub struct Command {
        /// At most 32 characters.
        command_name: Option<String>,
        /// At most 256 characters.
        command_description: Option<String>,
    }
    /// `GET/POST /{number}/settings`. Only what is given is changed.
    pub struct NumberSettings {
        calling: Option<CallingSettings>,
        storage_configuration: Option<StorageConfiguration>,
        user_identity_change: Option<IdentityCheck>,
        payload_encryption: Option<Value>,
    }
    /// Whether, when and where people can call.
    pub struct CallingSettings {
        /// `ENABLED`, `DISABLED`.
        status: Option<String>,
        /// `DEFAULT`, `DISABLE_ALL`.
        call_icon_visibility: Option<String>,
        call_icons: Option<Value>,
        call_hours: Option<CallHours>,
        callback_permission_status: Option<String>,
        sip: Option<Value>,
        srtp_key_exchange_protocol: Option<String>,
    }
    /// When calls are taken.
    pub struct CallHours {
        status: Option<String>,
        timezone_id: Option<String>,
        weekly_operating_hours: Vec<OpenHours>,
        holiday_schedule: Vec<Holiday>,
    }
    /// From when to when on a day of the week, as `0930`.
    pub struct OpenHours {
        day_of_week: Option<String>,
        open_time: Option<String>,
        close_time: Option<String>,
    }
    /// A day with hours of its own.
    pub struct Holiday {
        /// `YYYY-MM-DD`.
        date: Option<String>,
        start_time: Option<String>,
        end_time: Option<String>,
    }
    /// Where Meta keeps messages.
    pub struct StorageConfiguration {
        /// `DEFAULT`, `IN_COUNTRY_STORAGE_ENABLED`, `NO_STORAGE_ENABLED`.
        status: Option<String>,
        data_localization_region: Option<String>,
        retention_minutes: Option<i64>,
    }
    /// Whether webhooks carry identity hashes.
    pub struct IdentityCheck {
        enable_identity_key_check: Option<bool>,
    }
    /// `GET /{number}/whatsapp_business_encryption`: the key for Flow endpoints.
    pub struct EncryptionKey {
        business_public_key: Option<String>,
        /// `VALID`, `MISMATCH`.
        business_public_key_signature_status: Option<String>,
    }
    /// A number's `@name`.
    pub struct Username {
        username: Option<String>,
        /// `approved`, `reserved`.
        status: Option<String>,
    }
}

impl PhoneNumber {
    /// The value of `fields=` for the daily look.
    pub const FIELDS: &str = "id,display_phone_number,verified_name,quality_rating,status,\
        code_verification_status,platform_type,throughput,whatsapp_business_manager_messaging_limit";
    /// The value of `fields=` that fills this struct.
    pub const ALL_FIELDS: &str = "id,display_phone_number,verified_name,quality_rating,status,\
        code_verification_status,platform_type,throughput,whatsapp_business_manager_messaging_limit,name_status,\
        new_name_status,is_official_business_account,is_pin_enabled,is_on_biz_app,account_mode,health_status,\
        webhook_configuration,conversational_automation,last_onboarded_time";
}

wire_enum! {
    /// What people think of a number, measured by Meta.
    pub enum QualityRating {
        Green = "GREEN",
        Yellow = "YELLOW",
        Red = "RED",
        /// Meta has not decided yet.
        NotRated = "UNKNOWN",
        NotApplicable = "NA",
    }
}

wire_enum! {
    /// Whether a number can work.
    pub enum NumberStatus {
        Connected = "CONNECTED",
        Pending = "PENDING",
        Disconnected = "DISCONNECTED",
        Flagged = "FLAGGED",
        Restricted = "RESTRICTED",
        RateLimited = "RATE_LIMITED",
        Banned = "BANNED",
        Deleted = "DELETED",
        Migrated = "MIGRATED",
        Unverified = "UNVERIFIED",
    }
}

wire_enum! {
    /// Whether something works.
    pub enum Availability {
        Available = "AVAILABLE",
        Limited = "LIMITED",
        Blocked = "BLOCKED",
    }
}
