//! The rules of templates: each refused by one, kept to the character.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use domain::template::{ParameterFormat, TemplateCategory, TemplateDraft};
use proptest::prelude::*;
use serde_json::{Value, json};
use waypost_actions::template::{Finding, Proposal, Severity, lint};

fn content(category: &str, components: Value) -> TemplateDraft {
    let Value::Array(components) = components else { unreachable!("not a list") };
    TemplateDraft {
        category: TemplateCategory::parse(category),
        parameter_format: ParameterFormat::Positional,
        components,
        ttl_seconds: None,
    }
}

fn findings(content: &TemplateDraft) -> Vec<Finding> {
    lint(Proposal { name: "order_update", language: "en_US", content })
}

/// Rule, code and field of everything that is found.
fn rules(content: &TemplateDraft) -> Vec<(String, i64, String)> {
    findings(content).into_iter().map(|f| (f.rule, f.code, f.field)).collect()
}

/// The one thing that is wrong with a utility template of these components.
fn one(components: Value) -> (String, i64, String) {
    let found = rules(&content("utility", components));
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().unwrap()
}

fn is(rule: &str, code: i64, field: &str) -> (String, i64, String) {
    (rule.to_owned(), code, field.to_owned())
}

fn body(text: &str) -> Value {
    json!({"type": "BODY", "text": text})
}

fn with_buttons(buttons: &Value) -> Value {
    json!([body("Your order is here."), {"type": "BUTTONS", "buttons": buttons}])
}

#[test]
fn f1_a_sound_template_has_no_findings() {
    let sound = json!([
        {"type": "HEADER", "format": "TEXT", "text": "Order {{1}}", "example": {"header_text": ["A-1"]}},
        {"type": "BODY", "text": "Hello {{1}}, your order {{2}} is on its way to you today.",
         "example": {"body_text": [["Ana", "A-1"]]}},
        {"type": "FOOTER", "text": "Harbour Coffee"},
        {"type": "BUTTONS", "buttons": [
            {"type": "QUICK_REPLY", "text": "Thanks"},
            {"type": "QUICK_REPLY", "text": "Help"},
            {"type": "URL", "text": "Track", "url": "https://a.example/{{1}}", "example": ["https://a.example/x"]},
            {"type": "PHONE_NUMBER", "text": "Call", "phone_number": "+1 650 555 1234"},
        ]},
    ]);
    assert_eq!(findings(&content("utility", sound)), []);
}

#[test]
fn f1_name_language_category_and_lifetime_are_checked() {
    let fine = content("utility", json!([body("Your order is here.")]));
    let of = |name: &str, language: &str, content: &TemplateDraft| -> Vec<(String, String)> {
        lint(Proposal { name, language, content }).into_iter().map(|f| (f.rule, f.field)).collect()
    };
    let want = |rule: &str, field: &str| vec![(rule.to_owned(), field.to_owned())];
    assert_eq!(of(&"a".repeat(512), "en", &fine), []);
    assert_eq!(of(&"a".repeat(513), "en", &fine), want("name_too_long", "name"));
    for name in ["", "Order", "order-update", "órder", "order update"] {
        assert_eq!(of(name, "fil", &fine), want("name_characters", "name"), "{name:?}");
    }
    for language in ["", "english", "en-US", "EN", "en_us", "en_US_x"] {
        assert_eq!(of("a", language, &fine), want("language", "language"), "{language:?}");
    }
    assert_eq!(of("a", "en", &content("TRANSACTIONAL", json!([body("x y")]))), want("category", "category"));
    for (category, seconds, is_fine) in [
        ("authentication", 30, true),
        ("authentication", 901, false),
        ("authentication", -1, true),
        ("utility", 43_200, true),
        ("utility", 29, false),
        ("utility", -1, true),
        ("marketing", 43_200, true),
        ("marketing", 43_199, false),
        ("marketing", -1, false),
    ] {
        let otp = json!([{"type": "BODY"}, {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]}]);
        let components = if category == "authentication" { otp } else { json!([body("x y")]) };
        let timed = TemplateDraft { ttl_seconds: Some(seconds), ..content(category, components) };
        let found = of("a", "en", &timed);
        assert_eq!(found, if is_fine { vec![] } else { want("ttl", "ttl_seconds") }, "{category} {seconds}");
    }
}

