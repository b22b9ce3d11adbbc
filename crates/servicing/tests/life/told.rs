//! The device is told when something changed for it, and only then; and what it says back.

use policy::Level;
use proof::keys::Signer;
use servicing::{Command, Event, HoldKind, Refusal};

use crate::story::{Story, device_key};

#[test]
fn an_idle_wake_tells_nothing() {
    let mut story = Story::under("house");
    story.until("2025-12-20", 12);
    let seq = story.contract.restriction.standing_seq;
    assert!(story.wake().standing.is_none());
    assert_eq!(story.contract.restriction.standing_seq, seq);
}

#[test]
fn a_part_payment_a_hold_and_a_new_day_past_due_are_told() {
    let mut story = Story::under("house");
    let mut seq = story.told.as_ref().unwrap().seq;
    let mut news = |story: &Story, what: &str| {
        let now = story.told.as_ref().unwrap().seq;
        assert_eq!(now, seq + 1, "{what}");
        seq = now;
    };
    story.pay(100);
    news(&story, "payment");
    story.act(Command::PlaceHold { kind: HoldKind::Dispute, until: None });
    news(&story, "hold");
    story.act(Command::ReleaseHold { kind: HoldKind::Dispute });
    news(&story, "release");
    story.until("2026-01-16", 12);
    news(&story, "overdue");
}

#[test]
fn a_notice_is_shown_until_the_device_proves_it() {
    let mut story = Story::under("house");
    story.post_works = false;
    story.until("2026-01-20", 12);
    let shown = |story: &Story| story.told.as_ref().unwrap().notices.len();
    assert_eq!(shown(&story), 1);
    let sms = story.delivery("first", policy::Channel::Sms);
    story.act(Command::NoticeDelivered(sms));
    assert_eq!(shown(&story), 1);
    let screen = story.delivery("first", policy::Channel::OnDevice);
    story.act(Command::NoticeDelivered(screen));
    assert_eq!(shown(&story), 0);
}

#[test]
fn a_phone_that_was_reset_is_told_its_present_standing_again() {
    let mut story = Story::locked();
    let seq = story.told.as_ref().unwrap().seq;
    let key = device_key(7).public_key();
    let decision = story.act(Command::Enroll { key });
    let told = decision.standing.unwrap();
    assert_eq!((told.standing.body.level, told.standing.body.seq), (Level::Locked, seq + 1));
    assert!(told.standing.body.warrant.is_some() && told.standing.body.log_proof.is_some());
    story.pay(120_000);
    let decision = story.act(Command::Enroll { key });
    assert!(decision.standing.unwrap().quittance.is_some());
}

#[test]
fn another_key_is_refused() {
    let mut story = Story::under("house");
    let key = device_key(8).public_key();
    assert_eq!(story.try_act(Command::Enroll { key }).unwrap_err(), Refusal::OtherDeviceKey);
}

fn says(story: &mut Story, level: Level, seq: u64, hours: i64) -> Option<(Level, u64)> {
    let at = story.now.checked_add(jiff::SignedDuration::from_hours(hours)).unwrap();
    drop(story.try_act(Command::LevelApplied { level, standing_seq: seq, at }));
    story.contract.restriction.applied.as_ref().map(|applied| (applied.level, applied.standing_seq))
}

#[test]
fn old_news_of_the_device_does_not_replace_newer() {
    let mut story = Story::locked();
    let seq = story.contract.restriction.standing_seq;
    assert_eq!(says(&mut story, Level::Locked, seq, -1), Some((Level::Locked, seq)));
    assert_eq!(says(&mut story, Level::Limited, seq - 1, 0), Some((Level::Locked, seq)));
    assert_eq!(says(&mut story, Level::Limited, seq, -2), Some((Level::Locked, seq)));
    // The same standing, later: its warrant ran out on the device.
    assert_eq!(says(&mut story, Level::None, seq, 0), Some((Level::None, seq)));
}

#[test]
fn a_devices_clock_ahead_does_not_silence_its_later_news() {
    let mut story = Story::locked();
    let seq = story.contract.restriction.standing_seq;
    assert_eq!(says(&mut story, Level::Limited, seq, 9_999), Some((Level::Limited, seq)));
    story.later(1);
    assert_eq!(says(&mut story, Level::Locked, seq, 0), Some((Level::Locked, seq)));
}

