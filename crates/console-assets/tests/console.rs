//! The console over HTTP: pages, files, caching, and what is not a page.

#![expect(clippy::unwrap_used, reason = "a test that fails is meant to panic")]

use axum::body::Body;
use axum::response::Response;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use waypost_console_assets::{Asset, Console};

static ASSETS: &[Asset] = &[
    Asset { name: "assets/app-abc123.js", etag: "\"e1\"", raw: b"raw", brotli: Some(b"packed"), gzip: None },
    Asset { name: "boot.js", etag: "\"e2\"", raw: b"boot", brotli: None, gzip: None },
    Asset {
        name: "index.html",
        etag: "\"e3\"",
        raw: b"<style nonce=\"__CSP_NONCE__\"></style><meta content=\"__CSP_NONCE__\">",
        brotli: None,
        gzip: None,
    },
];

async fn ask(console: &Console, request: http::request::Builder) -> Response {
    console.clone().answer(request.body(Body::empty()).unwrap()).await
}

async fn text(response: Response) -> String {
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

#[tokio::test]
async fn every_path_of_the_consoles_router_answers_the_page_with_a_fresh_nonce() {
    let console = Console::from_assets(ASSETS);
    let mut seen = Vec::new();
    for path in ["/", "/inbox", "/inbox/0197?m=1", "/settings/numbers", "/index.html"] {
        let response = ask(&console, Request::get(path).header("accept", "text/html,*/*;q=0.8")).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(response.headers()["cache-control"], "no-cache");
        let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"),
            "{policy}"
        );
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        let html = text(response).await;
        assert_eq!(html, format!("<style nonce=\"{nonce}\"></style><meta content=\"{nonce}\">"));
        assert!(!seen.contains(&nonce));
        seen.push(nonce);
    }
}

#[tokio::test]
async fn what_is_not_a_page_is_a_problem() {
    let console = Console::from_assets(ASSETS);
    for request in [
        Request::get("/v1/nothing").header("accept", "text/html"),
        Request::get("/assets/app-old.js"),
        Request::get("/assets/none"),
        Request::get("/favicon.ico").header("accept", "image/*,*/*"),
        Request::get("/inbox").header("accept", "application/json"),
        Request::post("/inbox"),
    ] {
        let response = ask(&console, request).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert_eq!(response.headers()["content-type"], "application/problem+json");
    }
}

#[tokio::test]
async fn hashed_files_are_kept_for_ever_and_others_are_asked_for_again() {
    let console = Console::from_assets(ASSETS);
    let hashed = ask(&console, Request::get("/assets/app-abc123.js").header("accept-encoding", "br")).await;
    assert_eq!(hashed.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(hashed.headers()["content-type"], "text/javascript; charset=utf-8");
    assert_eq!(hashed.headers()["content-encoding"], "br");
    assert_eq!(text(hashed).await, "packed");
    let boot = ask(&console, Request::get("/boot.js")).await;
    assert_eq!(boot.headers()["cache-control"], "no-cache");
    let again = ask(&console, Request::get("/boot.js").header("if-none-match", "W/\"x\", \"e2\"")).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(text(again).await, "");
}

#[tokio::test]
async fn a_folder_is_served_as_it_is_and_nothing_outside_it() {
    let folder = tempfile::tempdir().unwrap();
    let dist = folder.path().join("dist");
    std::fs::create_dir_all(dist.join("assets")).unwrap();
    std::fs::write(folder.path().join("secret.txt"), "outside").unwrap();
    std::fs::write(dist.join("index.html"), "one").unwrap();
    std::fs::write(dist.join("assets/a.css"), "css").unwrap();
    let console = Console::from_folder(&dist);
    assert_eq!(text(ask(&console, Request::get("/")).await).await, "one");
    std::fs::write(dist.join("index.html"), "two").unwrap();
    assert_eq!(text(ask(&console, Request::get("/")).await).await, "two");
    let css = ask(&console, Request::get("/assets/a.css")).await;
    assert_eq!(css.headers()["cache-control"], "no-cache");
    assert_eq!(text(css).await, "css");
    for path in
        ["/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "//secret.txt", "/.env.txt"]
    {
        assert_eq!(ask(&console, Request::get(path)).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn n1_without_the_console_a_page_says_how_to_get_it() {
    let response = ask(&Console::from_assets(&[]), Request::get("/inbox")).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.headers()["content-security-policy"].to_str().unwrap().contains("'nonce-"));
    let html = text(response).await;
    assert!(html.contains("cargo xtask demo") && !html.contains("__CSP_NONCE__"), "{html}");
}
