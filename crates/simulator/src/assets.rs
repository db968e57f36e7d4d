//! What hangs on numbers and accounts: papers on a number's desk, uploads, Flows, groups, calls.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::clock::Micros;
use crate::flows::Called;
use crate::phones::GroupMessage;
use crate::world::{FlowFile, Number};

/// What was set for a number.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct NumberDesk {
    pub(crate) pin: Option<String>,
    /// Wrong PINs in a row.
    pub(crate) wrong_pins: u32,
    /// The code that was sent, until it is used.
    pub(crate) code: Option<String>,
    pub(crate) is_unverified: bool,
    /// When it was registered or deregistered lately.
    pub(crate) registrations: Vec<Micros>,
    pub(crate) requested_name: Option<String>,
    /// How the review of the requested name stands.
    pub(crate) new_name_status: Option<String>,
    pub(crate) profile: Map<String, Value>,
    pub(crate) settings: Map<String, Value>,
    pub(crate) commerce: Map<String, Value>,
    pub(crate) automation: Map<String, Value>,
    pub(crate) public_key: Option<String>,
    pub(crate) username: Option<String>,
    /// By code.
    pub(crate) qr_codes: BTreeMap<String, String>,
    /// Phones and names.
    pub(crate) contact_book: BTreeMap<String, String>,
    /// Phones.
    pub(crate) blocked: Vec<String>,
    /// Where this number's webhooks go instead.
    pub(crate) callback_url: Option<String>,
    /// Until when its throughput is being raised.
    pub(crate) upgrading_until: Option<Micros>,
    /// Since when it is also on the Cloud API; the app can be synchronised for 24 hours.
    pub(crate) onboarded_at: Option<Micros>,
    /// The owner does not share what was written before.
    pub(crate) declines_history: bool,
    /// What was synchronised of the app.
    pub(crate) synchronised: Vec<String>,
}

impl NumberDesk {
    pub(crate) fn new(number: &Number) -> Self {
        let is_unverified = number.status == "UNVERIFIED";
        Self { pin: number.pin.clone(), is_unverified, ..Self::default() }
    }
}

/// What an account remembers of its templates.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct TemplateDesk {
    /// Until when the names of deleted templates are taken.
    pub(crate) locked_names: BTreeMap<String, Micros>,
    /// When templates were made lately.
    pub(crate) created: Vec<Micros>,
    /// When approved templates were edited, by id.
    pub(crate) edits: BTreeMap<String, Vec<Micros>>,
    /// When templates were sent, and when somebody blocked the business after one, by id.
    pub(crate) sends: BTreeMap<String, Vec<Micros>>,
    pub(crate) blocks: BTreeMap<String, Vec<Micros>>,
    /// How often templates were paused, by id.
    pub(crate) pauses: BTreeMap<String, usize>,
    /// Messages that are held back until more is known of their template, by its id.
    pub(crate) held: BTreeMap<String, Vec<String>>,
    /// Templates that are held back because somebody wants it.
    pub(crate) held_by_hand: Vec<String>,
    /// The status before, and since when, by id.
    pub(crate) archived: BTreeMap<String, (String, Micros)>,
    /// Everything else that is known of a template, by id.
    pub(crate) more: BTreeMap<String, Map<String, Value>>,
}

/// A file that comes in pieces.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct UploadSession {
    pub(crate) app_id: String,
    pub(crate) length: u64,
    pub(crate) received: u64,
    pub(crate) handle: String,
}

/// A Flow.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Flow {
    pub(crate) waba_id: String,
    pub(crate) name: String,
    pub(crate) status: String,
    pub(crate) categories: Value,
    pub(crate) endpoint_uri: Option<String>,
    pub(crate) json: Option<String>,
    pub(crate) problems: Vec<Value>,
    /// The app that it belongs to; absent: the account's first.
    #[serde(default)]
    pub(crate) application_id: Option<String>,
    /// The last calls to its endpoint.
    #[serde(default)]
    pub(crate) calls: Vec<Called>,
    /// What is wrong with its endpoint now.
    #[serde(default)]
    pub(crate) alerts: Vec<String>,
    /// When it was sent within the last hour; counted while it is throttled.
    #[serde(default)]
    pub(crate) sends: Vec<Micros>,
}

impl Flow {
    pub(crate) fn new(file: FlowFile) -> Self {
        Self {
            waba_id: file.waba_id,
            name: file.name,
            status: file.status,
            categories: serde_json::json!(["OTHER"]),
            endpoint_uri: None,
            json: None,
            problems: Vec::new(),
            application_id: None,
            calls: Vec::new(),
            alerts: Vec::new(),
            sends: Vec::new(),
        }
    }
}

/// A group.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) phone_number_id: String,
    pub(crate) subject: String,
    pub(crate) description: String,
    pub(crate) join_approval_mode: String,
    pub(crate) created_at: Micros,
    pub(crate) invite: String,
    /// Phones.
    pub(crate) participants: Vec<String>,
    /// Request ids and phones.
    pub(crate) requests: BTreeMap<String, String>,
    /// When the requests were made, by id.
    #[serde(default)]
    pub(crate) requested_at: BTreeMap<String, Micros>,
    #[serde(default)]
    pub(crate) is_suspended: bool,
    #[serde(default)]
    pub(crate) messages: Vec<GroupMessage>,
}

/// A call.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Call {
    pub(crate) phone_number_id: String,
    pub(crate) customer: String,
    pub(crate) is_inbound: bool,
    pub(crate) started_at: Micros,
    pub(crate) answered_at: Option<Micros>,
    pub(crate) is_over: bool,
    pub(crate) session: Option<Value>,
    #[serde(default)]
    pub(crate) callback_data: Option<String>,
}
