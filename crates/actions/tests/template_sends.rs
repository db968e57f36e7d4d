//! Whether parameters fit their template: every kind of mismatch, and what reads how.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use domain::template::{ParameterFormat, Shape};
use proptest::prelude::*;
use serde_json::{Value, json};
use waypost_actions::template::{Misfit, Rendered, fit};

fn positional(template: &Value, send: &Value) -> Result<Rendered, Misfit> {
    fit(&Shape::read(template.as_array().unwrap()), ParameterFormat::Positional, send.as_array().unwrap())
}

fn named(template: &Value, send: &Value) -> Result<Rendered, Misfit> {
    fit(&Shape::read(template.as_array().unwrap()), ParameterFormat::Named, send.as_array().unwrap())
}

/// Code, field and place of what does not fit.
fn misfit(template: &Value, send: &Value) -> (i64, String, String) {
    let misfit = positional(template, send).unwrap_err();
    (misfit.code, misfit.field, misfit.place)
}

fn body(text: &str) -> Value {
    json!([{"type": "BODY", "text": text}])
}

fn texts(values: &[&str]) -> Value {
    let parameters: Vec<_> = values.iter().map(|value| json!({"type": "text", "text": value})).collect();
    json!([{"type": "body", "parameters": parameters}])
}

fn at(code: i64, field: &str, place: &str) -> (i64, String, String) {
    (code, field.to_owned(), place.to_owned())
}

#[test]
fn c3_parameters_fill_the_text_by_their_position() {
    let template = json!([
        {"type": "HEADER", "format": "TEXT", "text": "Order {{1}}"},
        {"type": "BODY", "text": "Hi {{1}}, {{2}} on {{3}}; bye {{1}}."},
        {"type": "FOOTER", "text": "Harbour"},
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Fine"}]},
    ]);
    let send = json!([
        {"type": "BODY", "parameters": [
            {"type": "text", "text": "Ana"},
            {"type": "currency", "currency": {"fallback_value": "$35", "code": "USD", "amount_1000": 35_000}},
            {"type": "date_time", "date_time": {"fallback_value": "May 10th"}},
        ]},
        {"type": "header", "parameters": [{"type": "text", "text": "A-1"}]},
    ]);
    let rendered = positional(&template, &send).unwrap();
    assert_eq!(rendered.header.as_deref(), Some("Order A-1"));
    assert_eq!(rendered.body.as_deref(), Some("Hi Ana, $35 on May 10th; bye Ana."));
    assert_eq!(rendered.footer.as_deref(), Some("Harbour"));
    assert_eq!(rendered.buttons, ["Fine"]);
}

#[test]
fn c3_too_few_and_too_many_are_counted_in_metas_words() {
    let refused = positional(&body("Hi {{1}}"), &json!([])).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "body: number of localizable_params (0) does not match the expected number of params (1)",
    );
    assert_eq!(refused.code, 132_000);
    assert_eq!(misfit(&body("Hi"), &texts(&["a"])), at(132_000, "components[0]", "body"));
    assert_eq!(misfit(&body("Hi {{1}} {{2}}"), &texts(&["a"])), at(132_000, "components[0]", "body"));
    let header = json!([{"type": "HEADER", "format": "TEXT", "text": "Hi"}, {"type": "BODY", "text": "x"}]);
    let send = json!([{"type": "header", "parameters": [{"type": "text", "text": "a"}]}]);
    assert_eq!(misfit(&header, &send), at(132_000, "components[0]", "header"));
    assert_eq!(misfit(&body("Hi"), &send), at(132_000, "components[0]", "header"));
}

#[test]
fn c3_named_parameters_are_matched_by_name() {
    let template = body("Hi {{first_name}}, your order {{order_id}} is here");
    let parameter = |name: &str, text: &str| json!({"type": "text", "parameter_name": name, "text": text});
    let send = |parameters: Value| json!([{"type": "body", "parameters": parameters}]);
    let rendered =
        named(&template, &send(json!([parameter("order_id", "7"), parameter("first_name", "Ana")]))).unwrap();
    assert_eq!(rendered.body.as_deref(), Some("Hi Ana, your order 7 is here"));
    let wrong = |parameters: Value| named(&template, &send(parameters)).unwrap_err();
    let misnamed = wrong(json!([parameter("first_name", "Ana"), parameter("order", "7")]));
    assert_eq!(
        (misnamed.code, misnamed.field.as_str()),
        (132_012, "components[0].parameters[1].parameter_name")
    );
    assert!(misnamed.message.contains("first_name, order_id"), "{misnamed}");
    let missing = wrong(json!([parameter("first_name", "Ana")]));
    assert_eq!(missing.code, 132_000);
    assert!(missing.message.ends_with("missing: order_id"), "{missing}");
    let twice = wrong(json!([parameter("first_name", "A"), parameter("first_name", "B")]));
    assert_eq!(twice.code, 132_018);
    let nameless = wrong(json!([{"type": "text", "text": "Ana"}]));
    assert_eq!(nameless.field, "components[0].parameters[0].parameter_name");
}

