//! A webhook's body becomes updates that actions understand.

mod accounts;
mod calls;
mod coexistence;
mod content;
mod flows;
mod groups;
mod notices;
mod people;
mod person;
mod statuses;
mod templates;

use actions::account::AccountNews;
use actions::contact::{AddressBookEntry, PreferenceNews, UserIdNews};
use actions::flow::FlowNews;
use actions::group::GroupNews;
use actions::message::{
    CallNews, Change as MessageChange, Echo, HistoryChunk, InboundMessage, InboundReaction, NewText,
    StatusReport,
};
use actions::number_notice::Told;
use actions::template::TemplateNews;
use cloud_api_types::inbound::{InboundContent, InboundMessage as WireMessage};
use cloud_api_types::webhook::{Change, ChangeValue, MessagesValue, Metadata, NotJson};
use cloud_api_types::{Lenient, Notification, RawJson};
use domain::id::MetaPhoneNumberId;
use domain::report::Report;
use domain::{Timestamp, WabaId, Wamid};

use crate::errors;

/// What a webhook says.
#[derive(Debug)]
pub struct Decoded {
    /// In the order in which they stand in the body.
    pub updates: Vec<Update>,
    /// What happened to whole accounts.
    pub account_updates: Vec<AccountUpdate>,
    /// Items that could not be understood, and why. They stay in the journal.
    pub set_aside: Vec<String>,
}

/// One thing that happened at one of our numbers.
#[derive(Debug)]
pub struct Update {
    pub number: MetaPhoneNumberId,
    pub kind: UpdateKind,
}

#[derive(Debug)]
pub enum UpdateKind {
    Message(Box<InboundMessage>),
    Reaction(InboundReaction),
    /// The contact edited or deleted a message.
    Change(Box<MessageChange>),
    Status(Box<StatusReport>),
    /// What the business wrote in its own app.
    Echo(Box<Echo>),
    /// Older chats.
    History(Box<HistoryChunk>),
    AddressBook(Vec<AddressBookEntry>),
    UserId(UserIdNews),
    Preference(PreferenceNews),
    Group(Box<GroupNews>),
    Call(Box<CallNews>),
    /// News of a message that is no step of its way; where there is no such message, what to tell instead.
    Report {
        wamid: Wamid,
        report: Report,
        else_told: Option<Box<Told>>,
    },
    /// Something about the number itself.
    Notice(Box<Told>),
}

/// What one change holds, as it is found.
struct Found {
    number: MetaPhoneNumberId,
    updates: Vec<Update>,
    set_aside: Vec<String>,
}

impl Found {
    fn add(&mut self, kind: Result<UpdateKind, String>) {
        match kind {
            Ok(kind) => self.updates.push(Update { number: self.number.clone(), kind }),
            Err(reason) => self.set_aside.push(reason),
        }
    }
}

/// One thing that happened to a business account: only the app that signs for it may tell.
#[derive(Debug)]
pub struct AccountUpdate {
    pub waba: WabaId,
    pub kind: AccountUpdateKind,
}

#[derive(Debug)]
pub enum AccountUpdateKind {
    Template(Box<TemplateNews>),
    Flow(Box<FlowNews>),
    Account(Box<AccountNews>),
}

