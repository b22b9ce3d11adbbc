//! Re-amortization: figures of the reference implementation's published features.

use super::common::{Plan, base_terms, hundred, hundred_terms, money};
use jiff::civil::date;
use loan::restructure::{ReAmortizeInterest, Restructuring};
use loan::{Conventions, Every, Portion, Portions, Terms, Unit};

const DEFAULT: Restructuring = Restructuring::ReAmortize { interest: ReAmortizeInterest::Default };

/// C4374: one of six paid, one missed.
#[test]
fn what_is_overdue_is_spread_over_the_rest() {
    let after = hundred("7").paid(1).after(date(2024, 3, 15), &DEFAULT);
    assert_eq!(
        after.lines(1),
        [
            "2024-02-01 16.43 0.58",
            "2024-04-01 20.34 0.98",
            "2024-05-01 20.95 0.37",
            "2024-06-01 21.07 0.25",
            "2024-07-01 21.21 0.12",
        ]
    );
    assert_eq!(after.rows[2].carried, money(49));
    assert_eq!(after.rows.len(), 6, "no due date goes, none comes");
}

/// C3069: without interest, whole units: each installment grows by a part.
#[test]
fn without_interest_each_grows_by_a_part() {
    let every = Every { count: 15, unit: Unit::Day };
    let terms = Terms {
        price: money(37_500),
        annual_rate: "0".parse().unwrap(),
        installments: 3,
        every,
        starts_on: date(2024, 1, 1),
        first_due_on: date(2024, 1, 16),
        conventions: Conventions { installment_multiple: Some(money(100)), ..Conventions::default() },
        ..base_terms()
    };
    let after = Plan::of(&terms).after(date(2024, 1, 25), &DEFAULT);
    assert_eq!(after.lines(1), ["2024-01-31 187.00 0.00", "2024-02-15 188.00 0.00"]);
}

#[test]
fn charges_that_are_overdue_go_to_the_next_installment() {
    let mut plan = hundred("7").paid(1);
    plan.rows[1].due.fee = money(200);
    let after = plan.after(date(2024, 3, 15), &DEFAULT);
    assert_eq!((after.rows[1].due.fee, after.rows[2].due.fee), (money(0), money(200)));
}

#[test]
fn what_was_paid_in_part_keeps_its_part() {
    let mut plan = hundred("7").paid(1);
    plan.rows[1].paid.interest = money(49);
    plan.rows[1].paid.principal = money(51);
    plan.rows[2].paid.interest = money(39);
    let after = plan.after(date(2024, 3, 15), &DEFAULT);
    assert_eq!(after.rows[1].due, after.rows[1].paid);
    assert_eq!(after.owed().principal, plan.owed().principal);
    assert!(after.rows[2].due.interest >= money(39), "interest that was paid is not asked for again");
    assert_eq!(after.rows[2].owed(Portion::Interest).unwrap(), money(48 - 39));
}

/// C4308: the missed one was paid in part, in advance.
#[test]
fn what_was_paid_in_advance_is_not_spread() {
    let mut plan = hundred("7").paid(1);
    plan.rows[1].due.principal = money(1_654);
    plan.rows[1].due.interest = money(47);
    plan.rows[1].paid.principal = money(299);
    plan.rows[5].due.principal = money(1_688);
    let after = plan.after(date(2024, 3, 15), &DEFAULT);
    assert_eq!(
        after.lines(2),
        [
            "2024-03-01 2.99 0.00",
            "2024-04-01 19.62 0.94",
            "2024-05-01 20.20 0.36",
            "2024-06-01 20.32 0.24",
            "2024-07-01 20.44 0.12",
        ]
    );
}

/// UC4: a charged back payment is owed again and spread with the rest.
#[test]
fn what_a_chargeback_brought_back_is_spread() {
    let mut plan = hundred("7").paid(1);
    let back = Portions { interest: money(58), ..Portions::only(Portion::Principal, money(1_643)) };
    plan.rows[1].due = plan.rows[1].due.plus(back).unwrap();
    plan.rows[1].due.principal = money(3_286);
    plan.rows[1].due.interest = money(116);
    plan.rows[1].credited = back;
    plan.rows[5].due.principal = money(1_699);
    let after = plan.after(date(2024, 3, 15), &DEFAULT);
    assert_eq!(
        after.lines(2),
        ["2024-04-01 23.92 1.74", "2024-05-01 25.22 0.44", "2024-06-01 25.36 0.30", "2024-07-01 25.50 0.15",]
    );
    let next = after.rows[2];
    assert_eq!((next.credited.interest, next.carried), (money(58), money(58)), "both were earned before");
}

/// C4309: 75.00 after a down payment. Two cents of residue are within the tolerance.
#[test]
fn a_small_residue_stays_in_the_last() {
    let mut terms = hundred_terms("7");
    terms.price = money(7_500);
    let after = Plan::of(&terms).paid(1).after(date(2024, 3, 15), &DEFAULT);
    assert_eq!(
        after.lines(2),
        ["2024-04-01 15.25 0.74", "2024-05-01 15.71 0.28", "2024-06-01 15.80 0.19", "2024-07-01 15.92 0.09",]
    );
}
