//! The examples of Appendix J to Regulation Z (12 CFR 1026), section (c), by their dates: each gives the published
//! annual percentage rate to its two decimals, and finds its unit-period by itself.

use jiff::civil::{Date, date};
use loan::apr::{AprError, Flow, Periods, Transaction, UnitPeriod, us_reg_z};
use loan::{Every, Unit};
use rust_decimal::Decimal;

use crate::dec;

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// `count` payments from a first date in a rhythm.
pub(crate) fn series(amount: &str, count: u16, every: u16, unit: Unit, first: &str) -> Vec<Flow<Date>> {
    let every = Every { count: every, unit };
    (0..count).map(|n| Flow { at: every.nth(day(first), n).unwrap(), amount: dec(amount) }).collect()
}

pub(crate) fn one(amount: &str, on: &str) -> Vec<Flow<Date>> {
    vec![Flow { at: day(on), amount: dec(amount) }]
}

pub(crate) fn apr(advances: Vec<Flow<Date>>, payments: &[Vec<Flow<Date>>]) -> Decimal {
    let transaction = Transaction { advances, payments: payments.concat() };
    us_reg_z::apr(&transaction, None).unwrap().rounded(2)
}

#[test]
fn c1_regular_but_for_the_first_period() {
    use Unit::{Month, Week};
    assert_eq!(apr(one("5000", "1978-01-10"), &[series("230", 24, 1, Month, "1978-02-10")]), dec("9.69"));
    assert_eq!(apr(one("6000", "1978-02-10"), &[series("200", 36, 1, Month, "1978-04-01")]), dec("11.82"));
    let halves = [series("219.17", 12, 1, Month, "1978-03-01"), series("219.17", 12, 1, Month, "1978-03-16")];
    assert_eq!(apr(one("5000", "1978-02-23"), &halves), dec("10.34"));
    assert_eq!(apr(one("10000", "1978-05-23"), &[series("385", 40, 3, Month, "1978-10-01")]), dec("8.97"));
    assert_eq!(apr(one("500", "1978-03-20"), &[series("17.60", 30, 1, Week, "1978-04-21")]), dec("14.96"));
}

#[test]
fn c2_an_odd_first_payment() {
    let payments = [one("250", "1978-02-10"), series("230", 23, 1, Unit::Month, "1978-03-10")];
    assert_eq!(apr(one("5000", "1978-01-10"), &payments), dec("10.08"));
    let payments = [one("39.50", "1978-04-20"), series("38.31", 11, 4, Unit::Week, "1978-05-18")];
    assert_eq!(apr(one("400", "1978-03-18"), &payments), dec("28.50"));
}

#[test]
fn c3_an_odd_final_payment() {
    let payments = [series("230", 23, 1, Unit::Month, "1978-02-10"), one("280", "1980-01-10")];
    assert_eq!(apr(one("5000", "1978-01-10"), &payments), dec("10.50"));
    let payments = [series("9.50", 19, 2, Unit::Week, "1978-04-11"), one("30", "1979-01-02")];
    assert_eq!(apr(one("200", "1978-04-03"), &payments), dec("12.22"));
}

#[test]
fn c4_odd_first_and_final_payments() {
    let payments =
        [one("250", "1978-02-10"), series("230", 22, 1, Unit::Month, "1978-03-10"), one("280", "1980-01-10")];
    assert_eq!(apr(one("5000", "1978-01-10"), &payments), dec("10.90"));
    let payments = [
        one("449.36", "1978-03-01"),
        series("465", 18, 2, Unit::Month, "1978-05-01"),
        one("200", "1981-05-01"),
    ];
    assert_eq!(apr(one("8000", "1978-01-10"), &payments), dec("7.30"));
}

#[test]
fn c5_single_advance_and_payment() {
    let single = |from, paid, to| apr(one("1000", from), &[one(paid, to)]);
    assert_eq!(single("1978-01-03", "1080", "1978-09-15"), dec("11.45"));
    assert_eq!(single("1978-07-15", "1044", "1979-01-15"), dec("8.80"));
    assert_eq!(single("1978-01-17", "1135.19", "1979-07-17"), dec("8.76"));
    assert_eq!(single("1978-01-17", "1240", "1980-01-17"), dec("11.36"));
}

