//! The application, the customer's phone, and the doors between them.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use actions::{password, workspace};
use config::{Config, Sources};
use domain::{Clock, Secret, Timestamp, WorkspaceId};
use reqwest::Method;
use serde_json::{Value, json};
use server::{App, AppOptions};
use simulator::{Handle, Options, Simulator, World};
use storage::{Scope, Store};
use tokio::task::JoinHandle;

use crate::answer::Answer;

/// The phone that [`TestApp::customer_writes`] types on: digits.
pub const CUSTOMER: &str = "16505551234";

const EMAIL: &str = "owner@harbour.example";
const PASSWORD: &str = "correct horse battery";

/// What it runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Database {
    Sqlite,
    Postgres,
}

/// A running Waypost that is connected to a running simulator, and somebody who is signed in.
#[derive(Debug)]
pub struct TestApp {
    pub app: Arc<App>,
    pub url: String,
    pub simulator: Handle,
    pub workspace: WorkspaceId,
    /// Waypost's id of the number.
    pub number: String,
    /// Meta's id of the number.
    pub meta_number: String,
    pub app_secret: String,
    token: String,
    http: reqwest::Client,
    cursor: AtomicI64,
    keys: AtomicU64,
    server: JoinHandle<()>,
    folder: tempfile::TempDir,
    _database: Option<throwaway_postgres::Database<'static>>,
}

impl TestApp {
    /// On SQLite.
    pub async fn start() -> Self {
        Self::start_on(Database::Sqlite).await
    }

