//! Every known webhook body is read without losing anything.

#![expect(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test may fail and talk")]

use std::path::{Path, PathBuf};

use cloud_api_types::inbound::{CallPermission, InteractiveReply, SystemKind};
use cloud_api_types::webhook::MessagesValue;
use cloud_api_types::{ChangeValue, InboundContent, InboundMessage, Lenient, Notification};
use serde_json::Value;

/// The third-party fixtures are read where they lie and are no part of this repository.
fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("WAYPOST_SHARED").map_or_else(beside, PathBuf::from);
    let data = root.join("cloud-api/data/webhooks");
    if !data.is_dir() {
        println!("skipped: no third-party fixtures (set WAYPOST_SHARED)");
        return None;
    }
    Some(data)
}

fn json_files(dir: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(json_files(&path));
        } else if path.extension().is_some_and(|ext| ext == "json") {
            files.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
    files.sort();
    files
}

fn own() -> Vec<(String, String)> {
    json_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/webhooks"))
}

fn value_of(name: &str) -> MessagesValue {
    let (_, text) = own().into_iter().find(|(path, _)| path.ends_with(&format!("/{name}.json"))).unwrap();
    let notification = Notification::from_slice(text.as_bytes()).unwrap();
    match &notification.changes().next().unwrap().1.value {
        ChangeValue::Messages(value) => (**value).clone(),
        _ => panic!("{name} is not about messages"),
    }
}

fn message(name: &str) -> cloud_api_types::InboundMessage {
    value_of(name).messages.remove(0).into_known().unwrap()
}

fn status(name: &str) -> cloud_api_types::Status {
    value_of(name).statuses.remove(0).into_known().unwrap()
}

/// Everything that `original` holds is in `written`, at the same place.
fn assert_contains(written: &Value, original: &Value, place: &str) {
    match (written, original) {
        (Value::Object(written), Value::Object(original)) => {
            for (key, value) in original {
                let found = written.get(key).unwrap_or_else(|| panic!("lost {place}.{key}"));
                assert_contains(found, value, &format!("{place}.{key}"));
            }
        }
        (Value::Array(written), Value::Array(original)) => {
            assert_eq!(written.len(), original.len(), "{place}");
            for (i, (written, original)) in written.iter().zip(original).enumerate() {
                assert_contains(written, original, &format!("{place}[{i}]"));
            }
        }
        _ => assert_eq!(written, original, "{place}"),
    }
}

fn assert_lossless(path: &str, text: &str) {
    let original: Value = serde_json::from_str(text).unwrap();
    let notification = Notification::from_slice(text.as_bytes()).unwrap();
    assert_contains(&serde_json::to_value(&notification).unwrap(), &original, path);
}

#[test]
fn current_fixtures_are_read_whole_and_without_loss() {
    let files = own();
    assert!(files.len() >= 80, "{}", files.len());
    for (path, text) in &files {
        assert_lossless(path, text);
        let notification = Notification::from_slice(text.as_bytes()).unwrap();
        assert!(notification.unread().is_empty(), "{path}: {:?}", notification.unread());
        assert!(notification.changes().count() > 0, "{path}");
    }
}

#[test]
fn third_party_fixtures_are_read_without_loss() {
    let Some(dir) = shared() else { return };
    let (mut read, mut not_json) = (0, Vec::new());
    for (path, text) in json_files(&dir) {
        // Some are a part of a body only; those are just looked at.
        let Ok(value) = serde_json::from_str::<Value>(&text) else {
            assert!(Notification::from_slice(text.as_bytes()).is_err(), "{path}");
            not_json.push(path);
            continue;
        };
        assert!(value.is_object(), "{path}");
        if value.get("entry").is_some_and(Value::is_array) {
            assert_lossless(&path, &text);
        }
        read += 1;
    }
    println!("{read} third-party webhook bodies read, not JSON: {not_json:?}");
    assert!(read >= 60 && not_json.len() <= 1, "{read} {not_json:?}");
}

#[test]
fn b1_a_text_carries_sender_time_and_words() {
    let message = message("messages_text");
    assert_eq!(message.from.as_deref(), Some("16505551234"));
    assert_eq!(message.from_user_id.as_deref(), Some("US.13491208655302741918"));
    assert_eq!(message.timestamp, Some(1_780_000_000));
    let InboundContent::Text(text) = &message.content else { panic!("{:?}", message.content) };
    assert_eq!(text.body, "Does it come in another color? ä 😀 https://a.b/c");
    assert_eq!(message.raw.to_value().unwrap()["type"], "text");
}

