//! Every edge of the client against the simulator, which was written apart from it.

#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use cloud_api::{BlockUser, Client, MediaError, Upload};
use cloud_api_types::fields::calls::CallSession;
use cloud_api_types::graph::accounts::{BusinessProfile, CommerceSettings, Vertical};
use cloud_api_types::graph::calls::CallAction;
use cloud_api_types::graph::flows::{FlowDraft, FlowStatus};
use cloud_api_types::graph::groups::GroupDraft;
use cloud_api_types::graph::numbers::{CallingSettings, NumberSettings};
use cloud_api_types::graph::templates::{TemplateDraft, TemplateStatus};
use cloud_api_types::outbound::{Action, Interactive, Media, ReplyButton, Template};
use cloud_api_types::{Content, Recipient, SendRequest};
use serde_json::{Value, json};
use simulator::{Handle, Options, Simulator, World};

const NUMBER: &str = "106540352242922";
const WABA: &str = "102290129340398";
const APP: &str = "670843887433847";
const SHEENA: &str = "+16505551234";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

async fn start() -> (Handle, Client) {
    let handle = Simulator::start(Options::new(World::load("test").unwrap())).await.unwrap();
    let options = cloud_api::http::Options { system_proxy: false, ..Default::default() };
    let http = cloud_api::http::client(&options).unwrap();
    let client = Client::new(http, &handle.url(), "v25.0", "EAAtesttoken").unwrap();
    (handle, client.with_app_secret("test_app_secret"))
}

async fn control(handle: &Handle, method: reqwest::Method, path: &str, body: Value) {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let call = http.request(method, format!("{}/_sim/{path}", handle.url())).json(&body);
    assert!(call.send().await.unwrap().status().is_success(), "{path}");
}

/// A public key whose other half nobody has.
const KEY: &str = "-----BEGIN PUBLIC KEY-----\n\
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAx0t1LtO+zSWx7TRbIgFb\n\
eTAXSxyZBhcyjO7iQw2l3C7Vv39f9t7Cu+C8biPEPE12Vk5MAkrhfGexl08h1gnA\n\
sAcN2Ox6+jWspDRzjNj5UQYY8CH5RdDdQ1qpTonSW6GPhKZ9mLaFD7606avaB9Q4\n\
dADBu3izo1CZqKtenI9At6UbyX5cWUoWNJiqddOEwxTuh2uEuz4D6njhpmEM13FV\n\
XgwMH1u4ex5LG5gaocNCzXyXl9ZwDO09uL1nECkHup7GVzB1okC12W8BTw+4Wv2o\n\
Rwjipe/kexzlOIBqgpg4Xn1UWkrRMXbxZtBNa+h51S6i+rXFdnu33kxRs4eHWSTq\n\
twIDAQAB\n\
-----END PUBLIC KEY-----";

#[tokio::test]
async fn c2_files_go_up_with_progress_and_come_down_with_a_limit() {
    let (handle, client) = start().await;
    let sent = Arc::new(AtomicU64::new(0));
    let seen = sent.clone();
    let mut bytes = PNG.to_vec();
    bytes.resize(200_000, 7);
    let upload = Upload::bytes_with_progress("a.png", "image/png", bytes.clone(), move |n| {
        seen.store(n, Ordering::SeqCst);
    });
    let id = client.upload_media(NUMBER, upload).await.unwrap();
    assert_eq!(sent.load(Ordering::SeqCst), 200_000);
    let media = client.media(&id, Some(NUMBER)).await.unwrap();
    assert_eq!((media.mime_type.as_deref(), media.file_size), (Some("image/png"), Some(200_000)));
    let url = media.url.unwrap();
    assert_eq!(client.download(&url, 200_000).await.unwrap().bytes().await.unwrap(), bytes);
    assert!(matches!(client.download(&url, 199_999).await, Err(MediaError::TooLarge { limit: 199_999 })));
    for foreign in [
        "https://evil.example/x",
        "https://fbsbx.com.evil.example/",
        "http://lookaside.fbsbx.com/",
        "file:///x",
    ] {
        assert!(matches!(client.download(foreign, 1).await, Err(MediaError::ForeignAddress)), "{foreign}");
    }
    control(&handle, reqwest::Method::POST, "clock", json!({"advance_seconds": 301})).await;
    assert!(matches!(client.download(&url, 200_000).await, Err(MediaError::Gone)));
    client.delete_media(&id).await.unwrap();
    assert_eq!(client.media(&id, None).await.unwrap_err().api().unwrap().subcode, Some(33));
    let wrong = client.upload_media(NUMBER, Upload::bytes("a.zip", "application/zip", PNG)).await;
    assert_eq!(wrong.unwrap_err().api().unwrap().code, 100);
}

