//! Rules about messages and templates: keys, types, spelling, and what had better be said.

use serde_json::{Map, Value};

use super::super::call::{BodyForm, Call};
use super::shape::Shape::{Any, Flag, List, Number, Object, Text, TextOrNumber, Word};
use super::shape::{Shape, Wrong, judge_keys};
use crate::state::State;

type Keys = &'static [(&'static str, &'static Shape)];

/// What every message may have.
const ENVELOPE: Keys = &[
    ("messaging_product", &Word(&["whatsapp"])),
    ("recipient_type", &Word(&["individual", "group"])),
    ("to", &Text),
    ("recipient", &Text),
    ("type", &Word(&KINDS)),
    ("context", &Object(&[("message_id", &Text)])),
    ("biz_opaque_callback_data", &Text),
    ("recipient_identity_key_hash", &Text),
    ("message_activity_sharing", &Flag),
    ("category", &Word(&["utility", "authentication", "service", "marketing"])),
    ("direct_send_config", &Any),
    ("product_policy", &Word(&["CLOUD_API_FALLBACK", "STRICT"])),
];
/// What every call may have.
const COMMON: Keys = &[("access_token", &Any), ("appsecret_proof", &Any), ("locale", &Any), ("fields", &Any)];
const READ: Keys = &[
    ("messaging_product", &Word(&["whatsapp"])),
    ("status", &Word(&["read"])),
    ("message_id", &Text),
    ("typing_indicator", &Object(&[("type", &Word(&["text"]))])),
];
const KINDS: [&str; 12] = [
    "audio",
    "contacts",
    "document",
    "image",
    "interactive",
    "location",
    "pin",
    "reaction",
    "sticker",
    "template",
    "text",
    "video",
];
/// The object of each kind.
const OBJECTS: [(&str, &Shape); 12] = [
    ("audio", &Object(&[("id", &Text), ("link", &Text), ("voice", &Flag)])),
    ("contacts", &List(&CONTACT)),
    ("document", &FILE),
    ("image", &PICTURE),
    ("interactive", &INTERACTIVE),
    ("location", &PLACE),
    (
        "pin",
        &Object(&[("type", &Word(&["pin", "unpin"])), ("message_id", &Text), ("expiration_days", &Number)]),
    ),
    ("reaction", &Object(&[("message_id", &Text), ("emoji", &Text)])),
    ("sticker", &Object(&[("id", &Text), ("link", &Text)])),
    ("template", &TEMPLATE),
    ("text", &Object(&[("body", &Text), ("preview_url", &Flag)])),
    ("video", &PICTURE),
];

static PICTURE: Shape = Object(&[("id", &Text), ("link", &Text), ("caption", &Text)]);
static FILE: Shape = Object(&[("id", &Text), ("link", &Text), ("caption", &Text), ("filename", &Text)]);
/// Meta's own samples have degrees as strings and as numbers.
static PLACE: Shape =
    Object(&[("latitude", &TextOrNumber), ("longitude", &TextOrNumber), ("name", &Text), ("address", &Text)]);
