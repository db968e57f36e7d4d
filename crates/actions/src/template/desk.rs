//! What is asked of the provider about templates while somebody waits for the answer.

use domain::id::MetaTemplateId;
use domain::phone_number::NumberAccess;
use domain::template::{TemplateCategory, TemplateStatus};
use domain::{Timestamp, WabaId};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::provider::Answer;

/// The provider's desk for templates.
pub trait TemplateDesk: Send + Sync {
    /// A page of its ready-made templates.
    fn library<'a>(&'a self, access: &'a NumberAccess, search: &'a LibrarySearch) -> Answer<'a, LibraryPage>;

    /// Lets a paused template go on.
    fn unpause<'a>(&'a self, access: &'a NumberAccess, template: &'a MetaTemplateId) -> Answer<'a, ()>;

    /// Takes a template out of use, or back into it.
    fn archive<'a>(
        &'a self,
        access: &'a NumberAccess,
        waba: &'a WabaId,
        template: &'a MetaTemplateId,
        is_archived: bool,
    ) -> Answer<'a, ()>;

    /// How a template does beside another one.
    fn compare<'a>(
        &'a self,
        access: &'a NumberAccess,
        templates: [&'a MetaTemplateId; 2],
        span: (Timestamp, Timestamp),
    ) -> Answer<'a, [Performance; 2]>;

    /// Makes an authentication template in several languages, or changes it in those that it has.
    fn upsert<'a>(
        &'a self,
        access: &'a NumberAccess,
        waba: &'a WabaId,
        upsert: &'a CodeTemplates,
    ) -> Answer<'a, Vec<Upserted>>;
}

/// What to look for in the library; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LibrarySearch {
    /// Words of the name or the text.
    pub search: Option<String>,
    pub topic: Option<String>,
    pub usecase: Option<String>,
    pub industry: Option<String>,
    pub language: Option<String>,
    /// Where the page before ended.
    pub after: Option<String>,
}

/// A page of the library.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LibraryPage {
    pub items: Vec<LibraryTemplate>,
    /// Where the next page begins; absent on the last.
    pub next: Option<String>,
}

/// A ready-made template of the provider's.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LibraryTemplate {
    pub name: String,
    /// For example `en_US`.
    pub language: String,
    pub category: TemplateCategory,
    /// For example `ORDER_MANAGEMENT`.
    pub topic: Option<String>,
    /// For example `DELIVERY_UPDATE`.
    pub usecase: Option<String>,
    pub industries: Vec<String>,
    pub header: Option<String>,
    pub body: Option<String>,
    /// What fills the gaps of the body as an example, in their order.
    pub body_examples: Vec<String>,
    /// As the provider writes them.
    #[schema(value_type = Vec<Object>)]
    pub buttons: Vec<Value>,
}

/// How a template did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Performance {
    /// How often it was sent.
    pub sends: Option<i64>,
    /// 1: blocked less often than the other one; 2: more often.
    pub block_rank: Option<i64>,
    /// Why people blocked the number most often after it, in the provider's word.
    pub top_block_reason: Option<String>,
}

/// An authentication template in several languages.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeTemplates {
    pub name: String,
    pub languages: Vec<String>,
    pub components: Vec<Value>,
    pub ttl_seconds: Option<i64>,
}

/// One language of it, as the provider took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upserted {
    pub meta_template_id: MetaTemplateId,
    pub language: String,
    pub status: TemplateStatus,
}
