//! What has happened at the sample business before the demo begins.

use std::time::Duration;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::demo::Door;

/// What somebody did.
#[derive(Debug, Clone, Copy)]
enum Act {
    /// The customer writes.
    Writes(&'static str),
    /// The customer sends something else than text: an inbound message object.
    Sends(fn() -> Value),
    /// The customer puts an emoji on the last message of the business.
    Reacts(&'static str),
    /// The customer opens the chat: what was delivered is read.
    Reads,
    /// The business answers.
    Answers(&'static str),
    /// The business looks at the conversation.
    Looks,
    /// The business closes the conversation.
    Closes,
    /// The phone is off, or on again.
    Phone { is_online: bool },
    /// The customer blocks the business, or unblocks it.
    Blocks(bool),
}

use Act::{Answers, Blocks, Closes, Looks, Phone, Reacts, Reads, Sends, Writes};

/// Minutes before now, the place of the customer in the world's list, what happened. Oldest first.
const STORY: &[(i64, usize, Act)] = &[
    (2820, 8, Writes("Hola, ¿hacen envíos a Guadalajara?")),
    (2816, 8, Looks),
    (2815, 8, Answers("¡Hola Lucía! Sí, de 2 a 3 días hábiles. El envío es gratis a partir de $800 🌿")),
    (2809, 8, Writes("Perfecto, lo pienso y les aviso")),
    (2806, 8, Looks),
    (1710, 4, Writes("Guten Morgen! Ist die Monstera (80 cm) noch lieferbar?")),
    (1702, 4, Looks),
    (1701, 4, Answers("Guten Morgen Herr Groß! Ja, wir haben noch drei. Sollen wir Ihnen eine zurücklegen?")),
    (1695, 4, Reads),
    (1694, 4, Writes("Gerne, ich hole sie am Samstag ab. Danke!")),
    (1690, 4, Looks),
    (1689, 4, Answers("Liegt bereit, Abholnummer *4711*. Wir haben von 9 bis 18 Uhr geöffnet.")),
    (1680, 4, Reads),
    (1679, 4, Reacts("🙏")),
    (1675, 4, Closes),
    (410, 7, Writes("Good morning! The fiddle-leaf fig arrived but two leaves are broken 😢")),
    (409, 7, Sends(photo)),
    (402, 7, Looks),
    (400, 7, Answers("Oh no, I am sorry, Chiamaka! Could you tell me your order number?")),
    (395, 7, Reads),
    (393, 7, Writes("It is LS-20931")),
    (391, 7, Looks),
    (
        388,
        7,
        Answers(
            "Thank you. A replacement leaves our greenhouse tomorrow, and please keep the first one: it will recover with a little light and patience. 🌱",
        ),
    ),
    (385, 7, Reads),
    (384, 7, Reacts("❤️")),
    (383, 7, Writes("That is so kind, thank you!!")),
    (380, 7, Looks),
    (190, 5, Writes("こんにちは。ギフト用のラッピングはできますか？")),
    (186, 5, Looks),
    (185, 5, Answers("こんにちは、佐藤様。はい、無料で承っております。メッセージカードもお付けできます。")),
    (181, 5, Reads),
    (180, 5, Writes("ありがとうございます。来週伺います！")),
    (178, 5, Looks),
    (130, 3, Writes("Hi, I need 40 small succulents for an office in Bengaluru")),
    (129, 3, Sends(office)),
    (122, 3, Looks),
    (
        121,
        3,
        Answers(
            "Hello Aarav! Lovely project. For 40 we can offer 15 % off and deliver on one day. When do you need them?",
        ),
    ),
    (118, 3, Reads),
    (117, 3, Writes("By the 28th please. Our facilities manager will receive them:")),
    (116, 3, Sends(manager)),
    (110, 3, Looks),
    (109, 3, Phone { is_online: false }),
    (108, 3, Answers("Got it, thank you. I will send the offer to this chat within the hour.")),
    (84, 1, Writes("Oi! Qual é o melhor substrato para cactos?")),
    (82, 1, Looks),
    (80, 1, Blocks(true)),
    (
        79,
        1,
        Answers(
            "Oi, João! Uma mistura bem drenada: duas partes de terra, uma de areia grossa e uma de perlita.",
        ),
    ),
    (78, 1, Blocks(false)),
    (47, 6, Writes("hey! do you have the variegated string of hearts again?")),
    (45, 6, Looks),
    (44, 6, Answers("Hi Imogen! Back in stock since this morning, 12 cm pots. Shall I put one aside?")),
    (43, 6, Reads),
    (42, 6, Writes("YES please 😍")),
    (41, 6, Writes("paying when i pick it up, ok?")),
    (12, 2, Writes("مساء الخير، متى يصل طلبي رقم LS-20977؟")),
    (11, 2, Writes("أحتاجه قبل يوم الخميس إن أمكن 🌷")),
    (6, 0, Writes("Hi! Is the blue ceramic pot available in 20 cm?")),
    (5, 0, Looks),
    (4, 0, Answers("Hi Nora! Yes, both in *matte* and _glazed_. The matte one is £18.")),
    (3, 0, Reads),
    (2, 0, Writes("Great, matte please. Could I collect it today?")),
];

fn photo() -> Value {
    json!({"type": "image", "image": {"caption": "It is lovely otherwise"}})
}

fn office() -> Value {
    json!({"type": "location", "location": {"latitude": 12.9716, "longitude": 77.5946,
        "name": "Office", "address": "MG Road, Bengaluru"}})
}

fn manager() -> Value {
    json!({"type": "contacts", "contacts": [{
        "name": {"formatted_name": "Priya Nair", "first_name": "Priya", "last_name": "Nair"},
        "phones": [{"phone": "+91 98455 50188", "type": "WORK", "wa_id": "919845550188"}]}]})
}

/// How long before now the story begins: two days, and the time that passes for its answers to arrive.
pub(crate) fn length() -> Duration {
    let answers = STORY.iter().filter(|(_, _, act)| matches!(act, Answers(_))).count();
    Duration::from_secs(BEGINS * 60) + ON_THE_WAY.saturating_mul(u32::try_from(answers).unwrap_or_default())
}

/// Minutes before now.
const BEGINS: u64 = 50 * 60;
/// How long an answer is on its way.
const ON_THE_WAY: Duration = Duration::from_secs(5);

/// Plays the story by the simulated phones and the API, moving the clock from scene to scene, up to now.
pub(crate) async fn tell(door: &mut Door, number: &str) -> Result<()> {
    let world = door.get("/_sim/world").await?;
    let customers: Vec<String> = world["customers"]
        .as_array()
        .map(|list| {
            list.iter()
                .filter_map(|c| c["phone"].as_str())
                .map(|p| p.trim_start_matches('+').to_owned())
                .collect()
        })
        .unwrap_or_default();
    let mut stage = Stage { door, number, conversations: vec![None; customers.len()], customers };
    let mut ago = i64::try_from(BEGINS)?;
    for (minutes, customer, act) in STORY {
        stage.advance(ago - minutes).await?;
        ago = *minutes;
        if *customer < stage.customers.len() {
            stage.play(*customer, *act).await.with_context(|| format!("{minutes} minutes ago: {act:?}"))?;
        }
    }
    stage.advance(ago).await
}

struct Stage<'a> {
    door: &'a mut Door,
    number: &'a str,
    customers: Vec<String>,
    /// The conversation of each customer, once there is one.
    conversations: Vec<Option<String>>,
}

impl Stage<'_> {
    async fn advance(&self, minutes: i64) -> Result<()> {
        self.door.post("/_sim/clock", json!({"advance_seconds": minutes * 60})).await.map(drop)
    }

    async fn play(&mut self, customer: usize, act: Act) -> Result<()> {
        match act {
            Writes(text) => self.write(customer, json!({"type": "text", "text": {"body": text}})).await,
            Sends(message) => self.write(customer, message()).await,
            Reacts(emoji) => self.react(customer, emoji).await,
            Reads => self.phone(customer, "read", json!({"phone_number_id": self.number})).await.map(drop),
            Answers(text) => self.answer(customer, text).await,
            Looks => self.conversation(customer, "read").await,
            Closes => self.conversation(customer, "close").await,
            Phone { is_online } => self.change_phone(customer, json!({"online": is_online})).await,
            Blocks(blocked) => self.change_phone(customer, json!({"blocked": blocked})).await,
        }
    }

    async fn phone(&self, customer: usize, what: &str, body: Value) -> Result<Value> {
        self.door.post(&format!("/_sim/customers/{}/{what}", self.customers[customer]), body).await
    }

    async fn change_phone(&self, customer: usize, body: Value) -> Result<()> {
        self.door.patch(&format!("/_sim/customers/{}", self.customers[customer]), body).await.map(drop)
    }

    async fn write(&mut self, customer: usize, mut message: Value) -> Result<()> {
        message["phone_number_id"] = self.number.into();
        let sent = self.phone(customer, "messages", message).await?;
        let wamid = sent["id"].clone();
        let arrived = self
            .door
            .wait_for("the customer's message", |e| {
                e["type"] == "message.created" && e["message"]["wamid"] == wamid
            })
            .await?;
        self.conversations[customer] = arrived["message"]["conversation_id"].as_str().map(ToOwned::to_owned);
        Ok(())
    }

    async fn react(&mut self, customer: usize, emoji: &str) -> Result<()> {
        let chat = format!("/_sim/customers/{}/chats/{}", self.customers[customer], self.number);
        let chat = self.door.get(&chat).await?;
        let target = chat["messages"]
            .as_array()
            .and_then(|list| list.iter().rev().find(|m| m["from"] == "business"))
            .context("there is nothing to react to")?["id"]
            .clone();
        let reaction = json!({"phone_number_id": self.number, "type": "reaction",
            "reaction": {"message_id": target, "emoji": emoji}});
        self.phone(customer, "messages", reaction).await?;
        self.door.wait_for("the reaction", |e| e["type"] == "message.updated").await.map(drop)
    }

    async fn answer(&mut self, customer: usize, text: &str) -> Result<()> {
        let conversation = self.conversations[customer].clone().context("nobody has written yet")?;
        let body = json!({"conversation_id": conversation, "content": {"type": "text", "text": text}});
        let sent = self.door.post("/v1/messages", body).await?;
        let id = sent["id"].clone();
        // Time must pass for a message to be delivered.
        self.door.wait_for("acceptance", |e| e["message_id"] == id && e["wamid"].is_string()).await?;
        self.door.post("/_sim/clock", json!({"advance_seconds": ON_THE_WAY.as_secs()})).await?;
        let id = id.as_str().unwrap_or_default();
        for _ in 0..400 {
            let status = self.door.get(&format!("/v1/messages/{id}")).await?["status"].clone();
            if ["sent", "delivered", "read", "failed"].iter().any(|settled| status == *settled) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        anyhow::bail!("waited in vain for the answer's status")
    }

    async fn conversation(&self, customer: usize, what: &str) -> Result<()> {
        let id = self.conversations[customer].as_deref().context("nobody has written yet")?;
        self.door.post(&format!("/v1/conversations/{id}/{what}"), json!({})).await.map(drop)
    }
}