#[test]
fn f1_lengths_are_kept_to_the_character() {
    for (make, limit, rule, field) in [
        (
            (|text| json!([{"type": "HEADER", "format": "TEXT", "text": text}, body("x")]))
                as fn(String) -> Value,
            60,
            "header_too_long",
            "components[0].text",
        ),
        (|text| json!([body(&text)]), 1024, "body_too_long", "components[0].text"),
        (
            |text| json!([body("x"), {"type": "FOOTER", "text": text}]),
            60,
            "footer_too_long",
            "components[1].text",
        ),
        (
            |text| with_buttons(&json!([{"type": "QUICK_REPLY", "text": text}])),
            25,
            "label_too_long",
            "components[1].buttons[0].text",
        ),
    ] {
        // Characters, not bytes.
        assert_eq!(rules(&content("utility", make("ä".repeat(limit)))), [], "{rule}");
        let over = content("utility", make("ä".repeat(limit + 1)));
        assert_eq!(rules(&over), [is(rule, 2_388_040, field)]);
        let finding = findings(&over).into_iter().next().unwrap();
        assert_eq!((finding.limit, finding.value), (Some(limit.to_string()), Some((limit + 1).to_string())));
    }
}

#[test]
fn f1_variables_of_a_body_follow_metas_rules() {
    let with = |text: &str, examples: &[&str]| json!([{"type": "BODY", "text": text, "example": {"body_text": [examples]}}]);
    let field = "components[0].text";
    for edge in ["{{1}} is the order that you placed", "the order that you placed is {{1}} "] {
        assert_eq!(one(with(edge, &["a"])), is("variable_at_edge", 2_388_299, field), "{edge}");
    }
    let side_by_side = "please take order {{1}} {{2}} with you when you come";
    assert_eq!(one(with(side_by_side, &["a", "b"])), is("variables_adjacent", 2_388_072, field));
    let gap = "please take order {{1}} and also {{3}} with you when you come";
    assert_eq!(one(with(gap, &["a", "b"])), is("variable_numbers", 2_388_072, field));
    let named = "please take order {{id}} with you when you come";
    assert_eq!(one(with(named, &["a"])), is("variable_numbers", 2_388_072, field));
    let broken = "please take order {{1} with you when you come";
    assert_eq!(one(with(broken, &[])), is("variable_broken", 2_388_072, field));
    let fine = "please take order {{1}} with you when you come";
    assert_eq!(one(with(fine, &[])), is("examples", 2_388_072, "components[0].example.body_text"));
    assert_eq!(
        rules(&content("utility", json!([{"type": "BODY", "text": fine, "example": {"body_text": ["a"]}}]))),
        []
    );
    let few = findings(&content("utility", with("Hi {{1}}!", &["Ana"])));
    assert_eq!((few[0].severity, few[0].code, few.len()), (Severity::Warning, 2_388_293, 1));
    let fewer = findings(&content("utility", with("- {{1}} and {{2}} .", &["a", "b"])));
    assert_eq!((fewer[0].severity, fewer[0].code, fewer.len()), (Severity::Error, 2_388_293, 1));
}

#[test]
fn f1_named_variables_need_examples_by_name() {
    let named = |text: &str, examples: Value| TemplateDraft {
        parameter_format: ParameterFormat::Named,
        ..content(
            "utility",
            json!([{"type": "BODY", "text": text, "example": {"body_text_named_params": examples}}]),
        )
    };
    let text = "please take order {{order_id}} with you when you come";
    assert_eq!(rules(&named(text, json!([{"param_name": "order_id", "example": "7"}]))), []);
    let field = "components[0].example.body_text_named_params";
    assert_eq!(rules(&named(text, json!([{"param_name": "order"}]))), [is("examples", 2_388_072, field)]);
    let upper = "please take order {{Order}} with you when you come";
    let found = rules(&named(upper, json!([{"param_name": "Order", "example": "7"}])));
    assert_eq!(found, [is("variable_name", 2_388_072, "components[0].text")]);
}

