//! Message templates.

use cloud_api_types::graph::Page;
use cloud_api_types::graph::templates::{
    Archived, ComparedMetric, LibraryTemplate, MessageTemplate, TemplateAnswer, TemplateDraft,
    TemplateUpsert, Unpaused, UpsertedTemplate,
};
use reqwest::Method;
use serde_json::json;

use super::{Client, answer, succeed};
use crate::error::Error;

/// What a look at a template tells.
const FIELDS: &str = "id,name,language,status,category,previous_category,correct_category,sub_category,components,\
    parameter_format,quality_score,rejected_reason,library_template_name,message_send_ttl_seconds,last_updated_time";

impl Client {
    /// A page of an account's templates. `filters` are Graph's: `name`, `status`, `category`, `language`, ….
    pub async fn templates(
        &self,
        waba_id: &str,
        filters: &[(&str, &str)],
        cursor: Option<&str>,
    ) -> Result<Page<MessageTemplate>, Error> {
        let mut query = vec![("fields", FIELDS), ("limit", "100")];
        query.extend_from_slice(filters);
        query.extend(super::after(cursor));
        self.ask(Method::GET, &[waba_id, "message_templates"], &query).await
    }

    /// One template.
    pub async fn template(&self, template_id: &str) -> Result<MessageTemplate, Error> {
        self.ask(Method::GET, &[template_id], &[("fields", FIELDS)]).await
    }

    /// Submits a template for review. [`TemplateDraft::check`] finds most of what would be refused.
    pub async fn create_template(
        &self,
        waba_id: &str,
        draft: &TemplateDraft,
    ) -> Result<TemplateAnswer, Error> {
        self.tell(Method::POST, &[waba_id, "message_templates"], draft).await
    }

    /// Changes what is given of a template, which is then reviewed again. Name and language stay.
    pub async fn edit_template(&self, template_id: &str, draft: &TemplateDraft) -> Result<(), Error> {
        let _answer: TemplateAnswer = self.tell(Method::POST, &[template_id], draft).await?;
        Ok(())
    }

    /// Deletes a template in all languages, or with `template_id` in one.
    pub async fn delete_template(
        &self,
        waba_id: &str,
        name: &str,
        template_id: Option<&str>,
    ) -> Result<(), Error> {
        let mut query = vec![("name", name)];
        query.extend(template_id.map(|id| ("hsm_id", id)));
        succeed(self.call(Method::DELETE, &[waba_id, "message_templates"]).query(&query)).await
    }

    /// Lets a paused template go on. The answer may be no, with a reason.
    pub async fn unpause_template(&self, template_id: &str) -> Result<Unpaused, Error> {
        let call = self.call(Method::POST, &[template_id, "unpause"]).json(&json!({}));
        answer(call, |it: &Unpaused| it.success.is_some()).await
    }

    /// Takes templates out of use; at most 100 at a time. Meta deletes them after 28 days.
    pub async fn archive_templates(&self, waba_id: &str, template_ids: &[&str]) -> Result<Archived, Error> {
        self.archive(waba_id, "archive", template_ids).await
    }

    /// Takes archived templates back into use; at most 100 at a time.
    pub async fn unarchive_templates(&self, waba_id: &str, template_ids: &[&str]) -> Result<Archived, Error> {
        self.archive(waba_id, "unarchive", template_ids).await
    }

    async fn archive(&self, waba_id: &str, edge: &str, ids: &[&str]) -> Result<Archived, Error> {
        let call = self.call_beside(Method::POST, &[waba_id, "message_templates", edge]);
        answer(call.json(&json!({ "hsm_ids": ids.join(",") })), |_| true).await
    }

    /// How a template does beside others, between two times in Unix seconds: 7, 30, 60 or 90 days apart.
    pub async fn compare_templates(
        &self,
        template_id: &str,
        others: &[&str],
        start: i64,
        end: i64,
    ) -> Result<Vec<ComparedMetric>, Error> {
        let ids = json!(others).to_string();
        let (start, end) = (start.to_string(), end.to_string());
        let query = [("template_ids", ids.as_str()), ("start", &start), ("end", &end)];
        let page: Page<ComparedMetric> = self.ask(Method::GET, &[template_id, "compare"], &query).await?;
        Ok(page.data)
    }

    /// Makes an authentication template in several languages, or changes it in those that it has.
    pub async fn upsert_templates(
        &self,
        waba_id: &str,
        upsert: &TemplateUpsert,
    ) -> Result<Vec<UpsertedTemplate>, Error> {
        let page: Page<UpsertedTemplate> =
            self.tell(Method::POST, &[waba_id, "upsert_message_templates"], upsert).await?;
        Ok(page.data)
    }

    /// A page of Meta's ready-made templates. `filters`: `search`, `topic`, `usecase`, `industry`, `language`.
    pub async fn template_library(
        &self,
        filters: &[(&str, &str)],
        cursor: Option<&str>,
    ) -> Result<Page<LibraryTemplate>, Error> {
        let mut query = filters.to_vec();
        query.extend(super::after(cursor));
        self.ask(Method::GET, &["message_template_library"], &query).await
    }
}
