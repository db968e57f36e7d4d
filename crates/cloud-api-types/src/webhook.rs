//! The envelope of a webhook call: notification, entries, changes.

use serde::{Deserialize, Serialize};

use crate::errors::WebhookError;
use crate::fields::Kept;
use crate::fields::account::{
    AccountAlert, AccountReviewUpdate, AccountSettingsUpdate, AccountUpdate, BusinessCapabilityUpdate,
    BusinessUsernameUpdate, FlowUpdate, PartnerSolution, PaymentConfigurationUpdate, PhoneNumberNameUpdate,
    PhoneNumberQualityUpdate, SecurityUpdate,
};
use crate::fields::calls::CallsValue;
use crate::fields::coexistence::{EchoesValue, HistoryValue, StateSyncValue};
use crate::fields::groups::GroupsValue;
use crate::fields::people::{AutomaticEvents, Handover, UserIdUpdates, UserPreferences};
use crate::fields::templates::{
    TemplateCategoryDetection, TemplateCategoryUpdate, TemplateComponentsUpdate, TemplateQualityUpdate,
    TemplateStatusUpdate,
};
use crate::inbound::InboundMessage;
use crate::lenient::{self, FromItem, Lenient};
use crate::raw::RawJson;
use crate::status::Status;

/// The body of one webhook call. May carry many changes of many numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notification {
    /// `whatsapp_business_account`.
    #[serde(default, deserialize_with = "lenient::opt_text", skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// What happened, by account.
    #[serde(default, deserialize_with = "lenient::list")]
    pub entry: Vec<Lenient<Entry>>,
}

/// The body was not a JSON object at all (cut, not JSON, not UTF-8).
#[derive(Debug, thiserror::Error)]
#[error("the webhook body is not a JSON object")]
pub struct NotJson(#[source] serde_json::Error);

impl Notification {
    /// Reads a body. Fails only when it is no JSON object; everything inside is met leniently.
    pub fn from_slice(body: &[u8]) -> Result<Self, NotJson> {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        serde_json::from_slice(body).map_err(NotJson)
    }

    /// All changes that were understood, with the id of their business account.
    pub fn changes(&self) -> impl Iterator<Item = (&str, &Change)> {
        self.entry.iter().filter_map(Lenient::known).flat_map(|entry| {
            entry.changes.iter().filter_map(Lenient::known).map(|change| (entry.id.as_str(), change))
        })
    }

    /// Everything in it that was not understood, at any depth.
    pub fn unread(&self) -> Vec<&lenient::Unread> {
        let mut found: Vec<_> = self.entry.iter().filter_map(Lenient::unknown).collect();
        for entry in self.entry.iter().filter_map(Lenient::known) {
            found.extend(entry.changes.iter().filter_map(Lenient::unknown));
        }
        for (_, change) in self.changes() {
            match &change.value {
                ChangeValue::Messages(value) => found.extend(value.unread()),
                ChangeValue::Echoes(value) => {
                    found.extend(value.message_echoes.iter().filter_map(Lenient::unknown));
                }
                ChangeValue::History(value) => {
                    let threads = value.history.iter().flat_map(|chunk| &chunk.threads);
                    let messages = threads.flat_map(|thread| &thread.messages);
                    let later = value.messages.iter().chain(&value.message_echoes);
                    found.extend(messages.chain(later).filter_map(Lenient::unknown));
                }
                _ => {}
            }
        }
        found
    }
}

/// What changed in one business account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The WABA id; for a few partner fields the business portfolio's.
    #[serde(default, deserialize_with = "lenient::text")]
    pub id: String,
    /// Unix seconds. Usually absent on `messages`.
    #[serde(default, deserialize_with = "lenient::opt_int", skip_serializing_if = "Option::is_none")]
    pub time: Option<i64>,
    /// What happened.
    #[serde(default, deserialize_with = "lenient::list")]
    pub changes: Vec<Lenient<Change>>,
}

impl FromItem for Entry {
    fn from_item(raw: &RawJson) -> Result<Self, serde_json::Error> {
        // Not by way of a tree: the changes inside keep their bytes.
        serde_json::from_str(raw.get())
    }
}

/// One change: a field and its value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// What it is about.
    pub field: String,
    /// What happened.
    pub value: ChangeValue,
}

