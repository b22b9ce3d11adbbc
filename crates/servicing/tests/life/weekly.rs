//! Weekly contracts have days past due of their own.

use loan::{Every, Unit};
use policy::{Level, Rhythm};

use crate::story::{Story, offer};

fn weekly(pack: &str) -> Story {
    let mut offer = offer();
    offer.terms.every = Every { count: 1, unit: Unit::Week };
    Story::of(offer, pack)
}

#[test]
fn new_jersey_takes_five_days_for_weekly_plans_and_ten_for_others() {
    let mut story = weekly("us-nj");
    story.until("2026-01-22", 12).expect(Level::Reminder);
    // Warned on Monday 19 (day 2 was a Saturday), 72 hours, then one day on each step and no weekend.
    assert_eq!(story.times("restriction.raised"), ["2026-01-22 09:00"]);
    story.until("2026-01-26", 12).expect(Level::Locked);
    let mut story = Story::under("us-nj");
    story.until("2026-01-23", 12).expect(Level::None);
    story.until("2026-01-29", 12);
    assert_eq!(
        story.times("restriction.raised"),
        ["2026-01-26 09:00", "2026-01-27 09:00", "2026-01-28 09:00"]
    );
}

#[test]
fn what_counts_as_weekly() {
    for (count, unit, rhythm) in [
        (1, Unit::Week, Rhythm::WeeklyOrShorter),
        (7, Unit::Day, Rhythm::WeeklyOrShorter),
        (8, Unit::Day, Rhythm::Longer),
        (2, Unit::Week, Rhythm::Longer),
        (1, Unit::Month, Rhythm::Longer),
    ] {
        let mut offer = offer();
        offer.terms.every = Every { count, unit };
        assert_eq!(Story::of(offer, "us-nj").contract.rhythm(), rhythm, "{count} {unit:?}");
    }
}

#[test]
fn a_payer_one_week_behind_is_warned_each_time_and_never_locked() {
    let mut story = weekly("house");
    story.until("2026-01-21", 12);
    for week in 0..11_i64 {
        story.pay(10_000);
        story.expect(Level::None);
        let next = story.now.checked_add(jiff::SignedDuration::from_hours(24 * 7)).unwrap();
        let date = story.contract.day(next).to_string();
        story.until(&date, 12);
        assert!(story.times("notice.issued").len() <= usize::try_from(week).unwrap() + 2);
    }
    assert!(story.times("restriction.raised").is_empty());
}
