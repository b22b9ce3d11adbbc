//! Offline codes: for a phone that is free by right, for no longer than it would be anyway.

use policy::Level;
use proof::code::{CodeStatement, Instruction, InstructionKind};
use proof::documents::Fact;
use proof::log::EntryKind;
use servicing::{Codes, Command, HoldKind, Refusal};

use crate::story::{Story, offer};

impl Story {
    fn give(&mut self, instruction: Instruction) -> Result<u32, Refusal> {
        self.try_act(Command::IssueCode { instruction }).map(|decision| decision.contract.codes.count)
    }

    fn applied(&mut self, count: u32) {
        let fact = Fact::CodeApplied { count, kind: InstructionKind::AddTime };
        self.act(Command::KeepReceipt { counter: 1, fact });
    }
}

const DAY: Instruction = Instruction::AddTime(1);

#[test]
fn a_code_lasts_until_what_is_unpaid_could_restrict() {
    let mut story = Story::under("house");
    story.until("2026-01-10", 12);
    let longest = longest(&mut story);
    // The house pack's first level comes 21 days after the due date, January 15.
    assert_eq!(longest, 26);
    assert_eq!(story.give(Instruction::AddTime(0)), Err(Refusal::CodeDays { longest }));
    let given = story.act(Command::IssueCode { instruction: Instruction::AddTime(20) });
    assert_eq!(given.contract.codes.count, 2);
    let leaf = given.leaves.iter().find(|leaf| leaf.kind == EntryKind::Code).unwrap();
    let (contract, device) = (given.contract.id, given.contract.device.id);
    let kind = InstructionKind::AddTime;
    let statement = CodeStatement { contract, device, count: 2, kind, days: Some(20) };
    assert_eq!(leaf.document, Some(statement.digest()), "what was given is in the log, the code is not");
    assert_eq!(story.give(Instruction::AddTime(7)), Err(Refusal::CodeDays { longest: 6 }));
    assert_eq!(story.give(Instruction::AddTime(6)), Ok(4));
    let until = "2026-02-05".parse().unwrap();
    assert_eq!(story.give(DAY), Err(Refusal::CodeTimeGiven { until }));
    // The first code was lost: another takes the place of all before it.
    assert_eq!(story.give(Instruction::SetTime(u32::from(longest))), Ok(5));
    assert_eq!(story.times("code.issued").len(), 3);
}

/// The most days for which a code is given now.
fn longest(story: &mut Story) -> u16 {
    match story.give(Instruction::AddTime(2_000)) {
        Err(Refusal::CodeDays { longest }) => longest,
        other => panic!("{other:?}"),
    }
}

#[test]
fn no_code_while_restricted_and_one_as_soon_as_it_is_paid() {
    let mut story = Story::locked();
    assert_eq!(story.give(DAY), Err(Refusal::CodeWhileRestricted));
    story.pay(20_000);
    story.expect(Level::None);
    assert!(longest(&mut story) > 20);
    assert!(story.give(DAY).is_ok());
}

#[test]
fn no_code_between_the_day_and_the_restriction() {
    let mut story = Story::under("house");
    story.post_works = false;
    story.until("2026-03-01", 12).expect(Level::None);
    assert_eq!(story.give(DAY), Err(Refusal::CodeBeforeRestriction));
}

#[test]
fn a_hold_that_lifts_allows_a_code_while_it_lasts() {
    let mut story = Story::locked();
    let until = story.now.checked_add(jiff::SignedDuration::from_hours(9 * 24)).unwrap();
    story.act(Command::PlaceHold { kind: HoldKind::Dispute, until: Some(until) });
    assert_eq!(longest(&mut story), 9);
    story.act(Command::PlaceHold { kind: HoldKind::Hardship, until: None });
    assert_eq!(longest(&mut story), Codes::OPEN_END_DAYS);
}

#[test]
fn an_announced_payment_alone_gives_no_code() {
    let mut story = Story::under("house");
    story.post_works = false;
    story.until("2026-03-01", 12);
    story.act(Command::PlaceHold { kind: HoldKind::PendingPayment, until: None });
    assert_eq!(story.give(DAY), Err(Refusal::CodeBeforeRestriction));
}

#[test]
fn free_for_good_follows_the_quittance() {
    let mut story = Story::under("house");
    assert_eq!(story.give(Instruction::Disable), Err(Refusal::CodeBeforeQuittance));
    story.pay(120_000);
    assert_eq!(story.give(Instruction::Disable), Ok(3));
    assert!(matches!(story.give(DAY), Err(Refusal::WrongStatus { .. })));
    assert!(matches!(story.give(Instruction::CounterSync), Err(Refusal::WrongStatus { .. })));
}

#[test]
fn five_a_day() {
    let mut story = Story::under("house");
    for _ in 0..Codes::PER_DAY {
        story.give(DAY).unwrap();
    }
    assert_eq!(story.give(DAY), Err(Refusal::TooManyCodes(Codes::PER_DAY)));
    story.later(24);
    assert!(story.give(DAY).is_ok());
}

#[test]
fn no_more_codes_than_the_phone_can_find() {
    let mut story = Story::under("house");
    let mut given = 0;
    let refused = loop {
        match story.give(DAY) {
            Ok(count) => given = count,
            Err(Refusal::TooManyCodes(_)) => {
                // Paid on time, so that a code can be given on any day.
                story.pay(1_000);
                story.later(24);
            }
            Err(refusal) => break refusal,
        }
    };
    assert_eq!((refused, given), (Refusal::CodesUntyped, 64));
    story.later(24);
    assert_eq!(story.give(Instruction::CounterSync), Ok(65));
    story.applied(65);
    assert_eq!(story.give(DAY), Ok(66));
}

#[test]
fn a_device_s_word_about_codes_it_was_never_given_counts_for_nothing() {
    let mut story = Story::under("house");
    story.give(DAY).unwrap();
    story.applied(u32::MAX);
    assert_eq!(story.contract.codes.applied, 2);
}

#[test]
fn no_device_no_code() {
    let mut story = Story::offered(offer(), "house");
    story.act(Command::Accept);
    assert_eq!(story.give(DAY), Err(Refusal::NotEnrolled));
}

#[test]
fn a_contract_from_before_codes_reads_back() {
    let story = Story::under("house");
    let mut json = serde_json::to_value(&story.contract).unwrap();
    json.as_object_mut().unwrap().remove("codes");
    let contract: servicing::Contract = serde_json::from_value(json).unwrap();
    assert_eq!(contract.codes, Codes::default());
}
