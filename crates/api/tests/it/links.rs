//! Files by link, and files in the provider's form: headers of templates and cards.

use image::{ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};

use crate::harness::{Answer, Api, Client};

const LINK: &str = "https://shop.example/catalogue.pdf";

fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    RgbImage::from_pixel(9, 9, Rgb([20, 120, 220])).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

async fn conversation(of: &Client<'_>) -> String {
    let number = of.connect("106540352242922").await;
    of.receive(number, "+4915112345678", "hello").await.0.to_string()
}

async fn send(of: &Client<'_>, conversation: &str, content: &Value) -> Answer {
    of.post("/v1/messages", &json!({ "conversation_id": conversation, "content": content })).await
}

#[tokio::test]
async fn c2_a_link_takes_the_place_of_an_id_in_every_kind_with_a_file() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let conversation = conversation(&ada).await;
        let file = json!({ "link": LINK });
        let link = json!({ "type": "link", "label": "Open", "url": "https://shop.example" });
        let header = json!({ "type": "video", "media": file });
        for content in [
            json!({ "type": "image", "media": file, "caption": "c" }),
            json!({ "type": "video", "media": file }),
            json!({ "type": "audio", "media": file }),
            json!({ "type": "document", "media": file, "filename": "a.pdf" }),
            json!({ "type": "sticker", "media": file }),
            json!({ "type": "interactive", "body": "Look", "header": header, "action": link }),
        ] {
            let sent = send(&ada, &conversation, &content).await.ok(202);
            let media = sent["content"].get("media").unwrap_or(&sent["content"]["header"]["media"]);
            assert_eq!((&media["link"], media.get("id")), (&json!(LINK), None), "{content}");
            let again = ada.get(&format!("/v1/messages/{}", sent["id"].as_str().unwrap())).await.ok(200);
            assert_eq!(again["content"], sent["content"], "it is kept");
        }
    }
}

#[tokio::test]
async fn c2_a_link_that_cannot_be_followed_is_refused_by_field_limit_and_value() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let conversation = conversation(&ada).await;
    let long = format!("https://shop.example/{}", "a".repeat(2000 - 20));
    for (link, words) in [
        (long.as_str(), "has 2001 characters; at most 2000"),
        ("ftp://shop.example/a", "https://"),
        ("https://ada:pw@shop.example/a", "user name"),
        ("http://169.254.169.254/latest/meta-data", "private address"),
        ("http://localhost:8080/a.png", "private address"),
        ("not a link", "https://"),
        ("", "empty"),
    ] {
        let content = json!({ "type": "image", "media": { "link": link } });
        let refused = send(&ada, &conversation, &content).await;
        assert_eq!(
            (refused.refusal(), refused.fields()),
            ((422, "validation_failed"), vec!["content.media.link"]),
            "{link}"
        );
        let why = refused.json["fields"]["content.media.link"].as_str().unwrap();
        assert!(why.contains(words), "{link}: {why}");
    }
    let id = ada.upload("a.png", "image/png", &png()).await.ok(201)["id"].clone();
    for media in [json!({}), json!({ "id": id, "link": LINK })] {
        let refused = send(&ada, &conversation, &json!({ "type": "image", "media": media })).await;
        assert_eq!(refused.refusal(), (422, "validation_failed"));
        let why = refused.json.to_string();
        assert!(why.contains("either an `id` or a `link`"), "{why}");
    }
}

fn header(format: &str, file: &Value) -> Value {
    json!([{ "type": "header", "parameters": [{ "type": format, (format): file }] }])
}

#[tokio::test]
async fn c3_the_file_of_a_template_header_is_one_of_ours_or_a_link_and_is_judged() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let bo = api.owner("bo@example.com").await;
        let conversation = conversation(&ada).await;
        let photo = json!([{ "type": "HEADER", "format": "IMAGE" }, { "type": "BODY", "text": "Hi" }]);
        ada.approved("with_photo", &photo).await;
        let template = |components: Value| json!({ "type": "template", "name": "with_photo", "language": "en_US", "components": components });
        let id_of = |answer: Answer| answer.ok(201)["id"].clone();
        let ours = id_of(ada.upload("a.png", "image/png", &png()).await);
        let text = id_of(ada.upload("a.txt", "text/plain", b"x").await);
        let bos = id_of(bo.upload("a.png", "image/png", &png()).await);
        for fine in [json!({ "id": ours }), json!({ "link": LINK }), json!({ "id": "2345678901234567" })] {
            let sent = send(&ada, &conversation, &template(header("image", &fine))).await.ok(202);
            assert_eq!(sent["content"]["components"][0]["parameters"][0]["image"], fine);
        }
        let spot = "content.components[0].parameters[0].image";
        for (file, part, words) in [
            (json!({ "id": text }), "id", "text/plain cannot be sent as image"),
            (json!({ "id": bos }), "id", "no file with the id"),
            (json!({ "id": "../2345" }), "id", "neither the id of a file here"),
            (json!({ "link": "http://10.0.0.7/a.png" }), "link", "private address"),
        ] {
            let refused = send(&ada, &conversation, &template(header("image", &file))).await;
            let field = format!("{spot}.{part}");
            assert_eq!(refused.fields(), [field.as_str()], "{file}");
            let why = refused.json["fields"][&field].as_str().unwrap();
            assert!(why.contains(words), "{why}");
        }
        let both = template(header("image", &json!({ "id": ours, "link": LINK })));
        assert_eq!(send(&ada, &conversation, &both).await.fields(), [spot]);
    }
}

#[tokio::test]
async fn c4_the_cards_of_a_carousel_name_files_like_everything_else() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let conversation = conversation(&ada).await;
    let ours = ada.upload("a.png", "image/png", &png()).await.ok(201)["id"].clone();
    let card = |n: usize, file: &Value| {
        json!({
            "card_index": n, "type": "cta_url", "header": { "type": "image", "image": file },
            "action": { "name": "cta_url", "parameters": { "display_text": "Open", "url": "https://shop.example" } },
        })
    };
    let content = |cards: Value| json!({ "type": "interactive", "body": "Look", "action": { "type": "carousel", "cards": cards } });
    let cards = json!([card(0, &json!({ "id": ours })), card(1, &json!({ "link": LINK }))]);
    send(&ada, &conversation, &content(cards)).await.ok(202);
    let nowhere = json!({ "id": uuid::Uuid::nil() });
    let refused = send(&ada, &conversation, &content(json!([card(0, &nowhere), card(1, &nowhere)]))).await;
    assert_eq!(refused.fields(), ["content.action.cards[0].header.image.id"]);
}
