//! The layers together: whatever goes wrong, the answer is a problem with a request id.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails is meant to panic")]

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use domain::Clock;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use tokio::io::AsyncWriteExt;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use waypost_axum_utils::completion::run_to_completion;
use waypost_axum_utils::problem::{self, CONTENT_TYPE_PROBLEM};
use waypost_axum_utils::same_origin::{OwnOrigins, require_same_origin};
use waypost_axum_utils::serve::{Limits, serve};
use waypost_axum_utils::{Json, Path, Query, stack};

#[derive(serde::Deserialize)]
struct Limit {
    limit: Option<u32>,
}

async fn take(Json(value): Json<Value>) -> Json<Value> {
    Json(value)
}

async fn list(Query(query): Query<Limit>) -> String {
    format!("{:?}", query.limit)
}

async fn show(Path(id): Path<domain::MessageId>) -> String {
    id.to_string()
}

async fn fall() -> String {
    panic!("on purpose")
}

fn app() -> Router {
    let routes = Router::new()
        .route("/take", post(take))
        .route("/list", get(list))
        .route("/show/{id}", get(show))
        .route("/fall", get(fall).post(fall))
        .layer(from_fn(run_to_completion))
        .layer(from_fn_with_state(OwnOrigins::default(), require_same_origin))
        .layer(DefaultBodyLimit::max(64))
        .fallback(problem::no_such_path);
    stack::around(routes, Clock::system(), false)
}

async fn ask(request: http::request::Builder, body: &str) -> (StatusCode, Value) {
    let response = app().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap();
    let status = response.status();
    let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    let is_problem = response.headers().get("content-type").is_some_and(|v| v == CONTENT_TYPE_PROBLEM);
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let value: Value = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    if !status.is_success() {
        assert!(is_problem, "{status} without a problem: {bytes:?}");
        assert_eq!(value["request_id"], id);
        assert_eq!(value["status"], status.as_u16());
    }
    (status, value)
}

fn json(request: http::request::Builder) -> http::request::Builder {
    request.header("content-type", "application/json")
}

#[tokio::test]
async fn every_failure_is_a_problem_with_a_request_id() {
    let id = "/show/not-an-id";
    for (request, body, status, code) in [
        (Request::get("/nowhere"), "", 404, "no_such_path"),
        (Request::delete("/take"), "", 405, "method_not_allowed"),
        (json(Request::post("/take")), "{", 400, "bad_json"),
        (Request::post("/take"), "{}", 415, "not_json"),
        (json(Request::post("/take")), &format!("[{}]", "1,".repeat(50)), 413, "body_too_large"),
        (Request::get("/list?limit=x"), "", 422, "validation_failed"),
        (Request::get(id), "", 404, "not_found"),
        (Request::get("/fall"), "", 500, "internal_error"),
        (Request::post("/fall"), "", 500, "internal_error"),
        (Request::post("/take").header("sec-fetch-site", "cross-site"), "{}", 403, "cross_origin"),
    ] {
        let (got, problem) = ask(request, body).await;
        assert_eq!((got.as_u16(), &problem["code"]), (status, &Value::from(code)), "{problem}");
    }
}

#[tokio::test]
async fn what_is_right_is_answered() {
    assert_eq!(ask(json(Request::post("/take")), r#"{"a":1}"#).await.1["a"], 1);
    assert_eq!(ask(Request::get("/list?limit=3"), "").await.0, 200);
}

#[tokio::test]
async fn a_body_that_is_too_slow_is_a_problem() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let limits = Limits { body_idle: Duration::from_millis(100), ..Limits::default() };
    tokio::spawn(serve(listener, app(), limits, CancellationToken::new()));
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let head =
        b"POST /take HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{";
    stream.write_all(head).await.unwrap();
    let mut answer = String::new();
    tokio::io::AsyncReadExt::read_to_string(&mut stream, &mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("body_too_slow"), "{answer}");
}

#[tokio::test]
async fn a_change_is_finished_when_the_client_goes_away() {
    let (entered, release, finished) =
        (Arc::new(Notify::new()), Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (e, r, f) = (Arc::clone(&entered), Arc::clone(&release), Arc::clone(&finished));
    let change = move || async move {
        e.notify_one();
        r.notified().await;
        f.notify_one();
    };
    let app = Router::new().route("/", post(change)).layer(from_fn(run_to_completion));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = CancellationToken::new();
    let server = tokio::spawn(serve(listener, app, Limits::default(), stop.clone()));
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    stream.write_all(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n").await.unwrap();
    entered.notified().await;
    drop(stream);
    // The connection is known to be gone when the server has nothing left to wait for.
    stop.cancel();
    assert_eq!(server.await.unwrap(), 0);
    release.notify_one();
    tokio::time::timeout(Duration::from_secs(10), finished.notified()).await.expect("the change was dropped");
}