#[test]
fn b1_a_person_who_hides_the_phone_is_still_named() {
    let value = value_of("messages_text_phone_hidden");
    let message = value.messages[0].known().unwrap();
    assert_eq!((&message.from, message.from_user_id.as_deref()), (&None, Some("US.13491208655302741918")));
    let contact = value.contact(None, message.from_user_id.as_deref()).unwrap();
    assert_eq!(contact.wa_id, None);
    assert_eq!(contact.profile.as_ref().unwrap().username.as_deref(), Some("sheena.nelson"));
}

#[test]
fn b1_the_five_typed_kinds_are_typed() {
    let InboundContent::Image(image) = message("messages_image").content else { panic!() };
    assert_eq!((image.id.as_str(), image.caption.as_deref()), ("1003383421387256", Some("Taj Mahal")));
    let InboundContent::Location(location) = message("messages_location").content else { panic!() };
    assert!((location.latitude - 37.442_214_965_82).abs() < 1e-9);
    let InboundContent::Contacts(cards) = message("messages_contacts").content else { panic!() };
    assert_eq!(cards[0].name.as_ref().unwrap().formatted_name.as_deref(), Some("Lucia Gomez"));
    let InboundContent::Reaction(reaction) = message("messages_reaction").content else { panic!() };
    assert_eq!(reaction.emoji(), Some("👍"));
    let InboundContent::Reaction(reaction) = message("messages_reaction_removed").content else { panic!() };
    assert_eq!(reaction.emoji(), None);
}

#[test]
fn b4_every_kind_is_typed() {
    let InboundContent::Video(video) = message("messages_video").content else { panic!() };
    assert_eq!(video.mime_type.as_deref(), Some("video/mp4"));
    let InboundContent::Audio(audio) = message("messages_audio_voice").content else { panic!() };
    assert_eq!(audio.voice, Some(true));
    let InboundContent::Document(file) = message("messages_document").content else { panic!() };
    assert_eq!(file.filename.as_deref(), Some("a.pdf"));
    let InboundContent::Sticker(sticker) = message("messages_sticker").content else { panic!() };
    assert_eq!(sticker.animated, Some(false));
    assert_eq!(message("messages_sticker").content.media().unwrap().id, "1003383421387260");
    let InboundContent::Button(button) = message("messages_button_template_quick_reply").content else {
        panic!()
    };
    assert_eq!(
        (button.payload.as_deref(), button.text.as_deref()),
        (Some("Unsubscribe"), Some("Unsubscribe"))
    );
    let InboundContent::Order(order) = message("messages_order").content else { panic!() };
    assert_eq!((order.product_items.len(), order.product_items[0].quantity), (1, Some(2.0)));
    let InboundContent::Revoke(revoke) = message("messages_revoke").content else { panic!() };
    assert!(revoke.original_message_id.unwrap().starts_with("wamid."));
    let InboundContent::Edit(edit) = message("messages_edit").content else { panic!() };
    assert!(matches!(*edit.content, InboundContent::Text(text) if text.body == "edited"));
    let InboundContent::Unsupported(what) = message("messages_unsupported").content else { panic!() };
    assert_eq!(what.kind.as_deref(), Some("poll_creation"));
    assert_eq!(message("messages_unsupported").errors[0].code, 131_051);
    assert!(message("messages_group_text").group_id.is_some());
}

#[test]
fn b4_the_answers_to_interactive_messages_are_typed() {
    let reply = |name: &str| match message(name).content {
        InboundContent::Interactive(reply) => reply,
        other => panic!("{other:?}"),
    };
    let InteractiveReply::Button(button) = reply("messages_interactive_button_reply") else { panic!() };
    assert_eq!(button.id.as_deref(), Some("cancel-button"));
    let InteractiveReply::List(row) = reply("messages_interactive_list_reply") else { panic!() };
    assert_eq!(row.description.as_deref(), Some("Next Day to 2 Days"));
    let InteractiveReply::Form(form) = reply("messages_interactive_nfm_reply_flow") else { panic!() };
    assert_eq!(form.response().unwrap()["rating"], "4");
    let InteractiveReply::Form(form) = reply("messages_interactive_nfm_reply_address") else { panic!() };
    assert_eq!(form.name.as_deref(), Some("address_message"));
    let InteractiveReply::CallPermission(permission) = reply("messages_interactive_call_permission_accept")
    else {
        panic!()
    };
    assert_eq!(permission.response, Some(CallPermission::Accept));
    assert_eq!(permission.expiration_timestamp, Some(1_780_604_800));
}

