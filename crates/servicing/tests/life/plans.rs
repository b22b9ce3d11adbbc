//! Help before harm: from the acceptance of a plan on, what was overdue before restricts nothing.

use ident::TransactionId;
use loan::restructure::{ReAge, ReAgeInterest, ReAmortizeInterest, Restructuring};
use loan::{Every, TransactionBody, Unit};
use policy::Level;
use servicing::{Booking, Command, ContractStatus, CuredBy, Event, HoldKind, LowerReason, Refusal};

use crate::story::{Story, day};

fn plan(story: &Story, number: u8, change: Restructuring) -> Command {
    let id = TransactionId::from_bytes([number; 16]);
    let value_on = story.contract.day(story.now);
    Command::Book(Booking { id, value_on, body: TransactionBody::Restructure { change } })
}

fn re_age(first_due_on: &str) -> Restructuring {
    let every = Every { count: 1, unit: Unit::Month };
    let first_due_on = day(first_due_on);
    Restructuring::ReAge(ReAge { installments: 6, every, first_due_on, interest: ReAgeInterest::Default })
}

fn last_lowered(story: &Story) -> LowerReason {
    let lowered = story.events.iter().rev().find_map(|(_, event)| match event {
        Event::LevelLowered { reason, .. } => Some(*reason),
        _ => None,
    });
    lowered.unwrap()
}

#[test]
fn an_accepted_plan_lifts_at_once() {
    let mut story = Story::locked();
    let owed = story.contract.account.outstanding();
    story.act(Command::PlaceHold { kind: HoldKind::Hardship, until: None });
    story.act(plan(&story, 1, re_age("2026-03-15")));
    story.expect(Level::None);
    assert!(story.contract.delinquency.is_none());
    assert!(story.contract.holds.is_empty(), "the request for help is answered");
    assert_eq!(story.contract.account.outstanding(), owed);
    assert!(story.contract.account.overdue(day("2026-02-20")).is_zero());
    let cured = |event: &Event| matches!(event, Event::Cured { by: CuredBy::Plan, .. });
    assert!(story.events.iter().any(|(_, event)| cured(event)));
}

#[test]
fn a_plan_alone_lowers_for_its_own_reason() {
    let mut story = Story::locked();
    story.act(plan(&story, 1, Restructuring::ReAmortize { interest: ReAmortizeInterest::Default }));
    story.expect(Level::None);
    assert_eq!(last_lowered(&story), LowerReason::Plan);
}

/// Due dates stay with a re-amortization: the phone knows them, and after new notices it may be restricted again.
#[test]
fn a_broken_plan_on_known_days_needs_every_notice_anew() {
    let mut story = Story::locked();
    let noticed = story.times("notice.issued").len();
    story.act(plan(&story, 1, Restructuring::ReAmortize { interest: ReAmortizeInterest::Default }));
    story.until("2026-03-16", 12).expect(Level::None);
    story.until("2026-06-01", 12).expect(Level::Locked);
    assert!(story.times("notice.issued").len() > noticed);
}

/// A re-age makes due dates that the terms on the phone don't have: the phone would refuse a warrant about them.
#[test]
fn a_broken_plan_on_days_the_phone_does_not_know_restricts_nothing() {
    let mut story = Story::locked();
    story.act(plan(&story, 1, re_age("2026-03-20")));
    story.until("2026-12-31", 12).expect(Level::None);
    assert!(story.contract.account.days_past_due(day("2026-12-31")).0 > 200);
}

#[test]
fn a_paid_plan_ends_with_the_quittance() {
    let mut story = Story::locked();
    story.act(plan(&story, 1, re_age("2026-03-20")));
    let owed = story.contract.account.outstanding().minor();
    story.until("2026-03-19", 12);
    story.pay(owed);
    assert_eq!(story.contract.status, ContractStatus::Settled);
    assert!(story.contract.restriction.quittance.is_some());
    let refusal = story.try_act(plan(&story, 2, re_age("2026-04-20"))).unwrap_err();
    assert_eq!(refusal, Refusal::WrongStatus { status: "settled", action: "be given a plan" });
}

/// Days that don't count bring no notice and no rise, and take nothing back.
#[test]
fn a_pause_of_delinquency_stands_still() {
    let mut story = Story::under("house");
    story.until("2026-01-14", 12);
    story.act(Command::PauseDelinquency { from: day("2026-01-16"), until: day("2026-03-01") });
    story.until("2026-02-28", 23).expect(Level::None);
    assert_eq!(story.times("notice.issued"), Vec::<String>::new());
    assert_eq!(story.contract.account.delinquent_days(day("2026-02-28")), 1);
    story.until("2026-04-20", 12).expect(Level::Locked);
    story.act(Command::PauseDelinquency { from: day("2026-04-20"), until: day("2026-04-25") });
    story.expect(Level::Locked);
    story.act(Command::ResumeDelinquency);
    let refusal = story.try_act(Command::ResumeDelinquency).unwrap_err();
    assert!(matches!(refusal, Refusal::Pause(loan::PauseError::NoneRuns(_))), "{refusal}");
}
