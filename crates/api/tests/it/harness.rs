//! An API with its database in a temporary folder, and clients that are signed in to it.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use actions::message::{InboundMessage, Received, Sender};
use actions::phone_number::{Check, Credentials, NumberProbe, Probe, ProbedNumber};
use actions::provider::{Provider, ProviderError};
use actions::template::{Copying, ProviderTemplate};
use actions::{password, workspace};
use axum::Router;
use axum::body::{Body, Bytes};
use axum_utils::serve::{Limits, serve};
use domain::contact::{Identifier, IdentifierKind};
use domain::id::MetaTemplateId;
use domain::message::{Content, TextContent};
use domain::template::{ParameterFormat, TemplateCategory, TemplateStatus};
use domain::workspace::Role;
use domain::{
    Clock, ConversationId, MessageId, PhoneNumberId, Secret, TemplateId, Timestamp, WabaId, Wamid,
    WorkspaceId,
};
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use live::Hub;
use media_store::{MediaStore, Place};
use serde_json::{Value, json};
use storage::phone_numbers::NumberOwner;
use storage::{Options, Scope, Store};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use waypost_api::{ApiState, ProviderDefaults, Settings};

pub(crate) const PASSWORD: &str = "correct horse battery";

/// Says what it was told to say, and remembers what it was asked.
#[derive(Default)]
pub(crate) struct StandIn {
    pub(crate) refusal: Mutex<Option<Check>>,
    pub(crate) asked: Mutex<Vec<Credentials>>,
    pub(crate) template_refusal: Mutex<Option<ProviderError>>,
    pub(crate) asked_of_templates: Mutex<Vec<String>>,
    /// Of the one template in its library.
    pub(crate) library_buttons: Mutex<Vec<Value>>,
}

impl NumberProbe for StandIn {
    fn probe<'a>(&'a self, credentials: &'a Credentials) -> Pin<Box<dyn Future<Output = Probe> + Send + 'a>> {
        self.asked.lock().unwrap().push(credentials.clone());
        let fine = Check { name: "number".to_owned(), ok: true, detail: "found".to_owned() };
        let refusal = self.refusal.lock().unwrap().clone();
        let number = ProbedNumber {
            display_phone_number: "+1 555-078-3881".to_owned(),
            verified_name: "Harbour Coffee".to_owned(),
            quality_rating: "GREEN".to_owned(),
        };
        let number = refusal.is_none().then_some(number);
        Box::pin(std::future::ready(Probe { checks: std::iter::once(fine).chain(refusal).collect(), number }))
    }
}

/// A running API.
pub(crate) struct Api {
    router: Router,
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) provider: Arc<StandIn>,
    pub(crate) stop: CancellationToken,
    _folder: tempfile::TempDir,
    _database: Option<throwaway_postgres::Database<'static>>,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) json: Value,
    pub(crate) bytes: Bytes,
}

impl Answer {
    /// The status and the code of a problem.
    pub(crate) fn refusal(&self) -> (u16, &str) {
        assert_eq!(self.headers["content-type"], "application/problem+json", "{self:?}");
        assert!(self.json["detail"].as_str().is_some_and(|detail| detail.ends_with('.')), "{self:?}");
        (self.status.as_u16(), self.json["code"].as_str().unwrap_or_default())
    }

    /// The fields that a problem names.
    pub(crate) fn fields(&self) -> Vec<&str> {
        self.json["fields"].as_object().map(|f| f.keys().map(String::as_str).collect()).unwrap_or_default()
    }

    pub(crate) fn ok(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{self:?}");
        self.json
    }
}