#[tokio::test]
async fn c2_a_broken_upload_goes_on_where_it_was() {
    let (_handle, client) = start().await;
    let session = client.begin_upload(APP, "a.png", "image/png", 8).await.unwrap();
    let half = client.continue_upload(&session, 0, &PNG[..4], 4).await;
    assert!(half.is_err(), "no handle yet");
    assert_eq!(client.upload_offset(&session).await.unwrap(), 4);
    let handle = client.continue_upload(&session, 4, &PNG[4..], 4).await.unwrap();
    assert!(handle.starts_with("4::"));
    let picture = BusinessProfile { profile_picture_handle: Some(handle), ..Default::default() };
    client.change_profile(NUMBER, &picture).await.unwrap();
    assert!(client.profile(NUMBER).await.unwrap().profile_picture_url.is_some());
}

#[tokio::test]
async fn f1_templates_are_made_listed_edited_and_deleted() {
    let (handle, client) = start().await;
    control(&handle, reqwest::Method::PATCH, "settings", json!({"review_ms": 0, "review": "manual"})).await;
    let draft: TemplateDraft = serde_json::from_value(json!({"name": "ready", "language": "en_US",
        "category": "UTILITY", "components": [{"type": "BODY", "text": "Hi {{1}}, your order is ready.",
        "example": {"body_text": [["Nora"]]}}]}))
    .unwrap();
    draft.check().unwrap();
    let made = client.create_template(WABA, &draft).await.unwrap();
    assert_eq!(made.status, Some(TemplateStatus::Pending));
    let id = made.id.unwrap();
    control(&handle, reqwest::Method::PATCH, &format!("templates/{id}"), json!({"status": "APPROVED"})).await;
    assert_eq!(client.template(&id).await.unwrap().status, Some(TemplateStatus::Approved));
    let first = client.templates(WABA, &[("limit", "1")], None).await.unwrap();
    let second = client.templates(WABA, &[("limit", "1")], first.next()).await.unwrap();
    assert_ne!(first.data[0].name, second.data[0].name);
    assert_eq!(second.next(), None);
    let send = SendRequest::new(
        Recipient::Phone(SHEENA.into()),
        Content::Template(Box::new(Template::new("ready", "en_US").body(["Nora"]))),
    );
    send.check().unwrap();
    assert!(client.send(NUMBER, &send).await.unwrap().wamid().is_some());
    let again = client.create_template(WABA, &draft).await.unwrap_err();
    assert_eq!(again.api().unwrap().subcode, Some(2_388_024));
    let edit = TemplateDraft { components: draft.components.clone(), ..Default::default() };
    client.edit_template(&id, &edit).await.unwrap();
    client.delete_template(WABA, "ready", Some(&id)).await.unwrap();
    assert_eq!(client.template_library(&[("search", "order")], None).await.unwrap().data.len(), 2);
}

