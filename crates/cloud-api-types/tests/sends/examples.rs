//! One send of each kind, as the documentation shows them.

use serde_json::{Value, json};

/// Name and body, without the envelope.
#[expect(clippy::too_many_lines, reason = "a list")]
pub(crate) fn one_of_each() -> Vec<(&'static str, Value)> {
    let interactive = |body: Value| {
        let mut whole = json!({"body": {"text": "Choose"}});
        whole.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
        json!({"type": "interactive", "interactive": whole})
    };
    let template = |components: Value| {
        json!({"type": "template", "template": {"name": "order_ready", "language": {"code": "en_US",
               "policy": "deterministic"}, "components": components}})
    };
    let image = json!({"type": "image", "image": {"id": "7"}});
    let card = |index: i64| {
        json!({"card_index": index, "type": "cta_url", "header": image, "body": {"text": "A\nB"},
               "action": {"name": "cta_url", "parameters": {"display_text": "Open", "url": "https://a.b/c"}}})
    };
    let quick = |index: i64| {
        json!({"card_index": index, "header": image, "body": {"text": "A"}, "action": {"buttons": [
               {"type": "quick_reply", "quick_reply": {"id": "1", "title": "Yes"}}]}})
    };
    vec![
        ("text", json!({"type": "text", "text": {"body": "hi", "preview_url": true}})),
        ("image", json!({"type": "image", "image": {"id": "7", "caption": "c"}})),
        ("video", json!({"type": "video", "video": {"link": "https://a.b/c.mp4"}})),
        ("voice", json!({"type": "audio", "audio": {"id": "7", "voice": true}})),
        (
            "document",
            json!({"type": "document", "document": {"id": "7", "caption": "c", "filename": "a.pdf"}}),
        ),
        ("sticker", json!({"type": "sticker", "sticker": {"id": "7"}})),
        (
            "location",
            json!({"type": "location", "location": {"latitude": 1.5, "longitude": -2.5, "name": "n"}}),
        ),
        (
            "contacts",
            json!({"type": "contacts", "contacts": [{"name": {"formatted_name": "A B", "first_name": "A"},
            "addresses": [{"street": "s", "country_code": "us", "type": "HOME"}], "birthday": "2012-08-18",
            "emails": [{"email": "a@b.c", "type": "WORK"}], "org": {"company": "C"},
            "phones": [{"phone": "+1", "wa_id": "1"}], "urls": [{"url": "https://a.b"}]}]}),
        ),
        ("reaction", json!({"type": "reaction", "reaction": {"message_id": "wamid.1", "emoji": "👍"}})),
        (
            "button",
            interactive(json!({"type": "button", "header": {"type": "text", "text": "h"},
            "footer": {"text": "f"}, "action": {"buttons": [{"type": "reply", "reply": {"id": "1", "title": "Yes"}}]}})),
        ),
        (
            "list",
            interactive(json!({"type": "list", "action": {"button": "Menu", "sections": [{"title": "S",
            "rows": [{"id": "1", "title": "One", "description": "d"}]}]}})),
        ),
        (
            "cta_url",
            interactive(json!({"type": "cta_url", "header": {"type": "document", "document":
            {"link": "https://a.b/c.pdf", "filename": "c.pdf"}}, "action": {"name": "cta_url", "parameters":
            {"display_text": "Open", "url": "https://a.b"}}})),
        ),
        (
            "location_request",
            interactive(json!({"type": "location_request_message",
            "action": {"name": "send_location"}})),
        ),
        (
            "flow",
            interactive(json!({"type": "flow", "action": {"name": "flow", "parameters": {
            "flow_message_version": "3", "flow_id": "777", "flow_cta": "Book", "flow_token": "t", "mode": "draft",
            "flow_action": "navigate", "flow_action_payload": {"screen": "S", "data": {"a": 1}}}}})),
        ),
        (
            "product",
            interactive(json!({"type": "product", "action": {"catalog_id": "1",
            "product_retailer_id": "sku"}})),
        ),
        (
            "product_list",
            interactive(json!({"type": "product_list", "header": {"type": "text", "text": "h"},
            "action": {"catalog_id": "1", "sections": [{"title": "S", "product_items": [
            {"product_retailer_id": "sku"}]}]}})),
        ),
        (
            "catalog",
            interactive(json!({"type": "catalog_message", "action": {"name": "catalog_message",
            "parameters": {"thumbnail_product_retailer_id": "sku"}}})),
        ),
        ("carousel", interactive(json!({"type": "carousel", "action": {"cards": [card(0), card(1)]}}))),
        (
            "carousel_replies",
            interactive(json!({"type": "carousel", "action": {"cards": [quick(0), quick(1)]}})),
        ),
        (
            "carousel_products",
            interactive(json!({"type": "carousel", "action": {"cards": [
            {"card_index": 0, "type": "product", "action": {"catalog_id": "1", "product_retailer_id": "a"}},
            {"card_index": 1, "type": "product", "action": {"catalog_id": "1", "product_retailer_id": "b"}}]}})),
        ),
        (
            "address",
            interactive(json!({"type": "address_message", "action": {"name": "address_message",
            "parameters": {"country": "IN", "values": {"name": "n"}}}})),
        ),
        (
            "contact_info",
            interactive(json!({"type": "request_contact_info",
            "action": {"name": "request_contact_info"}})),
        ),
        (
            "call_permission",
            interactive(json!({"type": "call_permission_request",
            "action": {"name": "call_permission_request"}})),
        ),
        (
            "voice_call",
            interactive(json!({"type": "voice_call", "action": {"name": "voice_call",
            "parameters": {"display_text": "Call", "ttl_minutes": 100, "payload": "p"}}})),
        ),
        (
            "order_details",
            interactive(json!({"type": "order_details", "action": {"name": "review_and_pay",
            "parameters": {"reference_id": "r", "currency": "INR", "total_amount": {"value": 1, "offset": 100}}}})),
        ),
        (
            "order_status",
            interactive(json!({"type": "order_status", "action": {"name": "review_order",
            "parameters": {"reference_id": "r", "order": {"status": "processing"}}}})),
        ),
        (
            "template_body",
            template(json!([{"type": "body", "parameters": [{"type": "text", "text": "a"},
            {"type": "text", "parameter_name": "n", "text": "b"},
            {"type": "currency", "currency": {"fallback_value": "$1", "code": "USD", "amount_1000": 1000}},
            {"type": "date_time", "date_time": {"fallback_value": "today"}}]}])),
        ),
        (
            "template_headers",
            template(json!([{"type": "header", "parameters": [
            {"type": "location", "location": {"latitude": 1.0, "longitude": 2.0, "name": "n", "address": "a"}}]}])),
        ),
        (
            "template_product",
            template(json!([{"type": "header", "parameters": [
            {"type": "product", "product": {"product_retailer_id": "p", "catalog_id": "c"}}]}])),
        ),
        (
            "template_buttons",
            template(json!([
            {"type": "button", "sub_type": "url", "index": "0", "parameters": [{"type": "text", "text": "x"}]},
            {"type": "button", "sub_type": "quick_reply", "index": "1", "parameters": [
                {"type": "payload", "payload": "P"}]},
            {"type": "button", "sub_type": "copy_code", "index": "2", "parameters": [
                {"type": "coupon_code", "coupon_code": "SAVE"}]},
            {"type": "button", "sub_type": "flow", "index": "3", "parameters": [
                {"type": "action", "action": {"flow_token": "t", "flow_action_data": {"a": 1}}}]},
            {"type": "button", "sub_type": "voice_call", "index": "4", "parameters": [
                {"type": "ttl_minutes", "ttl_minutes": 5}, {"type": "payload", "payload": "p"}]},
            {"type": "limited_time_offer", "parameters": [{"type": "limited_time_offer",
                "limited_time_offer": {"expiration_time_ms": 1_780_000_000_000_i64}}]},
            {"type": "tap_target_configuration", "parameters": [{"type": "tap_target_configuration",
                "tap_target_configuration": [{"url": "https://a.b", "title": "t"}]}]}])),
        ),
        (
            "template_carousel",
            template(json!([{"type": "carousel", "cards": [{"card_index": 0, "components": [
            {"type": "header", "parameters": [{"type": "image", "image": {"id": "7"}}]},
            {"type": "button", "sub_type": "quick_reply", "index": "0", "parameters": [
                {"type": "payload", "payload": "P"}]}]}]}])),
        ),
    ]
}
