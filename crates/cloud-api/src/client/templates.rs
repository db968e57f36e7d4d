//! Message templates.

use cloud_api_types::graph::Page;
use cloud_api_types::graph::templates::{MessageTemplate, TemplateAnswer, TemplateDraft};
use reqwest::Method;
use serde_json::json;

use super::{Client, succeed};
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

    /// Lets a paused template go on.
    pub async fn unpause_template(&self, template_id: &str) -> Result<(), Error> {
        self.order(Method::POST, &[template_id, "unpause"], &json!({})).await
    }

    /// A page of Meta's ready-made templates. `filters`: `search`, `topic`, `usecase`, `industry`, `language`.
    pub async fn template_library(
        &self,
        filters: &[(&str, &str)],
        cursor: Option<&str>,
    ) -> Result<Page<MessageTemplate>, Error> {
        let mut query = filters.to_vec();
        query.extend(super::after(cursor));
        self.ask(Method::GET, &["message_template_library"], &query).await
    }
}
