//! Short ways to write terms, money and payments, and the random histories the properties run over.
use ident::PaymentId;
use jiff::civil::{Date, date};
use loan::{Conventions, Every, InterestMethod, LoanAccount, Payment, Schedule, Terms, Unit};
use money::{Currency, Money};
use proptest::prelude::*;

pub(crate) fn currency() -> Currency {
    "USD".parse().unwrap()
}

pub(crate) fn money(minor: i64) -> Money {
    Money::from_minor(minor, currency()).unwrap()
}

pub(crate) fn id(number: u64) -> PaymentId {
    PaymentId::new(number, [0; 10])
}

pub(crate) fn pay(number: u64, minor: i64, value_on: Date) -> Payment {
    Payment::new(id(number), money(minor), value_on, "cash")
}

/// Monthly installments from 1 Jan 2025 on, first due on 1 Feb.
pub(crate) fn monthly(principal: i64, percent: &str, installments: u16, interest: InterestMethod) -> Terms {
    Terms {
        price: money(principal),
        down_payment: money(0),
        annual_rate: percent.parse().unwrap(),
        interest,
        installments,
        every: Every { count: 1, unit: Unit::Month },
        starts_on: date(2025, 1, 1),
        first_due_on: date(2025, 2, 1),
        conventions: Conventions::default(),
        advances: Vec::new(),
        down_payment_percent: None,
        fees: Vec::new(),
    }
}

/// The base example of the loan servicing reference, section 8: 600.00 at 24 % in 12 months.
pub(crate) fn base() -> LoanAccount {
    LoanAccount::open(Schedule::of(&monthly(60_000, "24", 12, InterestMethod::Declining)).unwrap())
}

/// (principal, interest) of each installment in minor units.
pub(crate) fn rows(schedule: &Schedule) -> Vec<(i64, i64)> {
    schedule.installments().iter().map(|i| (i.principal.minor(), i.interest.minor())).collect()
}

pub(crate) fn any_terms() -> impl Strategy<Value = Terms> {
    let every = prop_oneof![
        (1_u16..=31).prop_map(|count| Every { count, unit: Unit::Day }),
        (1_u16..=4).prop_map(|count| Every { count, unit: Unit::Week }),
        (1_u16..=3).prop_map(|count| Every { count, unit: Unit::Month }),
    ];
    let interest = prop::sample::select(vec![InterestMethod::Declining, InterestMethod::Flat]);
    (5_000_i64..5_000_000, 0_i64..4_000, 0_u32..6_000, 1_u16..=24, every, interest, 1_i64..=60).prop_map(
        |(price, down, basis_points, installments, every, interest, wait)| {
            let starts_on = date(2025, 1, 31);
            Terms {
                price: money(price),
                down_payment: money(down),
                annual_rate: format!("{}.{:02}", basis_points / 100, basis_points % 100).parse().unwrap(),
                interest,
                installments,
                every,
                starts_on,
                first_due_on: starts_on + jiff::Span::new().days(wait),
                conventions: Conventions::default(),
                advances: Vec::new(),
                down_payment_percent: None,
                fees: Vec::new(),
            }
        },
    )
}

/// Something that happens to an account. A payment's share is in thousandths of the loan's total.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Pay { share: i64, day: i64 },
    PayOff { day: i64, extra: i64 },
    Reverse { which: usize },
}

pub(crate) fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => (1_i64..600, 0_i64..700).prop_map(|(share, day)| Step::Pay { share, day }),
        2 => (0_i64..700, 0_i64..5_000).prop_map(|(day, extra)| Step::PayOff { day, extra }),
        3 => any::<usize>().prop_map(|which| Step::Reverse { which }),
    ];
    prop::collection::vec(step, 1..25)
}

pub(crate) fn day(account: &LoanAccount, day: i64) -> Date {
    account.schedule().starts_on() + jiff::Span::new().days(day)
}

/// The payment a step makes, if it makes one.
pub(crate) fn payment_of(account: &LoanAccount, number: u64, step: &Step) -> Option<(Payment, Option<Date>)> {
    match step {
        Step::Pay { share, day: at } => {
            let minor = (account.schedule().total().minor() * share / 1_000).max(1);
            Some((pay(number, minor, day(account, *at)), None))
        }
        Step::PayOff { day: at, extra } => {
            let on = day(account, *at);
            let minor = (account.payoff_quote(on).total.minor() + extra).max(1);
            Some((pay(number, minor, on), Some(on)))
        }
        Step::Reverse { .. } => None,
    }
}