static CONTACT: Shape = Object(&[
    (
        "name",
        &Object(&[
            ("formatted_name", &Text),
            ("first_name", &Text),
            ("last_name", &Text),
            ("middle_name", &Text),
            ("suffix", &Text),
            ("prefix", &Text),
        ]),
    ),
    (
        "addresses",
        &List(&Object(&[
            ("street", &Text),
            ("city", &Text),
            ("state", &Text),
            ("zip", &Text),
            ("country", &Text),
            ("country_code", &Text),
            ("type", &Text),
        ])),
    ),
    ("birthday", &Text),
    ("emails", &List(&Object(&[("email", &Text), ("type", &Text)]))),
    ("org", &Object(&[("company", &Text), ("department", &Text), ("title", &Text)])),
    ("phones", &List(&Object(&[("phone", &Text), ("type", &Text), ("wa_id", &Text)]))),
    ("urls", &List(&Object(&[("url", &Text), ("type", &Text)]))),
]);
static HEADER: Shape = Object(&[
    ("type", &Word(&["text", "image", "video", "document", "gif"])),
    ("text", &Text),
    ("image", &PICTURE),
    ("video", &PICTURE),
    ("gif", &PICTURE),
    ("document", &FILE),
]);
static WORDS: Shape = Object(&[("text", &Text)]);
static INTERACTIVE: Shape = Object(&[
    ("type", &Word(&INTERACTIVE_KINDS)),
    ("header", &HEADER),
    ("body", &WORDS),
    ("footer", &WORDS),
    ("action", &ACTION),
]);
const INTERACTIVE_KINDS: [&str; 14] = [
    "address_message",
    "button",
    "call_permission_request",
    "carousel",
    "catalog_message",
    "cta_url",
    "flow",
    "list",
    "location_request_message",
    "order_details",
    "product",
    "product_list",
    "request_contact_info",
    "voice_call",
];
static ACTION: Shape = Object(&[
    ("button", &Text),
    ("buttons", &List(&BUTTON)),
    ("sections", &List(&SECTION)),
    ("name", &Text),
    // Differs from kind to kind, and much of it is the business's own data.
    ("parameters", &Any),
    ("catalog_id", &Text),
    ("product_retailer_id", &Text),
    ("cards", &List(&INTERACTIVE_CARD)),
]);
static BUTTON: Shape = Object(&[
    ("type", &Word(&["reply", "quick_reply", "cta_url"])),
    ("reply", &Object(&[("id", &Text), ("title", &Text)])),
    ("quick_reply", &Object(&[("id", &Text), ("title", &Text)])),
    ("cta_url", &Object(&[("display_text", &Text), ("url", &Text)])),
]);
static SECTION: Shape = Object(&[
    ("title", &Text),
    ("rows", &List(&Object(&[("id", &Text), ("title", &Text), ("description", &Text)]))),
    ("product_items", &List(&Object(&[("product_retailer_id", &Text)]))),
]);
static INTERACTIVE_CARD: Shape = Object(&[
    ("card_index", &Number),
    ("type", &Word(&["cta_url", "product", "quick_reply"])),
    ("header", &HEADER),
    ("body", &WORDS),
    ("action", &ACTION),
]);
static TEMPLATE: Shape = Object(&[
    ("name", &Text),
    ("language", &Object(&[("code", &Text), ("policy", &Word(&["deterministic"]))])),
    ("components", &List(&COMPONENT)),
]);
static COMPONENT: Shape = Object(&[
    ("type", &Word(&COMPONENTS)),
    ("sub_type", &Word(&SUB_TYPES)),
    ("index", &TextOrNumber),
    ("parameters", &List(&PARAMETER)),
    ("cards", &List(&Object(&[("card_index", &Number), ("components", &List(&COMPONENT))]))),
]);
const COMPONENTS: [&str; 7] =
    ["header", "body", "footer", "button", "carousel", "limited_time_offer", "tap_target_configuration"];
const SUB_TYPES: [&str; 9] = [
    "quick_reply",
    "url",
    "copy_code",
    "flow",
    "catalog",
    "mpm",
    "voice_call",
    "order_details",
    "phone_number",
];
static PARAMETER: Shape = Object(&[
    ("type", &Word(&PARAMETERS)),
    ("text", &Text),
    ("parameter_name", &Text),
    ("currency", &Object(&[("fallback_value", &Text), ("code", &Text), ("amount_1000", &Number)])),
    ("date_time", &Any),
    ("image", &FILE),
    ("video", &FILE),
    ("document", &FILE),
    ("gif", &FILE),
    ("location", &PLACE),
    ("product", &Object(&[("product_retailer_id", &Text), ("catalog_id", &Text)])),
    ("payload", &Text),
    ("coupon_code", &Text),
    ("action", &Any),
    ("limited_time_offer", &Object(&[("expiration_time_ms", &Number)])),
    ("ttl_minutes", &Number),
    ("tap_target_configuration", &Any),
]);
const PARAMETERS: [&str; 15] = [
    "text",
    "currency",
    "date_time",
    "image",
    "video",
    "document",
    "gif",
    "location",
    "product",
    "payload",
    "coupon_code",
    "action",
    "limited_time_offer",
    "ttl_minutes",
    "tap_target_configuration",
];

pub(super) fn keys(_: &State, call: &Call) -> Option<String> {
    judged(call)?.into_iter().find_map(|wrong| match wrong {
        Wrong::Key(place, key) if place.is_empty() => {
            Some(format!("Unexpected key \"{key}\" in the message."))
        }
        Wrong::Key(place, key) => Some(format!("Unexpected key \"{key}\" on param \"{place}\".")),
        _ => None,
    })
}

