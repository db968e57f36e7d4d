//! Message templates, their versions, and when they were last copied.

use crate::on_both;

on_both! {
    f1_a_template_comes_back_as_it_went_in
    f1_lists_are_filtered_and_paged_without_skips
    f1_versions_are_kept_and_submissions_counted
    f1_a_name_is_free_again_when_its_template_is_deleted
    f1_syncs_are_due_when_they_are_old
    f4_changes_at_the_same_time_are_all_kept
    l1_templates_never_cross_workspaces
}

mod scenarios {
    use domain::id::MetaTemplateId;
    use domain::message::{Author, MessageError};
    use domain::template::{
        CategoryNotice, HeardAt, ParameterFormat, Template, TemplateCategory, TemplateChange,
        TemplateQuality, TemplateReason, TemplateStatus, TemplateSync, TemplateVersion,
    };
    use domain::{TemplateId, Timestamp, UserId, WabaId};
    use serde_json::json;
    use storage::templates::Filter;
    use storage::{Error, Scope, Store};

    use crate::{START, at, seed};

    fn template(name: &str, at: Timestamp) -> Template {
        Template {
            id: TemplateId::new(at),
            waba_id: WabaId::from("1022"),
            meta_template_id: None,
            name: name.into(),
            language: "en_US".into(),
            category: TemplateCategory::Utility,
            previous_category: None,
            category_notice: None,
            status: TemplateStatus::Draft,
            reason: None,
            problem: None,
            quality: TemplateQuality::NotRated,
            parameter_format: ParameterFormat::Positional,
            components: vec![json!({"type": "BODY", "text": "Grüß Gott {{1}}, schön \u{1F600}"})],
            ttl_seconds: None,
            draft: None,
            version: 1,
            created_by: None,
            updated_by: None,
            created_at: at,
            updated_at: at,
            heard_at: HeardAt::all(at),
            library: None,
        }
    }

