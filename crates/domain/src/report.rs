//! What the provider reports about a message beside how far it has come.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::id::ContactId;
use crate::message::MessageStatus;
use crate::time::Timestamp;

/// Where a message was written, when that was neither here nor on the contact's phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The business wrote it in its own WhatsApp app.
    BusinessApp,
    /// It is older than the connection of the number, and was imported.
    History,
}

impl Source {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BusinessApp => "business_app",
            Self::History => "history",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::BusinessApp, Self::History].into_iter().find(|s| s.as_str() == text)
    }
}

/// Who wrote a message of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SentBy {
    pub contact_id: ContactId,
    /// As it was then.
    pub name: String,
}

/// What a message costs, in the provider's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Billing {
    /// For example `marketing`, `utility`, `service`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Whether and why not: `regular`, `free_customer_service`, `free_entry_point`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billable: Option<bool>,
    /// `PMP`: per message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The status that told it; a later one knows better.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_with: Option<MessageStatus>,
    /// The provider's own conversation, where it still has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation: Option<BilledConversation>,
    /// The template that the provider made for a message without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
}

/// What the provider counts as one conversation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BilledConversation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
}

impl Billing {
    /// Both together, the same whichever came first: what the later status says counts, gaps are filled.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let (mut best, rest) = if other.weight() > self.weight() { (other, self) } else { (self, other) };
        best.category = best.category.or(rest.category);
        best.kind = best.kind.or(rest.kind);
        best.billable = best.billable.or(rest.billable);
        best.model = best.model.or(rest.model);
        best.told_with = best.told_with.or(rest.told_with);
        best.template_id = best.template_id.or(rest.template_id);
        best.conversation = match (best.conversation, rest.conversation) {
            (Some(one), Some(two)) => Some(BilledConversation {
                id: one.id.or(two.id),
                category: one.category.or(two.category),
                expires_at: one.expires_at.max(two.expires_at),
            }),
            (one, two) => one.or(two),
        };
        best
    }

    /// Of two, the heavier one is believed.
    fn weight(&self) -> (Option<MessageStatus>, &Option<String>, &Option<String>, Option<bool>) {
        (self.told_with, &self.category, &self.kind, self.billable)
    }
}

/// How many of a group a message has reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Recipients {
    /// People in the group when it was sent; absent when that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<i64>,
    /// Whose phones have it.
    pub delivered: i64,
    pub read: i64,
    pub played: i64,
    pub failed: i64,
}

impl Recipients {
    /// Counted afresh from how far it has come with each.
    #[must_use]
    pub fn counted(self, reached: &[MessageStatus]) -> Self {
        let at_least = |status| count(reached.iter().filter(|s| **s >= status).count());
        Self {
            total: self.total,
            delivered: at_least(MessageStatus::Delivered),
            read: at_least(MessageStatus::Read),
            played: at_least(MessageStatus::Played),
            failed: count(reached.iter().filter(|s| **s == MessageStatus::Failed).count()),
        }
    }

    /// How far the message as a whole has come: as far as with the last of the group, or, when nobody knows how
    /// many they are, as with the first.
    pub fn reached(&self) -> Option<MessageStatus> {
        let needed = self.total.unwrap_or(1).max(1);
        if self.failed >= needed {
            return Some(MessageStatus::Failed);
        }
        [
            (MessageStatus::Played, self.played),
            (MessageStatus::Read, self.read),
            (MessageStatus::Delivered, self.delivered),
        ]
        .into_iter()
        .find(|(_, reached)| *reached >= needed)
        .map(|(status, _)| status)
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// News of a message that is no step of its way: how its payment went, or a word that this version does not know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Report {
    /// `payment`, or the provider's word.
    pub kind: String,
    /// The provider's word, for example `captured`.
    pub status: String,
    pub at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<Payment>,
}

/// How a payment went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Payment {
    /// Ours, of the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_id: Option<String>,
    /// In units of `1 / offset` of the currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// In the provider's form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transaction: Option<Value>,
}

/// Adds a report that is not there yet, in its place by time. The same thing told again is no other report, at whatever
/// time: the provider may have given none. Whether anything changed.
pub fn add_report(reports: &mut Vec<Report>, report: Report) -> bool {
    match reports.iter_mut().find(|known| Report { at: report.at, ..Report::clone(known) } == report) {
        Some(known) if known.at <= report.at => return false,
        Some(known) => known.at = report.at,
        None => reports.push(report),
    }
    reports.sort_by(|a, b| (a.at, &a.kind, &a.status).cmp(&(b.at, &b.kind, &b.status)));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b5_a_group_has_read_when_the_last_of_it_has() {
        use MessageStatus::{Delivered, Read, Sent};
        let of_two = Recipients { total: Some(2), ..Recipients::default() };
        assert_eq!(of_two.counted(&[Read]).reached(), None);
        assert_eq!(of_two.counted(&[Read, Delivered]).reached(), Some(Delivered));
        assert_eq!(of_two.counted(&[Read, Read]).reached(), Some(Read));
        assert_eq!(Recipients::default().counted(&[Sent, Read]).reached(), Some(Read));
    }

    #[test]
    fn b5_the_price_does_not_depend_on_the_order_of_the_news() {
        let billing = |told_with, category: &str, expires_at| Billing {
            category: Some(category.to_owned()),
            kind: None,
            billable: Some(true),
            model: None,
            told_with: Some(told_with),
            conversation: Some(BilledConversation { expires_at, ..BilledConversation::default() }),
            template_id: None,
        };
        let sent = billing(MessageStatus::Sent, "service", Some(Timestamp::from_seconds(9)));
        let read = billing(MessageStatus::Read, "utility", None);
        let both = sent.clone().with(read.clone());
        assert_eq!(both, read.with(sent));
        assert_eq!(both.category.as_deref(), Some("utility"));
        assert!(both.conversation.unwrap().expires_at.is_some());
    }
}
