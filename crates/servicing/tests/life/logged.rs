//! Orders wait for the log, releases never (invariant I8).

use policy::Level;
use proof::code::Instruction;
use proof::log::EntryKind;
use servicing::audit::{Invariant, check};
use servicing::{Command, Contract, Decision, HoldKind, Refusal, decide};

use crate::story::{Story, day, usd};

/// The log stops on this day at eight.
fn stopped(date: &str) -> Story {
    let mut story = Story::under("house");
    story.until(date, 8);
    story.log.is_running = false;
    story
}

fn told(story: &Story) -> Level {
    story.told.as_ref().unwrap().level
}

fn kinds(story: &Story) -> Vec<(EntryKind, Option<Level>)> {
    story.log.leaves.iter().map(|(_, leaf)| (leaf.kind, leaf.level)).collect()
}

#[test]
fn a_rise_is_told_with_its_proof_once_the_log_has_it() {
    let mut story = stopped("2026-02-05");
    story.until("2026-02-05", 10);
    assert_eq!((story.level(), told(&story)), (Level::Reminder, Level::None));
    let before = story.contract.restriction.standing_seq;
    story.later(1).sequence();
    story.expect(Level::Reminder);
    let restriction = &story.contract.restriction;
    assert_eq!(restriction.standing_seq, before + 1);
    let standing = story.told.as_ref().unwrap();
    let proof = standing.log_proof.as_ref().unwrap();
    assert_eq!(proof.as_slice(), restriction.logged.as_ref().unwrap().proof.as_bytes());
    assert_eq!(story.log.leaves.len(), 1);
    let grounds = story.log.leaves[0].1.grounds.unwrap();
    assert_eq!((grounds.pack, grounds.dpd), (story.pack.digest(), 21));
    // The final notice was delivered on 29 January at nine: seven days before.
    assert_eq!(grounds.notice_days, 7);
}

#[test]
fn while_the_log_stands_still_no_further_step_is_taken() {
    let mut story = stopped("2026-02-05");
    story.until("2026-02-11", 12);
    assert_eq!((story.level(), told(&story)), (Level::Reminder, Level::None));
    story.until("2026-02-18", 12);
    assert_eq!(story.times("restriction.raised").len(), 1, "the phone knows of no step yet");
    story.log.is_running = true;
    story.sequence();
    story.until("2026-02-18", 13).expect(Level::Reminder);
    // Two days on each step count from when the phone was told.
    story.until("2026-02-20", 8).expect(Level::Reminder);
    story.until("2026-02-20", 14).expect(Level::Limited);
}

#[test]
fn payments_and_releases_go_on_without_the_log() {
    let mut story = stopped("2026-02-20");
    story.expect(Level::Locked);
    let ransom = story.ransom().minor();
    story.pay(ransom);
    story.expect(Level::None);
    story.pay(120_000 - ransom);
    assert!(story.contract.restriction.quittance.is_some());
    let last = &kinds(&story)[story.log.leaves.len() - 2..];
    assert_eq!(last, [(EntryKind::Release, Some(Level::None)), (EntryKind::Quittance, None)]);
}

#[test]
fn a_hold_lifts_without_the_log_and_what_it_lifted_is_not_told_later() {
    let mut story = stopped("2026-02-19");
    story.until("2026-02-19", 10);
    assert_eq!((story.level(), told(&story)), (Level::Locked, Level::Limited));
    story.act(Command::PlaceHold { kind: HoldKind::Dispute, until: None });
    story.expect(Level::None);
    story.sequence();
    story.expect(Level::None);
}

#[test]
fn a_partial_release_goes_out_with_the_warrant_that_is_logged() {
    let mut story = Story::under("house");
    story.until("2026-03-10", 12).expect(Level::Locked);
    let before = story.contract.restriction.logged.clone().unwrap();
    story.log.is_running = false;
    // Of two overdue installments the older is paid but for a little; then 23 days past due remain.
    story.pay(10_000);
    let standing = story.told.clone().unwrap();
    assert_eq!(standing.level, story.level());
    assert!(standing.level < Level::Locked && standing.level > Level::None, "{}", standing.level);
    assert_eq!(standing.warrant.as_ref().unwrap().as_slice(), before.bytes);
    story.sequence();
    let logged = story.contract.restriction.logged.clone().unwrap();
    assert_ne!(logged.digest, before.digest);
    assert_eq!(story.told.as_ref().unwrap().warrant.as_ref().unwrap().as_slice(), logged.bytes);
    assert_eq!(story.level(), story.told.as_ref().unwrap().level);
}