#[tokio::test]
async fn a7_a_number_is_arranged() {
    let (handle, client) = start().await;
    let profile = BusinessProfile {
        about: Some("Open".into()),
        websites: Some(vec!["https://a.b".into()]),
        vertical: Some(Vertical::Retail),
        ..Default::default()
    };
    profile.check().unwrap();
    client.change_profile(NUMBER, &profile).await.unwrap();
    assert_eq!(client.profile(NUMBER).await.unwrap().vertical, Some(Vertical::Retail));
    let calling = CallingSettings { status: Some("ENABLED".into()), ..Default::default() };
    let settings = NumberSettings { calling: Some(calling), ..Default::default() };
    client.change_settings(NUMBER, &settings).await.unwrap();
    assert_eq!(client.settings(NUMBER).await.unwrap().calling.unwrap().status.as_deref(), Some("ENABLED"));
    let basket = CommerceSettings { is_cart_enabled: Some(true), ..Default::default() };
    client.change_commerce_settings(NUMBER, &basket).await.unwrap();
    assert_eq!(client.commerce_settings(NUMBER).await.unwrap().is_cart_enabled, Some(true));
    let code = client.create_qr_code(NUMBER, "Hi", "SVG").await.unwrap().code.unwrap();
    client.change_qr_code(NUMBER, &code, "Hello").await.unwrap();
    assert_eq!(client.qr_codes(NUMBER).await.unwrap().data[0].prefilled_message.as_deref(), Some("Hello"));
    assert_eq!(client.qr_code(NUMBER, &code).await.unwrap().unwrap().code, Some(code.clone()));
    client.delete_qr_code(NUMBER, &code).await.unwrap();
    let text = json!({"phone_number_id": NUMBER, "text": {"body": "hi"}});
    control(&handle, reqwest::Method::POST, &format!("customers/{SHEENA}/messages"), text).await;
    let blocked = client.block_users(NUMBER, &[SHEENA, "+12025550173"]).await.unwrap().block_users.unwrap();
    assert_eq!((blocked.added_users.len(), blocked.failed_users.len()), (1, 1));
    assert_eq!(client.blocked_users(NUMBER, None).await.unwrap().data.len(), 1);
    client.unblock_users(NUMBER, &[SHEENA]).await.unwrap();
    let unknown = client.block(NUMBER, &[BlockUser::UserId("US.404")]).await.unwrap().block_users.unwrap();
    assert_eq!(unknown.failed_users[0].input.as_deref(), Some("US.404"));
    assert_eq!(
        client.set_username(NUMBER, "testshop", false).await.unwrap().status.as_deref(),
        Some("approved")
    );
    assert_eq!(client.username(NUMBER).await.unwrap().username.as_deref(), Some("testshop"));
    assert_eq!(client.username_suggestions(NUMBER).await.unwrap().len(), 2);
    client.delete_username(NUMBER).await.unwrap();
    let forgotten = client.delete_from_contact_book(NUMBER, "US.13491208655302741918").await.unwrap();
    assert_eq!((forgotten.success, forgotten.deleted), (Some(true), Some(false)));
    let mut greeting = client.conversational_automation(NUMBER).await.unwrap();
    greeting.prompts = Some(vec!["Where is my order?".into()]);
    client.set_conversational_automation(NUMBER, &greeting).await.unwrap();
    assert_eq!(client.conversational_automation(NUMBER).await.unwrap(), greeting);
    assert!(client.settings_with_sip_credentials(NUMBER).await.unwrap().calling.is_some());
    client.set_encryption_key(NUMBER, KEY).await.unwrap();
    assert!(client.encryption_key(NUMBER).await.unwrap().business_public_key.is_some());
    client.request_app_data(NUMBER, "history").await.unwrap();
    assert!(client.phone_number_in_full(NUMBER).await.unwrap().health_status.is_some());
}

