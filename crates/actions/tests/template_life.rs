//! The life of a template: drafts, submissions, reviews, news in any order, copies.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::HashSet;
use std::time::Duration;

use domain::account::NumberDetails;
use domain::event::Event;
use domain::id::{MetaPhoneNumberId, MetaTemplateId};
use domain::job::{Queue, Work};
use domain::message::MessageError;
use domain::phone_number::{AuthHeader, MetaApp, NumberHealth, NumberState, PhoneNumber};
use domain::template::{
    CategoryNotice, ParameterFormat, Template, TemplateCategory, TemplateDraft, TemplateQuality,
    TemplateReason, TemplateStatus,
};
use domain::workspace::{Actor, Role, Workspace};
use domain::{MetaAppId, PhoneNumberId, Secret, TemplateId, Timestamp, UserId, WabaId, WorkspaceId};
use serde_json::{Value, json};
use storage::{Options, Scope, Store, Tx};
use waypost_actions::template::{
    Changes, Copying, Error, NewTemplate, NewTexts, NewsApplied, ProviderTemplate, Submitted, TemplateNews,
    TemplateNewsKind, apply_news, apply_sync, create, delete, edit, finish_sync, mark_deleted, mark_refused,
    mark_submitted, request_sync, review, submit,
};

const START: Timestamp = Timestamp::from_seconds(1_780_000_000);
const WABA: &str = "102290129340398";

fn at(seconds: u64) -> Timestamp {
    START + Duration::from_secs(seconds)
}

/// Runs `story` in a workspace with a number, in one transaction.
async fn in_workspace(story: impl FnOnce(&mut Tx<'_>, &Actor) + Send + 'static) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(Options::sqlite(folder.path())).await.unwrap();
    let told = store.write(Scope::System, move |tx| {
        let workspace = WorkspaceId::new(START);
        tx.workspaces().add(&Workspace { id: workspace, name: "Harbour".into(), created_at: START })?;
        let app = MetaApp {
            id: MetaAppId::from("1"),
            app_secret: Secret::new("secret"),
            previous_app_secret: None,
            verify_token: Secret::new("verify"),
        };
        tx.meta_apps().add_if_new(&app, START)?;
        let number = PhoneNumber {
            id: PhoneNumberId::new(START),
            meta_phone_number_id: MetaPhoneNumberId::from("106540352242922"),
            waba_id: WabaId::from(WABA),
            meta_app_id: app.id,
            display_phone_number: String::new(),
            verified_name: String::new(),
            quality_rating: String::new(),
            base_url: "http://127.0.0.1:1".into(),
            api_version: "v25.0".into(),
            auth: AuthHeader::default(),
            health: NumberHealth { state: NumberState::Connected, since: START, reason: None },
            details: NumberDetails::default(),
            last_webhook_at: None,
            created_at: START,
        };
        tx.phone_numbers().add(workspace, &number, &Secret::new("token"))?;
        let actor =
            Actor::User { workspace, user: UserId::new(START), name: "Ada".into(), role: Role::Manager };
        story(tx, &actor);
        Ok::<_, storage::Error>(())
    });
    told.await.unwrap();
}

fn body(text: &str) -> Vec<Value> {
    vec![json!({"type": "BODY", "text": text})]
}

fn new(name: &str) -> NewTemplate {
    NewTemplate {
        waba: None,
        name: name.to_owned(),
        language: "en_US".to_owned(),
        content: TemplateDraft {
            category: TemplateCategory::Utility,
            parameter_format: ParameterFormat::Positional,
            components: body("Your order is here."),
            ttl_seconds: None,
        },
        library: None,
    }
}

fn find(tx: &mut Tx<'_>, actor: &Actor, id: TemplateId) -> Template {
    tx.templates().lookup(actor.workspace(), id).unwrap().unwrap()
}

/// The one job that is owed.
fn job(tx: &mut Tx<'_>, now: Timestamp) -> domain::job::Job {
    tx.jobs().claim(Queue::Templates, now, now + Duration::from_secs(60), 1).unwrap().pop().unwrap()
}

