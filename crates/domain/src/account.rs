//! What the provider tells about our numbers and business accounts, and what of it somebody should read.
//!
//! Words that only the provider gives a meaning to (a status, a tier) are kept as they came: a new one is shown, not
//! dropped.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{AccountNoticeId, PhoneNumberId, WabaId};
use crate::message::MessageError;
use crate::time::Timestamp;

/// What is known of a number beyond what a call through it needs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct NumberDetails {
    /// `CONNECTED`, `PENDING`, `FLAGGED`, `RESTRICTED`, `BANNED`, …
    pub status: Option<String>,
    /// Of the name that is shown: `APPROVED`, `DECLINED`, `PENDING_REVIEW`, …
    pub name_status: Option<String>,
    /// The name that was asked for last, and how its review stands.
    pub requested_name: Option<RequestedName>,
    /// `VERIFIED`, `NOT_VERIFIED`, `EXPIRED`.
    pub code_verification_status: Option<String>,
    /// `CLOUD_API`, `ON_PREMISE`, `NOT_APPLICABLE`.
    pub platform_type: Option<String>,
    /// `LIVE` or `SANDBOX`.
    pub account_mode: Option<String>,
    pub is_official: Option<bool>,
    pub is_pin_enabled: Option<bool>,
    /// The number is also used in the WhatsApp Business app.
    pub is_on_business_app: Option<bool>,
    /// `STANDARD` (80 messages a second) or `HIGH` (1,000).
    pub throughput_level: Option<String>,
    /// People outside the service window in 24 hours, for all numbers of the portfolio: `TIER_250`, `TIER_2K`, …
    pub messaging_limit: Option<String>,
    /// Without the `@`.
    pub username: Option<String>,
    /// `approved`, `reserved`, `deleted`.
    pub username_status: Option<String>,
    /// As the provider writes it.
    pub last_onboarded_at: Option<String>,
    pub sending: Option<SendingHealth>,
    pub webhooks: Option<WebhookTargets>,
    /// When all of this was last read from the provider.
    pub refreshed_at: Option<Timestamp>,
}

/// A display name that was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct RequestedName {
    /// Absent when only the state of the review is known.
    pub name: Option<String>,
    /// `APPROVED`, `DEFERRED`, `PENDING`, `REJECTED`, …
    pub status: Option<String>,
    /// Why it was rejected.
    pub reason: Option<String>,
}

/// Whether messages can be sent, and what is in the way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct SendingHealth {
    /// The worst of the parts: `AVAILABLE`, `LIMITED` or `BLOCKED`.
    pub can_send: Option<String>,
    pub entities: Vec<HealthEntity>,
}

/// One of the things that have to work together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct HealthEntity {
    /// `PHONE_NUMBER`, `WABA`, `BUSINESS`, `APP`, `MESSAGE_TEMPLATE`, `FLOW`.
    pub kind: Option<String>,
    /// The provider's.
    pub id: Option<String>,
    pub can_send: Option<String>,
    pub can_receive_call_sip: Option<String>,
    pub errors: Vec<HealthError>,
    pub additional_info: Vec<String>,
}

/// What is wrong, and what to do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct HealthError {
    pub code: Option<i64>,
    pub description: Option<String>,
    pub remedy: Option<String>,
}

/// Where webhooks of messages go: the number's address wins over the account's, and that over the app's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct WebhookTargets {
    pub phone_number: Option<String>,
    pub waba: Option<String>,
    pub app: Option<String>,
}

/// A WhatsApp Business account that numbers are connected of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Waba {
    /// Meta's id.
    pub id: WabaId,
    pub details: WabaDetails,
    /// What the account may not do for a while.
    pub restrictions: Vec<Restriction>,
    /// Present while the account is, or will be, disabled.
    pub ban: Option<Ban>,
    /// The rule that was broken last.
    pub violation: Option<Violation>,
    /// The last event that changed who may use the account, for example `ACCOUNT_DELETED` or `PARTNER_REMOVED`.
    pub connection: Option<String>,
    pub subscription: Subscription,
    /// When reading it from the provider was last asked for.
    pub requested_at: Timestamp,
    /// When it was last read whole.
    pub refreshed_at: Option<Timestamp>,
    /// Why it could not be read the last time.
    pub problem: Option<MessageError>,
}

impl Waba {
    /// An account of which nothing is known yet.
    pub fn new(id: WabaId, now: Timestamp) -> Self {
        Self {
            id,
            details: WabaDetails::default(),
            restrictions: Vec::new(),
            ban: None,
            violation: None,
            connection: None,
            subscription: Subscription::default(),
            requested_at: now,
            refreshed_at: None,
            problem: None,
        }
    }
}

/// What the provider says about an account. Absent: it has not said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct WabaDetails {
    pub name: Option<String>,
    pub currency: Option<String>,
    /// The provider's number of a time zone.
    pub timezone_id: Option<String>,
    pub country: Option<String>,
    pub status: Option<String>,
    /// `APPROVED`, `PENDING`, `REJECTED`, `DEFERRED`.
    pub review_status: Option<String>,
    pub business_verification_status: Option<String>,
    /// Of the portfolio: `TIER_250`, `TIER_2K`, `TIER_10K`, `TIER_100K`, `TIER_UNLIMITED`, …
    pub messaging_limit: Option<String>,
    pub max_phone_numbers: Option<i64>,
    /// Goes into the templates of old on-premises clients.
    pub template_namespace: Option<String>,
    /// `SELF_OWNED`, `CLIENT_OWNED`, …
    pub ownership_type: Option<String>,
    pub owner: Option<Business>,
    /// Whether the provider counts what becomes of templates.
    pub is_enabled_for_insights: Option<bool>,
    pub sending: Option<SendingHealth>,
}