#[test]
fn f1_headers_have_one_line_one_variable_and_a_sample() {
    let header = |header: Value| json!([header, body("Your order is here.")]);
    let text = |text: &str, examples: &[&str]| {
        header(
            json!({"type": "HEADER", "format": "TEXT", "text": text, "example": {"header_text": examples}}),
        )
    };
    assert_eq!(one(text("{{1}} and {{2}}", &["a", "b"])).0, "header_variables");
    assert_eq!(one(text("a\nb", &[])), is("header_characters", 2_388_047, "components[0].text"));
    assert_eq!(one(text("", &[])).0, "header_empty");
    assert_eq!(one(text("Order {{1}}", &[])).2, "components[0].example.header_text");
    let image = |handle: &str| {
        header(json!({"type": "HEADER", "format": "IMAGE", "example": {"header_handle": [handle]}}))
    };
    let field = "components[0].example.header_handle";
    assert_eq!(rules(&content("utility", image("4::aW1hZ2U="))), []);
    for wrong in ["https://a.example/x.png", "594425479261596"] {
        assert_eq!(one(image(wrong)), is("header_sample", 2_388_047, field), "{wrong}");
    }
    assert_eq!(one(image("")), is("header_sample_missing", 2_388_047, field));
    let gif = json!({"type": "HEADER", "format": "GIF", "example": {"header_handle": ["4::x"]}});
    assert_eq!(one(header(gif.clone())).0, "header_gif_category");
    assert_eq!(rules(&content("marketing", header(gif))), []);
    assert_eq!(one(header(json!({"type": "HEADER", "format": "HOLOGRAM"}))).0, "header_format");
}

#[test]
fn f1_footers_have_one_line_and_no_variables() {
    let footer = |text: &str| json!([body("Your order is here."), {"type": "FOOTER", "text": text}]);
    assert_eq!(one(footer("see {{1}}")), is("footer_variables", 2_388_073, "components[1].text"));
    assert_eq!(one(footer("a\nb")).0, "footer_lines");
    assert_eq!(one(footer(" ")).0, "footer_empty");
}

#[test]
fn f1_a_template_needs_a_body_once() {
    assert_eq!(one(json!([])), is("body_missing", 2_388_072, "components"));
    assert_eq!(one(json!([body("x"), body("y")])).0, "component_twice");
    assert_eq!(one(json!([body("x"), {"type": "HOLOGRAM"}])).0, "component_unknown");
    assert_eq!(one(json!([body(" ")])).0, "body_empty");
}

#[test]
fn f1_buttons_stand_in_groups_and_within_their_numbers() {
    let reply = |text: &str| json!({"type": "QUICK_REPLY", "text": text});
    let url = |text: &str| json!({"type": "URL", "text": text, "url": "https://a.example/"});
    let phone = |text: &str| json!({"type": "PHONE_NUMBER", "text": text, "phone_number": "+16505551234"});
    let field = "components[1].buttons";
    for fine in [
        json!([reply("a"), reply("b"), url("c"), phone("d")]),
        json!([url("c"), phone("d"), reply("a"), reply("b")]),
    ] {
        assert_eq!(rules(&content("utility", with_buttons(&fine))), []);
    }
    let mixed = json!([reply("a"), url("b"), reply("c")]);
    assert_eq!(one(with_buttons(&mixed)), is("button_groups", 100, field));
    assert_eq!(one(with_buttons(&json!([]))), is("button_count", 100, field));
    assert_eq!(
        one(with_buttons(&json!([url("a"), url("b"), url("c")]))),
        is("button_kind_count", 100, field)
    );
    assert_eq!(one(with_buttons(&json!([phone("a"), phone("b")]))), is("button_kind_count", 100, field));
    assert_eq!(one(with_buttons(&json!([reply("a"), reply("a")]))).0, "label_twice");
    assert_eq!(one(with_buttons(&json!([reply("")]))).0, "label_missing");
    assert_eq!(one(with_buttons(&json!([reply("{{1}}")]))).0, "label_characters");
    assert_eq!(one(with_buttons(&json!([{"type": "LEVER", "text": "x"}]))).0, "button_unknown");
    let eleven: Vec<_> = (0..11).map(|n| reply(&n.to_string())).collect();
    let found = rules(&content("utility", with_buttons(&json!(eleven))));
    assert_eq!(found.iter().map(|f| f.0.as_str()).collect::<Vec<_>>(), ["button_count", "button_kind_count"]);
}

