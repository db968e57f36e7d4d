//! What is asked about templates while somebody waits: the library, pauses, the archive, comparisons, codes.

use actions::provider::{Answer, ProviderError};
use actions::template::{
    CodeTemplates, LibraryPage, LibrarySearch, LibraryTemplate, Performance, TemplateDesk, Upserted,
};
use domain::id::MetaTemplateId;
use domain::job::{Queue, Work};
use domain::message::MessageError;
use domain::phone_number::NumberAccess;
use domain::template::{TemplateCategory, TemplateStatus};
use domain::workspace::Role;
use domain::{TemplateId, Timestamp, WabaId};
use http::Method;
use serde_json::{Value, json};

use crate::harness::{Api, Client};
use crate::provider::StandIn;

impl TemplateDesk for StandIn {
    fn library<'a>(&'a self, _: &'a NumberAccess, search: &'a LibrarySearch) -> Answer<'a, LibraryPage> {
        let entry = LibraryTemplate {
            name: "delivery_update_1".to_owned(),
            language: search.language.clone().unwrap_or_else(|| "en_US".to_owned()),
            category: TemplateCategory::Utility,
            topic: Some("ORDER_MANAGEMENT".to_owned()),
            usecase: Some("DELIVERY_UPDATE".to_owned()),
            industries: vec!["E_COMMERCE".to_owned()],
            header: None,
            body: Some("Good news! Your order #{{1}} is on its way to you.".to_owned()),
            body_examples: vec!["A-1".to_owned()],
            buttons: self.library_buttons.lock().unwrap().clone(),
        };
        let next = search.after.is_none().then(|| "page 2".to_owned());
        self.templates(search, LibraryPage { items: vec![entry], next })
    }

    fn unpause<'a>(&'a self, _: &'a NumberAccess, template: &'a MetaTemplateId) -> Answer<'a, ()> {
        self.templates(template, ())
    }

    fn archive<'a>(
        &'a self,
        _: &'a NumberAccess,
        waba: &'a WabaId,
        template: &'a MetaTemplateId,
        is_archived: bool,
    ) -> Answer<'a, ()> {
        self.templates(&(waba, template, is_archived), ())
    }

    fn compare<'a>(
        &'a self,
        _: &'a NumberAccess,
        templates: [&'a MetaTemplateId; 2],
        span: (Timestamp, Timestamp),
    ) -> Answer<'a, [Performance; 2]> {
        let of = |sends| Performance { sends: Some(sends), block_rank: None, top_block_reason: None };
        self.templates(&(templates, span.1.since(span.0)), [of(1245), of(8)])
    }

    fn upsert<'a>(
        &'a self,
        _: &'a NumberAccess,
        waba: &'a WabaId,
        upsert: &'a CodeTemplates,
    ) -> Answer<'a, Vec<Upserted>> {
        let one = |language: &String| Upserted {
            meta_template_id: MetaTemplateId(format!("meta-{}-{language}", upsert.name)),
            language: language.clone(),
            status: TemplateStatus::Approved,
        };
        self.templates(&(waba, upsert), upsert.languages.iter().map(one).collect())
    }
}

impl StandIn {
    /// Notes what was asked about templates, and answers, unless it was told to refuse.
    fn templates<'a, T: Send + 'a>(&self, asked: &dyn std::fmt::Debug, answer: T) -> Answer<'a, T> {
        self.asked_of_templates.lock().unwrap().push(format!("{asked:?}"));
        let refusal = self.template_refusal.lock().unwrap().clone();
        Box::pin(std::future::ready(refusal.map_or(Ok(answer), Err)))
    }
}

fn asked(api: &Api) -> Vec<String> {
    std::mem::take(&mut *api.provider.asked_of_templates.lock().unwrap())
}

/// Makes a reason one of the errors.
type Refusing = fn(MessageError) -> ProviderError;

fn refuse(api: &Api, error: Option<Refusing>) {
    let reason = MessageError {
        code: Some(100),
        title: "The provider says no".to_owned(),
        detail: None,
        remedy: "Ask for something else".to_owned(),
    };
    *api.provider.template_refusal.lock().unwrap() = error.map(|error| error(reason));
}