impl Api {
    /// On SQLite.
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = Options::sqlite(folder.path());
        Self::start_on(options, folder, None).await
    }

    /// On PostgreSQL.
    async fn start_on_postgres() -> Self {
        let database = throwaway_postgres::shared().unwrap().create_database().unwrap();
        let options = Options::postgres(database.url());
        Self::start_on(options, tempfile::tempdir().unwrap(), Some(database)).await
    }

    /// One on SQLite and one on PostgreSQL.
    pub(crate) async fn on_both() -> [Self; 2] {
        [Self::start().await, Self::start_on_postgres().await]
    }

    async fn start_on(
        options: Options,
        folder: tempfile::TempDir,
        database: Option<throwaway_postgres::Database<'static>>,
    ) -> Self {
        let store = Store::open(options).await.unwrap();
        let clock = Clock::manual(Timestamp::from_seconds(1_780_000_000));
        let provider = Arc::new(StandIn::default());
        let settings = Settings {
            public_url: "https://inbox.example".to_owned(),
            body_limit: 64 * 1024,
            session_lifetime: Duration::from_secs(3600),
            polling_interval: Duration::from_secs(5),
            provider: ProviderDefaults {
                base_url: "https://graph.example".to_owned(),
                api_version: "v25.0".to_owned(),
            },
        };
        let door: Arc<dyn Provider> = Arc::clone(&provider) as _;
        let stop = CancellationToken::new();
        let hub = Hub::new(store.clone(), stop.clone());
        tokio::spawn(hub.clone().run());
        let media = MediaStore::open(&folder.path().join("media"), &Place::Folder).unwrap();
        let state = ApiState::new(store.clone(), clock.clone(), door, hub, media, settings);
        let router = waypost_api::router(state);
        Self { router, store, clock, provider, stop, _folder: folder, _database: database }
    }

    /// Where its files are.
    pub(crate) fn files(&self) -> std::path::PathBuf {
        self._folder.path().join("media")
    }

    /// Serves it on a real socket.
    pub(crate) async fn listen(&self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = axum_utils::stack::around(self.router.clone(), self.clock.clone(), true);
        tokio::spawn(serve(listener, app, Limits::default(), self.stop.clone()));
        address
    }

    /// Sends a request. Its answer must be one that the OpenAPI document tells of.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let json = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        crate::document::assert_described(&method, &path, parts.status);
        Answer { status: parts.status, headers: parts.headers, json, bytes }
    }

    /// A user with a seat in a new workspace, signed in.
    pub(crate) async fn owner(&self, email: &str) -> Client<'_> {
        let hash = password::hash(&Secret::new(PASSWORD)).unwrap();
        let (address, now) = (email.to_owned(), self.clock.now());
        let made = self.store.write(Scope::System, move |tx| {
            let user = workspace::create_user(tx, now, &address, "Ada", &hash)?;
            workspace::create(tx, now, &format!("{address}'s"), user.id)
        });
        let seat = made.await.unwrap();
        self.sign_in(email, seat.workspace.id).await
    }

    /// A further user with a seat in an existing workspace, signed in.
    pub(crate) async fn member(&self, email: &str, workspace: WorkspaceId, role: Role) -> Client<'_> {
        let hash = password::hash(&Secret::new(PASSWORD)).unwrap();
        let (address, now) = (email.to_owned(), self.clock.now());
        let made = self.store.write(Scope::System, move |tx| {
            let user = workspace::create_user(tx, now, &address, "Bo", &hash)?;
            workspace::add_member(tx, now, workspace, user.id, role)
        });
        made.await.unwrap();
        self.sign_in(email, workspace).await
    }

    async fn sign_in(&self, email: &str, workspace: WorkspaceId) -> Client<'_> {
        let nobody = Client { api: self, token: None, workspace };
        let body = json!({ "email": email, "password": PASSWORD });
        let answer = nobody.post("/v1/sessions", &body).await.ok(200);
        Client { api: self, token: Some(answer["token"].as_str().unwrap().to_owned()), workspace }
    }
}

/// Somebody who calls the API.
#[derive(Clone)]
pub(crate) struct Client<'a> {
    pub(crate) api: &'a Api,
    pub(crate) token: Option<String>,
    pub(crate) workspace: WorkspaceId,
}

