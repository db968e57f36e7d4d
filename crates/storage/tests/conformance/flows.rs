//! Flows, the tokens they were sent with, and the keys they encrypt for.

use crate::on_both;

on_both! {
    a7_a_flow_comes_back_as_it_went_in
    a7_flows_are_filtered_and_paged_without_skips
    a7_a_door_is_found_by_its_key_alone
    a7_a_token_means_the_message_that_carried_it_last
    a7_one_key_of_a_number_is_in_use_and_the_one_before_it_still_opens
    l1_flows_never_cross_workspaces
}

mod scenarios {
    use std::time::Duration;

    use domain::flow::{
        Flow, FlowAlert, FlowAlertKind, FlowAnswerer, FlowDoor, FlowErrorCount, FlowProblem, FlowStatus,
    };
    use domain::id::MetaFlowId;
    use domain::message::MessageError;
    use domain::{FlowId, FlowKeyId, MessageId, Secret, Timestamp, WabaId};
    use storage::flow_keys::StoredKey;
    use storage::flow_tokens::SentFlow;
    use storage::flows::{Filter, StoredDoor};
    use storage::{Error, Store};

    use crate::{START, Seed, add_conversation, at, seed};

    fn flow(meta_id: &str, at: Timestamp) -> Flow {
        Flow {
            id: FlowId::new(at),
            waba_id: WabaId::from("1022"),
            meta_flow_id: MetaFlowId::from(meta_id),
            name: format!("Sign-up_{meta_id}"),
            categories: vec!["SIGN_UP".into()],
            status: FlowStatus::Draft,
            validation_errors: Vec::new(),
            json_version: None,
            data_api_version: None,
            endpoint_url: None,
            alerts: Vec::new(),
            created_at: at,
            updated_at: at,
            heard_at: at,
        }
    }

    fn door(flow: &Flow) -> StoredDoor {
        StoredDoor {
            key: Secret::new(format!("key of {}", flow.id)),
            secret: Secret::new("s"),
            door: FlowDoor::default(),
        }
    }