#[test]
fn c3_a_media_header_needs_its_file() {
    for kind in ["image", "video", "document", "gif"] {
        let template =
            json!([{"type": "HEADER", "format": kind.to_uppercase()}, {"type": "BODY", "text": "x"}]);
        let nothing = positional(&template, &json!([])).unwrap_err();
        let format = kind.to_uppercase();
        assert_eq!(
            nothing.to_string(),
            format!("header: Format mismatch, expected {format}, received UNKNOWN")
        );
        let send = |media: Value| json!([{"type": "header", "parameters": [{"type": kind, (kind): media}]}]);
        assert_eq!(
            positional(&template, &send(json!({"id": "1"}))).unwrap().header_kind.as_deref(),
            Some(kind)
        );
        assert!(positional(&template, &send(json!({"link": "https://a.example/x"}))).is_ok());
        let field = format!("components[0].parameters[0].{kind}");
        assert_eq!(misfit(&template, &send(json!({}))), at(131_008, &field, "header"));
        let both = send(json!({"id": "1", "link": "https://a.example/x"}));
        assert_eq!(misfit(&template, &both), at(131_009, &field, "header"));
        let text = json!([{"type": "header", "parameters": [{"type": "text", "text": "x"}]}]);
        let wrong = positional(&template, &text).unwrap_err();
        assert_eq!(wrong.message, format!("Format mismatch, expected {format}, received TEXT"));
    }
}

#[test]
fn c3_a_location_header_needs_a_place_on_earth() {
    let template = json!([{"type": "HEADER", "format": "LOCATION"}, {"type": "BODY", "text": "x"}]);
    let send = |latitude: Value, longitude: Value| {
        json!([{"type": "header", "parameters": [{"type": "location",
            "location": {"latitude": latitude, "longitude": longitude, "name": "a", "address": "b"}}]}])
    };
    assert!(positional(&template, &send(json!("53.5"), json!(10))).is_ok());
    let field = "components[0].parameters[0].location";
    assert_eq!(
        misfit(&template, &send(json!(91), json!(0))),
        at(131_009, &format!("{field}.latitude"), "header")
    );
    assert_eq!(
        misfit(&template, &send(json!(0), json!("east"))),
        at(131_008, &format!("{field}.longitude"), "header")
    );
}

#[test]
fn c3_what_a_variable_may_not_hold_is_named() {
    let template = body("Hi {{1}}");
    let field = "components[0].parameters[0].text";
    for bad in ["a\nb", "a\tb", "a     b"] {
        assert_eq!(misfit(&template, &texts(&[bad])), at(132_012, field, "body"), "{bad:?}");
    }
    assert!(positional(&template, &texts(&["a    b"])).is_ok(), "four spaces are fine");
    assert_eq!(misfit(&template, &texts(&[" "])), at(131_008, field, "body"));
    let long = "x".repeat(1021);
    assert!(positional(&template, &texts(&[&long])).is_ok());
    assert_eq!(misfit(&template, &texts(&[&format!("{long}y")])), at(132_005, "components[0]", "body"));
    let picture = json!([{"type": "body", "parameters": [{"type": "image", "image": {"id": "1"}}]}]);
    assert_eq!(misfit(&template, &picture), at(132_012, "components[0].parameters[0].type", "body"));
}

fn with_button(button: &Value) -> Value {
    json!([{"type": "BODY", "text": "x"}, {"type": "BUTTONS", "buttons": [
        {"type": "PHONE_NUMBER", "text": "Call", "phone_number": "1650"}, button]}])
}

fn button_send(sub_type: &str, parameters: &Value) -> Value {
    json!([{"type": "button", "sub_type": sub_type, "index": "1", "parameters": parameters}])
}

