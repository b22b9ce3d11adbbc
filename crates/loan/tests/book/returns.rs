//! Voluntary return: valuation, statement, and the steps from request to closing.

use super::common::{base, money, pay};
use jiff::civil::{Date, date};
use loan::returns::{
    Credit, CreditKind, Expense, ExpenseKind, Factor, Grade, GradeTable, HalfRule, Outcome, ReturnCase,
    ReturnError, ReturnFacts, ReturnStatement, Stage, Valuation,
};
use loan::{LoanAccount, PayoffQuote};
use proptest::prelude::*;

const DAY_17: Date = date(2025, 4, 18);

fn three_paid() -> LoanAccount {
    let mut account = base();
    for (number, month) in [(1, 2), (2, 3), (3, 4)] {
        account.receive(pay(number, 5_674, date(2025, month, 1))).unwrap();
    }
    account
}

fn facts(payoff: PayoffQuote, proceeds: i64, costs: i64) -> ReturnFacts {
    let expenses = vec![Expense { kind: ExpenseKind::Processing, amount: money(costs) }];
    ReturnFacts { payoff, proceeds: money(proceeds), expenses, credits: Vec::new(), cap: None }
}

fn day_17(grade: Grade) -> ReturnStatement {
    let value = Valuation::of(money(38_000), grade, GradeTable::USUAL).unwrap().value;
    ReturnStatement::of(facts(three_paid().payoff_quote(DAY_17), value.minor(), 2_500)).unwrap()
}

#[test]
fn the_reference_s_deficiencies_by_grade() {
    let owed = Grade::ALL.map(|grade| day_17(grade).deficiency().minor());
    assert_eq!(owed, [22_733, 28_433, 36_033, 45_533]);
}

#[test]
fn a_surplus_belongs_to_the_borrower() {
    let credits = vec![Credit { kind: CreditKind::ServiceRefund, amount: money(1_000) }];
    let payoff = three_paid().payoff_quote(DAY_17);
    let statement = ReturnStatement::of(ReturnFacts { credits, ..facts(payoff, 50_000, 2_500) }).unwrap();
    assert_eq!(statement.outcome, Outcome::Surplus(money(1_667)), "500.00 − 468.33 − 25.00 + 10.00");
    assert_eq!(statement.deficiency(), money(0));
}

#[test]
fn the_half_rule_caps_what_is_owed() {
    // Total price 680.88; half is 340.44; 170.22 were paid and nothing is overdue: 170.22 are missing.
    let rule =
        HalfRule { total_price: money(68_088), paid: money(17_022), due_unpaid: money(0), damage: money(0) };
    assert_eq!(rule.most().unwrap(), money(17_022));
    let with = |cap| {
        let facts = facts(three_paid().payoff_quote(DAY_17), 26_600, 2_500);
        ReturnStatement::of(ReturnFacts { cap: Some(cap), ..facts }).unwrap()
    };
    let statement = with(rule);
    assert_eq!((statement.deficiency(), statement.capped), (money(17_022), money(22_733 - 17_022)));
    // Sums due count in any case; past half nothing else but damage is owed.
    let past_half = HalfRule { paid: money(40_000), due_unpaid: money(5_674), damage: money(1_000), ..rule };
    assert_eq!(past_half.most().unwrap(), money(6_674));
    // The lender claims no more than the loss.
    let early = HalfRule { paid: money(0), ..rule };
    assert_eq!(with(early).deficiency(), money(22_733));
}

#[test]
fn nonsense_is_refused() {
    let payoff = three_paid().payoff_quote(DAY_17);
    let negative = ReturnStatement::of(facts(payoff, -1, 0));
    assert_eq!(negative, Err(ReturnError::Negative("the proceeds", money(-1))));
    let negative = ReturnStatement::of(facts(payoff, 0, -1));
    assert_eq!(negative, Err(ReturnError::Negative("processing", money(-1))));
    assert_eq!(Factor::new(10_001), Err(ReturnError::Factor(10_001)));
    let factors = [7_000, 7_001, 0, 0].map(|hundredths| Factor::new(hundredths).unwrap());
    assert_eq!(GradeTable::new(factors), Err(ReturnError::TableRises));
    assert!(serde_json::from_str::<GradeTable>("[1,2,3,4]").is_err());
    assert!(Valuation::of(money(-1), Grade::A, GradeTable::USUAL).is_err());
}