#[test]
fn f1_urls_codes_phones_and_flows_are_checked() {
    let button = |button: Value| one(with_buttons(&json!([button]))).0;
    let url =
        |url: &str| json!({"type": "URL", "text": "Go", "url": url, "example": ["https://a.example/x"]});
    assert_eq!(button(url("https://{{1}}.example/")), "url_variable");
    assert_eq!(button(url("https://a.example/{{1}}/{{2}}")), "url_variable");
    assert_eq!(button(url("a.example")), "url");
    assert_eq!(button(url(&format!("https://a.example/{}", "x".repeat(1983)))), "url_too_long");
    assert_eq!(button(json!({"type": "URL", "text": "Go", "url": "https://a.example/{{1}}"})), "url_example");
    assert_eq!(button(json!({"type": "COPY_CODE"})), "code_example");
    assert_eq!(button(json!({"type": "COPY_CODE", "example": "x".repeat(16)})), "code_too_long");
    assert_eq!(button(json!({"type": "PHONE_NUMBER", "text": "Call", "phone_number": "call me"})), "phone");
    assert_eq!(button(json!({"type": "FLOW", "text": "Go"})), "flow");
    assert_eq!(button(json!({"type": "FLOW", "text": "Go", "flow_id": "1", "flow_name": "x"})), "flow");
}

#[test]
fn f1_authentication_templates_have_one_form_only() {
    let otp = |button: Value| {
        json!([
            {"type": "BODY", "add_security_recommendation": true},
            {"type": "FOOTER", "code_expiration_minutes": 10},
            {"type": "BUTTONS", "buttons": [button]},
        ])
    };
    let copy = json!({"type": "OTP", "otp_type": "COPY_CODE", "text": "Copy"});
    assert_eq!(rules(&content("authentication", otp(copy.clone()))), []);
    assert_eq!(one(with_buttons(&json!([copy]))).0, "otp_category");
    let found = |components: Value| {
        let all = rules(&content("authentication", components));
        all.into_iter().map(|f| f.0).collect::<Vec<_>>()
    };
    assert_eq!(found(json!([body("Your code is {{1}} today")])), ["body_in_authentication", "otp_missing"]);
    let mut late = otp(copy);
    late[1]["code_expiration_minutes"] = json!(91);
    assert_eq!(found(late), ["code_expiration"]);
    let app = json!({"package_name": "com.example.app", "signature_hash": "K8a/AINcGX7"});
    let one_tap = |apps: Value| otp(json!({"type": "OTP", "otp_type": "ONE_TAP", "supported_apps": apps}));
    assert_eq!(found(one_tap(json!([app]))), Vec::<String>::new());
    assert_eq!(found(one_tap(json!([]))), ["otp_apps"]);
    assert_eq!(
        found(one_tap(json!([{"package_name": "", "signature_hash": "x"}]))),
        ["otp_package", "otp_hash"]
    );
    let zero = json!({"type": "OTP", "otp_type": "ZERO_TAP", "supported_apps": [app]});
    assert_eq!(found(otp(zero)), ["zero_tap_terms"]);
    assert_eq!(found(otp(json!({"type": "QUICK_REPLY", "text": "x"}))), ["otp_alone"]);
}

