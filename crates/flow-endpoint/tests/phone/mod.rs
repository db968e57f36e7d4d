//! A phone that encrypts by itself, the house that it calls, and a server that questions are forwarded to.

use std::sync::{Arc, Mutex};

use actions::flow::{self, NewKey, ProviderFlow};
use aes_gcm::aead::consts::U16;
use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::aes::Aes128;
use aws_lc_rs::rsa::{OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey, PublicEncryptingKey};
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::flow::{FlowDoor, FlowStatus};
use domain::id::{MetaFlowId, MetaPhoneNumberId};
use domain::phone_number::{MetaApp, NumberHealth, NumberState, PhoneNumber};
use domain::workspace::{Actor, Workspace};
use domain::{
    Clock, ConversationId, FlowId, MessageId, MetaAppId, PhoneNumberId, Secret, Timestamp, WabaId,
    WorkspaceId,
};
use flow_cipher::PrivateKey;
use hmac::{Hmac, Mac};
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use storage::flow_tokens::SentFlow;
use storage::{Error, Options, Scope, Store, Tx};
use tower::ServiceExt;
use waypost_flow_endpoint::{Forwarder, router};

pub(crate) const APP_SECRET: &str = "an_app_secret";
pub(crate) const FLOW: &str = "777";
pub(crate) const BODY_LIMIT: usize = 64 * 1024;
const START: Timestamp = Timestamp::from_seconds(1_780_000_000);

/// Encrypts for one public key, as the app does.
pub(crate) struct Phone {
    public: OaepPublicEncryptingKey,
    key: [u8; 16],
    iv: [u8; 16],
}

impl Phone {
    pub(crate) fn of(house: &House) -> Self {
        Self::with(&house.public_key.lock().unwrap())
    }

    pub(crate) fn of_nobody() -> Self {
        let pem = PrivateKey::generate().unwrap().public_pem().unwrap();
        Self { key: *b"another key here", iv: *b"another iv, too!", ..Self::with(&pem) }
    }

    fn with(pem: &str) -> Self {
        let der: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let public = PublicEncryptingKey::from_der(&STANDARD.decode(der).unwrap()).unwrap();
        let key = *b"0123456789abcdef";
        Self { public: OaepPublicEncryptingKey::new(public).unwrap(), key, iv: *b"fedcba9876543210" }
    }

    fn cipher(&self) -> aes_gcm::AesGcm<Aes128, U16> {
        aes_gcm::AesGcm::new(&self.key.into())
    }

    pub(crate) fn seal(&self, question: &Value) -> Vec<u8> {
        self.seal_bytes(question.to_string().as_bytes())
    }

    pub(crate) fn seal_bytes(&self, words: &[u8]) -> Vec<u8> {
        let mut room = vec![0; self.public.ciphertext_size()];
        let key = self.public.encrypt(&OAEP_SHA256_MGF1SHA256, &self.key, &mut room, None).unwrap();
        let data = self.cipher().encrypt(&self.iv.into(), words).unwrap();
        json!({
            "encrypted_flow_data": STANDARD.encode(data),
            "encrypted_aes_key": STANDARD.encode(key),
            "initial_vector": STANDARD.encode(self.iv),
        })
        .to_string()
        .into_bytes()
    }

