//! Another rate, and days without interest: figures of the reference implementation's published features.

use super::common::{Plan, hundred, hundred_terms, money};
use jiff::civil::date;
use loan::restructure::Restructuring;

fn rate(from: (i16, i8, i8), percent: &str) -> Restructuring {
    Restructuring::ChangeRate { from: date(from.0, from.1, from.2), rate: percent.parse().unwrap() }
}

/// C3217: the first day of a period.
#[test]
fn a_rate_from_the_start_of_a_period() {
    let after = hundred("7").paid(1).after(date(2024, 2, 2), &rate((2024, 2, 2), "4"));
    assert_eq!(
        after.lines(2),
        [
            "2024-03-01 16.60 0.28",
            "2024-04-01 16.66 0.22",
            "2024-05-01 16.71 0.17",
            "2024-06-01 16.77 0.11",
            "2024-07-01 16.83 0.06",
        ]
    );
}

/// C3916: in the middle of one.
#[test]
fn a_rate_from_the_middle_of_a_period() {
    let after = hundred("7").paid(1).after(date(2024, 2, 16), &rate((2024, 2, 16), "4"));
    assert_eq!(
        after.lines(2),
        [
            "2024-03-01 16.52 0.38",
            "2024-04-01 16.68 0.22",
            "2024-05-01 16.73 0.17",
            "2024-06-01 16.79 0.11",
            "2024-07-01 16.85 0.06",
        ]
    );
}

/// C3917: after two were paid.
#[test]
fn a_rate_after_two_were_paid() {
    let after = hundred("7").paid(2).after(date(2024, 3, 11), &rate((2024, 3, 11), "4"));
    assert_eq!(
        after.lines(3),
        ["2024-04-01 16.64 0.27", "2024-05-01 16.74 0.17", "2024-06-01 16.80 0.11", "2024-07-01 16.87 0.06",]
    );
}

/// C3475: six days of one period.
#[test]
fn a_pause_in_one_period() {
    let pause = Restructuring::InterestPause { from: date(2024, 2, 5), through: date(2024, 2, 10) };
    let after = hundred("7").paid(1).after(date(2024, 2, 1), &pause);
    assert_eq!(
        after.lines(2),
        [
            "2024-03-01 16.62 0.39",
            "2024-04-01 16.62 0.39",
            "2024-05-01 16.72 0.29",
            "2024-06-01 16.81 0.20",
            "2024-07-01 16.80 0.10",
        ]
    );
}

/// C3476: across a due date.
#[test]
fn a_pause_across_a_due_date() {
    let pause = Restructuring::InterestPause { from: date(2024, 2, 10), through: date(2024, 3, 10) };
    let after = hundred("7").paid(1).after(date(2024, 2, 1), &pause);
    assert_eq!(
        after.lines(2),
        [
            "2024-03-01 16.88 0.13",
            "2024-04-01 16.73 0.28",
            "2024-05-01 16.72 0.29",
            "2024-06-01 16.82 0.19",
            "2024-07-01 16.42 0.10",
        ]
    );
}

#[test]
fn a_change_counts_from_its_first_day_at_the_latest() {
    let agreed = date(2024, 4, 1);
    assert_eq!(rate((2024, 2, 2), "4").value_on(agreed), date(2024, 2, 2));
    assert_eq!(rate((2024, 5, 2), "4").value_on(agreed), agreed);
    let pause = Restructuring::InterestPause { from: date(2024, 2, 5), through: date(2024, 9, 10) };
    assert_eq!(pause.value_on(agreed), date(2024, 2, 5));
}

#[test]
fn a_pause_without_interest_to_spare_changes_nothing() {
    let plan = hundred("0").paid(1);
    let pause = Restructuring::InterestPause { from: date(2024, 2, 5), through: date(2024, 6, 10) };
    assert_eq!(plan.after(date(2024, 2, 1), &pause).rows, plan.rows);
    assert_eq!(plan.owed().interest, money(0));
}

/// C3624: eleven days of the first of eighteen periods.
#[test]
fn a_pause_in_a_long_loan() {
    let mut terms = hundred_terms("27");
    (terms.price, terms.installments) = (money(100_000), 18);
    (terms.starts_on, terms.first_due_on) = (date(2025, 4, 1), date(2025, 5, 1));
    let pause = Restructuring::InterestPause { from: date(2025, 4, 15), through: date(2025, 4, 25) };
    let after = Plan::of(&terms).after(date(2025, 4, 1), &pause);
    let lines = after.lines(1);
    assert_eq!(lines[..2], ["2025-05-01 53.93 14.25", "2025-06-01 46.89 21.29"]);
    assert_eq!(lines[8], "2026-01-01 54.80 13.38");
    assert_eq!(lines[16..], ["2026-09-01 65.47 2.71", "2026-10-01 54.84 1.23"]);
    assert_eq!(after.owed().interest, money(21_513));
}
