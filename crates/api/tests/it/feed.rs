//! News by long poll and by WebSocket: nothing lost, nothing twice, nothing of others.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::StreamExt;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Error as WsError;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use crate::harness::{Api, Client};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

fn seqs(events: &Value) -> Vec<i64> {
    events.as_array().unwrap().iter().map(|event| event["seq"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn e2_a_poll_gives_what_follows_the_cursor_and_waits_for_it() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let begin = ada.get("/v1/events").await.ok(200);
        assert_eq!(begin, json!({ "events": [], "cursor": 0, "resync": false, "now": api.clock.now() }));
        let number = ada.connect("106540352242922").await;
        ada.receive(number, "+4915112345678", "hello").await;

        let all = ada.get("/v1/events?after=0&wait=5").await.ok(200);
        let total = all["cursor"].as_i64().unwrap();
        let mut seen = seqs(&all["events"]);
        // The hub may have read only a part of it so far.
        while *seen.last().unwrap() < 5 {
            let more = ada.get(&format!("/v1/events?after={}&wait=5", seen.last().unwrap())).await.ok(200);
            seen.extend(seqs(&more["events"]));
        }
        assert_eq!(seen, [1, 2, 3, 4, 5]);
        assert!(total >= 1);
        let first = ada.get("/v1/events?after=0&limit=2").await.ok(200);
        assert_eq!((seqs(&first["events"]), &first["cursor"]), (vec![1, 2], &json!(2)));
        assert_eq!(first["events"][0]["type"], "phone_number.updated");

        let waiting = ada.get("/v1/events?after=5&wait=30");
        let (news, _) = tokio::join!(waiting, ada.receive(number, "+4915112345678", "again"));
        assert_eq!(seqs(&news.ok(200)["events"])[0], 6);
        let too_new = ada.get("/v1/events?after=999").await.ok(200);
        assert_eq!((&too_new["resync"], &too_new["events"]), (&json!(true), &json!([])));
    }
}

#[tokio::test]
async fn e2_a_wrong_position_is_refused_by_name() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    for (query, field) in
        [("after=x", "after"), ("wait=31", "wait"), ("limit=0", "limit"), ("since=1", "since")]
    {
        let refused = ada.get(&format!("/v1/events?{query}")).await;
        assert_eq!(
            (refused.refusal(), refused.fields()),
            ((422, "validation_failed"), vec![field]),
            "{query}"
        );
    }
}

async fn open(
    client: &Client<'_>,
    address: SocketAddr,
    query: &str,
    origin: &str,
) -> Result<Socket, WsError> {
    let mut request = format!("ws://{address}/v1/live?{query}").into_client_request().unwrap();
    if let Some(token) = &client.token {
        request.headers_mut().insert("cookie", format!("waypost_session={token}").parse().unwrap());
    }
    request.headers_mut().insert("origin", origin.parse().unwrap());
    tokio_tungstenite::connect_async(request).await.map(|(socket, _)| socket)
}

async fn frame(socket: &mut Socket) -> Value {
    loop {
        let message =
            timeout(Duration::from_secs(10), socket.next()).await.expect("no frame").unwrap().unwrap();
        if let Message::Text(text) = message {
            return serde_json::from_str(&text).unwrap();
        }
    }
}

/// Reads events until number `last`.
async fn events_to(socket: &mut Socket, last: i64) -> Vec<i64> {
    let mut seen = Vec::new();
    while seen.last() != Some(&last) {
        let frame = frame(socket).await;
        if frame["type"] == "heartbeat" {
            continue;
        }
        assert_eq!(frame["type"], "events", "{frame}");
        seen.extend(seqs(&frame["events"]));
        assert_eq!(frame["cursor"].as_i64(), seen.last().copied());
    }
    seen
}

