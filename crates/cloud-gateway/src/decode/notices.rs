//! The plain words for what happened to an account or a number, and what to do about it.

use cloud_api_types::fields::account as wire;
use domain::account::{RequestedName, Severity};

use super::accounts::severity;

/// What people read.
pub(super) struct Words {
    pub(super) severity: Severity,
    pub(super) title: String,
    pub(super) detail: Option<String>,
    pub(super) remedy: Option<String>,
}

impl Words {
    fn new(severity: Severity, title: impl Into<String>) -> Self {
        Self { severity, title: title.into(), detail: None, remedy: None }
    }

    fn detail(self, detail: Option<String>) -> Self {
        Self { detail, ..self }
    }

    fn remedy(self, remedy: &str) -> Self {
        Self { remedy: Some(remedy.to_owned()), ..self }
    }
}

fn info(title: impl Into<String>) -> Words {
    Words::new(Severity::Info, title)
}

fn warning(title: impl Into<String>) -> Words {
    Words::new(Severity::Warning, title)
}

fn critical(title: impl Into<String>) -> Words {
    Words::new(Severity::Critical, title)
}

/// The provider's word as people would write it: `PIN_CHANGED` is "pin changed".
fn plain(word: &str) -> String {
    word.replace('_', " ").to_lowercase()
}

/// Texts that are there, with a comma between.
fn joined<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> Option<String> {
    let there: Vec<&str> = parts.into_iter().flatten().filter(|text| !text.is_empty()).collect();
    (!there.is_empty()).then(|| there.join(", "))
}

pub(super) fn account(update: &wire::AccountUpdate) -> Words {
    use wire::AccountEvent as Event;
    let partner = || {
        let info = update.waba_info.as_ref();
        let left = update.disconnection_info.as_ref();
        joined([
            left.and_then(|it| it.reason.as_deref()),
            info.and_then(|it| it.solution_id.as_deref()),
            info.and_then(|it| it.partner_app_id.as_deref()),
        ])
    };
    match &update.event {
        Some(Event::Deleted) => critical("The business account was deleted").remedy(
            "Nothing is sent or received through it any more. If nobody meant this, ask Meta's support",
        ),
        Some(Event::Restriction) => restriction(update),
        Some(Event::Violation) => {
            let kind = update.violation_info.as_ref().and_then(|info| info.violation_type.as_deref());
            let words = warning("The account broke a rule of WhatsApp").detail(kind.map(plain));
            words.remedy(
                "Read the policy that is named, stop what broke it, and appeal in the Business Support Home",
            )
        }
        Some(Event::DisabledUpdate) => ban(update),
        Some(Event::Offboarded) => {
            critical("The number left the Cloud API").detail(partner()).remedy(RECONNECT)
        }
        Some(Event::Reconnected) => info("The number is back on the Cloud API").detail(partner()),
        Some(Event::PartnerAdded) => {
            info("The account was shared with this app's business").detail(partner())
        }
        Some(Event::PartnerRemoved) => critical("The account is no longer shared with this app's business")
            .detail(partner())
            .remedy(RECONNECT),
        Some(Event::PartnerAppInstalled) => info("A partner's app was installed").detail(partner()),
        Some(Event::PartnerAppUninstalled) => {
            warning("A partner's app was removed from the account").detail(partner()).remedy(RECONNECT)
        }
        Some(Event::AdAccountLinked) => info("An ad account was linked"),
        Some(Event::AuthIntlPriceEligibility) => {
            info("International prices for authentication messages apply from a date on")
                .remedy("Look at the prices of the countries you send codes to")
        }
        Some(Event::PrimaryCountryUpdate) => {
            info("The business's country was set").detail(update.country.clone())
        }
        Some(Event::MarketingTermsSigned) => info("The terms of marketing messages were accepted"),
        Some(Event::PartnerCertification) => info("A partner's certification changed"),
        Some(Event::VolumeTierUpdate) => volume(update),
        Some(Event::Verified) => info("The account was verified"),
        Some(Event::Unknown(word)) => info(format!("The account changed: {}", plain(word))).remedy(LOOK),
        None => info("The account changed").remedy(LOOK),
    }
}

