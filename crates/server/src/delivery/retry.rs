use ident::MessageId;
use jiff::{SignedDuration, Timestamp};

/// How old a message is at each try after the first. The age decides, not a count of tries: a message that
/// waited behind others, or through a restart, is neither forgotten early nor tried late.
const TRIES_AT_SECONDS: [i64; 11] =
    [5, 35, 155, 1_055, 4_655, 19_055, 62_255, 148_655, 235_055, 321_455, 407_855];

/// When to try a message again that was made at `made_at` and has just failed; `None` when it has been tried
/// long enough. `spread` moves the try by up to a tenth, so that a receiver that comes back is not met by
/// everything at once.
pub(super) fn next_try(made_at: Timestamp, now: Timestamp, spread: u8) -> Option<Timestamp> {
    let age = now.as_second().saturating_sub(made_at.as_second());
    let at = TRIES_AT_SECONDS.into_iter().find(|at| *at > age)?;
    let wait = SignedDuration::from_secs(at - age);
    let extra = SignedDuration::from_millis(wait.as_secs() * 100 * i64::from(spread) / 255);
    now.checked_add(wait + extra).ok()
}

/// When a message was made, by its id.
pub(super) fn made_at(id: MessageId) -> Timestamp {
    crate::clock::made_at(id.unix_millis())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn waits_longer_each_time_and_ends() {
        let mut now = at(1_000_000);
        let mut waits = Vec::new();
        while let Some(next) = next_try(at(1_000_000), now, 0) {
            waits.push(next.as_second() - now.as_second());
            now = next;
        }
        assert_eq!(
            waits,
            [5, 30, 120, 900, 3_600, 14_400, 43_200, 86_400, 86_400, 86_400, 86_400],
            "5 s, 30 s, 2 min, 15 min, 1 h, 4 h, 12 h, then daily"
        );
    }

    #[test]
    fn knows_a_message_s_age() {
        let id = MessageId::new(1_767_225_600_123, [9; 10]);
        assert_eq!(made_at(id), Timestamp::from_millisecond(1_767_225_600_123).unwrap());
    }

    proptest! {
        #[test]
        fn is_always_later_and_within_a_tenth(age in 0_i64..500_000, spread: u8) {
            let now = at(1_000_000 + age);
            if let Some(next) = next_try(at(1_000_000), now, spread) {
                let plain = next_try(at(1_000_000), now, 0).unwrap();
                prop_assert!(plain > now && next >= plain);
                let extra = next.duration_since(plain).as_millis();
                prop_assert!(extra * 10 <= plain.duration_since(now).as_millis());
            } else {
                prop_assert!(age >= 407_855);
            }
        }
    }
}