/// A business portfolio at the provider.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Business {
    pub id: Option<String>,
    pub name: Option<String>,
}

/// Something that an account may not do for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Restriction {
    /// `RESTRICTED_BIZ_INITIATED_MESSAGING`, `RESTRICTED_ADD_PHONE_NUMBER_ACTION`, …
    pub kind: String,
    /// Absent: for good, or the provider said it in words.
    pub until: Option<Timestamp>,
    /// The end as the provider wrote it, where that is no time.
    pub until_text: Option<String>,
}

/// The account is, or will be, disabled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Ban {
    /// `DISABLE`, `SCHEDULE_FOR_DISABLE`, …
    pub state: String,
    /// In the provider's words, for example `April 17, 2027`.
    pub date: Option<String>,
}

/// A rule that was broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Violation {
    pub kind: String,
    pub at: Timestamp,
}

/// Whether our app gets an account's webhooks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Subscription {
    /// Absent: nobody has looked yet.
    pub is_subscribed: Option<bool>,
    /// Whether Waypost subscribes the app by itself when it is not.
    pub is_kept: bool,
    /// Messages of the account are told there instead of at the app's address.
    pub callback_override: Option<String>,
    pub checked_at: Option<Timestamp>,
    /// Why subscribing did not work the last time.
    pub problem: Option<MessageError>,
}

impl Default for Subscription {
    fn default() -> Self {
        Self { is_subscribed: None, is_kept: true, callback_override: None, checked_at: None, problem: None }
    }
}

/// Something about which news come, each with its own time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    Status,
    Name,
    Username,
    Throughput,
    Limit,
    Capability,
    Review,
    Country,
    Ban,
    Restrictions,
    Violation,
    Connection,
}

/// The provider's times of the last news, so that what comes late undoes nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HeardAt(BTreeMap<Aspect, Timestamp>);

impl HeardAt {
    /// Whether something told at `at` is the latest about `aspect`; from then on it is. Times are whole seconds, so
    /// that of two things told in one the second counts; what is told a second time (`is_repeat`) does not.
    pub fn take(&mut self, aspect: Aspect, at: Timestamp, is_repeat: bool) -> bool {
        let is_news = self.0.get(&aspect).is_none_or(|heard| *heard < at || (*heard == at && !is_repeat));
        if is_news {
            self.0.insert(aspect, at);
        }
        is_news
    }

    /// Whether nothing was told about `aspect` after `at`.
    pub fn is_silent_since(&self, aspect: Aspect, at: Timestamp) -> bool {
        self.0.get(&aspect).is_none_or(|heard| *heard <= at)
    }
}

/// Something about an account or a number that somebody should read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AccountNotice {
    pub id: AccountNoticeId,
    pub waba_id: WabaId,
    /// The number that it is about, if it is about one of ours.
    pub phone_number_id: Option<PhoneNumberId>,
    pub severity: Severity,
    /// The provider's word for what it is about, for example `account_update`.
    pub field: String,
    /// What happened, in plain words.
    pub title: String,
    /// What the provider adds.
    pub detail: Option<String>,
    /// What to do about it; absent when there is nothing to do.
    pub remedy: Option<String>,
    /// When it happened, as the provider says.
    pub at: Timestamp,
    pub received_at: Timestamp,
    /// As it came.
    pub raw: serde_json::Value,
}

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Something should be done before it gets worse.
    Warning,
    /// Something does not work, or will not soon.
    Critical,
}

impl Severity {
    pub const ALL: [Self; 3] = [Self::Info, Self::Warning, Self::Critical];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Critical => "critical",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.as_str() == word)
    }
}

/// How many people a tier lets us write to first in 24 hours. `None`: no limit, or a word that is not known.
pub fn people_of_tier(tier: &str) -> Option<i64> {
    let count = tier.strip_prefix("TIER_").unwrap_or(tier);
    let (digits, factor) = match count.strip_suffix('K') {
        Some(thousands) => (thousands, 1000),
        None => (count, 1),
    };
    digits.parse::<i64>().ok().filter(|count| *count > 0).and_then(|count| count.checked_mul(factor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b6_late_news_are_no_news() {
        let mut heard = HeardAt::default();
        let at = Timestamp::from_seconds;
        assert!(heard.take(Aspect::Limit, at(10), false));
        assert!(!heard.take(Aspect::Limit, at(9), false));
        assert!(heard.take(Aspect::Limit, at(10), false), "two things in one second");
        assert!(!heard.take(Aspect::Limit, at(10), true), "the same thing again");
        assert!(heard.take(Aspect::Ban, at(9), true), "not understood the first time");
        assert!(heard.is_silent_since(Aspect::Limit, at(10)) && !heard.is_silent_since(Aspect::Limit, at(9)));
        let text = serde_json::to_string(&heard).unwrap();
        assert_eq!(serde_json::from_str::<HeardAt>(&text).unwrap(), heard);
    }

    #[test]
    fn a5_a_tier_is_a_number_of_people() {
        for (tier, people) in [
            ("TIER_250", Some(250)),
            ("TIER_2K", Some(2000)),
            ("TIER_100K", Some(100_000)),
            ("2000", Some(2000)),
            ("TIER_UNLIMITED", None),
            ("TIER_NOT_SET", None),
            ("-1", None),
            ("TIER_9999999999999999K", None),
        ] {
            assert_eq!(people_of_tier(tier), people, "{tier}");
        }
    }
}
