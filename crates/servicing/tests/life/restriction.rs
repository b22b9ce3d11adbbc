//! From the first missed installment to the lock and back.

use jiff::SignedDuration;
use policy::Level;
use servicing::{Event, LowerReason};

use crate::story::{Feed, Story, day, usd};

#[test]
fn whoever_pays_in_time_is_never_bothered() {
    let mut story = Story::under("house");
    for month in 1..=12 {
        story.until(&format!("2026-{month:02}-15"), 12);
        story.pay(10_000);
    }
    assert!(story.times("installment.overdue").is_empty());
    assert!(story.times("notice.issued").is_empty());
    assert_eq!(story.times("contract.settled"), ["2026-12-15 12:00"]);
    assert!(story.told.as_ref().unwrap().hold.is_none());
    assert_eq!(story.contract.next_action_at, None);
}

#[test]
fn a_missed_installment_leads_over_notices_and_steps_to_the_lock() {
    let mut story = Story::under("house");
    story.until("2026-02-20", 12);
    assert_eq!(story.times("installment.overdue"), ["2026-01-16 00:00"]);
    assert_eq!(story.times("notice.issued"), ["2026-01-20 09:00", "2026-01-29 09:00"]);
    assert_eq!(
        story.times("restriction.raised"),
        ["2026-02-05 09:00", "2026-02-12 09:00", "2026-02-19 09:00"]
    );
    story.expect(Level::Locked);
}

#[test]
fn the_close_costs_what_changes() {
    let mut story = Story::under("house");
    story.until("2026-02-20", 12);
    assert!(story.wakes < 20, "{} wakes in two months", story.wakes);
}

#[test]
fn exactly_the_amount_of_the_warrant_lifts_while_a_newer_installment_is_overdue() {
    // The second installment fell due on the 15th, after the warrant of the 12th, and nobody was awake since.
    let mut story = Story::under("house");
    story.until("2026-02-12", 12).expect(Level::Limited);
    assert_eq!(story.ransom(), usd(10_000));
    story.now = story.at("2026-02-16", 12);
    assert_eq!(story.contract.account.overdue(day("2026-02-16")), usd(20_000));
    story.pay(10_000);
    story.expect(Level::None);
    assert_eq!(story.times("delinquency.cured"), ["2026-02-16 12:00"]);
}

#[test]
fn the_amount_paid_in_two_parts_lifts_with_the_second() {
    let mut story = Story::locked();
    let ransom = story.ransom().minor();
    assert_eq!(ransom, 20_000);
    story.pay(6_000);
    assert_eq!(story.ransom(), usd(14_000));
    story.expect(Level::Locked);
    story.pay(14_000);
    story.expect(Level::None);
    assert_eq!(lowered(&story), [LowerReason::Paid]);
}

#[test]
fn a_part_payment_never_makes_the_warrant_name_more() {
    // Named: one installment. Another is overdue since, and half of the named one is paid.
    let mut story = Story::under("house");
    story.until("2026-02-12", 12);
    story.now = story.at("2026-02-16", 12);
    story.pay(5_000);
    assert_eq!(story.ransom(), usd(5_000));
    story.pay(5_000);
    story.expect(Level::None);
}

#[test]
fn paying_the_oldest_installment_of_two_lifts_because_the_newer_is_young() {
    let mut story = Story::locked();
    story.pay(10_000);
    story.expect(Level::None);
    assert_eq!(lowered(&story), [LowerReason::PartlyPaid]);
}

#[test]
fn after_a_cure_every_notice_is_needed_again() {
    let mut story = Story::locked();
    story.pay(20_000);
    story.until("2026-03-25", 12).expect(Level::None);
    assert_eq!(story.times("notice.issued"), ["2026-01-20 09:00", "2026-01-29 09:00", "2026-03-20 09:00"]);
    story.until("2026-04-20", 12).expect(Level::Locked);
}

#[test]
fn a_live_lender_renews_the_warrant_and_a_dead_one_frees_the_phone() {
    let mut story = Story::locked();
    story.until("2026-02-27", 12).expect(Level::Locked);
    assert!(!story.times("restriction.renewed").is_empty());
    let expires_at = story.contract.restriction.warrant.as_ref().unwrap().expires_at;
    story.feed = Feed::StuckAt(story.now);
    story.until("2026-03-12", 12).expect(Level::None);
    assert_eq!(lowered(&story), [LowerReason::WarrantEnded]);
    let (at, _) = story.events.iter().find(|(_, event)| event.kind() == "restriction.lowered").unwrap();
    assert!(*at <= expires_at.checked_add(SignedDuration::from_hours(24)).unwrap());
}

#[test]
fn a_stale_feed_warns_nobody_and_locks_nobody() {
    let mut story = Story::under("house");
    story.feed = Feed::StuckAt(story.at("2026-01-15", 0));
    story.until("2026-03-10", 12).expect(Level::None);
    assert!(story.times("notice.issued").is_empty());
    story.feed = Feed::Silent;
    story.until("2026-03-20", 12).expect(Level::None);
    assert!(story.times("notice.issued").is_empty());
    // With the feed back, at the next hourly look, everything takes its whole time from there.
    story.feed = Feed::Live;
    story.until("2026-04-03", 12).expect(Level::Reminder);
    assert_eq!(story.times("notice.issued"), ["2026-03-20 13:00", "2026-03-27 13:00"]);
    assert_eq!(story.times("restriction.raised"), ["2026-04-01 13:00"]);
}

#[test]
fn a_wake_raises_one_step_and_waits_for_the_next() {
    let mut story = Story::under("house");
    story.feed = Feed::StuckAt(story.at("2026-01-31", 0));
    story.until("2026-03-30", 12).expect(Level::None);
    story.feed = Feed::Live;
    // Long past the day of the lock, and still two days on each step: Monday, Wednesday, Friday.
    story.until("2026-04-05", 12).expect(Level::Locked);
    assert_eq!(
        story.times("restriction.raised"),
        ["2026-03-30 13:00", "2026-04-01 13:00", "2026-04-03 13:00"]
    );
}

#[test]
fn silence_of_the_phone_changes_nothing() {
    // The phone never shows the final notice, so nothing is ever restricted (invariants I2, I12).
    let mut story = Story::under("house");
    story.post_works = false;
    story.until("2026-12-31", 12).expect(Level::None);
    assert_eq!(story.times("notice.issued").len(), 1);
}

#[test]
fn a_phone_that_enrolls_late_sees_every_notice_first() {
    let mut story = Story::offered(crate::story::offer(), "house");
    story.act(servicing::Command::Accept);
    story.until("2026-03-10", 12);
    assert_eq!(story.level(), Level::None);
    // The text message went out; the one on the screen waits for the phone.
    assert_eq!(story.times("notice.issued"), ["2026-01-20 09:00", "2026-01-29 09:00"]);
    let key = proof::keys::Signer::public_key(&crate::story::device_key(7));
    story.act(servicing::Command::Enroll { key });
    story.until("2026-03-16", 12).expect(Level::Reminder);
    assert_eq!(story.times("restriction.raised"), ["2026-03-16 09:00"]);
}

pub(crate) fn lowered(story: &Story) -> Vec<LowerReason> {
    let reasons = story.events.iter().filter_map(|(_, event)| match event {
        Event::LevelLowered { reason, .. } => Some(*reason),
        _ => None,
    });
    reasons.collect()
}
