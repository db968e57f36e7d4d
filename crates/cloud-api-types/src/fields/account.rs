//! News about accounts, numbers, portfolios, partners and Flows.

use serde_json::Value;

use crate::wire_enum::wire_enum;
use crate::wire_struct::wire_struct;

wire_struct! {
    /// `account_update`.
    pub struct AccountUpdate {
        event: Option<AccountEvent>,
        /// Set when the news is about one number.
        phone_number: Option<String>,
        country: Option<String>,
        ban_info: Option<BanInfo>,
        restriction_info: Vec<Restriction>,
        violation_info: Option<ViolationInfo>,
        waba_info: Option<WabaInfo>,
        disconnection_info: Option<DisconnectionInfo>,
        volume_tier_info: Option<VolumeTierInfo>,
        auth_international_rate_eligibility: Option<Value>,
        partner_client_certification_info: Option<Value>,
        lock_info: Option<Value>,
    }
    /// The account is, or will be, disabled.
    pub struct BanInfo {
        /// `DISABLE`, `REINSTATE`, `SCHEDULE_FOR_DISABLE`.
        waba_ban_state: Option<String>,
        /// In words, e.g. `April 17, 2027`.
        waba_ban_date: Option<String>,
    }
    /// Something that the account may not do for a while.
    pub struct Restriction {
        restriction_type: Option<String>,
        /// Unix seconds, or in words.
        expiration: Option<String>,
    }
    /// The rule that was broken.
    pub struct ViolationInfo {
        violation_type: Option<String>,
    }
    /// Whom a partner event is about.
    pub struct WabaInfo {
        waba_id: Option<String>,
        owner_business_id: Option<String>,
        ad_account_id: Option<String>,
        ad_account_linked: Option<String>,
        solution_id: Option<String>,
        partner_app_id: Option<String>,
        solution_partner_business_ids: Vec<String>,
    }
    /// Why a number left.
    pub struct DisconnectionInfo {
        reason: Option<String>,
        initiated_by: Option<String>,
    }
    /// The price tier that was reached.
    pub struct VolumeTierInfo {
        tier_update_time: Option<i64>,
        pricing_category: Option<String>,
        tier: Option<String>,
        effective_month: Option<String>,
        region: Option<String>,
    }
    /// `account_review_update`.
    pub struct AccountReviewUpdate {
        /// `APPROVED`, `REJECTED`, `PENDING`, `DEFERRED`.
        decision: Option<String>,
    }
    /// `account_alerts`; older payloads are flat.
    pub struct AccountAlert {
        entity_type: Option<String>,
        entity_id: Option<String>,
        alert_info: Option<AlertInfo>,
        alert_severity: Option<String>,
        alert_status: Option<String>,
        alert_type: Option<String>,
        alert_description: Option<String>,
    }
    /// What the alert says.
    pub struct AlertInfo {
        /// `CRITICAL`, `WARNING`, `INFORMATIONAL`.
        alert_severity: Option<String>,
        alert_status: Option<String>,
        alert_type: Option<String>,
        alert_description: Option<String>,
    }
    /// `account_settings_update`.
    pub struct AccountSettingsUpdate {
        timestamp: Option<i64>,
        kind as "type": Option<String>,
        phone_number_settings: Option<PhoneNumberSettings>,
    }
    /// The settings that changed.
    pub struct PhoneNumberSettings {
        phone_number_id: Option<String>,
        calling: Option<Value>,
    }
    /// `business_capability_update`: limits of the account and its portfolio.
    pub struct BusinessCapabilityUpdate {
        /// −1 is unlimited. Until February 2026.
        max_daily_conversation_per_phone: Option<i64>,
        /// A tier (`TIER_2K`) or a number.
        max_daily_conversations_per_business: Option<String>,
        max_phone_numbers_per_business: Option<i64>,
        max_phone_numbers_per_waba: Option<i64>,
    }
    /// `business_username_updates`.
    pub struct BusinessUsernameUpdate {
        display_phone_number: Option<String>,
        username: Option<String>,
        /// `approved`, `reserved`, `deleted`.
        status: Option<String>,
    }
    /// `phone_number_quality_update`: the messaging limit or the throughput changed.
    pub struct PhoneNumberQualityUpdate {
        display_phone_number: Option<String>,
        event: Option<NumberEvent>,
        old_limit: Option<String>,
        /// Until February 2026.
        current_limit: Option<String>,
        max_daily_conversations_per_business: Option<String>,
    }
    /// `phone_number_name_update`: the review of a display name.
    pub struct PhoneNumberNameUpdate {
        display_phone_number: Option<String>,
        /// `APPROVED`, `DEFERRED`, `PENDING`, `REJECTED`.
        decision: Option<String>,
        requested_verified_name: Option<String>,
        rejection_reason: Option<String>,
    }
    /// `security`: two-step verification.
    pub struct SecurityUpdate {
        display_phone_number: Option<String>,
        /// `PIN_CHANGED`, `PIN_RESET_REQUEST`, `PIN_RESET_SUCCESS`.
        event: Option<String>,
        /// Who did it.
        requester: Option<String>,
    }
    /// `flows`.
    pub struct FlowUpdate {
        event: Option<FlowEvent>,
        flow_id: Option<String>,
        message: Option<String>,
        old_status: Option<String>,
        new_status: Option<String>,
        /// `ACTIVATED`, `DEACTIVATED`.
        alert_state: Option<String>,
        threshold: Option<f64>,
        error_rate: Option<f64>,
        requests_count: Option<i64>,
        p50_latency: Option<f64>,
        p90_latency: Option<f64>,
        availability: Option<f64>,
        errors: Vec<FlowErrorCount>,
        warning: Option<String>,
    }
    /// How often one error happened.
    pub struct FlowErrorCount {
        error_type: Option<String>,
        error_rate: Option<f64>,
        error_count: Option<i64>,
    }
    /// `partner_solutions`.
    pub struct PartnerSolution {
        event: Option<String>,
        solution_id: Option<String>,
        solution_status: Option<String>,
    }
    /// `payment_configuration_update`.
    pub struct PaymentConfigurationUpdate {
        configuration_name: Option<String>,
        provider_name: Option<String>,
        provider_mid: Option<String>,
        status: Option<String>,
        created_timestamp: Option<i64>,
        updated_timestamp: Option<i64>,
    }
}