/// The value of a change, typed for the fields that this version understands. All but `Messages` are
/// written as they came.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ChangeValue {
    /// Field `messages`.
    Messages(Box<MessagesValue>),
    /// `message_template_status_update`.
    TemplateStatus(Box<Kept<TemplateStatusUpdate>>),
    /// `message_template_quality_update`.
    TemplateQuality(Box<Kept<TemplateQualityUpdate>>),
    /// `message_template_components_update`.
    TemplateComponents(Box<Kept<TemplateComponentsUpdate>>),
    /// `template_category_update`.
    TemplateCategory(Box<Kept<TemplateCategoryUpdate>>),
    /// `template_correct_category_detection`.
    TemplateCategoryDetection(Box<Kept<TemplateCategoryDetection>>),
    /// `account_update`.
    Account(Box<Kept<AccountUpdate>>),
    /// `account_review_update`.
    AccountReview(Box<Kept<AccountReviewUpdate>>),
    /// `account_alerts`.
    AccountAlert(Box<Kept<AccountAlert>>),
    /// `account_settings_update`.
    AccountSettings(Box<Kept<AccountSettingsUpdate>>),
    /// `business_capability_update`.
    BusinessCapability(Box<Kept<BusinessCapabilityUpdate>>),
    /// `business_username_updates`.
    BusinessUsername(Box<Kept<BusinessUsernameUpdate>>),
    /// `phone_number_quality_update`.
    PhoneNumberQuality(Box<Kept<PhoneNumberQualityUpdate>>),
    /// `phone_number_name_update`.
    PhoneNumberName(Box<Kept<PhoneNumberNameUpdate>>),
    /// `security`.
    Security(Box<Kept<SecurityUpdate>>),
    /// `flows`.
    Flow(Box<Kept<FlowUpdate>>),
    /// `partner_solutions`.
    PartnerSolution(Box<Kept<PartnerSolution>>),
    /// `payment_configuration_update`.
    PaymentConfiguration(Box<Kept<PaymentConfigurationUpdate>>),
    /// `user_id_update`.
    UserIds(Box<Kept<UserIdUpdates>>),
    /// `user_preferences`.
    UserPreferences(Box<Kept<UserPreferences>>),
    /// `automatic_events`.
    AutomaticEvents(Box<Kept<AutomaticEvents>>),
    /// `messaging_handovers`.
    Handover(Box<Kept<Handover>>),
    /// `calls`.
    Calls(Box<Kept<CallsValue>>),
    /// The four `group_*` fields.
    Groups(Box<Kept<GroupsValue>>),
    /// `smb_message_echoes`.
    Echoes(Box<Kept<EchoesValue>>),
    /// `history`.
    History(Box<Kept<HistoryValue>>),
    /// `smb_app_state_sync`.
    StateSync(Box<Kept<StateSyncValue>>),
    /// Any other field, or a known one of quite another shape, as it came.
    Other(RawJson),
}

impl ChangeValue {
    fn read(field: &str, raw: RawJson) -> Result<Self, serde_json::Error> {
        Ok(match field {
            "messages" => Self::Messages(serde_json::from_str(raw.get())?),
            _ => Self::managed(field, &raw).unwrap_or(Self::Other(raw)),
        })
    }

    fn managed(field: &str, raw: &RawJson) -> Option<Self> {
        fn kept<T: serde::de::DeserializeOwned>(raw: &RawJson) -> Option<Box<Kept<T>>> {
            Kept::read(raw).map(Box::new)
        }
        match field {
            "message_template_status_update" => kept(raw).map(Self::TemplateStatus),
            "message_template_quality_update" => kept(raw).map(Self::TemplateQuality),
            "message_template_components_update" => kept(raw).map(Self::TemplateComponents),
            "template_category_update" => kept(raw).map(Self::TemplateCategory),
            "template_correct_category_detection" => kept(raw).map(Self::TemplateCategoryDetection),
            "account_update" => kept(raw).map(Self::Account),
            "account_review_update" => kept(raw).map(Self::AccountReview),
            "account_alerts" => kept(raw).map(Self::AccountAlert),
            "account_settings_update" => kept(raw).map(Self::AccountSettings),
            "business_capability_update" => kept(raw).map(Self::BusinessCapability),
            "business_username_updates" => kept(raw).map(Self::BusinessUsername),
            "phone_number_quality_update" => kept(raw).map(Self::PhoneNumberQuality),
            "phone_number_name_update" => kept(raw).map(Self::PhoneNumberName),
            "security" => kept(raw).map(Self::Security),
            "flows" => kept(raw).map(Self::Flow),
            "partner_solutions" => kept(raw).map(Self::PartnerSolution),
            "payment_configuration_update" => kept(raw).map(Self::PaymentConfiguration),
            "user_id_update" => kept(raw).map(Self::UserIds),
            "user_preferences" => kept(raw).map(Self::UserPreferences),
            "automatic_events" => kept(raw).map(Self::AutomaticEvents),
            "messaging_handovers" => kept(raw).map(Self::Handover),
            "calls" => kept(raw).map(Self::Calls),
            "group_lifecycle_update"
            | "group_participants_update"
            | "group_settings_update"
            | "group_status_update" => kept(raw).map(Self::Groups),
            "smb_message_echoes" | "message_echoes" => kept(raw).map(Self::Echoes),
            "history" => kept(raw).map(Self::History),
            "smb_app_state_sync" => kept(raw).map(Self::StateSync),
            _ => None,
        }
    }
}

