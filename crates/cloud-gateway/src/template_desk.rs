//! What is asked of the provider about templates while somebody waits.

use actions::provider::{Answer, ProviderError};
use actions::template::{
    CodeTemplates, LibraryPage, LibrarySearch, LibraryTemplate, Performance, TemplateDesk, Upserted,
};
use cloud_api::Client;
use cloud_api_types::fields::templates::TemplateCategory as WireCategory;
use cloud_api_types::graph::templates::{
    Archived, ComparedMetric, LibraryTemplate as WireLibraryTemplate, TemplateUpsert, UpsertedTemplate,
};
use domain::id::MetaTemplateId;
use domain::message::MessageError;
use domain::phone_number::NumberAccess;
use domain::template::{TemplateCategory, TemplateStatus};
use domain::{Timestamp, WabaId};
use serde_json::Value;

use crate::errors;
use crate::gateway::Gateway;
use crate::templates::{read_category, read_status};

impl TemplateDesk for Gateway {
    fn library<'a>(&'a self, access: &'a NumberAccess, search: &'a LibrarySearch) -> Answer<'a, LibraryPage> {
        Box::pin(async move {
            let filters = [
                ("search", &search.search),
                ("topic", &search.topic),
                ("usecase", &search.usecase),
                ("industry", &search.industry),
                ("language", &search.language),
            ];
            let filters: Vec<(&str, &str)> =
                filters.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))).collect();
            let page = desk(self, access)?.template_library(&filters, search.after.as_deref()).await;
            let page = page.map_err(|e| errors::of_question(&e))?;
            let paging = page.paging.unwrap_or_default();
            let cursor = paging.cursors.and_then(|cursors| cursors.after);
            Ok(LibraryPage {
                items: page.data.into_iter().filter_map(read_entry).collect(),
                next: cursor.filter(|_| paging.next.is_some()),
            })
        })
    }

    fn unpause<'a>(&'a self, access: &'a NumberAccess, template: &'a MetaTemplateId) -> Answer<'a, ()> {
        Box::pin(async move {
            let answer = desk(self, access)?.unpause_template(&template.0).await;
            let answer = answer.map_err(|e| errors::of_question(&e))?;
            if answer.success == Some(true) {
                return Ok(());
            }
            Err(said_no("The template stays paused", answer.reason))
        })
    }

    fn archive<'a>(
        &'a self,
        access: &'a NumberAccess,
        waba: &'a WabaId,
        template: &'a MetaTemplateId,
        is_archived: bool,
    ) -> Answer<'a, ()> {
        Box::pin(async move {
            let (client, ids) = (desk(self, access)?, [template.0.as_str()]);
            let answer = if is_archived {
                client.archive_templates(&waba.0, &ids).await
            } else {
                client.unarchive_templates(&waba.0, &ids).await
            };
            check_archived(&answer.map_err(|e| errors::of_question(&e))?, template)
        })
    }

    fn compare<'a>(
        &'a self,
        access: &'a NumberAccess,
        templates: [&'a MetaTemplateId; 2],
        span: (Timestamp, Timestamp),
    ) -> Answer<'a, [Performance; 2]> {
        Box::pin(async move {
            let [one, other] = templates;
            let seconds = |at: Timestamp| at.as_micros().div_euclid(1_000_000);
            let (client, others) = (desk(self, access)?, [other.0.as_str()]);
            let metrics = client.compare_templates(&one.0, &others, seconds(span.0), seconds(span.1)).await;
            let metrics = metrics.map_err(|e| errors::of_question(&e))?;
            Ok([performance(&metrics, one), performance(&metrics, other)])
        })
    }

    fn upsert<'a>(
        &'a self,
        access: &'a NumberAccess,
        waba: &'a WabaId,
        upsert: &'a CodeTemplates,
    ) -> Answer<'a, Vec<Upserted>> {
        Box::pin(async move {
            let component = |value: &Value| serde_json::from_value(value.clone()).ok();
            let wire = TemplateUpsert {
                name: Some(upsert.name.clone()),
                languages: upsert.languages.clone(),
                category: Some(WireCategory::Authentication),
                components: upsert.components.iter().filter_map(component).collect(),
                message_send_ttl_seconds: upsert.ttl_seconds,
            };
            let taken = desk(self, access)?.upsert_templates(&waba.0, &wire).await;
            let taken = taken.map_err(|e| errors::of_question(&e))?;
            Ok(taken.into_iter().filter_map(read_upserted).collect())
        })
    }
}

