//! Clients that know only graph.facebook.com, through the proxy.

use std::time::Duration;

use reqwest::{Certificate, Client, Proxy};
use serde_json::{Value, json};
use simulator::intercept::{Intercept, Interception};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::support::{NUMBER, Rig, SHEENA, TOKEN};

async fn proxied() -> (Rig, Interception, Client) {
    let rig = Rig::start().await;
    let proxy = rig.handle.simulator().intercept(&Intercept::anywhere()).await.unwrap();
    let client = client(&proxy, |it| it);
    (rig, proxy, client)
}

/// Trusts the local authority and nobody else, and sends everything to the proxy.
fn client(
    proxy: &Interception,
    change: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
) -> Client {
    let authority = Certificate::from_pem(proxy.certificate().as_bytes()).unwrap();
    let builder = Client::builder().tls_certs_only([authority]).proxy(Proxy::all(proxy.url()).unwrap());
    change(builder).build().unwrap()
}

fn hello() -> Value {
    json!({"messaging_product": "whatsapp", "to": SHEENA, "text": {"body": "Hello"}})
}

/// Says something to the proxy by hand, and gives back all that it answers until it hangs up or waits.
async fn by_hand(proxy: &Interception, said: &str) -> String {
    let mut stream = TcpStream::connect(proxy.addr()).await.unwrap();
    stream.write_all(said.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(Ok(n @ 1..)) =
        tokio::time::timeout(Duration::from_millis(500), stream.read(&mut buffer)).await
    {
        answer.extend_from_slice(&buffer[..n]);
    }
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn o1_an_unmodified_client_sends_through_the_proxy_over_http1_and_http2() {
    let (_rig, proxy, client_h2) = proxied().await;
    let client_h1 = client(&proxy, reqwest::ClientBuilder::http1_only);
    for (client, version) in [(client_h1, reqwest::Version::HTTP_11), (client_h2, reqwest::Version::HTTP_2)] {
        let url = format!("https://graph.facebook.com/v25.0/{NUMBER}/messages");
        let answer = client.post(url).bearer_auth(TOKEN).json(&hello()).send().await.unwrap();
        assert_eq!((answer.status().as_u16(), answer.version()), (200, version));
        let body: Value = answer.json().await.unwrap();
        assert!(body["messages"][0]["id"].as_str().unwrap().starts_with("wamid."), "{body}");
    }
}

#[tokio::test]
async fn o1_the_other_hosts_of_the_api_are_there_too() {
    let (_rig, _proxy, client) = proxied().await;
    let answer = client.get(format!("https://api.facebook.com/v25.0/{NUMBER}")).bearer_auth(TOKEN).send();
    assert_eq!(answer.await.unwrap().status(), 200);
    let qr = client.get("https://scontent.xx.fbcdn.net/simulated/ABCDEFGHIJKLM1").send().await.unwrap();
    assert_eq!((qr.status().as_u16(), qr.headers()["content-type"].to_str().unwrap()), (200, "image/png"));
}

#[tokio::test]
async fn o1_addresses_of_files_lead_back_through_the_proxy() {
    let (rig, _proxy, client) = proxied().await;
    let part = reqwest::multipart::Part::bytes(b"%PDF-1.4 x".to_vec())
        .file_name("a.pdf")
        .mime_str("application/pdf")
        .unwrap();
    let form = reqwest::multipart::Form::new().text("messaging_product", "whatsapp").part("file", part);
    let url = format!("https://graph.facebook.com/v25.0/{NUMBER}/media");
    let answer = client.post(url).bearer_auth(TOKEN).multipart(form).send().await.unwrap();
    let uploaded: Value = answer.json().await.unwrap();
    let id = uploaded["id"].as_str().unwrap().to_owned();
    let look = async |client: &Client, base: &str| -> String {
        let answer = client.get(format!("{base}/v25.0/{id}")).bearer_auth(TOKEN).send().await.unwrap();
        answer.json::<Value>().await.unwrap()["url"].as_str().unwrap().to_owned()
    };
    let url = look(&client, "https://graph.facebook.com").await;
    assert!(url.starts_with("https://lookaside.fbsbx.com/whatsapp_business/attachments/"), "{url}");
    let bytes = client.get(&url).bearer_auth(TOKEN).send().await.unwrap().bytes().await.unwrap();
    assert_eq!(bytes, b"%PDF-1.4 x"[..]);
    // A client with a base URL gets an address there, which a client that proxies everything reaches too.
    let url = look(&rig.http, &rig.handle.url()).await;
    assert!(url.starts_with(&rig.handle.url()), "{url}");
    let bytes = client.get(&url).bearer_auth(TOKEN).send().await.unwrap().bytes().await.unwrap();
    assert_eq!(bytes, b"%PDF-1.4 x"[..]);
    let target = rig.handle.addr();
    let mut stream = TcpStream::connect(_proxy.addr()).await.unwrap();
    let said = format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n");
    stream.write_all(said.as_bytes()).await.unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
}

#[tokio::test]
async fn o1_other_hosts_are_refused_in_words_and_never_connected_to() {
    let (_rig, proxy, client) = proxied().await;
    let elsewhere = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let target = elsewhere.local_addr().unwrap();
    for said in [
        format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n"),
        format!("GET http://{target}/x HTTP/1.1\r\nHost: {target}\r\n\r\n"),
        format!("GET http://graph.facebook.com@{target}/x HTTP/1.1\r\nHost: {target}\r\n\r\n"),
        format!("GET https://{target}/x HTTP/1.1\r\nHost: graph.facebook.com\r\n\r\n"),
        "CONNECT graph.facebook.com:22 HTTP/1.1\r\nHost: graph.facebook.com:22\r\n\r\n".to_owned(),
    ] {
        let answer = by_hand(&proxy, &said).await;
        assert!(answer.starts_with("HTTP/1.1 403"), "{said}: {answer}");
        assert!(answer.contains("connects to nothing else"), "{answer}");
    }
    assert!(client.get(format!("https://{target}/")).send().await.is_err());
    let nobody_came = tokio::time::timeout(Duration::from_millis(100), elsewhere.accept()).await;
    assert!(nobody_came.is_err(), "the proxy connected to a foreign host");
}

#[tokio::test]
async fn o1_plain_calls_through_the_proxy_are_answered() {
    let (rig, proxy, client) = proxied().await;
    for url in
        [format!("http://graph.facebook.com/v25.0/{NUMBER}"), format!("{}/_sim/world", rig.handle.url())]
    {
        assert_eq!(client.get(&url).bearer_auth(TOKEN).send().await.unwrap().status(), 200, "{url}");
    }
    // Some clients send `GET https://…` to a proxy, and no CONNECT.
    let said = format!(
        "GET https://graph.facebook.com/v25.0/{NUMBER} HTTP/1.1\r\nHost: graph.facebook.com\r\n\
         Authorization: Bearer {TOKEN}\r\n\r\n"
    );
    assert!(by_hand(&proxy, &said).await.starts_with("HTTP/1.1 200"));
    let said = by_hand(&proxy, "GET / HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(said.starts_with("HTTP/1.1 400") && said.contains("HTTPS_PROXY"), "{said}");
    let said = by_hand(&proxy, "GET /ca.pem HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(said.contains(proxy.certificate()), "{said}");
}

#[tokio::test]
async fn o1_strict_mode_wants_tls_through_the_proxy() {
    let (rig, _proxy, client) = proxied().await;
    rig.patch("/_sim/settings", json!({"strict": true})).await;
    let url = format!("://graph.facebook.com/v25.0/{NUMBER}");
    let refused = client.get(format!("http{url}")).bearer_auth(TOKEN).send().await.unwrap();
    assert_eq!(refused.status(), 400);
    let body: Value = refused.json().await.unwrap();
    assert!(body["error"]["error_data"]["details"].as_str().unwrap().contains("(rule https)"), "{body}");
    assert_eq!(client.get(format!("https{url}")).bearer_auth(TOKEN).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn o1_nonsense_to_the_proxy_ends_in_a_refusal_and_the_next_call_works() {
    let (_rig, proxy, client) = proxied().await;
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(200_000));
    for said in [
        "\u{16}\u{3}\u{1}\0\0",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "CONNECT  HTTP/1.1\r\n\r\n",
        "\r\n\r\n\0\0\0",
        long.as_str(),
    ] {
        let answer = by_hand(&proxy, said).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    // Something else than TLS inside the tunnel.
    let said = "CONNECT graph.facebook.com:443 HTTP/1.1\r\nHost: g\r\n\r\nGET / HTTP/1.1\r\n\r\n";
    assert!(by_hand(&proxy, said).await.starts_with("HTTP/1.1 200"));
    let answer = client.get(format!("https://graph.facebook.com/v25.0/{NUMBER}")).bearer_auth(TOKEN).send();
    assert_eq!(answer.await.unwrap().status(), 200);
}

#[tokio::test]
async fn o1_the_certificate_is_for_the_host_alone() {
    let (_rig, proxy, _) = proxied().await;
    // The name in the certificate is that of the CONNECT; a client that resolves another name does not take it.
    let stranger = client(&proxy, |it| it.resolve("graph.facebook.com", proxy.addr()));
    assert!(stranger.get("https://example.com/").send().await.is_err());
    let trusting_nobody = Client::builder().proxy(Proxy::all(proxy.url()).unwrap()).build().unwrap();
    let error = trusting_nobody.get("https://graph.facebook.com/v25.0/1").send().await.unwrap_err();
    assert!(format!("{error:?}").to_lowercase().contains("cert"), "{error:?}");
}

#[tokio::test]
async fn o1_the_proxy_ends_with_its_handle_and_with_the_simulator() {
    let (rig, proxy, _) = proxied().await;
    let addr = proxy.addr();
    let mut open = TcpStream::connect(addr).await.unwrap();
    open.write_all(b"CONNECT graph.facebook.com:443 HTTP/1.1\r\nHost: g\r\n\r\n").await.unwrap();
    let mut buffer = [0; 256];
    assert!(open.read(&mut buffer).await.unwrap() > 0);
    drop(proxy);
    assert_eq!(open.read(&mut buffer).await.unwrap_or(0), 0, "the tunnel is closed");
    assert!(TcpStream::connect(addr).await.is_err());
    let second = rig.handle.simulator().intercept(&Intercept::anywhere()).await.unwrap();
    let addr = second.addr();
    rig.handle.shutdown().await;
    let closed = async {
        while TcpStream::connect(addr).await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), closed).await.unwrap();
}

#[tokio::test]
async fn o1_the_lines_to_paste_name_the_proxy_and_the_certificate() {
    let (_rig, proxy, _) = proxied().await;
    let (lines, ca) = (proxy.environment(), proxy.certificate_path().display().to_string());
    for name in ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE"] {
        assert!(lines.contains(&format!("{name}={ca}")), "{lines}");
    }
    assert!(lines.contains(&format!("HTTPS_PROXY={}", proxy.url())), "{lines}");
    assert_eq!(std::fs::read_to_string(proxy.certificate_path()).unwrap(), proxy.certificate());
}
