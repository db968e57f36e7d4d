//! Statuses, prices, payments, echoes, edits and calls end alike, whatever the order in which they come, and again.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod seed;

use domain::call::{CallContent, CallState};
use domain::contact::{Identifier, IdentifierKind};
use domain::content::{Content, TextContent};
use domain::message::{Direction, Message, MessageStatus};
use domain::report::{BilledConversation, Billing, Report};
use domain::{Timestamp, Wamid};
use proptest::prelude::*;
use storage::phone_numbers::NumberOwner;
use storage::{Error, Options, Scope, Store, Tx};
use waypost_actions::message::{
    CallNews, Change, Echo, NewText, Sender, StatusReport, apply_call, apply_change, apply_echo,
    apply_report, apply_status,
};

use seed::{START, seed};

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(START.as_seconds() + seconds)
}

#[derive(Debug, Clone)]
enum News {
    Echo,
    Edit(i64),
    Revoke,
    Status(MessageStatus, i64, Option<&'static str>),
    Paid(&'static str),
    Call(CallState, i64),
}

/// Everything that is told of one message and of one call.
fn all_news() -> Vec<News> {
    use MessageStatus::{Delivered, Failed, Played, Read, Sent};
    vec![
        News::Echo,
        News::Edit(3),
        News::Edit(5),
        News::Status(Sent, 1, Some("service")),
        News::Status(Delivered, 4, Some("utility")),
        News::Status(Read, 6, None),
        News::Status(Played, 7, None),
        News::Status(Failed, 2, None),
        News::Paid("pending"),
        News::Paid("captured"),
        News::Call(CallState::Ringing, 10),
        News::Call(CallState::Accepted, 12),
        News::Call(CallState::Completed, 60),
    ]
}

fn text(words: &str) -> Content {
    Content::Text(TextContent { text: words.to_owned(), preview_url: false })
}

fn person() -> Sender {
    Sender {
        identifiers: vec![Identifier::new(IdentifierKind::WaId, "16505551234")],
        name: Some("Sheena".to_owned()),
    }
}

fn apply(tx: &mut Tx<'_>, owner: &NumberOwner, news: &News) -> Result<(), Error> {
    let (workspace, now, wamid) = (owner.workspace, at(100), Wamid::from("wamid.1"));
    match news {
        News::Echo => {
            let echo = Echo {
                wamid,
                to: person(),
                group_id: None,
                sent_at: START,
                content: text("first"),
                media: None,
                reply_to: None,
            };
            apply_echo(tx, owner, now, echo).map(drop)
        }
        News::Edit(seconds) => {
            let new_text = Some(NewText { content: text(&format!("edit {seconds}")), media: None });
            let change = Change { target: wamid, at: at(*seconds), new_text, by_us: true };
            apply_change(tx, workspace, now, &change)
        }
        News::Revoke => {
            let change = Change { target: wamid, at: at(20), new_text: None, by_us: true };
            apply_change(tx, workspace, now, &change)
        }
        News::Status(status, seconds, category) => {
            let billing = category.map(|category| Billing {
                category: Some(category.to_owned()),
                kind: None,
                billable: Some(true),
                model: Some("PMP".to_owned()),
                told_with: Some(*status),
                conversation: Some(BilledConversation { id: Some("c1".to_owned()), ..Default::default() }),
                template_id: None,
            });
            let report = StatusReport {
                wamid,
                status: *status,
                at: at(*seconds),
                error: None,
                callback: None,
                billing,
                participant: Vec::new(),
            };
            apply_status(tx, workspace, now, &report).map(drop)
        }
        News::Paid(status) => {
            let report =
                Report { kind: "payment".to_owned(), status: (*status).to_owned(), at: at(8), payment: None };
            apply_report(tx, workspace, now, &wamid, &report).map(drop)
        }
        News::Call(state, seconds) => {
            let call = CallNews {
                id: Wamid::from("wacid.1"),
                direction: Some(Direction::Inbound),
                contact: person(),
                at: at(*seconds),
                content: CallContent::new(*state),
            };
            apply_call(tx, owner, now, &call)
        }
    }
}

/// What is left of a message when its ids, which are made anew each time, are taken away.
fn essence(message: &Message) -> impl PartialEq + std::fmt::Debug + use<> {
    (
        message.content.clone(),
        message.status,
        message.status_times,
        message.billing.clone(),
        message.reports.clone(),
        message.deleted_at,
    )
}

#[derive(Debug)]
struct End {
    message: Message,
    call: Message,
    window: Option<Timestamp>,
    unread: i64,
}

fn end_of(runtime: &tokio::runtime::Runtime, store: &Store, order: &[News]) -> End {
    let order = order.to_vec();
    runtime
        .block_on(store.write(Scope::System, move |tx| {
            let owner = seed(tx)?;
            for news in &order {
                apply(tx, &owner, news)?;
            }
            let mut find = |wamid: &str| {
                let found = tx.messages().find_by_wamid_to_change(owner.workspace, &Wamid::from(wamid));
                found.map(Option::unwrap)
            };
            let (message, call) = (find("wamid.1")?, find("wacid.1")?);
            let conversation = tx.conversations().lookup(owner.workspace, call.conversation_id)?.unwrap();
            assert_eq!(message.conversation_id, call.conversation_id);
            let (window, unread) = (conversation.window_expires_at, conversation.unread_count);
            Ok::<_, Error>(End { message, call, window, unread })
        }))
        .unwrap()
}

fn check(order: &[News], wanted: &[News]) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let store = runtime.block_on(Store::open(Options::sqlite(folder.path()))).unwrap();
    let (wanted, got) = (end_of(&runtime, &store, wanted), end_of(&runtime, &store, order));
    assert_eq!(essence(&got.message), essence(&wanted.message));
    assert_eq!(got.call.content, wanted.call.content);
    assert_eq!((got.window, got.unread), (wanted.window, wanted.unread));
    assert_eq!(got.message.status, Some(MessageStatus::Played));
    assert_eq!(got.message.billing.unwrap().category.as_deref(), Some("utility"));
    assert_eq!(got.window, Some(at(60 + 24 * 3600)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn b5_b6_o5_the_end_does_not_depend_on_the_order_or_on_repeats(
        order in Just(all_news()).prop_shuffle(),
        repeats in proptest::collection::vec(0..13_usize, 0..6),
    ) {
        let mut order = order;
        for n in repeats {
            let again = order[n].clone();
            order.push(again);
        }
        check(&order, &all_news());
    }

    #[test]
    fn o5_nothing_comes_after_a_deletion(order in Just(all_news()).prop_shuffle(), place in 0..13_usize) {
        let with = |mut news: Vec<News>, place: usize| {
            news.insert(place, News::Revoke);
            news
        };
        let order = with(order, place);
        check(&order, &with(all_news(), 13));
    }
}
