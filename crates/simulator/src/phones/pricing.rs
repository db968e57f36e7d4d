//! What a message costs, as statuses tell it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::chat::{Chat, Progress};
use crate::chance;
use crate::clock::{HOUR, Micros};
use crate::settings::Settings;

/// The price of one message, decided when it is accepted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Pricing {
    is_billable: bool,
    kind: String,
    category: String,
    conversation_id: String,
    /// Until when the free entry point lasts.
    free_until: Option<Micros>,
    has_conversation: bool,
    /// On `sent`, and on the first of `delivered` and `read`.
    times_told: u8,
}

impl Pricing {
    /// `template_category` is absent for free-form messages.
    pub(crate) fn decide(
        chat: &Chat,
        template_category: Option<&str>,
        settings: &Settings,
        now: Micros,
    ) -> Self {
        let category = template_category.map_or_else(|| "service".to_owned(), str::to_ascii_lowercase);
        let is_free_entry = chat.free_until.is_some_and(|until| now < until);
        let in_window = chat.is_window_open(now);
        let was_free_then = now < settings.service_billable_from.as_microsecond();
        let is_free_service =
            in_window && was_free_then && matches!(category.as_str(), "service" | "utility");
        let kind = match (is_free_entry, is_free_service) {
            (true, _) => "free_entry_point",
            (false, true) => "free_customer_service",
            (false, false) => "regular",
        };
        Self {
            is_billable: kind == "regular",
            kind: kind.to_owned(),
            category: if is_free_entry { "referral_conversion".to_owned() } else { category },
            conversation_id: chance::hex_id(),
            free_until: chat.free_until.filter(|_| is_free_entry),
            has_conversation: is_free_entry || settings.has_conversations(),
            times_told: 0,
        }
    }

    /// The objects that go into a status; nothing once they were told twice.
    pub(crate) fn tell(&mut self, status: Progress) -> Vec<(&'static str, Value)> {
        let due = match status {
            Progress::Sent => self.times_told == 0,
            Progress::Delivered | Progress::Read => self.times_told <= 1,
            _ => false,
        };
        if !due {
            return Vec::new();
        }
        self.times_told = if status == Progress::Sent { 1 } else { 2 };
        let pricing = json!({
            "billable": self.is_billable, "pricing_model": "PMP", "type": self.kind, "category": self.category,
        });
        let mut told = vec![("pricing", pricing)];
        if self.has_conversation {
            let mut conversation = json!({"id": self.conversation_id, "origin": {"type": self.category}});
            if let (Some(until), Progress::Sent) = (self.free_until, status) {
                conversation["expiration_timestamp"] = json!(crate::clock::unix(until).to_string());
            }
            told.push(("conversation", conversation));
        }
        told
    }
}

impl Chat {
    /// An answer within a day of the click on an advertisement makes three days free.
    pub(crate) fn answer_ad(&mut self, now: Micros) {
        if self.ad_click_at.take_if(|at| now < *at + 24 * HOUR).is_some() {
            self.free_until = Some(now + 72 * HOUR);
        }
    }
}
