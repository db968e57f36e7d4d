//! How far a message of ours has come.

use serde::{Deserialize, Serialize, Serializer};

use crate::errors::WebhookError;
use crate::lenient::{self, FromItem};
use crate::raw::RawJson;
use crate::wire_enum::wire_enum;
use crate::wire_struct::wire_struct;

wire_enum! {
    /// The steps a message takes. They may come in any order, be repeated, or be skipped.
    pub enum DeliveryStatus {
        /// Left Meta.
        Sent = "sent",
        /// Reached the phone.
        Delivered = "delivered",
        /// Shown to the person, if they allow receipts.
        Read = "read",
        /// A voice message was played.
        Played = "played",
        /// Will not arrive; see the errors.
        Failed = "failed",
    }
}

/// News about one message of ours.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// The wamid that the send answered with.
    pub id: String,
    /// How far it has come.
    pub status: DeliveryStatus,
    /// Set on statuses of other things: `payment`, `call`.
    pub kind: Option<String>,
    /// Unix seconds.
    pub timestamp: Option<i64>,
    /// The recipient's phone, or the group. Absent when the phone is hidden.
    pub recipient_id: Option<String>,
    /// The recipient's business-scoped user id.
    pub recipient_user_id: Option<String>,
    /// `group` when the message went to a group.
    pub recipient_type: Option<String>,
    /// Groups only: whose status this is, by phone.
    pub recipient_participant_id: Option<String>,
    /// Groups only: whose status this is, by user id.
    pub recipient_participant_user_id: Option<String>,
    /// The recipient's identity changed to this.
    pub recipient_identity_key_hash: Option<String>,
    /// Of a message that Meta made a template for.
    pub template_id: Option<String>,
    /// What we gave with the send. The only way to tell which send this is when its answer was lost.
    pub biz_opaque_callback_data: Option<String>,
    /// The conversation that it counts to.
    pub conversation: Option<StatusConversation>,
    /// What it costs.
    pub pricing: Option<Pricing>,
    /// Statuses of kind `payment` only.
    pub payment: Option<Payment>,
    /// Why it failed.
    pub errors: Vec<WebhookError>,
    /// The status exactly as it came.
    pub raw: RawJson,
}

impl FromItem for Status {
    fn from_item(raw: &RawJson) -> Result<Self, serde_json::Error> {
        #[derive(Deserialize)]
        struct Wire {
            #[serde(deserialize_with = "lenient::text")]
            id: String,
            status: DeliveryStatus,
            #[serde(default, deserialize_with = "lenient::opt_text", rename = "type")]
            kind: Option<String>,
            #[serde(default, deserialize_with = "lenient::opt_int")]
            timestamp: Option<i64>,
            #[serde(default, deserialize_with = "lenient::opt_text")]
            recipient_id: Option<String>,
            #[serde(default, deserialize_with = "lenient::opt_text")]
            recipient_user_id: Option<String>,
            #[serde(default, deserialize_with = "lenient::opt_text")]
            recipient_type: Option<String>,
            #[serde(default, deserialize_with = "lenient::opt_text")]
            recipient_participant_id: Option<String>,
            #[serde(default, deserialize_with = "lenient::opt_text")]
            recipient_participant_user_id: Option<String>,
            #[serde(default, deserialize_with = "lenient::opt_text")]
            recipient_identity_key_hash: Option<String>,
            #[serde(default, deserialize_with = "lenient::opt_text")]
            template_id: Option<String>,
            #[serde(default, deserialize_with = "lenient::opt")]
            payment: Option<Payment>,
            #[serde(default, deserialize_with = "lenient::opt_text")]
            biz_opaque_callback_data: Option<String>,
            #[serde(default, deserialize_with = "lenient::opt")]
            conversation: Option<StatusConversation>,
            #[serde(default, deserialize_with = "lenient::opt")]
            pricing: Option<Pricing>,
            #[serde(default, deserialize_with = "lenient::vec")]
            errors: Vec<WebhookError>,
        }
        let wire: Wire = lenient::parse(raw)?;
        Ok(Self {
            id: wire.id,
            status: wire.status,
            kind: wire.kind,
            timestamp: wire.timestamp,
            recipient_id: wire.recipient_id,
            recipient_user_id: wire.recipient_user_id,
            recipient_type: wire.recipient_type,
            recipient_participant_id: wire.recipient_participant_id,
            recipient_participant_user_id: wire.recipient_participant_user_id,
            recipient_identity_key_hash: wire.recipient_identity_key_hash,
            template_id: wire.template_id,
            payment: wire.payment,
            biz_opaque_callback_data: wire.biz_opaque_callback_data,
            conversation: wire.conversation,
            pricing: wire.pricing,
            errors: wire.errors,
            raw: raw.clone(),
        })
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.raw.serialize(serializer)
    }
}

/// Meta's conversation. Since v24 only on free-entry-point conversations.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusConversation {
    /// Which conversation.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub id: Option<String>,
    /// Unix seconds.
    #[serde(default, deserialize_with = "lenient::opt_int")]
    pub expiration_timestamp: Option<i64>,
    /// What opened it.
    #[serde(default, deserialize_with = "lenient::opt")]
    pub origin: Option<ConversationOrigin>,
}

/// What opened Meta's conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationOrigin {
    /// What opened it.
    #[serde(rename = "type")]
    pub category: PricingCategory,
}

/// What the message costs. On `sent` and on one of `delivered` and `read`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pricing {
    /// Whether it is paid for.
    #[serde(default, deserialize_with = "lenient::opt_bool")]
    pub billable: Option<bool>,
    /// `PMP` (per message); `CBP` on old webhooks.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub pricing_model: Option<String>,
    /// How the price comes about.
    #[serde(default, deserialize_with = "lenient::opt", rename = "type")]
    pub kind: Option<PricingType>,
    /// What it is priced as.
    #[serde(default, deserialize_with = "lenient::opt")]
    pub category: Option<PricingCategory>,
}

wire_struct! {
    /// How a payment went.
    pub struct Payment {
        /// Of the order.
        reference_id: Option<String>,
        amount: Option<PaidAmount>,
        currency: Option<String>,
        transaction: Option<serde_json::Value>,
    }
    /// `value / offset` units of the currency.
    pub struct PaidAmount {
        value: Option<i64>,
        offset: Option<i64>,
    }
}

wire_enum! {
    /// Whether, and why not, a message is charged.
    pub enum PricingType {
        Regular = "regular",
        FreeCustomerService = "free_customer_service",
        FreeEntryPoint = "free_entry_point",
    }
}

wire_enum! {
    /// What a message is charged as.
    pub enum PricingCategory {
        Authentication = "authentication",
        /// Also spelled with a hyphen, which is kept as `Unknown`.
        AuthenticationInternational = "authentication_international",
        Marketing = "marketing",
        MarketingLite = "marketing_lite",
        ReferralConversion = "referral_conversion",
        Service = "service",
        GroupMarketing = "group_marketing",
        GroupUtility = "group_utility",
        GroupService = "group_service",
        GeneralPurposeAi = "general_purpose_ai",
        Utility = "utility",
    }
}
