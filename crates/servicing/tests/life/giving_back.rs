//! A voluntary return: free from the request on, settled by the written explanation.

use ident::TransactionId;
use loan::returns::{Expense, ExpenseKind, Grade, Outcome, Stage};
use policy::Level;
use proof::Digest;
use servicing::giving_back::ReturnStep;
use servicing::{Command, ContractStatus, Refusal};

use crate::story::{Story, usd};

fn step(step: ReturnStep) -> Command {
    Command::AdvanceReturn { step }
}

fn close() -> ReturnStep {
    let id = |byte| TransactionId::from_bytes([byte; 16]);
    ReturnStep::Close { rebate: id(11), settlement: id(12) }
}

fn received() -> Story {
    let mut story = Story::locked();
    story.act(step(ReturnStep::Request));
    story.expect(Level::None);
    let day = story.contract.day(story.now);
    story.act(step(ReturnStep::Appoint { day, place: "Shop".to_owned() }));
    story.act(step(ReturnStep::Receive));
    story.act(step(ReturnStep::Inspect { grade: Grade::B, note: "scratched".to_owned() }));
    story
}

fn value(proceeds: i64, cost: i64) -> Command {
    let expenses = vec![Expense { kind: ExpenseKind::Retaking, amount: usd(cost) }];
    step(ReturnStep::Value { proceeds: usd(proceeds), expenses, credits: Vec::new(), cap: None })
}

fn outcome(story: &Story) -> Outcome {
    let case = story.contract.giving_back.as_ref().unwrap();
    let statement = case.stages().find_map(|stage| match stage {
        Stage::Valued { statement, .. } => Some(statement.outcome),
        _ => None,
    });
    statement.unwrap()
}

#[test]
fn what_remains_is_what_the_explanation_says() {
    let mut story = received();
    story.act(value(4_000, 500));
    let Outcome::Deficiency(left) = outcome(&story) else { panic!("a deficiency is left") };
    story.act(step(close()));
    assert_eq!(story.contract.account.outstanding(), left);
    story.until("2027-01-01", 12).expect(Level::None);
}

#[test]
fn a_surplus_belongs_to_the_borrower() {
    let mut story = received();
    story.act(value(9_000_000, 500));
    let Outcome::Surplus(surplus) = outcome(&story) else { panic!("a surplus is left") };
    story.act(step(close()));
    assert_eq!(story.contract.account.credit(), surplus);
    assert_eq!(story.contract.status, ContractStatus::Settled);
}

#[test]
fn costs_above_the_value_are_owed_too() {
    let mut story = received();
    story.act(value(0, 700));
    let Outcome::Deficiency(left) = outcome(&story) else { panic!("a deficiency is left") };
    story.act(step(close()));
    assert_eq!(story.contract.account.outstanding(), left);
}

#[test]
fn no_step_is_skipped_and_a_withdrawal_restricts_again() {
    let mut story = Story::locked();
    assert_eq!(story.try_act(step(ReturnStep::Receive)).unwrap_err(), Refusal::NoReturn);
    story.act(step(ReturnStep::Request));
    assert!(matches!(story.try_act(step(close())).unwrap_err(), Refusal::Return(_)));
    assert!(story.contract.giving_back.is_some());
    story.act(step(ReturnStep::Withdraw));
    assert!(matches!(story.try_act(step(ReturnStep::Request)).unwrap_err(), Refusal::ReturnAgain(_)));
    story.later(24).wake();
    assert!(story.level() > Level::None);
}

/// Handed over, told that 40.00 less 5.00 counts, and then all that is owed is paid.
fn paid_after_the_valuation() -> Story {
    let mut story = received();
    story.act(value(4_000, 500));
    let all = story.contract.account.outstanding().minor();
    story.pay(all);
    assert_eq!(story.contract.status, ContractStatus::Settled);
    story
}

#[test]
fn what_a_device_counts_for_is_the_borrowers_when_the_debt_was_paid_meanwhile() {
    let mut story = paid_after_the_valuation();
    story.act(step(close()));
    assert_eq!(story.contract.account.credit(), usd(3_500));
    assert!(!story.contract.giving_back.as_ref().unwrap().is_open());
    assert_eq!(story.contract.status, ContractStatus::Settled);
}

#[test]
fn who_paid_meanwhile_can_have_the_device_back() {
    let mut story = paid_after_the_valuation();
    story.act(step(ReturnStep::Withdraw));
    assert!(story.contract.account.credit().is_zero());
    assert!(!story.contract.asks_for_help());
    story.until("2027-01-01", 12).expect(Level::None);
}

#[test]
fn a_device_valued_after_the_debt_was_paid_is_all_surplus_and_its_costs_are_not_asked_for() {
    for (proceeds, cost, surplus) in [(4_000, 500, 3_500), (400, 500, 0)] {
        let mut story = received();
        let all = story.contract.account.outstanding().minor();
        story.pay(all);
        story.act(value(proceeds, cost));
        let remains = outcome(&story);
        assert!(matches!(remains, Outcome::Surplus(_)) || remains == Outcome::Deficiency(usd(0)));
        story.act(step(close()));
        assert_eq!(story.contract.account.credit(), usd(surplus));
        assert_eq!(story.contract.status, ContractStatus::Settled);
    }
}

#[test]
fn costs_told_before_the_debt_was_paid_are_not_asked_for_after_it() {
    let mut story = received();
    story.act(value(0, 700));
    let all = story.contract.account.outstanding().minor();
    story.pay(all);
    story.act(step(close()));
    assert!(story.contract.account.is_settled());
    assert_eq!(story.contract.status, ContractStatus::Settled);
}

#[test]
fn a_device_handed_over_counts_also_after_the_ombudsman_freed_it() {
    let mut story = received();
    story.act(value(4_000, 500));
    let Outcome::Deficiency(left) = outcome(&story) else { panic!("a deficiency is left") };
    story.act(Command::Free { release: Digest([5; 32]) });
    story.act(step(close()));
    assert_eq!(
        (story.contract.account.outstanding(), story.contract.status),
        (left, ContractStatus::Unsecured)
    );
}

#[test]
fn no_return_begins_after_the_contract_ended() {
    let mut story = Story::locked();
    story.act(step(ReturnStep::Request));
    story.pay(120_000);
    let day = story.contract.day(story.now);
    for begins in [ReturnStep::Appoint { day, place: "Shop".to_owned() }, ReturnStep::Receive] {
        assert!(matches!(story.try_act(step(begins)).unwrap_err(), Refusal::WrongStatus { .. }));
    }
    story.act(step(ReturnStep::Withdraw));
    assert!(matches!(story.try_act(step(ReturnStep::Request)).unwrap_err(), Refusal::WrongStatus { .. }));
}
