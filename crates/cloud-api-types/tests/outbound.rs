//! What is sent looks as Meta wants it.

use cloud_api_types::outbound::{MarkRead, Reaction, Text};
use cloud_api_types::{Content, Recipient, SendRequest, SendResponse};
use serde_json::json;

#[test]
fn c1_a_text_with_everything() {
    let request = SendRequest {
        recipient: Recipient::Phone("+16505551234".into()),
        content: Content::Text(Text { body: "hi".into(), preview_url: true }),
        context: Some("wamid.1".into()),
        biz_opaque_callback_data: Some("ref".into()),
        recipient_identity_key_hash: None,
    };
    assert_eq!(
        serde_json::to_value(&request).unwrap(),
        json!({"messaging_product": "whatsapp", "recipient_type": "individual", "to": "+16505551234",
               "context": {"message_id": "wamid.1"}, "biz_opaque_callback_data": "ref",
               "type": "text", "text": {"body": "hi", "preview_url": true}})
    );
}

#[test]
fn c1_a_text_to_a_hidden_phone() {
    let request = SendRequest::text(Recipient::UserId("US.1".into()), "hi");
    assert_eq!(
        serde_json::to_value(&request).unwrap(),
        json!({"messaging_product": "whatsapp", "recipient_type": "individual", "recipient": "US.1",
               "type": "text", "text": {"body": "hi"}})
    );
}

#[test]
fn a_reaction_taken_back_has_an_empty_emoji() {
    let content = Content::Reaction(Reaction { message_id: "wamid.1".into(), emoji: String::new() });
    let request = SendRequest {
        recipient: Recipient::Phone("1".into()),
        content,
        context: None,
        biz_opaque_callback_data: None,
        recipient_identity_key_hash: None,
    };
    let value = serde_json::to_value(&request).unwrap();
    assert_eq!(value["reaction"], json!({"message_id": "wamid.1", "emoji": ""}));
}

#[test]
fn c9_read_receipts_carry_the_typing_bubble() {
    let read = |typing| serde_json::to_value(MarkRead { message_id: "wamid.1".into(), typing }).unwrap();
    assert_eq!(
        read(false),
        json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.1"})
    );
    assert_eq!(read(true)["typing_indicator"], json!({"type": "text"}));
}

#[test]
fn the_wamid_is_found_or_missed_without_fuss() {
    let read = |text: &str| serde_json::from_str::<SendResponse>(text).unwrap().wamid().map(str::to_owned);
    assert_eq!(
        read(r#"{"messages":[{"id":"wamid.1"}],"contacts":[{"user_id":"US.1"}]}"#).unwrap(),
        "wamid.1"
    );
    assert_eq!(read(r#"{"messages":[{"id":""}]}"#), None);
    assert_eq!(read(r#"{"messages":"x"}"#), None);
    assert_eq!(read("{}"), None);
}
