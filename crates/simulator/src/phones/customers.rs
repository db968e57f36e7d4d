//! People, and what can be changed about them.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::digits;
use crate::clock::Micros;
use crate::world::Customer;

/// Most people in a world.
pub(crate) const LIMIT: usize = 200_000;

/// A person with a phone, while the simulator runs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Person {
    /// Digits only.
    pub(crate) phone: String,
    pub(crate) user_id: String,
    pub(crate) name: String,
    pub(crate) username: Option<String>,
    pub(crate) phone_hidden: bool,
    pub(crate) online: bool,
    pub(crate) read_receipts: bool,
    pub(crate) blocked: bool,
    /// Has allowed the business to call.
    #[serde(default)]
    pub(crate) allows_calls: bool,
    /// Has stopped marketing messages.
    #[serde(default)]
    pub(crate) stops_marketing: bool,
    /// Until when calls are allowed; absent: for good.
    #[serde(default)]
    pub(crate) calls_until: Option<Micros>,
    /// What happens when the business calls: `accept`, `reject` or `manual`.
    #[serde(default = "accept")]
    pub(crate) answers_calls: String,
    /// Calls in a row that were not answered.
    #[serde(default)]
    pub(crate) unanswered: u32,
    /// When the business asked for the permission to call.
    #[serde(default)]
    pub(crate) permission_asks: Vec<Micros>,
    /// How often the keys of the encryption changed.
    #[serde(default)]
    pub(crate) identities: u32,
    /// When marketing came lately.
    #[serde(default)]
    pub(crate) marketing: Vec<Micros>,
}

impl Person {
    /// `None` when the phone is none.
    pub(crate) fn new(customer: Customer) -> Option<Self> {
        let phone = digits(&customer.phone)?;
        let user_id = customer.user_id.unwrap_or_else(|| user_id(&phone));
        Some(Self {
            phone,
            user_id,
            name: customer.name,
            username: customer.username,
            phone_hidden: customer.phone_hidden,
            online: customer.online,
            read_receipts: customer.read_receipts,
            blocked: customer.blocked,
            allows_calls: false,
            stops_marketing: false,
            marketing: Vec::new(),
            calls_until: None,
            answers_calls: accept(),
            unanswered: 0,
            permission_asks: Vec::new(),
            identities: 0,
        })
    }

    /// Another user id in the same country.
    pub(crate) fn user_id_of(seed: &str, old: &str) -> String {
        let new = user_id(seed);
        let country = old.split_once('.').map_or("US", |(country, _)| country);
        new.split_once('.').map_or_else(|| new.clone(), |(_, number)| format!("{country}.{number}"))
    }

    /// What goes into the wamid of a message with this person: the phone, unless that would tell it.
    pub(crate) fn wamid_seed(&self) -> &str {
        if self.phone_hidden { &self.user_id } else { &self.phone }
    }

    /// As the control API tells it.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "phone": format!("+{}", self.phone),
            "name": self.name,
            "user_id": self.user_id,
            "username": self.username,
            "phone_hidden": self.phone_hidden,
            "online": self.online,
            "read_receipts": self.read_receipts,
            "blocked": self.blocked,
            "allows_calls": self.allows_calls,
            "stops_marketing": self.stops_marketing,
            "answers_calls": self.answers_calls,
        })
    }
}

/// A user id that is always the same for a phone and does not show it.
fn user_id(phone: &str) -> String {
    let digest = Sha256::digest(phone.as_bytes());
    let number = digest.iter().take(8).fold(0_u64, |sum, &byte| (sum << 8) | u64::from(byte));
    format!("US.{number:0>20}")
}

/// `POST /_sim/customers`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCustomer {
    pub(crate) phone: String,
    pub(crate) name: String,
    pub(crate) username: Option<String>,
    pub(crate) user_id: Option<String>,
    #[serde(default)]
    pub(crate) phone_hidden: bool,
}

impl NewCustomer {
    pub(crate) fn into_person(self) -> Option<Person> {
        Person::new(Customer {
            phone: self.phone,
            name: self.name,
            username: self.username,
            user_id: self.user_id,
            phone_hidden: self.phone_hidden,
            online: true,
            read_receipts: true,
            blocked: false,
        })
    }
}

fn accept() -> String {
    "accept".to_owned()
}

/// `PATCH /_sim/customers/{phone}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CustomerPatch {
    pub(crate) online: Option<bool>,
    pub(crate) read_receipts: Option<bool>,
    pub(crate) name: Option<String>,
    pub(crate) blocked: Option<bool>,
    pub(crate) phone_hidden: Option<bool>,
    pub(crate) allows_calls: Option<bool>,
    pub(crate) answers_calls: Option<String>,
    pub(crate) stops_marketing: Option<bool>,
    /// `null` takes the username away.
    #[serde(default, deserialize_with = "given")]
    pub(crate) username: Option<Option<String>>,
    /// Another phone.
    pub(crate) phone: Option<String>,
    /// Another user id.
    pub(crate) user_id: Option<String>,
    /// A new telephone: the keys of the encryption change.
    #[serde(default)]
    pub(crate) new_identity: bool,
}

fn given<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

impl CustomerPatch {
    pub(crate) fn apply(&self, person: &mut Person) {
        person.online = self.online.unwrap_or(person.online);
        person.read_receipts = self.read_receipts.unwrap_or(person.read_receipts);
        person.blocked = self.blocked.unwrap_or(person.blocked);
        person.phone_hidden = self.phone_hidden.unwrap_or(person.phone_hidden);
        person.stops_marketing = self.stops_marketing.unwrap_or(person.stops_marketing);
        if let Some(allows) = self.allows_calls {
            (person.allows_calls, person.calls_until, person.unanswered) = (allows, None, 0);
        }
        if let Some(name) = &self.name {
            name.clone_into(&mut person.name);
        }
        if let Some(username) = &self.username {
            username.clone_into(&mut person.username);
        }
        if let Some(answers) = &self.answers_calls {
            answers.clone_into(&mut person.answers_calls);
        }
    }
}
