//! Notices: their order, their evidence, and what is no evidence.

use policy::{Channel, Level};
use servicing::{Command, NoticeDelivery, Refusal};

use crate::story::{Feed, Story, day, device_key};

/// The first notice was issued on 20 January and waits; it is noon of that day.
fn waiting() -> Story {
    let mut story = Story::under("house");
    story.post_works = false;
    story.until("2026-01-20", 12);
    story
}

fn deliver(story: &mut Story, delivery: NoticeDelivery) -> Result<(), Refusal> {
    story.try_act(Command::NoticeDelivered(delivery)).map(drop)
}

#[test]
fn the_second_notice_waits_until_the_first_has_run_out() {
    let mut story = waiting();
    story.until("2026-02-02", 12);
    let sms = story.delivery("first", Channel::Sms);
    deliver(&mut story, sms).unwrap();
    story.until("2026-02-28", 12);
    // Seven full days after noon of 2 February, a Monday.
    assert_eq!(story.times("notice.issued"), ["2026-01-20 09:00", "2026-02-09 12:00"]);
}

#[test]
fn a_notice_is_issued_only_in_decent_hours() {
    // Day 5 after 15 January 2026 is a Tuesday; the final one would be due on a Saturday night.
    let mut story = waiting();
    story.until("2026-01-23", 23);
    let sms = story.delivery("first", Channel::Sms);
    deliver(&mut story, sms).unwrap();
    story.until("2026-02-28", 12);
    assert_eq!(story.times("notice.issued"), ["2026-01-20 09:00", "2026-02-02 09:00"]);
}

#[test]
fn the_same_proof_twice_is_no_news() {
    let mut story = waiting();
    let sms = story.delivery("first", Channel::Sms);
    deliver(&mut story, sms.clone()).unwrap();
    let events = story.events.len();
    deliver(&mut story, sms).unwrap();
    assert_eq!(story.events.len(), events);
}

#[test]
fn a_later_proof_on_another_channel_does_not_move_the_time_to_cure() {
    let mut story = waiting();
    let sms = story.delivery("first", Channel::Sms);
    deliver(&mut story, sms).unwrap();
    story.later(48);
    let screen = story.delivery("first", Channel::OnDevice);
    deliver(&mut story, screen).unwrap();
    assert_eq!(story.times("notice.delivered").len(), 2);
    assert_eq!(story.times("notice.effective"), ["2026-01-20 12:00"]);
}

#[test]
fn under_new_jersey_both_channels_are_needed() {
    let mut story = Story::under("us-nj");
    story.post_works = false;
    story.until("2026-01-20", 12);
    assert_eq!(story.times("notice.issued"), ["2026-01-19 09:00"]);
    let sms = story.delivery("warning", Channel::Sms);
    deliver(&mut story, sms).unwrap();
    story.until("2026-01-30", 12).expect(Level::None);
    let screen = story.delivery("warning", Channel::OnDevice);
    deliver(&mut story, screen).unwrap();
    story.until("2026-02-02", 11).expect(Level::None);
    story.until("2026-02-02", 12).expect(Level::Reminder);
}

#[test]
fn what_was_not_sent_was_not_delivered() {
    let mut story = waiting();
    let of_a_later_notice = story.delivery("final", Channel::OnDevice);
    assert_eq!(deliver(&mut story, of_a_later_notice), Err(Refusal::UnknownNotice("final".into())));
    let unheard_of = story.delivery("zeroth", Channel::Sms);
    assert_eq!(deliver(&mut story, unheard_of), Err(Refusal::UnknownNotice("zeroth".into())));
    let of_another_delinquency =
        NoticeDelivery { delinquent_since: day("2025-12-15"), ..story.delivery("first", Channel::Sms) };
    assert_eq!(deliver(&mut story, of_another_delinquency), Err(Refusal::UnknownNotice("first".into())));
    let by_letter = story.delivery("first", Channel::Letter);
    assert!(matches!(deliver(&mut story, by_letter), Err(Refusal::WrongChannel { .. })));
}

#[test]
fn a_delivery_lies_between_its_issue_and_now() {
    let mut story = waiting();
    for hours in [-4, 1] {
        let at = story.now.checked_add(jiff::SignedDuration::from_hours(hours)).unwrap();
        let delivery = NoticeDelivery { at, ..story.delivery("first", Channel::Sms) };
        assert_eq!(deliver(&mut story, delivery), Err(Refusal::ImpossibleTime), "{hours} h");
    }
}

#[test]
fn only_the_devices_own_receipt_proves_its_screen() {
    let mut story = waiting();
    let (since, now) = (day("2026-01-15"), story.now);
    let shown = story.delivery("first", Channel::OnDevice);
    let with = |receipt: Option<Vec<u8>>| NoticeDelivery { receipt, ..shown.clone() };
    let by_other_key = story.receipt("first", since, now, &device_key(8));
    let other_notice = story.receipt("final", since, now, &device_key(7));
    let other_day = story.receipt("first", day("2026-02-15"), now, &device_key(7));
    assert_eq!(deliver(&mut story, with(None)), Err(Refusal::ReceiptMissing));
    for bytes in [Vec::new(), vec![0; 200], by_other_key, other_notice, other_day] {
        assert!(matches!(deliver(&mut story, with(Some(bytes))), Err(Refusal::ReceiptInvalid(_))));
    }
    let by_sms = NoticeDelivery { channel: Channel::Sms, ..shown.clone() };
    assert_eq!(deliver(&mut story, by_sms), Err(Refusal::ReceiptMissing));
    deliver(&mut story, shown).unwrap();
}

#[test]
fn a_receipt_of_another_contract_proves_nothing() {
    let mut story = waiting();
    let mut other = crate::story::offer();
    other.id = ident::ContractId::from_bytes([77; 16]);
    let other = Story::of(other, "house");
    let receipt = other.receipt("first", day("2026-01-15"), story.now, &device_key(7));
    let delivery = NoticeDelivery { receipt: Some(receipt), ..story.delivery("first", Channel::OnDevice) };
    assert_eq!(deliver(&mut story, delivery), Err(Refusal::ReceiptInvalid("it is between others")));
}

#[test]
fn a_receipt_from_before_the_notice_was_issued_is_of_an_earlier_delinquency() {
    let mut story = waiting();
    let before = story.at("2026-01-19", 12);
    let receipt = story.receipt("first", day("2026-01-15"), before, &device_key(7));
    let delivery = NoticeDelivery { receipt: Some(receipt), ..story.delivery("first", Channel::OnDevice) };
    assert_eq!(deliver(&mut story, delivery), Err(Refusal::ImpossibleTime));
}

#[test]
fn nobody_is_warned_before_payments_are_known_beyond_the_grace() {
    let mut offer = crate::story::offer();
    offer.terms.first_due_on = day("2026-01-13");
    let mut story = Story::of(offer, "us-nj");
    // Thirteen hours old at nine o'clock of day 2: fresh, but the day of grace was not over then.
    story.feed = Feed::StuckAt(story.at("2026-01-14", 20));
    story.until("2026-01-15", 12);
    assert!(story.times("notice.issued").is_empty());
    story.feed = Feed::StuckAt(story.at("2026-01-15", 0));
    story.until("2026-01-15", 14);
    assert_eq!(story.times("notice.issued"), ["2026-01-15 13:00"]);
}
