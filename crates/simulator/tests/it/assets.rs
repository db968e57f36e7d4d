//! Files, templates, registration, profile, Flows, calls, groups: as Meta answers, over real sockets.

use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::support::{APP, Answer, NUMBER, Rig, SHEENA, TOKEN, WABA};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

async fn upload(rig: &Rig, mime_type: &str, bytes: Vec<u8>) -> Answer {
    let file = Part::bytes(bytes).file_name("f").mime_str(mime_type).unwrap();
    let form = Form::new().text("messaging_product", "whatsapp").text("type", "x").part("file", file);
    let url = rig.url(&format!("/v25.0/{NUMBER}/media"));
    rig.call(rig.http.post(url).bearer_auth(TOKEN).multipart(form)).await
}

fn subcode(answer: &Answer) -> i64 {
    answer.body["error"]["error_subcode"].as_i64().unwrap_or(-1)
}

#[tokio::test]
async fn b11_a_file_goes_up_comes_down_and_expires() {
    let rig = Rig::start().await;
    let uploaded = upload(&rig, "image/png", PNG.to_vec()).await;
    let id = uploaded.body["id"].as_str().unwrap_or_else(|| panic!("{uploaded:?}")).to_owned();
    let media = rig.get(&format!("/{id}?phone_number_id={NUMBER}")).await.body;
    assert_eq!((&media["mime_type"], &media["file_size"]), (&json!("image/png"), &json!("18")));
    assert_eq!(media["sha256"].as_str().unwrap().len(), 64, "hexadecimal");
    assert_eq!(rig.get(&format!("/{id}?phone_number_id=1")).await.code(), 100);
    let url = media["url"].as_str().unwrap();
    let file = rig.http.get(url).bearer_auth(TOKEN).send().await.unwrap();
    assert_eq!(file.headers()["content-type"], "image/png");
    assert_eq!(file.bytes().await.unwrap(), PNG);
    assert_eq!(rig.http.get(url).send().await.unwrap().status(), 400, "without a token");
    rig.advance(301).await;
    assert_eq!(
        rig.http.get(url).bearer_auth(TOKEN).send().await.unwrap().status(),
        404,
        "after five minutes"
    );
    rig.advance(31 * 24 * 3600).await;
    assert_eq!(rig.get(&format!("/{id}")).await.code(), 100, "after thirty days");
}

#[tokio::test]
async fn c2_wrong_types_and_sizes_are_refused_and_liars_fail_later() {
    let (rig, mut receiver) = Rig::connected().await;
    let refused = upload(&rig, "application/zip", vec![1]).await;
    assert!(refused.message().ends_with("Received file of type 'application/zip'."), "{refused:?}");
    assert_eq!(upload(&rig, "image/png", vec![0; 5 * 1024 * 1024]).await.status, 200);
    assert_eq!(upload(&rig, "image/png", vec![0; 5 * 1024 * 1024 + 1]).await.code(), 100);
    let id = upload(&rig, "image/png", b"GIF89a".to_vec()).await.body["id"].as_str().unwrap().to_owned();
    rig.types("hi").await;
    receiver.next().await;
    assert_eq!(rig.send(json!({"type": "image", "image": {"id": id}})).await.status, 200);
    let failed = receiver.next().await;
    assert_eq!(failed.value()["statuses"][0]["errors"][0]["code"], 131_053);
    let unknown = rig.send(json!({"type": "image", "image": {"id": "404"}})).await;
    assert_eq!(unknown.code(), 131_009);
}

#[tokio::test]
async fn b11_what_a_customer_sends_can_be_fetched_for_seven_days() {
    let (rig, mut receiver) = Rig::connected().await;
    let url = rig.url(&format!("/_sim/media?phone_number_id={NUMBER}"));
    let added = rig.call(rig.http.post(url).header("content-type", "image/png").body(PNG)).await;
    rig.types_as(SHEENA, json!({"type": "image", "image": {"id": added.body["id"], "caption": "look"}}))
        .await;
    let image = receiver.next().await.value()["messages"][0]["image"].clone();
    assert_eq!((&image["mime_type"], &image["caption"]), (&json!("image/png"), &json!("look")));
    assert_eq!(image["sha256"].as_str().unwrap().len(), 44, "base64");
    let file = rig.http.get(image["url"].as_str().unwrap()).bearer_auth(TOKEN).send().await.unwrap();
    assert_eq!(file.bytes().await.unwrap(), PNG);
    rig.advance(7 * 24 * 3600).await;
    assert_eq!(rig.get(&format!("/{}", image["id"].as_str().unwrap())).await.code(), 100);
}

