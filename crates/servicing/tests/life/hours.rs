//! Hours and days in the contract's time zone, also when the clocks change.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use policy::RaiseHours;
use proptest::prelude::*;
use servicing::{Contract, next_allowed};

use crate::story::{Story, offer, pack};

fn in_zone(zone: &str) -> Contract {
    let mut offer = offer();
    offer.time_zone = zone.to_owned();
    Story::of(offer, "house").contract
}

fn next(zone: &str, hours: (u8, u8), at: &str) -> Option<String> {
    let mut pack = pack("house");
    pack.raise_hours = RaiseHours { from_hour: hours.0, to_hour: hours.1, weekdays: (1..=7).collect() };
    let at: DateTime = at.parse().unwrap();
    let at = at.to_zoned(TimeZone::get(zone).unwrap()).unwrap().timestamp();
    let contract = in_zone(zone);
    next_allowed(&contract, &pack, at).map(|at| contract.local(at).strftime("%Y-%m-%dT%H:%M").to_string())
}

#[test]
fn days_begin_at_local_midnight() {
    for (zone, utc) in [
        ("Asia/Kolkata", "2026-01-15T18:30:00Z"),
        ("America/New_York", "2026-01-16T05:00:00Z"),
        ("Pacific/Kiritimati", "2026-01-15T10:00:00Z"),
    ] {
        let mut offer = offer();
        offer.time_zone = zone.to_owned();
        let mut story = Story::of(offer, "house");
        story.until("2026-01-17", 0);
        let (at, _) = story.events.iter().find(|(_, event)| event.kind() == "installment.overdue").unwrap();
        assert_eq!(*at, utc.parse::<Timestamp>().unwrap(), "{zone}");
    }
}

#[test]
fn the_hour_that_the_clocks_skip_is_not_waited_for_in_vain() {
    // New York, 8 March 2026: 02:00 becomes 03:00. A pack that allows only that hour waits a day.
    assert_eq!(next("America/New_York", (2, 3), "2026-03-08T00:00").unwrap(), "2026-03-09T02:00");
    assert_eq!(next("America/New_York", (2, 5), "2026-03-08T00:00").unwrap(), "2026-03-08T03:00");
}

#[test]
fn half_hours_of_the_clocks_do_not_delay() {
    // Lord Howe moves by half an hour: 02:00 becomes 02:30 on 4 October 2026, and back on 5 April.
    assert_eq!(next("Australia/Lord_Howe", (9, 17), "2026-10-04T00:10").unwrap(), "2026-10-04T09:00");
    assert_eq!(next("Australia/Lord_Howe", (9, 17), "2026-04-05T00:10").unwrap(), "2026-04-05T09:00");
    assert_eq!(next("Asia/Kathmandu", (9, 17), "2026-04-05T17:45").unwrap(), "2026-04-06T09:00");
}

#[test]
fn an_allowed_instant_is_its_own_answer() {
    assert_eq!(next("Africa/Nairobi", (9, 17), "2026-04-05T16:59").unwrap(), "2026-04-05T16:59");
    assert_eq!(next("Africa/Nairobi", (9, 17), "2026-04-05T17:00").unwrap(), "2026-04-06T09:00");
}

#[test]
fn the_contracts_time_zone_rules_the_lock() {
    let mut offer = offer();
    offer.time_zone = "America/New_York".to_owned();
    let mut story = Story::of(offer, "house");
    story.until("2026-03-31", 12);
    let raised = story.times("restriction.raised");
    assert_eq!(raised, ["2026-02-05 09:00", "2026-02-12 09:00", "2026-02-19 09:00"]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Against a search minute by minute over whole quarters of an hour.
    #[test]
    fn the_first_allowed_instant_is_found(
        zone in prop::sample::select(vec!["America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo"]),
        from_hour in 0_u8..24, length in 1_u8..24, weekdays in prop::collection::btree_set(1_u8..8, 1..7),
        day in 0_i64..365, quarter in 0_i64..96,
    ) {
        let mut pack = pack("house");
        let to_hour = (from_hour + length).min(24);
        pack.raise_hours = RaiseHours { from_hour, to_hour, weekdays: weekdays.into_iter().collect() };
        let contract = in_zone(zone);
        let start = Date::constant(2026, 1, 1).to_zoned(TimeZone::UTC).unwrap().timestamp();
        let quarters = |count: i64| SignedDuration::from_mins(15 * count);
        let at = start.checked_add(quarters(day * 96 + quarter)).unwrap();
        let allowed = |at: &Timestamp| {
            let local = contract.local(*at);
            pack.raise_hours.allow(local.weekday(), u8::try_from(local.hour()).unwrap())
        };
        let slow = (0..96 * 15).map(|count| at.checked_add(quarters(count)).unwrap()).find(allowed);
        prop_assert_eq!(next_allowed(&contract, &pack, at), slow);
    }
}