pub(super) fn types(_: &State, call: &Call) -> Option<String> {
    let is_form = call.form != BodyForm::Json;
    judged(call)?.into_iter().find_map(|wrong| match wrong {
        // All that a form has is text.
        Wrong::Type(place, _) if is_form && !place.contains('[') => None,
        Wrong::Type(place, expected) => Some(format!("Param {place} must be {expected}.")),
        _ => None,
    })
}

pub(super) fn letter_case(_: &State, call: &Call) -> Option<String> {
    let in_message = judged(call).into_iter().flatten().find_map(|wrong| match wrong {
        Wrong::Case(place, given, meant) => Some((place, given, meant.to_owned())),
        _ => None,
    });
    let (place, given, meant) = in_message.or_else(|| in_template(call))?;
    Some(format!("Param {place} must be \"{meant}\" - got \"{given}\"."))
}

/// Meta's samples of templates are wholly in capitals or wholly without.
fn in_template(call: &Call) -> Option<(String, String, String)> {
    let components = call.params.get("components").and_then(Value::as_array)?;
    components.iter().enumerate().find_map(|(i, component)| {
        let place = format!("components[{i}]");
        let buttons = component.get("buttons").and_then(Value::as_array).into_iter().flatten().enumerate();
        let mut words = vec![(format!("{place}['type']"), component.get("type"))];
        words.push((format!("{place}['format']"), component.get("format")));
        words.extend(
            buttons.map(|(n, button)| (format!("{place}['buttons'][{n}]['type']"), button.get("type"))),
        );
        words.into_iter().find_map(|(place, word)| {
            let word = word?.as_str().filter(|word| word.len() <= 40)?;
            let is_mixed = word.contains(char::is_uppercase) && word.contains(char::is_lowercase);
            is_mixed.then(|| (place, word.to_owned(), word.to_uppercase()))
        })
    })
}

pub(super) fn recipient_type(_: &State, call: &Call) -> Option<String> {
    message(call).filter(|it| !it.contains_key("status"))?;
    let is_missing = call.params.get("recipient_type").is_none();
    is_missing.then(|| "The parameter recipient_type is required: individual or group.".to_owned())
}

pub(super) fn kind(_: &State, call: &Call) -> Option<String> {
    message(call).filter(|it| !it.contains_key("status"))?;
    let is_missing = call.params.get("type").is_none();
    is_missing.then(|| "The parameter type is required, for text as well.".to_owned())
}

/// `+` and digits; without `+` only what no country code would be put before.
pub(super) fn to(state: &State, call: &Call) -> Option<String> {
    message(call)?;
    if call.params.text("recipient_type").is_some_and(|kind| kind.eq_ignore_ascii_case("group")) {
        return None;
    }
    let to = call.params.text("to").filter(|to| !to.is_empty())?;
    let digits = to.strip_prefix('+').unwrap_or(&to);
    let is_number = (7..=15).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0');
    let is_national = digits.len() <= 10 && !to.starts_with('+') && state.people.get(digits).is_none();
    let shown: String = to.chars().take(40).collect();
    (!is_number || is_national).then(|| {
        format!("Param to must be a full international number, as in +16505551234 - got \"{shown}\".")
    })
}

/// The parameters of a send or a read receipt.
fn message(call: &Call) -> Option<&Map<String, Value>> {
    let is_send = matches!(call.method.as_str(), "POST" | "PUT")
        && matches!(call.edge(), "messages" | "marketing_messages")
        && call.segments.len() == 2;
    is_send.then(|| call.params.all())
}

fn judged(call: &Call) -> Option<Vec<Wrong>> {
    let params = message(call)?;
    let mut keys = COMMON.to_vec();
    if params.contains_key("status") {
        keys.extend(READ);
    } else {
        let kind = call.params.text("type").unwrap_or_else(|| "text".to_owned()).to_ascii_lowercase();
        keys.extend(ENVELOPE);
        keys.extend(OBJECTS.iter().find(|(name, _)| *name == kind));
    }
    let mut found = Vec::new();
    judge_keys(&keys, "", params, &mut found);
    Some(found)
}
