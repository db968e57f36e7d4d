//! A clock that can be moved forward.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::time::Instant;

/// Microseconds since 1970, UTC, on the simulator's clock.
pub(crate) type Micros = i64;

pub(crate) const SECOND: Micros = 1_000_000;
pub(crate) const HOUR: Micros = 3600 * SECOND;
pub(crate) const DAY: Micros = 24 * HOUR;

/// The simulator's time. It runs with real time (unless frozen) and jumps forward on demand.
#[derive(Debug)]
pub(crate) struct Clock {
    inner: Mutex<Inner>,
    is_frozen: bool,
}

#[derive(Debug)]
struct Inner {
    base: Micros,
    anchor: Instant,
    /// How far it is from real time, by all jumps together.
    offset: Micros,
}

/// A clock over a restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeptClock {
    /// Shows real time and this much more.
    Running { offset_micros: Micros },
    /// Stands here.
    Frozen { at: Micros },
}

impl Clock {
    /// Starts at `start`, or at the real time.
    pub(crate) fn new(start: Option<jiff::Timestamp>, is_frozen: bool) -> Self {
        let real = real_time().as_microsecond();
        let base = start.map_or(real, jiff::Timestamp::as_microsecond);
        Self { inner: Mutex::new(Inner { base, anchor: Instant::now(), offset: base - real }), is_frozen }
    }

    /// A clock that goes on where a kept one is by now.
    pub(crate) fn kept(kept: &KeptClock, is_frozen: bool) -> Self {
        let micros = match *kept {
            KeptClock::Running { offset_micros } => {
                real_time().as_microsecond().saturating_add(offset_micros)
            }
            KeptClock::Frozen { at } => at,
        };
        Self::new(jiff::Timestamp::from_microsecond(micros.min(LATEST)).ok(), is_frozen)
    }

    pub(crate) fn keep(&self) -> KeptClock {
        if self.is_frozen {
            return KeptClock::Frozen { at: self.now() };
        }
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        KeptClock::Running { offset_micros: inner.offset }
    }

    pub(crate) fn now(&self) -> Micros {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.base.saturating_add(self.elapsed(&inner))
    }

    /// Jumps forward. Times far beyond the year 9000 stay there.
    pub(crate) fn advance(&self, by: Micros) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let base = inner.base.saturating_add(by.max(0)).min(LATEST);
        inner.offset = inner.offset.saturating_add(base - inner.base);
        inner.base = base;
    }

    /// How long to wait in real time until `at`; `None` when only a jump gets there.
    pub(crate) fn until(&self, at: Micros) -> Option<Duration> {
        let left = u64::try_from(at.saturating_sub(self.now())).unwrap_or(0);
        (left == 0 || !self.is_frozen).then(|| Duration::from_micros(left))
    }

    fn elapsed(&self, inner: &Inner) -> Micros {
        if self.is_frozen { 0 } else { i64::try_from(inner.anchor.elapsed().as_micros()).unwrap_or(0) }
    }
}

/// The year 9000, well inside what times can be written as.
const LATEST: Micros = 221_845_392_000 * SECOND;

#[expect(
    clippy::disallowed_methods,
    reason = "the simulator may not know the domain's clock; this is its own door"
)]
pub(crate) fn real_time() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// RFC 3339, as the control API writes times.
pub(crate) fn rfc3339(at: Micros) -> String {
    jiff::Timestamp::from_microsecond(at).map(|time| time.to_string()).unwrap_or_default()
}

/// Whole seconds, as Meta writes times.
pub(crate) fn unix(at: Micros) -> i64 {
    at.div_euclid(SECOND)
}

/// Milliseconds of a setting.
pub(crate) fn millis(ms: u64) -> Micros {
    i64::try_from(ms).unwrap_or(i64::MAX).saturating_mul(1000).min(400 * DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_clock_moves_only_by_hand() {
        let clock = Clock::new(Some("2026-11-01T00:00:00Z".parse().unwrap()), true);
        let start = clock.now();
        assert_eq!(clock.until(start + 1), None);
        clock.advance(DAY);
        assert_eq!(clock.now(), start + DAY);
        assert_eq!(rfc3339(clock.now()), "2026-11-02T00:00:00Z");
        clock.advance(-DAY);
        assert_eq!(clock.now(), start + DAY, "time never goes back");
        clock.advance(i64::MAX);
        assert!(rfc3339(clock.now()).starts_with("9000"));
    }
}
