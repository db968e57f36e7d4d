//! Older chats are asked for; who wants no marketing gets none.

use actions::contact::PreferenceNews;
use actions::history_import::AppDataKind;
use actions::provider::ProviderError;
use domain::contact::{Identifier, IdentifierKind, MarketingChoice, MarketingWish};
use domain::message::MessageError;
use domain::template::TemplateStatus;
use domain::workspace::Role;
use serde_json::json;

use crate::harness::Api;

fn refusal(title: &str) -> MessageError {
    MessageError { code: Some(2_593_107), title: title.into(), detail: None, remedy: "Wait".into() }
}

#[tokio::test]
async fn o5_an_import_asks_for_the_address_book_and_then_for_the_chats() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let number = ada.connect("106540352242922").await;
        let import = format!("/v1/phone-numbers/{number}/history-import");
        assert_eq!(ada.get(&import).await.ok(200)["state"], "not_requested");
        // The address book was asked for before.
        *api.provider.app_data_refusal.lock().unwrap() =
            Some((AppDataKind::Contacts, ProviderError::Refused(refusal("Asked before"))));
        assert_eq!(ada.post(&import, &json!({})).await.ok(202)["state"], "requested");
        assert_eq!(*api.provider.app_data.lock().unwrap(), [AppDataKind::Contacts, AppDataKind::History]);
        assert_eq!(ada.get(&import).await.ok(200)["state"], "requested");
        *api.provider.app_data_refusal.lock().unwrap() =
            Some((AppDataKind::History, ProviderError::Refused(refusal("Asked before"))));
        let refused = ada.post(&import, &json!({})).await;
        assert_eq!(refused.refusal(), (422, "provider_refused"));
        let agent = api.member("bo@example.com", ada.workspace, Role::Agent).await;
        assert_eq!(agent.post(&import, &json!({})).await.refusal(), (403, "not_allowed"));
        assert_eq!(agent.get(&import).await.status, 200);
    }
}

#[tokio::test]
async fn c8_marketing_is_refused_to_who_has_stopped_it() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let number = ada.connect("106540352242922").await;
        let (conversation, _) = ada.receive(number, "+4915112345678", "hi").await;
        let body = json!({ "type": "BODY", "text": "Our summer sale begins on Monday, come by." });
        let draft = json!({ "name": "summer_sale", "language": "en_US", "category": "marketing",
            "components": [body] });
        let template = ada.post("/v1/templates", &draft).await.ok(201);
        let (workspace, id) = (ada.workspace, template["id"].as_str().unwrap().parse().unwrap());
        api.store
            .write(workspace, move |tx| {
                let mut template = tx.templates().lookup_to_change(workspace, id)?.unwrap();
                template.status = TemplateStatus::Approved;
                tx.templates().update(workspace, &template)
            })
            .await
            .unwrap();
        let content = json!({ "type": "template", "name": "summer_sale", "language": "en_US" });
        let send = json!({ "conversation_id": conversation, "content": content });
        ada.post("/v1/messages", &send).await.ok(202);
        let wish = MarketingWish { choice: MarketingChoice::Stop, at: api.clock.now() };
        let known_by = vec![Identifier::new(IdentifierKind::Phone, "+4915112345678")];
        let (workspace, now) = (ada.workspace, api.clock.now());
        let news = PreferenceNews { known_by, name: None, wish };
        api.store
            .write(workspace, move |tx| actions::contact::apply_preference(tx, workspace, now, &news))
            .await
            .unwrap();
        assert_eq!(ada.post("/v1/messages", &send).await.refusal(), (409, "marketing_stopped"));
        let text = json!({ "conversation_id": conversation, "content": { "type": "text", "text": "hi" } });
        ada.post("/v1/messages", &text).await.ok(202);
    }
}
