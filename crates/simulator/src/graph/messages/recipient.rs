//! Whom a message is for.

use super::super::Refusal;
use super::super::call::Params;
use super::one_of;
use crate::phones::digits;
use crate::state::{NumberState, State};

/// A recipient that may be written to.
#[derive(Debug)]
pub(super) struct Found {
    /// As it was given.
    pub(super) input: String,
    /// Digits, whether or not anybody has this phone.
    pub(super) phone: String,
    /// Set when the recipient was named by user id.
    pub(super) user_id: Option<String>,
}

/// The message is for a group.
pub(super) fn is_group(params: &Params) -> bool {
    params.text("recipient_type").is_some_and(|kind| kind.eq_ignore_ascii_case("group"))
}

/// `to` wins over `recipient`.
pub(super) fn find(state: &State, params: &Params, number_id: &str) -> Result<Found, Refusal> {
    match params.text("recipient_type").map(|kind| kind.to_ascii_lowercase()).as_deref() {
        None | Some("individual") => {}
        Some("group") => return Err(Refusal::known(131_041)),
        Some(other) => return Err(one_of("recipient_type", &["INDIVIDUAL", "GROUP"], other)),
    }
    let filled = |name: &str| params.text(name).filter(|text| !text.trim().is_empty());
    let found = match (filled("to"), filled("recipient")) {
        (Some(to), _) => by_phone(state, to, number_id)?,
        (None, Some(user_id)) => by_user_id(state, user_id)?,
        (None, None) => return Err(Refusal::missing("to")),
    };
    if let Some(number) = state.numbers.get(number_id) {
        check_allowed(number, &found.phone)?;
    }
    Ok(found)
}

fn by_phone(state: &State, input: String, number_id: &str) -> Result<Found, Refusal> {
    let not_valid = || Refusal::detailed(131_009, "The recipient phone number is not valid.");
    let phone = digits(&input).ok_or_else(not_valid)?;
    let phone = normalised(state, with_country_code(state, phone, &input, number_id));
    if phone.len() < 7 {
        return Err(not_valid());
    }
    Ok(Found { input, phone, user_id: None })
}

/// Without `+`, a number that is not international gets the country code of the sender. Only North
/// America's ten digits are recognised as such.
fn with_country_code(state: &State, phone: String, input: &str, number_id: &str) -> String {
    let sender_is_american = state.numbers.get(number_id).is_some_and(|number| number.phone.starts_with('1'));
    let is_national = phone.len() == 10 && !input.trim_start().starts_with('+');
    if is_national && sender_is_american && state.people.get(&phone).is_none() {
        format!("1{phone}")
    } else {
        phone
    }
}

/// Brazil's mobile numbers come with and without the ninth digit, Mexico's with and without a 1; WhatsApp
/// knows the account under one of the two. The one that somebody has counts.
fn normalised(state: &State, phone: String) -> String {
    if state.people.get(&phone).is_some() {
        return phone;
    }
    let other = match (phone.get(..2), phone.len()) {
        (Some("55"), 13) if phone.as_bytes()[4] == b'9' => format!("{}{}", &phone[..4], &phone[5..]),
        (Some("55"), 12) => format!("{}9{}", &phone[..4], &phone[4..]),
        (Some("52"), 13) if phone.as_bytes()[2] == b'1' => format!("52{}", &phone[3..]),
        (Some("52"), 12) => format!("521{}", &phone[2..]),
        _ => return phone,
    };
    if state.people.get(&other).is_some() { other } else { phone }
}

fn by_user_id(state: &State, user_id: String) -> Result<Found, Refusal> {
    let person = state.people.by_user_id(&user_id);
    let person = person.ok_or_else(|| Refusal::detailed(131_009, "The recipient user id is not valid."))?;
    Ok(Found { input: user_id.clone(), phone: person.phone.clone(), user_id: Some(user_id) })
}

fn check_allowed(number: &NumberState, phone: &str) -> Result<(), Refusal> {
    if number.phone == phone {
        return Err(Refusal::known(131_021));
    }
    match &number.allowed {
        Some(allowed) if !allowed.iter().any(|one| one == phone) => Err(Refusal::detailed(
            131_030,
            "Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.",
        )),
        _ => Ok(()),
    }
}
