//! What keeps a restriction away: a payment on its way, a dispute, a request for help.

use policy::Level;
use servicing::{Command, HoldKind, LowerReason, Refusal};

use crate::restriction::lowered;
use crate::story::{Feed, Story, usd};

impl Story {
    fn place(&mut self, kind: HoldKind, hours: Option<i64>) -> Result<(), Refusal> {
        let until = hours.map(|h| self.now.checked_add(jiff::SignedDuration::from_hours(h)).unwrap());
        self.try_act(Command::PlaceHold { kind, until }).map(drop)
    }
}

#[test]
fn an_announced_payment_keeps_the_next_step_away_and_lifts_nothing() {
    let mut story = Story::under("house");
    story.until("2026-02-11", 12).expect(Level::Reminder);
    story.place(HoldKind::PendingPayment, None).unwrap();
    story.until("2026-02-13", 11).expect(Level::Reminder);
    assert!(story.told.as_ref().unwrap().hold.is_some());
    story.until("2026-02-13", 12).expect(Level::Limited);
    assert!(story.told.as_ref().unwrap().hold.is_none());
}

#[test]
fn announcing_again_and_again_does_not_stay_the_lock() {
    let mut story = Story::under("house");
    story.until("2026-02-04", 12);
    let mut refused = 0;
    for day in 5..=28 {
        story.until(&format!("2026-02-{day:02}"), 8);
        if matches!(story.place(HoldKind::PendingPayment, None), Err(Refusal::HoldSpent { .. })) {
            refused += 1;
        }
    }
    story.until("2026-02-28", 12).expect(Level::Locked);
    assert!(refused > 15, "{refused}");
}

#[test]
fn a_failed_attempt_may_be_followed_by_another_in_the_same_time() {
    let mut story = Story::under("house");
    story.until("2026-02-04", 12);
    story.place(HoldKind::PendingPayment, Some(20)).unwrap();
    story.act(Command::ReleaseHold { kind: HoldKind::PendingPayment });
    story.later(24);
    story.place(HoldKind::PendingPayment, None).unwrap();
    // Both share the two days that began at noon of the 4th.
    assert_eq!(story.contract.holds[0].until, Some(story.at("2026-02-06", 12)));
    story.until("2026-02-06", 11).expect(Level::None);
    story.until("2026-02-06", 12).expect(Level::Reminder);
}

#[test]
fn a_paid_installment_gives_the_next_one_its_own_time() {
    let mut story = Story::under("house");
    story.until("2026-01-20", 12);
    story.place(HoldKind::PendingPayment, None).unwrap();
    story.pay(10_000);
    assert!(story.contract.holds.is_empty());
    story.place(HoldKind::PendingPayment, None).unwrap();
}

#[test]
fn an_announcement_is_short_and_ends_in_the_future() {
    let mut story = Story::under("house");
    story.until("2026-01-20", 12);
    assert_eq!(story.place(HoldKind::PendingPayment, Some(49)), Err(Refusal::HoldTooLong(48)));
    assert_eq!(story.place(HoldKind::PendingPayment, Some(0)), Err(Refusal::HoldOver));
    assert_eq!(story.place(HoldKind::Dispute, Some(-1)), Err(Refusal::HoldOver));
    let gone = Command::ReleaseHold { kind: HoldKind::Dispute };
    assert_eq!(story.try_act(gone).unwrap_err(), Refusal::NoSuchHold);
}

#[test]
fn a_dispute_lifts_and_its_end_starts_from_the_first_step() {
    let mut story = Story::locked();
    story.place(HoldKind::Dispute, None).unwrap();
    story.expect(Level::None);
    assert_eq!(lowered(&story), [LowerReason::Hold]);
    story.until("2026-03-31", 12).expect(Level::None);
    story.act(Command::ReleaseHold { kind: HoldKind::Dispute });
    story.expect(Level::None);
    story.until("2026-03-31", 13).expect(Level::Reminder);
    story.until("2026-04-02", 13).expect(Level::Limited);
}