impl FromItem for Change {
    fn from_item(raw: &RawJson) -> Result<Self, serde_json::Error> {
        #[derive(Deserialize)]
        struct Wire {
            #[serde(deserialize_with = "lenient::text")]
            field: String,
            value: RawJson,
        }
        let wire: Wire = serde_json::from_str(raw.get())?;
        let value = ChangeValue::read(&wire.field, wire.value)?;
        Ok(Self { field: wire.field, value })
    }
}

/// The value of field `messages`: what people sent, and how far our messages have come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MessagesValue {
    /// `whatsapp`.
    #[serde(default, deserialize_with = "lenient::opt_text", skip_serializing_if = "Option::is_none")]
    pub messaging_product: Option<String>,
    /// Which of our numbers this is about.
    #[serde(default, deserialize_with = "lenient::opt", skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
    /// Who the messages are from.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Lenient<Contact>>,
    /// What people sent.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Lenient<InboundMessage>>,
    /// How far messages of ours have come.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<Lenient<Status>>,
    /// Errors of the account as a whole, not of one message.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Lenient<WebhookError>>,
}

impl MessagesValue {
    /// The contact that goes with a phone (`from`, `recipient_id`) or a user id. Meta promises no order.
    pub fn contact(&self, wa_id: Option<&str>, user_id: Option<&str>) -> Option<&Contact> {
        let contacts = || self.contacts.iter().filter_map(Lenient::known);
        let by_user = user_id.and_then(|id| contacts().find(|c| c.user_id.as_deref() == Some(id)));
        by_user.or_else(|| wa_id.and_then(|id| contacts().find(|c| c.wa_id.as_deref() == Some(id))))
    }

    fn unread(&self) -> impl Iterator<Item = &lenient::Unread> {
        let contacts = self.contacts.iter().filter_map(Lenient::unknown);
        let messages = self.messages.iter().filter_map(Lenient::unknown);
        let statuses = self.statuses.iter().filter_map(Lenient::unknown);
        let errors = self.errors.iter().filter_map(Lenient::unknown);
        contacts.chain(messages).chain(statuses).chain(errors)
    }
}

/// Which of the business's numbers a change is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Digits only.
    #[serde(default, deserialize_with = "lenient::opt_text", skip_serializing_if = "Option::is_none")]
    pub display_phone_number: Option<String>,
    /// Meta's id of the number.
    #[serde(deserialize_with = "lenient::text")]
    pub phone_number_id: String,
}

/// A person on WhatsApp, as Meta names them. Since usernames came, the phone may be absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// What the person shows of himself or herself.
    #[serde(default, deserialize_with = "lenient::opt", skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// The phone, digits only. Can change and can be absent: never a key by itself.
    #[serde(default, deserialize_with = "lenient::opt_text", skip_serializing_if = "Option::is_none")]
    pub wa_id: Option<String>,
    /// Business-scoped user id, e.g. `US.13491208655302741918`.
    #[serde(default, deserialize_with = "lenient::opt_text", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// The person's id for the business's whole portfolio.
    #[serde(default, deserialize_with = "lenient::opt_text", skip_serializing_if = "Option::is_none")]
    pub parent_user_id: Option<String>,
    /// Changes when the person has a new phone.
    #[serde(default, deserialize_with = "lenient::opt_text", skip_serializing_if = "Option::is_none")]
    pub identity_key_hash: Option<String>,
}

impl FromItem for Contact {
    fn from_item(raw: &RawJson) -> Result<Self, serde_json::Error> {
        lenient::parse(raw)
    }
}

/// What a person calls themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The name that the person gave.
    #[serde(default, deserialize_with = "lenient::opt_text", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Without the `@`.
    #[serde(default, deserialize_with = "lenient::opt_text", skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}
