//! Reschedule: moved dates, more installments, grace, and an agreed amount.

use super::common::{hundred, money};
use jiff::civil::{Date, date};
use loan::restructure::{MidTermGrace, NewPlan, ReAmortizeInterest, Reschedule, Restructuring, Shift};
use loan::{Portion, Portions, RowKind};

fn reschedule(from: Option<Date>, shift: Option<Date>, plan: Option<NewPlan>) -> Restructuring {
    Restructuring::Reschedule(Reschedule { from, shift: shift.map(|to| Shift { to }), plan })
}

/// C3156: the first due date moves by seventeen days, and all others with it.
#[test]
fn a_due_date_moves() {
    let to = date(2024, 2, 18);
    let after = hundred("9.4822").after(to, &reschedule(Some(date(2024, 2, 1)), Some(to), None));
    assert_eq!(
        after.lines(1),
        [
            "2024-02-18 15.88 1.25",
            "2024-03-18 16.47 0.66",
            "2024-04-18 16.60 0.53",
            "2024-05-18 16.73 0.40",
            "2024-06-18 16.86 0.27",
            "2024-07-18 17.46 0.14",
        ]
    );
}

#[test]
fn principal_rests_for_two_installments() {
    let grace = MidTermGrace { principal: 2, interest: 0 };
    let plan = NewPlan { grace, ..NewPlan::default() };
    let after = hundred("7").paid(1).after(date(2024, 2, 2), &reschedule(None, None, Some(plan)));
    let lines = after.lines(2);
    assert_eq!(lines[..2], ["2024-03-01 0.00 0.49", "2024-04-01 0.00 0.49"]);
    assert_eq!(after.owed().principal, money(8_357));
    let three = &after.installments()[2..];
    assert!(three.windows(2).all(|pair| (pair[0] - pair[1]).abs() <= 1), "{three:?}");
}

#[test]
fn interest_rests_and_comes_after() {
    let grace = MidTermGrace { principal: 0, interest: 2 };
    let plan = NewPlan { grace, ..NewPlan::default() };
    let before = hundred("7").paid(1);
    let after = before.after(date(2024, 2, 2), &reschedule(None, None, Some(plan)));
    assert_eq!((after.rows[1].due.interest, after.rows[2].due.interest), (money(0), money(0)));
    assert_eq!(after.owed().interest, before.owed().interest);
}

#[test]
fn an_agreed_amount_is_paid_until_nothing_is_left() {
    let of = |minor| NewPlan { installment: Some(money(minor)), ..NewPlan::default() };
    let plan = hundred("7").paid(1);
    let after = plan.after(date(2024, 2, 2), &reschedule(None, None, Some(of(3_000))));
    assert_eq!(after.installments()[..2], [3_000; 2]);
    assert_eq!(after.installments().len(), 3, "the rest is less than a third one");
    assert_eq!(after.rows.len(), 4);
    let low = plan.after(date(2024, 2, 2), &reschedule(None, None, Some(of(1_000))));
    assert_eq!(low.installments()[..4], [1_000; 4]);
    assert!(low.installments()[4] > 4_000, "the last one takes the rest");
}

#[test]
fn the_month_s_end_is_found_again() {
    let mut terms = super::common::hundred_terms("7");
    (terms.starts_on, terms.first_due_on) = (date(2024, 1, 31), date(2024, 2, 29));
    terms.first_due_on = date(2024, 3, 31);
    let plan = super::common::Plan::of(&terms).paid(1);
    let longer = NewPlan { extra_installments: 3, ..NewPlan::default() };
    let after = plan.after(date(2024, 4, 1), &reschedule(None, None, Some(longer)));
    let dates: Vec<_> = after.rows.iter().map(|row| row.due_on.to_string()).collect();
    assert_eq!(dates[6..], ["2024-09-30", "2024-10-31", "2024-11-30"]);
}

#[test]
fn new_installments_come_before_what_is_due_later() {
    let mut plan = hundred("7").paid(1);
    let mut charged = plan.rows[5];
    (charged.number, charged.kind) = (7, RowKind::Additional);
    (charged.from, charged.due_on) = (date(2024, 7, 1), date(2024, 12, 15));
    charged.due = Portions::only(Portion::Fee, money(500));
    plan.rows.push(charged);
    let longer = NewPlan { extra_installments: 2, ..NewPlan::default() };
    let after = plan.after(date(2024, 2, 2), &reschedule(None, None, Some(longer)));
    let last: Vec<_> = after.rows[5..].iter().map(|row| (row.due_on.to_string(), row.kind)).collect();
    let installment = |day: &str| (day.to_owned(), RowKind::Installment);
    let additional = ("2024-12-15".to_owned(), RowKind::Additional);
    assert_eq!(
        last,
        [installment("2024-07-01"), installment("2024-08-01"), installment("2024-09-01"), additional]
    );
    assert_eq!(after.owed().fee, money(500));
}

/// Installments that rest bear interest, whatever changes after.
#[test]
fn a_resting_installment_stays_in_the_plan() {
    let grace = MidTermGrace { principal: 2, interest: 2 };
    let rest = NewPlan { grace, ..NewPlan::default() };
    let rested = hundred("7").paid(1).after(date(2024, 2, 2), &reschedule(None, None, Some(rest)));
    assert!(rested.rows[1].due.is_zero() && rested.rows[2].due.is_zero());
    assert_eq!((rested.rows[1].deferred, rested.rows[2].deferred), (money(49), money(98)));
    let again = Restructuring::ReAmortize { interest: ReAmortizeInterest::Default };
    // Before anything passed: the plan that was agreed at first.
    let before = hundred("7").paid(1);
    assert_eq!(rested.after(date(2024, 2, 3), &again).rows, before.rows);
    // After the first of the two: its interest is owed, that of the second is its own again.
    let after = rested.after(date(2024, 3, 2), &again);
    assert_eq!((after.rows[2].carried, after.rows[2].due.interest), (money(49), money(98)));
    assert_eq!(after.installments().len(), 4);
    assert_eq!(after.owed().principal, money(8_357));
}
