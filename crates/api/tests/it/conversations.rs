//! Contacts and conversations: found, counted, closed, reopened, read.

use domain::event::Event;
use domain::job::{Queue, Work};
use domain::workspace::Role;
use serde_json::{Value, json};
use storage::Scope;

use crate::harness::{Api, Client};

/// The ids of a page, and its cursor.
fn ids(page: &Value) -> Vec<String> {
    page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

async fn with_conversations(ada: &Client<'_>, count: u32) -> Vec<String> {
    let number = ada.connect("106540352242922").await;
    let mut made = Vec::new();
    for n in 0..count {
        let (conversation, _) =
            ada.receive(number, &format!("+491511234{n:04}"), &format!("hello {n}")).await;
        made.push(conversation.to_string());
    }
    made
}

#[tokio::test]
async fn d4_a_list_is_paged_without_a_gap_or_a_repeat() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let mut made = with_conversations(&ada, 7).await;
        made.reverse();
        let mut seen = Vec::new();
        let mut path = "/v1/conversations?limit=3".to_owned();
        loop {
            let page = ada.get(&path).await.ok(200);
            seen.extend(ids(&page));
            match page["next_cursor"].as_str() {
                Some(cursor) => path = format!("/v1/conversations?limit=3&cursor={cursor}"),
                None => break,
            }
        }
        assert_eq!(seen, made);
        let contacts = ada.get("/v1/contacts?limit=4").await.ok(200);
        let cursor = contacts["next_cursor"].as_str().unwrap();
        let rest = ada.get(&format!("/v1/contacts?limit=4&cursor={cursor}")).await.ok(200);
        let mut all = [ids(&contacts), ids(&rest)].concat();
        all.sort();
        all.dedup();
        assert_eq!((all.len(), &rest["next_cursor"]), (7, &Value::Null));
    }
}

#[tokio::test]
async fn d2_a_conversation_is_closed_and_reopened_and_counted() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let made = with_conversations(&ada, 3).await;
        let path = format!("/v1/conversations/{}", made[0]);
        let counts = async || ada.get("/v1/conversations/counts").await.ok(200);
        assert_eq!(counts().await, json!({ "open": 3, "unread": 3, "closed": 0 }));
        let closed = ada.post(&format!("{path}/close"), &Value::Null).await.ok(200);
        assert_eq!(closed["state"], "closed");
        assert_eq!(ada.get(&path).await.ok(200), closed);
        assert_eq!(ada.post(&format!("{path}/close"), &Value::Null).await.ok(200), closed);
        assert_eq!(counts().await, json!({ "open": 2, "unread": 2, "closed": 1 }));
        assert_eq!(ids(&ada.get("/v1/conversations?state=closed").await.ok(200)), [made[0].clone()]);
        assert_eq!(ids(&ada.get("/v1/conversations?state=open,closed").await.ok(200)).len(), 3);
        let reopened = ada.post(&format!("{path}/reopen"), &Value::Null).await.ok(200);
        assert_eq!(reopened["state"], "open");
        assert_eq!(counts().await["open"], 3);
    }
}

#[tokio::test]
async fn c6_reading_clears_the_count_and_owes_a_receipt() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let made = with_conversations(&ada, 2).await;
        let read = ada.post(&format!("/v1/conversations/{}/read", made[0]), &Value::Null).await.ok(200);
        assert_eq!(read["unread_count"], 0);
        assert_eq!(ids(&ada.get("/v1/conversations?unread=true").await.ok(200)), [made[1].clone()]);
        let typing = ada.post(&format!("/v1/conversations/{}/typing", made[1]), &Value::Null).await;
        assert_eq!(typing.status, 204);
        let now = api.clock.now();
        let jobs = api.store.write(Scope::System, move |tx| {
            tx.jobs()
                .claim(Queue::Receipts, now, now, 10)
                .map(|jobs| jobs.into_iter().map(|j| j.work).collect::<Vec<_>>())
        });
        let jobs: Vec<Work> = jobs.await.unwrap();
        let typing: Vec<_> = jobs
            .iter()
            .map(|work| match work {
                Work::MarkRead { typing, .. } => *typing,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(typing, [false, true]);
        // The feed tells of the change as it is fetched afterwards.
        let workspace = ada.workspace;
        let events =
            api.store.read(workspace, move |tx| tx.events().list_after(workspace, 0, 100)).await.unwrap();
        let told = events.iter().rev().find_map(|e| match &e.event {
            Event::ConversationUpdated { conversation } if conversation.id.to_string() == made[0] => {
                Some(conversation)
            }
            _ => None,
        });
        assert_eq!(serde_json::to_value(told.unwrap()).unwrap(), read);
    }
}

#[tokio::test]
async fn d4_search_filters_and_wrong_filters() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let made = with_conversations(&ada, 3).await;
        let all = ada.get("/v1/conversations").await.ok(200);
        let contact = all["items"][0]["contact"]["id"].as_str().unwrap().to_owned();
        let number = all["items"][0]["phone_number_id"].as_str().unwrap().to_owned();
        assert_eq!(ids(&ada.get("/v1/conversations?q=12340001").await.ok(200)), [made[1].clone()]);
        assert_eq!(
            ids(&ada.get(&format!("/v1/conversations?contact_id={contact}")).await.ok(200)),
            [made[2].clone()]
        );
        assert_eq!(
            ids(&ada.get(&format!("/v1/conversations?phone_number_id={number}&q=")).await.ok(200)).len(),
            3
        );
        assert_eq!(ids(&ada.get("/v1/contacts?q=12340002").await.ok(200)), std::slice::from_ref(&contact));
        assert_eq!(ada.get(&format!("/v1/contacts/{contact}")).await.ok(200)["id"], contact);
        for (query, field) in [
            ("state=opne", "state"),
            ("limit=0", "limit"),
            ("limit=201", "limit"),
            ("cursor=nonsense", "cursor"),
            ("contact_id=1", "contact_id"),
            ("unread=maybe", "unread"),
            ("page=2", "page"),
            ("q=%00", "q"),
        ] {
            let refused = ada.get(&format!("/v1/conversations?{query}")).await;
            assert_eq!(
                (refused.refusal(), refused.fields()),
                ((422, "validation_failed"), vec![field]),
                "{query}"
            );
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_a_404_and_a_viewer_only_looks() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let made = with_conversations(&ada, 1).await;
        let viewer = api.member("vi@example.com", ada.workspace, Role::Viewer).await;
        let nowhere = uuid::Uuid::nil();
        for verb in ["close", "reopen", "read", "typing"] {
            let path = format!("/v1/conversations/{nowhere}/{verb}");
            assert_eq!(ada.post(&path, &Value::Null).await.refusal(), (404, "not_found"));
            let path = format!("/v1/conversations/{}/{verb}", made[0]);
            assert_eq!(viewer.post(&path, &Value::Null).await.refusal(), (403, "not_allowed"), "{verb}");
        }
        for path in ["/v1/conversations/not-an-id", "/v1/contacts/00000000-0000-0000-0000-000000000000"] {
            assert_eq!(ada.get(path).await.refusal(), (404, "not_found"));
        }
        viewer.get(&format!("/v1/conversations/{}", made[0])).await.ok(200);
    }
}
