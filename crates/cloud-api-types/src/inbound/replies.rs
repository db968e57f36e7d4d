//! Answers to what a business offered: buttons, rows, forms, orders.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::wire_enum::wire_enum;
use crate::wire_struct::wire_struct;

/// `interactive`: the answer to a message with buttons, rows or a form.
#[derive(Debug, Clone, PartialEq)]
pub enum InteractiveReply {
    /// A reply button was pressed.
    Button(ChosenButton),
    /// A row of a list was chosen.
    List(ChosenRow),
    /// A Flow was filled in, or an address was given.
    Form(FormReply),
    /// May we call?
    CallPermission(CallPermissionReply),
    /// A kind that this version does not type. The JSON is in the message's `raw`.
    Unknown {
        /// The `type` as it came.
        kind: String,
    },
}

impl<'de> Deserialize<'de> for InteractiveReply {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let kind = value.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
        let body = value.get(&kind).filter(|body| body.is_object()).cloned();
        let typed = body.and_then(|body| match kind.as_str() {
            "button_reply" => serde_json::from_value(body).ok().map(Self::Button),
            "list_reply" => serde_json::from_value(body).ok().map(Self::List),
            "nfm_reply" => serde_json::from_value(body).ok().map(Self::Form),
            "call_permission_reply" => serde_json::from_value(body).ok().map(Self::CallPermission),
            _ => None,
        });
        Ok(typed.unwrap_or(Self::Unknown { kind }))
    }
}

wire_struct! {
    /// The reply button that was pressed.
    pub struct ChosenButton {
        /// As we gave it.
        id: Option<String>,
        title: Option<String>,
    }
    /// The row that was chosen.
    pub struct ChosenRow {
        /// As we gave it.
        id: Option<String>,
        title: Option<String>,
        description: Option<String>,
    }
    /// What was filled in.
    pub struct FormReply {
        /// `flow`, `address_message`, …
        name: Option<String>,
        /// What the person sees, e.g. `Sent`.
        body: Option<String>,
        /// JSON in a text.
        response_json: Option<String>,
    }
    /// The answer to a request for permission to call.
    pub struct CallPermissionReply {
        response: Option<CallPermission>,
        is_permanent: Option<bool>,
        /// Unix seconds.
        expiration_timestamp: Option<i64>,
        /// `user_action`, or `automatic` when the person called first.
        response_source: Option<String>,
    }
    /// `button`: a quick-reply button of a template was pressed.
    pub struct TemplateButton {
        /// As we gave it; by default the label.
        payload: Option<String>,
        /// The label.
        text: Option<String>,
    }
    /// `order`: a basket from the catalogue.
    pub struct Order {
        catalog_id: Option<String>,
        /// What the person wrote with it.
        text: Option<String>,
        product_items: Vec<OrderItem>,
    }
    /// One line of a basket.
    pub struct OrderItem {
        product_retailer_id: Option<String>,
        quantity: Option<f64>,
        item_price: Option<f64>,
        currency: Option<String>,
    }
}

impl FormReply {
    /// The answers; `None` when there are none, or they are no JSON.
    pub fn response(&self) -> Option<Value> {
        serde_json::from_str(self.response_json.as_deref()?).ok()
    }
}

wire_enum! {
    /// Whether we may call.
    pub enum CallPermission {
        Accept = "accept",
        Reject = "reject",
    }
}

/// `Serialize` for completeness: messages themselves are written from their raw JSON.
impl Serialize for InteractiveReply {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, body) = match self {
            Self::Button(it) => ("button_reply", serde_json::to_value(it)),
            Self::List(it) => ("list_reply", serde_json::to_value(it)),
            Self::Form(it) => ("nfm_reply", serde_json::to_value(it)),
            Self::CallPermission(it) => ("call_permission_reply", serde_json::to_value(it)),
            Self::Unknown { kind } => (kind.as_str(), Ok(Value::Null)),
        };
        let body = body.map_err(serde::ser::Error::custom)?;
        serde_json::json!({ "type": kind, kind: body }).serialize(serializer)
    }
}