    pub async fn start_on(database: Database) -> Self {
        let world = World::load("test").unwrap();
        let mut options = Options::new(world.clone());
        options.start_at = Some(jiff::Timestamp::constant(1_795_000_000, 0));
        let simulator = Simulator::start(options).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let postgres = (database == Database::Postgres)
            .then(|| throwaway_postgres::shared().unwrap().create_database().unwrap());
        let mut config = Config::read(&Sources::default()).unwrap();
        config.server.data_dir = folder.path().to_owned();
        config.server.database_url = postgres.as_ref().map(|db| Secret::new(db.url()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        config.server.listen = listener.local_addr().unwrap();
        let shown = simulator.simulator().clone();
        let clock = Clock::following(move || Timestamp::from_micros(shown.now_micros()));
        let app = AppOptions {
            config,
            clock,
            figures: None,
            beside: axum::Router::new(),
            provider: Some(simulator.url()),
        };
        let app = Arc::new(App::start(app).await.unwrap());
        let serving = Arc::clone(&app);
        let server = tokio::spawn(async move { serving.serve(listener).await });
        simulator.simulator().connect_webhook(&format!("{url}/webhooks/whatsapp"));
        let workspace = add_owner(&app, EMAIL, "Harbour").await;
        let http =
            cloud_api::http::client(&cloud_api::http::Options { system_proxy: false, ..Default::default() });
        let mut this = Self {
            app,
            url,
            simulator,
            workspace,
            number: String::new(),
            meta_number: world.businesses[0].wabas[0].numbers[0].phone_number_id.clone(),
            app_secret: world.apps[0].app_secret.clone(),
            token: String::new(),
            http: http.unwrap(),
            cursor: AtomicI64::new(0),
            keys: AtomicU64::new(0),
            server,
            folder,
            _database: postgres,
        };
        this.token = this.sign_in(EMAIL).await;
        this.number = this.connect(&world).await;
        this
    }

    async fn sign_in(&self, email: &str) -> String {
        let session = self.post("/v1/sessions", json!({"email": email, "password": PASSWORD})).await.ok(200);
        session["token"].as_str().unwrap().to_owned()
    }

    async fn connect(&self, world: &World) -> String {
        let (app, waba) = (&world.apps[0], &world.businesses[0].wabas[0]);
        let body = json!({
            "meta_phone_number_id": self.meta_number, "waba_id": waba.id, "meta_app_id": app.app_id,
            "access_token": world.tokens[0].token, "app_secret": app.app_secret,
            "verify_token": app.verify_token, "base_url": self.simulator.url(),
        });
        self.post("/v1/phone-numbers", body).await.ok(201)["id"].as_str().unwrap().to_owned()
    }

    /// Where it keeps its files.
    pub fn data_dir(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub fn store(&self) -> &Store {
        &self.app.store
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, None, &[]).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.call(Method::POST, path, Some(body), &[]).await
    }

    /// Any call; paths under `/_sim/` go to the simulator.
    pub async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = self.request(method, path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        Answer::of(request.send().await.unwrap()).await
    }

    /// Types a text on the customer's phone; its wamid.
    pub async fn customer_writes(&self, text: &str) -> String {
        self.customer_sends(CUSTOMER, json!({"type": "text", "text": {"body": text}})).await
    }

    /// A request as who is signed in.
    pub(crate) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let root = if path.starts_with("/_sim/") { self.simulator.url() } else { self.url.clone() };
        let request = self.http.request(method, format!("{root}{path}"));
        if self.token.is_empty() { request } else { request.bearer_auth(&self.token) }
    }

    /// Sends any inbound message from a phone; its wamid.
    pub async fn customer_sends(&self, phone: &str, mut message: Value) -> String {
        message["phone_number_id"] = self.meta_number.as_str().into();
        let sent = self.post(&format!("/_sim/customers/{phone}/messages"), message).await;
        assert!(sent.status.is_success(), "{}", sent.text);
        sent.json()["id"].as_str().unwrap().to_owned()
    }

    /// The customer opens the chat.
    pub async fn customer_reads(&self) {
        let body = json!({"phone_number_id": self.meta_number});
        let read = self.post(&format!("/_sim/customers/{CUSTOMER}/read"), body).await;
        assert!(read.status.is_success(), "{}", read.text);
    }

    /// What the customer's phone shows: the messages of the chat.
    pub async fn phone_shows(&self) -> Vec<Value> {
        let chat = self.get(&format!("/_sim/customers/{CUSTOMER}/chats/{}", self.meta_number)).await.ok(200);
        chat["messages"].as_array().unwrap().clone()
    }

    /// Moves the time of both worlds.
    pub async fn advance(&self, by: Duration) {
        self.post("/_sim/clock", json!({"advance_seconds": by.as_secs()})).await.ok(200);
    }

    /// Makes something go wrong in the simulator.
    pub async fn fault(&self, fault: Value) {
        let made = self.post("/_sim/faults", fault).await;
        assert!(made.status.is_success(), "{}", made.text);
    }

    /// Sends a text in a conversation; the message.
    pub async fn send(&self, conversation: &str, text: &str) -> Value {
        let key = format!("key-{}", self.keys.fetch_add(1, Ordering::Relaxed));
        let body = json!({"conversation_id": conversation, "content": {"type": "text", "text": text}});
        self.call(Method::POST, "/v1/messages", Some(body), &[("idempotency-key", &key)]).await.ok(202)
    }

    pub async fn message(&self, id: &str) -> Value {
        self.get(&format!("/v1/messages/{id}")).await.ok(200)
    }

    /// All messages of a conversation, the oldest first.
    pub async fn thread(&self, conversation: &str) -> Vec<Value> {
        let page = self.get(&format!("/v1/conversations/{conversation}/messages?limit=200")).await.ok(200);
        page["items"].as_array().unwrap().clone()
    }

    /// Reads the feed on until an event is what is waited for.
    pub async fn wait_for(&self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        let began = std::time::Instant::now();
        while began.elapsed() < Duration::from_secs(20) {
            let after = self.cursor.load(Ordering::SeqCst);
            let news = self.get(&format!("/v1/events?after={after}&wait=1")).await.ok(200);
            for event in news["events"].as_array().unwrap() {
                self.cursor.store(event["seq"].as_i64().unwrap(), Ordering::SeqCst);
                if is_it(event) {
                    return event.clone();
                }
            }
        }
        panic!("waited in vain for {what}")
    }

    /// A customer has written and it has arrived: the conversation.
    pub async fn conversation(&self) -> String {
        let wamid = self.customer_writes("hello").await;
        let arrived = self.wait_for("the first message", |e| e["message"]["wamid"] == wamid.as_str()).await;
        arrived["message"]["conversation_id"].as_str().unwrap().to_owned()
    }

    /// Waits until a message has this status; the event.
    pub async fn wait_for_status(&self, message: &Value, status: &str) -> Value {
        let id = message["id"].clone();
        self.wait_for(status, |e| e["message_id"] == id && e["status"] == status).await
    }

    /// Posts a body to the webhook door, signed with the app's secret.
    pub async fn deliver(&self, body: &[u8]) -> Answer {
        let signature = cloud_api::signature::sign(&self.app_secret, body);
        self.deliver_with(body, &[(cloud_api::signature::HEADER, &signature)]).await
    }

    /// Posts a body to the webhook door with any headers.
    pub async fn deliver_with(&self, body: &[u8], headers: &[(&str, &str)]) -> Answer {
        let mut request = self
            .http
            .post(format!("{}/webhooks/whatsapp", self.url))
            .header("content-type", "application/json")
            .body(body.to_vec());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Answer::of(request.send().await.unwrap()).await
    }

    /// A webhook that carries these `messages` and `statuses` for the app's number.
    pub fn webhook(&self, messages: &[Value], statuses: &[Value]) -> Vec<u8> {
        let mut value = json!({
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "15550783881", "phone_number_id": self.meta_number},
        });
        if !messages.is_empty() {
            value["contacts"] = json!([{"profile": {"name": "Sheena Nelson"}, "wa_id": CUSTOMER}]);
            value["messages"] = messages.into();
        }
        if !statuses.is_empty() {
            value["statuses"] = statuses.into();
        }
        let change = json!({"field": "messages", "value": value});
        json!({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]})
            .to_string()
            .into_bytes()
    }

    /// A text as webhooks carry it, sent now.
    pub fn inbound_text(&self, wamid: &str, text: &str) -> Value {
        let at = self.app.clock.now().as_seconds().to_string();
        json!({"from": CUSTOMER, "id": wamid, "timestamp": at, "type": "text", "text": {"body": text}})
    }

    /// Waits until everything that is in the journal has been applied.
    pub async fn settle(&self) {
        for _ in 0..2000 {
            let store = self.store();
            let cursor =
                store.read(Scope::System, |tx| tx.journal_cursors().lookup("applier")).await.unwrap();
            if store.journal().read_after(cursor, 1, 1).await.unwrap().is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("the journal is not being applied");
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.app.stop();
        self.server.abort();
    }
}

async fn add_owner(app: &App, email: &str, name: &str) -> WorkspaceId {
    let hash = password::hash(&Secret::new(PASSWORD)).unwrap();
    let (email, name, now) = (email.to_owned(), name.to_owned(), app.clock.now());
    let made = app.store.write(Scope::System, move |tx| {
        let user = workspace::create_user(tx, now, &email, "Ada", &hash)?;
        workspace::create(tx, now, &name, user.id)
    });
    made.await.unwrap().workspace.id
}
