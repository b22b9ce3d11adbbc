use proptest::prelude::*;

use super::*;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

/// Fifteen minutes to restore.
fn house() -> Pack {
    policy::builtin().into_iter().find(|pack| pack.id.0 == "house").unwrap()
}

const ALLOWED: i64 = 15 * 60;

/// Free of right from 0 to 10,000, with a right until 20,000, and free of it from then on.
fn meter() -> WrongfulMeter {
    let mut meter = WrongfulMeter::default();
    meter.right_ended(at(0), &house());
    meter.right_began(at(10_000));
    meter.right_ended(at(20_000), &house());
    meter
}

#[test]
fn the_packs_minutes_are_free_and_every_begun_hour_counts() {
    let counted = |to| meter().was_restricted(at(-500), at(to));
    assert_eq!(counted(ALLOWED), Wrongful { seconds: 0, hours: 0 });
    assert_eq!(counted(ALLOWED + 1), Wrongful { seconds: 1, hours: 1 });
    assert_eq!(counted(ALLOWED + 3600), Wrongful { seconds: 3600, hours: 1 });
    assert_eq!(counted(ALLOWED + 3601), Wrongful { seconds: 3601, hours: 2 });
    // The right in between is the lender's; each stretch begins its own hour.
    assert_eq!(counted(20_000 + ALLOWED), Wrongful { seconds: 9_100, hours: 3 });
    assert_eq!(counted(20_000 + ALLOWED + 1), Wrongful { seconds: 9_101, hours: 4 });
}

#[test]
fn who_is_lifted_and_restricted_again_within_the_minutes_is_owed_nothing() {
    let mut meter = WrongfulMeter::default();
    meter.right_ended(at(0), &house());
    meter.right_began(at(ALLOWED));
    assert_eq!(meter, WrongfulMeter::default());
    assert_eq!(meter.was_restricted(at(-9), at(99_999)), Wrongful::default());
}

#[test]
fn an_earlier_payment_counts_from_its_own_day() {
    let mut meter = WrongfulMeter::default();
    meter.right_ended(at(50_000), &house());
    meter.right_ended(at(0), &house());
    assert_eq!(meter.was_restricted(at(-9), at(ALLOWED + 60)).seconds, 60);
}

proptest! {
    #[test]
    fn it_does_not_matter_in_how_many_pieces_the_phone_says_it(
        mut cuts in proptest::collection::vec(-5_000_i64..40_000, 2..12),
    ) {
        cuts.sort_unstable();
        let mut pieces = meter();
        let (mut seconds, mut hours) = (0, 0);
        for pair in cuts.windows(2) {
            let added = pieces.was_restricted(at(pair[0]), at(pair[1]));
            seconds += added.seconds;
            hours += added.hours;
        }
        let whole = meter().was_restricted(at(cuts[0]), at(cuts[cuts.len() - 1]));
        prop_assert_eq!((seconds, hours), (whole.seconds, whole.hours));
        prop_assert_eq!(pieces.seconds, seconds);
        let length = u64::try_from(cuts[cuts.len() - 1] - cuts[0]).unwrap();
        prop_assert!(seconds <= length, "never more than it was restricted");
    }

    #[test]
    fn the_same_stretch_said_again_after_it_ended_adds_nothing(from in -5_000_i64..9_000, to in 10_000_i64..20_000) {
        let mut meter = meter();
        meter.was_restricted(at(from), at(to));
        prop_assert_eq!(meter.was_restricted(at(from), at(to)), Wrongful::default());
    }

    #[test]
    fn time_that_runs_backward_adds_nothing(from in 0_i64..40_000, back in 1_i64..40_000) {
        prop_assert_eq!(meter().was_restricted(at(from), at(from - back)), Wrongful::default());
    }
}
