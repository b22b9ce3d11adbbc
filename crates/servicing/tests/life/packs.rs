//! The packs as they are shipped, each walked to its end.

use policy::{FloorItem, Level};
use servicing::{Command, Refusal, decide};

use crate::story::{Feed, Story, pack};

#[test]
fn india_takes_sixty_days_two_notices_and_ninety_days() {
    let mut story = Story::under("in-rbi-2026-draft");
    story.until("2026-04-30", 12);
    // Day 60 is Monday 16 March; 21 days run out on 6 April, which is day 81; 7 more on the 13th; day 90 is the
    // 15th; then days 93 and 97, on weekdays and after three days on each step.
    assert_eq!(story.times("notice.issued"), ["2026-03-16 08:00", "2026-04-06 08:00"]);
    assert_eq!(
        story.times("restriction.raised"),
        ["2026-04-15 08:00", "2026-04-20 08:00", "2026-04-23 08:00"]
    );
    assert!(story.pack.floor.keeps(FloorItem::Internet));
    story.expect(Level::Locked);
}

#[test]
fn where_locking_is_forbidden_nothing_ever_happens_to_the_phone() {
    let mut story = Story::under("br-locking-forbidden");
    story.until("2029-12-31", 12).expect(Level::None);
    assert!(story.times("notice.issued").is_empty());
    assert_eq!(story.contract.account.outstanding().minor(), 120_000);
    assert_eq!(story.contract.next_action_at, None);
}

#[test]
fn every_pack_that_locks_also_unlocks_with_the_payment() {
    for id in ["house", "in-rbi-2026-draft", "us-nj"] {
        let mut story = Story::under(id);
        story.until("2026-04-30", 12).expect(Level::Locked);
        let ransom = story.ransom().minor();
        story.pay(ransom);
        story.expect(Level::None);
    }
}

#[test]
fn no_pack_is_restricted_on_a_dead_feed() {
    for pack in policy::builtin() {
        let mut story = Story::under(&pack.id.0);
        story.feed = Feed::Silent;
        story.until("2026-12-31", 12).expect(Level::None);
    }
}

#[test]
fn a_contract_is_under_its_own_pack_only() {
    let story = Story::under("house");
    let mut other = pack("house");
    other.grace_days += 1;
    let wake = Command::Wake { reconciled_to: None };
    assert_eq!(decide(&story.contract, wake, &other, story.now).unwrap_err(), Refusal::OtherPack);
}
