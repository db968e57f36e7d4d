//! How the pretended WhatsApp behaves, changeable while it runs.

use serde::{Deserialize, Serialize};

/// The settings of `GET/PATCH /_sim/settings` and of a world file. Times in milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// From the accepted send to `sent`.
    pub sent_ms: u64,
    /// From `sent` to `delivered`, when the phone is online.
    pub delivered_ms: u64,
    /// From `delivered` to `read` by itself; absent: people read when they are told to.
    pub auto_read_ms: Option<u64>,
    /// The version of the app's webhooks; below v24.0 every status carries a conversation.
    pub webhook_version: String,
    /// Write `/` as `\/` in webhooks, as PHP does.
    pub escape_slashes: bool,
    /// How long a webhook call may take.
    pub webhook_timeout_ms: u64,
    /// The pause before the second repetition of a failed webhook; the first is at once, each later pause doubles.
    pub retry_ms: u64,
    /// How long a failed webhook is repeated before it is given up.
    pub retry_for_ms: u64,
    /// How long a template is under review.
    pub review_ms: u64,
    /// What reviewers decide: `approve`, `reject`, or `manual` (they wait for `PATCH /_sim/templates/{id}`).
    pub review: String,
    /// What reviewers of display names decide: `approve`, `reject`, or `manual`.
    pub name_review: String,
    /// Enforce how fast numbers may send and accounts may be managed, and whom a business may address in a day.
    pub limits: bool,
    /// Fetch what is sent by its address; if not, it is taken for good.
    pub fetch_links: bool,
    /// How long such an address may take.
    pub link_timeout_ms: u64,
    /// Marketing templates that one person gets within a day, from everybody together (131049); absent: any number.
    pub marketing_per_day: Option<u32>,
    /// Marketing templates do not reach people in the United States (131049), as at Meta since April 2025.
    pub us_marketing_pause: bool,
    /// Percent of the people whom an experiment keeps from getting marketing templates (130472).
    pub experiment_percent: u8,
    /// Sends of a template of unknown quality within a day before more are held back; absent: none are.
    pub pacing_after: Option<u32>,
    /// How long they are held before the template counts as good.
    pub pacing_ms: u64,
    /// What callers delete or deregister stays: recorded calls can be replayed in any order.
    pub forgetful: bool,
    /// From this moment on free-form messages inside the window are charged.
    pub service_billable_from: jiff::Timestamp,
    /// Refuse what Meta lets pass although its documents say otherwise.
    pub strict: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            sent_ms: 300,
            delivered_ms: 700,
            auto_read_ms: None,
            webhook_version: "v25.0".to_owned(),
            escape_slashes: false,
            webhook_timeout_ms: 10_000,
            retry_ms: 500,
            retry_for_ms: 7 * 24 * 3600 * 1000,
            review_ms: 2000,
            review: "approve".to_owned(),
            name_review: "approve".to_owned(),
            limits: false,
            fetch_links: true,
            link_timeout_ms: 10_000,
            marketing_per_day: None,
            us_marketing_pause: false,
            experiment_percent: 0,
            pacing_after: None,
            pacing_ms: 30 * 60 * 1000,
            forgetful: false,
            // 2026-10-01T00:00:00Z
            service_billable_from: jiff::Timestamp::constant(1_790_812_800, 0),
            strict: false,
        }
    }
}

impl Settings {
    /// Status webhooks carry a conversation object up to v23.
    pub(crate) fn has_conversations(&self) -> bool {
        let major = self.webhook_version.strip_prefix('v').and_then(|rest| rest.split('.').next());
        major.and_then(|major| major.parse::<u32>().ok()).is_some_and(|major| major < 24)
    }

    /// Changes the settings named in `patch`; the rest stays. The error says what is wrong.
    pub(crate) fn patched(&self, patch: &serde_json::Value) -> Result<Self, String> {
        let Some(changes) = patch.as_object() else { return Err("expected an object".to_owned()) };
        let mut whole = serde_json::to_value(self).map_err(|error| error.to_string())?;
        for (key, value) in changes {
            whole[key] = value.clone();
        }
        serde_json::from_value(whole).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_changes_what_it_names() {
        let patched =
            Settings::default().patched(&serde_json::json!({"auto_read_ms": 5, "sent_ms": 1})).unwrap();
        assert_eq!((patched.auto_read_ms, patched.sent_ms, patched.delivered_ms), (Some(5), 1, 700));
        assert_eq!(patched.patched(&serde_json::json!({"auto_read_ms": null})).unwrap().auto_read_ms, None);
        assert!(patched.patched(&serde_json::json!({"sentms": 1})).unwrap_err().contains("sentms"));
        assert!(patched.patched(&serde_json::json!([])).is_err());
    }

    #[test]
    fn service_messages_cost_from_october_2026() {
        assert_eq!(Settings::default().service_billable_from.to_string(), "2026-10-01T00:00:00Z");
    }
}
