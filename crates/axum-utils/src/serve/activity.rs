//! What a connection is doing right now, and so how long it may take.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::time::Instant;

use super::limits::Limits;

/// Shared between the socket of a connection and its requests.
#[derive(Debug)]
pub(super) struct Activity(Mutex<State>);

#[derive(Debug)]
struct State {
    /// Requests that were begun and whose responses have not ended.
    under_way: usize,
    has_had_requests: bool,
    /// Part of a head has arrived.
    is_reading_head: bool,
    is_http2: bool,
    is_upgraded: bool,
    /// When the present wait began.
    since: Instant,
}

/// Why a connection is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wait {
    Head,
    Idle,
}

impl Wait {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Idle => "idle",
        }
    }
}

impl Activity {
    pub(super) fn new() -> Self {
        Self(Mutex::new(State {
            under_way: 0,
            has_had_requests: false,
            is_reading_head: false,
            is_http2: false,
            is_upgraded: false,
            since: Instant::now(),
        }))
    }

    /// Until when bytes must come, or `None` while the server itself is at work.
    pub(super) fn deadline(&self, limits: &Limits) -> Option<(Instant, Wait)> {
        let state = self.lock();
        if state.is_upgraded || state.under_way > 0 {
            None
        } else if state.is_reading_head || !state.has_had_requests {
            Some((state.since + limits.header, Wait::Head))
        } else {
            Some((state.since + limits.idle, Wait::Idle))
        }
    }

    /// Notes that `bytes` arrived.
    pub(super) fn received(&self, bytes: &[u8]) {
        let mut state = self.lock();
        if !state.has_had_requests && bytes.starts_with(b"PRI ") {
            state.is_http2 = true;
        }
        // On HTTP/2 bytes between requests are mostly pings and window updates, not the start of a head.
        let is_between = state.under_way == 0 && state.has_had_requests && !state.is_reading_head;
        if is_between && !state.is_http2 {
            state.is_reading_head = true;
            state.since = Instant::now();
        }
    }

    /// Notes that a request has begun; it ends when what is returned is dropped.
    pub(super) fn begin(self: &Arc<Self>) -> UnderWay {
        let mut state = self.lock();
        state.under_way += 1;
        state.has_had_requests = true;
        state.is_reading_head = false;
        drop(state);
        UnderWay(Arc::clone(self))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request whose response has not ended.
#[derive(Debug)]
pub(super) struct UnderWay(Arc<Activity>);

impl UnderWay {
    /// From now on the connection belongs to another protocol, with time-outs of its own.
    pub(super) fn upgrade(&self) {
        self.0.lock().is_upgraded = true;
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.under_way -= 1;
        if state.under_way == 0 {
            state.since = Instant::now();
        }
    }
}
