//! Files: uploaded at once or piece by piece, checked, and given out so that they can do no harm.

use actions::message::{InboundMessage, NewMedia, Received, Sender};
use axum::body::{Body, Bytes};
use domain::contact::{Identifier, IdentifierKind};
use domain::content::{Content, DocumentContent};
use domain::media::MediaRef;
use domain::workspace::Role;
use domain::{MediaId, PhoneNumberId, Wamid};
use futures_util::stream;
use http::Method;
use image::{ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};
use storage::phone_numbers::NumberOwner;

use crate::harness::{Answer, Api, Client};

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    RgbImage::from_pixel(width, height, Rgb([20, 120, 220])).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

async fn get_with(client: &Client<'_>, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = client.request(Method::GET, path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    client.api.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn c2_an_uploaded_file_comes_back_byte_for_byte_and_can_do_no_harm() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let png = picture(640, 480, ImageFormat::Png);
        let media = ada.upload("C:\\plans\\Büro.png", "image/png", &png).await.ok(201);
        let id = media["id"].as_str().unwrap();
        assert_eq!(
            (&media["state"], &media["direction"], &media["mime_type"], &media["filename"]),
            (&json!("stored"), &json!("outbound"), &json!("image/png"), &json!("Büro.png")),
        );
        assert_eq!((&media["size"], &media["has_thumbnail"]), (&json!(png.len()), &json!(true)));
        assert_eq!(ada.get(&format!("/v1/media/{id}/info")).await.ok(200), media);

        let path = format!("/v1/media/{id}");
        let whole = ada.get(&path).await;
        assert_eq!((whole.status.as_u16(), whole.bytes.as_ref()), (200, png.as_slice()));
        let tag = format!("\"{}\"", media["sha256"].as_str().unwrap());
        for (name, value) in [
            ("content-type", "image/png"),
            ("content-length", png.len().to_string().as_str()),
            ("content-security-policy", "sandbox; default-src 'none'"),
            ("x-content-type-options", "nosniff"),
            ("content-disposition", "inline; filename=\"B_ro.png\"; filename*=UTF-8''B%C3%BCro.png"),
            ("accept-ranges", "bytes"),
            ("cache-control", "private, max-age=3600"),
            ("etag", &tag),
        ] {
            assert_eq!(whole.headers[name], value, "{name}");
        }
        let part = get_with(&ada, &path, &[("range", "bytes=8-15")]).await;
        assert_eq!((part.status.as_u16(), part.bytes.as_ref()), (206, &png[8..16]));
        assert_eq!(part.headers["content-range"], format!("bytes 8-15/{}", png.len()));
        let same = get_with(&ada, &path, &[("if-none-match", &tag)]).await;
        assert_eq!((same.status.as_u16(), same.bytes.len()), (304, 0));
        let beyond = get_with(&ada, &path, &[("range", "bytes=9999999-")]).await;
        assert_eq!(beyond.headers["content-range"], format!("bytes */{}", png.len()));
        assert_eq!(beyond.refusal(), (416, "range_not_satisfiable"));

        let small = ada.get(&format!("{path}/thumbnail")).await;
        assert_eq!(
            (small.status.as_u16(), &small.headers["content-type"]),
            (200, &"image/jpeg".parse().unwrap())
        );
        let small = image::load_from_memory(&small.bytes).unwrap();
        assert_eq!((small.width(), small.height()), (320, 240));

        // A picture in a page cannot say its workspace in a header.
        let mut plain = ada.request(Method::GET, &format!("{path}?workspace={}", ada.workspace));
        plain.headers_mut().unwrap().remove("waypost-workspace");
        assert_eq!(api.send(plain.body(Body::empty()).unwrap()).await.bytes, whole.bytes);
    }
}

