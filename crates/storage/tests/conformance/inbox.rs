//! Contacts, conversations, messages, people.

use crate::on_both;

on_both! {
    people_their_seats_and_sessions
    d10_a_contact_is_found_by_any_of_its_identifiers
    d4_pages_by_cursor_neither_skip_nor_repeat
    d4_a_thread_is_read_in_both_directions
    messages_come_back_as_they_went_in
    early_news_waits_once
    reads_never_cross_workspaces
    phone_numbers_and_their_health
}

mod scenarios {
    use domain::contact::{Identifier, IdentifierKind};
    use domain::conversation::ConversationState;
    use domain::message::{Author, Direction, Message, MessageError, MessageStatus, Reaction, ReplyTo};
    use domain::phone_number::{NumberHealth, NumberState};
    use domain::workspace::{Role, User};
    use domain::{ConversationId, PhoneNumberId, Secret, UserId, Wamid};
    use storage::conversations::{Counts, Filter, Inbound};
    use storage::sessions::NewSession;
    use storage::{Error, Scope, Store, Tx};

    use crate::{START, add_conversation, at, contact, outbound, seed};

    pub(super) async fn people_their_seats_and_sessions(store: Store) {
        let (one, two) = (seed(&store).await, seed(&store).await);
        let user = User {
            id: UserId::new(START),
            email: "bo@northwind.example".into(),
            name: "Bo".into(),
            created_at: START,
        };
        store
            .write(Scope::System, move |tx| {
                tx.users().add(&user, "hash")?;
                tx.users().add_membership(two.workspace, user.id, Role::Agent, at(1))?;
                tx.users().add_membership(one.workspace, user.id, Role::Owner, at(2))?;
                assert_eq!(tx.users().find_by_email(&user.email)?, Some((user.clone(), "hash".into())));
                let seats = tx.users().memberships(user.id)?;
                assert_eq!(
                    seats.iter().map(|m| m.workspace.id).collect::<Vec<_>>(),
                    [two.workspace, one.workspace]
                );
                assert_eq!(seats.iter().map(|m| m.role).collect::<Vec<_>>(), [Role::Agent, Role::Owner]);
                let session = NewSession {
                    token_hash: b"hash",
                    user: user.id,
                    user_agent: "test",
                    created_at: START,
                    expires_at: at(10),
                };
                tx.sessions().add(&session)?;
                assert_eq!(tx.sessions().lookup(b"hash", at(9))?, Some(user.id));
                assert_eq!(tx.sessions().lookup(b"hash", at(10))?, None, "expired");
                assert_eq!(tx.sessions().lookup(b"other", at(9))?, None);
                assert_eq!(tx.sessions().remove_expired(at(10))?, 1);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn d10_a_contact_is_found_by_any_of_its_identifiers(store: Store) {
        let seed = seed(&store).await;
        store
            .write(seed.workspace, move |tx| {
                let ana = contact("Ana", "+16505551234");
                tx.contacts().add(seed.workspace, &ana)?;
                let bsuid = Identifier::new(IdentifierKind::Bsuid, "US.1");
                assert!(tx.contacts().add_identifier(seed.workspace, ana.id, &bsuid, at(1))?);
                let bo = contact("Bo", "+16505550000");
                tx.contacts().add(seed.workspace, &bo)?;
                assert!(!tx.contacts().add_identifier(seed.workspace, bo.id, &bsuid, at(1))?, "taken");
                let known = tx.contacts().lookup(seed.workspace, ana.id)?.unwrap();
                let find = |tx: &mut Tx<'_>| {
                    tx.contacts().find_with_conversation(seed.workspace, &bsuid, seed.number)
                };
                assert_eq!(find(tx)?, Some((known.clone(), None)));
                let thread = ConversationId::new(START);
                tx.conversations().add(seed.workspace, thread, ana.id, seed.number, START)?;
                assert_eq!(find(tx)?, Some((known.clone(), Some(thread))));
                let elsewhere = PhoneNumberId::new(START);
                let found = tx.contacts().find_with_conversation(seed.workspace, &bsuid, elsewhere)?;
                assert_eq!(found, Some((known.clone(), None)), "a thread belongs to one number");
                assert_eq!(known.identifiers.len(), 2);
                assert_eq!(known.phone(), Some("+16505551234"));
                let found = tx.contacts().list(seed.workspace, "555 12", None, 10)?;
                assert_eq!(found.items.iter().map(|c| c.id).collect::<Vec<_>>(), [ana.id]);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn d4_pages_by_cursor_neither_skip_nor_repeat(store: Store) {
        let seed = seed(&store).await;
        store
            .write(seed.workspace, move |tx| {
                for n in 0..25 {
                    // Many of one instant: the id must decide.
                    add_conversation(
                        tx,
                        seed,
                        &format!("Contact {n}"),
                        &format!("+1650555{n:04}"),
                        at(n / 5),
                    )?;
                }
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
        let mut seen = Vec::new();
        let mut cursor = None;
        loop {
            let page = store
                .read(seed.workspace, move |tx| {
                    tx.conversations().list(seed.workspace, &Filter::default(), cursor, 4)
                })
                .await
                .unwrap();
            seen.extend(page.items.iter().map(|c| (c.last_activity_at, c.id)));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 25);
        assert!(seen.windows(2).all(|pair| pair[0] > pair[1]), "not the latest first, or repeated");
        let filter = Filter { search: "contact 2".into(), ..Filter::default() };
        let found = store
            .read(seed.workspace, move |tx| tx.conversations().list(seed.workspace, &filter, None, 100))
            .await
            .unwrap();
        assert_eq!(found.items.len(), 6); // 2 and 20 to 24
    }

    pub(super) async fn d4_a_thread_is_read_in_both_directions(store: Store) {
        let seed = seed(&store).await;
        store
            .write(seed.workspace, move |tx| {
                let id = add_conversation(tx, seed, "Ana", "+1", START)?;
                for n in 0..10 {
                    tx.messages().add(seed.workspace, &outbound(id, &format!("m{n}"), at(n / 2)))?;
                }
                let newest = tx.messages().list_before(seed.workspace, id, None, 4)?;
                assert_eq!(texts(&newest.messages), ["m6", "m7", "m8", "m9"]);
                assert!(newest.has_older && !newest.has_newer);
                let before = storage::messages::place(&newest.messages[0]);
                let older = tx.messages().list_before(seed.workspace, id, Some(before), 100)?;
                assert_eq!(texts(&older.messages), ["m0", "m1", "m2", "m3", "m4", "m5"]);
                assert!(!older.has_older && older.has_newer);
                let after = storage::messages::place(&older.messages[4]);
                let newer = tx.messages().list_after(seed.workspace, id, after, 2)?;
                assert_eq!(texts(&newer.messages), ["m5", "m6"]);
                assert!(newer.has_newer);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    fn texts(messages: &[domain::message::Message]) -> Vec<String> {
        messages.iter().map(|m| m.content.preview().unwrap()).collect()
    }

    pub(super) async fn messages_come_back_as_they_went_in(store: Store) {
        let seed = seed(&store).await;
        store
            .write(seed.workspace, move |tx| {
                let id = add_conversation(tx, seed, "Ana", "+1", START)?;
                let mut message = outbound(id, "ünïcödé 😀", START);
                message.author = Some(Author { user_id: UserId::new(START), name: "Bo".into() });
                message.reply_to = Some(ReplyTo { wamid: Wamid::from("wamid.Q"), message_id: None });
                message.client_ref = Some("ref".into());
                tx.messages().add(seed.workspace, &message)?;
                message.status = Some(MessageStatus::Failed);
                message.status_times.note(MessageStatus::Failed, at(3));
                message.error = Some(MessageError {
                    code: Some(131_047),
                    title: "t".into(),
                    detail: None,
                    remedy: "r".into(),
                });
                message.attempt = 2;
                message.wamid = Some(Wamid::from("wamid.A"));
                tx.messages().update_progress(seed.workspace, &message)?;
                message.reactions = vec![Reaction {
                    emoji: "👍".into(),
                    direction: Direction::Inbound,
                    at: at(4),
                    contact_id: None,
                }];
                tx.messages().update_reactions(seed.workspace, &message)?;
                assert_eq!(tx.messages().lookup(seed.workspace, message.id)?, Some(message.clone()));
                let found = tx.messages().find_by_wamid_to_change(seed.workspace, &Wamid::from("wamid.A"))?;
                assert_eq!(found, Some(message));
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
        let twice = store
            .write(seed.workspace, move |tx| {
                let id = add_conversation(tx, seed, "Bo", "+2", START)?;
                let mut message = outbound(id, "x", START);
                message.wamid = Some(Wamid::from("wamid.A"));
                assert!(tx.messages().add(seed.workspace, &message).is_err(), "nobody may overlook it");
                Ok::<_, Error>([tx.messages().add_if_new(seed.workspace, &message)?, {
                    message.wamid = Some(Wamid::from("wamid.B"));
                    tx.messages().add_if_new(seed.workspace, &message)?
                }])
            })
            .await;
        assert_eq!(twice.unwrap(), [false, true], "one message for each wamid");
    }

    pub(super) async fn early_news_waits_once(store: Store) {
        let seed = seed(&store).await;
        store
            .write(seed.workspace, move |tx| {
                let wamid = Wamid::from("wamid.E");
                let workspace = seed.workspace;
                tx.early_news().add(workspace, &wamid, "delivered", at(2), "2")?;
                tx.early_news().add(workspace, &wamid, "sent", at(1), "1")?;
                tx.early_news().add(workspace, &wamid, "sent", at(1), "1")?;
                assert_eq!(tx.early_news().take(workspace, &wamid)?, ["1", "2"]);
                assert!(tx.early_news().take(workspace, &wamid)?.is_empty());
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn reads_never_cross_workspaces(store: Store) {
        let (mine, theirs) = (seed(&store).await, seed(&store).await);
        store
            .write(Scope::System, move |tx| {
                let id = add_conversation(tx, mine, "Ana", "+1", START)?;
                let mut message = outbound(id, "secret", START);
                message.wamid = Some(Wamid::from("wamid.S"));
                tx.messages().add(mine.workspace, &message)?;
                let contact = tx.conversations().lookup(mine.workspace, id)?.unwrap().contact.id;
                let other = theirs.workspace;
                assert!(tx.conversations().lookup(other, id)?.is_none());
                assert!(tx.contacts().lookup(other, contact)?.is_none());
                assert!(tx.messages().lookup(other, message.id)?.is_none());
                assert!(tx.messages().find_by_wamid_to_change(other, &Wamid::from("wamid.S"))?.is_none());
                assert!(tx.messages().list_before(other, id, None, 10)?.messages.is_empty());
                assert!(tx.conversations().list(other, &Filter::default(), None, 10)?.items.is_empty());
                assert!(tx.contacts().list(other, "", None, 10)?.items.is_empty());
                assert!(tx.phone_numbers().lookup(other, mine.number)?.is_none());
                assert!(tx.phone_numbers().access(other, mine.number)?.is_none());
                assert_eq!(tx.conversations().counts(other)?, Counts::default());
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn phone_numbers_and_their_health(store: Store) {
        let seed = seed(&store).await;
        store
            .write(seed.workspace, move |tx| {
                let id: ConversationId = add_conversation(tx, seed, "Ana", "+1", START)?;
                let contact = tx.conversations().lookup(seed.workspace, id)?.unwrap().contact.id;
                let contact = tx.contacts().lookup(seed.workspace, contact)?.unwrap();
                let mut message = outbound(id, "x", at(5));
                message.wamid = Some(Wamid::from("wamid.I"));
                tx.messages().add(seed.workspace, &message)?;
                let late = Message { wamid: Some(Wamid::from("wamid.L")), ..outbound(id, "late", at(4)) };
                tx.messages().add(seed.workspace, &late)?;
                for state in ConversationState::ALL {
                    tx.conversations().update_state(seed.workspace, id, state)?;
                    for message in [&message, &late] {
                        let news =
                            Inbound { message, contact: Some(contact.summary()), window_expires_at: at(100) };
                        let told = tx.conversations().update_inbound(seed.workspace, news)?;
                        let after = tx.conversations().lookup(seed.workspace, id)?.unwrap();
                        assert_eq!(told, after, "what is told is what is stored");
                        assert_eq!(after.state, state.on_inbound());
                    }
                }
                let counts = tx.conversations().counts(seed.workspace)?;
                assert_eq!(counts, Counts { open: 1, unread: 1, closed: 0 });
                assert!(tx.conversations().update_read(seed.workspace, id)?);
                assert!(!tx.conversations().update_read(seed.workspace, id)?);
                let health = NumberHealth {
                    state: NumberState::Unreachable,
                    since: at(1),
                    reason: Some("no route".into()),
                };
                assert!(tx.phone_numbers().update_health(seed.workspace, seed.number, &health)?);
                assert!(!tx.phone_numbers().update_health(seed.workspace, seed.number, &health)?, "no news");
                assert_eq!(tx.phone_numbers().lookup(seed.workspace, seed.number)?.unwrap().health, health);
                let access = tx.phone_numbers().access(seed.workspace, seed.number)?.unwrap();
                assert_eq!(access.access_token, Secret::new("token"));
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }
}