#[test]
fn what_was_paid_is_told_at_once_under_the_warrant_that_is_logged() {
    let mut story = stopped("2026-02-20");
    story.pay(3_000);
    let standing = story.told.clone().unwrap();
    assert_eq!((standing.level, standing.overdue), (Level::Locked, usd(17_000)));
}

#[test]
fn who_pays_what_the_phone_was_told_is_free_whatever_waits_for_the_log() {
    let mut story = stopped("2026-02-15");
    story.expect(Level::Limited);
    // The second installment is overdue since, and a warrant for both waits.
    story.until("2026-02-17", 12);
    assert_eq!(story.ransom(), usd(20_000));
    story.pay(9_999);
    assert_eq!(told(&story), Level::Limited);
    story.pay(1);
    story.expect(Level::None);
    assert_eq!(told(&story), Level::None);
}

/// Of a weekly plan the second installment alone is past due for long enough, when what the phone was told is paid.
#[test]
fn what_the_phone_was_told_to_pay_is_enough_whatever_else_could_restrict() {
    let mut offer = crate::story::offer();
    offer.terms.every = loan::Every { count: 1, unit: loan::Unit::Week };
    let mut story = Story::of(offer, "us-nj");
    story.until("2026-01-22", 12).expect(Level::Reminder);
    story.log.is_running = false;
    story.until("2026-01-28", 12);
    assert_eq!((told(&story), story.ransom()), (Level::Reminder, usd(20_000)));
    story.pay(10_000);
    assert_eq!(told(&story), Level::None);
}

#[test]
fn an_announced_payment_keeps_a_rise_from_being_told() {
    let mut story = stopped("2026-02-12");
    story.until("2026-02-12", 10);
    assert_eq!((story.level(), told(&story)), (Level::Limited, Level::Reminder));
    let until = Some(story.at("2026-02-12", 20));
    story.act(Command::PlaceHold { kind: HoldKind::PendingPayment, until });
    story.log.is_running = true;
    story.sequence();
    assert_eq!(told(&story), Level::Reminder, "a payment is on its way");
    story.until("2026-02-12", 21).expect(Level::Limited);
}

#[test]
fn a_warrant_that_knows_only_of_old_payments_is_not_told_but_renewed() {
    let mut story = stopped("2026-02-12");
    story.until("2026-02-12", 10);
    let stale = story.contract.restriction.queued;
    story.until("2026-02-14", 10);
    story.log.is_running = true;
    story.sequence();
    assert_eq!(told(&story), Level::Reminder, "a payment of yesterday would not be known");
    story.until("2026-02-14", 11).expect(Level::Limited);
    assert_ne!(story.contract.restriction.queued, stale);
}

#[test]
fn the_phone_is_free_when_the_last_logged_warrant_ends_although_a_newer_waits() {
    let mut story = stopped("2026-02-20");
    let ends = story.contract.restriction.logged.as_ref().unwrap().expires_at;
    story.until("2026-03-10", 12);
    assert!(story.now > ends && story.level() == Level::Locked);
    assert_eq!(told(&story), Level::None);
    story.log.is_running = true;
    story.sequence();
    story.until("2026-03-10", 13).expect(Level::Locked);
}

#[test]
fn a_reset_phone_is_told_what_the_log_has() {
    let mut story = stopped("2026-02-12");
    story.until("2026-02-12", 10);
    let key = proof::keys::Signer::public_key(&crate::story::device_key(7));
    let order = story.act(Command::Enroll { key }).standing.unwrap();
    assert_eq!(order.standing.body.level, Level::Reminder);
    assert!(order.standing.body.log_proof.is_some());
}

#[test]
fn every_step_down_and_every_warrant_is_a_leaf() {
    let mut story = Story::locked();
    story.pay(20_000);
    use EntryKind::{Release, Restriction};
    let [reminder, limited, locked] = [Level::Reminder, Level::Limited, Level::Locked].map(Some);
    let mut expected = vec![(Restriction, reminder), (Restriction, limited), (Restriction, locked)];
    expected.push((Release, Some(Level::None)));
    let mut steps = kinds(&story);
    steps.dedup();
    assert_eq!(steps, expected);
    let warrants = story.times("restriction.raised").len() + story.times("restriction.renewed").len();
    assert_eq!(kinds(&story).iter().filter(|(kind, _)| *kind == Restriction).count(), warrants);
}

#[test]
fn an_entry_about_something_else_is_refused() {
    let mut story = stopped("2026-02-05");
    story.until("2026-02-05", 10);
    let mut other = Story::under("house");
    other.log.is_running = false;
    other.until("2026-02-05", 10);
    // The same warrant, but logged for another level than it is for.
    other.log.mislead(|leaf| leaf.level = Some(Level::Locked));
    for order in other.log.sequence() {
        assert_eq!(story.try_act(order).unwrap_err(), Refusal::OtherEntry);
    }
    assert_eq!(told(&story), Level::None);
}

