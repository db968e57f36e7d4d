//! How fast a number may send, to everybody and to one person, how many people a business may address, and how
//! often accounts may be managed.

use std::collections::{BTreeMap, HashMap};

use crate::clock::{DAY, HOUR, Micros, SECOND};

/// One message to the same person in this time, in the long run.
const PAIR_PAUSE: Micros = 6 * SECOND;
/// Messages to the same person that may come at once, borrowed from the future.
const PAIR_BURST: i64 = 45;
/// Management calls an hour of an app for an account with a registered number, and for one without.
const MANAGEMENT: [u32; 2] = [5000, 200];
/// People addressed within a day that are counted; the largest limit is lower.
const COUNTED: usize = 100_001;

/// A bucket that fills with time. What is taken too early is a debt.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    tokens: i64,
    at: Micros,
}

/// Calls since the beginning of an hour.
#[derive(Debug, Clone, Copy)]
struct Hour {
    since: Micros,
    calls: u32,
    /// Milliseconds that they took.
    ms: u64,
    most: u32,
}

/// How much of an hour's allowance is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Usage {
    /// Percent of the calls.
    pub(crate) calls: u64,
    /// Percent of the time.
    pub(crate) time: u64,
    /// Minutes until there is room again; 0 when there is some.
    pub(crate) regain_minutes: i64,
}

/// All buckets.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    numbers: HashMap<String, Bucket>,
    pairs: HashMap<(String, String), Bucket>,
    /// By app and account; an app alone has an empty account.
    hours: BTreeMap<(String, String), Hour>,
    /// Whom a business addressed outside their windows, and when.
    opened: HashMap<String, HashMap<String, Micros>>,
}

impl Limits {
    /// One message of a number that may send `rate` a second; the code of the refusal when there were too many.
    pub(crate) fn send(&mut self, number: &str, rate: i64, customer: &str, now: Micros) -> Result<(), i64> {
        if !self.pass(number, rate, now) {
            return Err(130_429);
        }
        // Memory stays bounded: pairs that have rested are forgotten.
        if self.pairs.len() > 100_000 {
            self.pairs.retain(|_, bucket| now - bucket.at < PAIR_BURST * PAIR_PAUSE);
        }
        let pair = self.pairs.entry((number.to_owned(), customer.to_owned()));
        if take(pair, PAIR_PAUSE, PAIR_BURST, now) { Ok(()) } else { Err(131_056) }
    }

    /// One message of a number, in or out. What people write also counts, but is never refused.
    pub(crate) fn pass(&mut self, number: &str, rate: i64, now: Micros) -> bool {
        take(self.numbers.entry(number.to_owned()), SECOND / rate.max(1), rate, now)
    }

    /// Addresses somebody outside the window; `false` when the business has addressed `most` others within a day.
    pub(crate) fn open(&mut self, business: &str, customer: &str, most: Option<usize>, now: Micros) -> bool {
        let opened = self.opened.entry(business.to_owned()).or_default();
        if let Some(at) = opened.get_mut(customer).filter(|at| now - **at < DAY) {
            *at = now;
            return true;
        }
        let most = most.unwrap_or(COUNTED);
        if opened.len() >= most.min(COUNTED) {
            opened.retain(|_, at| now - *at < DAY);
        }
        let has_room = opened.len() < most || most >= COUNTED;
        if has_room && opened.len() < COUNTED {
            opened.insert(customer.to_owned(), now);
        }
        has_room
    }

    /// How many a business has addressed within a day.
    pub(crate) fn opened(&self, business: &str, now: Micros) -> usize {
        self.opened.get(business).map_or(0, |people| people.values().filter(|at| now - **at < DAY).count())
    }

    /// One management call of an app for an account; `false` when there were too many in this hour.
    pub(crate) fn manage(&mut self, app: &str, waba: &str, is_registered: bool, now: Micros) -> bool {
        let most = MANAGEMENT[usize::from(!is_registered)];
        let hour = self.hour(app, waba, most, now);
        hour.calls = hour.calls.saturating_add(1);
        hour.calls <= most
    }