fn desk(gateway: &Gateway, access: &NumberAccess) -> Result<Client, ProviderError> {
    gateway.client(access).map_err(|reason| {
        ProviderError::Refused(MessageError {
            code: None,
            title: "The request could not be made".to_owned(),
            detail: Some(reason),
            remedy: "Check the number's access token and base URL".to_owned(),
        })
    })
}

/// The call worked, and the answer is no.
fn said_no(title: &str, reason: Option<String>) -> ProviderError {
    ProviderError::Refused(MessageError {
        code: None,
        title: title.to_owned(),
        detail: reason,
        remedy: "Sync the templates to see how it stands".to_owned(),
    })
}

fn check_archived(answer: &Archived, template: &MetaTemplateId) -> Result<(), ProviderError> {
    let failed = answer.failed_templates.as_ref().and_then(|failed| failed.get(&template.0));
    match failed {
        None => Ok(()),
        Some(reason) => {
            let reason = reason.as_str().map_or_else(|| reason.to_string(), str::to_owned);
            Err(said_no("The template stays where it is", Some(reason)))
        }
    }
}

fn read_entry(entry: WireLibraryTemplate) -> Option<LibraryTemplate> {
    Some(LibraryTemplate {
        name: entry.name?,
        language: entry.language.unwrap_or_else(|| "en_US".to_owned()),
        category: entry.category.as_ref().map_or(TemplateCategory::Utility, read_category),
        topic: entry.topic,
        usecase: entry.usecase,
        industries: entry.industry,
        header: entry.header,
        body: entry.body,
        body_examples: entry.body_params,
        buttons: entry.buttons.iter().filter_map(|button| serde_json::to_value(button).ok()).collect(),
    })
}

fn read_upserted(one: UpsertedTemplate) -> Option<Upserted> {
    Some(Upserted {
        meta_template_id: MetaTemplateId(one.id.filter(|id| !id.is_empty())?),
        language: one.language?,
        status: one.status.as_ref().map_or(TemplateStatus::Pending, read_status),
    })
}

fn performance(metrics: &[ComparedMetric], template: &MetaTemplateId) -> Performance {
    let metric = |name: &str| metrics.iter().find(|metric| metric.metric.as_deref() == Some(name));
    let is_it = |key: Option<&String>| key.is_some_and(|key| *key == template.0);
    let rank = metric("BLOCK_RATE")
        .and_then(|metric| metric.order_by_relative_metric.iter().position(|id| *id == template.0));
    Performance {
        sends: metric("MESSAGE_SENDS")
            .and_then(|metric| metric.number_values.iter().find(|number| is_it(number.key.as_ref()))?.value),
        block_rank: rank.and_then(|rank| i64::try_from(rank + 1).ok()),
        top_block_reason: metric("TOP_BLOCK_REASON").and_then(|metric| {
            metric.string_values.iter().find(|text| is_it(text.key.as_ref()))?.value.clone()
        }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn f1_a_comparison_is_read_for_each_template() {
        let metrics: Vec<ComparedMetric> = serde_json::from_value(json!([
            {"metric": "BLOCK_RATE", "type": "RELATIVE", "order_by_relative_metric": ["2", "1"]},
            {"metric": "MESSAGE_SENDS", "number_values": [{"key": "1", "value": 1245}, {"key": "2", "value": 8}]},
            {"metric": "TOP_BLOCK_REASON", "string_values": [{"key": "1", "value": "NO_LONGER_NEEDED"}]},
        ]))
        .unwrap();
        let of = |id: &str| performance(&metrics, &MetaTemplateId(id.to_owned()));
        let reason = Some("NO_LONGER_NEEDED".to_owned());
        assert_eq!(of("1"), Performance { sends: Some(1245), block_rank: Some(2), top_block_reason: reason });
        assert_eq!(of("2"), Performance { sends: Some(8), block_rank: Some(1), top_block_reason: None });
        assert_eq!(of("3"), Performance::default());
    }

    #[test]
    fn f1_a_template_that_was_not_archived_says_why() {
        let id = MetaTemplateId("1".to_owned());
        let answer = |answer: Value| serde_json::from_value::<Archived>(answer).unwrap();
        assert_eq!(
            check_archived(&answer(json!({"archived_templates": ["1"], "failed_templates": {}})), &id),
            Ok(())
        );
        let failed = check_archived(&answer(json!({"failed_templates": {"1": "in use"}})), &id).unwrap_err();
        assert_eq!(failed.reason().detail.as_deref(), Some("in use"));
    }
}
