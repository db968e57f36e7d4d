//! How often and how many at once may try passwords.

use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum_utils::rate_limit::{Quota, RateLimit, TooOften};
use domain::Timestamp;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Tries for one e-mail address from one network address: ten at once, then two a minute.
const PER_EMAIL: Quota = Quota { burst: 10, interval: Duration::from_secs(30) };
/// Tries from one network address, whatever the e-mail addresses.
const PER_ADDRESS: Quota = Quota { burst: 100, interval: Duration::from_millis(600) };
/// Keys remembered: a few megabytes at most.
const REMEMBERED: usize = 20_000;
/// Passwords checked at once; each takes 19 MiB and a core for some 30 ms.
const AT_ONCE: usize = 2;
/// Those that may wait their turn. Beyond it the answer would come too late to be of use.
const WAITING: usize = 64;

/// Slows down those who guess, and keeps password checks from taking the whole machine.
#[derive(Debug)]
pub(crate) struct SignInGuard {
    per_email: RateLimit<(String, IpAddr)>,
    per_address: RateLimit<IpAddr>,
    turns: Semaphore,
    waiting: AtomicUsize,
}

impl SignInGuard {
    pub(crate) fn new() -> Self {
        Self {
            per_email: RateLimit::new(PER_EMAIL, REMEMBERED),
            per_address: RateLimit::new(PER_ADDRESS, REMEMBERED),
            turns: Semaphore::new(AT_ONCE),
            waiting: AtomicUsize::new(0),
        }
    }

    /// Counts a try. The machine's own address is where a reverse proxy sits, so it stands for everybody.
    pub(crate) fn count(&self, email: &str, address: IpAddr, now: Timestamp) -> Result<(), TooOften> {
        if !address.is_loopback() {
            self.per_address.check(&address, now)?;
        }
        self.per_email.check(&key(email, address), now)
    }

    /// Forgets the tries of somebody who knew the password.
    pub(crate) fn forgive(&self, email: &str, address: IpAddr) {
        self.per_email.forgive(&key(email, address));
    }

    /// Waits for the turn to check a password.
    pub(crate) async fn turn(&self) -> Result<SemaphorePermit<'_>, TooOften> {
        let too_many = TooOften { retry_after: Duration::from_secs(2) };
        let _counted = Counted::one_more(&self.waiting).ok_or(too_many)?;
        self.turns.acquire().await.map_err(|_| too_many)
    }
}

/// Long addresses are cut: nobody's is longer, and memory is bounded.
fn key(email: &str, address: IpAddr) -> (String, IpAddr) {
    (email.chars().take(254).collect(), address)
}

/// One of those who wait, until dropped.
struct Counted<'a>(&'a AtomicUsize);

impl<'a> Counted<'a> {
    fn one_more(waiting: &'a AtomicUsize) -> Option<Self> {
        let counted = Self(waiting);
        let before = waiting.fetch_add(1, Ordering::Relaxed);
        (before < WAITING).then_some(counted)
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

    #[test]
    fn guessing_one_password_is_slowed_down_and_another_user_is_not() {
        let guard = SignInGuard::new();
        let now = Timestamp::from_seconds(1_780_000_000);
        for _ in 0..10 {
            guard.count("a@example.com", HOME, now).unwrap();
        }
        assert_eq!(guard.count("a@example.com", HOME, now).unwrap_err().seconds(), 30);
        guard.count("b@example.com", HOME, now).unwrap();
        guard.forgive("a@example.com", HOME);
        guard.count("a@example.com", HOME, now).unwrap();
    }

    #[test]
    fn trying_many_addresses_is_slowed_down_too() {
        let guard = SignInGuard::new();
        let now = Timestamp::from_seconds(1_780_000_000);
        let refused =
            (0..10_000).filter(|n| guard.count(&format!("{n}@x.example"), HOME, now).is_err()).count();
        assert_eq!(refused, 9_900);
    }

    #[tokio::test]
    async fn only_so_many_wait_for_their_turn() {
        let guard = SignInGuard::new();
        let _busy = guard.turns.acquire_many(2).await.unwrap();
        let waiting: Vec<_> = (0..WAITING).map(|_| Counted::one_more(&guard.waiting)).collect();
        assert!(waiting.iter().all(Option::is_some));
        assert!(guard.turn().await.is_err());
        drop(waiting);
        assert_eq!(guard.waiting.load(Ordering::Relaxed), 0);
    }
}