/// The body is not a webhook at all.
#[derive(Debug, thiserror::Error)]
#[error("the body is not JSON of the expected shape: {0}")]
pub struct Unreadable(#[from] NotJson);

/// Reads a body that was journalled at `received_at`. One item that makes no sense does not hide the others.
///
/// # Errors
/// [`Unreadable`], when the body is not even JSON.
pub fn decode(body: &[u8], received_at: Timestamp) -> Result<Decoded, Unreadable> {
    let notification = Notification::from_slice(body)?;
    let mut decoded = Decoded {
        updates: Vec::new(),
        account_updates: Vec::new(),
        set_aside: notification.unread().iter().map(|item| item.error.clone()).collect(),
    };
    for entry in notification.entry.iter().filter_map(Lenient::known) {
        let at = time(entry.time, received_at);
        for change in entry.changes.iter().filter_map(Lenient::known) {
            let news = templates::decode(&change.value, at)
                .map(|news| news.map(|news| AccountUpdateKind::Template(Box::new(news))))
                .or_else(|| {
                    let news = flows::decode(&change.value, at)?;
                    Some(news.map(|news| AccountUpdateKind::Flow(Box::new(news))))
                });
            match news {
                Some(Ok(kind)) => {
                    decoded
                        .account_updates
                        .push(AccountUpdate { waba: WabaId::from(clean(&entry.id)), kind });
                }
                Some(Err(reason)) => decoded.set_aside.push(reason),
                None => match accounts::decode(&entry.id, change, entry.time, received_at) {
                    Some((waba, news)) => decoded
                        .account_updates
                        .push(AccountUpdate { waba, kind: AccountUpdateKind::Account(Box::new(news)) }),
                    None => decode_change(change, received_at, &mut decoded),
                },
            }
        }
    }
    Ok(decoded)
}

fn decode_change(change: &Change, received_at: Timestamp, decoded: &mut Decoded) {
    let of = |metadata: &Option<Metadata>| metadata.as_ref().map(|m| m.phone_number_id.clone());
    let number = match &change.value {
        ChangeValue::Messages(value) => of(&value.metadata),
        ChangeValue::Echoes(value) => of(&value.metadata),
        ChangeValue::History(value) => of(&value.metadata),
        ChangeValue::StateSync(value) => of(&value.metadata),
        ChangeValue::UserIds(value) => of(&value.metadata),
        ChangeValue::UserPreferences(value) => of(&value.metadata),
        ChangeValue::AutomaticEvents(value) => of(&value.metadata),
        ChangeValue::Handover(value) => of(&value.metadata),
        ChangeValue::Calls(value) => of(&value.metadata),
        ChangeValue::Groups(value) => of(&value.metadata),
        ChangeValue::Other(raw) if SHOWN_AS_IT_CAME.contains(&change.field.as_str()) => number_of(raw),
        _ => {
            decoded.set_aside.push(format!("field {} is not applied by this version", change.field));
            return;
        }
    };
    let Some(number) = number else {
        decoded.set_aside.push(format!("a change of field {} names no phone number", change.field));
        return;
    };
    let number = MetaPhoneNumberId::from(number.as_str());
    let mut found = Found { number, updates: Vec::new(), set_aside: Vec::new() };
    match &change.value {
        ChangeValue::Messages(value) => decode_messages(value, received_at, &mut found),
        ChangeValue::Echoes(value) => coexistence::echoes(value, received_at, &mut found),
        ChangeValue::History(value) => coexistence::history(value, received_at, &mut found),
        ChangeValue::StateSync(value) => coexistence::state_sync(value, received_at, &mut found),
        ChangeValue::UserIds(value) => people::user_ids(value, &mut found),
        ChangeValue::UserPreferences(value) => people::preferences(value, received_at, &mut found),
        ChangeValue::AutomaticEvents(value) => people::automatic(value, received_at, &mut found),
        ChangeValue::Handover(value) => people::handover(value, &mut found),
        ChangeValue::Calls(value) => calls::decode(value, received_at, &mut found),
        ChangeValue::Groups(value) => groups::decode(value, received_at, &mut found),
        ChangeValue::Other(raw) => found.add(as_it_came(&change.field, raw)),
        _ => {}
    }
    decoded.updates.append(&mut found.updates);
    decoded.set_aside.append(&mut found.set_aside);
}

/// Fields whose form Meta does not say: kept for people to look at.
const SHOWN_AS_IT_CAME: [&str; 3] = ["standby", "tracking_events", "consumer_profile"];

fn number_of(raw: &RawJson) -> Option<String> {
    let value = raw.to_value()?;
    let number = value.get("metadata")?.get("phone_number_id")?;
    number.as_str().map(str::to_owned).or_else(|| number.as_i64().map(|n| n.to_string()))
}

fn as_it_came(field: &str, raw: &RawJson) -> Result<UpdateKind, String> {
    let raw = raw.to_value().ok_or_else(|| format!("field {field} cannot be shown"))?;
    let title = format!("WhatsApp told something that is shown as it came: {field}");
    Ok(UpdateKind::Notice(Box::new(Told::as_it_came(field, title, raw))))
}

fn decode_messages(value: &MessagesValue, received_at: Timestamp, found: &mut Found) {
    for message in value.messages.iter().filter_map(Lenient::known) {
        found.add(decode_message(value, message, received_at));
    }
    for status in value.statuses.iter().filter_map(Lenient::known) {
        found.add(Ok(statuses::decode(status, received_at)));
    }
    for error in value.errors.iter().filter_map(Lenient::known) {
        found.add(Ok(people::error("error", errors::of_status(error))));
    }
}

fn decode_message(
    value: &MessagesValue,
    message: &WireMessage,
    received_at: Timestamp,
) -> Result<UpdateKind, String> {
    let sent_at = time(message.timestamp, received_at);
    let contact = value.contact(message.from.as_deref(), message.from_user_id.as_deref());
    let sender = person::sender(message, contact);
    match about_another(message, sent_at, received_at, false)? {
        Some(UpdateKind::Reaction(mut reaction)) => {
            if message.group_id.is_some() {
                reaction.by = sender.identifiers;
            }
            return Ok(UpdateKind::Reaction(reaction));
        }
        Some(about) => return Ok(about),
        None => {}
    }
    if sender.identifiers.is_empty() {
        return Err(format!("a message of kind {} names no sender", message.content.kind()));
    }
    let (content, media) = content::decode(message, received_at);
    Ok(UpdateKind::Message(Box::new(InboundMessage {
        wamid: Wamid::from(message.id.as_str()),
        sender,
        sent_at,
        content,
        media,
        origin: content::origin(message),
        new_identifiers: person::new_identifiers(message),
        reply_to: message.context.as_ref().and_then(|c| c.id.as_deref()).map(Wamid::from),
    })))
}

/// Messages that say something about another message.
fn about_another(
    message: &WireMessage,
    at: Timestamp,
    received_at: Timestamp,
    by_us: bool,
) -> Result<Option<UpdateKind>, String> {
    Ok(Some(match &message.content {
        InboundContent::Reaction(reaction) => UpdateKind::Reaction(InboundReaction {
            target: Wamid::from(reaction.message_id.as_str()),
            emoji: clean(reaction.emoji().unwrap_or_default()),
            at,
            by_us,
            by: Vec::new(),
        }),
        InboundContent::Edit(edit) => {
            let (content, media) = content::decode_kind(&edit.content, received_at).ok_or_else(|| {
                format!("an edit to a kind that is not understood: {}", edit.content.kind())
            })?;
            UpdateKind::Change(Box::new(MessageChange {
                target: Wamid::from(edit.original_message_id.as_str()),
                at,
                new_text: Some(NewText { content, media }),
                by_us,
            }))
        }
        InboundContent::Revoke(revoke) => {
            let target = revoke.original_message_id.as_deref().ok_or("a deletion names no message")?;
            UpdateKind::Change(Box::new(MessageChange {
                target: Wamid::from(target),
                at,
                new_text: None,
                by_us,
            }))
        }
        _ => return Ok(None),
    }))
}

/// Meta's time, unless it is missing or absurd.
fn time(seconds: Option<i64>, received_at: Timestamp) -> Timestamp {
    const A_DAY: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);
    seconds
        .map(Timestamp::from_seconds)
        .filter(|at| *at > Timestamp::UNIX_EPOCH && *at < received_at + A_DAY)
        .unwrap_or(received_at)
}