/// A template of the provider's in this status.
async fn standing(of: &Client<'_>, name: &str, status: TemplateStatus) -> TemplateId {
    let id = of.approved(name, &json!([{ "type": "BODY", "text": "Hi" }])).await;
    let workspace = of.workspace;
    let set = of.api.store.write(workspace, move |tx| {
        let mut template = tx.templates().lookup_to_change(workspace, id)?.unwrap();
        template.status = status;
        tx.templates().update(workspace, &template)
    });
    set.await.unwrap();
    id
}

#[tokio::test]
async fn f1_the_library_is_searched_page_by_page() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let nowhere = ada.get("/v1/template-library").await;
    assert_eq!((nowhere.refusal(), nowhere.fields()), ((422, "validation_failed"), vec!["waba_id"]));
    ada.connect("106540352242922").await;
    let path = "/v1/template-library?q=order&topic=ORDER_MANAGEMENT&usecase=u&industry=i&language=de";
    let page = ada.get(path).await.ok(200);
    assert_eq!(
        (&page["items"][0]["name"], &page["items"][0]["category"], &page["items"][0]["body_examples"]),
        (&json!("delivery_update_1"), &json!("utility"), &json!(["A-1"])),
    );
    let next = page["next_cursor"].as_str().unwrap().replace(' ', "%20");
    let last = ada.get(&format!("{path}&cursor={next}")).await.ok(200);
    assert_eq!(last["next_cursor"], Value::Null);
    let asked = asked(&api);
    for word in ["order", "ORDER_MANAGEMENT", "\"u\"", "\"i\"", "\"de\"", "page 2"] {
        assert!(asked[1].contains(word), "{word}: {asked:?}");
    }
    assert_eq!(ada.get("/v1/template-library?page=2").await.refusal(), (422, "validation_failed"));
    let agent = api.member("bo@example.com", ada.workspace, Role::Agent).await;
    assert_eq!(agent.get("/v1/template-library").await.refusal(), (403, "not_allowed"));
}

fn from_library() -> Value {
    json!({ "library_name": "delivery_update_1", "language": "en_US", "name": "our_update" })
}

#[tokio::test]
async fn f1_a_template_is_made_from_the_library_with_what_its_buttons_lead_to() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        ada.connect("106540352242922").await;
        *api.provider.library_buttons.lock().unwrap() = vec![
            json!({ "type": "URL", "text": "Track", "url": "https://www.example.com/" }),
            json!({ "type": "QUICK_REPLY", "text": "Thanks" }),
        ];
        let link = |base: &str| json!({ "type": "URL", "url": { "base_url": base } });
        for (inputs, field, words) in [
            (json!([]), "button_inputs", "in this order: URL"),
            (json!([{ "type": "PHONE_NUMBER" }]), "button_inputs[0].type", "must be URL"),
            (json!([link("")]), "button_inputs[0].url.base_url", "empty"),
            (
                json!([link(&"a".repeat(2001))]),
                "button_inputs[0].url.base_url",
                "2001 characters; at most 2000",
            ),
        ] {
            let mut new = from_library();
            new["button_inputs"] = inputs;
            let refused = ada.post("/v1/template-library", &new).await;
            assert_eq!((refused.refusal(), refused.fields()), ((422, "template_invalid"), vec![field]));
            let why = refused.json["fields"][field].as_str().unwrap();
            assert!(why.contains(words), "{why}");
        }
        let mut new = from_library();
        new["button_inputs"] = json!([link("https://shop.example/{{1}}")]);
        let made = ada.post("/v1/template-library", &new).await.ok(202);
        assert_eq!((&made["status"], &made["category"]), (&json!("submitting"), &json!("utility")));
        assert_eq!(made["library"]["name"], "delivery_update_1");
        assert_eq!(made["library"]["button_inputs"], new["button_inputs"]);
        assert_eq!(made["components"][0]["text"], "Good news! Your order #{{1}} is on its way to you.");
        let path = format!("/v1/templates/{}", made["id"].as_str().unwrap());
        assert_eq!(ada.get(&path).await.ok(200), made, "it comes back as it went in");
        let again = ada.post("/v1/template-library", &new).await;
        assert_eq!(again.refusal(), (409, "template_exists"));
        let now = api.clock.now();
        let owed =
            api.store.write(ada.workspace, move |tx| tx.jobs().claim(Queue::Templates, now, now, 9)).await;
        let is_submission = |work: &Work| matches!(work, Work::SubmitTemplate { .. });
        assert_eq!(owed.unwrap().iter().filter(|job| is_submission(&job.work)).count(), 1);
        let mut other = from_library();
        other["library_name"] = json!("delivery_update_2");
        assert_eq!(ada.post("/v1/template-library", &other).await.fields(), ["library_name"]);
    }
}