/// Uploads in two pieces; gives back the handle.
async fn handle(rig: &Rig) -> String {
    let begun = rig.post(&format!("/{APP}/uploads?file_length=8&file_type=image/png"), json!({})).await;
    let session = begun.body["id"].as_str().unwrap_or_else(|| panic!("{begun:?}")).to_owned();
    let send = |offset: u64, bytes: &'static [u8]| {
        let call =
            rig.http.post(rig.url(&format!("/{session}"))).header("authorization", format!("OAuth {TOKEN}"));
        call.header("file_offset", offset).body(bytes)
    };
    assert_eq!(rig.call(send(0, b"1234")).await.body["file_offset"], 4);
    assert_eq!(rig.call(send(0, b"5678")).await.code(), 100, "the wrong offset");
    assert_eq!(rig.get(&format!("/{session}")).await.body["file_offset"], 4);
    rig.call(send(4, b"5678")).await.body["h"].as_str().unwrap().to_owned()
}

fn template(name: &str, components: Value) -> Value {
    json!({"name": name, "language": "en_US", "category": "UTILITY", "components": components})
}

async fn create(rig: &Rig, body: Value) -> Answer {
    rig.post(&format!("/{WABA}/message_templates"), body).await
}

#[tokio::test]
async fn f1_a_template_is_reviewed_sent_edited_and_deleted() {
    let (rig, mut receiver) = Rig::connected().await;
    let body = json!([
        {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": [handle(&rig).await]}},
        {"type": "BODY", "text": "Hi {{1}}, your order is ready.", "example": {"body_text": [["Nora"]]}},
        {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "See", "url": "https://a.b/{{1}}", "example": ["x"]}]},
    ]);
    let made = create(&rig, template("ready", body.clone())).await;
    assert_eq!(made.body["status"], "PENDING", "{made:?}");
    let send = |components: Value| {
        rig.send(json!({"type": "template", "template": {"name": "ready", "language": {"code": "en_US"},
            "components": components}}))
    };
    assert_eq!(send(json!([])).await.code(), 132_001, "not approved yet");
    rig.advance(3).await;
    let news = receiver.next().await;
    assert_eq!(news.json()["entry"][0]["changes"][0]["field"], "message_template_status_update");
    assert!(news.json()["entry"][0]["time"].is_i64());
    assert_eq!((&news.value()["event"], &news.value()["reason"]), (&json!("APPROVED"), &json!("NONE")));
    assert!(news.value()["message_template_id"].is_u64());
    let header =
        json!({"type": "header", "parameters": [{"type": "image", "image": {"link": "https://a.b/c.png"}}]});
    let text = json!({"type": "body", "parameters": [{"type": "text", "text": "Nora"}]});
    let button = json!({"type": "button", "sub_type": "URL", "index": 0, "parameters": [{"type": "text", "text": "x"}]});
    assert_eq!(
        send(json!([text, button])).await.details(),
        "header: Format mismatch, expected IMAGE, received UNKNOWN"
    );
    assert_eq!(send(json!([header, button])).await.code(), 132_000);
    assert_eq!(send(json!([header, text])).await.code(), 132_000, "the button's variable");
    assert_eq!(send(json!([header, text, button])).await.status, 200);
    let id = made.body["id"].as_str().unwrap();
    let edited = rig.post(&format!("/{id}"), json!({"components": body})).await;
    assert_eq!(edited.body["success"], true, "{edited:?}");
    assert_eq!(rig.get(&format!("/{id}?fields=status")).await.body["status"], "PENDING");
    assert_eq!(subcode(&rig.post(&format!("/{id}"), json!({"components": body})).await), 2_388_039);
    rig.advance(3).await;
    while rig.get(&format!("/{id}?fields=status")).await.body["status"] != "APPROVED" {
        tokio::task::yield_now().await;
    }
    let delete = |query: &str| {
        rig.call(rig.http.delete(rig.url(&format!("/{WABA}/message_templates?{query}"))).bearer_auth(TOKEN))
    };
    assert_eq!(delete(&format!("name=other&hsm_id={id}")).await.code(), 100);
    assert_eq!(delete("name=ready").await.status, 200);
    assert_eq!(subcode(&create(&rig, template("ready", body)).await), 2_388_025, "the name is locked");
}

