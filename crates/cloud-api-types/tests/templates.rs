//! Template drafts are measured before they are submitted, and what Meta answers is read.

#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::path::Path;

use cloud_api_types::graph::templates::{MessageTemplate, TemplateDraft, TemplateStatus, gaps};
use cloud_api_types::outbound::ViolationKind;
use serde_json::{Value, json};

fn draft(components: Value) -> TemplateDraft {
    serde_json::from_value(json!({"name": "order_ready", "language": "en_US", "category": "utility",
        "components": components}))
    .unwrap()
}

fn fields(draft: &TemplateDraft) -> Vec<(String, ViolationKind)> {
    draft.check().map_or_else(|v| v.0.into_iter().map(|it| (it.field, it.kind)).collect(), |()| Vec::new())
}

fn body(text: &str) -> TemplateDraft {
    draft(json!([{"type": "BODY", "text": text}]))
}

#[test]
fn f1_a_good_draft_passes_and_is_written_as_it_was() {
    let components = json!([
        {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["4::aW"]}},
        {"type": "BODY", "text": "Hi {{1}}, your order {{2}} is ready now.", "example": {"body_text": [["a", "b"]]}},
        {"type": "FOOTER", "text": "Bye"},
        {"type": "BUTTONS", "buttons": [
            {"type": "QUICK_REPLY", "text": "Ok"}, {"type": "QUICK_REPLY", "text": "No"},
            {"type": "URL", "text": "See", "url": "https://a.b/{{1}}", "example": ["https://a.b/c"]},
            {"type": "PHONE_NUMBER", "text": "Call", "phone_number": "+15550783881"}]},
    ]);
    let draft = draft(components.clone());
    assert_eq!(draft.check(), Ok(()));
    assert_eq!(serde_json::to_value(&draft).unwrap()["components"], components);
}

#[test]
fn f1_gaps_have_their_rules() {
    assert_eq!(gaps("a {{1}} b {{ name }} c {{1}}"), ["1", "name"]);
    let is_malformed =
        |text: &str| fields(&body(text)).iter().any(|(_, kind)| *kind == ViolationKind::Malformed);
    assert!(is_malformed("{{1}} is what you have asked for"));
    assert!(is_malformed("what you have asked for is {{1}}"));
    assert!(is_malformed("you have asked for {{1}}{{2}} of many different good things"));
    assert!(is_malformed("you have asked for {{2}} of them today"), "a hole");
    assert!(is_malformed("you have asked for {{name}} of them today"), "not NAMED");
    assert_eq!(
        fields(&body("so {{1}} and {{2}} it")),
        [("components[0].text".into(), ViolationKind::TooFew)]
    );
    let mut named = body("you have asked for {{name}} of them today");
    named.parameter_format = Some(cloud_api_types::graph::templates::ParameterFormat::Named);
    assert_eq!(named.check(), Ok(()));
}

#[test]
fn f1_lengths_counts_and_times() {
    assert_eq!(body(&"x".repeat(1024)).check(), Ok(()));
    assert_eq!(fields(&body(&"x".repeat(1025))), [("components[0].text".into(), ViolationKind::TooLong)]);
    let mut long = body("fine");
    long.name = Some("x".repeat(513));
    long.message_send_ttl_seconds = Some(43_201);
    assert_eq!(fields(&long).len(), 2);
    let reply = json!({"type": "QUICK_REPLY", "text": "Ok"});
    let link = json!({"type": "URL", "text": "See", "url": "https://a.b"});
    let buttons = |list: Value| {
        fields(&draft(json!([{"type": "BODY", "text": "x"},
        {"type": "BUTTONS", "buttons": list}])))
    };
    assert!(buttons(json!([reply, reply, link, link])).is_empty());
    assert_eq!(buttons(json!([reply, link, reply]))[0].0, "components[1].buttons");
    assert_eq!(buttons(json!([link, link, link]))[0].1, ViolationKind::TooMany);
    let header = draft(json!([{"type": "HEADER", "format": "VIDEO"}, {"type": "BODY", "text": "x"}]));
    assert_eq!(fields(&header)[0].0, "components[0].example.header_handle");
    assert_eq!(fields(&draft(json!([])))[0].0, "components[BODY]");
}

#[test]
fn f1_a_template_of_the_future_is_still_read() {
    let template: MessageTemplate =
        serde_json::from_value(json!({"id": 594_425_479_261_596_i64, "name": "n",
        "status": "SNOOZED", "quality_score": {"score": "GREEN", "date": "1700000000"},
        "components": [{"type": "HOLOGRAM", "depth": 3}]}))
        .unwrap();
    assert_eq!(template.id.as_deref(), Some("594425479261596"));
    assert_eq!(template.status, Some(TemplateStatus::Unknown("SNOOZED".into())));
    assert_eq!(template.quality_score.unwrap().date, Some(1_700_000_000));
}

#[test]
fn f1_third_party_templates_are_read() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("WAYPOST_SHARED").map_or_else(beside, Into::into);
    let Ok(folder) = std::fs::read_dir(root.join("cloud-api/data/templates/bindambc")) else {
        println!("skipped: no third-party templates (set WAYPOST_SHARED)");
        return;
    };
    let mut count = 0;
    for entry in folder {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let original: Value = serde_json::from_str(&text).unwrap();
        let draft: TemplateDraft = serde_json::from_value(original.clone()).unwrap();
        let (had, has) = (original["components"].as_array().unwrap(), &draft.components);
        assert_eq!(had.len(), has.len(), "{}", path.display());
        count += 1;
    }
    println!("{count} third-party templates read");
    assert!(count >= 8);
}

#[test]
fn f1_components_keep_what_this_version_does_not_know() {
    let whole = json!({
        "id": "1", "components": [
            {"type": "BODY", "text": "x", "hologram": {"depth": 3}},
            {"type": "BUTTONS", "buttons": [{"type": "LEVER", "text": "Pull", "force": 7}]},
        ],
    });
    let template: MessageTemplate = serde_json::from_value(whole.clone()).unwrap();
    assert_eq!(serde_json::to_value(&template).unwrap(), whole);
}