    /// One call of an app, and how long it took.
    pub(crate) fn count(&mut self, app: &str, waba: Option<&str>, ms: u64, now: Micros) {
        let hour = self.hour(app, "", MANAGEMENT[0], now);
        (hour.calls, hour.ms) = (hour.calls.saturating_add(1), hour.ms.saturating_add(ms));
        if let Some(waba) = waba {
            let most = self.hours.get(&(app.to_owned(), waba.to_owned())).map_or(MANAGEMENT[0], |it| it.most);
            let hour = self.hour(app, waba, most, now);
            hour.ms = hour.ms.saturating_add(ms);
        }
    }

    /// What an app has used of its hour, altogether or for one account.
    pub(crate) fn usage(&self, app: &str, waba: &str, now: Micros) -> Usage {
        let hour = self.hours.get(&(app.to_owned(), waba.to_owned())).filter(|hour| now - hour.since < HOUR);
        let Some(hour) = hour else { return Usage::default() };
        let is_over = hour.calls > hour.most;
        Usage {
            calls: u64::from(hour.calls) * 100 / u64::from(hour.most),
            time: hour.ms * 100 / 3_600_000,
            regain_minutes: if is_over { (hour.since + HOUR - now).div_euclid(60 * SECOND) + 1 } else { 0 },
        }
    }

    fn hour(&mut self, app: &str, waba: &str, most: u32, now: Micros) -> &mut Hour {
        let fresh = Hour { since: now, calls: 0, ms: 0, most };
        let hour = self.hours.entry((app.to_owned(), waba.to_owned())).or_insert(fresh);
        if now - hour.since >= HOUR {
            *hour = fresh;
        }
        hour.most = most;
        hour
    }
}

fn take<K>(
    entry: std::collections::hash_map::Entry<'_, K, Bucket>,
    pause: Micros,
    burst: i64,
    now: Micros,
) -> bool {
    let bucket = entry.or_insert(Bucket { tokens: burst, at: now });
    let gained = (now - bucket.at).max(0) / pause.max(1);
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
            assert_eq!(limits.send("n", 80, "c", n), Ok(()));
        }
        assert_eq!(limits.send("n", 80, "c", 45), Err(131_056));
        assert_eq!(limits.send("n", 80, "other", 45), Ok(()));
        assert_eq!(limits.send("n", 80, "c", 6 * SECOND), Ok(()), "one more after six seconds");
        assert_eq!(limits.send("n", 80, "c", 6 * SECOND), Err(131_056));
        let rested = 6 * SECOND + 270 * SECOND;
        assert!((0..45).all(|_| limits.send("n", 80, "c", rested).is_ok()), "all again after 270 seconds");
    }

    #[test]
    fn o1_a_number_sends_as_much_a_second_as_its_level_allows() {
        for rate in [20, 80, 1000] {
            let mut limits = Limits::default();
            let sent = (0..1200).filter(|n| limits.send("n", rate, &n.to_string(), 0).is_ok()).count();
            assert_eq!(sent, usize::try_from(rate).unwrap());
            assert_eq!(limits.send("n", rate, "x", 0), Err(130_429));
            assert_eq!(limits.send("n", rate, "x", SECOND), Ok(()));
        }
    }

    #[test]
    fn o1_management_calls_are_counted_by_the_hour_and_told_in_percent() {
        let mut limits = Limits::default();
        assert_eq!((0..6000).filter(|_| limits.manage("a", "w", true, 0)).count(), 5000);
        assert_eq!((0..300).filter(|_| limits.manage("a", "new", false, 0)).count(), 200);
        assert!(limits.manage("other app", "new", false, 0));
        let usage = limits.usage("a", "w", 0);
        assert_eq!((usage.calls, usage.regain_minutes), (120, 61));
        assert!(limits.manage("a", "w", true, HOUR));
        assert_eq!(limits.usage("a", "w", HOUR), Usage::default());
    }

    #[test]
    fn o1_a_business_addresses_so_many_people_within_a_day() {
        let mut limits = Limits::default();
        assert!((0..250).all(|n| limits.open("b", &n.to_string(), Some(250), n)));
        assert!(!limits.open("b", "one more", Some(250), 250));
        assert!(limits.open("b", "7", Some(250), 250), "whom it addressed already");
        assert!(limits.open("b", "one more", Some(250), DAY), "the first has left the day");
        assert_eq!(limits.opened("b", DAY), 250);
    }
}
