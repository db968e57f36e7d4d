//! Things to tap, in the provider's form.

use actions::message::Attempt;
use cloud_api_types::outbound::{
    Action as WireAction, FlowAction as WireFlow, Header as WireHeader, Interactive, ListRow, ListSection,
    Media, ProductItem, ProductSection, ReplyButton,
};
use domain::content::{self, Action, Header, InteractiveContent};
use serde_json::json;

use super::{NotSendable, uploaded};

pub(super) fn encode(attempt: &Attempt, content: &InteractiveContent) -> Result<Interactive, NotSendable> {
    Ok(Interactive {
        header: content.header.as_ref().map(|header| encode_header(attempt, header)).transpose()?,
        body: content.body.clone(),
        footer: content.footer.clone(),
        action: encode_action(&content.action),
    })
}

fn encode_header(attempt: &Attempt, header: &Header) -> Result<WireHeader, NotSendable> {
    Ok(match header {
        Header::Text { text } => WireHeader::Text(text.clone()),
        Header::Image { media } => WireHeader::Image(uploaded(attempt, media)?),
        Header::Video { media } => WireHeader::Video(uploaded(attempt, media)?),
        Header::Document { media, filename } => {
            WireHeader::Document(Media { filename: filename.clone(), ..uploaded(attempt, media)? })
        }
    })
}

fn encode_action(action: &Action) -> WireAction {
    match action {
        Action::Buttons { buttons } => WireAction::Buttons(buttons.iter().map(encode_button).collect()),
        Action::List { button, sections } => WireAction::List {
            button: button.clone(),
            sections: sections.iter().map(encode_section).collect(),
        },
        Action::Link { label, url } => WireAction::CtaUrl { display_text: label.clone(), url: url.clone() },
        Action::LocationRequest => WireAction::LocationRequest,
        Action::ContactRequest => WireAction::ContactInfoRequest,
        Action::CallPermissionRequest => WireAction::CallPermissionRequest,
        Action::VoiceCall { label, ttl_minutes, payload } => WireAction::VoiceCall {
            display_text: Some(label.clone()),
            ttl_minutes: *ttl_minutes,
            payload: payload.clone(),
        },
        Action::Flow(flow) => WireAction::Flow(Box::new(encode_flow(flow))),
        Action::Product { product } => WireAction::Product {
            catalog_id: product.catalog_id.clone(),
            product_retailer_id: product.product_id.clone(),
        },
        Action::ProductList { catalog_id, sections } => WireAction::ProductList {
            catalog_id: catalog_id.clone(),
            sections: sections.iter().map(encode_products).collect(),
        },
        Action::Catalog { thumbnail_product_id } => {
            WireAction::Catalog { thumbnail_product_retailer_id: thumbnail_product_id.clone() }
        }
        Action::Address { country, values } => {
            let mut parameters = json!({"country": country});
            if let Some(values) = values {
                parameters["values"] = values.clone();
            }
            WireAction::Address(parameters)
        }
        Action::Carousel { cards } => {
            WireAction::Other { kind: "carousel".to_owned(), action: json!({"cards": cards}) }
        }
        Action::OrderDetails { parameters } => WireAction::OrderDetails(parameters.clone()),
        Action::OrderStatus { parameters } => WireAction::OrderStatus(parameters.clone()),
    }
}

fn encode_button(button: &content::ReplyButton) -> ReplyButton {
    ReplyButton { id: button.id.clone(), title: button.title.clone() }
}

fn encode_section(section: &content::ListSection) -> ListSection {
    let row = |row: &content::ListRow| ListRow {
        id: row.id.clone(),
        title: row.title.clone(),
        description: row.description.clone(),
    };
    ListSection { title: section.title.clone(), rows: section.rows.iter().map(row).collect() }
}

fn encode_products(section: &content::ProductSection) -> ProductSection {
    let item = |id: &String| ProductItem { product_retailer_id: id.clone() };
    ProductSection {
        title: Some(section.title.clone()),
        product_items: section.product_ids.iter().map(item).collect(),
    }
}

fn encode_flow(flow: &content::FlowAction) -> WireFlow {
    let payload = flow.screen.as_ref().map(|screen| {
        let mut payload = json!({"screen": screen});
        if let Some(data) = &flow.data {
            payload["data"] = data.clone();
        }
        payload
    });
    WireFlow {
        flow_message_version: "3".to_owned(),
        flow_id: Some(flow.flow_id.clone()),
        flow_name: None,
        flow_cta: flow.label.clone(),
        flow_token: flow.token.clone(),
        mode: flow.is_draft.then(|| "draft".to_owned()),
        flow_action: Some(if payload.is_some() { "navigate" } else { "data_exchange" }.to_owned()),
        flow_action_payload: payload,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::encode::tests::wire;

    fn action(action: Value) -> Value {
        wire(json!({"type": "interactive", "body": "b", "footer": "f", "action": action}))["interactive"]
            .clone()
    }

    #[test]
    fn c4_every_action_has_the_provider_s_type() {
        let button = json!({"id": "a", "title": "Yes"});
        let row = json!({"id": "r", "title": "Row", "description": "d"});
        let product = json!({"catalog_id": "c", "product_id": "p"});
        for (ours, theirs) in [
            (json!({"type": "buttons", "buttons": [button]}), "button"),
            (json!({"type": "list", "button": "Open", "sections": [{"title": "s", "rows": [row]}]}), "list"),
            (json!({"type": "link", "label": "Open", "url": "https://a.example"}), "cta_url"),
            (json!({"type": "location_request"}), "location_request_message"),
            (json!({"type": "contact_request"}), "request_contact_info"),
            (json!({"type": "call_permission_request"}), "call_permission_request"),
            (json!({"type": "voice_call", "label": "Call"}), "voice_call"),
            (json!({"type": "flow", "flow_id": "1", "label": "Go", "screen": "A", "data": {}}), "flow"),
            (json!({"type": "product", "product": product}), "product"),
            (
                json!({"type": "product_list", "catalog_id": "c", "sections": [{"title": "s", "product_ids": ["p"]}]}),
                "product_list",
            ),
            (json!({"type": "catalog"}), "catalog_message"),
            (json!({"type": "address", "country": "IN"}), "address_message"),
            (json!({"type": "carousel", "cards": [{}, {}]}), "carousel"),
            (json!({"type": "order_details", "parameters": {"reference_id": "1"}}), "order_details"),
            (json!({"type": "order_status", "parameters": {"reference_id": "1"}}), "order_status"),
        ] {
            assert_eq!(action(ours.clone())["type"], theirs, "{ours}");
        }
    }

    #[test]
    fn c4_buttons_and_rows_keep_their_ids() {
        let sent = action(json!({"type": "buttons", "buttons": [{"id": "a", "title": "Yes"}]}));
        assert_eq!(
            sent["action"]["buttons"][0],
            json!({"type": "reply", "reply": {"id": "a", "title": "Yes"}})
        );
        assert_eq!(sent["body"]["text"], "b");
        assert_eq!(sent["footer"]["text"], "f");
        let flow =
            action(json!({"type": "flow", "flow_id": "1", "label": "Go", "screen": "A", "data": {"x": 1}}));
        assert_eq!(
            flow["action"]["parameters"]["flow_action_payload"],
            json!({"screen": "A", "data": {"x": 1}})
        );
    }
}