#[tokio::test]
async fn a5_accounts_and_registration() {
    let (_handle, client) = start().await;
    let id = client.add_phone_number(WABA, "1", "5550001111", "New").await.unwrap();
    client.request_code(&id, "SMS", "en_US").await.unwrap();
    client.verify_code(&id, "123456").await.unwrap();
    client.register(&id, "123456").await.unwrap();
    client.set_pin(&id, "654321").await.unwrap();
    client.request_display_name(&id, "Newer").await.unwrap();
    assert_eq!(client.register(&id, "123456").await.unwrap_err().api().unwrap().code, 133_005);
    client.deregister(&id).await.unwrap();
    client.subscribe_app_at(WABA, None).await.unwrap();
    assert_eq!(client.subscribed_apps(WABA).await.unwrap().data.len(), 1);
    client.unsubscribe_app(WABA).await.unwrap();
    let insights = client.template_analytics(WABA, 1, 2, &["594425479261596"]).await;
    assert_eq!(insights.unwrap_err().api().unwrap().code, 200_007);
    client.enable_insights(WABA).await.unwrap();
    assert_eq!(client.business_account(WABA).await.unwrap().is_enabled_for_insights, Some(true));
    let template = client.template_analytics(WABA, 1, 2, &["594425479261596"]).await.unwrap();
    assert_eq!(template.data[0].data_points.len(), 1);
    assert_eq!(client.message_analytics(WABA, 1, 2, "DAY", &[]).await.unwrap().data_points.len(), 1);
    assert_eq!(
        client
            .pricing_analytics(WABA, 1, 2, "DAILY", &[("dimensions", &["COUNTRY"])])
            .await
            .unwrap()
            .data
            .len(),
        1
    );
}

#[tokio::test]
async fn a9_flows_calls_and_groups() {
    let (handle, client) = start().await;
    let draft =
        FlowDraft { name: Some("Book".into()), categories: vec!["SURVEY".into()], ..Default::default() };
    let flow = client.create_flow(WABA, &draft).await.unwrap().id.unwrap();
    let bad = client.upload_flow_json(&flow, "{").await.unwrap();
    assert_eq!((bad.success, bad.validation_errors.len()), (Some(true), 1));
    let json = r#"{"version":"7.1","screens":[{"id":"ONE","terminal":true,"layout":{"type":"SingleColumnLayout",
        "children":[{"type":"Footer","label":"Go","on-click-action":{"name":"complete"}}]}}]}"#;
    client.upload_flow_json(&flow, json).await.unwrap();
    assert_eq!(client.flow_assets(&flow).await.unwrap().data.len(), 1);
    client.publish_flow(&flow).await.unwrap();
    assert_eq!(client.flow(&flow).await.unwrap().status, Some(FlowStatus::Published));
    assert_eq!(client.delete_flow(&flow).await.unwrap_err().api().unwrap().code, 139_004);
    client.deprecate_flow(&flow).await.unwrap();
    assert_eq!(client.flows(WABA, None).await.unwrap().data.len(), 1);

    let on = CallingSettings { status: Some("ENABLED".into()), ..Default::default() };
    client
        .change_settings(NUMBER, &NumberSettings { calling: Some(on), ..Default::default() })
        .await
        .unwrap();
    let person = format!("customers/{SHEENA}");
    control(&handle, reqwest::Method::PATCH, &person, json!({"allows_calls": true})).await;
    assert!(client.call_permissions(NUMBER, "16505551234").await.unwrap().permission.is_some());
    assert!(client.call_permissions_of(NUMBER, SHEENA).await.unwrap().permission.is_some());
    let session = CallSession { sdp_type: Some("offer".into()), sdp: Some("v=0\r\n".into()) };
    let connect = CallAction::Connect { to: SHEENA.into(), session, biz_opaque_callback_data: None };
    let call = client.call_action(NUMBER, &connect).await.unwrap().calls[0].id.clone().unwrap();
    let ended = client.call_action(NUMBER, &CallAction::Terminate { call_id: call }).await.unwrap();
    assert_eq!(ended.success, Some(true));

    let draft = GroupDraft { subject: Some("Friends".into()), ..Default::default() };
    assert!(client.create_group(NUMBER, &draft).await.unwrap().request_id.is_some());
    let groups = client.groups(NUMBER, None).await.unwrap().data.unwrap().groups;
    let group = groups[0].id.clone().unwrap();
    control(&handle, reqwest::Method::POST, &format!("{person}/groups"), json!({"group_id": group})).await;
    assert_eq!(client.group(&group).await.unwrap().total_participant_count, Some(2));
    let text = SendRequest::text(Recipient::Group(group.clone()), "hi all");
    assert!(client.send(NUMBER, &text).await.unwrap().wamid().is_some());
    assert!(client.group_invite_link(&group, true).await.unwrap().invite_link.is_some());
    client.remove_group_participants(&group, &["16505551234"]).await.unwrap();
    client
        .change_group(&group, &GroupDraft { description: Some("x".into()), ..Default::default() })
        .await
        .unwrap();
    // The beginning of a JPEG of 256 × 256.
    let picture = &b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x0b\x08\x01\0\x01\0"[..];
    let picture = Upload::bytes("a.jpg", "image/jpeg", picture);
    assert!(client.change_group_picture(&group, picture).await.unwrap().request_id.is_some());
    assert!(client.group_join_requests(&group).await.unwrap().data.is_empty());
    client.delete_group(&group).await.unwrap();
}