#[tokio::test]
async fn f1_a_paused_template_goes_on_and_archived_ones_come_back() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        ada.connect("106540352242922").await;
        let paused = standing(&ada, "paused", TemplateStatus::Paused).await;
        let path = format!("/v1/templates/{paused}");
        assert_eq!(
            ada.post(&format!("{path}/unarchive"), &Value::Null).await.refusal(),
            (409, "template_not_archived")
        );
        let on = ada.post(&format!("{path}/unpause"), &Value::Null).await.ok(200);
        assert_eq!((&on["status"], &on["updated_by"]["name"]), (&json!("approved"), &json!("Ada")));
        let twice = ada.post(&format!("{path}/unpause"), &Value::Null).await;
        assert_eq!(twice.refusal(), (409, "template_not_paused"));
        let archived = ada.post(&format!("{path}/archive"), &Value::Null).await.ok(200);
        assert_eq!(archived["status"], "archived");
        assert_eq!(
            ada.post(&format!("{path}/archive"), &Value::Null).await.refusal(),
            (409, "template_not_archivable")
        );
        ada.post(&format!("{path}/unarchive"), &Value::Null).await.ok(200);
        let asked = asked(&api);
        assert_eq!(asked.len(), 3, "{asked:?}");
        assert!(asked[1].ends_with("true)") && asked[2].ends_with("false)"), "{asked:?}");

        let draft = json!({ "name": "ours", "language": "en", "category": "utility",
            "components": [{ "type": "BODY", "text": "Hi" }] });
        let draft = ada.post("/v1/templates", &draft).await.ok(201)["id"].as_str().unwrap().to_owned();
        for what in ["unpause", "archive"] {
            let refused = ada.post(&format!("/v1/templates/{draft}/{what}"), &Value::Null).await;
            assert_eq!(refused.refusal(), (409, "template_never_submitted"), "{what}");
        }
        let agent = api.member("bo@example.com", ada.workspace, Role::Agent).await;
        for what in ["unpause", "archive", "unarchive"] {
            let refused = agent.post(&format!("{path}/{what}"), &Value::Null).await;
            assert_eq!(refused.refusal(), (403, "not_allowed"), "{what}");
        }
    }
}

#[tokio::test]
async fn f1_what_the_provider_refuses_is_told_and_changes_nothing() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    ada.connect("106540352242922").await;
    let id = standing(&ada, "paused", TemplateStatus::Paused).await;
    let before = ada.get(&format!("/v1/templates/{id}")).await.ok(200);
    let errors: [(Refusing, (u16, &str)); 5] = [
        (ProviderError::Refused, (422, "provider_refused")),
        (ProviderError::TokenInvalid, (409, "token_invalid")),
        (ProviderError::TooMany, (429, "provider_limit")),
        (ProviderError::Unreachable, (503, "provider_unreachable")),
        (ProviderError::Unanswered, (502, "provider_unanswered")),
    ];
    let other = standing(&ada, "other", TemplateStatus::Approved).await;
    for (error, refusal) in errors {
        refuse(&api, Some(error));
        for (method, path, body) in [
            (Method::POST, format!("/v1/templates/{id}/unpause"), Value::Null),
            (Method::POST, format!("/v1/templates/{id}/archive"), Value::Null),
            (Method::GET, format!("/v1/templates/{id}/comparison?with={other}"), Value::Null),
            (Method::GET, "/v1/template-library".to_owned(), Value::Null),
            (Method::POST, "/v1/template-library".to_owned(), from_library()),
            (Method::PUT, "/v1/templates/authentication".to_owned(), codes(&["en_US"])),
        ] {
            let refused = ada.call(method, &path, &body).await;
            assert_eq!(refused.refusal(), refusal, "{path}");
            assert!(refused.json["detail"].as_str().unwrap().starts_with("The provider says no."));
        }
    }
    assert_eq!(ada.get(&format!("/v1/templates/{id}")).await.ok(200), before);
}

