//! Level schedules and their rates against `numpy-financial`, which shares nothing with us: payment, interest and
//! principal of every period, internal rate of return, rate and number of periods.
#![expect(clippy::unwrap_used, reason = "test helpers")]

#[path = "../../../proof/tests/interop/python.rs"]
mod python;

use jiff::civil::date;
use loan::apr::{Flow, Periods, Transaction, UnitPeriod, us_reg_z};
use loan::{Conventions, Every, InterestMethod, Schedule, Terms, Unit};
use money::Money;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use python::Python;
use rust_decimal::Decimal;
use serde_json::json;

/// How many loans are compared.
const LOANS: usize = 400;

/// Principal in cents, annual rate in hundredths of a percent, months.
fn loans() -> impl Strategy<Value = (i64, i64, u16)> {
    (10_000_i64..5_000_000, 0_i64..6_000, 1_u16..=72)
}

fn schedule(principal: i64, annual_percent: &str, installments: u16) -> Schedule {
    let usd = |minor| Money::from_minor(minor, "USD".parse().unwrap()).unwrap();
    let conventions = Conventions { smoothing: false, ..Conventions::default() };
    Schedule::of(&Terms {
        price: usd(principal),
        down_payment: usd(0),
        annual_rate: annual_percent.parse().unwrap(),
        interest: InterestMethod::Declining,
        installments,
        every: Every { count: 1, unit: Unit::Month },
        starts_on: date(2026, 1, 15),
        first_due_on: date(2026, 2, 15),
        conventions,
        advances: Vec::new(),
        down_payment_percent: None,
        fees: Vec::new(),
    })
    .unwrap()
}

/// The annual percentage rate of monthly payments.
fn apr(principal: i64, payments: impl Iterator<Item = i64>) -> String {
    let at = |whole| Periods { whole, fraction: Decimal::ZERO };
    let advances = vec![Flow { at: at(0), amount: Decimal::from(principal) }];
    let payments = (1..).zip(payments).map(|(n, amount)| Flow { at: at(n), amount: Decimal::from(amount) });
    let transaction = Transaction { advances, payments: payments.collect() };
    us_reg_z::apr_at(&transaction, UnitPeriod::Months(1)).unwrap().to_string()
}

fn question((principal, rate, count): (i64, i64, u16)) -> String {
    let annual_percent = Decimal::new(rate, 2).to_string();
    let schedule = schedule(principal, &annual_percent, count);
    let rows: Vec<[i64; 2]> =
        schedule.installments().iter().map(|row| [row.principal.minor(), row.interest.minor()]).collect();
    let level = schedule.installments()[0].total().minor();
    json!({
        "principal": principal,
        "annual_percent": annual_percent,
        "count": count,
        "apr_of_rows": apr(principal, rows.iter().map(|[repaid, interest]| repaid + interest)),
        "apr_of_level": apr(principal, std::iter::repeat_n(level, count.into())),
        "level": level,
        "rows": rows,
    })
    .to_string()
}

#[test]
fn numpy_agrees() {
    let Some(python) = Python::prepare("loan/tests/numpy") else { return };
    let mut runner = TestRunner::deterministic();
    let questions: Vec<String> =
        (0..LOANS).map(|_| question(loans().new_tree(&mut runner).unwrap().current())).collect();
    let answers = python.ask("agree.py", &questions.join("\n"));
    assert_eq!(answers.lines().count(), LOANS);
    for (question, answer) in questions.iter().zip(answers.lines()) {
        assert_eq!(answer, "yes", "{question}");
    }
}