#[test]
fn a_standing_that_was_never_issued_was_never_applied() {
    let mut story = Story::locked();
    let at = story.now;
    let beyond = story.contract.restriction.standing_seq + 1;
    for (level, standing_seq) in [(Level::Limited, 0), (Level::None, beyond), (Level::Locked, u64::MAX)] {
        let refusal = story.try_act(Command::LevelApplied { level, standing_seq, at }).unwrap_err();
        assert_eq!(refusal, Refusal::UnknownStanding(standing_seq));
    }
}

/// The key that signed its standing was revoked: nothing is in force on it, and it says so without one.
#[test]
fn a_device_on_which_no_standing_is_in_force_is_free() {
    let mut story = Story::locked();
    let seq = story.contract.restriction.standing_seq;
    assert_eq!(says(&mut story, Level::Locked, seq, 0), Some((Level::Locked, seq)));
    assert_eq!(says(&mut story, Level::None, 0, -1), Some((Level::Locked, seq)), "older than what is known");
    story.later(1);
    assert_eq!(says(&mut story, Level::None, 0, 0), Some((Level::None, 0)));
    assert_eq!(says(&mut story, Level::Locked, seq, -1), Some((Level::None, 0)), "an old receipt, late");
    story.later(1);
    assert_eq!(says(&mut story, Level::Locked, seq, 0), Some((Level::Locked, seq)), "signed anew");
    let told = story.events.iter().filter(|(_, event)| matches!(event, Event::LevelApplied { .. })).count();
    assert_eq!(told, 3);
}

#[test]
fn a_device_ahead_of_us_is_told_of_once_for_each_standing() {
    let mut story = Story::locked();
    let seq = story.contract.restriction.standing_seq;
    for known_seq in [seq, seq + 5, seq + 6, u64::MAX] {
        story.act(Command::DeviceAhead { known_seq });
    }
    let ahead = |story: &Story| {
        let events = story.events.iter().filter_map(|(_, event)| match event {
            Event::DeviceAhead { known_seq, standing_seq } => Some((*known_seq, *standing_seq)),
            _ => None,
        });
        events.collect::<Vec<_>>()
    };
    assert_eq!(ahead(&story), [(seq + 5, seq)]);
    story.pay(1_000);
    let next = story.contract.restriction.standing_seq;
    assert!(next > seq);
    story.act(Command::DeviceAhead { known_seq: u64::MAX });
    assert_eq!(ahead(&story), [(seq + 5, seq), (u64::MAX, next)]);
}

#[test]
fn with_another_key_the_same_is_said_again() {
    let mut story = Story::locked();
    let before = story.told.clone().unwrap();
    let told = story.act(Command::Rekey { void: false }).standing.unwrap();
    assert_eq!((told.standing.body.level, told.standing.body.seq), (Level::Locked, before.seq + 1));
    assert!(told.standing.body.log_proof.is_some());
}

#[test]
fn after_a_theft_a_restriction_waits_for_the_log_again() {
    let mut story = Story::locked();
    story.log.is_running = false;
    let (seq, warrant) = (story.told.as_ref().unwrap().seq, story.contract.restriction.queued);
    let decision = story.try_act(Command::Rekey { void: true }).unwrap();
    let told = &decision.standing.as_ref().unwrap().standing.body;
    assert_eq!((told.level, told.seq), (Level::None, seq + 1));
    assert!(told.warrant.is_none());
    // The same warrant, for the log once more.
    assert_eq!(decision.warrant.as_ref().map(proof::Unsigned::digest), warrant);
    assert_eq!(decision.leaves.len(), 1);
    story.sequence();
    let told = story.told.as_ref().unwrap();
    assert_eq!((told.level, told.seq), (Level::Locked, seq + 2));
    // Whoever pays meanwhile is free at once, and the log's word comes too late.
    story.try_act(Command::Rekey { void: true }).unwrap();
    let ransom = story.ransom();
    story.pay(ransom.minor());
    story.sequence();
    assert_eq!(story.told.as_ref().unwrap().level, Level::None);
}
