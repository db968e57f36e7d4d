//! Whom something is about.

use actions::message::Sender;
use cloud_api_types::inbound::{InboundContent, InboundMessage};
use cloud_api_types::webhook::Contact;
use domain::contact::{Identifier, IdentifierKind};
use domain::phone::Phone;

use super::clean;

/// Somebody by phone and user id, and what the webhook's contacts say of them.
pub(super) fn person(wa_id: Option<&str>, user_id: Option<&str>, contact: Option<&Contact>) -> Sender {
    let wa_id = wa_id.or_else(|| contact.and_then(|c| c.wa_id.as_deref()));
    let user_id = user_id.or_else(|| contact.and_then(|c| c.user_id.as_deref()));
    let mut identifiers = of_wa_id(wa_id);
    identifiers.extend(of_user_id(user_id));
    let profile = contact.and_then(|c| c.profile.as_ref());
    identifiers.extend(of_username(profile.and_then(|p| p.username.as_deref())));
    let name = profile.and_then(|p| p.name.as_deref()).map(clean).filter(|name| !name.trim().is_empty());
    Sender { identifiers, name }
}

/// The sender of a message.
pub(super) fn sender(message: &InboundMessage, contact: Option<&Contact>) -> Sender {
    person(message.from.as_deref(), message.from_user_id.as_deref(), contact)
}

/// A WhatsApp id is a phone number, too.
pub(super) fn of_wa_id(wa_id: Option<&str>) -> Vec<Identifier> {
    let Some(wa_id) = wa_id.filter(|id| !id.is_empty()) else { return Vec::new() };
    let id = Identifier::new(IdentifierKind::WaId, clean(wa_id));
    std::iter::once(id).chain(Phone::from_wa_id(wa_id).as_ref().map(Identifier::phone)).collect()
}

pub(super) fn of_user_id(user_id: Option<&str>) -> Option<Identifier> {
    user_id.filter(|id| !id.is_empty()).map(|id| Identifier::new(IdentifierKind::Bsuid, clean(id)))
}

pub(super) fn of_username(username: Option<&str>) -> Option<Identifier> {
    username
        .filter(|name| !name.is_empty())
        .map(|name| Identifier::new(IdentifierKind::Username, clean(name)))
}

/// The entry of `contacts` that goes with a phone or a user id. Meta promises no order.
pub(super) fn find<'c>(
    contacts: impl Iterator<Item = &'c Contact> + Clone,
    wa_id: Option<&str>,
    user_id: Option<&str>,
) -> Option<&'c Contact> {
    let by_user = user_id.and_then(|id| contacts.clone().find(|c| c.user_id.as_deref() == Some(id)));
    by_user.or_else(|| wa_id.and_then(|id| contacts.clone().find(|c| c.wa_id.as_deref() == Some(id))))
}

/// What the contact is known by from now on, instead of what it was known by.
pub(super) fn new_identifiers(message: &InboundMessage) -> Vec<Identifier> {
    let InboundContent::System(event) = &message.content else { return Vec::new() };
    let mut new = of_wa_id(event.wa_id.as_deref().or(event.new_wa_id.as_deref()));
    new.extend(of_user_id(event.user_id.as_deref()));
    new
}