    pub(super) async fn a7_a_flow_comes_back_as_it_went_in(store: Store) {
        let seed = seed(&store).await;
        store
            .write(seed.workspace, move |tx| {
                let mut flow = flow("777", START);
                let stored = door(&flow);
                tx.flows().add(seed.workspace, &flow, &stored)?;
                assert_eq!(tx.flows().lookup(seed.workspace, flow.id)?, Some(flow.clone()));
                assert_eq!(tx.flows().door(seed.workspace, flow.id)?, Some(stored.clone()));
                flow.status = FlowStatus::Unknown("LEVITATING".into());
                flow.validation_errors = vec![FlowProblem {
                    code: Some("INVALID_PROPERTY_VALUE".into()),
                    message: "Grüß Gott".into(),
                    line_start: Some(3),
                    paths: vec!["screens[0]".into()],
                    ..FlowProblem::default()
                }];
                flow.alerts = vec![FlowAlert {
                    kind: FlowAlertKind::EndpointLatency,
                    is_active: true,
                    at: at(4),
                    message: None,
                    threshold: Some(7000.0),
                    error_rate: None,
                    requests: Some(34),
                    p50_latency: Some(500.0),
                    p90_latency: Some(8000.0),
                    availability: None,
                    errors: vec![FlowErrorCount { code: "TIMEOUT".into(), rate: Some(1.5), count: Some(2) }],
                }];
                flow.json_version = Some("7.1".into());
                flow.endpoint_url = Some("https://a.example/x".into());
                (flow.updated_at, flow.heard_at) = (at(5), at(4));
                tx.flows().update(seed.workspace, &flow)?;
                let id = MetaFlowId::from("777");
                assert_eq!(tx.flows().find_by_meta_id(seed.workspace, &id)?, Some(flow.clone()));
                assert_eq!(tx.flows().find_by_meta_id_to_change(seed.workspace, &id)?, Some(flow.clone()));
                assert_eq!(tx.flows().lookup_to_change(seed.workspace, flow.id)?, Some(flow.clone()));
                assert_eq!(tx.flows().of_waba(seed.workspace, &flow.waba_id)?, [flow.id]);
                let answerer = FlowAnswerer::Forward { url: "https://b.example".into() };
                let changed = FlowDoor { answerer, checks_tokens: true };
                tx.flows().update_door(seed.workspace, flow.id, &changed)?;
                let now = tx.flows().door(seed.workspace, flow.id)?.unwrap();
                assert_eq!((now.door, now.key), (changed, stored.key));
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn a7_flows_are_filtered_and_paged_without_skips(store: Store) {
        let seed = seed(&store).await;
        let workspace = seed.workspace;
        store
            .write(workspace, move |tx| {
                for n in 0..13_i64 {
                    let mut flow = flow(&n.to_string(), at(n / 4));
                    flow.status = if n % 2 == 0 { FlowStatus::Published } else { FlowStatus::Draft };
                    if n == 12 {
                        flow.status = FlowStatus::Deleted;
                    }
                    tx.flows().add(workspace, &flow, &door(&flow))?;
                }
                let mut seen = Vec::new();
                let mut after = None;
                loop {
                    let page = tx.flows().list(workspace, &Filter::default(), after, 5)?;
                    seen.extend(page.items.into_iter().map(|flow| flow.meta_flow_id.0));
                    after = page.next;
                    if after.is_none() {
                        break;
                    }
                }
                assert_eq!(seen, ["11", "10", "9", "8", "7", "6", "5", "4", "3", "2", "1", "0"]);
                let mut count = |filter| tx.flows().list(workspace, &filter, None, 50).map(|p| p.items.len());
                assert_eq!(count(Filter { status: Some(FlowStatus::Draft), ..Filter::default() })?, 6);
                assert_eq!(count(Filter { status: Some(FlowStatus::Deleted), ..Filter::default() })?, 1);
                assert_eq!(count(Filter { search: "SIGN-UP_1".into(), ..Filter::default() })?, 3);
                assert_eq!(count(Filter { meta_flow_id: Some("7".into()), ..Filter::default() })?, 1);
                assert_eq!(count(Filter { waba: Some("1".into()), ..Filter::default() })?, 0);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn a7_a_door_is_found_by_its_key_alone(store: Store) {
        let seed = seed(&store).await;
        store
            .write(seed.workspace, move |tx| {
                let mut flow = flow("777", START);
                let key = door(&flow).key;
                assert!(tx.flows().add(seed.workspace, &flow, &door(&flow))?);
                let twin = Flow { id: FlowId::new(START), ..flow.clone() };
                assert!(
                    !tx.flows().add(seed.workspace, &twin, &door(&twin))?,
                    "one Flow for each of the provider's"
                );
                let found = tx.flows().find_by_door_key(key.expose())?;
                assert_eq!(found, Some((seed.workspace, flow.id)));
                assert_eq!(tx.flows().find_by_door_key("another")?, None);
                flow.status = FlowStatus::Deleted;
                tx.flows().update(seed.workspace, &flow)?;
                assert_eq!(tx.flows().find_by_door_key(key.expose())?, None);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn a7_a_token_means_the_message_that_carried_it_last(store: Store) {
        let seed = seed(&store).await;
        store
            .write(seed.workspace, move |tx| {
                let conversation_id = add_conversation(tx, seed, "Ana", "+1", START)?;
                let sent = |n| SentFlow {
                    message_id: MessageId::new(at(n)),
                    conversation_id,
                    meta_flow_id: MetaFlowId::from("777"),
                    answered_at: None,
                };
                let (first, second) = (sent(0), sent(1));
                tx.flow_tokens().add(seed.workspace, "t", &first, START)?;
                tx.flow_tokens().update_answered(seed.workspace, "t", at(5))?;
                tx.flow_tokens().update_answered(seed.workspace, "t", at(9))?;
                let answered = SentFlow { answered_at: Some(at(5)), ..first };
                assert_eq!(tx.flow_tokens().lookup(seed.workspace, "t")?, Some(answered));
                tx.flow_tokens().add(seed.workspace, "t", &second, at(1))?;
                assert_eq!(tx.flow_tokens().lookup(seed.workspace, "t")?, Some(second));
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    fn key(seed: Seed, at: Timestamp) -> StoredKey {
        StoredKey {
            id: FlowKeyId::new(at),
            phone_number_id: seed.number,
            private_key: Secret::new("private"),
            public_key: "public".into(),
            created_at: at,
            uploaded_at: None,
            problem: None,
            retired_at: None,
        }
    }

    pub(super) async fn a7_one_key_of_a_number_is_in_use_and_the_one_before_it_still_opens(store: Store) {
        let seed = seed(&store).await;
        let workspace = seed.workspace;
        store
            .write(workspace, move |tx| {
                let (old, new) = (key(seed, START), key(seed, at(10)));
                let waba = WabaId::from("1022");
                tx.flow_keys().add(workspace, &old)?;
                assert!(
                    tx.savepoint(|tx| tx.flow_keys().add(workspace, &new))
                        .is_err_and(|e| e.is_unique_violation())
                );
                tx.flow_keys().update_retired(workspace, seed.number, at(10))?;
                tx.flow_keys().add(workspace, &new)?;
                let problem =
                    MessageError { code: Some(1), title: "t".into(), detail: None, remedy: "r".into() };
                tx.flow_keys().update_upload(workspace, new.id, Some(at(11)), Some(&problem))?;
                let all = tx.flow_keys().of_number(workspace, seed.number)?;
                assert_eq!(all[0].uploaded_at, Some(at(11)));
                assert_eq!(all[0].problem, Some(problem));
                assert_eq!(all[1], StoredKey { retired_at: Some(at(10)), ..old.clone() });
                let mut open = |since| {
                    let keys = tx.flow_keys().that_open(workspace, &waba, since)?;
                    Ok::<_, Error>(keys.into_iter().map(|key| key.id).collect::<Vec<_>>())
                };
                assert_eq!(open(at(9))?, [new.id, old.id]);
                assert_eq!(open(at(10))?, [new.id]);
                tx.flow_keys().remove_retired(workspace, seed.number, at(10) + Duration::from_secs(1))?;
                assert_eq!(tx.flow_keys().of_number(workspace, seed.number)?.len(), 1);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn l1_flows_never_cross_workspaces(store: Store) {
        let (ours, theirs) = (seed(&store).await, seed(&store).await);
        store
            .write(storage::Scope::System, move |tx| {
                let flow = flow("777", START);
                tx.flows().add(ours.workspace, &flow, &door(&flow))?;
                tx.flow_keys().add(ours.workspace, &key(ours, START))?;
                let other = theirs.workspace;
                assert_eq!(tx.flows().lookup(other, flow.id)?, None);
                assert_eq!(tx.flows().lookup_to_change(other, flow.id)?, None);
                assert_eq!(tx.flows().door(other, flow.id)?, None);
                assert_eq!(tx.flows().find_by_meta_id(other, &flow.meta_flow_id)?, None);
                assert_eq!(tx.flows().list(other, &Filter::default(), None, 9)?.items, []);
                assert_eq!(tx.flows().of_waba(other, &flow.waba_id)?, []);
                assert_eq!(tx.flow_keys().of_number(other, ours.number)?, []);
                assert_eq!(tx.flow_keys().that_open(other, &flow.waba_id, START)?, []);
                assert_eq!(tx.flow_tokens().lookup(other, "t")?, None);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }
}
