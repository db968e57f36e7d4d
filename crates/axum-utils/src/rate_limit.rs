//! How often something may be done per key: GCRA, in memory, bounded.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use domain::Timestamp;

/// `burst` at once, then one every `interval`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    pub burst: u32,
    pub interval: Duration,
}

/// Counts attempts per key.
#[derive(Debug)]
pub struct RateLimit<K> {
    quota: Quota,
    capacity: usize,
    /// For each key the time at which its whole burst will be there again.
    full_at: Mutex<HashMap<K, Timestamp>>,
}

/// An attempt came too early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too often; try again in {} s", self.seconds())]
pub struct TooOften {
    pub retry_after: Duration,
}

impl TooOften {
    /// Whole seconds to wait, rounded up: at least 1.
    pub fn seconds(self) -> u64 {
        self.retry_after.as_secs() + u64::from(self.retry_after.subsec_nanos() > 0)
    }
}

impl<K: Eq + Hash + Clone> RateLimit<K> {
    /// Remembers at most `capacity` keys. When more are busy at once, those nearest to having
    /// their whole burst again are forgotten first.
    pub fn new(quota: Quota, capacity: usize) -> Self {
        Self { quota, capacity: capacity.max(1), full_at: Mutex::default() }
    }

    /// Counts one attempt, unless it comes too early.
    pub fn check(&self, key: &K, now: Timestamp) -> Result<(), TooOften> {
        let mut all = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let full_at = all.get(key).copied().unwrap_or(now).max(now);
        let tolerance = self.quota.interval * self.quota.burst.saturating_sub(1);
        let ahead = full_at.since(now);
        if ahead > tolerance {
            return Err(TooOften { retry_after: ahead - tolerance });
        }
        if all.len() >= self.capacity && !all.contains_key(key) {
            make_room(&mut all, now, self.capacity);
        }
        all.insert(key.clone(), full_at + self.quota.interval);
        Ok(())
    }

    /// Forgets the attempts of a key, for example after it proved itself.
    pub fn forgive(&self, key: &K) {
        self.full_at.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

/// Forgets the keys that have their whole burst again; if that frees less than an eighth, those next in line.
fn make_room<K: Eq + Hash + Clone>(all: &mut HashMap<K, Timestamp>, now: Timestamp, capacity: usize) {
    all.retain(|_, full_at| *full_at > now);
    let wanted = capacity - (capacity / 8).max(1);
    if all.len() > wanted {
        let mut order: Vec<_> = all.iter().map(|(key, full_at)| (*full_at, key.clone())).collect();
        order.sort_by_key(|(full_at, _)| *full_at);
        for (_, key) in order.into_iter().take(all.len() - wanted) {
            all.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUOTA: Quota = Quota { burst: 3, interval: Duration::from_secs(10) };

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(1_780_000_000 + seconds)
    }

    #[test]
    fn a_burst_passes_and_then_one_per_interval() {
        let limit = RateLimit::new(QUOTA, 10);
        for _ in 0..3 {
            limit.check(&"a", at(0)).unwrap();
        }
        assert_eq!(limit.check(&"a", at(0)).unwrap_err().seconds(), 10);
        assert_eq!(limit.check(&"a", at(9)).unwrap_err().seconds(), 1);
        limit.check(&"a", at(10)).unwrap();
        limit.check(&"a", at(10)).unwrap_err();
        limit.check(&"b", at(10)).unwrap();
        limit.forgive(&"a");
        limit.check(&"a", at(10)).unwrap();
    }

    #[test]
    fn memory_is_bounded_and_the_busiest_keys_stay() {
        let limit = RateLimit::new(QUOTA, 100);
        for _ in 0..3 {
            limit.check(&-1, at(0)).unwrap();
        }
        for key in 0..10_000 {
            limit.check(&key, at(0)).unwrap();
        }
        assert!(limit.full_at.lock().unwrap().len() <= 100);
        limit.check(&-1, at(0)).unwrap_err();
    }
}