/// $2,135 repaid by $100 every four weeks; of two payments in one month the second waits two weeks.
#[test]
fn c6_skipped_payments() {
    let payments = [
        series("100", 9, 4, Unit::Week, "1978-02-20"),
        series("100", 6, 4, Unit::Week, "1978-11-13"),
        series("100", 6, 4, Unit::Week, "1979-05-14"),
        series("100", 3, 4, Unit::Week, "1979-11-12"),
    ];
    assert_eq!(apr(one("2135", "1978-01-25"), &payments), dec("12.00"));
}

/// Three advances of $20,000 for a building, 240 monthly payments.
#[test]
fn c7_several_advances() {
    let advances =
        [one("20000", "1979-04-10"), one("20000", "1979-06-12"), one("20000", "1979-09-18")].concat();
    assert_eq!(apr(advances, &[series("612.36", 240, 1, Unit::Month, "1979-12-10")]), dec("10.25"));
}

/// Computed by another program's authors with a spreadsheet: short and long first periods, odd rhythms.
#[test]
fn figures_found_elsewhere() {
    use Unit::{Day, Month, Week};
    let quarters = |from| apr(one("10000", from), &[series("385", 40, 3, Month, "1978-10-01")]);
    assert_eq!(quarters("1978-06-23"), dec("9.15"));
    assert_eq!(quarters("1978-07-23"), dec("9.32"));
    assert_eq!(apr(one("1000", "2023-10-26"), &[series("220", 5, 1, Day, "2023-11-30")]), dec("94.15"));
    let weeks = |from| apr(one("1000", from), &[series("250", 5, 1, Week, "2023-11-30")]);
    assert_eq!(weeks("2023-10-28"), dec("176.52"));
    assert_eq!(weeks("2023-11-23"), dec("412.40"));
    assert_eq!(weeks("2023-11-24"), dec("434.30"));
    assert_eq!(apr(one("1000", "2023-10-26"), &[series("500", 5, 12, Month, "2023-11-30")]), dec("78.34"));
    let payments = [series("884.91", 12, 1, Month, "2026-02-15")];
    assert_eq!(apr(one("9800", "2026-01-10"), &payments), dec("14.69"));
}

#[test]
fn counted_unit_periods_give_the_same() {
    let at = |whole, fraction| Periods { whole, fraction };
    let odd = Decimal::from(19) / Decimal::from(30);
    let transaction = Transaction {
        advances: vec![Flow { at: at(0, Decimal::ZERO), amount: dec("6000") }],
        payments: (1..=36).map(|whole| Flow { at: at(whole, odd), amount: dec("200") }).collect(),
    };
    assert_eq!(us_reg_z::apr_at(&transaction, UnitPeriod::Months(1)).unwrap().rounded(2), dec("11.82"));
}

#[test]
fn month_ends_are_whole_months() {
    let ends = series("100", 12, 1, Unit::Month, "2023-01-31");
    let firsts = series("100", 12, 1, Unit::Month, "2023-02-01");
    let from = |start, payments| apr(one("1100", start), &[payments]);
    assert_eq!(from("2022-12-31", ends), from("2023-01-01", firsts));
}

#[test]
fn no_charge_no_rate_and_less_than_none() {
    let twelfths = || [series("100", 12, 1, Unit::Month, "2023-02-01")];
    assert_eq!(apr(one("1200", "2023-01-01"), &twelfths()), Decimal::ZERO);
    assert!(apr(one("1300", "2023-01-01"), &twelfths()) < Decimal::ZERO);
}

#[test]
fn what_is_no_credit_is_refused() {
    let refused = |advances: Vec<Flow<Date>>, payments: Vec<Flow<Date>>| {
        us_reg_z::apr(&Transaction { advances, payments }, None).unwrap_err()
    };
    let (advance, start) = (one("100", "2023-01-01"), date(2023, 1, 1));
    assert_eq!(refused(advance.clone(), vec![]).field(), "payments");
    assert_eq!(refused(vec![], advance.clone()).field(), "advances");
    assert_eq!(refused(advance.clone(), one("110", "2023-01-01")), AprError::NoTime(start));
    assert_eq!(refused(advance.clone(), one("110", "2022-12-31")).field(), "payments[0]");
    assert_eq!(refused(advance.clone(), one("-1", "2023-02-01")).field(), "payments[0].amount");
    let paid_back_at_once = [one("100", "2023-01-01"), one("10", "2023-02-01")].concat();
    assert_eq!(refused(advance.clone(), paid_back_at_once), AprError::NoRate);
    assert_eq!(refused(advance, one("110", "2223-01-01")).field(), "payments[0]");
}