#[tokio::test]
async fn f1_two_templates_are_compared_over_one_of_four_times() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    ada.connect("106540352242922").await;
    let one = standing(&ada, "one", TemplateStatus::Approved).await;
    let other = standing(&ada, "other", TemplateStatus::Paused).await;
    let path = format!("/v1/templates/{one}/comparison");
    let compared = ada.get(&format!("{path}?with={other}&days=30")).await.ok(200);
    assert_eq!(
        (&compared["items"][0]["template_id"], &compared["items"][0]["sends"]),
        (&json!(one), &json!(1245))
    );
    assert_eq!(
        (&compared["items"][1]["template_id"], &compared["items"][1]["sends"]),
        (&json!(other), &json!(8))
    );
    assert!(asked(&api)[0].contains("2592000s"));
    for (query, field) in [
        ("", "with"),
        (&*format!("?with={one}"), "with"),
        (&*format!("?with={}", uuid::Uuid::nil()), "with"),
        (&*format!("?with={other}&days=8"), "days"),
    ] {
        let refused = ada.get(&format!("{path}{query}")).await;
        assert_eq!(
            (refused.refusal(), refused.fields()),
            ((422, "validation_failed"), vec![field]),
            "{query}"
        );
    }
}

fn codes(languages: &[&str]) -> Value {
    json!({
        "name": "codes", "languages": languages, "ttl_seconds": 300,
        "components": [
            { "type": "BODY", "add_security_recommendation": true },
            { "type": "FOOTER", "code_expiration_minutes": 5 },
            { "type": "BUTTONS", "buttons": [{ "type": "OTP", "otp_type": "COPY_CODE" }] },
        ],
    })
}

#[tokio::test]
async fn f1_an_authentication_template_is_made_in_many_languages_and_changed_in_those_it_has() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        ada.connect("106540352242922").await;
        let put = |body: Value| {
            let ada = &ada;
            async move { ada.call(Method::PUT, "/v1/templates/authentication", &body).await }
        };
        let made = put(codes(&["en_US", "de"])).await.ok(200);
        let items = made["items"].as_array().unwrap();
        assert_eq!(items.len(), 2);
        assert_eq!((&items[1]["language"], &items[1]["status"]), (&json!("de"), &json!("approved")));
        assert_eq!(
            (&items[1]["category"], &items[1]["ttl_seconds"]),
            (&json!("authentication"), &json!(300))
        );
        let mut changed = codes(&["de", "fr"]);
        changed["ttl_seconds"] = json!(600);
        let again = put(changed).await.ok(200);
        assert_eq!((&again["items"][0]["id"], &again["items"][0]["version"]), (&items[1]["id"], &json!(2)));
        assert_eq!(ada.get("/v1/templates?name=codes").await.ok(200)["items"].as_array().unwrap().len(), 3);

        let broken = |field: &str, value: Value| {
            let mut codes = codes(&["en_US"]);
            codes[field] = value;
            codes
        };
        for (body, field) in [
            (broken("languages", json!([])), "languages"),
            (broken("languages", json!(["en", "en"])), "languages[1]"),
            (broken("languages", json!(["en", "English"])), "languages[1]"),
            (broken("name", json!("Codes")), "name"),
            (broken("ttl_seconds", json!(901)), "ttl_seconds"),
            (broken("ttl_seconds", json!(29)), "ttl_seconds"),
        ] {
            let refused = put(body).await;
            assert_eq!((refused.refusal(), refused.fields()), ((422, "template_invalid"), vec![field]));
        }
        let agent = api.member("bo@example.com", ada.workspace, Role::Agent).await;
        let refused = agent.call(Method::PUT, "/v1/templates/authentication", &codes(&["en"])).await;
        assert_eq!(refused.refusal(), (403, "not_allowed"));
    }
}
