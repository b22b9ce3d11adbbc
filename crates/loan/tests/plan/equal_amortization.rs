//! Equal amortization: figures of the reference implementation's published features.

use super::common::{MONTHLY, Plan, hundred, hundred_terms, money};
use jiff::civil::date;
use loan::restructure::{ReAge, ReAgeInterest, ReAmortizeInterest, Restructuring};
use money::Money;

fn re_age(interest: ReAgeInterest) -> Restructuring {
    let first_due_on = date(2024, 4, 1);
    Restructuring::ReAge(ReAge { installments: 6, every: MONTHLY, first_due_on, interest })
}

/// C4198
#[test]
fn payable_interest_is_split_evenly() {
    let after =
        hundred("7").paid(1).after(date(2024, 3, 15), &re_age(ReAgeInterest::EqualAmortizationPayable));
    assert_eq!(
        after.lines(3),
        [
            "2024-04-01 13.93 0.12",
            "2024-05-01 13.93 0.12",
            "2024-06-01 13.93 0.12",
            "2024-07-01 13.93 0.12",
            "2024-08-01 13.93 0.12",
            "2024-09-01 13.92 0.11",
        ]
    );
}

/// C4199
#[test]
fn full_interest_is_split_evenly() {
    let after = hundred("7").paid(1).after(date(2024, 3, 15), &re_age(ReAgeInterest::EqualAmortizationFull));
    let lines = after.lines(3);
    for line in &lines[..5] {
        assert_eq!(line[10..], *" 13.93 0.25");
    }
    assert_eq!(lines[5], "2024-09-01 13.92 0.26");
}

#[test]
fn no_interest_is_reckoned_any_more() {
    let plan =
        hundred("7").paid(1).after(date(2024, 3, 15), &re_age(ReAgeInterest::EqualAmortizationPayable));
    let pause = Restructuring::InterestPause { from: date(2024, 5, 10), through: date(2024, 6, 10) };
    assert_eq!(plan.after(date(2024, 5, 2), &pause).rows, plan.rows);
    let amortized = Restructuring::ReAmortize { interest: ReAmortizeInterest::Default };
    let after = plan.after(date(2024, 4, 15), &amortized);
    assert_eq!(after.owed(), plan.owed());
}

/// C4375: a cent that doesn't divide is given up.
#[test]
fn re_amortized_interest_is_split_evenly() {
    let plan = hundred("7").paid(1);
    let split = Restructuring::ReAmortize { interest: ReAmortizeInterest::EqualAmortization };
    let on = date(2024, 3, 15);
    let waived = plan.tried(on, &split).unwrap().waived.interest;
    assert_eq!(waived, money(1), "0.49 in four parts");
    let after = plan.after(on, &split);
    let rows: Vec<_> = after.rows[2..].iter().map(|row| row.outstanding().unwrap()).collect();
    let rows: Vec<_> = rows.iter().map(|owed| (owed.principal.minor(), owed.interest.minor())).collect();
    assert_eq!(rows, [(2_071, 61), (2_083, 49), (2_095, 37), (2_108, 24)]);
}

#[test]
fn overdue_charges_are_split_evenly_too() {
    let mut plan = hundred("7").paid(1);
    plan.rows[1].due.penalty = money(1_000);
    plan.rows[0].due.fee = money(500);
    let on = date(2024, 3, 15);
    let after = plan.after(on, &re_age(ReAgeInterest::EqualAmortizationPayable));
    // 83.57 + 0.71 + 15.00 in six parts of 16.55: 1.67 of penalty, 0.83 of fee, 0.12 of interest, 13.93 of principal.
    let parts: Vec<_> = after.rows[2..].iter().map(|row| row.outstanding().unwrap()).collect();
    for part in &parts[..5] {
        let each = [part.penalty, part.fee, part.interest, part.principal].map(Money::minor);
        assert_eq!(each, [167, 83, 12, 1_393]);
    }
    assert_eq!(after.owed().penalty, money(1_000));
    assert_eq!((after.owed().fee, after.owed().principal), (money(500), money(8_357)));
    assert_eq!(plan.tried(on, &re_age(ReAgeInterest::EqualAmortizationPayable)).unwrap().moved.len(), 12);
}

/// C4176: 75.00 after a down payment.
#[test]
fn after_a_down_payment() {
    let mut terms = hundred_terms("7");
    terms.price = money(7_500);
    let plan = Plan::of(&terms).paid(1);
    let lines = plan.after(date(2024, 3, 15), &re_age(ReAgeInterest::EqualAmortizationPayable)).lines(3);
    for line in &lines[..5] {
        assert_eq!(line[10..], *" 10.45 0.09");
    }
    assert_eq!(lines[5], "2024-09-01 10.43 0.09");
}
