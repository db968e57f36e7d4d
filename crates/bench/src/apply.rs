//! The rest of a bare loop that applies: what the journal holds becomes contact, conversation, message and event.
//!
//! As few statements as the visible effect allows, in tables with the keys and indexes that the product's have; the
//! cursor moves in the same transaction. No tenants, no error handling beyond stopping, no line of the product.

use std::{path::Path, sync::mpsc::Receiver, thread};

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde_json::Value;

const SCHEMA: &str = "
PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-65536;
CREATE TABLE contact (id BLOB PRIMARY KEY, name TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
CREATE TABLE identifier (kind TEXT, value TEXT, contact_id BLOB NOT NULL, PRIMARY KEY (kind, value)) STRICT;
CREATE INDEX identifier_by_contact ON identifier (contact_id);
CREATE TABLE conversation (id BLOB PRIMARY KEY, contact_id BLOB NOT NULL, number TEXT NOT NULL, state TEXT NOT NULL,
  unread INTEGER NOT NULL, last_message_id BLOB, window_expires_at INTEGER, last_activity_at INTEGER NOT NULL,
  UNIQUE (contact_id, number)) STRICT;
CREATE INDEX conversation_by_state ON conversation (state, last_activity_at, id);
CREATE INDEX conversation_unread ON conversation (last_activity_at, id) WHERE unread > 0;
CREATE TABLE message (id BLOB PRIMARY KEY, conversation_id BLOB NOT NULL, direction TEXT NOT NULL, kind TEXT NOT NULL,
  content TEXT NOT NULL, preview TEXT, at INTEGER NOT NULL, wamid TEXT) STRICT;
CREATE INDEX message_by_conversation ON message (conversation_id, at, id);
CREATE UNIQUE INDEX message_by_wamid ON message (wamid) WHERE wamid IS NOT NULL;
CREATE TABLE event (seq INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL, payload TEXT NOT NULL) STRICT;
CREATE INDEX event_by_time ON event (recorded_at);
CREATE TABLE progress (one INTEGER PRIMARY KEY, entry INTEGER NOT NULL) STRICT;
INSERT INTO progress VALUES (1, 0);";

/// Entries that one transaction takes at most, as in the product.
const BATCH: i64 = 256;

/// Applies what the journal holds, whenever it is woken, on a thread of its own.
pub(crate) fn start(folder: &Path, journal: &Path, woken: Receiver<()>) -> Result<()> {
    let journal = Connection::open(journal)?;
    let mut store = Connection::open(folder.join("applied.db"))?;
    store.execute_batch(SCHEMA)?;
    store.set_prepared_statement_cache_capacity(32);
    store.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    thread::Builder::new().name("apply".into()).spawn(move || {
        let mut cursor = 0;
        while woken.recv().is_ok() {
            while let Ok(Some(next)) = step(&journal, &mut store, cursor) {
                cursor = next;
            }
        }
    })?;
    Ok(())
}

fn step(journal: &Connection, store: &mut Connection, cursor: i64) -> Result<Option<i64>> {
    let mut read = journal.prepare_cached("SELECT id, body FROM raw WHERE id > ?1 ORDER BY id LIMIT ?2")?;
    let rows = read.query_map([cursor, BATCH], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let entries = rows.collect::<rusqlite::Result<Vec<(i64, Vec<u8>)>>>()?;
    let Some((last, _)) = entries.last() else { return Ok(None) };
    let transaction = store.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (id, body) in &entries {
        apply(&transaction, *id, &serde_json::from_slice(body)?)?;
    }
    transaction.prepare_cached("UPDATE progress SET entry = ?1")?.execute([last])?;
    transaction.commit()?;
    Ok(Some(*last))
}

fn apply(transaction: &Transaction<'_>, entry: i64, hook: &Value) -> Result<()> {
    let value = &hook["entry"][0]["changes"][0]["value"];
    let message = &value["messages"][0];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (from, wamid, body) = (text(&message["from"]), text(&message["id"]), text(&message["text"]["body"]));
    let at: i64 = text(&message["timestamp"]).parse::<i64>()? * 1_000_000;
    let id = id_of(entry);
    let contact = contact(transaction, &from, &text(&value["contacts"][0]["profile"]["name"]), at, &id)?;
    let conversation: Vec<u8> = transaction
        .prepare_cached(
            "INSERT INTO conversation VALUES (?1, ?2, ?3, 'open', 1, ?1, ?4, ?5) ON CONFLICT (contact_id, number) DO UPDATE
             SET state = 'open', unread = unread + 1, last_message_id = ?1, window_expires_at = ?4, last_activity_at = ?5
             RETURNING id",
        )?
        .query_row(
            params![id, contact, text(&value["metadata"]["phone_number_id"]), at + 86_400_000_000, at],
            |row| row.get(0),
        )?;
    let preview: String = body.chars().take(120).collect();
    let content = serde_json::json!({"type": "text", "text": body}).to_string();
    let added = transaction
        .prepare_cached(
            "INSERT INTO message VALUES (?1, ?2, 'inbound', 'text', ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
        )?
        .execute(params![id, conversation, content, preview, at, wamid])?;
    if added == 1 {
        let event = serde_json::json!({"type": "message.created", "id": hex::encode(id), "wamid": wamid, "content": content});
        transaction
            .prepare_cached("INSERT INTO event (recorded_at, payload) VALUES (?1, ?2)")?
            .execute(params![at, event.to_string()])?;
    }
    Ok(())
}

fn contact(transaction: &Transaction<'_>, from: &str, name: &str, at: i64, id: &[u8; 16]) -> Result<Vec<u8>> {
    let known = transaction
        .prepare_cached("SELECT contact_id FROM identifier WHERE kind = 'wa_id' AND value = ?1")?
        .query_row([from], |row| row.get(0))
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    transaction.prepare_cached("INSERT INTO contact VALUES (?1, ?2, ?3)")?.execute(params![id, name, at])?;
    transaction
        .prepare_cached("INSERT INTO identifier VALUES ('wa_id', ?1, ?2)")?
        .execute(params![from, id])?;
    Ok(id.to_vec())
}

/// Sixteen bytes that ascend, as ids made from the time do.
fn id_of(entry: i64) -> [u8; 16] {
    let mut id = [0x5A; 16];
    id[..8].copy_from_slice(&entry.to_be_bytes());
    id
}
