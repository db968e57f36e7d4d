//! The OpenAPI document: complete, unambiguous, and true.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::Api;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(waypost_api::openapi()).unwrap());

/// An operation as the document tells of it.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) needs_session: bool,
    pub(crate) is_about_a_workspace: bool,
    pub(crate) statuses: BTreeSet<String>,
}

pub(crate) fn operations() -> Vec<Operation> {
    let mut all = Vec::new();
    for (path, item) in DOCUMENT["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            all.push(Operation {
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_ascii_uppercase().parse().unwrap(),
                path: path.clone(),
                needs_session: operation.get("security").is_none(),
                is_about_a_workspace: parameters.iter().any(|p| p["name"] == "Waypost-Workspace"),
                statuses: operation["responses"].as_object().unwrap().keys().cloned().collect(),
            });
        }
    }
    all
}

/// Fails when an operation answers with a status that the document does not tell of.
pub(crate) fn assert_described(method: &Method, path: &str, status: StatusCode) {
    // What any JSON API may say to a request that is not one.
    if matches!(status.as_u16(), 400 | 405 | 408 | 413 | 415) || path == "/openapi.json" {
        return;
    }
    let candidates: Vec<_> = operations()
        .into_iter()
        .filter(|op| op.method == *method && matches_pattern(&op.path, path))
        .collect();
    let exact = candidates.iter().find(|op| op.path == path).or(candidates.first());
    if let Some(operation) = exact {
        let is_described = operation.statuses.contains(status.as_str());
        // A cross-site request is refused before the operation is reached.
        assert!(is_described || status == 403 || status == 422, "{} does not tell of {status}", operation.id);
    }
}

fn matches_pattern(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len() && pattern.iter().zip(&path).all(|(p, s)| p.starts_with('{') || p == s)
}

#[test]
fn n4_operation_ids_are_unique_and_begin_with_a_verb() {
    let ids: Vec<_> = operations().into_iter().map(|op| op.id).collect();
    let unique: BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    for id in &ids {
        let verb = id.split('_').next().unwrap();
        let known = [
            "get",
            "list",
            "count",
            "create",
            "delete",
            "send",
            "retry",
            "close",
            "reopen",
            "read",
            "show",
            "test",
            "connect",
            "fetch",
            "append",
            "react",
            "update",
            "submit",
            "sync",
            "lint",
            "preview",
            "refresh",
            "register",
            "deregister",
            "request",
            "verify",
            "subscribe",
            "unsubscribe",
            "block",
            "unblock",
            "enable",
            "publish",
            "deprecate",
            "upload",
            "download",
            "rotate",
            "unpause",
            "archive",
            "unarchive",
            "compare",
        ];
        assert!(known.contains(&verb), "{id}");
    }
}

#[test]
fn n4_the_document_is_openapi_3_1_and_every_reference_leads_somewhere() {
    assert_eq!(DOCUMENT["openapi"], "3.1.0");
    let schemas = DOCUMENT["components"]["schemas"].as_object().unwrap();
    let mut missing = BTreeSet::new();
    visit_references(&DOCUMENT, &mut |name| {
        if !schemas.contains_key(name) {
            missing.insert(name.to_owned());
        }
    });
    assert!(missing.is_empty(), "{missing:?}");
    for name in
        ["Problem", "Event", "FeedEvent", "LiveFrame", "Message", "Conversation", "Contact", "PhoneNumber"]
    {
        assert!(schemas.contains_key(name), "{name}");
    }
}

fn visit_references(value: &Value, visit: &mut impl FnMut(&str)) {
    match value {
        Value::Object(fields) => {
            if let Some(name) = value["$ref"].as_str().and_then(|r| r.strip_prefix("#/components/schemas/")) {
                visit(name);
            }
            fields.values().for_each(|field| visit_references(field, visit));
        }
        Value::Array(items) => items.iter().for_each(|item| visit_references(item, visit)),
        _ => {}
    }
}

#[test]
fn n4_every_answer_is_described() {
    for (path, item) in DOCUMENT["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            assert!(operation["summary"].as_str().is_some_and(|text| !text.is_empty()), "{method} {path}");
            for (status, response) in operation["responses"].as_object().unwrap() {
                let words = response["description"].as_str().unwrap_or_default();
                assert!(!words.is_empty(), "{method} {path} {status}");
            }
        }
    }
}

