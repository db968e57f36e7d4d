//! Names and wishes, groups, imports, notices, and two contacts that become one.

use crate::on_both;

on_both! {
    b6_names_and_wishes_come_back_as_they_went_in
    b4_a_group_keeps_its_people_and_later_news_wins
    b5_what_is_reported_of_a_message_comes_back
    o5_an_import_is_kept_for_each_number
    d10_merging_moves_all_that_was_theirs
    applied_news_is_new_once
}

mod scenarios {
    use std::collections::BTreeMap;

    use domain::contact::{
        BookEntry, ContactKind, Identifier, IdentifierKind, MarketingChoice, MarketingWish,
    };
    use domain::conversation::ConversationState;
    use domain::group::{Group, JoinRequest};
    use domain::history::{HistoryImport, ImportState};
    use domain::message::MessageStatus;
    use domain::report::{Billing, Recipients, Report, SentBy, Source};
    use domain::{ConversationId, Wamid};
    use storage::conversations::Inbound;
    use storage::groups::StoredGroup;
    use storage::{Error, Store};

    use crate::{START, Seed, add_conversation, at, contact, outbound, seed};

    async fn write(
        store: &Store,
        seed: Seed,
        test: impl FnOnce(&mut storage::Tx<'_>) -> Result<(), Error> + Send + 'static,
    ) {
        store.write(seed.workspace, test).await.unwrap();
    }

    pub(super) async fn b6_names_and_wishes_come_back_as_they_went_in(store: Store) {
        let seed = seed(&store).await;
        write(&store, seed, move |tx| {
            let mut ana = contact("Ana", "+16505551234");
            tx.contacts().add(seed.workspace, &ana)?;
            ana.profile_name = Some("Ana M".into());
            ana.book = Some(BookEntry { name: None, at: at(1) });
            ana.marketing = Some(MarketingWish { choice: MarketingChoice::Stop, at: at(2) });
            tx.contacts().update(seed.workspace, &ana)?;
            assert_eq!(tx.contacts().lookup(seed.workspace, ana.id)?, Some(ana.clone()));
            let found = tx.contacts().list(seed.workspace, "", None, 5)?.items;
            assert_eq!(found, [ana]);
            Ok(())
        })
        .await;
    }

    pub(super) async fn b4_a_group_keeps_its_people_and_later_news_wins(store: Store) {
        let seed = seed(&store).await;
        write(&store, seed, move |tx| {
            let workspace = seed.workspace;
            let mut club = contact("Sailing", "+10");
            club.kind = ContactKind::Group;
            club.identifiers = vec![Identifier::new(IdentifierKind::Group, "g1")];
            tx.contacts().add(workspace, &club)?;
            let conversation_id = ConversationId::new(START);
            tx.conversations().add(workspace, conversation_id, club.id, seed.number, START)?;
            let shown = tx.conversations().lookup(workspace, conversation_id)?.unwrap();
            assert_eq!(shown.contact.kind, ContactKind::Group);
            let group = Group {
                contact_id: club.id,
                conversation_id,
                group_id: "g1".into(),
                subject: Some("Sailing".into()),
                description: None,
                invite_link: None,
                join_approval_mode: None,
                is_deleted: false,
                is_suspended: true,
                participants: Vec::new(),
                join_requests: Vec::new(),
            };
            let stored = StoredGroup { group, heard_at: BTreeMap::from([("subject".into(), at(1))]) };
            tx.groups().save(workspace, &stored)?;
            assert_eq!(tx.groups().find_by_conversation(workspace, conversation_id)?, Some(stored));
            let ana = contact("Ana", "+16505551234");
            tx.contacts().add(workspace, &ana)?;
            let mut groups = tx.groups();
            assert!(groups.save_participant(workspace, club.id, ana.id, true, at(5))?);
            assert!(!groups.save_participant(workspace, club.id, ana.id, false, at(4))?, "older");
            assert_eq!(groups.count_participants(workspace, club.id)?, 1);
            assert!(groups.save_participant(workspace, club.id, ana.id, false, at(6))?);
            assert_eq!(groups.count_participants(workspace, club.id)?, 0);
            let ask = JoinRequest { join_request_id: "j".into(), contact_id: Some(ana.id), at: at(1) };
            assert!(groups.save_join_request(workspace, club.id, &ask, true)?);
            assert_eq!(groups.lookup(workspace, club.id)?.unwrap().group.join_requests.len(), 1);
            groups.close_join_requests(workspace, club.id, ana.id)?;
            assert!(!groups.save_join_request(workspace, club.id, &ask, true)?, "it has ended");
            assert!(groups.lookup(workspace, club.id)?.unwrap().group.join_requests.is_empty());
            Ok(())
        })
        .await;
    }

    pub(super) async fn b5_what_is_reported_of_a_message_comes_back(store: Store) {
        let seed = seed(&store).await;
        write(&store, seed, move |tx| {
            let workspace = seed.workspace;
            let conversation = add_conversation(tx, seed, "Ana", "+16505551234", START)?;
            let ana = tx.conversations().lookup(workspace, conversation)?.unwrap().contact.id;
            let mut message = outbound(conversation, "hi", START);
            message.sent_by = Some(SentBy { contact_id: ana, name: "Ana".into() });
            message.source = Some(Source::BusinessApp);
            message.recipients = Some(Recipients { total: Some(2), ..Recipients::default() });
            tx.messages().add(workspace, &message)?;
            assert_eq!(tx.messages().lookup(workspace, message.id)?, Some(message.clone()));
            message.status_times.note(MessageStatus::Played, at(3));
            message.billing = Some(Billing {
                category: Some("utility".into()),
                kind: None,
                billable: Some(true),
                model: None,
                told_with: Some(MessageStatus::Sent),
                conversation: None,
                template_id: None,
            });
            message.recipients = Some(Recipients { total: Some(2), delivered: 1, ..Recipients::default() });
            tx.messages().update_progress(workspace, &message)?;
            message.reports =
                vec![Report { kind: "payment".into(), status: "captured".into(), at: at(1), payment: None }];
            tx.messages().update_reports(workspace, &message)?;
            assert_eq!(tx.messages().lookup(workspace, message.id)?, Some(message.clone()));
            tx.message_recipients().save(workspace, message.id, ana, MessageStatus::Read, at(2))?;
            tx.message_recipients().save(workspace, message.id, ana, MessageStatus::Played, at(3))?;
            assert_eq!(tx.message_recipients().list(workspace, message.id)?, [(ana, MessageStatus::Played)]);
            Ok(())
        })
        .await;
    }

    pub(super) async fn o5_an_import_is_kept_for_each_number(store: Store) {
        let (one, two) = (seed(&store).await, seed(&store).await);
        store
            .write(storage::Scope::System, move |tx| {
                let mut import = HistoryImport::none(one.number);
                import.state = ImportState::Importing;
                import.progress = Some(55);
                tx.history_imports().save(one.workspace, &import)?;
                import.messages = 7;
                tx.history_imports().save(one.workspace, &import)?;
                assert_eq!(tx.history_imports().lookup(one.workspace, one.number)?, Some(import));
                assert_eq!(tx.history_imports().lookup(two.workspace, one.number)?, None);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn d10_merging_moves_all_that_was_theirs(store: Store) {
        let seed = seed(&store).await;
        write(&store, seed, move |tx| {
            let workspace = seed.workspace;
            let kept = add_conversation(tx, seed, "Ana", "+16505551234", at(1))?;
            let gone = add_conversation(tx, seed, "Ana?", "+16505550000", at(2))?;
            let of = |tx: &mut storage::Tx<'_>, id| {
                Ok::<_, Error>(tx.conversations().lookup(workspace, id)?.unwrap())
            };
            let (into, from) = (of(tx, kept)?.contact.id, of(tx, gone)?.contact.id);
            let mut said = outbound(gone, "hi", at(3));
            said.sent_by = Some(SentBy { contact_id: from, name: "Ana?".into() });
            said.wamid = Some(Wamid::from("wamid.1"));
            tx.messages().add(workspace, &said)?;
            tx.message_recipients().save(workspace, said.id, from, MessageStatus::Read, at(3))?;
            let news = Inbound { message: &said, contact: None, window_expires_at: at(9) };
            tx.conversations().update_inbound(workspace, news)?;
            assert_eq!(tx.merges().conversations_of(workspace, from)?, [(gone, seed.number)]);
            let mut whole = of(tx, kept)?;
            whole.state = ConversationState::Open;
            whole.unread_count = 1;
            whole.last_message = of(tx, gone)?.last_message;
            whole.last_activity_at = at(3);
            tx.merges().merge_conversations(workspace, gone, &whole, said.wamid.as_ref())?;
            tx.merges().merge_contacts(workspace, from, into)?;
            assert_eq!(of(tx, kept)?, whole);
            assert_eq!(tx.conversations().lookup(workspace, gone)?, None);
            assert_eq!(tx.contacts().lookup(workspace, from)?, None);
            assert_eq!(tx.contacts().lookup(workspace, into)?.unwrap().identifiers.len(), 2);
            let moved = tx.messages().lookup(workspace, said.id)?.unwrap();
            assert_eq!((moved.conversation_id, moved.sent_by.unwrap().contact_id), (kept, into));
            assert_eq!(tx.message_recipients().list(workspace, said.id)?[0].0, into);
            assert_eq!(tx.conversations().last_inbound_wamid(workspace, kept)?, said.wamid);
            Ok(())
        })
        .await;
    }

    pub(super) async fn applied_news_is_new_once(store: Store) {
        let (one, two) = (seed(&store).await, seed(&store).await);
        store
            .write(storage::Scope::System, move |tx| {
                assert!(tx.applied_news().add(one.workspace, b"f", START)?);
                assert!(!tx.applied_news().add(one.workspace, b"f", START)?);
                assert!(tx.applied_news().add(two.workspace, b"f", START)?);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }
}
