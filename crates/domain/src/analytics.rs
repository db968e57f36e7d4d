//! Figures about an account, as the provider counts them. All approximate.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::time::Timestamp;

/// How many messages were sent and delivered in a span of time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MessagePoint {
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
    pub sent: i64,
    pub delivered: i64,
}

/// What messages cost in a span of time, split by the dimensions that were asked for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PricingPoint {
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
    pub country: Option<String>,
    pub phone_number: Option<String>,
    /// For example `0:750000`.
    pub tier: Option<String>,
    pub pricing_type: Option<String>,
    pub pricing_category: Option<String>,
    pub volume: Option<i64>,
    /// In the account's currency.
    pub cost: Option<f64>,
}

/// How a template fared in a span of time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TemplatePoint {
    /// Meta's id.
    pub meta_template_id: Option<String>,
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
    pub sent: Option<i64>,
    pub delivered: Option<i64>,
    pub read: Option<i64>,
    pub clicks: Vec<Clicks>,
    pub costs: Vec<Cost>,
}

/// How often a button was pressed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Clicks {
    /// `quick_reply_button`, `url_button`, …
    pub kind: Option<String>,
    pub button: Option<String>,
    pub count: Option<i64>,
}

/// A figure of cost.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Cost {
    /// `amount_spent`, `cost_per_delivered`, …
    pub kind: Option<String>,
    pub value: Option<f64>,
}

/// What a number has done since the month began, counted from our own messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NumberUsage {
    /// When the month began, in UTC.
    pub since: Timestamp,
    /// Handed to the provider.
    pub sent: i64,
    pub received: i64,
    /// Conversations with a message in either direction.
    pub conversations: i64,
    /// The provider's word for how many people may be written to first in 24 hours, for all numbers of the portfolio.
    pub messaging_limit: Option<String>,
    /// The same as a number; absent when there is no limit, or none is known.
    pub people_limit: Option<i64>,
    /// People that numbers of this account sent templates to within 24 hours. Those within their service window do
    /// not count at the provider, so that this is the most it can be.
    pub people_reached: i64,
    /// What is left of the limit, at the least.
    pub people_left: Option<i64>,
}