const RECONNECT: &str = "Connect it again if it is still to be used here";
const LOOK: &str = "Look into the WhatsApp Manager";

fn restriction(update: &wire::AccountUpdate) -> Words {
    let kinds: Vec<String> = update
        .restriction_info
        .iter()
        .filter_map(|it| it.restriction_type.as_deref())
        .map(|kind| match kind {
            "RESTRICTED_BIZ_INITIATED_MESSAGING" => "templates are not sent".to_owned(),
            "RESTRICTED_CUSTOMER_INITIATED_MESSAGING" => "answers to customers are not sent".to_owned(),
            "RESTRICTED_ADD_PHONE_NUMBER_ACTION" => "no number can be added".to_owned(),
            other => plain(other),
        })
        .collect();
    if kinds.is_empty() {
        return info("The account is not restricted any more");
    }
    critical("WhatsApp restricted the account")
        .detail(Some(kinds.join(", ")))
        .remedy("Wait until it ends, and send less of what people block; appeal in the Business Support Home")
}

fn ban(update: &wire::AccountUpdate) -> Words {
    let ban = update.ban_info.as_ref();
    let date = ban.and_then(|info| info.waba_ban_date.clone());
    match ban.and_then(|info| info.waba_ban_state.as_deref()) {
        Some("REINSTATE") => info("The account works again: WhatsApp lifted the ban").detail(date),
        Some("SCHEDULE_FOR_DISABLE") => critical("WhatsApp is going to disable the account")
            .detail(date)
            .remedy("Appeal in the Business Support Home before that day"),
        _ => critical("WhatsApp disabled the account")
            .detail(date)
            .remedy("Appeal in the Business Support Home; until then nothing is sent"),
    }
}

fn volume(update: &wire::AccountUpdate) -> Words {
    let tier = update.volume_tier_info.as_ref();
    info("Another volume price applies").detail(joined([
        tier.and_then(|it| it.pricing_category.as_deref()),
        tier.and_then(|it| it.tier.as_deref()),
        tier.and_then(|it| it.region.as_deref()),
        tier.and_then(|it| it.effective_month.as_deref()),
    ]))
}

pub(super) fn review(update: &wire::AccountReviewUpdate) -> Words {
    match update.decision.as_deref() {
        Some("APPROVED") => info("The account passed its review"),
        Some("REJECTED") => critical("The account did not pass its review")
            .remedy("Read why in the Business Support Home, put it right and ask for another review"),
        Some("DEFERRED") => {
            warning("The review of the account was put off").remedy("Add what the WhatsApp Manager asks for")
        }
        Some("PENDING") => info("The account is under review"),
        other => info("The review of the account moved on").detail(other.map(plain)),
    }
}

pub(super) fn alert(alert: &wire::AccountAlert) -> Words {
    let info = alert.alert_info.as_ref();
    let pick = |new: Option<&String>, old: &Option<String>| new.or(old.as_ref()).cloned();
    let kind = pick(info.and_then(|it| it.alert_type.as_ref()), &alert.alert_type);
    let status = pick(info.and_then(|it| it.alert_status.as_ref()), &alert.alert_status);
    let word = pick(info.and_then(|it| it.alert_severity.as_ref()), &alert.alert_severity);
    let title = kind.as_deref().map_or_else(
        || "WhatsApp has an alert for the account".to_owned(),
        |kind| format!("WhatsApp alerts: {}", plain(kind)),
    );
    let severity = if status.as_deref() == Some("NONE") { Severity::Info } else { severity(word.as_deref()) };
    let detail = pick(info.and_then(|it| it.alert_description.as_ref()), &alert.alert_description);
    Words::new(severity, title).detail(detail).remedy(LOOK)
}

pub(super) fn settings() -> Words {
    info("The settings of a number were changed")
}

pub(super) fn capability(limit: Option<&str>, numbers: Option<i64>) -> Words {
    let limit = limit.map(|limit| format!("messaging limit {limit}"));
    let numbers = numbers.map(|count| format!("{count} phone numbers"));
    info("What the business may do has changed").detail(joined([limit.as_deref(), numbers.as_deref()]))
}

