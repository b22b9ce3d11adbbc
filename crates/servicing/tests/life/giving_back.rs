//! A voluntary return: free from the request on, settled by the written explanation.

use ident::TransactionId;
use loan::returns::{Expense, ExpenseKind, Grade, Outcome, Stage};
use policy::Level;
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
