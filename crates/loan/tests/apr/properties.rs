//! What must hold of annual percentage rates whatever the credit.

use jiff::Span;
use jiff::civil::{Date, date};
use loan::apr::{Flow, Interval, Periods, Transaction, UnitPeriod, Years, eu_ccd, us_reg_z};
use loan::{Every, Unit};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// The level payment that repays `amount` in `count` periods at `rate` a period.
fn level(amount: Decimal, rate: Decimal, count: u16) -> Decimal {
    let discount = Decimal::ONE / (Decimal::ONE + rate);
    let (mut power, mut annuity) = (Decimal::ONE, Decimal::ZERO);
    for _ in 0..count {
        power *= discount;
        annuity += power;
    }
    amount / annuity
}

fn level_credit(amount: Decimal, payment: Decimal, count: u16, unit: Unit) -> Transaction<Date> {
    let (start, every) = (date(2024, 1, 15), Every { count: 1, unit });
    Transaction {
        advances: vec![Flow { at: start, amount }],
        payments: (1..=count).map(|n| Flow { at: every.nth(start, n).unwrap(), amount: payment }).collect(),
    }
}

fn dates() -> impl Strategy<Value = Date> {
    (0_i32..40_000).prop_map(|days| date(1960, 1, 1).checked_add(Span::new().days(days)).unwrap())
}

fn amounts() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (0_i64..1_000_000).prop_map(|minor| Decimal::new(minor, 2)),
        any::<i64>().prop_map(Decimal::from),
        Just(Decimal::MAX),
        Just(Decimal::new(1, 28)),
    ]
}

fn flows<T: std::fmt::Debug + Clone>(at: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<Flow<T>>> {
    prop::collection::vec((at, amounts()).prop_map(|(at, amount)| Flow { at, amount }), 0..6)
}

fn decimals() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (0_i64..1_000, 0_u32..3).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale)),
        Just(Decimal::MAX),
        Just(Decimal::MIN),
        Just(Decimal::new(1, 28)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Level payments built from a rate give that rate back, to a millionth of a percent.
    #[test]
    fn round_trip(thousandths in 0_i64..200_000, count in 1_u16..=72, weekly in any::<bool>()) {
        let (unit, per_year) = if weekly { (Unit::Week, 52) } else { (Unit::Month, 12) };
        let annual = Decimal::new(thousandths, 5);
        let rate = annual / Decimal::from(per_year);
        let amount = Decimal::from(1_000);
        let credit = level_credit(amount, level(amount, rate, count), count, unit);
        let unit_period = Some(Every { count: 1, unit }.try_into().unwrap());
        let got = us_reg_z::apr(&credit, unit_period).unwrap().percent();
        prop_assert!((got - annual * Decimal::ONE_HUNDRED).abs() <= Decimal::new(1, 6), "{got} of {annual}");
        // The European rate compounds what the American one multiplies.
        let growth = (0..per_year).fold(Decimal::ONE, |growth, _| growth * (Decimal::ONE + rate));
        let compounded = (growth - Decimal::ONE) * Decimal::ONE_HUNDRED;
        let interval = if weekly { Interval::Week } else { Interval::Month };
        let eu = eu_ccd::apr(&credit, Some(interval)).unwrap().percent();
        prop_assert!((eu - compounded).abs() <= Decimal::new(1, 6), "{eu} of {compounded}");
    }

    /// A charge taken off what is advanced makes both rates higher.
    #[test]
    fn charges_raise_the_rate(payment in 8_400_i64..20_000, fee in 1_i64..50_000, count in 12_u16..=60) {
        let credit = |advanced: i64| {
            level_credit(Decimal::new(advanced, 2), Decimal::new(payment, 2), count, Unit::Month)
        };
        let (without, with) = (credit(100_000), credit(100_000 - fee));
        let us = |credit| us_reg_z::apr(credit, None).unwrap();
        let eu = |credit| eu_ccd::apr(credit, None).unwrap();
        prop_assert!(us(&with) > us(&without));
        prop_assert!(eu(&with) > eu(&without));
    }

    /// The same amounts later cost less a year.
    #[test]
    fn time_lowers_the_rate(paid in 10_001_i64..30_000, days in 1_i32..700) {
        let start = date(2024, 1, 1);
        let after = |days: i32| Transaction {
            advances: vec![Flow { at: start, amount: Decimal::ONE_HUNDRED }],
            payments: vec![Flow { at: start.checked_add(Span::new().days(days)).unwrap(), amount: Decimal::new(paid, 2) }],
        };
        let years = |credit: &Transaction<Date>| eu_ccd::apr(credit, Some(Interval::Year));
        if let (Ok(early), Ok(late)) = (years(&after(days)), years(&after(days + 31))) {
            prop_assert!(early >= late);
        }
    }

    #[test]
    fn never_panics_on_dates(advances in flows(dates()), payments in flows(dates()), count in any::<u16>()) {
        let transaction = Transaction { advances, payments };
        let _ = us_reg_z::apr(&transaction, None);
        for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Year] {
            if let Ok(unit) = UnitPeriod::new(count % 60, unit) {
                let _ = us_reg_z::apr(&transaction, Some(unit));
            }
        }
        for interval in [None, Some(Interval::Year), Some(Interval::Month), Some(Interval::Week)] {
            let _ = eu_ccd::apr(&transaction, interval);
        }
    }

    #[test]
    fn never_panics_on_numbers(
        periods in (any::<u32>(), decimals()), advances in flows(decimals()), payments in flows(decimals()),
    ) {
        let first = Periods { whole: 0, fraction: Decimal::ZERO };
        let counted = |flows: &[Flow<Decimal>]| -> Vec<Flow<Periods>> {
            let at = |flow: &Flow<Decimal>| Periods { whole: periods.0 % 700, fraction: flow.at };
            flows.iter().map(|flow| Flow { at: at(flow), amount: flow.amount }).collect()
        };
        let mut us = Transaction { advances: counted(&advances), payments: counted(&payments) };
        us.advances.push(Flow { at: first, amount: periods.1 });
        let _ = us_reg_z::apr_at(&us, UnitPeriod::Months(1));
        let years = |flows: &[Flow<Decimal>]| -> Vec<Flow<Years>> {
            flows.iter().filter_map(|flow| Some(Flow { at: Years::new(flow.at)?, amount: flow.amount })).collect()
        };
        let mut eu = Transaction { advances: years(&advances), payments: years(&payments) };
        eu.advances.push(Flow { at: Years::new(Decimal::ZERO).unwrap(), amount: periods.1 });
        let _ = eu_ccd::apr_at(&eu);
    }
}