#[test]
fn c3_buttons_get_what_they_need() {
    let order = json!([{"type": "action", "action": {"order_details": {"reference_id": "1"}}}]);
    let products = json!([{"type": "action", "action": {"thumbnail_product_retailer_id": "a",
        "sections": [{"title": "s", "product_items": [{"product_retailer_id": "a"}]}]}}]);
    let action = json!([{"type": "action", "action": {"flow_token": "t"}}]);
    let text = json!([{"type": "text", "text": "abc"}]);
    let cases = [
        (json!({"type": "URL", "text": "Go", "url": "https://a.example/{{1}}"}), "url", &text),
        (json!({"type": "OTP", "otp_type": "COPY_CODE"}), "url", &text),
        (
            json!({"type": "COPY_CODE"}),
            "copy_code",
            &json!([{"type": "coupon_code", "coupon_code": "SAVE25"}]),
        ),
        (json!({"type": "FLOW", "text": "Fill in", "flow_id": "1"}), "flow", &action),
        (json!({"type": "MPM", "text": "See"}), "MPM", &products),
        (json!({"type": "ORDER_DETAILS", "text": "Pay"}), "order_details", &order),
    ];
    for (button, sub_type, parameters) in cases {
        let template = with_button(&button);
        assert!(positional(&template, &button_send(sub_type, parameters)).is_ok(), "{button}");
        let missing = positional(&template, &json!([])).unwrap_err();
        assert_eq!((missing.code, missing.place.as_str()), (131_008, "button 1"), "{missing}");
        let other = button_send("quick_reply", parameters);
        assert_eq!(misfit(&template, &other), at(132_012, "components[0].sub_type", "button 1"));
        let odd = button_send(sub_type, &json!([{"type": "image"}]));
        assert_eq!(misfit(&template, &odd).0, 132_012, "{button}");
    }
}

#[test]
fn c3_buttons_that_need_nothing_may_go_without() {
    for (button, sub_type, parameters) in [
        (
            json!({"type": "QUICK_REPLY", "text": "Yes"}),
            "quick_reply",
            json!([{"type": "payload", "payload": "p"}]),
        ),
        (
            json!({"type": "CATALOG", "text": "See"}),
            "CATALOG",
            json!([{"type": "action", "action": {"thumbnail_product_retailer_id": "a"}}]),
        ),
        (
            json!({"type": "VOICE_CALL", "text": "Call"}),
            "voice_call",
            json!([{"type": "ttl_minutes", "ttl_minutes": 5}]),
        ),
    ] {
        let template = with_button(&button);
        assert!(positional(&template, &json!([])).is_ok(), "{button}");
        assert!(positional(&template, &button_send(sub_type, &parameters)).is_ok(), "{button}");
    }
    let fixed = with_button(&json!({"type": "URL", "text": "Go", "url": "https://a.example/"}));
    let text = json!([{"type": "text", "text": "abc"}]);
    assert_eq!(misfit(&fixed, &button_send("url", &text)), at(132_000, "components[0]", "button 1"));
}

#[test]
fn c3_button_limits_are_kept_to_the_character() {
    let copy = with_button(&json!({"type": "COPY_CODE"}));
    let code = |code: &str| button_send("copy_code", &json!([{"type": "coupon_code", "coupon_code": code}]));
    assert!(positional(&copy, &code(&"x".repeat(15))).is_ok());
    assert_eq!(misfit(&copy, &code(&"x".repeat(16))).0, 132_018);
    let reply = with_button(&json!({"type": "QUICK_REPLY", "text": "Yes"}));
    let payload = |n| button_send("quick_reply", &json!([{"type": "payload", "payload": "x".repeat(n)}]));
    assert!(positional(&reply, &payload(256)).is_ok());
    assert_eq!(misfit(&reply, &payload(257)).0, 131_009);
}

#[test]
fn c3_a_button_that_is_not_there_or_is_given_twice_is_named() {
    let template = with_button(&json!({"type": "QUICK_REPLY", "text": "Yes"}));
    let button =
        |index: Value| json!({"type": "button", "sub_type": "quick_reply", "index": index, "parameters": []});
    assert_eq!(misfit(&template, &json!([button(json!(2))])), at(132_018, "components[0].index", "button 2"));
    let twice = json!([button(json!(1)), button(json!("1"))]);
    assert_eq!(misfit(&template, &twice), at(132_018, "components[1].index", "button 1"));
    assert_eq!(misfit(&template, &json!([button(json!("one"))])).0, 131_009);
    assert_eq!(misfit(&template, &json!([button(Value::Null)])).0, 131_008);
}

