use std::time::Duration;

use ident::Entropy;

const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_mins(15);

/// How long to wait after the `attempt`-th failure in a row: doubled each time from 1 s to 15 min, of which
/// between a half and all is taken, so that a million phones don't return at the same instant.
pub(crate) fn delay(attempt: u32, entropy: &mut dyn Entropy) -> Duration {
    let doubled = FIRST.saturating_mul(2_u32.saturating_pow(attempt.saturating_sub(1)));
    let half = doubled.min(LONGEST) / 2;
    let share = u32::from(u16::from_be_bytes(entropy.array()));
    half + half * share / u32::from(u16::MAX)
}

/// A server's wish is granted up to the longest wait.
pub(crate) fn at_least(delay: Duration, wish: Option<Duration>) -> Duration {
    delay.max(wish.unwrap_or_default().min(LONGEST))
}

#[cfg(test)]
mod tests {
    use ident::SeededEntropy;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn stays_in_bounds(attempt: u32, seed: u64, wish in 0_u64..1_000_000) {
            let delay = delay(attempt, &mut SeededEntropy::new(seed));
            prop_assert!(delay >= FIRST / 2 && delay <= LONGEST);
            prop_assert!(at_least(delay, Some(Duration::from_secs(wish))) <= LONGEST);
        }
    }

    #[test]
    fn grows() {
        let mut entropy = SeededEntropy::new(1);
        assert!(delay(1, &mut entropy) <= FIRST);
        assert!(delay(5, &mut entropy) >= FIRST * 8);
        assert!(delay(40, &mut entropy) >= LONGEST / 2);
    }
}