impl Client<'_> {
    pub(crate) fn request(&self, method: Method, path: &str) -> http::request::Builder {
        self.request_of(method, path, "application/json")
    }

    /// A request with a body of another type.
    pub(crate) fn request_of(
        &self,
        method: Method,
        path: &str,
        content_type: &str,
    ) -> http::request::Builder {
        let request = Request::builder().method(method).uri(path).header("content-type", content_type);
        match &self.token {
            Some(token) => request
                .header("authorization", format!("Bearer {token}"))
                .header("waypost-workspace", self.workspace.to_string()),
            None => request,
        }
    }

    pub(crate) async fn call(&self, method: Method, path: &str, body: &Value) -> Answer {
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        self.api.send(self.request(method, path).body(body).unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, &Value::Null).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::POST, path, body).await
    }

    /// Uploads a file by a form.
    pub(crate) async fn upload(&self, name: &str, mime_type: &str, bytes: &[u8]) -> Answer {
        let head = format!(
            "--sep\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: {mime_type}\r\n\r\n",
        );
        let form = [head.as_bytes(), bytes, b"\r\n--sep--\r\n"].concat();
        let request = self.request_of(Method::POST, "/v1/media", "multipart/form-data; boundary=sep");
        self.api.send(request.body(Body::from(form)).unwrap()).await
    }

    /// Sends a text under an idempotency key.
    pub(crate) async fn send_text(&self, conversation: &str, text: &str, key: &str) -> Answer {
        let body = json!({ "conversation_id": conversation, "content": { "type": "text", "text": text } });
        let request = self.request(Method::POST, "/v1/messages").header("idempotency-key", key);
        self.api.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// Connects a number.
    pub(crate) async fn connect(&self, meta_id: &str) -> PhoneNumberId {
        let number = self.post("/v1/phone-numbers", &credentials(meta_id)).await.ok(201);
        number["id"].as_str().unwrap().parse().unwrap()
    }

    /// A template that the provider has approved.
    pub(crate) async fn approved(&self, name: &str, components: &Value) -> TemplateId {
        let (workspace, now) = (self.workspace, self.api.clock.now());
        let given = ProviderTemplate {
            meta_template_id: MetaTemplateId(format!("meta-{name}")),
            name: name.to_owned(),
            language: "en_US".to_owned(),
            status: TemplateStatus::Approved,
            category: TemplateCategory::Marketing,
            previous_category: None,
            correct_category: None,
            quality: None,
            reason: None,
            parameter_format: ParameterFormat::Positional,
            components: components.as_array().unwrap().clone(),
            ttl_seconds: None,
        };
        let waba = WabaId::from("102290129340398");
        let copying = Copying { workspace, waba: waba.clone(), began_at: now };
        let name = name.to_owned();
        let copied = self.api.store.write(workspace, move |tx| {
            actions::template::apply_sync(tx, &copying, now, vec![given])?;
            Ok::<_, storage::Error>(
                tx.templates().find_by_name(workspace, &waba, &name, "en_US")?.unwrap().id,
            )
        });
        copied.await.unwrap()
    }

    /// Something that a contact wrote to a number, and the conversation in which it stands.
    pub(crate) async fn receive(
        &self,
        number: PhoneNumberId,
        phone: &str,
        text: &str,
    ) -> (ConversationId, MessageId) {
        self.api.clock.advance(Duration::from_millis(1));
        let now = self.api.clock.now();
        let workspace = self.workspace;
        let sender = Sender {
            identifiers: vec![
                Identifier::new(IdentifierKind::WaId, phone.trim_start_matches('+')),
                Identifier::new(IdentifierKind::Phone, phone),
            ],
            name: Some(format!("Contact {phone}")),
        };
        let inbound = InboundMessage {
            wamid: Wamid(format!("wamid.{phone}.{}", now.as_micros())),
            sender,
            sent_at: now,
            content: Content::Text(TextContent { text: text.to_owned(), preview_url: false }),
            media: None,
            reply_to: None,
            origin: None,
            new_identifiers: Vec::new(),
        };
        let stored = self.api.store.write(Scope::System, move |tx| {
            let meta_app_id = tx.phone_numbers().lookup(workspace, number)?.unwrap().meta_app_id;
            let owner = NumberOwner { workspace, id: number, meta_app_id };
            let Received::New(id) = actions::message::receive(tx, &owner, now, inbound)? else {
                panic!("known already")
            };
            let message = tx.messages().lookup(workspace, id)?.unwrap();
            Ok::<_, storage::Error>((message.conversation_id, id))
        });
        stored.await.unwrap()
    }
}

/// Credentials that have the right form.
pub(crate) fn credentials(meta_id: &str) -> Value {
    json!({
        "meta_phone_number_id": meta_id, "waba_id": "102290129340398", "meta_app_id": "603402512345",
        "access_token": "EAAG-canary-token", "app_secret": "0123456789abcdef0123456789abcdef",
        "verify_token": "a-verify-token",
    })
}
