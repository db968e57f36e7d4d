//! Webhooks on their way, and the log of what became of them.

use std::collections::{BTreeMap, HashMap, VecDeque};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::{Change, encode};
use crate::clock::{Micros, rfc3339};

/// Finished webhooks that are remembered.
const REMEMBERED: usize = 2000;
/// Webhooks on their way; more are given up at once.
const ON_THEIR_WAY: usize = 50_000;

/// A webhook for one app, before it is written down.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Outbound {
    app_id: String,
    url: String,
    changes: Vec<Change>,
}

impl Outbound {
    pub(super) fn new(app_id: String, url: String, change: Change) -> Self {
        Self { app_id, url, changes: vec![change] }
    }

    /// Puts webhooks for the same door together, in their order.
    pub(super) fn merge(group: Vec<Self>) -> Vec<Self> {
        let mut merged: Vec<Self> = Vec::new();
        for outbound in group {
            match merged.iter_mut().find(|m| m.app_id == outbound.app_id && m.url == outbound.url) {
                Some(batch) => batch.changes.extend(outbound.changes),
                None => merged.push(outbound),
            }
        }
        merged
    }
}

/// One webhook call, as `GET /_sim/webhooks` tells it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Delivery {
    pub(crate) n: u64,
    pub(crate) at: String,
    pub(crate) url: String,
    pub(crate) field: String,
    pub(crate) bytes: usize,
    pub(crate) attempts: Vec<Attempt>,
    pub(crate) state: DeliveryState,
    /// Exactly what is sent and signed.
    pub(crate) body: String,
    #[serde(skip)]
    pub(crate) app_id: String,
    #[serde(skip)]
    pub(crate) lane: String,
    #[serde(skip)]
    pub(crate) started_at: Micros,
    #[serde(skip)]
    pub(crate) acknowledges: Vec<String>,
}

/// Only what is on its way is kept over a restart; the log is not.
impl Serialize for Outbox {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pending = self.deliveries.values().filter(|delivery| delivery.state == DeliveryState::Pending);
        serializer.collect_seq(pending.map(KeptDelivery::of))
    }
}

impl<'de> Deserialize<'de> for Outbox {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let kept = Vec::<KeptDelivery>::deserialize(deserializer)?;
        let deliveries: BTreeMap<u64, Delivery> =
            kept.into_iter().map(|d| (d.n, d.into_delivery())).collect();
        let count = deliveries.keys().next_back().copied().unwrap_or(0);
        Ok(Self { deliveries, count, ..Self::default() })
    }
}

/// A webhook on its way, as it is kept over a restart.
#[derive(Debug, Serialize, Deserialize)]
struct KeptDelivery {
    n: u64,
    app_id: String,
    url: String,
    field: String,
    body: String,
    lane: String,
    started_at: Micros,
    attempts: Vec<Attempt>,
    acknowledges: Vec<String>,
}

impl KeptDelivery {
    fn of(delivery: &Delivery) -> Self {
        let Delivery { app_id, url, field, body, lane, attempts, acknowledges, .. } = delivery.clone();
        let (n, started_at) = (delivery.n, delivery.started_at);
        Self { n, app_id, url, field, body, lane, started_at, attempts, acknowledges }
    }

    fn into_delivery(self) -> Delivery {
        Delivery {
            n: self.n,
            at: rfc3339(self.started_at),
            url: self.url,
            field: self.field,
            bytes: self.body.len(),
            attempts: self.attempts,
            state: DeliveryState::Pending,
            body: self.body,
            app_id: self.app_id,
            lane: self.lane,
            started_at: self.started_at,
            acknowledges: self.acknowledges,
        }
    }
}

/// One try.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Attempt {
    pub(crate) at: String,
    /// Absent when there was no answer.
    pub(crate) status: Option<u16>,
    pub(crate) ms: u64,
    pub(crate) error: Option<String>,
}

/// What became of a webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DeliveryState {
    Pending,
    /// Answered with 200.
    Delivered,
    /// Lost on purpose.
    Dropped,
    /// Given up.
    Expired,
    /// Nobody subscribed to the app's field and to the account.
    Unsubscribed,
}

/// All webhooks.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    deliveries: BTreeMap<u64, Delivery>,
    finished: VecDeque<u64>,
    /// Lanes with a call under way, and what waits behind it.
    lanes: HashMap<String, VecDeque<u64>>,
    count: u64,
}