#[tokio::test]
async fn c2_what_whatsapp_does_not_take_is_refused_by_field_limit_and_value() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let mp3 = |size: usize| {
        let mut bytes = b"ID3\x04".to_vec();
        bytes.resize(size, 0);
        bytes
    };
    let jpeg = picture(64, 64, ImageFormat::Jpeg);
    let mut large_jpeg = jpeg.clone();
    large_jpeg.resize((5 << 20) + 1, 0);
    let refused = [
        ("empty.txt", "text/plain", Vec::new(), "empty"),
        ("page.html", "text/html", b"<html></html>".to_vec(), "text/html"),
        ("a.png", "image/png", jpeg.clone(), "said to be image/png, but its bytes are image/jpeg"),
        ("a.pdf", "application/pdf", b"MZ\x90\0 a program".to_vec(), "application/pdf"),
        ("a.txt", "text/plain", b"a\0b".to_vec(), "text/plain"),
        ("a.mp3", "audio/mpeg", mp3((16 << 20) + 1), "at most 16 MB; this one has 16777217 bytes"),
        ("a.jpg", "image/jpeg", large_jpeg, "at most 5 MB; this one has 5242881 bytes"),
        ("a.jpg", "image/jpeg", jpeg[..jpeg.len() / 3].to_vec(), "damaged"),
        ("a.webp", "image/webp", picture(511, 512, ImageFormat::WebP), "511 × 512"),
        ("a.gif", "image/gif", b"GIF89a\x01\0\x01\0\0\0\0".to_vec(), "image/gif"),
        ("a.webm", "audio/webm", b"\x1a\x45\xdf\xa3 and then nothing".to_vec(), "audio/webm"),
        ("a.ogg", "audio/ogg", b"OggS\0\x02 vorbis, not opus".to_vec(), "Opus"),
    ];
    for (name, mime_type, bytes, words) in refused {
        let answer = ada.upload(name, mime_type, &bytes).await;
        assert_eq!((answer.refusal(), answer.fields()), ((422, "validation_failed"), vec!["file"]), "{name}");
        let detail = answer.json["fields"]["file"].as_str().unwrap();
        assert!(detail.contains(words), "{name}: {detail}");
    }
    for (name, mime_type, bytes, kept_as) in [
        ("a.mp3", "audio/mp3", mp3(16 << 20), "audio/mpeg"),
        ("a.webp", "image/webp", picture(512, 512, ImageFormat::WebP), "image/webp"),
        ("a", "application/octet-stream", jpeg.clone(), "image/jpeg"),
        ("a.jpg", "image/jpg", jpeg, "image/jpeg"),
        ("a.txt", "text/plain; charset=utf-8", "täglich".into(), "text/plain"),
    ] {
        let media = ada.upload(name, mime_type, &bytes).await.ok(201);
        assert_eq!(media["mime_type"], kept_as, "{name}");
    }
}

#[tokio::test]
async fn c2_a_sticker_that_does_not_move_is_small() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    // Noise in some lines: it cannot be made smaller than 100 KB, and is smaller than 500.
    let mut state = 7_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_le_bytes()[3]
    };
    let sticker =
        RgbImage::from_fn(
            512,
            512,
            |_, y| if y < 96 { Rgb([noise(), noise(), noise()]) } else { Rgb([9; 3]) },
        );
    let mut bytes = std::io::Cursor::new(Vec::new());
    sticker.write_to(&mut bytes, ImageFormat::WebP).unwrap();
    let bytes = bytes.into_inner();
    assert!((100 << 10..500 << 10).contains(&bytes.len()), "{}", bytes.len());
    let refused = ada.upload("a.webp", "image/webp", &bytes).await;
    assert_eq!(refused.fields(), ["file"]);
    let why = refused.json["fields"]["file"].as_str().unwrap();
    assert!(why.contains("at most 100 KB") && why.contains(&bytes.len().to_string()), "{why}");
}

#[tokio::test]
async fn c2_a_form_that_is_none_is_refused_and_leaves_nothing_on_disk() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let form = |body: &str| {
        let request = ada.request_of(Method::POST, "/v1/media", "multipart/form-data; boundary=sep");
        api.send(request.body(Body::from(body.replace('\n', "\r\n"))).unwrap())
    };
    assert_eq!(ada.post("/v1/media", &json!({})).await.refusal(), (415, "not_multipart"));
    assert_eq!(form("--sep--\n").await.fields(), ["file"]);
    assert_eq!(
        form("--sep\ncontent-disposition: form-data; name=\"nope\"\n\nx\n--sep--\n").await.fields(),
        ["nope"]
    );
    assert_eq!(
        form("--sep\ncontent-disposition: form-data; name=\"file\"\n\ncut").await.refusal(),
        (400, "bad_form"),
    );
    let one = "--sep\ncontent-disposition: form-data; name=\"file\"\ncontent-type: text/plain\n\nx\n";
    assert_eq!(form(&format!("{one}{one}--sep--\n")).await.fields(), ["file"]);
    let viewer = api.member("bo@example.com", ada.workspace, Role::Viewer).await;
    assert_eq!(viewer.upload("a.txt", "text/plain", b"x").await.refusal(), (403, "not_allowed"));
    assert_eq!(std::fs::read_dir(api.files().join("spool")).unwrap().count(), 0);
}

async fn append(client: &Client<'_>, id: &str, offset: &str, body: Body) -> Answer {
    let request = client.request_of(Method::PATCH, &format!("/v1/uploads/{id}"), "application/octet-stream");
    client.api.send(request.header("upload-offset", offset).body(body).unwrap()).await
}

