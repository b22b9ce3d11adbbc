use jiff::Timestamp;
use policy::SilenceRule;

use crate::pin::full_days_after;

/// How far silence has come (invariant I12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Phase {
    /// Nothing follows from it.
    #[default]
    Quiet,
    /// The device asks to be connected.
    Notice,
    /// The device is `limited` until it hears from the server; never more.
    Limited,
}

/// Judges silence at an instant; also says when the judgment changes by itself.
///
/// `base` is the later of the last contact and the day up to which all is paid; `notice_at` is since when the
/// device has shown its own notice. Without the notice on the screen for its days nothing follows.
pub(crate) fn judge(
    rule: &SilenceRule,
    base: Timestamp,
    notice_at: Option<Timestamp>,
    now: Timestamp,
) -> (Phase, Option<Timestamp>) {
    let quiet_days = rule.limited_after_days.saturating_sub(rule.notice_days);
    let notice_from = full_days_after(base, quiet_days);
    if now < notice_from {
        return (Phase::Quiet, Some(notice_from));
    }
    // A notice from before the base belongs to an earlier silence.
    let shown = notice_at.filter(|shown| *shown >= notice_from).unwrap_or(now);
    let limited_from =
        full_days_after(base, rule.limited_after_days).max(full_days_after(shown, rule.notice_days));
    if now < limited_from { (Phase::Notice, Some(limited_from)) } else { (Phase::Limited, None) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RULE: SilenceRule = SilenceRule { limited_after_days: 14, notice_days: 7 };

    fn day(day: i64) -> Timestamp {
        Timestamp::from_second(day * 86_400).unwrap()
    }

    #[test]
    fn notice_first_then_limited() {
        assert_eq!(judge(&RULE, day(0), None, day(6)), (Phase::Quiet, Some(day(7))));
        assert_eq!(judge(&RULE, day(0), None, day(7)), (Phase::Notice, Some(day(14))));
        assert_eq!(judge(&RULE, day(0), Some(day(7)), day(14)), (Phase::Limited, None));
    }

    #[test]
    fn a_late_notice_delays() {
        // The phone was off for a year: the notice still has its seven days.
        assert_eq!(judge(&RULE, day(0), None, day(365)), (Phase::Notice, Some(day(372))));
        assert_eq!(judge(&RULE, day(0), Some(day(365)), day(371)), (Phase::Notice, Some(day(372))));
        assert_eq!(judge(&RULE, day(0), Some(day(365)), day(372)), (Phase::Limited, None));
    }

    #[test]
    fn a_notice_of_an_earlier_silence_does_not_count() {
        assert_eq!(judge(&RULE, day(100), Some(day(7)), day(114)), (Phase::Notice, Some(day(121))));
    }

    proptest! {
        #[test]
        fn never_limited_without_its_notice(base in 0_i64..1000, shown in proptest::option::of(0_i64..2000), now in 0_i64..2000) {
            let (phase, _) = judge(&RULE, day(base), shown.map(day), day(now));
            if phase == Phase::Limited {
                prop_assert!(now >= base + 14 && shown.is_some_and(|shown| now >= shown + 7));
            }
        }
    }
}