impl Outbox {
    /// Writes a webhook down. Gives back its number when it can be tried at once, or nothing when it waits
    /// behind another of its lane.
    pub(super) fn add(&mut self, outbound: Outbound, is_escaping: bool, at: Micros) -> Option<u64> {
        if self.deliveries.len().saturating_sub(self.finished.len()) >= ON_THEIR_WAY {
            let n = self.write_down(outbound, is_escaping, DeliveryState::Expired, at);
            self.finish(n);
            return None;
        }
        let n = self.write_down(outbound, is_escaping, DeliveryState::Pending, at);
        let lane = self.deliveries.get(&n)?.lane.clone();
        match self.lanes.get_mut(&lane) {
            Some(waiting) => {
                waiting.push_back(n);
                None
            }
            None => {
                self.lanes.insert(lane, VecDeque::new());
                Some(n)
            }
        }
    }

    pub(super) fn note_dropped(&mut self, outbound: Outbound, at: Micros) {
        let n = self.write_down(outbound, false, DeliveryState::Dropped, at);
        self.finish(n);
    }

    pub(super) fn note_silence(&mut self, change: Change, at: Micros) {
        let outbound = Outbound::new(String::new(), String::new(), change);
        let n = self.write_down(outbound, false, DeliveryState::Unsubscribed, at);
        self.finish(n);
    }

    pub(crate) fn get(&self, n: u64) -> Option<&Delivery> {
        self.deliveries.get(&n)
    }

    /// The log after number `after`, oldest first.
    pub(crate) fn log(&self, after: u64) -> impl Iterator<Item = &Delivery> {
        self.deliveries.range(after.saturating_add(1)..).map(|(_, delivery)| delivery)
    }

    /// Notes a try, and what it means. Gives back the number that may go next in the lane, if this was the
    /// first try of its delivery.
    pub(super) fn note_attempt(&mut self, n: u64, attempt: Attempt, outcome: DeliveryState) -> Option<u64> {
        let delivery = self.deliveries.get_mut(&n)?;
        delivery.attempts.push(attempt);
        delivery.state = outcome;
        let is_first = delivery.attempts.len() == 1;
        let lane = delivery.lane.clone();
        if outcome != DeliveryState::Pending {
            self.finish(n);
        }
        if is_first { self.next_in(&lane) } else { None }
    }

    /// The next delivery of a lane, which is closed when there is none.
    fn next_in(&mut self, lane: &str) -> Option<u64> {
        let next = self.lanes.get_mut(lane).and_then(VecDeque::pop_front);
        if next.is_none() {
            self.lanes.remove(lane);
        }
        next
    }

    /// After a restart: the numbers to be tried now, which are all that were tried before, and the first of
    /// each lane.
    pub(crate) fn resume(&mut self) -> Vec<u64> {
        let mut due = Vec::new();
        for delivery in self.deliveries.values() {
            let n = delivery.n;
            if !delivery.attempts.is_empty() {
                due.push(n);
            } else if let Some(waiting) = self.lanes.get_mut(&delivery.lane) {
                waiting.push_back(n);
            } else {
                self.lanes.insert(delivery.lane.clone(), VecDeque::new());
                due.push(n);
            }
        }
        due
    }

    /// Lets what is on its way to `app_id` go to another door.
    pub(crate) fn redirect(&mut self, app_id: &str, url: &str) {
        let pending = self.deliveries.values_mut().filter(|d| d.state == DeliveryState::Pending);
        for delivery in pending.filter(|delivery| delivery.app_id == app_id) {
            url.clone_into(&mut delivery.url);
        }
    }

    fn write_down(&mut self, outbound: Outbound, is_escaping: bool, state: DeliveryState, at: Micros) -> u64 {
        self.count += 1;
        let parts = outbound.changes.iter().map(|change| {
            let value: &Value = &change.value;
            (change.waba_id.as_str(), change.time, change.field.as_str(), value)
        });
        let body = encode::body(parts, is_escaping);
        let first = outbound.changes.first();
        let delivery = Delivery {
            n: self.count,
            at: rfc3339(at),
            field: first.map_or("messages", |change| change.field.as_str()).to_owned(),
            bytes: body.len(),
            attempts: Vec::new(),
            state,
            body,
            lane: format!("{}/{}", outbound.app_id, first.map_or("", |change| change.lane.as_str())),
            started_at: at,
            acknowledges: outbound.changes.iter().filter_map(|change| change.acknowledges.clone()).collect(),
            app_id: outbound.app_id,
            url: outbound.url,
        };
        self.deliveries.insert(self.count, delivery);
        self.count
    }

    fn finish(&mut self, n: u64) {
        self.finished.push_back(n);
        if self.finished.len() > REMEMBERED
            && let Some(oldest) = self.finished.pop_front()
        {
            self.deliveries.remove(&oldest);
        }
    }
}