/// U+0000 cannot be stored by PostgreSQL and is never meant.
fn clean(text: &str) -> String {
    text.replace('\0', "")
}

#[cfg(test)]
mod tests {
    use domain::content::{Content, SystemEvent, TextContent};
    use domain::message::MessageStatus;

    use super::*;

    const NOW: Timestamp = Timestamp::from_seconds(1_780_000_100);

    fn webhook(messages_value: &serde_json::Value) -> Vec<u8> {
        serde_json::json!({
            "object": "whatsapp_business_account",
            "entry": [{"id": "1", "changes": [{"field": "messages", "value": messages_value}]}]
        })
        .to_string()
        .into_bytes()
    }

    fn inbound(message: serde_json::Value) -> Decoded {
        let value = serde_json::json!({
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "15550783881", "phone_number_id": "106540352242922"},
            "contacts": [{"profile": {"name": "Sheena\0 Nelson", "username": "sheena"}, "wa_id": "16505551234",
                          "user_id": "US.1"}],
            "messages": [message],
        });
        decode(&webhook(&value), NOW).unwrap()
    }

    fn message(decoded: &Decoded) -> &InboundMessage {
        let UpdateKind::Message(message) = &decoded.updates[0].kind else {
            panic!("not a message: {decoded:?}")
        };
        message
    }

    #[test]
    fn b4_a_text_names_its_sender_by_everything_that_is_known() {
        let decoded =
            inbound(serde_json::json!({"from": "16505551234", "from_user_id": "US.1", "id": "wamid.1",
            "timestamp": "1780000000", "type": "text", "text": {"body": "hi\0"},
            "context": {"id": "wamid.0", "from": "1"}}));
        let message = message(&decoded);
        let values: Vec<_> = message.sender.identifiers.iter().map(|i| i.value.as_str()).collect();
        assert_eq!(values, ["16505551234", "+16505551234", "US.1", "sheena"]);
        assert_eq!(message.sender.name.as_deref(), Some("Sheena Nelson"));
        assert_eq!(message.content, Content::Text(TextContent { text: "hi".into(), preview_url: false }));
        assert_eq!(message.sent_at, Timestamp::from_seconds(1_780_000_000));
        assert_eq!(message.reply_to, Some(Wamid::from("wamid.0")));
    }

    #[test]
    fn d10_a_hidden_phone_number_leaves_the_user_id() {
        let decoded = inbound(serde_json::json!({"from_user_id": "US.2", "id": "wamid.1", "type": "text",
            "timestamp": "1780000000", "text": {"body": "hi"}}));
        let values: Vec<_> = message(&decoded).sender.identifiers.iter().map(|i| i.value.as_str()).collect();
        assert_eq!(values, ["US.2"]);
    }

    #[test]
    fn b4_an_unknown_kind_is_kept_whole() {
        let decoded = inbound(serde_json::json!({"from": "16505551234", "id": "wamid.1", "type": "hologram",
            "timestamp": "1780000000", "hologram": {"depth": 3}}));
        let Content::Unsupported(content) = &message(&decoded).content else { panic!() };
        assert_eq!(content.kind, "hologram");
        assert_eq!(content.raw["hologram"]["depth"], 3);
    }

    #[test]
    fn b4_every_kind_has_its_content() {
        let of = |kind: &str, body: serde_json::Value| {
            let mut wire = serde_json::json!({"from": "16505551234", "id": "wamid.1", "timestamp": "1780000000", "type": kind});
            wire[kind] = body;
            message(&inbound(wire)).content.clone()
        };
        let file = serde_json::json!({"id": "7", "mime_type": "x/y", "filename": "a.pdf", "voice": true, "animated": true});
        for kind in ["image", "video", "audio", "document", "sticker"] {
            assert_eq!(of(kind, file.clone()).kind(), kind);
            assert!(of(kind, file.clone()).media().is_some());
        }
        let reply = of("button", serde_json::json!({"payload": "p", "text": "Yes"}));
        assert_eq!(reply.preview().as_deref(), Some("Yes"));
        let list = serde_json::json!({"type": "list_reply", "list_reply": {"id": "r1", "title": "Blue", "description": "d"}});
        assert_eq!(of("interactive", list).kind(), "reply");
        let form = serde_json::json!({"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent",
            "response_json": "{\"size\":\"M\"}"}});
        let Content::FlowReply(form) = of("interactive", form) else { panic!() };
        assert_eq!(form.answers["size"], "M");
        let order = serde_json::json!({"catalog_id": "c", "text": "", "product_items": [
            {"product_retailer_id": "p", "quantity": "2", "item_price": 1.5, "currency": "EUR"}]});
        let Content::Order(order) = of("order", order) else { panic!() };
        assert_eq!((order.items[0].quantity, order.items[0].price, order.note), (2, 1.5, None));
        let system =
            serde_json::json!({"type": "user_changed_number", "body": "changed", "wa_id": "16505559999"});
        let Content::System(system) = of("system", system) else { panic!() };
        assert_eq!(system.event, SystemEvent::NumberChanged);
    }

    #[test]
    fn b4_edits_and_deletions_are_changes_of_another_message() {
        let edit =
            inbound(serde_json::json!({"from": "16505551234", "id": "wamid.2", "timestamp": "1780000000",
            "type": "edit", "edit": {"original_message_id": "wamid.1",
                "message": {"type": "text", "text": {"body": "better"}}}}));
        let UpdateKind::Change(change) = &edit.updates[0].kind else { panic!("{edit:?}") };
        assert_eq!(change.new_text.as_ref().unwrap().content.preview().as_deref(), Some("better"));
        let gone =
            inbound(serde_json::json!({"from": "16505551234", "id": "wamid.3", "timestamp": "1780000000",
            "type": "revoke", "revoke": {"original_message_id": "wamid.1"}}));
        let UpdateKind::Change(change) = &gone.updates[0].kind else { panic!("{gone:?}") };
        assert!(change.new_text.is_none());
    }

    #[test]
    fn b4_ads_forwards_and_products_are_told() {
        let decoded =
            inbound(serde_json::json!({"from": "16505551234", "id": "wamid.1", "timestamp": "1780000000",
            "type": "text", "text": {"body": "hi"}, "context": {"forwarded": true},
            "referral": {"source_type": "ad", "source_id": "9", "headline": "Sale", "ctwa_clid": "click"}}));
        let origin = message(&decoded).origin.as_ref().unwrap();
        assert!(origin.is_forwarded);
        assert_eq!(origin.referral.as_ref().unwrap().click_id.as_deref(), Some("click"));
    }

    #[test]
    fn b5_a_failed_status_carries_reason_and_remedy() {
        let value = serde_json::json!({
            "metadata": {"phone_number_id": "1"},
            "statuses": [{"id": "wamid.1", "status": "failed", "timestamp": "1780000001", "recipient_id": "1",
                "errors": [{"code": 131_047, "title": "Re-engagement message",
                            "error_data": {"details": "more than 24 hours"}}]}],
        });
        let decoded = decode(&webhook(&value), NOW).unwrap();
        let UpdateKind::Status(report) = &decoded.updates[0].kind else { panic!() };
        let error = report.error.as_ref().unwrap();
        assert_eq!((report.status, error.code), (MessageStatus::Failed, Some(131_047)));
        assert_eq!(error.detail.as_deref(), Some("more than 24 hours"));
        assert_eq!(error.remedy, domain::message::WINDOW_REMEDY, "the same as when we find out ourselves");
    }

    #[test]
    fn what_makes_no_sense_is_set_aside_and_hides_nothing() {
        let value = serde_json::json!({
            "metadata": {"phone_number_id": "1"},
            "messages": [{"no": "id"}, {"id": "wamid.1", "from": "1650555", "type": "text", "text": {"body": "hi"}}],
            "statuses": [{"id": "wamid.2", "status": "teleported", "timestamp": "1"}],
        });
        let decoded = decode(&webhook(&value), NOW).unwrap();
        assert_eq!(decoded.updates.len(), 2);
        let UpdateKind::Report { report, .. } = &decoded.updates[1].kind else { panic!("{decoded:?}") };
        assert_eq!(report.status, "teleported");
        assert_eq!(decoded.set_aside.len(), 1, "{:?}", decoded.set_aside);
        assert!(decode(b"{\"object\":", NOW).is_err());
    }

    #[test]
    fn an_absurd_time_becomes_the_time_of_arrival() {
        assert_eq!(time(Some(i64::MAX), NOW), NOW);
        assert_eq!(time(Some(-5), NOW), NOW);
        assert_eq!(time(None, NOW), NOW);
    }
}