    pub(crate) fn read(&self, answer: &Answer) -> Value {
        let sealed = STANDARD.decode(&answer.body).unwrap();
        let turned = self.iv.map(|byte| byte ^ 0xff);
        let words = self.cipher().decrypt(&turned.into(), sealed.as_slice()).unwrap();
        serde_json::from_slice(&words).unwrap()
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
}

/// A workspace with a number, a key and a Flow, and the door.
pub(crate) struct House {
    router: Router,
    store: Store,
    pub(crate) clock: Clock,
    workspace: WorkspaceId,
    number: PhoneNumberId,
    flow: FlowId,
    key: String,
    public_key: Mutex<String>,
    _folder: tempfile::TempDir,
}

impl House {
    pub(crate) async fn open(may_be_private: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(Options::sqlite(folder.path())).await.unwrap();
        let clock = Clock::manual(START);
        let (workspace, number) = (WorkspaceId::new(START), PhoneNumberId::new(START));
        let made = store.write(Scope::System, move |tx| furnish(tx, workspace, number)).await.unwrap();
        let forwarder = Forwarder::new(may_be_private).unwrap();
        let router = router(store.clone(), clock.clone(), forwarder, BODY_LIMIT);
        let (flow, key) = made;
        let house = Self {
            router,
            store,
            clock,
            workspace,
            number,
            flow,
            key,
            public_key: Mutex::default(),
            _folder: folder,
        };
        house.rotate_key().await;
        house
    }

    pub(crate) async fn rotate_key(&self) {
        let pair = PrivateKey::generate().unwrap();
        let public_key = pair.public_pem().unwrap();
        let new =
            NewKey { private_key: Secret::new(pair.to_text().unwrap()), public_key: public_key.clone() };
        let (workspace, number, now) = (self.workspace, self.number, self.clock.now());
        self.write(move |tx| {
            let actor = Actor::System { workspace };
            let (id, ..) = flow::start_key(tx, &actor, now, number, new).unwrap();
            flow::mark_uploaded(tx, workspace, now, (number, id), None).unwrap();
            Ok(())
        })
        .await;
        *self.public_key.lock().unwrap() = public_key;
    }

    async fn write<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> T {
        self.store.write(self.workspace, f).await.unwrap()
    }

    async fn set(&self, change: impl FnOnce(&mut FlowDoor) + Send + 'static) {
        let (workspace, id) = (self.workspace, self.flow);
        self.write(move |tx| {
            let mut door = tx.flows().door(workspace, id)?.unwrap().door;
            change(&mut door);
            tx.flows().update_door(workspace, id, &door)
        })
        .await;
    }

    pub(crate) async fn answers(&self, answerer: Value) {
        self.set(move |door| door.answerer = serde_json::from_value(answerer).unwrap()).await;
    }

    pub(crate) async fn checks_tokens(&self) {
        self.set(|door| door.checks_tokens = true).await;
    }

    pub(crate) async fn secret(&self) -> String {
        let (workspace, id) = (self.workspace, self.flow);
        self.write(move |tx| Ok(tx.flows().door(workspace, id)?.unwrap().secret.expose().to_owned())).await
    }

    /// A message of ours carries the token.
    pub(crate) async fn sent(&self, token: &str, flow: &str) -> MessageId {
        let sent = SentFlow {
            message_id: MessageId::new(START),
            conversation_id: ConversationId::new(START),
            meta_flow_id: MetaFlowId::from(flow),
            answered_at: None,
        };
        let (workspace, token, id) = (self.workspace, token.to_owned(), sent.message_id);
        self.write(move |tx| tx.flow_tokens().add(workspace, &token, &sent, START)).await;
        id
    }

    pub(crate) async fn answered(&self, token: &str) {
        let (workspace, token) = (self.workspace, token.to_owned());
        self.write(move |tx| tx.flow_tokens().update_answered(workspace, &token, START)).await;
    }

    pub(crate) fn path(&self) -> String {
        format!("/flows/{}/endpoint", self.key)
    }

    pub(crate) async fn ask(&self, phone: &Phone, question: &Value) -> Answer {
        self.signed(phone.seal(question)).await
    }

    pub(crate) async fn signed(&self, body: Vec<u8>) -> Answer {
        let signature = cloud_api::signature::sign(APP_SECRET, &body);
        self.post(&self.path(), body, Some(&signature)).await
    }

