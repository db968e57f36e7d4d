//! Doing the same again: what, how often, and after which pause.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::error::Error;

/// Makes a number from 0 to 1: the door of chance, so that tests are exact.
type Chance = Arc<dyn Fn() -> f64 + Send + Sync>;

/// How a [`Client`](crate::Client) repeats calls by itself.
///
/// Only what may be repeated: a refusal that passes ([`Retry::is_automatic`](cloud_api_types::Retry::is_automatic)), a
/// connection that did not come about, and, for calls that only read, an answer that was lost. **A call that changes
/// something and may have left is never repeated**: a send would become a second message. Calls whose body is a stream
/// cannot be repeated at all.
///
/// Pauses grow, are stretched by chance so that many clients do not come back at once, and are never shorter than Meta
/// asks for (`Retry-After`, `estimated_time_to_regain_access`).
#[derive(Clone)]
pub struct RetryPolicy {
    tries: u32,
    first_pause: Duration,
    longest_pause: Duration,
    chance: Chance,
}

impl RetryPolicy {
    /// At most so many tries in all, with pauses of about 1, 4, 16, … seconds and none longer than a minute.
    pub fn new(tries: u32) -> Self {
        Self {
            tries: tries.max(1),
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(60),
            chance: Arc::new(chance),
        }
    }

    /// Begins with a pause of about this length.
    #[must_use]
    pub fn first_pause(mut self, pause: Duration) -> Self {
        self.first_pause = pause;
        self
    }

    /// Waits no longer than this; when Meta asks for more, the error is given back instead.
    #[must_use]
    pub fn longest_pause(mut self, pause: Duration) -> Self {
        self.longest_pause = pause;
        self
    }

    /// Takes chance from elsewhere: numbers from 0 to 1.
    #[must_use]
    pub fn chance(mut self, chance: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.chance = Arc::new(chance);
        self
    }

    /// How long to wait after try number `tried` (the first is 1) ended with `error`; `None`: not again.
    pub fn pause_after(&self, tried: u32, error: &Error, is_read: bool) -> Option<Duration> {
        if tried >= self.tries || !error.may_repeat(is_read) {
            return None;
        }
        let grown = self.first_pause.saturating_mul(4_u32.saturating_pow(tried.saturating_sub(1)));
        let pause = grown.min(self.longest_pause);
        // From one half of it to all of it.
        let pause = pause.mul_f64(f64::midpoint(1.0, (self.chance)().clamp(0.0, 1.0)));
        let asked = error.api().and_then(|api| api.retry_after).unwrap_or_default();
        (asked <= self.longest_pause).then(|| pause.max(asked))
    }
}

impl fmt::Debug for RetryPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryPolicy")
            .field("tries", &self.tries)
            .field("first_pause", &self.first_pause)
            .field("longest_pause", &self.longest_pause)
            .finish_non_exhaustive()
    }
}

/// Without randomness the longest pause will do.
fn chance() -> f64 {
    let mut byte = [255];
    if getrandom::fill(&mut byte).is_err() {
        return 1.0;
    }
    f64::from(byte[0]) / 255.0
}
