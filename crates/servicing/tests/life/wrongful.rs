//! Time that a phone was restricted after the right to had ended, by its own receipts.

use loan::ledger::LedgerAccount;
use money::Money;
use policy::Level;
use servicing::{Command, Event};

use crate::story::{Story, day};

/// The phone says what it is now.
fn says(story: &mut Story, level: Level) {
    let standing_seq = story.contract.restriction.standing_seq;
    let at = story.now;
    story.act(Command::LevelApplied { level, standing_seq, at });
}

/// Locked, and the phone says so; under rules that name a price of 250.00 an hour and a quarter of an hour to lift.
fn locked() -> Story {
    let mut story = Story::under("in-rbi-2026-draft");
    story.until("2026-04-30", 12).expect(Level::Locked);
    says(&mut story, Level::Locked);
    story
}

fn owed(story: &Story) -> i128 {
    -story.books.balance(LedgerAccount::CompensationPayable, "INR".parse().unwrap())
}

fn minutes(story: &mut Story, minutes: i64) {
    story.now = story.now.checked_add(jiff::SignedDuration::from_mins(minutes)).unwrap();
}

#[test]
fn a_phone_that_hears_in_time_costs_nothing() {
    let mut story = locked();
    let ransom = story.ransom().minor();
    story.pay(ransom);
    let allowed = i64::from(story.pack.restore_within_minutes);
    minutes(&mut story, allowed);
    says(&mut story, Level::None);
    assert_eq!((story.contract.wrongful.seconds, owed(&story)), (0, 0));
}

#[test]
fn every_begun_hour_beyond_is_owed_for_once() {
    let mut story = locked();
    let ransom = story.ransom().minor();
    story.pay(ransom);
    let allowed = i64::from(story.pack.restore_within_minutes);
    minutes(&mut story, allowed + 61);
    says(&mut story, Level::None);
    assert_eq!(story.contract.wrongful.seconds, 61 * 60);
    let price = story.pack.compensation.as_ref().unwrap().per_hour_minor;
    assert_eq!(owed(&story), i128::from(2 * price));
    let told: Vec<Event> = story.events.iter().map(|(_, event)| event.clone()).collect();
    let compensation = Money::from_minor(2 * price, "INR".parse().unwrap()).ok();
    assert!(told.contains(&Event::WithoutRight { seconds: 61 * 60, hours: 2, compensation }));
    // The same receipt again is no news.
    says(&mut story, Level::None);
    assert_eq!(owed(&story), i128::from(2 * price));
}

#[test]
fn money_that_was_there_before_counts_from_the_end_of_its_day() {
    let mut story = locked();
    let ransom = story.ransom().minor();
    // Noon; paid yesterday, booked now.
    story.pay_valued(ransom, day("2026-04-29"));
    says(&mut story, Level::None);
    let locked_at = story.contract.wrongful.seconds;
    assert_eq!(locked_at, 0, "it said that it was locked only now");
    let mut story = Story::under("in-rbi-2026-draft");
    story.until("2026-04-28", 12).expect(Level::Locked);
    says(&mut story, Level::Locked);
    story.until("2026-04-30", 12);
    let ransom = story.ransom().minor();
    story.pay_valued(ransom, day("2026-04-29"));
    says(&mut story, Level::None);
    let allowed = u64::from(story.pack.restore_within_minutes) * 60;
    assert_eq!(story.contract.wrongful.seconds, 12 * 3600 - allowed);
}

#[test]
fn where_no_rule_names_a_price_it_is_counted_all_the_same() {
    let mut story = Story::locked();
    says(&mut story, Level::Locked);
    let ransom = story.ransom().minor();
    story.pay(ransom);
    story.later(2);
    says(&mut story, Level::None);
    assert_eq!(story.contract.wrongful.seconds, 2 * 3600 - 15 * 60);
    assert!(
        story.events.iter().any(|(_, event)| matches!(event, Event::WithoutRight { compensation: None, .. }))
    );
}

#[test]
fn a_phone_freed_with_a_revoked_key_ends_the_stretch_when_it_was_freed() {
    let mut story = Story::locked();
    says(&mut story, Level::Locked);
    let ransom = story.ransom().minor();
    story.pay(ransom);
    story.later(2);
    // The key was revoked: nothing is in force on the phone.
    let at = story.now;
    story.act(Command::LevelApplied { level: Level::None, standing_seq: 0, at });
    let counted = 2 * 3600 - 15 * 60;
    assert_eq!(story.contract.wrongful.seconds, counted);
    story.later(30);
    says(&mut story, Level::None);
    assert_eq!(story.contract.wrongful.seconds, counted, "it was free since");
}

/// It forgot everything with the reset, also for how long it was restricted: the meter ends with its last word.
#[test]
fn a_reset_ends_the_stretch_that_nobody_vouches_for() {
    let mut story = Story::locked();
    says(&mut story, Level::Locked);
    let ransom = story.ransom().minor();
    story.pay(ransom);
    story.later(40);
    let key = story.contract.device.enrolled.as_ref().unwrap().key;
    story.act(Command::Enroll { key });
    assert_eq!(story.contract.restriction.applied, None);
    story.later(40);
    says(&mut story, Level::None);
    assert_eq!(story.contract.wrongful.seconds, 0);
    // What comes after is counted as ever.
    assert_eq!(story.contract.restriction.applied.as_ref().unwrap().level, Level::None);
}
