//! Trouble on demand: what goes wrong, how often, and where.

use serde::{Deserialize, Serialize};

use crate::webhooks::Outbound;

/// Most faults at a time.
const LIMIT: usize = 100;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// A Graph call is refused with `code`.
    Error,
    /// A Graph call is answered `ms` later.
    Delay,
    /// A Graph call is neither done nor answered; the connection ends after `ms` (ten minutes).
    Hang,
    /// A Graph call is not done and its connection is cut.
    Cut,
    /// A Graph call is done, but its answer is cut.
    CutAfterAccept,
    /// A message is accepted, and then fails with `code`.
    FailMessage,
    /// A webhook is never sent.
    DropWebhook,
    /// A webhook is sent twice.
    DuplicateWebhook,
    /// `n` webhooks are held and sent in reverse order.
    ReorderWebhooks,
    /// `n` webhooks are held and sent as one.
    BatchWebhooks,
}

impl Kind {
    /// These collect groups of `n` webhooks.
    const fn is_group(self) -> bool {
        matches!(self, Self::ReorderWebhooks | Self::BatchWebhooks)
    }
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Mode {
    /// The next `n` times.
    Next,
    /// Every `n`-th time.
    Every,
    Always,
}

/// A wish for trouble, as `POST /_sim/faults` takes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wish {
    kind: Kind,
    code: Option<i64>,
    endpoint: Option<String>,
    #[serde(default = "next")]
    mode: Mode,
    n: Option<u32>,
    ms: Option<u64>,
}

fn next() -> Mode {
    Mode::Next
}

/// One active fault.
#[derive(Debug, Serialize)]
pub(crate) struct Fault {
    id: u64,
    kind: Kind,
    code: Option<i64>,
    /// Only where the edge of the call, or the subject of the webhook (`messages`, `statuses`), is this.
    endpoint: Option<String>,
    mode: Mode,
    n: u32,
    ms: Option<u64>,
    /// How many more times; absent when there is no end.
    left: Option<u32>,
    #[serde(skip)]
    seen: u32,
    #[serde(skip)]
    held: Vec<Outbound>,
}

/// A fault that strikes now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Strike {
    pub(crate) kind: Kind,
    pub(crate) code: i64,
    pub(crate) ms: Option<u64>,
}

/// What became of a webhook that was offered to the group faults.
#[derive(Debug)]
pub(crate) enum Grouped {
    /// No fault wanted it.
    Free(Outbound),
    /// It waits for others; to be released when this fault's time is up.
    Held(u64),
    /// The group is complete.
    Complete(Kind, Vec<Outbound>),
}

/// All active faults.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    active: Vec<Fault>,
    last_id: u64,
}

impl Faults {
    pub(crate) fn all(&self) -> &[Fault] {
        &self.active
    }

    /// Adds a fault; the error says what is missing.
    pub(crate) fn add(&mut self, wish: Wish) -> Result<&Fault, String> {
        if self.active.len() >= LIMIT {
            return Err(format!("there are {LIMIT} faults already"));
        }
        if matches!(wish.kind, Kind::Error | Kind::FailMessage) && wish.code.is_none() {
            return Err("an error needs a code".to_owned());
        }
        if wish.kind == Kind::Delay && wish.ms.is_none() {
            return Err("a delay needs ms".to_owned());
        }
        let n = wish.n.unwrap_or(if wish.kind.is_group() { 2 } else { 1 }).clamp(1, 1000);
        let times = if wish.kind.is_group() { 1 } else { n };
        let left = (wish.mode == Mode::Next).then_some(times);
        self.last_id += 1;
        self.active.push(Fault {
            id: self.last_id,
            kind: wish.kind,
            code: wish.code,
            endpoint: wish.endpoint,
            mode: wish.mode,
            n,
            ms: wish.ms,
            left,
            seen: 0,
            held: Vec::new(),
        });
        self.active.last().ok_or_else(|| "lost".to_owned())
    }

    /// Removes one fault, or all; gives back the webhooks that they held.
    pub(crate) fn remove(&mut self, id: Option<u64>) -> Vec<Outbound> {
        let (gone, kept) =
            std::mem::take(&mut self.active).into_iter().partition(|f| id.is_none_or(|id| f.id == id));
        self.active = kept;
        let gone: Vec<Fault> = gone;
        gone.into_iter().flat_map(|fault| fault.held).collect()
    }