#[tokio::test]
async fn f1_bad_templates_are_refused_with_metas_subcodes() {
    let rig = Rig::start().await;
    let body = |text: &str| json!([{"type": "BODY", "text": text, "example": {"body_text": [["a", "b"]]}}]);
    for (components, expected) in [
        (body("{{1}} is ready and {{2}} is too"), 2_388_299),
        (body("this is ready and so is {{2}}"), 2_388_299),
        (body("so {{1}} and {{2}} it"), 2_388_293),
        (body("your things {{1}}{{2}} are all ready to be taken home"), 2_388_072),
        (body("your things {{2}} and {{3}} are all ready to be taken home"), 2_388_072),
        (body(&"x".repeat(1025)), 2_388_040),
        (json!([{"type": "FOOTER", "text": "x"}]), 2_388_072),
        (json!([{"type": "BODY", "text": "x"}, {"type": "FOOTER", "text": "{{1}} x"}]), 2_388_073),
        (
            json!([{"type": "BODY", "text": "x"}, {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["1"]}}]),
            2_388_047,
        ),
        (json!([{"type": "BODY", "text": "you have {{1}} of them now"}]), 2_388_043),
    ] {
        let answer = create(&rig, template("bad", components.clone())).await;
        assert_eq!(subcode(&answer), expected, "{components} {answer:?}");
        assert!(
            answer.body["error"]["error_user_title"].is_string()
                && answer.body["error"]["is_transient"] == false
        );
    }
    let taken = create(&rig, template("hello_world", json!([{"type": "BODY", "text": "x"}]))).await;
    assert_eq!(subcode(&taken), 2_388_024);
    let capital = create(&rig, template("Bad", json!([{"type": "BODY", "text": "x"}]))).await;
    assert_eq!(subcode(&capital), 2_388_042);
}

#[tokio::test]
async fn f1_pauses_quality_and_category_are_told() {
    let (rig, mut receiver) = Rig::connected().await;
    let path = "/_sim/templates/594425479261596";
    let info = json!({"title": "FIRST_PAUSE", "description": "3 hours"});
    rig.patch(path, json!({"status": "PAUSED", "other_info": info})).await;
    assert_eq!(receiver.next().await.value()["other_info"]["title"], "FIRST_PAUSE");
    let send =
        json!({"type": "template", "template": {"name": "hello_world", "language": {"code": "en_US"}}});
    assert_eq!(rig.send(send.clone()).await.code(), 132_015);
    assert_eq!(rig.post("/594425479261596/unpause", json!({})).await.body["success"], true);
    assert_eq!(receiver.next().await.value()["event"], "APPROVED");
    rig.patch(path, json!({"quality": "RED"})).await;
    assert_eq!(receiver.next().await.value()["new_quality_score"], "RED");
    rig.patch(path, json!({"category": "MARKETING"})).await;
    assert_eq!(receiver.next().await.value()["previous_category"], "UTILITY");
    rig.patch(&format!("/_sim/customers/{SHEENA}"), json!({"stops_marketing": true})).await;
    rig.send(send).await;
    assert_eq!(receiver.next().await.value()["statuses"][0]["errors"][0]["code"], 131_050);
}

#[tokio::test]
async fn a5_a_number_is_added_verified_registered_and_taken_off() {
    let rig = Rig::start().await;
    let new = json!({"cc": "1", "phone_number": "5550001111", "verified_name": "New"});
    let made = rig.post(&format!("/{WABA}/phone_numbers"), new.clone()).await;
    let id = made.body["id"].as_str().unwrap_or_else(|| panic!("{made:?}")).to_owned();
    assert_eq!(subcode(&rig.post(&format!("/{WABA}/phone_numbers"), new).await), 2_388_012);
    let post = |edge: &str, body: Value| {
        let path = format!("/{id}/{edge}");
        let rig = &rig;
        async move { rig.post(&path, body).await }
    };
    let pin = |pin: &str| json!({"messaging_product": "whatsapp", "pin": pin});
    assert_eq!(post("register", pin("123456")).await.code(), 133_006);
    let wrong = post("verify_code", json!({"code": "123456"})).await;
    assert_eq!((wrong.code(), subcode(&wrong)), (136_025, 2_388_093));
    assert_eq!(post("request_code", json!({"code_method": "SMS", "language": "en_US"})).await.status, 200);
    assert_eq!(post("verify_code", json!({"code": "123-456"})).await.status, 200);
    assert_eq!(
        subcode(&post("request_code", json!({"code_method": "SMS", "language": "en"})).await),
        2_388_091
    );
    assert_eq!(post("register", pin("12345")).await.code(), 100);
    assert_eq!(post("register", pin("123456")).await.status, 200);
    assert_eq!(rig.get(&format!("/{id}?fields=status,is_pin_enabled")).await.body["status"], "CONNECTED");
    assert_eq!(post("deregister", json!({})).await.status, 200);
    let send = json!({"messaging_product": "whatsapp", "to": SHEENA, "text": {"body": "x"}});
    assert_eq!(post("messages", send).await.code(), 133_010);
    for expected in [133_005, 133_005, 133_005, 133_005, 133_005, 133_008, 133_008] {
        assert_eq!(post("register", pin("999999")).await.code(), expected);
    }
    assert_eq!(post("register", pin("123456")).await.code(), 133_016, "the eleventh within 72 hours");
}

