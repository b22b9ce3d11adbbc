//! Days past due, buckets and what is due when.

use super::common::{base, money, pay};
use jiff::civil::date;
use loan::{Bucket, DaysPastDue};

#[test]
fn an_installment_is_in_time_through_its_due_date() {
    let account = base();
    let due = date(2025, 2, 1);
    assert_eq!(account.days_past_due(due), DaysPastDue(0));
    assert_eq!((account.overdue(due), account.due_by(due)), (money(0), money(5_674)));
    let next = date(2025, 2, 2);
    assert_eq!(account.days_past_due(next), DaysPastDue(1));
    assert_eq!(account.overdue(next), money(5_674));
    assert_eq!(account.bucket(date(2025, 3, 4)), Bucket::Days31To60);
    assert_eq!(account.overdue(date(2025, 3, 4)), money(2 * 5_674));
}

#[test]
fn a_cent_short_is_still_past_due() {
    let mut account = base();
    account.receive(pay(1, 5_673, date(2025, 2, 1))).unwrap();
    assert_eq!(account.overdue(date(2025, 2, 11)), money(1));
    assert_eq!(account.days_past_due(date(2025, 2, 11)), DaysPastDue(10));
    account.receive(pay(2, 1, date(2025, 2, 11))).unwrap();
    assert_eq!(account.days_past_due(date(2025, 2, 11)), DaysPastDue(0));
    assert_eq!(account.paid_through(), Some(date(2025, 3, 1)));
}

#[test]
fn next_due_passes_over_what_is_overdue_or_paid() {
    let mut account = base();
    assert_eq!(account.next_due_on(date(2025, 2, 1)), Some(date(2025, 2, 1)));
    assert_eq!(account.next_due_on(date(2025, 2, 2)), Some(date(2025, 3, 1)));
    account.receive(pay(1, 2 * 5_674, date(2025, 1, 15))).unwrap();
    assert_eq!(account.next_due_on(date(2025, 2, 1)), Some(date(2025, 4, 1)));
    assert_eq!(account.next_due_on(date(2030, 1, 1)), None);
}

#[test]
fn a_settled_account_is_past_nothing() {
    let mut account = base();
    let total = account.outstanding();
    let split = account.receive(pay(1, total.minor() + 7, date(2025, 1, 2))).unwrap().effect.split;
    assert_eq!((split.principal, split.credit), (money(60_000), money(7)));
    assert!(account.is_settled());
    assert_eq!(account.credit(), money(7));
    assert_eq!((account.oldest_unpaid_due_on(), account.paid_through()), (None, None));
    assert_eq!(account.days_past_due(date(2040, 1, 1)), DaysPastDue(0));
}

#[test]
fn interest_before_principal_and_oldest_first() {
    let mut account = base();
    let split = account.receive(pay(1, 1_000, date(2025, 2, 1))).unwrap().effect.split;
    assert_eq!((split.interest, split.principal), (money(1_000), money(0)));
    let split = account.receive(pay(2, 5_000, date(2025, 2, 2))).unwrap().effect.split;
    // 2.00 of interest and 44.74 of principal close the first; 3.26 go to the second's interest.
    assert_eq!((split.interest, split.principal), (money(200 + 326), money(4_474)));
    let states = account.installment_states();
    assert_eq!((states[0].paid, states[0].outstanding), (money(5_674), money(0)));
    assert_eq!((states[1].due, states[1].paid), (money(5_674), money(326)));
}
