//! What it costs to take a message in, in statements: a number that no busy machine changes.

mod seed;

use domain::contact::{Identifier, IdentifierKind};
use domain::content::{Content, TextContent};
use domain::message::{Direction, MessageStatus};
use domain::{MessageId, Timestamp, Wamid};
use storage::phone_numbers::NumberOwner;
use storage::{Error, Options, Scope, Store, Tx};
use waypost_actions::message::{InboundMessage, Received, Sender, StatusReport, apply_status, receive};

use seed::{START, seed};

fn say(tx: &mut Tx<'_>, owner: &NumberOwner, n: i64) -> Result<u64, Error> {
    let before = tx.statements();
    let sent_at = Timestamp::from_seconds(START.as_seconds() + n);
    let message = InboundMessage {
        wamid: Wamid::from(format!("wamid.{n}").as_str()),
        sender: Sender {
            identifiers: vec![
                Identifier::new(IdentifierKind::Bsuid, "US.1"),
                Identifier::new(IdentifierKind::WaId, "16505551234"),
                Identifier::new(IdentifierKind::Phone, "+16505551234"),
            ],
            name: Some("Ana".into()),
        },
        sent_at,
        content: Content::Text(TextContent { text: "hi".into(), preview_url: false }),
        media: None,
        reply_to: None,
        origin: None,
        new_identifiers: Vec::new(),
    };
    assert!(matches!(receive(tx, owner, sent_at, message)?, Received::New(_)));
    Ok(tx.statements() - before)
}

/// Goal G7: at most three for a message, and one for each batch; the events that tell of it are written at its end.
#[tokio::test]
async fn b4_a_text_from_somebody_known_takes_three_statements() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(Options::sqlite(folder.path())).await.unwrap();
    let owner = store.write(Scope::System, seed).await.unwrap();
    let mine = owner.clone();
    store.write(Scope::System, move |tx| say(tx, &mine, 1)).await.unwrap();
    let costs = store.write(Scope::System, move |tx| {
        Ok::<_, Error>([say(tx, &owner, 2)?, say(tx, &owner, 3)?, say(tx, &owner, 4)?])
    });
    // The first asks whether anything waits for its message, for all of the batch.
    assert_eq!(costs.await.unwrap(), [4, 3, 3]);
}

#[tokio::test]
async fn b5_a_status_takes_two_statements() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(Options::sqlite(folder.path())).await.unwrap();
    let cost = store.write(Scope::System, |tx| {
        let owner = seed(tx)?;
        say(tx, &owner, 1)?;
        let mut message = tx
            .messages()
            .find_by_wamid_to_change(owner.workspace, &Wamid::from("wamid.1"))?
            .ok_or_else(|| Error::Unavailable("the message".into()))?;
        let wamid = Wamid::from("wamid.ours");
        message.id = MessageId::new(START);
        (message.direction, message.status) = (Direction::Outbound, Some(MessageStatus::Accepted));
        message.wamid = Some(wamid.clone());
        tx.messages().add(owner.workspace, &message)?;
        let report = StatusReport {
            wamid,
            status: MessageStatus::Delivered,
            at: START,
            error: None,
            callback: None,
            billing: None,
            participant: Vec::new(),
        };
        let before = tx.statements();
        apply_status(tx, owner.workspace, START, &report)?;
        Ok::<_, Error>(tx.statements() - before)
    });
    assert_eq!(cost.await.unwrap(), 2);
}