#[test]
fn b4_changes_of_a_person_are_typed() {
    let system = |name: &str| match message(name) {
        InboundMessage { content: InboundContent::System(event), identity, .. } => (event, identity),
        other => panic!("{other:?}"),
    };
    let (number, _) = system("messages_system_user_changed_number");
    assert_eq!(
        (number.kind, number.wa_id.as_deref()),
        (Some(SystemKind::UserChangedNumber), Some("12195555358"))
    );
    let (_, identity) = system("messages_system_customer_identity_changed");
    assert_eq!(identity.unwrap().hash.as_deref(), Some("DF2lS5v2W6x="));
    let (user, _) = system("messages_system_user_changed_user_id");
    assert_eq!(user.user_id.as_deref(), Some("US.99991208655302741918"));
}

#[test]
fn b4_a_kind_of_the_future_is_kept_whole() {
    let message = message("messages_unknown_future_type");
    assert!(matches!(&message.content, InboundContent::Unknown { kind } if kind == "hologram"));
    assert_eq!(message.raw.to_value().unwrap()["hologram"]["x"], 1);
}

#[test]
fn b1_context_and_referral_are_typed() {
    let context = message("messages_text_reply").context.unwrap();
    assert_eq!(context.id.as_deref(), Some("wamid.HBgLMTY1MDU1NTEyMzQVAgARGBJFNjk2OTMwNEZCQjhGMzUyQUYA"));
    assert_eq!(message("messages_text_forwarded").context.unwrap().forwarded, Some(true));
    let referral = message("messages_text_ad_referral").referral.unwrap();
    assert_eq!(referral.ctwa_clid.as_deref(), Some("Aff-n8ZTODiE79d22KtAwQKj9e"));
}

#[test]
fn c9_statuses_carry_step_price_reason_and_our_own_reference() {
    let sent = status("statuses_sent_v24");
    assert_eq!(sent.status.as_str(), "sent");
    assert_eq!(sent.biz_opaque_callback_data.as_deref(), Some("order-1"));
    assert_eq!(sent.pricing.unwrap().category.unwrap().as_str(), "utility");
    assert!(status("statuses_sent_v23_conversation").conversation.is_some());
    let failed = status("statuses_failed_131047");
    assert_eq!(failed.errors[0].code, 131_047);
    assert!(failed.errors[0].details.as_deref().unwrap().contains("24 hours"));
    assert_eq!(status("statuses_played").status.as_str(), "played");
    assert_eq!(value_of("statuses_group_read_aggregated").statuses.len(), 2);
    assert_eq!(status("statuses_delivered_phone_hidden").recipient_id, None);
}

#[test]
fn one_bad_item_does_not_hide_its_neighbours() {
    let body = r#"{"object":"whatsapp_business_account","entry":[17,{"id":102290129340398,"changes":[null,{"field":"messages","value":
        {"metadata":{"display_phone_number":15550783881,"phone_number_id":106540352242922},
         "messages":[{"id":5,"timestamp":1780000000,"type":"text","text":{"body":12}},{"type":"text"},"x",
                     {"id":"wamid.2","from":"1","timestamp":"1780000001","type":"text"}],
         "statuses":{"id":"wamid.3","status":"teleported","timestamp":"soon"}}}]}]}"#;
    let notification = Notification::from_slice(body.as_bytes()).unwrap();
    assert_eq!(notification.unread().len(), 4);
    let (waba, change) = notification.changes().next().unwrap();
    assert_eq!(waba, "102290129340398");
    let ChangeValue::Messages(value) = &change.value else { panic!() };
    assert_eq!(value.metadata.as_ref().unwrap().phone_number_id, "106540352242922");
    let known: Vec<_> = value.messages.iter().filter_map(Lenient::known).collect();
    assert_eq!(known.len(), 2);
    assert!(matches!(&known[0].content, InboundContent::Text(text) if text.body == "12"));
    assert!(matches!(&known[1].content, InboundContent::Unknown { kind } if kind == "text"));
    let status = value.statuses[0].known().unwrap();
    assert_eq!((status.status.as_str(), status.timestamp), ("teleported", None));
}

#[test]
fn what_people_wrote_is_not_in_error_texts_or_debug() {
    let body = r#"{"entry":[{"id":"1","changes":[{"field":"messages","value":{"messages":["SECRET",{"id":["SECRET"]}]}}]}]}"#;
    let notification = Notification::from_slice(body.as_bytes()).unwrap();
    assert_eq!(notification.unread().len(), 2);
    assert!(!format!("{notification:?}").contains("SECRET"));
}
