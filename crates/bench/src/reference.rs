//! The bare loops that the product is measured against: as little as the promise allows, and no line of the product.
//!
//! `null` verifies the signature and answers. `ack` also appends the raw bytes to SQLite with `synchronous=FULL`, many
//! posts a commit, before it answers: the least that an honest 200 costs on one machine. `apply` also applies what was
//! appended, behind the answers: the least that an honest 200 with its effect costs.

use std::{path::Path, sync::Arc, thread};

use anyhow::{Context, Result};
use axum::{Router, extract::State, http::HeaderMap, http::StatusCode, routing::post};
use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::{Connection, TransactionBehavior};
use sha2::Sha256;
use tokio::sync::{mpsc, oneshot};

use crate::apply;

/// Which loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Loop {
    Null,
    Ack,
    Apply,
}

/// Posts that one commit takes at most, as in the product.
const BATCH: usize = 1000;
const WAITING: usize = 20_000;
const JOURNAL: &str = "reference.db";

struct Append {
    body: Bytes,
    done: oneshot::Sender<()>,
}

struct Door {
    secret: String,
    journal: Option<mpsc::Sender<Append>>,
}

/// Serves the loop on a free port until the process is killed, and prints the port.
pub(crate) async fn serve(which: Loop, secret: String, folder: &Path) -> Result<()> {
    let journal = match which {
        Loop::Null => None,
        Loop::Ack => Some(start_journal(folder, None)?),
        Loop::Apply => {
            let (wake, woken) = std::sync::mpsc::channel();
            let journal = start_journal(folder, Some(wake))?;
            apply::start(folder, &folder.join(JOURNAL), woken)?;
            Some(journal)
        }
    };
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("{}", listener.local_addr()?.port());
    let app = Router::new().route("/", post(hook)).with_state(Arc::new(Door { secret, journal }));
    axum::serve(listener, app).await.context("the reference loop")
}

async fn hook(State(door): State<Arc<Door>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    if !is_signed(&door.secret, &headers, &body) {
        return StatusCode::UNAUTHORIZED;
    }
    let Some(journal) = &door.journal else { return StatusCode::OK };
    let (done, committed) = oneshot::channel();
    if journal.try_send(Append { body, done }).is_err() {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    if committed.await.is_ok() { StatusCode::OK } else { StatusCode::INTERNAL_SERVER_ERROR }
}

fn is_signed(secret: &str, headers: &HeaderMap, body: &[u8]) -> bool {
    let header =
        headers.get("x-hub-signature-256").and_then(|value| value.as_bytes().strip_prefix(b"sha256="));
    let Some(Ok(signature)) = header.map(hex::decode) else { return false };
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return false };
    mac.update(body);
    mac.verify_slice(&signature).is_ok()
}

fn start_journal(folder: &Path, wake: Option<std::sync::mpsc::Sender<()>>) -> Result<mpsc::Sender<Append>> {
    let mut connection = Connection::open(folder.join(JOURNAL))?;
    connection.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;
         CREATE TABLE raw (id INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, body BLOB NOT NULL);",
    )?;
    let (sender, mut receiver) = mpsc::channel::<Append>(WAITING);
    thread::Builder::new().name("journal".into()).spawn(move || {
        let mut batch = Vec::with_capacity(BATCH);
        while receiver.blocking_recv_many(&mut batch, BATCH) > 0 {
            // A failed commit drops the waiting ends, and each post is answered 500.
            if commit(&mut connection, &batch).is_ok() {
                for append in batch.drain(..) {
                    let _ = append.done.send(());
                }
                if let Some(wake) = &wake {
                    let _ = wake.send(());
                }
            }
            batch.clear();
        }
    })?;
    Ok(sender)
}

fn commit(connection: &mut Connection, batch: &[Append]) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    {
        let mut insert = transaction.prepare_cached("INSERT INTO raw (received_at, body) VALUES (0, ?1)")?;
        for append in batch {
            insert.execute([&append.body[..]])?;
        }
    }
    transaction.commit()
}
