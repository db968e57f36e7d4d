//! What the provider tells about accounts and numbers, notices, and usage.

use crate::on_both;

on_both! {
    a5_details_of_a_number_come_back_as_they_went_in
    a5_an_account_is_stored_owed_and_due
    b6_the_same_thing_told_twice_is_one_notice
    b6_notices_are_filtered_and_paged_without_skips
    a5_usage_is_counted_from_messages
    a3_a_number_keeps_its_auth_header
}

mod scenarios {
    use domain::account::{AccountNotice, Aspect, NumberDetails, Restriction, SendingHealth, Severity, Waba};
    use domain::message::Direction;
    use domain::phone_number::AuthHeader;
    use domain::{AccountNoticeId, MessageId, PhoneNumberId, WabaId};
    use serde_json::json;
    use storage::account_notices::Filter;
    use storage::usage::Counted;
    use storage::{Error, Scope, Store};
    use uuid::Uuid;

    use crate::{START, add_conversation, at, outbound, seed};

    fn account() -> WabaId {
        WabaId::from("1022")
    }

    pub(super) async fn a5_details_of_a_number_come_back_as_they_went_in(store: Store) {
        let (seed, other) = (seed(&store).await, seed(&store).await);
        store
            .write(Scope::System, move |tx| {
                let (mut number, mut heard) =
                    tx.phone_numbers().lookup_to_change(seed.workspace, seed.number)?.unwrap();
                assert_eq!(number.details, NumberDetails::default());
                number.quality_rating = "LEVITATING".into();
                number.details = NumberDetails {
                    status: Some("HOVERING\u{0}".into()),
                    is_official: Some(true),
                    sending: Some(SendingHealth { can_send: Some("LIMITED".into()), entities: vec![] }),
                    refreshed_at: Some(at(3)),
                    ..NumberDetails::default()
                };
                assert!(heard.take(Aspect::Limit, at(9), false));
                tx.phone_numbers().update_details(seed.workspace, &number, &heard)?;
                let found = tx.phone_numbers().lookup_to_change(seed.workspace, seed.number)?.unwrap();
                assert_eq!(found, (number.clone(), heard));
                assert_eq!(tx.phone_numbers().list(seed.workspace)?, [number]);
                assert!(tx.phone_numbers().lookup_to_change(other.workspace, seed.number)?.is_none());
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn a3_a_number_keeps_its_auth_header(store: Store) {
        let seed = seed(&store).await;
        store
            .write(Scope::System, move |tx| {
                let mut number = tx.phone_numbers().lookup(seed.workspace, seed.number)?.unwrap();
                assert_eq!(number.auth, AuthHeader::default());
                number.id = PhoneNumberId::new(START);
                number.meta_phone_number_id = format!("other{}", number.id).into();
                number.auth = AuthHeader { name: "d360-api-key".into(), scheme: None };
                tx.phone_numbers().add(seed.workspace, &number, &domain::Secret::new("key"))?;
                assert_eq!(tx.phone_numbers().lookup(seed.workspace, number.id)?.unwrap(), number);
                let access = tx.phone_numbers().access(seed.workspace, number.id)?.unwrap();
                assert_eq!((access.auth, access.meta_app_id), (number.auth, number.meta_app_id));
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn a5_an_account_is_stored_owed_and_due(store: Store) {
        let seed = seed(&store).await;
        store
            .write(Scope::System, move |tx| {
                let (workspace, id) = (seed.workspace, account());
                assert!(tx.wabas().due(START)?.contains(&(workspace, id.clone())), "never asked for");
                let mut waba = Waba::new(id.clone(), START);
                assert!(tx.wabas().add(workspace, &waba)? && !tx.wabas().add(workspace, &waba)?);
                assert!(!tx.wabas().due(at(-1))?.contains(&(workspace, id.clone())));
                assert!(tx.wabas().due(START)?.contains(&(workspace, id.clone())), "asked for long ago");
                assert!(tx.wabas().owe_refresh(workspace, &id, START)?);
                assert!(!tx.wabas().owe_refresh(workspace, &id, at(1))?, "owed already");
                tx.wabas().begin_refresh(workspace, &id)?;
                assert!(tx.wabas().owe_refresh(workspace, &id, at(2))?);
                let (_, mut heard) = tx.wabas().lookup_to_change(workspace, &id)?.unwrap();
                heard.take(Aspect::Ban, at(5), false);
                waba.requested_at = at(60);
                waba.restrictions =
                    vec![Restriction { kind: "X".into(), until: Some(at(7)), until_text: None }];
                tx.wabas().update(workspace, &waba, &heard)?;
                assert_eq!(tx.wabas().lookup_to_change(workspace, &id)?, Some((waba.clone(), heard)));
                assert_eq!(tx.wabas().list(workspace)?, [waba]);
                assert!(!tx.wabas().due(START)?.contains(&(workspace, id)));
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    fn notice(n: i64, severity: Severity) -> AccountNotice {
        AccountNotice {
            id: AccountNoticeId::new(at(n)),
            waba_id: account(),
            phone_number_id: None,
            severity,
            field: "account_update".into(),
            title: format!("Notice {n}"),
            detail: Some("d".into()),
            remedy: None,
            at: at(n - 1),
            received_at: at(n / 2),
            raw: json!({"event": "SOMETHING", "n": n, "text": "a\u{0}b"}),
        }
    }

    pub(super) async fn b6_the_same_thing_told_twice_is_one_notice(store: Store) {
        let (seed, other) = (seed(&store).await, seed(&store).await);
        store
            .write(Scope::System, move |tx| {
                let first = notice(1, Severity::Critical);
                assert!(tx.account_notices().add(seed.workspace, &first, b"hash")?);
                assert!(!tx.account_notices().add(seed.workspace, &notice(2, Severity::Info), b"hash")?);
                assert!(tx.account_notices().add(seed.workspace, &notice(3, Severity::Info), b"other")?);
                assert!(tx.account_notices().add(other.workspace, &notice(4, Severity::Info), b"hash")?);
                assert_eq!(tx.account_notices().lookup(seed.workspace, first.id)?, Some(first.clone()));
                assert_eq!(tx.account_notices().lookup(other.workspace, first.id)?, None);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn b6_notices_are_filtered_and_paged_without_skips(store: Store) {
        let seed = seed(&store).await;
        store
            .write(Scope::System, move |tx| {
                let workspace = seed.workspace;
                for n in 0..7_i64 {
                    let mut notice = notice(n, Severity::ALL[usize::try_from(n % 3).unwrap()]);
                    if n == 4 {
                        notice.phone_number_id = Some(seed.number);
                        notice.field = "security".into();
                        notice.waba_id = WabaId::from("7");
                    }
                    tx.account_notices().add(workspace, &notice, &n.to_be_bytes())?;
                }
                let (mut titles, mut after) = (Vec::new(), None);
                loop {
                    let page = tx.account_notices().list(workspace, &Filter::default(), after, 2)?;
                    titles.extend(page.items.into_iter().map(|notice| notice.title));
                    let Some(next) = page.next else { break };
                    after = Some(next);
                }
                let want: Vec<_> = (0..7).rev().map(|n| format!("Notice {n}")).collect();
                assert_eq!(titles, want);
                let mut count = |filter: Filter| {
                    Ok::<_, Error>(tx.account_notices().list(workspace, &filter, None, 50)?.items.len())
                };
                assert_eq!(count(Filter { severity: Some(Severity::Info), ..Filter::default() })?, 3);
                assert_eq!(count(Filter { number: Some(seed.number), ..Filter::default() })?, 1);
                assert_eq!(count(Filter { field: Some("security".into()), ..Filter::default() })?, 1);
                assert_eq!(count(Filter { waba: Some(WabaId::from("7")), ..Filter::default() })?, 1);
                let nobody = Some(PhoneNumberId::new(START));
                assert_eq!(count(Filter { number: nobody, ..Filter::default() })?, 0);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn a5_usage_is_counted_from_messages(store: Store) {
        let (seed, other) = (seed(&store).await, seed(&store).await);
        store
            .write(Scope::System, move |tx| {
                for (seed, phone) in [(seed, "+16505551234"), (other, "+16505551235")] {
                    let conversation = add_conversation(tx, seed, "Sheena", phone, START)?;
                    for n in 0..5_i64 {
                        let mut row = outbound(conversation, "hi", at(n * 10));
                        // Made as of then; within a process ids only ever grow.
                        let millis = u128::try_from(row.at.as_micros() / 1000).unwrap();
                        row.id = MessageId(Uuid::from_u128((millis << 80) | 0x7_0000_8000_0000_0000_0000));
                        if n % 2 == 1 {
                            (row.direction, row.status) = (Direction::Inbound, None);
                        } else {
                            row.wamid = (n > 0).then(|| format!("wamid.{phone}.{n}").as_str().into());
                        }
                        tx.messages().add(seed.workspace, &row)?;
                    }
                }
                let counted = tx.usage().count(seed.workspace, seed.number, START)?;
                assert_eq!(counted, Counted { sent: 2, received: 2, conversations: 1 });
                let later = tx.usage().count(seed.workspace, seed.number, at(25))?;
                assert_eq!(later, Counted { sent: 1, received: 1, conversations: 1 });
                assert_eq!(tx.usage().count(seed.workspace, other.number, START)?, Counted::default());
                assert_eq!(tx.usage().count_reached(seed.workspace, &account(), START)?, 0);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }
}
