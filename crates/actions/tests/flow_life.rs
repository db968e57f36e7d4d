//! The life of a Flow's copy: news in any order, copies, doors, keys, tokens.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::time::Duration;

use domain::event::Event;
use domain::flow::{Flow, FlowAlert, FlowAlertKind, FlowDoor, FlowStatus};
use domain::id::{MetaFlowId, MetaPhoneNumberId};
use domain::job::Queue;
use domain::phone_number::{MetaApp, NumberHealth, NumberState, PhoneNumber};
use domain::workspace::{Actor, Role, Workspace};
use domain::{MetaAppId, PhoneNumberId, Secret, Timestamp, UserId, WabaId, WorkspaceId};
use storage::{Options, Scope, Store, Tx};
use waypost_actions::flow::{
    Error, FlowNews, FlowNewsKind, ProviderFlow, account, apply_copy, apply_news, enter, errand, set_door,
    settle, settle_new, show_door,
};

const START: Timestamp = Timestamp::from_seconds(1_780_000_000);

fn at(seconds: u64) -> Timestamp {
    START + Duration::from_secs(seconds)
}

fn waba() -> WabaId {
    WabaId::from("1022")
}

/// Runs `story` in a workspace with a number, in one transaction, and then tells what the feed told.
async fn in_workspace(story: impl FnOnce(&mut Tx<'_>, &Actor) + Send + 'static) -> Vec<Event> {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(Options::sqlite(folder.path())).await.unwrap();
    let workspace = WorkspaceId::new(START);
    let told = store.write(Scope::System, move |tx| {
        tx.workspaces().add(&Workspace { id: workspace, name: "Harbour".into(), created_at: START })?;
        let app = MetaApp {
            id: MetaAppId::from("1"),
            app_secret: Secret::new("s"),
            previous_app_secret: None,
            verify_token: Secret::new("v"),
        };
        tx.meta_apps().add_if_new(&app, START)?;
        tx.phone_numbers().add(workspace, &number(app.id), &Secret::new("t"))?;
        story(tx, &actor(workspace, Role::Owner));
        Ok::<_, storage::Error>(())
    });
    told.await.unwrap();
    let events = store.read(workspace, move |tx| tx.events().list_after(workspace, 0, 100)).await;
    let events: Result<_, storage::Error> = events;
    events.unwrap().into_iter().map(|told| told.event).collect()
}

fn number(meta_app_id: MetaAppId) -> PhoneNumber {
    PhoneNumber {
        auth: domain::phone_number::AuthHeader::default(),
        details: domain::account::NumberDetails::default(),
        id: PhoneNumberId::new(START),
        meta_phone_number_id: MetaPhoneNumberId::from("1065"),
        waba_id: waba(),
        meta_app_id,
        display_phone_number: "+1 555-078-3881".into(),
        verified_name: "Harbour".into(),
        quality_rating: "GREEN".into(),
        base_url: "http://127.0.0.1:1".into(),
        api_version: "v25.0".into(),
        health: NumberHealth { state: NumberState::Connected, since: START, reason: None },
        last_webhook_at: None,
        created_at: START,
    }
}

fn actor(workspace: WorkspaceId, role: Role) -> Actor {
    Actor::User { workspace, user: UserId::new(START), name: "Ada".into(), role }
}

fn given(id: &str, status: FlowStatus) -> ProviderFlow {
    ProviderFlow {
        meta_flow_id: MetaFlowId::from(id),
        name: format!("Flow {id}"),
        categories: vec!["OTHER".into()],
        status,
        validation_errors: Some(Vec::new()),
        json_version: None,
        data_api_version: None,
        endpoint_url: None,
    }
}

fn news(id: &str, at: Timestamp, what: FlowNewsKind) -> FlowNews {
    FlowNews { meta_flow_id: MetaFlowId::from(id), at, what }
}

fn alert(is_active: bool, at: Timestamp) -> FlowNewsKind {
    FlowNewsKind::Alert(FlowAlert {
        kind: FlowAlertKind::EndpointLatency,
        is_active,
        at,
        message: None,
        threshold: None,
        error_rate: None,
        requests: None,
        p50_latency: None,
        p90_latency: None,
        availability: None,
        errors: Vec::new(),
    })
}

/// All Flows, deleted ones too.
fn all(tx: &mut Tx<'_>, actor: &Actor) -> Vec<Flow> {
    let deleted =
        storage::flows::Filter { status: Some(FlowStatus::Deleted), ..storage::flows::Filter::default() };
    let mut all = tx.flows().list(actor.workspace(), &deleted, None, 50).unwrap().items;
    all.extend(
        tx.flows().list(actor.workspace(), &storage::flows::Filter::default(), None, 50).unwrap().items,
    );
    all
}

#[tokio::test]
async fn b6_news_ends_in_the_same_state_in_every_order() {
    let stories = [
        (at(10), FlowNewsKind::Status(FlowStatus::Published)),
        (at(20), FlowNewsKind::Status(FlowStatus::Throttled)),
        (at(30), alert(true, at(30))),
        (at(40), alert(false, at(40))),
    ];
    for first in 0..stories.len() {
        for step in [1, 3] {
            let told: Vec<_> = (0..8).map(|n| stories[(first + n * step) % stories.len()].clone()).collect();
            in_workspace(move |tx, actor| {
                settle_new(tx, actor.workspace(), START, &waba(), given("777", FlowStatus::Draft)).unwrap();
                for (time, what) in told {
                    let news = news("777", time, what);
                    apply_news(tx, actor.workspace(), &waba(), at(100), &news).unwrap();
                }
                let flow = &all(tx, actor)[0];
                assert_eq!(flow.status, FlowStatus::Throttled);
                assert_eq!(flow.alerts.len(), 1);
                assert!(!flow.alerts[0].is_active);
            })
            .await;
        }
    }
}

#[tokio::test]
async fn b6_an_unknown_flow_gets_its_place_and_one_copy_is_owed() {
    let events = in_workspace(|tx, actor| {
        for n in 0..5 {
            let status = FlowNewsKind::Status(FlowStatus::Published);
            apply_news(tx, actor.workspace(), &waba(), at(n), &news("4711", at(n), status)).unwrap();
        }
        assert_eq!(tx.jobs().count(Queue::Templates).unwrap(), 1);
        let flow = &all(tx, actor)[0];
        assert_eq!((flow.name.as_str(), &flow.status), ("4711", &FlowStatus::Published));
        let copied = vec![given("4711", FlowStatus::Published)];
        apply_copy(tx, actor.workspace(), &waba(), (at(9), at(10)), copied).unwrap();
        assert_eq!(all(tx, actor)[0].name, "Flow 4711");
        let other = FlowNewsKind::Other("FLOW_LEVITATES".into());
        apply_news(tx, actor.workspace(), &waba(), at(11), &news("4711", at(11), other)).unwrap();
        assert_eq!(tx.jobs().count(Queue::Templates).unwrap(), 2, "what is not known is asked for");
    })
    .await;
    assert_eq!(events.len(), 2, "repeated news is told once: {events:?}");
}

#[tokio::test]
async fn a7_a_copy_takes_what_is_new_and_deletes_what_is_gone() {
    let events = in_workspace(|tx, actor| {
        let workspace = actor.workspace();
        let list = vec![given("1", FlowStatus::Draft), given("2", FlowStatus::Published)];
        apply_copy(tx, workspace, &waba(), (START, at(1)), list.clone()).unwrap();
        apply_copy(tx, workspace, &waba(), (at(2), at(3)), list).unwrap();
        // While the next list is read: one is blocked, another is made.
        let blocked = FlowNewsKind::Status(FlowStatus::Blocked);
        apply_news(tx, workspace, &waba(), at(205), &news("2", at(205), blocked)).unwrap();
        settle_new(tx, workspace, at(205), &waba(), given("3", FlowStatus::Draft)).unwrap();
        let late = vec![given("2", FlowStatus::Published)];
        apply_copy(tx, workspace, &waba(), (at(204), at(206)), late).unwrap();
        let mut flows = all(tx, actor);
        flows.sort_by(|a, b| a.meta_flow_id.cmp(&b.meta_flow_id));
        let states: Vec<_> = flows.iter().map(|flow| flow.status.clone()).collect();
        assert_eq!(states, [FlowStatus::Deleted, FlowStatus::Blocked, FlowStatus::Draft]);
    })
    .await;
    let told: Vec<_> = events
        .into_iter()
        .map(|event| match event {
            Event::FlowUpdated { flow } => (flow.meta_flow_id.0, flow.status),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = [
        ("1", FlowStatus::Draft),
        ("2", FlowStatus::Published),
        ("2", FlowStatus::Blocked),
        ("3", FlowStatus::Draft),
        ("1", FlowStatus::Deleted),
    ];
    assert_eq!(told, expected.map(|(id, status)| (id.to_owned(), status)));
}

#[tokio::test]
async fn a7_a_change_is_noted_also_when_it_cannot_be_read_back() {
    in_workspace(|tx, actor| {
        let workspace = actor.workspace();
        let flow = settle_new(tx, workspace, START, &waba(), given("1", FlowStatus::Draft)).unwrap();
        let publish = |flow: &mut Flow| flow.status = FlowStatus::Published;
        let settled = settle(tx, workspace, at(500), flow.id, publish, None).unwrap();
        assert_eq!((&settled.status, settled.updated_at), (&FlowStatus::Published, at(500)));
        let older = FlowNewsKind::Status(FlowStatus::Draft);
        apply_news(tx, workspace, &waba(), at(501), &news("1", at(100), older)).unwrap();
        assert_eq!(all(tx, actor)[0].status, FlowStatus::Published, "older news changes nothing");
        let nobody = settle(tx, workspace, START, domain::FlowId::new(START), |_| {}, None);
        assert!(matches!(nobody, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a7_doors_have_keys_of_their_own_and_open_for_editors_only() {
    in_workspace(|tx, actor_owner| {
        let workspace = actor_owner.workspace();
        let one = settle_new(tx, workspace, START, &waba(), given("1", FlowStatus::Draft)).unwrap();
        let two = settle_new(tx, workspace, START, &waba(), given("2", FlowStatus::Draft)).unwrap();
        let door = |tx: &mut Tx<'_>, id| show_door(tx, actor_owner, id).unwrap();
        let (first, second) = (door(tx, one.id), door(tx, two.id));
        assert_ne!(first.key, second.key);
        assert_ne!(first.secret, second.secret);
        let entered = enter(tx, first.key.expose(), START).unwrap().unwrap();
        assert_eq!((entered.flow.id, entered.apps.len(), entered.keys.len()), (one.id, 1, 0));
        assert!(enter(tx, "x", START).unwrap().is_none());
        let agent = actor(workspace, Role::Agent);
        assert!(matches!(show_door(tx, &agent, one.id), Err(Error::NotAllowed)));
        let closed = set_door(tx, &agent, one.id, &FlowDoor::default());
        assert!(matches!(closed, Err(Error::NotAllowed)));
        assert!(matches!(errand(tx, &agent, one.id, true), Err(Error::NotAllowed)));
        assert!(errand(tx, &agent, one.id, false).is_ok());
        assert!(matches!(account(tx, actor_owner, Some("9".into())), Err(Error::NoSuchWaba)));
        let foreign = actor(WorkspaceId::new(START), Role::Owner);
        assert!(matches!(show_door(tx, &foreign, one.id), Err(Error::NotFound)));
        assert!(matches!(errand(tx, &foreign, one.id, true), Err(Error::NotFound)));
    })
    .await;
}