/// A decision that tells the phone of a lock, to be tampered with.
fn telling() -> (Story, Contract, Decision) {
    let mut story = stopped("2026-02-19");
    story.until("2026-02-19", 10);
    let order = story.log.sequence().remove(0);
    let before = story.contract.clone();
    let decision = decide(&before, order, &story.pack, story.now).unwrap();
    assert_eq!(decision.standing.as_ref().unwrap().standing.body.level, Level::Locked);
    (story, before, decision)
}

fn broken(tamper: impl FnOnce(&mut Contract, &mut Decision)) -> (Invariant, &'static str) {
    let (story, mut before, mut decision) = telling();
    assert_eq!(check(&before, &decision, &story.pack, story.now), Ok(()));
    tamper(&mut before, &mut decision);
    let violation = check(&before, &decision, &story.pack, story.now).unwrap_err();
    (violation.invariant, violation.detail)
}

macro_rules! refuses {
    ($($name:ident: $detail:literal, $change:expr;)+) => {$(
        #[test]
        fn $name() {
            assert_eq!(broken($change), (Invariant::I8Logged, $detail));
        }
    )+};
}

refuses! {
    a_lock_without_proof: "a standing that restricts lacks a logged warrant",
        |_, d| d.standing.as_mut().unwrap().standing.body.log_proof = None;
    a_lock_without_warrant: "a standing that restricts lacks a logged warrant",
        |_, d| d.standing.as_mut().unwrap().standing.body.warrant = None;
    a_proof_of_the_step_before: "the log's proof is of something else", |before, d| {
        let old = before.restriction.logged.clone().unwrap();
        d.standing.as_mut().unwrap().standing.body.log_proof = Some(old.proof.into_bytes().into());
    };
    a_proof_that_is_none: "the log's proof is none",
        |_, d| d.standing.as_mut().unwrap().standing.body.log_proof = Some(b"trust me".to_vec().into());
    a_warrant_that_is_none: "the told warrant is none",
        |_, d| d.standing.as_mut().unwrap().standing.body.warrant = Some(vec![1, 2, 3].into());
    a_rise_under_an_open_hold: "a rise is told while a hold is open", |before, d| {
        let since = before.created_at;
        d.contract.holds.push(servicing::Hold { kind: HoldKind::PendingPayment, since, until: None });
    };
    a_rise_by_a_replaced_warrant: "a level rises by a warrant that was replaced",
        |_, d| d.contract.restriction.queued = None;
    a_note_that_differs: "what the device was told is not what is noted",
        |_, d| d.contract.restriction.told_level = Level::Limited;
    a_free_phone_with_a_warrant: "a standing that restricts nothing carries a warrant", |_, d| {
        d.standing.as_mut().unwrap().standing.body.level = Level::None;
        d.contract.restriction.told_level = Level::None;
    };
}

fn after(command: impl FnOnce(&mut Story) -> Command, tamper: impl FnOnce(&mut Decision)) -> String {
    let mut story = Story::locked();
    let command = command(&mut story);
    let before = story.contract.clone();
    let mut decision = decide(&before, command, &story.pack, story.now).unwrap();
    tamper(&mut decision);
    check(&before, &decision, &story.pack, story.now).unwrap_err().to_string()
}

fn pays(minor: i64) -> impl FnOnce(&mut Story) -> Command {
    move |story| Command::Pay(story.payment(minor, day("2026-02-19")))
}

#[test]
fn what_the_log_must_have_can_not_be_left_out() {
    let forgotten = after(pays(3_000), |d| d.leaves.clear());
    assert_eq!(forgotten, "I8: a new warrant is not given to the log");
    let released = after(pays(20_000), |d| d.leaves.clear());
    assert_eq!(released, "I8: a release is not given to the log");
    let settled = after(pays(120_000), |d| d.leaves.truncate(1));
    assert_eq!(settled, "I8: a release is not given to the log");
    let code = |story: &mut Story| {
        story.act(Command::PlaceHold { kind: HoldKind::Dispute, until: None });
        Command::IssueCode { instruction: Instruction::AddTime(3) }
    };
    assert_eq!(after(code, |d| d.leaves.clear()), "I8: a code is not given to the log");
    let hold = |_: &mut Story| Command::PlaceHold { kind: HoldKind::Dispute, until: None };
    let silent = after(hold, |d| {
        d.standing = None;
        d.contract.restriction.told_level = Level::Locked;
    });
    assert_eq!(silent, "I8: a lower level is not told at once");
}