wire_enum! {
    /// What happened to an account.
    pub enum AccountEvent {
        Deleted = "ACCOUNT_DELETED",
        Restriction = "ACCOUNT_RESTRICTION",
        Violation = "ACCOUNT_VIOLATION",
        Offboarded = "ACCOUNT_OFFBOARDED",
        Reconnected = "ACCOUNT_RECONNECTED",
        AdAccountLinked = "AD_ACCOUNT_LINKED",
        AuthIntlPriceEligibility = "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE",
        PrimaryCountryUpdate = "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE",
        DisabledUpdate = "DISABLED_UPDATE",
        MarketingTermsSigned = "MM_LITE_TERMS_SIGNED",
        PartnerAdded = "PARTNER_ADDED",
        PartnerRemoved = "PARTNER_REMOVED",
        PartnerAppInstalled = "PARTNER_APP_INSTALLED",
        PartnerAppUninstalled = "PARTNER_APP_UNINSTALLED",
        PartnerCertification = "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE",
        VolumeTierUpdate = "VOLUME_BASED_PRICING_TIER_UPDATE",
        Verified = "VERIFIED_ACCOUNT",
    }
}

wire_enum! {
    /// What happened to a number.
    pub enum NumberEvent {
        Onboarding = "ONBOARDING",
        ThroughputUpgrade = "THROUGHPUT_UPGRADE",
        Flagged = "FLAGGED",
        Unflagged = "UNFLAGGED",
        Upgrade = "UPGRADE",
        Downgrade = "DOWNGRADE",
    }
}

wire_enum! {
    /// What happened to a Flow.
    pub enum FlowEvent {
        StatusChange = "FLOW_STATUS_CHANGE",
        ClientErrorRate = "CLIENT_ERROR_RATE",
        EndpointErrorRate = "ENDPOINT_ERROR_RATE",
        EndpointLatency = "ENDPOINT_LATENCY",
        EndpointAvailability = "ENDPOINT_AVAILABILITY",
        VersionExpiryWarning = "FLOW_VERSION_EXPIRY_WARNING",
    }
}