#[tokio::test]
async fn c1_kinds_of_all_sorts_are_accepted() {
    let (_handle, client) = start().await;
    let id = client.upload_media(NUMBER, Upload::bytes("a.png", "image/png", PNG)).await.unwrap();
    let buttons = Interactive {
        header: None,
        body: Some("Yes?".into()),
        footer: None,
        action: Action::Buttons(vec![ReplyButton { id: "1".into(), title: "Yes".into() }]),
    };
    for content in [
        Content::Image(Media::id(id).caption("c")),
        Content::Document(Media::link("https://a.b/c.pdf").filename("c.pdf")),
        Content::Interactive(Box::new(buttons)),
    ] {
        let request = SendRequest::new(Recipient::Phone(SHEENA.into()), content);
        request.check().unwrap();
        assert!(client.send(NUMBER, &request).await.unwrap().wamid().is_some());
    }
}

#[tokio::test]
async fn a3_another_providers_header_carries_the_token_alone() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let options = cloud_api::http::Options { system_proxy: false, ..Default::default() };
    let client = Client::new(cloud_api::http::client(&options).unwrap(), &url, "", "a-key").unwrap();
    for bad in ["", "two words", "a:b", "grüß"] {
        assert!(client.clone().with_auth_header(bad, None).is_err(), "{bad}");
    }
    assert!(client.clone().with_auth_header("x", Some("two words")).is_err());
    let client = client.with_auth_header("D360-API-KEY", None).unwrap();
    let asked = tokio::spawn(async move { client.phone_number(NUMBER).await.is_err() });
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut head = vec![0; 4096];
    let read = tokio::io::AsyncReadExt::read(&mut stream, &mut head).await.unwrap();
    drop(stream);
    let head = String::from_utf8_lossy(&head[..read]).to_ascii_lowercase();
    assert!(head.contains("d360-api-key: a-key\r\n") && !head.contains("authorization"), "{head}");
    assert!(asked.await.unwrap());
}

#[tokio::test]
async fn a3_an_address_that_may_not_be_called_is_not_called() {
    let (handle, _) = start().await;
    let port = handle.url().rsplit(':').next().unwrap().to_owned();
    let options = cloud_api::http::Options {
        system_proxy: false,
        may_call: |address| !address.is_loopback(),
        ..Default::default()
    };
    let http = cloud_api::http::client(&options).unwrap();
    let client = Client::new(http, &format!("http://localhost:{port}"), "v25.0", "EAAtesttoken").unwrap();
    let refused = client.phone_number(NUMBER).await.unwrap_err();
    assert!(matches!(refused, cloud_api::Error::NotSent(_)), "{refused:?}");
}
