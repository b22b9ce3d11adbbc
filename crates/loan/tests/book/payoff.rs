//! Early payoff: the quote, the rebate, and how it is undone.

use super::common::{base, id, money, pay};
use jiff::civil::{Date, date};
use loan::{AccountError, LoanAccount};

/// The base example with three installments paid on their due dates; in the period of 1 to 30 April… 1 May.
fn three_paid() -> LoanAccount {
    let mut account = base();
    for (number, month) in [(1, 2), (2, 3), (3, 4)] {
        account.receive(pay(number, 5_674, date(2025, month, 1))).unwrap();
    }
    account
}

const DAY_17: Date = date(2025, 4, 18);

#[test]
fn the_reference_s_payoff_on_day_17() {
    let quote = three_paid().payoff_quote(DAY_17);
    assert_eq!(quote.principal, money(46_308));
    assert_eq!(quote.interest, money(525), "9.26 × 17/30");
    assert_eq!(quote.total, money(46_833));
    let unpaid = three_paid().outstanding();
    assert_eq!(unpaid.minus(quote.rebate).unwrap(), quote.total);
}

#[test]
fn due_interest_stays_due_and_future_interest_goes() {
    let account = base();
    let before = account.payoff_quote(date(2024, 12, 31));
    assert_eq!((before.interest, before.total), (money(0), money(60_000)));
    let on_due_date = account.payoff_quote(date(2025, 2, 1));
    assert_eq!(on_due_date.interest, money(1_200));
    let after_the_end = account.payoff_quote(date(2026, 1, 1));
    assert_eq!((after_the_end.rebate, after_the_end.total), (money(0), account.outstanding()));
}

#[test]
fn the_quoted_amount_settles_to_the_cent() {
    let mut account = three_paid();
    let rebate = account.payoff_quote(DAY_17).rebate;
    let refused = account.receive_payoff(pay(4, 46_832, DAY_17), DAY_17);
    assert_eq!(refused, Err(AccountError::BelowPayoff { needed: money(46_833), got: money(46_832) }));
    assert_eq!(account, three_paid(), "a refusal changes nothing");
    let received = account.receive_payoff(pay(4, 46_833, DAY_17), DAY_17).unwrap();
    assert_eq!(received.effect.split.interest, money(525));
    assert!(account.is_settled());
    assert_eq!((account.credit(), account.waived_interest()), (money(0), rebate));
    assert_eq!(account.installment_states()[11].due, account.schedule().installments()[11].principal);
}

#[test]
fn two_transfers_cost_the_same_as_one() {
    let mut account = three_paid();
    account.receive(pay(4, 20_000, DAY_17)).unwrap();
    let quote = account.payoff_quote(DAY_17);
    assert_eq!(quote.total, money(26_833));
    assert!(quote.prepaid.is_positive(), "the first transfer had bought future interest");
    account.receive_payoff(pay(5, 26_833, DAY_17), DAY_17).unwrap();
    assert!(account.is_settled() && account.credit().is_zero());
}

#[test]
fn what_was_prepaid_beyond_the_payoff_becomes_credit() {
    let mut account = base();
    let all_but_a_cent = account.outstanding().minor() - 1;
    account.receive(pay(1, all_but_a_cent, date(2025, 1, 1))).unwrap();
    assert_eq!(account.payoff_quote(date(2025, 1, 1)).total, money(0));
    account.receive_payoff(pay(2, 1, date(2025, 1, 1)), date(2025, 1, 1)).unwrap();
    assert!(account.is_settled());
    assert_eq!(account.credit(), account.schedule().total_interest());
}

#[test]
fn reversing_the_payoff_undoes_the_rebate() {
    let mut account = three_paid();
    account.receive_payoff(pay(4, 46_833, DAY_17), DAY_17).unwrap();
    let reversed = account.reverse(id(4)).unwrap();
    assert!(reversed.effect.rebate.is_some());
    assert_eq!(account.outstanding(), three_paid().outstanding());
    assert_eq!(account.waived_interest(), money(0));
    assert_eq!(account.reverse(id(4)), Err(AccountError::AlreadyReversed(id(4).into())));
    assert_eq!(account.reverse(id(9)), Err(AccountError::Unknown(id(9).into())));
}

#[test]
fn reversing_what_the_payoff_stood_on_makes_it_ordinary() {
    let mut account = three_paid();
    account.receive_payoff(pay(4, 46_833, DAY_17), DAY_17).unwrap();
    let reversed = account.reverse(id(1)).unwrap();
    let payoff = reversed.changed.iter().find(|changed| changed.transaction == id(4).into()).unwrap();
    assert!(payoff.before.rebate.is_some() && payoff.after.rebate.is_none());
    assert!(!account.is_settled());
    assert_eq!(account.waived_interest(), money(0));
    let paid = 2 * 5_674 + 46_833;
    assert_eq!(account.outstanding().minor(), account.schedule().total().minor() - paid);
}
