//! Figures. All approximate; at most one year back, templates 90 days.

use serde_json::Value;

use crate::wire_struct::wire_struct;

wire_struct! {
    /// How many messages were sent and delivered.
    pub struct MessageAnalytics {
        phone_numbers: Vec<String>,
        country_codes: Vec<String>,
        granularity: Option<String>,
        data_points: Vec<MessagePoint>,
    }
    /// One span of time.
    pub struct MessagePoint {
        /// Unix seconds.
        start: Option<i64>,
        /// Unix seconds.
        end: Option<i64>,
        sent: Option<i64>,
        delivered: Option<i64>,
    }
    /// What messages cost: a list of lists of points.
    pub struct PricingAnalytics {
        data: Vec<PricingSeries>,
    }
    /// One series.
    pub struct PricingSeries {
        data_points: Vec<PricingPoint>,
    }
    /// One span of time, split by the asked dimensions.
    pub struct PricingPoint {
        start: Option<i64>,
        end: Option<i64>,
        country: Option<String>,
        phone_number: Option<String>,
        tier: Option<String>,
        pricing_type: Option<String>,
        pricing_category: Option<String>,
        volume: Option<i64>,
        cost: Option<f64>,
    }
    /// How templates fared.
    pub struct TemplateAnalytics {
        granularity: Option<String>,
        product_type: Option<String>,
        data_points: Vec<TemplatePoint>,
    }
    /// One template on one day.
    pub struct TemplatePoint {
        template_id: Option<String>,
        start: Option<i64>,
        end: Option<i64>,
        sent: Option<i64>,
        delivered: Option<i64>,
        read: Option<i64>,
        clicked: Vec<ClickCount>,
        cost: Vec<CostFigure>,
    }
    /// How often a button was pressed.
    pub struct ClickCount {
        kind as "type": Option<String>,
        button_content: Option<String>,
        count: Option<i64>,
    }
    /// A figure of cost.
    pub struct CostFigure {
        kind as "type": Option<String>,
        value: Option<f64>,
    }
    /// The answer to `fields=<metric>.…`: one of these is there.
    pub struct AnalyticsAnswer {
        id: Option<String>,
        analytics: Option<MessageAnalytics>,
        pricing_analytics: Option<PricingAnalytics>,
        conversation_analytics: Option<Value>,
        template_group_analytics: Option<Value>,
    }
}