#[tokio::test]
async fn c2_an_upload_goes_on_where_it_was_cut_off() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let png = picture(300, 300, ImageFormat::Png);
        let begin = json!({ "filename": "a/b.png", "mime_type": "image/png", "size": png.len() });
        let begun = ada.post("/v1/uploads", &begin).await.ok(201);
        let id = begun["id"].as_str().unwrap();
        assert_eq!((&begun["offset"], &begun["filename"]), (&json!(0), &json!("b.png")));
        let first = append(&ada, id, "0", Body::from(png[..100].to_vec())).await.ok(200);
        assert_eq!((&first["offset"], &first["media_id"]), (&json!(100), &Value::Null));
        // The line breaks after fifty more bytes.
        let broken: Vec<std::io::Result<Bytes>> =
            vec![Ok(Bytes::copy_from_slice(&png[100..150])), Err(std::io::Error::other("gone"))];
        let cut = append(&ada, id, "100", Body::from_stream(stream::iter(broken))).await;
        assert_eq!(cut.refusal(), (400, "body_cut_off"));
        assert_eq!(append(&ada, id, "100", Body::from("x")).await.refusal(), (409, "wrong_offset"));
        assert_eq!(append(&ada, id, "soon", Body::from("x")).await.fields(), ["Upload-Offset"]);
        let found = ada.get(&format!("/v1/uploads/{id}")).await;
        assert_eq!(
            (&found.headers["upload-offset"], &found.json["offset"]),
            (&"150".parse().unwrap(), &json!(150))
        );
        let more = append(&ada, id, "150", Body::from(vec![0; png.len()])).await;
        assert_eq!(more.refusal(), (413, "file_too_large"));
        let offset = ada.get(&format!("/v1/uploads/{id}")).await.json["offset"].as_u64().unwrap();
        assert_eq!(offset, 150, "what is too much is not kept");
        let done = append(&ada, id, "150", Body::from(png[150..].to_vec())).await.ok(200);
        assert_eq!(done["media"]["sha256"].as_str().unwrap().len(), 64);
        let media = done["media_id"].as_str().unwrap();
        assert_eq!(ada.get(&format!("/v1/media/{media}")).await.bytes, png);
        // The answer may have been lost: asking again gives the same file.
        let again = append(&ada, id, &png.len().to_string(), Body::empty()).await.ok(200);
        assert_eq!(again["media"], done["media"]);
        assert_eq!(ada.get(&format!("/v1/uploads/{id}")).await.ok(200)["media_id"], media);
    }
}

#[tokio::test]
async fn c2_an_upload_that_is_not_what_it_was_said_to_be_is_refused_at_its_end() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    for (begin, field) in [
        (json!({ "mime_type": "text/html", "size": 1 }), "mime_type"),
        (json!({ "mime_type": "image/png", "size": (5 << 20) + 1 }), "size"),
        (json!({ "mime_type": "image/png", "size": 0 }), "size"),
        (json!({ "mime_type": "image/png", "size": -1 }), "size"),
    ] {
        assert_eq!(ada.post("/v1/uploads", &begin).await.fields(), [field]);
    }
    let begin = json!({ "mime_type": "image/png", "size": 4 });
    let id = ada.post("/v1/uploads", &begin).await.ok(201)["id"].as_str().unwrap().to_owned();
    let lied = append(&ada, &id, "0", Body::from("text")).await;
    assert_eq!((lied.refusal(), lied.fields()), ((422, "validation_failed"), vec!["file"]));
    assert_eq!(ada.get(&format!("/v1/uploads/{id}")).await.json["offset"], 0);
    api.clock.advance(std::time::Duration::from_secs(25 * 60 * 60));
    let bo = api.owner("bo@example.com").await;
    assert_eq!(append(&bo, &id, "0", Body::from("text")).await.refusal(), (404, "not_found"));
}

/// A contact's document that is still at the provider.
async fn receive_file(client: &Client<'_>, number: PhoneNumberId) -> String {
    let (workspace, now) = (client.workspace, client.api.clock.now());
    let id = MediaId::new(now);
    let media = MediaRef::kept(id, "application/pdf".to_owned(), None);
    let document = DocumentContent { media, caption: None, filename: Some("bill.pdf".to_owned()) };
    let inbound = InboundMessage {
        wamid: Wamid(format!("wamid.{id}")),
        sent_at: now,
        content: Content::Document(document),
        reply_to: None,
        origin: None,
        new_identifiers: Vec::new(),
        sender: Sender {
            identifiers: vec![Identifier::new(IdentifierKind::WaId, "4915112345678")],
            name: None,
        },
        media: Some(NewMedia {
            id,
            meta_media_id: "17".to_owned(),
            mime_type: "application/pdf".to_owned(),
            sha256: None,
            expires_at: None,
        }),
    };
    let stored = client.api.store.write(storage::Scope::System, move |tx| {
        let meta_app_id = tx.phone_numbers().lookup(workspace, number)?.unwrap().meta_app_id;
        let owner = NumberOwner { workspace, id: number, meta_app_id };
        actions::message::receive(tx, &owner, now, inbound)
    });
    assert!(matches!(stored.await.unwrap(), Received::New(_)));
    id.to_string()
}

