//! Re-age: figures of the reference implementation's published features.

use super::common::{MONTHLY, Plan, base_terms, hundred, money};
use jiff::civil::date;
use loan::restructure::{HolidayInterest, ReAge, ReAgeInterest, Restructuring};
use loan::{Every, Portion, RowKind, Terms, Unit};

fn re_age(installments: u16, first: (i16, i8, i8), interest: ReAgeInterest) -> Restructuring {
    let first_due_on = date(first.0, first.1, first.2);
    Restructuring::ReAge(ReAge { installments, every: MONTHLY, first_due_on, interest })
}

/// C4417, C4276: one of six paid, re-aged in the middle of the third period.
#[test]
fn overdue_interest_moves_to_the_first_new_installment() {
    let plan = hundred("7").paid(1);
    let after = plan.after(date(2024, 3, 15), &re_age(6, (2024, 4, 1), ReAgeInterest::Default));
    assert_eq!(
        after.lines(1),
        [
            "2024-02-01 16.43 0.58",
            "2024-04-01 13.32 0.98",
            "2024-05-01 13.89 0.41",
            "2024-06-01 13.97 0.33",
            "2024-07-01 14.05 0.25",
            "2024-08-01 14.13 0.17",
            "2024-09-01 14.21 0.08",
        ]
    );
    assert_eq!(after.rows[2].carried, money(71), "0.49 overdue and 0.22 of the running period");
    assert_eq!(after.rows[2].from, date(2024, 3, 15));
    assert!(!after.rows[1].is_open() && after.rows[1].settled_on == Some(date(2024, 3, 15)));
}

/// C4276: then a pause in it.
#[test]
fn a_pause_after_a_re_age_lowers_the_last_installment() {
    let plan = hundred("7").paid(1);
    let plan = plan.after(date(2024, 3, 15), &re_age(6, (2024, 4, 1), ReAgeInterest::Default));
    let pause = Restructuring::InterestPause { from: date(2024, 4, 10), through: date(2024, 6, 10) };
    let after = plan.after(date(2024, 4, 2), &pause);
    assert_eq!(
        after.lines(3),
        [
            "2024-04-01 13.32 0.98",
            "2024-05-01 14.19 0.11",
            "2024-06-01 14.30 0.00",
            "2024-07-01 14.13 0.17",
            "2024-08-01 14.14 0.16",
            "2024-09-01 13.49 0.08",
        ]
    );
}

/// C4275: a pause that the re-age meets.
#[test]
fn a_re_age_within_a_pause() {
    let pause = Restructuring::InterestPause { from: date(2024, 2, 10), through: date(2024, 5, 10) };
    let plan = hundred("7").paid(1).after(date(2024, 2, 2), &pause);
    assert_eq!(
        plan.lines(2),
        [
            "2024-03-01 16.88 0.13",
            "2024-04-01 17.01 0.00",
            "2024-05-01 17.01 0.00",
            "2024-06-01 16.87 0.14",
            "2024-07-01 15.80 0.09",
        ]
    );
    let after = plan.after(date(2024, 3, 15), &re_age(6, (2024, 4, 1), ReAgeInterest::Default));
    assert_eq!(
        after.lines(3),
        [
            "2024-04-01 14.07 0.13",
            "2024-05-01 14.20 0.00",
            "2024-06-01 13.97 0.23",
            "2024-07-01 13.96 0.24",
            "2024-08-01 14.04 0.16",
            "2024-09-01 13.33 0.08",
        ]
    );
}

fn without_interest(price: i64, installments: u16, every: Every, starts_on: (i16, i8, i8)) -> Terms {
    let starts_on = date(starts_on.0, starts_on.1, starts_on.2);
    let first_due_on = every.nth(starts_on, 1).unwrap();
    let annual_rate = "0".parse().unwrap();
    Terms { price: money(price), installments, every, starts_on, first_due_on, annual_rate, ..base_terms() }
}

/// C3050, C3051: after maturity, without interest.
#[test]
fn after_maturity() {
    let fortnight = Every { count: 15, unit: Unit::Day };
    let plan = Plan::of(&without_interest(75_000, 3, fortnight, (2024, 1, 1)));
    let on = date(2024, 2, 20);
    let after = plan.after(on, &re_age(6, (2024, 3, 1), ReAgeInterest::Default));
    assert_eq!(after.installments(), [12_500; 6]);
    assert_eq!(after.rows[3].from, date(2024, 2, 15));
    assert_eq!(after.rows[8].due_on, date(2024, 8, 1));
    let every = Every { count: 30, unit: Unit::Day };
    let first_due_on = date(2024, 3, 10);
    let interest = ReAgeInterest::Default;
    let two = Restructuring::ReAge(ReAge { installments: 2, every, first_due_on, interest });
    assert_eq!(plan.after(on, &two).lines(4), ["2024-03-10 375.00 0.00", "2024-04-09 375.00 0.00"]);
}

/// C4079: the day after it began; an unpaid down payment is re-aged with the rest.
#[test]
fn before_anything_was_due() {
    let mut plan = Plan::of(&without_interest(75_000, 6, MONTHLY, (2025, 1, 1)));
    let mut down_payment = plan.rows[0];
    (down_payment.number, down_payment.kind) = (0, RowKind::DownPayment);
    (down_payment.from, down_payment.due_on) = (date(2025, 1, 1), date(2025, 1, 1));
    down_payment.due.principal = money(25_000);
    plan.rows.insert(0, down_payment);
    let after = plan.after(date(2025, 1, 2), &re_age(3, (2025, 1, 2), ReAgeInterest::Default));
    assert_eq!(
        after.lines(0),
        ["2025-01-02 333.33 0.00", "2025-02-02 333.33 0.00", "2025-03-02 333.34 0.00"]
    );
}

