//! The running simulator: state, clock, and the way to both.

use std::sync::{Mutex, PoisonError};

use tokio::sync::{Notify, Semaphore};
use tokio_util::sync::CancellationToken;

use crate::clock::{Clock, Micros};
use crate::kept::Keeper;
use crate::state::State;

/// Shared by all routes and tasks.
#[derive(Debug)]
pub(crate) struct Sim {
    state: Mutex<State>,
    pub(crate) clock: Clock,
    /// Tells the schedule that something may be due.
    pub(crate) wake: Notify,
    /// Tells the keeper that something may have changed.
    pub(crate) touched: Notify,
    keeper: Option<Keeper>,
    pub(crate) stop: CancellationToken,
    /// For webhooks and handshakes.
    pub(crate) http: reqwest::Client,
    /// Webhook calls that may be under way at a time.
    pub(crate) slots: Semaphore,
}

/// Webhook calls at a time.
const SLOTS: usize = 256;

impl Sim {
    pub(crate) fn new(state: State, clock: Clock, http: reqwest::Client, keeper: Option<Keeper>) -> Self {
        Self {
            state: Mutex::new(state),
            clock,
            wake: Notify::new(),
            touched: Notify::new(),
            keeper,
            stop: CancellationToken::new(),
            http,
            slots: Semaphore::new(SLOTS),
        }
    }

    /// Looks at the state, or changes it; never across a wait.
    pub(crate) fn with<R>(&self, work: impl FnOnce(&mut State, Micros) -> R) -> R {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.touched.notify_one();
        work(&mut state, self.clock.now())
    }

    /// Looks at the state without touching it.
    pub(crate) fn look<R>(&self, work: impl FnOnce(&State) -> R) -> R {
        work(&self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Writes the world down, if it is to be kept.
    pub(crate) fn keep(&self) {
        if let Some(keeper) = &self.keeper {
            keeper.write(self);
        }
    }

    /// As [`Self::with`], and lets the schedule look for what is due now.
    pub(crate) fn change<R>(&self, work: impl FnOnce(&mut State, Micros) -> R) -> R {
        let result = self.with(work);
        self.wake.notify_one();
        result
    }
}