fn card(format: &str, text: &str) -> Value {
    json!({"components": [
        {"type": "HEADER", "format": format, "example": {"header_handle": ["4::x"]}},
        {"type": "BODY", "text": text},
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Yes"}]},
    ]})
}

#[test]
fn f1_a_carousel_has_equal_cards_and_nothing_beside_them() {
    let carousel = |cards: &[Value]| json!([body("Look at this"), {"type": "CAROUSEL", "cards": cards}]);
    assert_eq!(rules(&content("marketing", carousel(&[card("IMAGE", "a"), card("IMAGE", "b")]))), []);
    assert_eq!(one(carousel(&[card("IMAGE", "a")])), is("card_count", 100, "components[1].cards"));
    let eleven = vec![card("IMAGE", "a"); 11];
    assert_eq!(one(carousel(&eleven)).0, "card_count");
    let differ = one(carousel(&[card("IMAGE", "a"), card("VIDEO", "b")]));
    assert_eq!(differ, is("cards_differ", 100, "components[1].cards[1]"));
    let long = "x".repeat(161);
    let too_long = one(carousel(&[card("IMAGE", "a"), card("IMAGE", &long)]));
    assert_eq!(too_long, is("body_too_long", 2_388_040, "components[1].cards[1].components[1].text"));
    let mut beside = carousel(&[card("IMAGE", "a"), card("IMAGE", "b")]);
    beside.as_array_mut().unwrap().push(json!({"type": "FOOTER", "text": "x"}));
    assert_eq!(one(beside).0, "beside_carousel");
}

#[test]
fn f1_a_limited_time_offer_is_short_and_for_marketing() {
    let offer = |text: &str, of: &str| {
        json!([
            {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["4::x"]}},
            body(of),
            {"type": "LIMITED_TIME_OFFER", "limited_time_offer": {"text": text, "has_expiration": true}},
            {"type": "BUTTONS", "buttons": [
                {"type": "COPY_CODE", "example": "SAVE"},
                {"type": "URL", "text": "Go", "url": "https://a.example/"}]},
        ])
    };
    assert_eq!(rules(&content("marketing", offer("Expiring offer!!", "Buy now"))), []);
    assert_eq!(one(offer("Now", "Buy now")).0, "offer_category");
    let found = |components: Value| rules(&content("marketing", components)).into_iter().next().unwrap().0;
    assert_eq!(found(offer(&"x".repeat(17), "Buy now")), "offer_too_long");
    assert_eq!(found(offer("Now", &"x".repeat(601))), "body_too_long");
    let mut footed = offer("Now", "Buy now");
    footed.as_array_mut().unwrap().push(json!({"type": "FOOTER", "text": "x"}));
    assert_eq!(found(footed), "footer_with_offer");
    let mut swapped = offer("Now", "Buy now");
    swapped[3]["buttons"].as_array_mut().unwrap().swap(0, 1);
    assert_eq!(found(swapped), "offer_buttons");
}

proptest! {
    #[test]
    fn t2_no_text_makes_the_rules_panic(
        name in ".{0,20}", language in ".{0,8}", text in "([a-z {}1-9\n*😀]|\\{\\{[0-9a-z]\\}\\}){0,60}", kind in 0_usize..5,
    ) {
        let components = match kind {
            0 => json!([body(&text)]),
            1 => json!([{"type": "HEADER", "format": "TEXT", "text": text}]),
            2 => json!([{"type": "FOOTER", "text": text}]),
            3 => with_buttons(&json!([{"type": text, "text": text}, {"type": "URL", "text": "x", "url": text}])),
            _ => json!([{"type": "CAROUSEL", "cards": [{"components": [body(&text), text]}, text]}]),
        };
        let content = content("marketing", components);
        for finding in lint(Proposal { name: &name, language: &language, content: &content }) {
            prop_assert!(!finding.message.is_empty() && !finding.field.is_empty());
        }
    }
}
