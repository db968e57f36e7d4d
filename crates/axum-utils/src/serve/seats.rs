//! How many connections there are, in all and from one address.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio_util::task::task_tracker::TaskTrackerToken;

/// Hands out a seat for each connection.
#[derive(Debug)]
pub(super) struct Seats {
    max: usize,
    max_per_address: usize,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    total: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// Why there is no seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    Total,
    Address,
}

impl Refused {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Address => "address",
        }
    }
}

impl Seats {
    pub(super) fn new(max: usize, max_per_address: usize) -> Self {
        Self { max, max_per_address, taken: Mutex::default() }
    }

    /// A seat for a connection from `ip`; it is free again when it is dropped. `token` keeps the
    /// server waiting for it when it stops.
    pub(super) fn take(seats: &Arc<Self>, ip: IpAddr, token: TaskTrackerToken) -> Result<Seat, Refused> {
        let network = network_of(ip);
        let mut taken = seats.lock();
        if taken.total >= seats.max {
            return Err(Refused::Total);
        }
        let here = taken.by_address.get(&network).copied().unwrap_or_default();
        if here >= seats.max_per_address && !network.is_loopback() {
            return Err(Refused::Address);
        }
        taken.total += 1;
        taken.by_address.insert(network, here + 1);
        metrics::gauge!("waypost_http_connections").increment(1.0);
        drop(taken);
        Ok(Seat { seats: Arc::clone(seats), network, _token: token })
    }

    pub(super) fn taken(&self) -> usize {
        self.lock().total
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right of one connection to be there.
#[derive(Debug)]
pub(super) struct Seat {
    seats: Arc<Seats>,
    network: IpAddr,
    _token: TaskTrackerToken,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.seats.lock();
        taken.total -= 1;
        if let Some(here) = taken.by_address.get_mut(&self.network) {
            *here -= 1;
            if *here == 0 {
                taken.by_address.remove(&self.network);
            }
        }
        metrics::gauge!("waypost_http_connections").decrement(1.0);
    }
}

/// What one customer of a provider typically owns: an IPv4 address, or a /64 network of IPv6.
fn network_of(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V6(v6) if !v6.is_loopback() => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio_util::task::TaskTracker;

    fn take(seats: &Arc<Seats>, ip: &str) -> Result<Seat, Refused> {
        Seats::take(seats, ip.parse().unwrap(), TaskTracker::new().token())
    }

    #[test]
    fn b10_one_address_cannot_take_every_seat() {
        let seats = Arc::new(Seats::new(4, 2));
        let first = take(&seats, "192.0.2.1").unwrap();
        let _second = take(&seats, "192.0.2.1").unwrap();
        assert_eq!(take(&seats, "192.0.2.1").unwrap_err(), Refused::Address);
        let _other = take(&seats, "192.0.2.2").unwrap();
        drop(first);
        let _again = take(&seats, "192.0.2.1").unwrap();
        let _last = take(&seats, "127.0.0.1").unwrap();
        assert_eq!(take(&seats, "127.0.0.1").unwrap_err(), Refused::Total);
    }

    #[test]
    fn a_freed_address_is_forgotten() {
        let seats = Arc::new(Seats::new(9, 9));
        drop(take(&seats, "192.0.2.1").unwrap());
        assert_eq!(seats.taken(), 0);
        assert!(seats.lock().by_address.is_empty());
    }

    #[test]
    fn a_64_network_of_ipv6_is_one_address() {
        let seats = Arc::new(Seats::new(9, 1));
        let _one = take(&seats, "2001:db8:1:2:3::4").unwrap();
        assert_eq!(take(&seats, "2001:db8:1:2:ffff::1").unwrap_err(), Refused::Address);
        assert!(take(&seats, "2001:db8:1:3::1").is_ok());
        assert_eq!(network_of("::ffff:192.0.2.1".parse().unwrap()), "192.0.2.1".parse::<IpAddr>().unwrap());
    }
}