#[tokio::test]
async fn e1_a_socket_tells_news_and_resumes_from_its_cursor() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let address = api.listen().await;
    let origin = format!("http://{address}");
    let mut socket = open(&ada, address, "after=0", &origin).await.unwrap();
    let hello = frame(&mut socket).await;
    assert_eq!((&hello["type"], &hello["cursor"]), (&json!("hello"), &json!(0)));
    assert_eq!(hello["now"], json!(api.clock.now()));
    let number = ada.connect("106540352242922").await;
    ada.receive(number, "+4915112345678", "hello").await;
    assert_eq!(events_to(&mut socket, 5).await, [1, 2, 3, 4, 5]);
    drop(socket);
    ada.receive(number, "+4915112345678", "while nobody listened").await;
    let workspace = format!("after=5&workspace={}", ada.workspace);
    let mut again = open(&ada, address, &workspace, &origin).await.unwrap();
    assert_eq!(frame(&mut again).await["cursor"], 5);
    assert_eq!(events_to(&mut again, 7).await, [6, 7]);
    let mut lost = open(&ada, address, "after=999", &origin).await.unwrap();
    assert_eq!(frame(&mut lost).await["type"], "hello");
    let resync = loop {
        let frame = frame(&mut lost).await;
        if frame["type"] != "heartbeat" {
            break frame;
        }
    };
    assert_eq!(resync, json!({ "type": "resync", "cursor": 7 }));
}

#[tokio::test]
async fn e1_a_socket_is_only_for_those_who_may() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let bo = api.owner("bo@example.com").await;
    let address = api.listen().await;
    let origin = format!("http://{address}");
    let stranger = Client { token: None, ..ada.clone() };
    let theirs = format!("workspace={}", bo.workspace);
    for (client, query, from, status) in [
        (&stranger, "", origin.as_str(), 401),
        (&ada, "", "https://evil.example", 403),
        (&ada, "", "null", 403),
        (&ada, theirs.as_str(), origin.as_str(), 403),
        (&ada, "after=x", origin.as_str(), 422),
    ] {
        match open(client, address, query, from).await {
            Err(WsError::Http(response)) => assert_eq!(response.status(), status, "{query} {from}"),
            other => panic!("{query} {from}: {other:?}"),
        }
    }
    assert_eq!(ada.get("/v1/live").await.refusal(), (426, "not_a_websocket"));
    assert!(open(&ada, address, "", "https://inbox.example").await.is_ok());
}

#[tokio::test]
async fn l1_news_of_one_workspace_do_not_reach_another() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let bo = api.owner("bo@example.com").await;
    let address = api.listen().await;
    let origin = format!("http://{address}");
    let mut bos = open(&bo, address, "after=0", &origin).await.unwrap();
    let mut adas = open(&ada, address, "after=0", &origin).await.unwrap();
    assert_eq!(frame(&mut bos).await["type"], "hello");
    assert_eq!(frame(&mut adas).await["type"], "hello");
    ada.connect("106540352242922").await;
    assert_eq!(events_to(&mut adas, 2).await, [1, 2]);
    let mut other = crate::harness::credentials("106540352242988");
    other["meta_app_id"] = json!("603402599999");
    bo.post("/v1/phone-numbers", &other).await.ok(201);
    let first = loop {
        let frame = frame(&mut bos).await;
        if frame["type"] != "heartbeat" {
            break frame;
        }
    };
    assert_eq!(first["events"][0]["phone_number"]["meta_phone_number_id"], "106540352242988");
}

#[tokio::test]
async fn a_stopping_server_tells_its_sockets_to_come_back() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let address = api.listen().await;
    let mut socket = open(&ada, address, "", &format!("http://{address}")).await.unwrap();
    assert_eq!(frame(&mut socket).await["type"], "hello");
    api.stop.cancel();
    let close = timeout(Duration::from_secs(10), socket.next()).await.expect("no close").unwrap().unwrap();
    let Message::Close(Some(close)) = close else { panic!("{close:?}") };
    assert_eq!(u16::from(close.code), 1013);
}