#[tokio::test]
async fn a7_profile_settings_codes_blocks_and_names() {
    let (rig, mut receiver) = Rig::connected().await;
    let number = |edge: &str| format!("/{NUMBER}/{edge}");
    let profile = number("whatsapp_business_profile");
    let whatsapp = |mut body: Value| {
        body["messaging_product"] = json!("whatsapp");
        body
    };
    assert_eq!(rig.post(&profile, whatsapp(json!({"about": "x".repeat(140)}))).await.code(), 100);
    assert_eq!(
        rig.post(&profile, whatsapp(json!({"about": "Open", "vertical": "retail"}))).await.status,
        200
    );
    let read = rig.get(&format!("{profile}?fields=about,vertical")).await.body;
    assert_eq!((&read["data"][0]["about"], &read["data"][0]["vertical"]), (&json!("Open"), &json!("RETAIL")));
    assert_eq!(rig.post(&number("settings"), json!({"calling": {"status": "ENABLED"}})).await.status, 200);
    assert_eq!(receiver.next().await.value()["phone_number_settings"]["calling"]["status"], "ENABLED");
    assert_eq!(rig.get(&number("settings")).await.body["calling"]["status"], "ENABLED");
    let code =
        rig.post(&number("message_qrdls"), json!({"prefilled_message": "Hi"})).await.body["code"].clone();
    assert_eq!(rig.get(&number("message_qrdls")).await.body["data"][0]["code"], code);
    assert_eq!(
        rig.post(&number("message_qrdls"), json!({"prefilled_message": "x".repeat(141)})).await.code(),
        100
    );
    let block = whatsapp(json!({"block_users": [{"user": SHEENA}]}));
    let early = rig.post(&number("block_users"), block.clone()).await.body;
    assert_eq!(
        (&early["error"]["code"], &early["block_users"]["failed_users"][0]["input"]),
        (&json!(139_100), &json!(SHEENA))
    );
    rig.types("hi").await;
    receiver.next().await;
    let done = rig.post(&number("block_users"), block).await.body;
    assert_eq!(done["block_users"]["added_users"][0]["input"], SHEENA);
    assert_eq!(rig.send_text("x").await.code(), 130_403);
    rig.types("nobody hears").await;
    assert!(receiver.nothing_for(100).await);
    let name = number("username");
    assert_eq!(rig.post(&name, json!({"username": "..no"})).await.code(), 100);
    assert_eq!(rig.post(&name, json!({"username": "verborgen"})).await.code(), 147_001);
    assert_eq!(rig.post(&name, json!({"username": "testshop"})).await.body["status"], "approved");
    assert_eq!(receiver.next().await.value()["username"], "testshop");
}

