//! How fast a number may send, to everybody and to one person, and how often accounts may be managed.

use std::collections::HashMap;

use crate::clock::{HOUR, Micros, SECOND};

/// Messages a second of a number, in and out together.
const THROUGHPUT: i64 = 80;
/// One message to the same person in this time, in the long run.
const PAIR_PAUSE: Micros = 6 * SECOND;
/// Messages to the same person that may come at once, borrowed from the future.
const PAIR_BURST: i64 = 45;
/// Management calls an hour of an account with a registered number.
const MANAGEMENT: i64 = 5000;

/// A bucket that fills with time. What is taken too early is a debt.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    tokens: i64,
    at: Micros,
}

/// All buckets.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    numbers: HashMap<String, Bucket>,
    pairs: HashMap<(String, String), Bucket>,
    accounts: HashMap<String, (Micros, i64)>,
}

impl Limits {
    /// One message of a number; the code of the refusal when there were too many.
    pub(crate) fn send(&mut self, number: &str, customer: &str, now: Micros) -> Result<(), i64> {
        if !take(self.numbers.entry(number.to_owned()), SECOND / THROUGHPUT, THROUGHPUT, now) {
            return Err(130_429);
        }
        // Memory stays bounded: pairs that have rested are forgotten.
        if self.pairs.len() > 100_000 {
            self.pairs.retain(|_, bucket| now - bucket.at < PAIR_BURST * PAIR_PAUSE);
        }
        let pair = self.pairs.entry((number.to_owned(), customer.to_owned()));
        if take(pair, PAIR_PAUSE, PAIR_BURST, now) { Ok(()) } else { Err(131_056) }
    }

    /// One management call; `false` when there were too many in this hour.
    pub(crate) fn manage(&mut self, waba: &str, now: Micros) -> bool {
        let (since, count) = self.accounts.entry(waba.to_owned()).or_insert((now, 0));
        if now - *since >= HOUR {
            (*since, *count) = (now, 0);
        }
        *count += 1;
        *count <= MANAGEMENT
    }
}

fn take<K>(
    entry: std::collections::hash_map::Entry<'_, K, Bucket>,
    pause: Micros,
    burst: i64,
    now: Micros,
) -> bool {
    let bucket = entry.or_insert(Bucket { tokens: burst, at: now });
    let gained = (now - bucket.at).max(0) / pause;
    if gained > 0 {
        bucket.tokens = (bucket.tokens + gained).min(burst);
        bucket.at = if bucket.tokens == burst { now } else { bucket.at + gained * pause };
    }
    let is_there = bucket.tokens > 0;
    bucket.tokens -= i64::from(is_there);
    is_there
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o1_a_burst_of_45_to_one_person_is_paid_back() {
        let mut limits = Limits::default();
        for n in 0..45 {
            assert_eq!(limits.send("n", "c", n), Ok(()));
        }
        assert_eq!(limits.send("n", "c", 45), Err(131_056));
        assert_eq!(limits.send("n", "other", 45), Ok(()));
        assert_eq!(limits.send("n", "c", 6 * SECOND), Ok(()), "one more after six seconds");
        assert_eq!(limits.send("n", "c", 6 * SECOND), Err(131_056));
        let rested = 6 * SECOND + 270 * SECOND;
        assert!((0..45).all(|_| limits.send("n", "c", rested).is_ok()), "all again after 270 seconds");
    }

    #[test]
    fn o1_eighty_a_second_and_five_thousand_an_hour() {
        let mut limits = Limits::default();
        let sent = (0..200).filter(|n| limits.send("n", &n.to_string(), 0).is_ok()).count();
        assert_eq!(sent, 80);
        assert_eq!(limits.send("n", "x", 0), Err(130_429));
        assert_eq!(limits.send("n", "x", SECOND), Ok(()));
        let managed = (0..6000).filter(|_| limits.manage("w", 0)).count();
        assert_eq!(managed, 5000);
        assert!(limits.manage("w", HOUR));
    }
}