    pub(crate) async fn post(&self, path: &str, body: Vec<u8>, signature: Option<&str>) -> Answer {
        let mut request = Request::post(path).header("content-type", "application/json");
        if let Some(signature) = signature {
            request = request.header(cloud_api::signature::HEADER, signature);
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let status = response.status().as_u16();
        let content_type = response.headers().get("content-type").map_or("", |it| it.to_str().unwrap());
        let content_type = content_type.to_owned();
        let body = response.into_body().collect().await.unwrap().to_bytes().to_vec();
        Answer { status, content_type, body }
    }

    /// A server on this machine that the Flow's questions are forwarded to.
    pub(crate) async fn server(&self) -> Server {
        let state = Arc::new(Mutex::new((200, String::new(), None)));
        let app = Router::new().route("/forms", post(take)).with_state(Arc::clone(&state));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/forms", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await });
        self.answers(json!({ "type": "forward", "url": url })).await;
        Server(state)
    }
}

fn furnish(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    number: PhoneNumberId,
) -> Result<(FlowId, String), Error> {
    tx.workspaces().add(&Workspace { id: workspace, name: "Harbour".into(), created_at: START })?;
    let app = MetaApp {
        id: MetaAppId::from("1"),
        app_secret: Secret::new(APP_SECRET),
        previous_app_secret: None,
        verify_token: Secret::new("v"),
    };
    tx.meta_apps().add_if_new(&app, START)?;
    let waba = WabaId::from("1022");
    let row = PhoneNumber {
        auth: domain::phone_number::AuthHeader::default(),
        details: domain::account::NumberDetails::default(),
        id: number,
        meta_phone_number_id: MetaPhoneNumberId::from("1065"),
        waba_id: waba.clone(),
        meta_app_id: app.id,
        display_phone_number: "+1 555-078-3881".into(),
        verified_name: "Northwind".into(),
        quality_rating: "GREEN".into(),
        base_url: "http://127.0.0.1:1".into(),
        api_version: "v25.0".into(),
        health: NumberHealth { state: NumberState::Connected, since: START, reason: None },
        last_webhook_at: None,
        created_at: START,
    };
    tx.phone_numbers().add(workspace, &row, &Secret::new("token"))?;
    let given = ProviderFlow {
        meta_flow_id: MetaFlowId::from(FLOW),
        name: "Sizes".into(),
        categories: vec!["OTHER".into()],
        status: FlowStatus::Published,
        validation_errors: None,
        json_version: None,
        data_api_version: Some("3.0".into()),
        endpoint_url: None,
    };
    let flow = flow::settle_new(tx, workspace, START, &waba, given)?;
    let key = tx.flows().door(workspace, flow.id)?.unwrap().key.expose().to_owned();
    Ok((flow.id, key))
}

type Shared = Arc<Mutex<(u16, String, Option<Asked>)>>;

async fn take(State(state): State<Shared>, headers: HeaderMap, body: String) -> impl IntoResponse {
    let mut state = state.lock().unwrap();
    let json = serde_json::from_str(&body).unwrap();
    state.2 = Some(Asked { headers, body, json });
    let elsewhere = [("location", "http://127.0.0.1:1/")];
    (StatusCode::from_u16(state.0).unwrap(), elsewhere, state.1.clone())
}

/// A question as it came to a server.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    headers: HeaderMap,
    body: String,
    pub(crate) json: Value,
}

impl Asked {
    pub(crate) fn is_signed_with(&self, secret: &str) -> bool {
        let header = |name: &str| self.headers[name].to_str().unwrap().to_owned();
        let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(&key).unwrap();
        let signed = format!("{}.{}.{}", header("webhook-id"), header("webhook-timestamp"), self.body);
        mac.update(signed.as_bytes());
        header("webhook-signature") == format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}

/// A server of the workspace's own.
pub(crate) struct Server(Shared);

impl Server {
    pub(crate) fn says(&self, status: u16, words: String) {
        let mut state = self.0.lock().unwrap();
        (state.0, state.1) = (status, words);
    }

    pub(crate) fn asked(&self) -> Asked {
        self.0.lock().unwrap().2.clone().unwrap()
    }

    pub(crate) fn was_not_asked(&self) -> bool {
        self.0.lock().unwrap().2.is_none()
    }
}