#[test]
fn every_operation_tells_of_its_refusals_as_problems() {
    for operation in operations() {
        assert!(operation.statuses.contains("default"), "{}", operation.id);
        assert_eq!(
            operation.statuses.contains("401"),
            operation.needs_session || operation.id == "create_session"
        );
        if operation.path.contains("{id}") {
            assert!(operation.statuses.contains("404"), "{}", operation.id);
        }
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one line a route")]
fn the_routes_are_these() {
    let list: Vec<_> = operations().iter().map(|op| format!("{} {} {}", op.method, op.path, op.id)).collect();
    insta::assert_snapshot!(list.join("\n"), @r"
    GET /healthz get_health
    GET /readyz get_readiness
    GET /v1/account-notices list_account_notices
    GET /v1/contacts list_contacts
    GET /v1/contacts/{id} get_contact
    GET /v1/conversations list_conversations
    GET /v1/conversations/counts count_conversations
    GET /v1/conversations/{id} get_conversation
    POST /v1/conversations/{id}/close close_conversation
    GET /v1/conversations/{id}/group get_conversation_group
    GET /v1/conversations/{id}/messages list_messages
    POST /v1/conversations/{id}/read read_conversation
    POST /v1/conversations/{id}/reopen reopen_conversation
    POST /v1/conversations/{id}/typing show_typing
    GET /v1/events list_events
    GET /v1/flows list_flows
    POST /v1/flows create_flow
    POST /v1/flows/sync sync_flows
    DELETE /v1/flows/{id} delete_flow
    GET /v1/flows/{id} get_flow
    PATCH /v1/flows/{id} update_flow
    POST /v1/flows/{id}/deprecate deprecate_flow
    GET /v1/flows/{id}/endpoint get_flow_endpoint
    PUT /v1/flows/{id}/endpoint update_flow_endpoint
    GET /v1/flows/{id}/json download_flow_json
    PUT /v1/flows/{id}/json upload_flow_json
    GET /v1/flows/{id}/preview preview_flow
    POST /v1/flows/{id}/publish publish_flow
    GET /v1/live connect_live
    GET /v1/me get_me
    POST /v1/media create_media
    GET /v1/media/{id} get_media
    POST /v1/media/{id}/fetch fetch_media
    GET /v1/media/{id}/info get_media_info
    GET /v1/media/{id}/thumbnail get_media_thumbnail
    POST /v1/messages send_message
    GET /v1/messages/{id} get_message
    POST /v1/messages/{id}/reactions react_message
    POST /v1/messages/{id}/retry retry_message
    GET /v1/phone-numbers list_phone_numbers
    POST /v1/phone-numbers create_phone_number
    POST /v1/phone-numbers/test test_phone_number
    GET /v1/phone-numbers/{id} get_phone_number
    DELETE /v1/phone-numbers/{id}/blocked-contacts unblock_contacts
    GET /v1/phone-numbers/{id}/blocked-contacts list_blocked_contacts
    POST /v1/phone-numbers/{id}/blocked-contacts block_contacts
    DELETE /v1/phone-numbers/{id}/callback-override delete_callback_override
    POST /v1/phone-numbers/{id}/callback-override update_callback_override
    GET /v1/phone-numbers/{id}/commerce-settings get_commerce_settings
    PATCH /v1/phone-numbers/{id}/commerce-settings update_commerce_settings
    GET /v1/phone-numbers/{id}/conversational-components get_conversational_components
    PATCH /v1/phone-numbers/{id}/conversational-components update_conversational_components
    POST /v1/phone-numbers/{id}/deregister deregister_phone_number
    POST /v1/phone-numbers/{id}/display-name request_phone_number_display_name
    GET /v1/phone-numbers/{id}/flow-key get_flow_key
    POST /v1/phone-numbers/{id}/flow-key rotate_flow_key
    GET /v1/phone-numbers/{id}/history-import get_history_import
    POST /v1/phone-numbers/{id}/history-import create_history_import
    POST /v1/phone-numbers/{id}/pin update_phone_number_pin
    GET /v1/phone-numbers/{id}/profile get_profile
    PATCH /v1/phone-numbers/{id}/profile update_profile
    GET /v1/phone-numbers/{id}/qr-codes list_qr_codes
    POST /v1/phone-numbers/{id}/qr-codes create_qr_code
    DELETE /v1/phone-numbers/{id}/qr-codes/{code} delete_qr_code
    PATCH /v1/phone-numbers/{id}/qr-codes/{code} update_qr_code
    POST /v1/phone-numbers/{id}/register register_phone_number
    POST /v1/phone-numbers/{id}/request-code request_phone_number_code
    GET /v1/phone-numbers/{id}/usage get_phone_number_usage
    POST /v1/phone-numbers/{id}/verify-code verify_phone_number
    POST /v1/sessions create_session
    DELETE /v1/sessions/current delete_current_session
    GET /v1/template-library list_template_library
    POST /v1/template-library create_template_from_library
    GET /v1/templates list_templates
    POST /v1/templates create_template
    PUT /v1/templates/authentication update_authentication_templates
    POST /v1/templates/lint lint_template
    POST /v1/templates/sync sync_templates
    DELETE /v1/templates/{id} delete_template
    GET /v1/templates/{id} get_template
    PATCH /v1/templates/{id} update_template
    POST /v1/templates/{id}/archive archive_template
    GET /v1/templates/{id}/comparison compare_templates
    POST /v1/templates/{id}/preview preview_template
    POST /v1/templates/{id}/submit submit_template
    POST /v1/templates/{id}/unarchive unarchive_template
    POST /v1/templates/{id}/unpause unpause_template
    GET /v1/templates/{id}/versions list_template_versions
    POST /v1/uploads create_upload
    GET /v1/uploads/{id} get_upload
    PATCH /v1/uploads/{id} append_upload
    GET /v1/wabas list_wabas
    GET /v1/wabas/{id} get_waba
    GET /v1/wabas/{id}/analytics/messages get_message_analytics
    GET /v1/wabas/{id}/analytics/pricing get_pricing_analytics
    GET /v1/wabas/{id}/analytics/templates get_template_analytics
    POST /v1/wabas/{id}/insights enable_insights
    POST /v1/wabas/{id}/refresh refresh_waba
    DELETE /v1/wabas/{id}/subscription unsubscribe_app
    GET /v1/wabas/{id}/subscription get_subscription
    POST /v1/wabas/{id}/subscription subscribe_app
    GET /v1/workspaces list_workspaces
    POST /v1/workspaces create_workspace
    ");
}

#[tokio::test]
async fn the_document_and_the_probes_are_served_to_anybody() {
    let api = Api::start().await;
    let nobody = api.owner("a@example.com").await;
    let nobody = crate::harness::Client { token: None, ..nobody };
    assert_eq!(nobody.get("/openapi.json").await.ok(200), *DOCUMENT);
    let health = json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") });
    assert_eq!(nobody.get("/healthz").await.ok(200), health);
    assert_eq!(nobody.get("/readyz").await.ok(200), health);
}