    pub(super) async fn f1_a_template_comes_back_as_it_went_in(store: Store) {
        let seed = seed(&store).await;
        store
            .write(seed.workspace, move |tx| {
                let workspace = seed.workspace;
                let mut template = template("order_update", START);
                tx.templates().add(workspace, &template)?;
                assert_eq!(tx.templates().lookup(workspace, template.id)?, Some(template.clone()));
                template.meta_template_id = Some(MetaTemplateId::from("594425479261596"));
                template.previous_category = Some(TemplateCategory::Unknown("TRANSACTIONAL".into()));
                template.category_notice =
                    Some(CategoryNotice { category: TemplateCategory::Marketing, at: Some(at(9)) });
                template.status = TemplateStatus::Unknown("LEVITATING".into());
                template.reason =
                    Some(TemplateReason { code: Some("SCAM".into()), ..TemplateReason::default() });
                template.problem = Some(MessageError {
                    code: Some(2_388_024),
                    title: "t".into(),
                    detail: Some("d".into()),
                    remedy: "r".into(),
                });
                template.quality = TemplateQuality::Yellow;
                template.parameter_format = ParameterFormat::Named;
                template.ttl_seconds = Some(600);
                template.draft = Some(template.next_content());
                template.version = 2;
                template.created_by = Some(Author { user_id: UserId::new(START), name: "Ada".into() });
                template.updated_by = template.created_by.clone();
                (template.updated_at, template.heard_at.quality) = (at(5), at(4));
                tx.templates().update(workspace, &template)?;
                let id = template.meta_template_id.clone().unwrap();
                assert_eq!(tx.templates().find_by_meta_id_to_change(workspace, &id)?, Some(template.clone()));
                let found =
                    tx.templates().find_by_name(workspace, &template.waba_id, "order_update", "en_US")?;
                assert_eq!(found, Some(template.clone()));
                assert_eq!(tx.templates().submitted(workspace, &template.waba_id)?, [(template.id, id)]);
                assert_eq!(tx.templates().count_submitted(workspace, &template.waba_id)?, 1);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn f1_lists_are_filtered_and_paged_without_skips(store: Store) {
        let seed = seed(&store).await;
        let workspace = seed.workspace;
        store
            .write(workspace, move |tx| {
                for n in 0..25_i64 {
                    let mut template = template(&format!("template_{n}"), at(n / 5));
                    if n % 2 == 0 {
                        template.status = TemplateStatus::Approved;
                        template.language = "de".into();
                    }
                    if n == 24 {
                        template.status = TemplateStatus::Deleted;
                    }
                    tx.templates().add(workspace, &template)?;
                }
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
        let list = async |filter: Filter, limit| {
            let (mut all, mut cursor) = (Vec::new(), None);
            loop {
                let filter = filter.clone();
                let page = store
                    .read(workspace, move |tx| tx.templates().list(workspace, &filter, cursor, limit))
                    .await
                    .unwrap();
                all.extend(page.items.into_iter().map(|t| (t.created_at, t.id, t.name)));
                cursor = page.next;
                if cursor.is_none() {
                    return all;
                }
            }
        };
        let all = list(Filter::default(), 4).await;
        assert_eq!(all.len(), 24, "all but the deleted one");
        assert!(all.windows(2).all(|pair| (pair[0].0, pair[0].1) > (pair[1].0, pair[1].1)));
        let approved = Filter { status: Some(TemplateStatus::Approved), ..Filter::default() };
        assert_eq!(list(approved, 100).await.len(), 12);
        let deleted = Filter { status: Some(TemplateStatus::Deleted), ..Filter::default() };
        assert_eq!(list(deleted, 100).await.len(), 1);
        let german = Filter { language: Some("de".into()), ..Filter::default() };
        assert_eq!(list(german, 100).await.len(), 12);
        let named = Filter { name: Some("template_3".into()), ..Filter::default() };
        assert_eq!(list(named, 100).await.len(), 1);
        assert_eq!(list(Filter { search: "GRÜSS".into(), ..Filter::default() }, 100).await.len(), 0);
        assert_eq!(list(Filter { search: "grüß".into(), ..Filter::default() }, 100).await.len(), 24);
        assert_eq!(list(Filter { search: "late_1".into(), ..Filter::default() }, 100).await.len(), 11);
        let elsewhere = Filter { waba: Some(WabaId::from("9")), ..Filter::default() };
        assert_eq!(list(elsewhere, 100).await.len(), 0);
    }

    pub(super) async fn f1_versions_are_kept_and_submissions_counted(store: Store) {
        let seed = seed(&store).await;
        store
            .write(seed.workspace, move |tx| {
                let workspace = seed.workspace;
                let template = template("order_update", START);
                tx.templates().add(workspace, &template)?;
                for version in 1..=5 {
                    let change = TemplateVersion {
                        version,
                        at: at(version),
                        author: (version == 1)
                            .then(|| Author { user_id: UserId::new(START), name: "A".into() }),
                        changes: vec![TemplateChange {
                            field: "status".into(),
                            before: json!(null),
                            after: json!("draft"),
                        }],
                    };
                    tx.templates().add_version(workspace, template.id, &change, version % 2 == 0)?;
                }
                let latest = tx.templates().list_versions(workspace, template.id, i64::MAX, 2)?;
                assert_eq!(latest.iter().map(|v| v.version).collect::<Vec<_>>(), [5, 4]);
                let rest = tx.templates().list_versions(workspace, template.id, 4, 100)?;
                assert_eq!(rest.iter().map(|v| v.version).collect::<Vec<_>>(), [3, 2, 1]);
                assert_eq!(rest[2].author.as_ref().unwrap().name, "A");
                assert_eq!(rest[2].changes[0].field, "status");
                assert_eq!(tx.templates().count_submissions(workspace, template.id, at(2))?, 1);
                assert_eq!(tx.templates().count_submissions(workspace, template.id, START)?, 2);
                tx.templates().remove(workspace, template.id)?;
                assert!(tx.templates().lookup(workspace, template.id)?.is_none());
                assert!(tx.templates().list_versions(workspace, template.id, i64::MAX, 9)?.is_empty());
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn f1_a_name_is_free_again_when_its_template_is_deleted(store: Store) {
        let seed = seed(&store).await;
        let workspace = seed.workspace;
        let first = template("order_update", START);
        let waba = first.waba_id.clone();
        let again = template("order_update", at(1));
        let (kept, twice) = (first.clone(), again.clone());
        store.write(workspace, move |tx| tx.templates().add(workspace, &kept)).await.unwrap();
        let clash = store.write(workspace, move |tx| tx.templates().add(workspace, &twice)).await;
        assert!(clash.unwrap_err().is_unique_violation());
        store
            .write(workspace, move |tx| {
                let deleted = Template { status: TemplateStatus::Deleted, ..first };
                tx.templates().update(workspace, &deleted)?;
                tx.templates().add(workspace, &again)?;
                let found = tx.templates().find_by_name(workspace, &waba, "order_update", "en_US")?;
                assert_eq!(found.map(|t| t.id), Some(again.id));
                let other = Template { language: "de".into(), ..template("order_update", at(2)) };
                tx.templates().add(workspace, &other)?;
                let languages = tx.templates().translations(workspace, &waba, "order_update")?;
                assert_eq!(
                    languages.iter().map(|t| t.language.as_str()).collect::<Vec<_>>(),
                    ["de", "en_US"]
                );
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn f1_syncs_are_due_when_they_are_old(store: Store) {
        let seed = seed(&store).await;
        let mine = (seed.workspace, WabaId::from("1022"));
        store
            .write(Scope::System, move |tx| {
                let waba = WabaId::from("1022");
                assert_eq!(tx.template_syncs().due(START)?, std::slice::from_ref(&mine));
                tx.template_syncs().begin(seed.workspace, &waba, at(10))?;
                assert!(tx.template_syncs().due(at(9))?.is_empty());
                assert_eq!(tx.template_syncs().due(at(10))?, [mine]);
                let problem =
                    MessageError { code: Some(190), title: "t".into(), detail: None, remedy: "r".into() };
                let done = TemplateSync {
                    waba_id: waba.clone(),
                    requested_at: at(10),
                    finished_at: Some(at(12)),
                    templates: Some(7),
                    problem: Some(problem),
                };
                tx.template_syncs().finish(seed.workspace, &done)?;
                assert_eq!(tx.template_syncs().lookup(seed.workspace, &waba)?, Some(done));
                tx.template_syncs().begin(seed.workspace, &waba, at(20))?;
                let again = tx.template_syncs().lookup(seed.workspace, &waba)?.unwrap();
                assert_eq!((again.requested_at, again.finished_at, again.templates), (at(20), None, None));
                let owners = tx.phone_numbers().owners_of_waba(&waba)?;
                assert_eq!(owners.iter().map(|o| o.workspace).collect::<Vec<_>>(), [seed.workspace]);
                let access = tx.phone_numbers().waba_access(seed.workspace, &waba)?.unwrap();
                assert_eq!(access.id, seed.number);
                assert!(tx.phone_numbers().waba_access(seed.workspace, &WabaId::from("9"))?.is_none());
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn f4_changes_at_the_same_time_are_all_kept(store: Store) {
        let seed = seed(&store).await;
        let workspace = seed.workspace;
        let known = template("order_update", START);
        let id = known.id;
        store.write(workspace, move |tx| tx.templates().add(workspace, &known)).await.unwrap();
        let mut writers = tokio::task::JoinSet::new();
        for n in 0..32 {
            let store = store.clone();
            writers.spawn(async move {
                store
                    .write(workspace, move |tx| {
                        let known = if n % 2 == 0 {
                            tx.templates().lookup_to_change(workspace, id)?
                        } else {
                            let waba = WabaId::from("1022");
                            tx.templates().find_by_name_to_change(
                                workspace,
                                &waba,
                                "order_update",
                                "en_US",
                            )?
                        };
                        let mut template = known.unwrap();
                        template.version += 1;
                        tx.templates().update(workspace, &template)
                    })
                    .await
            });
        }
        while let Some(done) = writers.join_next().await {
            done.unwrap().unwrap();
        }
        let found = store.read(workspace, move |tx| tx.templates().lookup(workspace, id)).await.unwrap();
        assert_eq!(found.unwrap().version, 33);
    }

    pub(super) async fn l1_templates_never_cross_workspaces(store: Store) {
        let (mine, theirs) = (seed(&store).await, seed(&store).await);
        store
            .write(Scope::System, move |tx| {
                let mut template = template("secret", START);
                template.meta_template_id = Some(MetaTemplateId::from("1"));
                tx.templates().add(mine.workspace, &template)?;
                let other = theirs.workspace;
                let waba = &template.waba_id;
                assert!(tx.templates().lookup(other, template.id)?.is_none());
                assert!(
                    tx.templates().find_by_meta_id_to_change(other, &MetaTemplateId::from("1"))?.is_none()
                );
                assert!(tx.templates().find_by_name(other, waba, "secret", "en_US")?.is_none());
                assert!(tx.templates().list(other, &Filter::default(), None, 9)?.items.is_empty());
                assert!(tx.templates().translations(other, waba, "secret")?.is_empty());
                assert!(tx.templates().submitted(other, waba)?.is_empty());
                assert!(tx.templates().list_versions(other, template.id, i64::MAX, 9)?.is_empty());
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }
}