#[tokio::test]
async fn b11_a_file_that_is_not_here_says_why_and_can_be_asked_for_again() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let number = ada.connect("106540352242922").await;
    let id = receive_file(&ada, number).await;
    let path = format!("/v1/media/{id}");
    assert_eq!(ada.get(&path).await.refusal(), (409, "media_pending"));
    assert_eq!(ada.get(&format!("{path}/thumbnail")).await.refusal(), (409, "media_pending"));
    let info = ada.get(&format!("{path}/info")).await.ok(200);
    assert_eq!((&info["state"], &info["filename"]), (&json!("pending"), &json!("bill.pdf")));
    let jobs = |queue| api.store.read(storage::Scope::System, move |tx| tx.jobs().count(queue));
    assert_eq!(jobs(domain::job::Queue::Media).await.unwrap(), 1);
    assert_eq!(ada.post(&format!("{path}/fetch"), &Value::Null).await.ok(202), info, "it is on its way");

    let (now, media) = (api.clock.now(), id.parse().unwrap());
    api.store
        .write(storage::Scope::System, move |tx| {
            let job = tx.jobs().claim(domain::job::Queue::Media, now, now, 1)?.remove(0);
            let error = domain::media::MediaError {
                reason: domain::media::MediaFailure::TooLarge,
                detail: "the file has more than 100 MB".to_owned(),
            };
            actions::media::mark_failed(tx, &job, now, media, error)
        })
        .await
        .unwrap();
    let failed = ada.get(&path).await;
    assert_eq!(failed.refusal(), (409, "media_failed"));
    assert!(failed.json["detail"].as_str().unwrap().contains("100 MB"), "{failed:?}");
    let asked = ada.post(&format!("{path}/fetch"), &Value::Null).await.ok(202);
    assert_eq!((&asked["state"], &asked["error"]), (&json!("pending"), &Value::Null));
    assert_eq!(jobs(domain::job::Queue::Media).await.unwrap(), 1);
    let news = ada.get("/v1/events?after=0").await.ok(200);
    let told: Vec<_> =
        news["events"].as_array().unwrap().iter().filter(|e| e["type"] == "media.updated").collect();
    assert_eq!(told.last().unwrap()["media"], asked);

    let own = ada.upload("a.txt", "text/plain", b"x").await.ok(201)["id"].as_str().unwrap().to_owned();
    assert_eq!(ada.post(&format!("/v1/media/{own}/fetch"), &Value::Null).await.ok(202)["state"], "stored");
    let later = api.clock.now() + std::time::Duration::from_secs(60);
    api.store
        .write(storage::Scope::System, move |tx| actions::media::expire(tx, later, later))
        .await
        .unwrap();
    assert_eq!(ada.get(&format!("/v1/media/{own}")).await.refusal(), (410, "media_expired"));
    assert_eq!(
        ada.post(&format!("/v1/media/{own}/fetch"), &Value::Null).await.refusal(),
        (409, "not_fetchable"),
    );
}

#[tokio::test]
async fn c2_a_file_that_cannot_be_sent_as_this_kind_is_refused_before_it_is_sent() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let bo = api.owner("bo@example.com").await;
    let number = ada.connect("106540352242922").await;
    let (conversation, _) = ada.receive(number, "+4915112345678", "hello").await;
    let id_of = |answer: Answer| answer.ok(201)["id"].as_str().unwrap().to_owned();
    let text = id_of(ada.upload("a.txt", "text/plain", b"x").await);
    let bos = id_of(bo.upload("a.png", "image/png", &picture(9, 9, ImageFormat::Png)).await);
    let pending = receive_file(&ada, number).await;
    let send = |kind: &'static str, media: &str| {
        let content = json!({ "type": kind, "media": { "id": media } });
        let body = json!({ "conversation_id": conversation, "content": content });
        let ada = &ada;
        async move { ada.post("/v1/messages", &body).await }
    };
    for (kind, media, words) in [
        ("image", text.as_str(), "text/plain cannot be sent as image"),
        ("image", bos.as_str(), "no file with the id"),
        ("document", pending.as_str(), "it is pending"),
    ] {
        let answer = send(kind, media).await;
        assert_eq!(
            (answer.refusal(), answer.fields()),
            ((422, "validation_failed"), vec!["content.media.id"])
        );
        let detail = answer.json["fields"]["content.media.id"].as_str().unwrap();
        assert!(detail.contains(words), "{detail}");
    }
    send("document", &text).await.ok(202);
}