#[test]
fn a_dispute_stops_notices() {
    let mut story = Story::under("house");
    story.place(HoldKind::Hardship, None).unwrap();
    story.until("2026-05-01", 12).expect(Level::None);
    assert!(story.times("notice.issued").is_empty());
}

#[test]
fn a_dispute_can_be_given_a_later_end() {
    let mut story = Story::locked();
    story.place(HoldKind::Dispute, Some(24)).unwrap();
    story.place(HoldKind::Dispute, Some(240)).unwrap();
    assert_eq!(story.contract.holds.len(), 1);
    story.until("2026-02-28", 12).expect(Level::None);
    assert_eq!(story.times("hold.released"), Vec::<String>::new());
    story.until("2026-03-03", 12).expect(Level::Reminder);
    assert_eq!(story.times("hold.released"), ["2026-03-01 12:00"]);
}

#[test]
fn a_warrant_is_not_renewed_while_a_payment_is_on_its_way() {
    let mut story = Story::locked();
    story.until("2026-02-22", 12);
    let before = story.contract.restriction.warrant.clone();
    story.place(HoldKind::PendingPayment, None).unwrap();
    story.until("2026-02-24", 11).expect(Level::Locked);
    assert_eq!(story.contract.restriction.warrant, before);
    assert_eq!(story.ransom(), usd(20_000));
}

#[test]
fn nothing_is_held_where_nothing_runs() {
    let mut story = Story::under("house");
    story.pay(120_000);
    for kind in [HoldKind::PendingPayment, HoldKind::Dispute, HoldKind::Hardship] {
        assert!(matches!(story.place(kind, None), Err(Refusal::WrongStatus { .. })));
    }
}

#[test]
fn a_hold_costs_no_wakes() {
    let mut story = Story::locked();
    story.place(HoldKind::Dispute, None).unwrap();
    let before = story.wakes;
    story.until("2026-04-10", 12);
    // The due dates and the days after them, no more.
    assert!(story.wakes - before < 8, "{} wakes", story.wakes - before);
}

#[test]
fn a_warrant_ends_in_time_also_under_an_announcement() {
    let mut story = Story::locked();
    story.feed = Feed::StuckAt(story.now);
    story.until("2026-02-25", 12).expect(Level::Locked);
    story.place(HoldKind::PendingPayment, None).unwrap();
    story.until("2026-02-26", 9).expect(Level::None);
    assert_eq!(story.times("restriction.lowered"), ["2026-02-26 09:00"]);
}

#[test]
fn a_hold_that_is_over_is_over_though_nobody_was_awake() {
    let mut story = Story::under("house");
    story.until("2026-02-01", 12);
    story.place(HoldKind::Dispute, Some(24)).unwrap();
    story.place(HoldKind::PendingPayment, Some(24)).unwrap();
    story.later(72);
    assert!(matches!(story.place(HoldKind::PendingPayment, None), Err(Refusal::HoldSpent { .. })));
    story.place(HoldKind::Dispute, Some(24)).unwrap();
    let open: Vec<_> = story.contract.holds.iter().map(|hold| (hold.kind, hold.since)).collect();
    assert_eq!(open, [(HoldKind::Dispute, story.now)]);
}

#[test]
fn a_phone_that_its_lender_released_is_never_restricted_again() {
    let mut story = Story::locked();
    let release = Command::PlaceHold { kind: HoldKind::ReleasedByLender, until: None };
    story.act(release.clone());
    story.expect(Level::None);
    let end = story.now.checked_add(jiff::SignedDuration::from_hours(1)).ok();
    for refused in [
        Command::ReleaseHold { kind: HoldKind::ReleasedByLender },
        Command::PlaceHold { kind: HoldKind::ReleasedByLender, until: end },
    ] {
        assert_eq!(story.try_act(refused).unwrap_err(), Refusal::HoldForGood);
    }
    story.until("2027-12-31", 12).expect(Level::None);
    story.act(release);
    story.expect(Level::None);
}
