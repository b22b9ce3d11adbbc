//! The annual percentage rate of charge of the European Union: the worked examples of Directive 98/7/EC, Annex III,
//! whose formula later directives kept, and figures published elsewhere.

use jiff::civil::Date;
use loan::apr::{AprError, Flow, Interval, Transaction, Years, eu_ccd};
use loan::{Every, Unit};
use rust_decimal::Decimal;

use crate::dec;

fn at(years: Decimal, amount: &str) -> Flow<Years> {
    Flow { at: Years::new(years).unwrap(), amount: dec(amount) }
}

/// Days of a year of 365.
fn days(days: i64) -> Decimal {
    Decimal::from(days) / Decimal::from(365)
}

fn counted(advance: &str, payments: &[(Decimal, &str)]) -> Decimal {
    let payments = payments.iter().map(|&(years, amount)| at(years, amount)).collect();
    let transaction = Transaction { advances: vec![at(Decimal::ZERO, advance)], payments };
    eu_ccd::apr_at(&transaction).unwrap().percent()
}

fn dated(advance: (&str, &str), payments: &[(&str, &str)]) -> Decimal {
    let flow = |&(on, amount): &(&str, &str)| Flow { at: on.parse::<Date>().unwrap(), amount: dec(amount) };
    let transaction =
        Transaction { advances: vec![flow(&advance)], payments: payments.iter().map(flow).collect() };
    eu_ccd::apr(&transaction, None).unwrap().percent()
}

#[test]
fn days_of_the_calendar() {
    assert_eq!(counted("1000", &[(days(546), "1200")]).round_dp(2), dec("12.96"));
    assert_eq!(counted("950", &[(days(546), "1200")]).round_dp(1), dec("16.9"));
    assert_eq!(counted("1000", &[(days(365), "600"), (days(730), "600")]).round_dp(2), dec("13.07"));
    let quarters = [(days(90), "272"), (days(181), "272"), (days(365), "544")];
    assert_eq!(counted("1000", &quarters).round_dp(2), dec("13.23"));
}

#[test]
fn standard_months() {
    let start = ("1994-01-01", "1000");
    assert_eq!(dated(start, &[("1995-07-01", "1200")]).round_dp(2), dec("12.92"));
    assert_eq!(dated(("1994-01-01", "950"), &[("1995-07-01", "1200")]).round_dp(2), dec("16.85"));
    assert_eq!(dated(start, &[("1995-01-01", "600"), ("1996-01-01", "600")]).round_dp(2), dec("13.07"));
    let quarters = [("1994-04-01", "272"), ("1994-07-01", "272"), ("1995-01-01", "544")];
    assert_eq!(dated(start, &quarters).round_dp(2), dec("13.19"));
}

#[test]
fn six_monthly_payments() {
    let months: Vec<String> = (2..=7).map(|month| format!("2019-{month:02}-01")).collect();
    let payments: Vec<(&str, &str)> = months.iter().map(|month| (month.as_str(), "172.55")).collect();
    assert_eq!(dated(("2019-01-01", "1000"), &payments).round_dp(4), dec("12.6862"));
}

/// Loans of some days, in percent to one decimal as published in Britain, where a year had 365.25 days.
#[test]
fn loans_of_days() {
    for (advance, payment, term, percent) in [
        ("100", "101", 365, "1.0"),
        ("100", "100", 1, "0.0"),
        ("100", "125", 31, "1286.2"),
        ("250", "319.97", 28, "2400.3"),
        ("350", "447.97", 23, "4935.9"),
        ("150", "191.99", 36, "1123.2"),
        ("100", "127.99", 26, "3103.4"),
        ("280", "358.40", 25, "3584.2"),
        ("150", "191.99", 9, "2238723.9"),
        ("300", "383.97", 16, "27865.8"),
        ("364.54", "450", 30, "1199.0"),
        ("400", "511.96", 36, "1122.9"),
        ("250", "319.97", 27, "2716.8"),
        ("200", "255.98", 27, "2717.4"),
        ("250", "319.98", 16, "27875.8"),
    ] {
        let years = Decimal::from(term) / dec("365.25");
        let got = counted(advance, &[(years, payment)]).round_dp(1);
        assert_eq!(got, dec(percent), "{advance} to {payment} in {term} days");
    }
}

/// An overdraft and a loan of one twelfth of a year, as the consumer association of Britain showed them.
#[test]
fn loans_of_a_month() {
    let month = Decimal::ONE / Decimal::from(12);
    for (advance, payment, percent) in [("200", "350", "82400.5"), ("200", "250", "1355.2")] {
        assert_eq!(counted(advance, &[(month, payment)]).round_dp(1), dec(percent));
    }
}

#[test]
fn sixty_months() {
    let every = Every { count: 1, unit: Unit::Month };
    let start = jiff::civil::date(2024, 1, 31);
    let transaction = Transaction {
        advances: vec![Flow { at: start, amount: dec("10000") }],
        payments: (1..=60)
            .map(|n| Flow { at: every.nth(start, n).unwrap(), amount: dec("222.44") })
            .collect(),
    };
    assert_eq!(eu_ccd::apr(&transaction, None).unwrap().rounded(1), dec("12.7"));
    assert_eq!(eu_ccd::apr(&transaction, Some(Interval::Month)).unwrap().rounded(1), dec("12.7"));
}

#[test]
fn weeks_are_counted_as_weeks() {
    let weekly = [("2024-01-08", "30"), ("2024-01-15", "30"), ("2024-01-22", "45")];
    let years = |weeks: i64| Decimal::from(weeks) / Decimal::from(52);
    let want = counted("100", &[(years(1), "30"), (years(2), "30"), (years(3), "45")]);
    assert_eq!(dated(("2024-01-01", "100"), &weekly), want);
}

/// A charge of 10 paid a quarter before the drawdown bears interest until then, and a payment after it is needed.
#[test]
fn what_is_paid_before_the_drawdown_counts() {
    let early = dated(("2024-04-01", "100"), &[("2024-01-01", "10"), ("2025-04-01", "100")]);
    let counted = counted("100", &[(dec("-0.25"), "10"), (Decimal::ONE, "100")]);
    assert_eq!(early, counted);
    assert!(early > dated(("2024-04-01", "100"), &[("2024-04-01", "10"), ("2025-04-01", "100")]));
    let flow = |on: &str, amount: &str| Flow { at: on.parse::<Date>().unwrap(), amount: dec(amount) };
    let saved = Transaction {
        advances: vec![flow("2024-04-01", "100")],
        payments: vec![flow("2024-01-01", "10"), flow("2024-02-01", "80")],
    };
    assert_eq!(eu_ccd::apr(&saved, None), Err(AprError::NoTime(jiff::civil::date(2024, 4, 1))));
}

#[test]
fn a_rate_beyond_all_digits_is_named_so() {
    let transaction =
        Transaction { advances: vec![at(Decimal::ZERO, "1")], payments: vec![at(days(1), "1000")] };
    assert_eq!(eu_ccd::apr_at(&transaction), Err(AprError::TooHigh));
}

#[test]
fn what_is_no_credit_is_refused() {
    let one = || vec![at(Decimal::ONE, "100")];
    let refused = |advances, payments| eu_ccd::apr_at(&Transaction { advances, payments }).unwrap_err();
    assert_eq!(refused(one(), one()), AprError::NoStart);
    assert_eq!(refused(vec![at(Decimal::ZERO, "0")], one()).field(), "advances");
    let early = vec![at(dec("-1"), "10"), at(Decimal::ZERO, "90")];
    assert_eq!(refused(early, one()).field(), "advances[0]");
}