    /// Whether a fault of one of `kinds` strikes at `place`. Counts, so ask once for each happening.
    pub(crate) fn strike(&mut self, kinds: &[Kind], place: &str) -> Option<Strike> {
        let mut struck = None;
        for fault in &mut self.active {
            let concerns = kinds.contains(&fault.kind) && fault.concerns(place);
            if concerns && fault.counts() && struck.is_none() {
                struck = Some(Strike { kind: fault.kind, code: fault.code.unwrap_or(131_000), ms: fault.ms });
                if let Some(left) = &mut fault.left {
                    *left = left.saturating_sub(1);
                }
            }
        }
        self.forget_spent();
        struck
    }

    /// Offers a webhook to the faults that collect groups.
    pub(crate) fn group(&mut self, outbound: Outbound, place: &str) -> Grouped {
        let wanting = self.active.iter_mut().find(|fault| fault.kind.is_group() && fault.concerns(place));
        let Some(fault) = wanting else { return Grouped::Free(outbound) };
        fault.held.push(outbound);
        if fault.held.len() < fault.n as usize {
            return Grouped::Held(fault.id);
        }
        let (kind, group) = (fault.kind, std::mem::take(&mut fault.held));
        if let Some(left) = &mut fault.left {
            *left = 0;
        }
        self.forget_spent();
        Grouped::Complete(kind, group)
    }

    /// What a group fault has held for too long.
    pub(crate) fn overdue(&mut self, id: u64) -> Option<(Kind, Vec<Outbound>)> {
        let fault = self.active.iter_mut().find(|fault| fault.id == id && !fault.held.is_empty())?;
        Some((fault.kind, std::mem::take(&mut fault.held)))
    }

    /// Webhooks that group faults hold.
    pub(crate) fn held(&self) -> impl Iterator<Item = &Outbound> {
        self.active.iter().flat_map(|fault| &fault.held)
    }

    fn forget_spent(&mut self) {
        self.active.retain(|fault| fault.left != Some(0));
    }
}

impl Fault {
    fn concerns(&self, place: &str) -> bool {
        self.endpoint.as_deref().is_none_or(|endpoint| endpoint.trim_matches('/') == place)
    }

    fn counts(&mut self) -> bool {
        self.seen = self.seen.wrapping_add(1);
        match self.mode {
            Mode::Next | Mode::Always => true,
            Mode::Every => self.seen.is_multiple_of(self.n),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(wish: serde_json::Value) -> Faults {
        let mut faults = Faults::default();
        faults.add(serde_json::from_value(wish).unwrap()).unwrap();
        faults
    }

    fn strikes(faults: &mut Faults, place: &str) -> Vec<bool> {
        (0..6).map(|_| faults.strike(&[Kind::Error], place).is_some()).collect()
    }

    #[test]
    fn next_n_then_gone() {
        let mut faults = faults(serde_json::json!({"kind": "error", "code": 131056, "n": 2}));
        assert_eq!(strikes(&mut faults, "messages"), [true, true, false, false, false, false]);
        assert!(faults.all().is_empty());
    }

    #[test]
    fn every_third() {
        let mut faults = faults(serde_json::json!({"kind": "error", "code": 1, "mode": "every", "n": 3}));
        assert_eq!(strikes(&mut faults, "messages"), [false, false, true, false, false, true]);
    }

    #[test]
    fn only_where_it_was_wished() {
        let mut faults =
            faults(serde_json::json!({"kind": "error", "code": 1, "mode": "always", "endpoint": "messages"}));
        assert_eq!(strikes(&mut faults, "phone_numbers"), [false; 6]);
        assert_eq!(strikes(&mut faults, "messages"), [true; 6]);
    }

    #[test]
    fn impossible_wishes_are_refused() {
        let add =
            |wish| Faults::default().add(serde_json::from_value(wish).unwrap()).map(|_| ()).unwrap_err();
        assert!(add(serde_json::json!({"kind": "error"})).contains("code"));
        assert!(add(serde_json::json!({"kind": "delay"})).contains("ms"));
    }
}