fn steps() -> [Stage; 6] {
    let day = |day| date(2025, 4, day);
    [
        Stage::Requested { on: day(10) },
        Stage::Appointed { on: day(11), day: day(14), place: "Main Street 1".into() },
        Stage::Received { on: day(14) },
        Stage::Inspected { on: day(15), grade: Grade::B, note: "scratched back".into() },
        Stage::Valued { on: day(18), statement: day_17(Grade::B) },
        Stage::Closed { on: day(19) },
    ]
}

#[test]
fn no_step_is_skipped() {
    let steps = steps();
    let mut case = ReturnCase::requested(date(2025, 4, 10));
    for (at, step) in steps.iter().enumerate().skip(1) {
        for (other, wrong) in steps.iter().enumerate() {
            let again = other == 1 && at == 2;
            if other != at && !again {
                assert!(
                    matches!(case.clone().advance(wrong.clone()), Err(ReturnError::Order { .. })),
                    "{} after {}",
                    wrong.as_str(),
                    case.stage().as_str()
                );
            }
        }
        case = case.advance(step.clone()).unwrap();
    }
    assert!(!case.is_open());
    assert_eq!(case.stages().count(), 6);
    let stored = serde_json::to_string(&case).unwrap();
    assert_eq!(serde_json::from_str::<ReturnCase>(&stored).unwrap(), case);
}

#[test]
fn a_borrower_may_change_their_mind_until_it_is_closed() {
    let late = date(2025, 5, 1);
    let mut case = ReturnCase::requested(date(2025, 4, 10));
    for step in steps().into_iter().skip(1).take(4) {
        assert!(!case.clone().advance(Stage::Withdrawn { on: late }).unwrap().is_open());
        case = case.advance(step).unwrap();
    }
    let closed = case.advance(Stage::Closed { on: late }).unwrap();
    assert!(closed.advance(Stage::Withdrawn { on: late }).is_err());
}

#[test]
fn appointments_can_move_and_time_does_not_run_back() {
    let requested = ReturnCase::requested(date(2025, 4, 10));
    let appointed = |on, day| Stage::Appointed { on, day, place: "Shop".into() };
    let (today, tomorrow) = (date(2025, 4, 11), date(2025, 4, 12));
    let case = requested.clone().advance(appointed(today, tomorrow)).unwrap();
    assert!(case.clone().advance(appointed(tomorrow, tomorrow)).is_ok());
    let past = requested.clone().advance(appointed(tomorrow, today));
    assert_eq!(past, Err(ReturnError::AppointmentPast(today, tomorrow)));
    let back = case.advance(Stage::Received { on: date(2025, 4, 9) });
    assert_eq!(back, Err(ReturnError::BackInTime(date(2025, 4, 9), today)));
    assert!(serde_json::from_str::<ReturnCase>("[]").is_err());
    assert!(serde_json::from_str::<ReturnCase>(r#"[{"stage":"closed","on":"2025-01-01"}]"#).is_err());
}

proptest! {
    #[test]
    fn every_cent_of_a_statement_is_accounted_for(proceeds in 0_i64..200_000, costs in 0_i64..50_000, credit in 0_i64..50_000) {
        let credits = vec![Credit { kind: CreditKind::Goodwill, amount: money(credit) }];
        let payoff = three_paid().payoff_quote(DAY_17);
        let statement = ReturnStatement::of(ReturnFacts { credits, ..facts(payoff, proceeds, costs) }).unwrap();
        let (owed, surplus) = (statement.deficiency().minor(), statement.surplus().minor());
        prop_assert!(owed >= 0 && surplus >= 0 && (owed == 0 || surplus == 0));
        prop_assert_eq!(owed - surplus, 46_833 - proceeds + costs - credit);
    }
}