fn carousel() -> Value {
    let card = json!({"components": [
        {"type": "HEADER", "format": "IMAGE"},
        {"type": "BODY", "text": "{{1}} off"},
        {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Go", "url": "https://a.example/{{1}}"}]},
    ]});
    json!([{"type": "BODY", "text": "Hi {{1}}"}, {"type": "CAROUSEL", "cards": [card, card]}])
}

fn card(index: u64, off: &str) -> Value {
    json!({"card_index": index, "components": [
        {"type": "header", "parameters": [{"type": "image", "image": {"id": "1"}}]},
        {"type": "body", "parameters": [{"type": "text", "text": off}]},
        {"type": "button", "sub_type": "url", "index": 0, "parameters": [{"type": "text", "text": "a"}]},
    ]})
}

#[test]
fn c3_a_carousel_fills_card_by_card_in_any_order() {
    let send = |cards: &[Value]| {
        json!([{"type": "body", "parameters": [{"type": "text", "text": "Ana"}]},
            {"type": "carousel", "cards": cards}])
    };
    let rendered = positional(&carousel(), &send(&[card(1, "20%"), card(0, "10%")])).unwrap();
    let bodies: Vec<_> = rendered.cards.iter().map(|card| card.body.as_deref().unwrap()).collect();
    assert_eq!(bodies, ["10% off", "20% off"]);
    let wrong = |cards: &[Value]| misfit(&carousel(), &send(cards));
    assert_eq!(wrong(&[card(0, "a")]), at(132_000, "components[1].cards", "carousel"));
    assert_eq!(wrong(&[card(0, "a"), card(0, "b")]).0, 132_018);
    assert_eq!(wrong(&[card(0, "a"), card(2, "b")]).1, "components[1].cards[1].card_index");
    let mut faulty = card(1, "a");
    faulty["components"][0]["parameters"][0] = json!({"type": "video", "video": {"id": "1"}});
    assert_eq!(
        wrong(&[card(0, "a"), faulty]),
        at(132_012, "components[1].cards[1].components[0].parameters[0].type", "card 1, header")
    );
    let mut buttonless = card(1, "a");
    buttonless["components"].as_array_mut().unwrap().pop();
    assert_eq!(
        wrong(&[card(0, "a"), buttonless]),
        at(131_008, "components[1].cards[1].components", "card 1, button 0")
    );
}

#[test]
fn c3_an_offer_that_ends_needs_its_end() {
    let template = |ends: bool| {
        json!([{"type": "BODY", "text": "x"},
            {"type": "LIMITED_TIME_OFFER", "limited_time_offer": {"text": "Now!", "has_expiration": ends}}])
    };
    let send = json!([{"type": "limited_time_offer", "parameters": [
        {"type": "limited_time_offer", "limited_time_offer": {"expiration_time_ms": 1_780_000_000_000_i64}}]}]);
    assert!(positional(&template(true), &send).is_ok());
    assert!(positional(&template(false), &json!([])).is_ok());
    assert_eq!(misfit(&template(true), &json!([])), at(132_012, "components", "limited_time_offer"));
    assert_eq!(misfit(&body("x"), &send), at(132_000, "components[0]", "limited_time_offer"));
}

#[test]
fn c3_a_one_time_code_stands_in_body_and_button() {
    let template = json!([
        {"type": "BODY", "add_security_recommendation": true},
        {"type": "FOOTER", "code_expiration_minutes": 10},
        {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE", "text": "Copy"}]},
    ]);
    let send = |code: &str| {
        json!([
            {"type": "body", "parameters": [{"type": "text", "text": code}]},
            {"type": "button", "sub_type": "url", "index": "0", "parameters": [{"type": "text", "text": code}]},
        ])
    };
    let rendered = positional(&template, &send("123456")).unwrap();
    assert!(rendered.body.unwrap().starts_with("*123456* is your verification code."));
    let long = "1".repeat(16);
    assert_eq!(misfit(&template, &send(&long)), at(132_018, "components[0].parameters[0].text", "body"));
    let mut on_the_button = send("123456");
    on_the_button[1]["parameters"][0]["text"] = json!(long);
    let field = "components[1].parameters[0].text";
    assert_eq!(misfit(&template, &on_the_button), at(132_018, field, "button 0"));
}

#[test]
fn c3_a_tap_on_the_message_leads_to_an_address_with_a_title() {
    let template = body("x");
    let send = |parameters: Value| json!([{"type": "tap_target_configuration", "parameters": parameters}]);
    let to = |targets: Value| {
        let kind = "tap_target_configuration";
        send(json!([{"type": kind, (kind): targets}]))
    };
    let target = |url: &str, title: &str| json!([{"url": url, "title": title}]);
    assert!(positional(&template, &to(target("https://shop.example", "Our shop"))).is_ok());
    let (list, place) = ("components[0].parameters[0].tap_target_configuration", "tap_target_configuration");
    assert_eq!(misfit(&template, &to(json!([]))), at(131_008, list, place));
    let refused = misfit(&template, &to(target("shop", "Our shop")));
    assert_eq!(refused, at(131_009, &format!("{list}[0].url"), place));
    assert_eq!(misfit(&template, &to(target("https://shop.example", " "))).1, format!("{list}[0].title"));
    assert_eq!(misfit(&template, &send(json!([]))).0, 132_000);
    let text = send(json!([{"type": "text", "text": "x"}]));
    assert_eq!(misfit(&template, &text), at(132_012, "components[0].parameters[0].type", place));
}

#[test]
fn c3_what_a_button_opens_or_calls_with_has_its_form() {
    let flow = with_button(&json!({"type": "FLOW", "text": "Fill in", "flow_id": "1"}));
    let opens = |action: Value| button_send("flow", &json!([{"type": "action", "action": action}]));
    assert!(positional(&flow, &opens(json!({}))).is_ok());
    assert!(positional(&flow, &opens(json!({"flow_token": "t", "flow_action_data": {"a": 1}}))).is_ok());
    let field = "components[0].parameters[0].action";
    assert_eq!(misfit(&flow, &opens(json!("x"))), at(131_008, field, "button 1"));
    let data = opens(json!({"flow_action_data": [1]}));
    assert_eq!(misfit(&flow, &data), at(131_009, &format!("{field}.flow_action_data"), "button 1"));
    assert_eq!(misfit(&flow, &opens(json!({"flow_token": 7}))).1, format!("{field}.flow_token"));

    let call = with_button(&json!({"type": "VOICE_CALL", "text": "Call"}));
    let minutes = |minutes: Value| json!({"type": "ttl_minutes", "ttl_minutes": minutes});
    let calls = |parameters: Value| button_send("voice_call", &parameters);
    for fine in [
        json!([]),
        json!([minutes(json!(1))]),
        json!([{"type": "payload", "payload": "a"}, minutes(json!("43200"))]),
    ] {
        assert!(positional(&call, &calls(fine.clone())).is_ok(), "{fine}");
    }
    let field = "components[0].parameters[0].ttl_minutes";
    for odd in [json!(0), json!(43_201), json!("soon"), json!(null)] {
        assert_eq!(misfit(&call, &calls(json!([minutes(odd)]))), at(131_009, field, "button 1"));
    }
    let twice = calls(json!([minutes(json!(1)), minutes(json!(2))]));
    assert_eq!(misfit(&call, &twice), at(132_018, "components[0].parameters[1].type", "button 1"));
}

#[test]
fn c3_components_that_do_not_exist_are_refused_by_name() {
    let odd = json!([{"type": "hologram"}]);
    assert_eq!(misfit(&body("x"), &odd), at(132_018, "components[0].type", "components"));
    let footer = json!([{"type": "footer", "parameters": []}]);
    assert_eq!(misfit(&body("x"), &footer), at(132_018, "components[0]", "footer"));
    let twice = json!([texts(&["a"])[0], texts(&["a"])[0]]);
    assert_eq!(misfit(&body("{{1}}"), &twice), at(132_018, "components[1]", "body"));
}

fn any_json() -> impl Strategy<Value = Value> {
    let words = prop_oneof![
        Just("type"),
        Just("body"),
        Just("header"),
        Just("button"),
        Just("carousel"),
        Just("cards"),
        Just("parameters"),
        Just("text"),
        Just("image"),
        Just("index"),
        Just("sub_type"),
        Just("url"),
        Just("limited_time_offer"),
        Just("card_index"),
        Just("components"),
        Just("BUTTONS"),
        Just("buttons"),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        words.clone().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((words.clone(), inner), 0..6)
                .prop_map(|fields| fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()),
        ]
    })
}

proptest! {
    #[test]
    fn t2_no_template_and_no_send_makes_the_check_panic(
        template in prop::collection::vec(any_json(), 0..5),
        send in prop::collection::vec(any_json(), 0..5),
        is_named in any::<bool>(),
    ) {
        let format = if is_named { ParameterFormat::Named } else { ParameterFormat::Positional };
        let _any = fit(&Shape::read(&template), format, &send);
    }

    #[test]
    fn c3_as_many_texts_as_variables_fit_and_any_other_number_does_not(
        variables in 0_usize..8, given in 0_usize..8, word in "[a-z]{1,9}",
    ) {
        let text: String = (1..=variables).map(|n| format!("word {{{{{n}}}}} ")).collect();
        let fitted = positional(&body(&text), &texts(&vec![word.as_str(); given]));
        if variables == given {
            let want: String = (1..=variables).map(|_| format!("word {word} ")).collect();
            prop_assert_eq!(fitted.unwrap().body.unwrap(), want);
        } else {
            prop_assert_eq!(fitted.unwrap_err().code, 132_000);
        }
    }
}