fn answer(id: &str, status: TemplateStatus) -> Submitted {
    Submitted { meta_template_id: Some(MetaTemplateId::from(id)), status: Some(status), category: None }
}

/// A template that the provider has approved.
fn approved(tx: &mut Tx<'_>, actor: &Actor, name: &str) -> TemplateId {
    let id = create(tx, actor, START, new(name)).unwrap().id;
    submit(tx, actor, START, id).unwrap();
    let job = job(tx, START);
    mark_submitted(tx, &job, START, id, &answer(name, TemplateStatus::Approved)).unwrap();
    id
}

fn status_news(id: &str, status: TemplateStatus, at: Timestamp) -> TemplateNews {
    TemplateNews {
        meta_template_id: Some(MetaTemplateId::from(id)),
        name: Some("order_update".into()),
        language: Some("en_US".into()),
        at,
        what: TemplateNewsKind::Status { status, reason: None, category: None },
    }
}

fn tell(tx: &mut Tx<'_>, actor: &Actor, news: &TemplateNews) -> NewsApplied {
    apply_news(tx, actor.workspace(), &WabaId::from(WABA), at(900), news).unwrap()
}

#[tokio::test]
async fn f1_a_draft_is_submitted_and_approved_and_every_step_is_a_version() {
    in_workspace(|tx, actor| {
        let drafted = create(tx, actor, START, new("order_update")).unwrap();
        assert_eq!((drafted.status, drafted.version), (TemplateStatus::Draft, 1));
        let id = drafted.id;
        let submitted = submit(tx, actor, at(1), id).unwrap();
        assert_eq!((submitted.status, submitted.version), (TemplateStatus::Submitting, 2));
        assert!(matches!(submit(tx, actor, at(1), id), Err(Error::NotSubmittable(_))));
        let job = job(tx, at(2));
        assert_eq!(job.work, Work::SubmitTemplate { template_id: id, from: TemplateStatus::Draft });
        mark_submitted(tx, &job, at(3), id, &answer("77", TemplateStatus::Pending)).unwrap();
        tell(tx, actor, &status_news("77", TemplateStatus::Approved, at(4)));
        let known = find(tx, actor, id);
        assert_eq!((known.status, known.version), (TemplateStatus::Approved, 4));
        let versions = tx.templates().list_versions(actor.workspace(), id, i64::MAX, 10).unwrap();
        let authors: Vec<_> = versions.iter().map(|v| v.author.is_some()).collect();
        assert_eq!(authors, [false, false, true, true], "the provider has no author");
        let change = versions[0].changes.iter().find(|c| c.field == "status").unwrap();
        assert_eq!((&change.before, &change.after), (&json!("pending"), &json!("approved")));
        let changes = |n: usize| versions[n].changes.iter().map(|c| c.field.as_str()).collect::<Vec<_>>();
        assert!(changes(3).contains(&"components"), "the first version has all there is");
        assert_eq!(tx.jobs().count(Queue::Templates).unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn f1_news_that_overtakes_the_answer_is_kept() {
    in_workspace(|tx, actor| {
        let id = create(tx, actor, START, new("order_update")).unwrap().id;
        submit(tx, actor, START, id).unwrap();
        let job = job(tx, START);
        tell(tx, actor, &status_news("77", TemplateStatus::Approved, at(1)));
        mark_submitted(tx, &job, at(2), id, &answer("77", TemplateStatus::Pending)).unwrap();
        let known = find(tx, actor, id);
        assert_eq!(known.status, TemplateStatus::Approved);
        assert_eq!(known.meta_template_id, Some(MetaTemplateId::from("77")));
    })
    .await;
}

#[tokio::test]
async fn f4_old_and_repeated_news_changes_nothing() {
    in_workspace(|tx, actor| {
        let id = approved(tx, actor, "order_update");
        let news = |status, seconds| status_news("order_update", status, at(seconds));
        tell(tx, actor, &news(TemplateStatus::Paused, 100));
        tell(tx, actor, &news(TemplateStatus::Approved, 50));
        assert_eq!(find(tx, actor, id).status, TemplateStatus::Paused, "older news");
        let version = find(tx, actor, id).version;
        tell(tx, actor, &news(TemplateStatus::Paused, 100));
        assert_eq!(find(tx, actor, id).version, version, "the same news");
        tell(tx, actor, &news(TemplateStatus::Disabled, 100));
        assert_eq!(find(tx, actor, id).status, TemplateStatus::Disabled, "news of the same second");
    })
    .await;
}

#[tokio::test]
async fn f4_quality_category_and_texts_follow_the_provider() {
    in_workspace(|tx, actor| {
        let id = approved(tx, actor, "order_update");
        let news =
            |what| TemplateNews { what, ..status_news("order_update", TemplateStatus::Approved, at(1)) };
        tell(tx, actor, &news(TemplateNewsKind::Quality(TemplateQuality::Red)));
        let notice = CategoryNotice { category: TemplateCategory::Marketing, at: Some(at(86_400)) };
        tell(tx, actor, &news(TemplateNewsKind::CategoryNotice(notice.clone())));
        let known = find(tx, actor, id);
        assert_eq!((known.quality, known.category_notice), (TemplateQuality::Red, Some(notice)));
        assert_eq!(known.category, TemplateCategory::Utility, "announced, not done");
        let moved = TemplateNewsKind::Category { category: TemplateCategory::Marketing, previous: None };
        tell(tx, actor, &news(moved));
        let known = find(tx, actor, id);
        assert_eq!(known.category, TemplateCategory::Marketing);
        assert_eq!(known.previous_category, Some(TemplateCategory::Utility));
        assert_eq!(known.category_notice, None);
        let texts = NewTexts { body: Some("Your parcel is here.".into()), ..NewTexts::default() };
        tell(tx, actor, &news(TemplateNewsKind::Texts(texts)));
        assert_eq!(find(tx, actor, id).components, body("Your parcel is here."));
        let flagged =
            TemplateReason { disable_date: Some("April 17, 2027".into()), ..TemplateReason::default() };
        tell(tx, actor, &news(TemplateNewsKind::Flagged(flagged)));
        let known = find(tx, actor, id);
        assert_eq!(known.status, TemplateStatus::Approved, "flagged templates can still be sent");
        assert_eq!(known.reason.unwrap().disable_date.as_deref(), Some("April 17, 2027"));
    })
    .await;
}

#[tokio::test]
async fn f4_news_of_an_unknown_template_asks_for_a_copy_once() {
    in_workspace(|tx, actor| {
        for id in ["1", "2", "3"] {
            let news = TemplateNews { name: None, ..status_news(id, TemplateStatus::Approved, at(1)) };
            assert_eq!(tell(tx, actor, &news), NewsApplied::Asked);
        }
        let gone = status_news("4", TemplateStatus::Deleted, at(1));
        assert_eq!(tell(tx, actor, &gone), NewsApplied::Applied, "nothing to learn of what is gone");
        assert_eq!(tx.jobs().count(Queue::Templates).unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn f1_changes_to_an_approved_template_wait_for_their_submission() {
    in_workspace(|tx, actor| {
        let id = approved(tx, actor, "order_update");
        let later = at(2 * 86_400);
        let change = Changes { components: Some(body("Your order waits.")), ..Changes::default() };
        let edited = edit(tx, actor, later, id, change).unwrap();
        assert_eq!(edited.components, body("Your order is here."), "still in force");
        assert_eq!(edited.draft.as_ref().unwrap().components, body("Your order waits."));
        submit(tx, actor, later, id).unwrap();
        let job = job(tx, later);
        let refused =
            MessageError { code: Some(2_388_039), title: "t".into(), detail: None, remedy: "r".into() };
        mark_refused(tx, &job, later, id, &TemplateStatus::Approved, refused.clone()).unwrap();
        let known = find(tx, actor, id);
        assert_eq!((known.status, known.problem), (TemplateStatus::Approved, Some(refused)));
        assert!(known.draft.is_some(), "the change is not lost");
        let back = Changes { components: Some(body("Your order is here.")), ..Changes::default() };
        assert_eq!(edit(tx, actor, later, id, back).unwrap().draft, None, "changed back");
        assert!(matches!(submit(tx, actor, later, id), Err(Error::NothingNew)));
    })
    .await;
}

#[tokio::test]
async fn f1_an_approved_template_changes_once_a_day_and_keeps_its_category() {
    in_workspace(|tx, actor| {
        let id = approved(tx, actor, "order_update");
        let change = Changes {
            components: Some(body("Your order waits.")),
            category: Some(TemplateCategory::Marketing),
            ..Changes::default()
        };
        edit(tx, actor, at(3600), id, change).unwrap();
        let Err(Error::Broken(findings)) = submit(tx, actor, at(3600), id) else { panic!("taken") };
        let rules: Vec<_> = findings.iter().map(|f| (f.rule.as_str(), f.code)).collect();
        assert_eq!(rules, [("approved_category", 2_388_039), ("edit_limit", 2_388_039)]);
        let back = Changes { category: Some(TemplateCategory::Utility), ..Changes::default() };
        edit(tx, actor, at(86_401), id, back).unwrap();
        submit(tx, actor, at(86_401), id).unwrap();
    })
    .await;
}

#[tokio::test]
async fn f1_an_account_has_room_for_6000_templates() {
    in_workspace(|tx, actor| {
        let id = create(tx, actor, START, new("order_update")).unwrap().id;
        let ours = find(tx, actor, id);
        for n in 0..6000 {
            let theirs = Template {
                id: TemplateId::new(START),
                meta_template_id: Some(MetaTemplateId(n.to_string())),
                name: format!("theirs_{n}"),
                status: TemplateStatus::Approved,
                ..ours.clone()
            };
            if n == 5999 {
                assert!(review(tx, actor.workspace(), START, &ours).unwrap().is_empty(), "room for one");
            }
            tx.templates().add(actor.workspace(), &theirs).unwrap();
        }
        let Err(Error::Broken(findings)) = submit(tx, actor, START, id) else { panic!("taken") };
        let (limit, value) = (findings[0].limit.as_deref(), findings[0].value.as_deref());
        assert_eq!((findings[0].rule.as_str(), limit, value), ("template_limit", Some("6000"), Some("6000")));
    })
    .await;
}

#[tokio::test]
async fn f1_a_template_that_would_be_refused_is_not_submitted() {
    in_workspace(|tx, actor| {
        let Err(Error::Broken(findings)) = create(tx, actor, START, new("Order Update")) else {
            panic!("taken")
        };
        assert_eq!(findings[0].rule, "name_characters");
        let mut broken = new("order_update");
        broken.content.components = body("{{1}}");
        let id = create(tx, actor, START, broken).unwrap().id;
        let Err(Error::Broken(findings)) = submit(tx, actor, START, id) else { panic!("taken") };
        assert!(findings.iter().any(|f| f.code == 2_388_299), "{findings:?}");
        assert_eq!(find(tx, actor, id).status, TemplateStatus::Draft);
        let odd = Changes { category: Some(TemplateCategory::parse("\0")), ..Changes::default() };
        assert!(matches!(edit(tx, actor, START, id, odd), Err(Error::Broken(_))));
        assert!(matches!(create(tx, actor, START, new("order_update")), Err(Error::NameTaken)));
        let elsewhere = NewTemplate { waba: Some(WabaId::from("9")), ..new("a") };
        assert!(matches!(create(tx, actor, START, elsewhere), Err(Error::NoSuchWaba)));
    })
    .await;
}

#[tokio::test]
async fn l2_agents_read_templates_and_change_none() {
    in_workspace(|tx, actor| {
        let id = create(tx, actor, START, new("order_update")).unwrap().id;
        let Actor::User { workspace, user, name, .. } = actor.clone() else { unreachable!() };
        let agent = Actor::User { workspace, user, name, role: Role::Agent };
        assert!(matches!(create(tx, &agent, START, new("b")), Err(Error::NotAllowed)));
        assert!(matches!(edit(tx, &agent, START, id, Changes::default()), Err(Error::NotAllowed)));
        assert!(matches!(submit(tx, &agent, START, id), Err(Error::NotAllowed)));
        assert!(matches!(delete(tx, &agent, START, id), Err(Error::NotAllowed)));
        assert!(matches!(request_sync(tx, &agent, START, None), Err(Error::NotAllowed)));
    })
    .await;
}

#[tokio::test]
async fn f1_a_draft_is_deleted_at_once_and_others_by_the_provider() {
    in_workspace(|tx, actor| {
        let draft = create(tx, actor, START, new("draft")).unwrap().id;
        assert_eq!(delete(tx, actor, START, draft).unwrap().status, TemplateStatus::Deleted);
        assert!(tx.templates().lookup(actor.workspace(), draft).unwrap().is_none());
        let id = approved(tx, actor, "order_update");
        assert_eq!(delete(tx, actor, at(1), id).unwrap().status, TemplateStatus::Deleting);
        tell(tx, actor, &status_news("order_update", TemplateStatus::Approved, at(2)));
        assert_eq!(find(tx, actor, id).status, TemplateStatus::Deleting, "our deletion is on its way");
        let job = job(tx, at(3));
        mark_deleted(tx, &job, at(3), id).unwrap();
        assert_eq!(find(tx, actor, id).status, TemplateStatus::Deleted);
        let again = create(tx, actor, at(4), new("order_update")).unwrap();
        tell(tx, actor, &status_news("order_update", TemplateStatus::PendingDeletion, at(5)));
        assert_eq!(find(tx, actor, id).status, TemplateStatus::Deleted, "its name is somebody else's now");
        assert_eq!(find(tx, actor, again.id).status, TemplateStatus::Draft);
    })
    .await;
}

fn provided(id: &str, name: &str, status: TemplateStatus) -> ProviderTemplate {
    ProviderTemplate {
        meta_template_id: MetaTemplateId::from(id),
        name: name.to_owned(),
        language: "en_US".to_owned(),
        status,
        category: TemplateCategory::Utility,
        previous_category: None,
        correct_category: None,
        quality: Some(TemplateQuality::Green),
        reason: None,
        parameter_format: ParameterFormat::Positional,
        components: body("From the provider."),
        ttl_seconds: None,
    }
}

fn copy(tx: &mut Tx<'_>, actor: &Actor, began_at: Timestamp, page: &[ProviderTemplate]) {
    let workspace = actor.workspace();
    let copying = Copying { workspace, waba: WabaId::from(WABA), began_at };
    apply_sync(tx, &copying, began_at, page.to_vec()).unwrap();
    request_sync(tx, actor, began_at, None).unwrap();
    let job = job(tx, began_at);
    let seen: HashSet<_> = page.iter().map(|t| t.meta_template_id.clone()).collect();
    finish_sync(tx, &copying, &job, began_at, &seen).unwrap();
}

#[tokio::test]
async fn f1_a_copy_adds_changes_and_ends_what_is_gone_and_a_second_changes_nothing() {
    in_workspace(|tx, actor| {
        let gone = approved(tx, actor, "gone");
        let page =
            [provided("1", "a", TemplateStatus::Approved), provided("2", "b", TemplateStatus::Rejected)];
        copy(tx, actor, at(1000), &page);
        assert_eq!(find(tx, actor, gone).status, TemplateStatus::Deleted);
        let all = |tx: &mut Tx<'_>| {
            let filter = storage::templates::Filter::default();
            tx.templates().list(actor.workspace(), &filter, None, 100).unwrap().items
        };
        let first = all(tx);
        assert_eq!(first.len(), 2);
        copy(tx, actor, at(2000), &page);
        assert_eq!(all(tx), first, "nothing new, no version, no event");
        let mut changed = page.clone();
        changed[0].category = TemplateCategory::Marketing;
        changed[1].status = TemplateStatus::Approved;
        copy(tx, actor, at(3000), &changed);
        let known = tx
            .templates()
            .find_by_meta_id_to_change(actor.workspace(), &MetaTemplateId::from("1"))
            .unwrap()
            .unwrap();
        assert_eq!(known.previous_category, Some(TemplateCategory::Utility));
        assert_eq!(known.version, 2);
    })
    .await;
}

#[tokio::test]
async fn f1_a_copy_does_not_undo_what_was_learned_while_it_was_made() {
    in_workspace(|tx, actor| {
        let id = approved(tx, actor, "order_update");
        tell(tx, actor, &status_news("order_update", TemplateStatus::Paused, at(500)));
        copy(tx, actor, at(400), &[provided("order_update", "order_update", TemplateStatus::Approved)]);
        assert_eq!(find(tx, actor, id).status, TemplateStatus::Paused);
        let fresh = create(tx, actor, at(500), new("fresh")).unwrap().id;
        submit(tx, actor, at(500), fresh).unwrap();
        copy(tx, actor, at(400), &[]);
        assert_eq!(find(tx, actor, fresh).status, TemplateStatus::Submitting, "it could not be in the list");
    })
    .await;
}

#[tokio::test]
async fn f1_a_submission_whose_answer_was_lost_is_found_by_its_name() {
    in_workspace(|tx, actor| {
        let lost = create(tx, actor, START, new("lost")).unwrap().id;
        submit(tx, actor, START, lost).unwrap();
        let draft = create(tx, actor, START, new("draft")).unwrap().id;
        let _submission = job(tx, START);
        let page = [
            provided("1", "lost", TemplateStatus::Pending),
            provided("2", "draft", TemplateStatus::Approved),
        ];
        copy(tx, actor, at(10), &page);
        let found = find(tx, actor, lost);
        assert_eq!((found.status, found.draft), (TemplateStatus::Pending, None));
        assert_eq!(found.meta_template_id, Some(MetaTemplateId::from("1")));
        let adopted = find(tx, actor, draft);
        assert_eq!(adopted.status, TemplateStatus::Approved);
        assert_eq!(adopted.draft.unwrap().components, body("Your order is here."), "our words are not lost");
    })
    .await;
}

#[tokio::test]
async fn e1_events_tell_the_state_that_is_fetched_afterwards() {
    in_workspace(|tx, actor| {
        let id = approved(tx, actor, "order_update");
        tell(tx, actor, &status_news("order_update", TemplateStatus::Paused, at(500)));
        let known = find(tx, actor, id);
        let event = Event::TemplateUpdated { template: Box::new(known.clone()) };
        let json = serde_json::to_value(&event).unwrap();
        assert_eq!(json["type"], "template.updated");
        assert_eq!(serde_json::from_value::<Template>(json["template"].clone()).unwrap(), known);
    })
    .await;
}

#[tokio::test]
async fn f4_news_applied_again_from_the_journal_changes_nothing() {
    in_workspace(|tx, actor| {
        let id = approved(tx, actor, "order_update");
        let status = |status| TemplateNewsKind::Status { status, reason: None, category: None };
        let moved = |category| TemplateNewsKind::Category { category, previous: None };
        let story: Vec<_> = [
            status(TemplateStatus::Paused),
            TemplateNewsKind::Quality(TemplateQuality::Red),
            moved(TemplateCategory::Marketing),
            TemplateNewsKind::Quality(TemplateQuality::Green),
            status(TemplateStatus::Approved),
            moved(TemplateCategory::Utility),
        ]
        .into_iter()
        .zip(10..)
        .map(|(what, n)| TemplateNews { what, ..status_news("order_update", TemplateStatus::Draft, at(n)) })
        .collect();
        for news in &story {
            tell(tx, actor, news);
        }
        let known = find(tx, actor, id);
        assert_eq!((&known.status, &known.quality), (&TemplateStatus::Approved, &TemplateQuality::Green));
        for news in &story {
            tell(tx, actor, news);
        }
        assert_eq!(find(tx, actor, id), known);
    })
    .await;
}
