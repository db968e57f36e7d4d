//! What happens later, and the loop that makes it happen.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use crate::clock::Micros;
use crate::graph::{calls, templates};
use crate::links;
use crate::phones::{self, Outgoing, Step};
use crate::sim::Sim;
use crate::standing;
use crate::webhooks;

/// Something that becomes due.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Due {
    /// The next step of a business message.
    Step(Box<Outgoing>, Step),
    /// The reviewers have decided about a template.
    Review {
        waba_id: String,
        template_id: String,
    },
    /// The reviewers have decided about a number's display name.
    NameReview(String),
    /// The business has used half of its messaging limit, which was this.
    Grow {
        business_id: String,
        tier: String,
    },
    /// A template's category changes.
    Recategorise {
        waba_id: String,
        template_id: String,
        category: String,
    },
    /// The pause of this number is over.
    Unpause {
        waba_id: String,
        template_id: String,
        number: usize,
    },
    /// Enough is known of a template whose messages are held back.
    Judge {
        waba_id: String,
        template_id: String,
    },
    /// A deleted or archived template is gone.
    EndTemplate {
        waba_id: String,
        template_id: String,
    },
    /// A call has rung for long enough.
    RingOut(String),
    /// The next steps of a message to a group.
    GroupSent {
        group_id: String,
        wamid: String,
    },
    GroupDelivered {
        group_id: String,
        wamid: String,
    },
    /// A try to deliver this webhook.
    Attempt(u64),
    /// The files of this message are to be fetched.
    Fetch(String),
    /// Webhooks that a group fault has held long enough.
    Release(u64),
}

/// What is due when, in order. Tries of webhooks and faults are not kept over a restart: see
/// [`crate::state::State::resume`].
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<(Micros, Due)>")]
pub(crate) struct Schedule {
    items: BTreeMap<(Micros, u64), Due>,
    count: u64,
}

impl From<Vec<(Micros, Due)>> for Schedule {
    fn from(items: Vec<(Micros, Due)>) -> Self {
        let mut schedule = Self::default();
        for (at, due) in items {
            schedule.add(at, due);
        }
        schedule
    }
}

impl Serialize for Schedule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_kept = |due: &Due| !matches!(due, Due::Attempt(_) | Due::Release(_) | Due::Fetch(_));
        let kept = self.items.iter().filter(|(_, due)| is_kept(due)).map(|((at, _), due)| (*at, due));
        serializer.collect_seq(kept)
    }
}

impl Schedule {
    pub(crate) fn add(&mut self, at: Micros, due: Due) {
        self.count += 1;
        self.items.insert((at, self.count), due);
    }

    /// The first item that is due at `now`, with the time it was meant for.
    fn pop(&mut self, now: Micros) -> Option<(Micros, Due)> {
        let entry = self.items.first_entry().filter(|entry| entry.key().0 <= now)?;
        let at = entry.key().0;
        Some((at, entry.remove()))
    }

    fn next_at(&self) -> Option<Micros> {
        self.items.keys().next().map(|(at, _)| *at)
    }
}

/// Makes due things happen until the simulator is shut down.
pub(crate) async fn run(sim: Arc<Sim>) {
    loop {
        for errand in fire_due(&sim) {
            let sim = sim.clone();
            match errand {
                Errand::Attempt(n) => tokio::spawn(async move { webhooks::attempt(&sim, n).await }),
                Errand::Fetch(wamid) => tokio::spawn(links::fetch(sim, wamid)),
            };
        }
        let next = sim.look(|state| state.schedule.next_at());
        let pause = next.and_then(|at| sim.clock.until(at));
        let timer = async {
            match pause {
                Some(pause) => tokio::time::sleep(pause).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = sim.stop.cancelled() => return,
            () = sim.wake.notified() => {}
            () = timer => {}
        }
    }
}

/// What is due and takes time, outside the lock.
enum Errand {
    Attempt(u64),
    Fetch(String),
}

/// Fires what is due; gives back what takes time.
fn fire_due(sim: &Sim) -> Vec<Errand> {
    let mut errands = Vec::new();
    sim.with(|state, now| {
        while let Some((at, due)) = state.schedule.pop(now) {
            match due {
                // The step happens at its own time, also when the clock jumped over it.
                Due::Step(outgoing, step) => step.fire(state, &outgoing, at),
                Due::Review { waba_id, template_id } => {
                    templates::review(state, &waba_id, &template_id, at);
                }
                Due::Recategorise { waba_id, template_id, category } => {
                    templates::set_category(state, &waba_id, &template_id, &category, at);
                }
                Due::Unpause { waba_id, template_id, number } => {
                    templates::end_pause(state, &waba_id, &template_id, Some(number), at);
                }
                Due::Judge { waba_id, template_id } => templates::judge(state, &waba_id, &template_id, at),
                Due::EndTemplate { waba_id, template_id } => {
                    templates::finish(state, &waba_id, &template_id, at);
                }
                Due::NameReview(number) => standing::name_is_due(state, &number, at),
                Due::RingOut(call) => calls::ring_out(state, &call, at),
                Due::GroupSent { group_id, wamid } => phones::group_sent(state, &group_id, &wamid, at),
                Due::GroupDelivered { group_id, wamid } => {
                    phones::group_delivered(state, &group_id, &wamid, at);
                }
                Due::Grow { business_id, tier } => standing::grow(state, &business_id, &tier, at),
                Due::Attempt(n) => errands.push(Errand::Attempt(n)),
                Due::Fetch(wamid) => errands.push(Errand::Fetch(wamid)),
                Due::Release(fault) => webhooks::release(state, fault, now),
            }
        }
    });
    errands
}