#[tokio::test]
async fn a9_flows_calls_and_groups_live_their_lives() {
    let (rig, mut receiver) = Rig::connected().await;
    let flow =
        rig.post(&format!("/{WABA}/flows"), json!({"name": "Book", "categories": ["SURVEY"]})).await.body;
    let id = flow["id"].as_str().unwrap();
    assert_eq!(rig.post(&format!("/{id}/publish"), json!({})).await.code(), 139_002);
    let json = r#"{"version":"7.1","screens":[{"id":"ONE","terminal":true,"layout":{"type":"SingleColumnLayout",
        "children":[{"type":"Footer","label":"Go","on-click-action":{"name":"complete"}}]}}]}"#;
    let file = Part::text(json).file_name("flow.json");
    let form = Form::new().text("asset_type", "FLOW_JSON").part("file", file);
    let upload = rig.http.post(rig.url(&format!("/{id}/assets"))).bearer_auth(TOKEN).multipart(form);
    assert_eq!(rig.call(upload).await.body["validation_errors"], json!([]));
    assert_eq!(rig.post(&format!("/{id}/publish"), json!({})).await.status, 200);
    assert_eq!(receiver.next().await.value()["new_status"], "PUBLISHED");
    let delete = rig.http.delete(rig.url(&format!("/{id}"))).bearer_auth(TOKEN);
    assert_eq!(rig.call(delete).await.code(), 139_004);

    let call = json!({"messaging_product": "whatsapp", "to": SHEENA, "action": "connect",
        "session": {"sdp_type": "offer", "sdp": "v=0\r\n"}});
    let calls = format!("/{NUMBER}/calls");
    assert_eq!(rig.post(&calls, call.clone()).await.code(), 138_000);
    rig.post(&format!("/{NUMBER}/settings"), json!({"calling": {"status": "ENABLED"}})).await;
    receiver.next().await;
    assert_eq!(rig.post(&calls, call.clone()).await.code(), 138_006);
    rig.patch(&format!("/_sim/customers/{SHEENA}"), json!({"allows_calls": true})).await;
    let started = rig.post(&calls, call).await.body["calls"][0]["id"].clone();
    assert_eq!(receiver.next().await.value()["statuses"][0]["status"], "RINGING");
    receiver.next().await;
    assert_eq!(receiver.next().await.value()["calls"][0]["event"], "connect");
    let end = json!({"messaging_product": "whatsapp", "action": "terminate", "call_id": started});
    assert_eq!(rig.post(&calls, end).await.body["success"], true);
    assert_eq!(receiver.next().await.value()["calls"][0]["status"], "COMPLETED");

    let asked = json!({"messaging_product": "whatsapp", "subject": "Friends"});
    let request = rig.post(&format!("/{NUMBER}/groups"), asked).await.body["request_id"].clone();
    let group = receiver.next().await.value()["groups"][0].clone();
    assert_eq!((&group["request_id"], &group["type"]), (&request, &json!("group_create")));
    rig.post(&format!("/_sim/customers/{SHEENA}/groups"), json!({"group_id": group["group_id"]})).await;
    assert_eq!(receiver.next().await.value()["groups"][0]["added_participants"][0]["wa_id"], "16505551234");
    let send = json!({"messaging_product": "whatsapp", "recipient_type": "group", "to": group["group_id"],
        "text": {"body": "hi all"}});
    assert!(rig.post(&format!("/{NUMBER}/messages"), send).await.body["messages"][0]["group_id"].is_string());
    assert_eq!(receiver.next().await.status(), "sent");
    assert_eq!(receiver.next().await.value()["statuses"][0]["recipient_participant_id"], "16505551234");
}

#[tokio::test]
async fn b6_any_field_can_be_told_and_the_app_is_synchronised() {
    let (rig, mut receiver) = Rig::connected().await;
    let banned = json!({"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "DISABLE"}});
    let told = rig.post("/_sim/webhooks", json!({"field": "account_update", "value": banned})).await;
    assert_eq!(told.status, 201);
    let call = receiver.next().await;
    assert_eq!(call.value(), banned);
    assert_eq!(call.json()["entry"][0]["id"], WABA);
    assert_eq!(rig.post("/_sim/webhooks", json!({"field": "nonsense", "value": {}})).await.status, 400);
    rig.types("hi").await;
    receiver.next().await;
    for kind in ["smb_app_state_sync", "history"] {
        let body = json!({"messaging_product": "whatsapp", "sync_type": kind});
        assert!(
            rig.post(&format!("/{NUMBER}/smb_app_data"), body.clone()).await.body["request_id"].is_string()
        );
        assert_eq!(receiver.next().await.json()["entry"][0]["changes"][0]["field"], kind);
        assert_eq!(rig.post(&format!("/{NUMBER}/smb_app_data"), body).await.code(), 2_593_107);
    }
}

#[tokio::test]
async fn o1_limits_hold_when_they_are_wanted() {
    let rig = Rig::start().await;
    rig.patch("/_sim/settings", json!({"limits": true})).await;
    rig.types("hi").await;
    let mut codes = Vec::new();
    for _ in 0..46 {
        codes.push(rig.send_text("x").await.code());
    }
    assert!(codes[..45].iter().all(|code| *code == -1), "{codes:?}");
    assert_eq!(codes[45], 131_056);
    rig.advance(6).await;
    assert_eq!(rig.send_text("x").await.status, 200);
}

#[tokio::test]
async fn c1_brazil_and_mexico_are_known_under_one_of_two_numbers() {
    let rig = Rig::start().await;
    for (has, written) in [("+5511955550118", "+551155550118"), ("+525512345678", "+5215512345678")] {
        rig.post("/_sim/customers", json!({"phone": has, "name": "x"})).await;
        let answer = rig.send(json!({"to": written, "text": {"body": "x"}})).await;
        assert_eq!(answer.body["contacts"][0]["input"], written);
        assert_eq!(answer.body["contacts"][0]["wa_id"], has.trim_start_matches('+'));
    }
}
