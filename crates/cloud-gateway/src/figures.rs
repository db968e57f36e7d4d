//! Figures about accounts.

use actions::account::{Figures, FiguresQuery};
use actions::provider::Answer;
use cloud_api_types::graph::analytics as wire;
use domain::analytics::{Clicks, Cost, MessagePoint, PricingPoint, TemplatePoint};
use domain::id::MetaTemplateId;
use domain::phone_number::NumberAccess;
use domain::{Timestamp, WabaId};

use crate::account::{ask, some};
use crate::errors::of_question;
use crate::gateway::Gateway;

impl Figures for Gateway {
    fn message_figures<'a>(
        &'a self,
        access: &'a NumberAccess,
        query: &'a FiguresQuery,
    ) -> Answer<'a, Vec<MessagePoint>> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let (waba, from, to) = span(query);
            let values = values(query);
            let filters: Vec<(&str, &[&str])> = values.iter().map(|(name, it)| (*name, &it[..])).collect();
            let figures = client.message_analytics(waba, from, to, &query.granularity, &filters).await;
            let points = figures.map_err(|error| of_question(&error))?.data_points;
            Ok(points.into_iter().map(read_message).collect())
        })
    }

    fn pricing_figures<'a>(
        &'a self,
        access: &'a NumberAccess,
        query: &'a FiguresQuery,
    ) -> Answer<'a, Vec<PricingPoint>> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let (waba, from, to) = span(query);
            let values = values(query);
            let filters: Vec<(&str, &[&str])> = values.iter().map(|(name, it)| (*name, &it[..])).collect();
            let figures = client.pricing_analytics(waba, from, to, &query.granularity, &filters).await;
            let series = figures.map_err(|error| of_question(&error))?.data;
            Ok(series.into_iter().flat_map(|series| series.data_points).map(read_pricing).collect())
        })
    }

    fn template_figures<'a>(
        &'a self,
        access: &'a NumberAccess,
        query: &'a FiguresQuery,
        templates: &'a [MetaTemplateId],
    ) -> Answer<'a, Vec<TemplatePoint>> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let (waba, from, to) = span(query);
            let ids: Vec<&str> = templates.iter().map(|id| id.0.as_str()).collect();
            let figures = client.template_analytics(waba, from, to, &ids).await;
            let series = figures.map_err(|error| of_question(&error))?.data;
            Ok(series.into_iter().flat_map(|series| series.data_points).map(read_template).collect())
        })
    }

    fn enable_insights<'a>(&'a self, access: &'a NumberAccess, waba: &'a WabaId) -> Answer<'a, ()> {
        ask!(self, access, |client, _number| client.enable_insights(&waba.0))
    }
}

fn span(query: &FiguresQuery) -> (&str, i64, i64) {
    (&query.waba.0, query.from.as_seconds(), query.to.as_seconds())
}

fn values(query: &FiguresQuery) -> Vec<(&str, Vec<&str>)> {
    let filters = query.filters.iter();
    filters.map(|(name, values)| (name.as_str(), values.iter().map(String::as_str).collect())).collect()
}

fn time(seconds: Option<i64>) -> Option<Timestamp> {
    seconds.map(Timestamp::from_seconds)
}

fn read_message(point: wire::MessagePoint) -> MessagePoint {
    MessagePoint {
        from: time(point.start),
        to: time(point.end),
        sent: point.sent.unwrap_or_default(),
        delivered: point.delivered.unwrap_or_default(),
    }
}

fn read_pricing(point: wire::PricingPoint) -> PricingPoint {
    PricingPoint {
        from: time(point.start),
        to: time(point.end),
        country: point.country.and_then(some),
        phone_number: point.phone_number.and_then(some),
        tier: point.tier.and_then(some),
        pricing_type: point.pricing_type.and_then(some),
        pricing_category: point.pricing_category.and_then(some),
        volume: point.volume,
        cost: point.cost,
    }
}

fn read_template(point: wire::TemplatePoint) -> TemplatePoint {
    let clicks = |it: wire::ClickCount| Clicks { kind: it.kind, button: it.button_content, count: it.count };
    let cost = |it: wire::CostFigure| Cost { kind: it.kind, value: it.value };
    TemplatePoint {
        meta_template_id: point.template_id,
        from: time(point.start),
        to: time(point.end),
        sent: point.sent,
        delivered: point.delivered,
        read: point.read,
        clicks: point.clicked.into_iter().map(clicks).collect(),
        costs: point.cost.into_iter().map(cost).collect(),
    }
}
