//! One suite for both databases (M1, M2): whatever holds on SQLite holds on a real PostgreSQL.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod accounts;
mod feed;
mod flows;
mod inbox;
mod journal;
mod media;
mod people;
mod queue;
mod templates;
mod transactions;

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::account::NumberDetails;
use domain::contact::{Contact, ContactKind, Identifier, IdentifierKind};
use domain::id::MetaPhoneNumberId;
use domain::message::{Content, Direction, Message, MessageStatus, StatusTimes, TextContent};
use domain::phone_number::{AuthHeader, MetaApp, NumberHealth, NumberState, PhoneNumber};
use domain::workspace::Workspace;
use domain::{
    ContactId, ConversationId, MessageId, MetaAppId, PhoneNumberId, Secret, Timestamp, WabaId, WorkspaceId,
};
use storage::{Error, Options, Scope, Store, Tx};

/// Runs `test` on an empty SQLite and on an empty PostgreSQL.
pub(crate) async fn run_on_both<F: Future<Output = ()>>(test: impl Fn(Store) -> F) {
    let folder = tempfile::tempdir().unwrap();
    test(Store::open(Options::sqlite(folder.path())).await.unwrap()).await;
    let database = throwaway_postgres::shared().unwrap().create_database().unwrap();
    test(Store::open(Options::postgres(database.url())).await.unwrap()).await;
}

/// Makes one test of the suite out of an async function that takes a store.
macro_rules! on_both {
    ($($name:ident)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            crate::run_on_both(scenarios::$name).await;
        }
    )*};
}
pub(crate) use on_both;

pub(crate) const START: Timestamp = Timestamp::from_seconds(1_780_000_000);

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(START.as_seconds() + seconds)
}

/// A workspace with a number, for rows that need one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seed {
    pub(crate) workspace: WorkspaceId,
    pub(crate) number: PhoneNumberId,
}

pub(crate) async fn seed(store: &Store) -> Seed {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let n = COUNT.fetch_add(1, Ordering::Relaxed);
    let seed = Seed { workspace: WorkspaceId::new(START), number: PhoneNumberId::new(START) };
    store
        .write(Scope::System, move |tx| {
            tx.workspaces().add(&Workspace {
                id: seed.workspace,
                name: format!("Workspace {n}"),
                created_at: START,
            })?;
            let app = MetaApp {
                id: MetaAppId(format!("app{n}")),
                app_secret: Secret::new("secret"),
                previous_app_secret: None,
                verify_token: Secret::new("verify"),
            };
            tx.meta_apps().add_if_new(&app, START)?;
            let number = PhoneNumber {
                id: seed.number,
                meta_phone_number_id: MetaPhoneNumberId(format!("1065{n}")),
                waba_id: WabaId::from("1022"),
                meta_app_id: app.id,
                display_phone_number: "+1 555-078-3881".into(),
                verified_name: "Northwind".into(),
                quality_rating: "GREEN".into(),
                base_url: "http://127.0.0.1:1".into(),
                api_version: "v25.0".into(),
                auth: AuthHeader::default(),
                health: NumberHealth { state: NumberState::Connected, since: START, reason: None },
                details: NumberDetails::default(),
                last_webhook_at: None,
                created_at: START,
            };
            tx.phone_numbers().add(seed.workspace, &number, &Secret::new("token")).map(drop)
        })
        .await
        .unwrap();
    seed
}

pub(crate) fn contact(name: &str, phone: &str) -> Contact {
    Contact {
        id: ContactId::new(START),
        kind: ContactKind::Person,
        name: name.into(),
        profile_name: None,
        book: None,
        marketing: None,
        identifiers: vec![Identifier::new(IdentifierKind::Phone, phone)],
        created_at: START,
        updated_at: START,
    }
}

pub(crate) fn outbound(conversation_id: ConversationId, text: &str, at: Timestamp) -> Message {
    Message {
        id: MessageId::new(at),
        conversation_id,
        direction: Direction::Outbound,
        content: Content::Text(TextContent { text: text.into(), preview_url: false }),
        at,
        status: Some(MessageStatus::Queued),
        status_times: StatusTimes::default(),
        error: None,
        attempt: 1,
        author: None,
        reply_to: None,
        origin: None,
        edited_at: None,
        deleted_at: None,
        reactions: Vec::new(),
        wamid: None,
        client_ref: None,
        sent_by: None,
        source: None,
        billing: None,
        recipients: None,
        reports: Vec::new(),
    }
}

pub(crate) fn add_conversation(
    tx: &mut Tx<'_>,
    seed: Seed,
    name: &str,
    phone: &str,
    at: Timestamp,
) -> Result<ConversationId, Error> {
    let contact = contact(name, phone);
    tx.contacts().add(seed.workspace, &contact)?;
    let id = ConversationId::new(at);
    assert!(tx.conversations().add(seed.workspace, id, contact.id, seed.number, at)?);
    Ok(id)
}