pub(super) fn username(update: &wire::BusinessUsernameUpdate) -> Words {
    let name = update.username.clone().map(|name| format!("@{name}"));
    match update.status.as_deref() {
        Some("approved") => info("The number has a username").detail(name),
        Some("reserved") => info("A username is reserved for the number").detail(name),
        Some("deleted") => warning("The number has no username any more").detail(name),
        other => info("The number's username changed").detail(joined([name.as_deref(), other])),
    }
}

pub(super) fn quality(update: &wire::PhoneNumberQualityUpdate, limit: Option<&str>) -> Words {
    use wire::NumberEvent as Event;
    let detail = limit.map(|limit| format!("messaging limit {limit}"));
    match &update.event {
        Some(Event::Onboarding) => info("The number was set up").detail(detail),
        Some(Event::ThroughputUpgrade) => {
            info("The number may send up to 1,000 messages a second now").detail(detail)
        }
        Some(Event::Flagged) => warning("WhatsApp flagged the number because people complain")
            .detail(detail)
            .remedy("Send less, and only to people who asked for it; look at the templates with the lowest quality"),
        Some(Event::Unflagged) => info("The number is not flagged any more").detail(detail),
        Some(Event::Upgrade) => info("More people may be written to in a day").detail(detail),
        Some(Event::Downgrade) => warning("Fewer people may be written to in a day")
            .detail(detail)
            .remedy("Raise the quality: send only to people who asked for it"),
        Some(Event::Unknown(word)) => info(format!("The number changed: {}", plain(word))).detail(detail),
        None => info("The number's limits changed").detail(detail),
    }
}

pub(super) fn name(name: &RequestedName) -> Words {
    let detail = joined([name.name.as_deref(), name.reason.as_deref()]);
    match name.status.as_deref() {
        Some("APPROVED") => info("The display name was approved")
            .detail(detail)
            .remedy("Register the number again: only then the new name is shown"),
        Some("REJECTED") => warning("The display name was rejected")
            .detail(detail)
            .remedy("Choose a name that shows what your business is called, and ask again"),
        Some("DEFERRED") => warning("The review of the display name was put off").detail(detail),
        Some("PENDING") => info("The display name is under review").detail(detail),
        other => info("The review of the display name moved on")
            .detail(joined([detail.as_deref(), other.map(plain).as_deref()])),
    }
}

pub(super) fn security(update: &wire::SecurityUpdate) -> Words {
    const NOT_YOU: &str =
        "If nobody of yours did this, look at who has access in the Business Settings, and set a new PIN";
    let who = update.requester.as_ref().map(|requester| format!("by {requester}"));
    match update.event.as_deref() {
        Some("PIN_CHANGED") => warning("The number's PIN was changed").detail(who).remedy(NOT_YOU),
        Some("PIN_RESET_REQUEST") => {
            warning("Somebody asked to remove the number's PIN").detail(who).remedy(NOT_YOU)
        }
        Some("PIN_RESET_SUCCESS") => {
            critical("The number's PIN was removed").detail(who).remedy("Set a new PIN")
        }
        Some(word) => warning(format!("Two-step verification: {}", plain(word))).detail(who).remedy(NOT_YOU),
        None => warning("Something about the number's PIN changed").detail(who).remedy(NOT_YOU),
    }
}

pub(super) fn solution(update: &wire::PartnerSolution) -> Words {
    info("A solution shared with partners changed").detail(joined([
        update.event.as_deref().map(plain).as_deref(),
        update.solution_status.as_deref().map(plain).as_deref(),
        update.solution_id.as_deref(),
    ]))
}

pub(super) fn payment(update: &wire::PaymentConfigurationUpdate) -> Words {
    info("How payments are taken has changed").detail(joined([
        update.configuration_name.as_deref(),
        update.provider_name.as_deref(),
        update.status.as_deref(),
    ]))
}

pub(super) fn unknown(field: &str) -> Words {
    info(format!("WhatsApp told about something new: {}", plain(field))).remedy(LOOK)
}
