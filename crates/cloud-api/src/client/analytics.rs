//! Figures about an account.

use cloud_api_types::graph::Page;
use cloud_api_types::graph::analytics::{
    AnalyticsAnswer, MessageAnalytics, PricingAnalytics, TemplateAnalytics,
};
use reqwest::Method;

use super::Client;
use crate::error::Error;

/// Filters of figures: a name of the reference and the values that count, for example
/// `("country_codes", &["US"])`.
pub type AnalyticsFilters<'a> = &'a [(&'a str, &'a [&'a str])];

fn filtered(mut fields: String, filters: AnalyticsFilters<'_>) -> String {
    for (name, values) in filters {
        let values: Vec<String> = values.iter().map(|it| format!("\"{}\"", it.replace('"', ""))).collect();
        fields.push_str(&format!(".{name}([{}])", values.join(",")));
    }
    fields
}

impl Client {
    /// How many messages were sent and delivered. `granularity`: `HALF_HOUR`, `DAY`, `MONTH`; times in Unix
    /// seconds.
    pub async fn message_analytics(
        &self,
        waba_id: &str,
        start: i64,
        end: i64,
        granularity: &str,
        filters: AnalyticsFilters<'_>,
    ) -> Result<MessageAnalytics, Error> {
        let fields = format!("analytics.start({start}).end({end}).granularity({granularity})");
        let fields = filtered(fields, filters);
        let answer: AnalyticsAnswer = self.ask(Method::GET, &[waba_id], &[("fields", &fields)]).await?;
        Ok(answer.analytics.unwrap_or_default())
    }

    /// What messages cost. `granularity`: `HALF_HOUR`, `DAILY`, `MONTHLY`. The filter `dimensions` splits
    /// the figures: `COUNTRY`, `PHONE`, `PRICING_CATEGORY`, `PRICING_TYPE`, `TIER`.
    pub async fn pricing_analytics(
        &self,
        waba_id: &str,
        start: i64,
        end: i64,
        granularity: &str,
        filters: AnalyticsFilters<'_>,
    ) -> Result<PricingAnalytics, Error> {
        let fields = format!("pricing_analytics.start({start}).end({end}).granularity({granularity})");
        let fields = filtered(fields, filters);
        let answer: AnalyticsAnswer = self.ask(Method::GET, &[waba_id], &[("fields", &fields)]).await?;
        Ok(answer.pricing_analytics.unwrap_or_default())
    }

    /// How at most ten templates fared, day by day, for at most 90 days.
    pub async fn template_analytics(
        &self,
        waba_id: &str,
        start: i64,
        end: i64,
        template_ids: &[&str],
    ) -> Result<Page<TemplateAnalytics>, Error> {
        let (start, end, ids) = (start.to_string(), end.to_string(), format!("[{}]", template_ids.join(",")));
        let query = [
            ("start", start.as_str()),
            ("end", end.as_str()),
            ("granularity", "daily"),
            ("metric_types", "cost,clicked,delivered,read,sent"),
            ("template_ids", ids.as_str()),
        ];
        self.ask(Method::GET, &[waba_id, "template_analytics"], &query).await
    }
}
