//! How long to wait before trying again.

use std::time::Duration;

/// Doubles from one second with each attempt (counted from 1) up to `longest`, less up to a quarter at random,
/// so that what failed together does not come back together.
pub(crate) fn delay(attempt: i64, longest: Duration) -> Duration {
    let doublings = u32::try_from(attempt.clamp(1, 20) - 1).unwrap_or_default();
    let full = Duration::from_secs(1).saturating_mul(2_u32.saturating_pow(doublings)).min(longest);
    full.mul_f64(1.0 - f64::from(random_byte()) / 1024.0)
}

fn random_byte() -> u8 {
    let mut byte = [0];
    match getrandom::fill(&mut byte) {
        Ok(()) => byte[0],
        Err(_) => 128,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_to_the_longest_and_vary_by_a_quarter() {
        for attempt in -1..100 {
            let full = Duration::from_secs(1 << (attempt.clamp(1, 7) - 1)).min(Duration::from_secs(60));
            let got = delay(attempt, Duration::from_secs(60));
            assert!(got <= full && got >= full.mul_f64(0.75), "{attempt}: {got:?}");
        }
    }
}
