//! Figures about an account, as the provider counts them.

use std::time::Duration;

use actions::account::FiguresQuery;
use axum::extract::State;
use axum_utils::{Fields, Json, Path, Problem, Query};
use domain::analytics::{MessagePoint, PricingPoint, TemplatePoint};
use domain::id::MetaTemplateId;
use domain::{PhoneNumberId, TemplateId, Timestamp, WabaId, WorkspaceId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::paging::Items;
use crate::reach::{self, Purpose, Refusals};
use crate::refusal;
use crate::state::ApiState;

const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// How far back the provider looks, in days.
const LOOK_BACK: u32 = 365;
const TEMPLATES_LOOK_BACK: u32 = 90;
/// Most templates of one question.
const TEMPLATES: usize = 10;
/// Most values of a filter.
const VALUES: usize = 50;

/// How long the spans of time are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Granularity {
    HalfHour,
    Day,
    Month,
}

/// Which figures of messages.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MessagesQuery {
    /// At most a year ago.
    from: Timestamp,
    to: Timestamp,
    #[param(inline)]
    granularity: Granularity,
    /// Numbers of ours, with commas between; all of the account without it.
    phone_number_ids: Option<String>,
    /// Of two letters, with commas between.
    country_codes: Option<String>,
}

/// Which figures of costs.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PricingQuery {
    /// At most a year ago.
    from: Timestamp,
    to: Timestamp,
    #[param(inline)]
    granularity: Granularity,
    /// Numbers of ours, with commas between; all of the account without it.
    phone_number_ids: Option<String>,
    /// Of two letters, with commas between.
    country_codes: Option<String>,
    /// `MARKETING`, `UTILITY`, …, with commas between.
    pricing_categories: Option<String>,
    /// `REGULAR`, `FREE_CUSTOMER_SERVICE`, `FREE_ENTRY_POINT`, with commas between.
    pricing_types: Option<String>,
    /// What to split by, with commas between: `COUNTRY`, `PHONE`, `PRICING_CATEGORY`, `PRICING_TYPE`, `TIER`.
    dimensions: Option<String>,
}

/// Which figures of templates. They are counted by the day.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TemplatesQuery {
    /// At most 90 days ago.
    from: Timestamp,
    to: Timestamp,
    /// At most 10 templates of ours, with commas between.
    template_ids: String,
}

const CATEGORIES: [&str; 7] = [
    "AUTHENTICATION",
    "AUTHENTICATION_INTERNATIONAL",
    "MARKETING",
    "MARKETING_LITE",
    "SERVICE",
    "UTILITY",
    "REFERRAL_CONVERSION",
];
const TYPES: [&str; 3] = ["FREE_CUSTOMER_SERVICE", "FREE_ENTRY_POINT", "REGULAR"];
const DIMENSIONS: [&str; 5] = ["COUNTRY", "PHONE", "PRICING_CATEGORY", "PRICING_TYPE", "TIER"];

/// How many messages were sent and delivered
#[utoipa::path(get, path = "/v1/wabas/{id}/analytics/messages", operation_id = "get_message_analytics",
    tag = "accounts", params(("id" = WabaId, Path, description = "Meta's id"), MessagesQuery),
    responses((status = 200, body = Items<MessagePoint>), Refusals))]
pub(crate) async fn get_message_analytics(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<WabaId>,
    Query(asked): Query<MessagesQuery>,
) -> Result<Json<Items<MessagePoint>>, Problem> {
    let reached = reach::waba(&state, &caller, id, Purpose::Look).await?;
    let mut fields = Fields::default();
    check_span(&mut fields, state.clock().now(), asked.from, asked.to, LOOK_BACK);
    let granularity = match asked.granularity {
        Granularity::HalfHour => "HALF_HOUR",
        Granularity::Day => "DAY",
        Granularity::Month => "MONTH",
    };
    let mut filters = Vec::new();
    filters.extend(countries(&mut fields, asked.country_codes.as_deref()));
    let numbers = ids(&mut fields, "phone_number_ids", asked.phone_number_ids.as_deref(), VALUES);
    filters.extend(phones(&state, &mut fields, caller.workspace(), &reached.waba, numbers).await?);
    fields.finish()?;
    let query = query(&reached.waba, asked.from, asked.to, granularity, filters);
    let points = state.provider().message_figures(&reached.access, &query).await;
    points.map(|items| Json(Items { items })).map_err(|error| refusal::provider(&error))
}