#[test]
fn overdue_charges_go_first_and_later_ones_where_they_fall() {
    let mut plan = hundred("7").paid(1);
    plan.rows[1].due.penalty = money(500);
    plan.rows[4].due.fee = money(300);
    plan.rows[4].paid.fee = money(100);
    let after = plan.after(date(2024, 3, 15), &re_age(12, (2024, 4, 1), ReAgeInterest::Default));
    assert_eq!(after.owed().penalty, money(500));
    assert_eq!(after.owed().fee, money(200));
    let with = |portion: Portion| after.rows.iter().find(|row| row.owed(portion).unwrap().is_positive());
    assert_eq!(with(Portion::Penalty).unwrap().due_on, date(2024, 4, 1));
    assert_eq!(with(Portion::Fee).unwrap().due_on, date(2024, 6, 1));
    let moved = plan.tried(date(2024, 3, 15), &re_age(12, (2024, 4, 1), ReAgeInterest::Default));
    let moved = moved.unwrap().moved;
    assert_eq!(moved.len(), 2);
    for charge in moved {
        let row = after.rows.iter().find(|row| row.number == charge.to).unwrap();
        assert_eq!(row.owed(charge.portion).unwrap(), charge.amount);
    }
}

#[test]
fn what_was_paid_in_advance_stays_in_one_row() {
    let mut plan = hundred("7").paid(2);
    // The third in part, the last its principal in part.
    plan.rows[2].paid.interest = money(39);
    plan.rows[2].paid.principal = money(600);
    plan.rows[5].paid.principal = money(400);
    let after = plan.after(date(2024, 3, 15), &re_age(6, (2024, 4, 1), ReAgeInterest::Default));
    let held = &after.rows[2];
    assert_eq!((held.due_on, held.due), (date(2024, 3, 15), held.paid));
    assert_eq!(held.paid.principal, money(1_000));
    assert_eq!(after.rows.len(), 9);
    assert_eq!(after.owed().principal, money(6_705 - 1_000));
    let all: i64 = after.rows.iter().map(|row| row.due.principal.minor()).sum();
    assert_eq!(all, 10_000);
    // 57.05 bears 0.15 through the 15th and 0.18 to the first due date: 0.39 were paid, 0.06 are ahead.
    assert_eq!(after.rows[3].due.interest, money(0));
}

#[test]
fn waived_interest_stays_where_it_was_as_waived() {
    let plan = hundred("7").paid(1);
    let on = date(2024, 3, 15);
    let what = re_age(6, (2024, 4, 1), ReAgeInterest::Waive);
    let after = plan.after(on, &what);
    assert_eq!(plan.tried(on, &what).unwrap().waived.interest, money(49));
    assert_eq!((after.rows[1].due.interest, after.rows[1].waived.interest), (money(49), money(49)));
    assert_eq!(after.rows[2].carried, money(0));
    assert_eq!(after.rows[2].due.interest, money(27), "from the day of the re-age on");
}

/// UC5.3: agreed on the 15th with a first due date of the 1st, it counts from the 1st; 7.99 were paid in advance.
#[test]
fn a_first_due_date_of_the_past_is_the_day_it_counts() {
    let mut plan = hundred("7").paid(1);
    plan.rows[1].due.principal = money(1_657);
    plan.rows[1].due.interest = money(44);
    plan.rows[1].paid.principal = money(799);
    plan.rows[5].due.principal = money(1_685);
    let what = re_age(6, (2024, 3, 1), ReAgeInterest::Default);
    let on = what.value_on(date(2024, 3, 15));
    assert_eq!(on, date(2024, 3, 1));
    let after = plan.after(on, &what);
    assert_eq!(after.lines(2)[..2], ["2024-03-01 7.99 0.00", "2024-03-01 12.42 0.44"]);
    assert_eq!(after.installments()[..5], [1_286; 5]);
}

/// C4268: every two weeks instead of every month, with 7.99 of the last installment paid in advance.
#[test]
fn another_rhythm() {
    let mut plan = hundred("7").paid(1);
    for (row, principal, interest) in
        [(1, 1_657, 44), (2, 1_667, 34), (3, 1_676, 25), (4, 1_686, 15), (5, 1_671, 5)]
    {
        plan.rows[row].due.principal = money(principal);
        plan.rows[row].due.interest = money(interest);
    }
    plan.rows[5].paid.principal = money(799);
    let every = Every { count: 2, unit: Unit::Week };
    let (first_due_on, interest) = (date(2024, 4, 15), ReAgeInterest::Default);
    let what = Restructuring::ReAge(ReAge { installments: 6, every, first_due_on, interest });
    let after = plan.after(date(2024, 3, 15), &what);
    assert_eq!(
        after.lines(2),
        [
            "2024-03-15 7.99 0.00",
            "2024-04-15 11.78 1.08",
            "2024-04-29 12.69 0.17",
            "2024-05-13 12.72 0.14",
            "2024-05-27 12.76 0.10",
            "2024-06-10 12.79 0.07",
            "2024-06-24 12.84 0.03",
        ]
    );
    assert_eq!(after.rules.rhythm(), every);
    let holiday = Restructuring::Holiday { installments: 1, interest: HolidayInterest::Waived };
    let later = after.after(date(2024, 4, 16), &holiday);
    assert_eq!(later.rows.last().unwrap().due_on, date(2024, 7, 8), "a step of the new rhythm");
}
