//! Paying off while installments leave their interest out: what has passed of it is owed, the rest is given up.

use jiff::civil::{Date, date};
use loan::restructure::{MidTermGrace, NewPlan, Reschedule, Restructuring};
use loan::{
    AccountRules, Advance, Conventions, Grace, LoanAccount, Payment, Percent, Terms, Transaction,
    TransactionBody,
};

use super::common::{base_terms, money};
use ident::PaymentId;

/// 600.00 at 24 % in twelve months from 1 January 2025; the first two ask for nothing.
fn resting() -> LoanAccount {
    let conventions = Conventions { grace: Grace { principal: 2, interest: 2 }, ..Conventions::default() };
    LoanAccount::of(&Terms { conventions, ..base_terms() }, AccountRules::default()).unwrap()
}

/// The interest of the quote of each day.
fn quoted(account: &LoanAccount, days: &[Date]) -> Vec<i64> {
    days.iter().map(|day| account.payoff_quote(*day).interest.minor()).collect()
}

#[test]
fn interest_left_out_so_far_is_part_of_the_payoff() {
    let days = [
        date(2025, 1, 1),
        date(2025, 1, 16), // 12.00 x 15/31
        date(2025, 2, 1),  // a month
        date(2025, 2, 16), // and 15 days of 28
        date(2025, 3, 1),  // both months, though nothing is due
        date(2025, 3, 11), // and 10 days of 31
        date(2025, 4, 1),
    ];
    assert_eq!(quoted(&resting(), &days), [0, 581, 1_200, 1_843, 2_400, 2_787, 3_600]);
}

#[test]
fn the_quoted_amount_settles_and_is_income() {
    let mut account = resting();
    let on = date(2025, 2, 16);
    let amount = account.payoff_quote(on).total;
    assert_eq!(amount, money(61_843));
    let payment = Payment::new(PaymentId::new(1, [0; 10]), amount, on, "cash");
    account.receive_payoff(payment, on).unwrap();
    assert!(account.is_settled() && account.credit().is_zero());
    assert_eq!(account.earned_interest(on), money(1_843));
    assert_eq!(account.reverse(PaymentId::new(1, [0; 10])).map(drop), Ok(()));
    assert_eq!(account.rows(), resting().rows());
}

#[test]
fn the_end_of_an_accounting_period_knows_what_was_left_out() {
    let account = resting();
    let on = date(2025, 2, 16);
    assert_eq!((account.earned_interest(on), account.accrued_interest(on)), (money(0), money(1_843)));
}

#[test]
fn a_grace_in_the_middle_of_the_term_is_no_different() {
    let mut account = LoanAccount::of(&base_terms(), AccountRules::default()).unwrap();
    let grace = MidTermGrace { principal: 2, interest: 2 };
    let plan = Some(NewPlan { grace, ..NewPlan::default() });
    let change = Restructuring::Reschedule(Reschedule { plan, ..Reschedule::default() });
    let body = TransactionBody::Restructure { change };
    account.record(Transaction::new(PaymentId::new(1, [0; 10]).into(), date(2025, 1, 5), body)).unwrap();
    let days = [date(2025, 1, 16), date(2025, 2, 16), date(2025, 3, 11)];
    assert_eq!(quoted(&account, &days), quoted(&resting(), &days));
}

#[test]
fn what_is_paid_out_later_bears_interest_from_its_day_in_grace_too() {
    // 600.00 at first, 300.00 more on 16 January; 10 % of each is paid at once.
    let conventions = Conventions { grace: Grace { principal: 2, interest: 2 }, ..Conventions::default() };
    let advances = vec![Advance { on: date(2025, 1, 16), amount: money(30_000) }];
    let down_payment_percent = Some("10".parse::<Percent>().unwrap());
    let terms = Terms { conventions, advances, down_payment_percent, ..base_terms() };
    let account = LoanAccount::of(&terms, AccountRules::default()).unwrap();
    // 540.00 for January, 270.00 for 16 of its 31 days.
    assert_eq!(quoted(&account, &[date(2025, 2, 1)]), [1_080 + 279]);
    let left_out: Vec<_> = account.rows().iter().map(|row| row.deferred.minor()).collect();
    assert_eq!(left_out[..6], [0, 0, 1_359, 1_359 + 1_620, 0, 0]);
}