/// What messages cost
#[utoipa::path(get, path = "/v1/wabas/{id}/analytics/pricing", operation_id = "get_pricing_analytics",
    tag = "accounts", params(("id" = WabaId, Path, description = "Meta's id"), PricingQuery),
    responses((status = 200, body = Items<PricingPoint>), Refusals))]
pub(crate) async fn get_pricing_analytics(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<WabaId>,
    Query(asked): Query<PricingQuery>,
) -> Result<Json<Items<PricingPoint>>, Problem> {
    let reached = reach::waba(&state, &caller, id, Purpose::Look).await?;
    let mut fields = Fields::default();
    check_span(&mut fields, state.clock().now(), asked.from, asked.to, LOOK_BACK);
    let granularity = match asked.granularity {
        Granularity::HalfHour => "HALF_HOUR",
        Granularity::Day => "DAILY",
        Granularity::Month => "MONTHLY",
    };
    let mut filters = Vec::new();
    filters.extend(countries(&mut fields, asked.country_codes.as_deref()));
    for (field, given, known) in [
        ("pricing_categories", &asked.pricing_categories, &CATEGORIES[..]),
        ("pricing_types", &asked.pricing_types, &TYPES),
        ("dimensions", &asked.dimensions, &DIMENSIONS),
    ] {
        filters.extend(words(&mut fields, field, given.as_deref(), known));
    }
    let numbers = ids(&mut fields, "phone_number_ids", asked.phone_number_ids.as_deref(), VALUES);
    filters.extend(phones(&state, &mut fields, caller.workspace(), &reached.waba, numbers).await?);
    fields.finish()?;
    let query = query(&reached.waba, asked.from, asked.to, granularity, filters);
    let points = state.provider().pricing_figures(&reached.access, &query).await;
    points.map(|items| Json(Items { items })).map_err(|error| refusal::provider(&error))
}

/// How templates fared
///
/// The provider counts only after `POST /v1/wabas/{id}/insights`. Reads and clicks are counted for 7 days.
#[utoipa::path(get, path = "/v1/wabas/{id}/analytics/templates", operation_id = "get_template_analytics",
    tag = "accounts", params(("id" = WabaId, Path, description = "Meta's id"), TemplatesQuery),
    responses((status = 200, body = Items<TemplatePoint>), Refusals))]
pub(crate) async fn get_template_analytics(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<WabaId>,
    Query(asked): Query<TemplatesQuery>,
) -> Result<Json<Items<TemplatePoint>>, Problem> {
    let reached = reach::waba(&state, &caller, id, Purpose::Look).await?;
    let mut fields = Fields::default();
    check_span(&mut fields, state.clock().now(), asked.from, asked.to, TEMPLATES_LOOK_BACK);
    let ids: Vec<TemplateId> = ids(&mut fields, "template_ids", Some(&asked.template_ids), TEMPLATES);
    if ids.is_empty() {
        fields.add("template_ids", format!("name 1 to {TEMPLATES} templates"));
    }
    let templates = templates(&state, &mut fields, caller.workspace(), &reached.waba, ids).await?;
    fields.finish()?;
    let query = query(&reached.waba, asked.from, asked.to, "DAILY", Vec::new());
    let points = state.provider().template_figures(&reached.access, &query, &templates).await;
    points.map(|items| Json(Items { items })).map_err(|error| refusal::provider(&error))
}

type Filter = (String, Vec<String>);

fn query(
    waba: &WabaId,
    from: Timestamp,
    to: Timestamp,
    granularity: &str,
    filters: Vec<Filter>,
) -> FiguresQuery {
    FiguresQuery { waba: waba.clone(), from, to, granularity: granularity.to_owned(), filters }
}

fn check_span(fields: &mut Fields, now: Timestamp, from: Timestamp, to: Timestamp, days: u32) {
    fields.require(to > from, "to", "this must be after `from`");
    // A day of grace: the provider counts in days of its own.
    let earliest = now - A_DAY * (days + 1);
    if from < earliest {
        fields.add("from", format!("the provider looks back {days} days; write a time after {earliest}"));
    }
}

/// What stands between commas.
fn split<'t>(fields: &mut Fields, field: &str, given: Option<&'t str>, most: usize) -> Vec<&'t str> {
    let values: Vec<&str> =
        given.unwrap_or_default().split(',').map(str::trim).filter(|it| !it.is_empty()).collect();
    if values.len() > most {
        fields.add(field, format!("give at most {most}; these are {}", values.len()));
    }
    values
}

fn words(fields: &mut Fields, field: &str, given: Option<&str>, known: &[&str]) -> Option<Filter> {
    let values: Vec<String> =
        split(fields, field, given, VALUES).into_iter().map(str::to_ascii_uppercase).collect();
    if let Some(wrong) = values.iter().find(|value| !known.contains(&value.as_str())) {
        let wrong: String = wrong.chars().take(40).collect();
        fields.add(field, format!("write some of {}; one is {wrong}", known.join(", ")));
    }
    (!values.is_empty()).then(|| (field.to_owned(), values))
}

fn countries(fields: &mut Fields, given: Option<&str>) -> Option<Filter> {
    let values: Vec<String> =
        split(fields, "country_codes", given, VALUES).into_iter().map(str::to_ascii_uppercase).collect();
    let is_code = |code: &String| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
    fields.require(values.iter().all(is_code), "country_codes", "write codes of two letters, for example DE");
    (!values.is_empty()).then(|| ("country_codes".to_owned(), values))
}

fn ids<T: std::str::FromStr>(fields: &mut Fields, field: &str, given: Option<&str>, most: usize) -> Vec<T>
where
    T::Err: std::fmt::Display,
{
    let values = split(fields, field, given, most);
    values.into_iter().filter_map(|value| fields.check(field, value.parse::<T>())).collect()
}

/// The provider's filter for numbers of ours.
async fn phones(
    state: &ApiState,
    fields: &mut Fields,
    workspace: WorkspaceId,
    waba: &WabaId,
    wanted: Vec<PhoneNumberId>,
) -> Result<Option<Filter>, Problem> {
    if wanted.is_empty() {
        return Ok(None);
    }
    let ours = state.store().read(workspace, move |tx| tx.phone_numbers().list(workspace)).await;
    let ours = ours.map_err(|error: storage::Error| refusal::storage(&error))?;
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut phones = Vec::new();
    for id in wanted {
        match ours.iter().find(|number| number.id == id && number.waba_id == *waba) {
            Some(number) => phones.push(digits(&number.display_phone_number)),
            None => fields.add("phone_number_ids", "there is no such number of this account"),
        }
    }
    Ok(Some(("phone_numbers".to_owned(), phones)))
}

/// The provider's ids of templates of ours.
async fn templates(
    state: &ApiState,
    fields: &mut Fields,
    workspace: WorkspaceId,
    waba: &WabaId,
    wanted: Vec<TemplateId>,
) -> Result<Vec<MetaTemplateId>, Problem> {
    let find = move |tx: &mut storage::Tx<'_>| {
        let mut found = Vec::new();
        for id in wanted.into_iter().take(TEMPLATES) {
            found.push(tx.templates().lookup(workspace, id)?);
        }
        Ok(found)
    };
    let found = state.store().read(workspace, find).await;
    let mut ids = Vec::new();
    for template in found.map_err(|error: storage::Error| refusal::storage(&error))? {
        match template.filter(|template| template.waba_id == *waba).map(|template| template.meta_template_id)
        {
            Some(Some(id)) => ids.push(id),
            Some(None) => fields.add("template_ids", "a template that was never submitted has no figures"),
            None => fields.add("template_ids", "there is no such template of this account"),
        }
    }
    Ok(ids)
}
