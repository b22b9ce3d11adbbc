//! What an offer to settle forgives is what was known to be owed when it was made: what is taken back from before it
//! stays owed.

use super::common::{id, money, monthly, pay};
use ident::TransactionId;
use jiff::civil::{Date, date};
use loan::restructure::{ReAge, ReAgeInterest, Restructuring};
use loan::{
    AccountError, AccountRules, ChargeTiming, Every, InterestMethod, LoanAccount, Portion, Transaction,
    TransactionBody as Body, Unit, Waived,
};

const MARCH_3: Date = date(2025, 3, 3);
const LAST: Date = date(2025, 6, 30);

fn name(number: u64) -> TransactionId {
    id(number).into()
}

/// 1,200.00 at 24 % in 12 installments of 113.47.
fn lent() -> LoanAccount {
    let terms = monthly(120_000, "24", 12, InterestMethod::Declining);
    LoanAccount::of(&terms, AccountRules::default()).unwrap()
}

fn enter(account: &mut LoanAccount, number: u64, on: Date, body: Body) {
    account.record(Transaction::new(name(number), on, body)).unwrap();
}

fn offer(account: &mut LoanAccount, number: u64, on: Date, minor: i64) {
    let body = account.settlement_offer(money(minor), LAST, on);
    enter(account, number, on, body);
}

fn chargeback(account: &mut LoanAccount, number: u64, of: u64, minor: i64, on: Date) {
    enter(account, number, on, Body::Chargeback { of: name(of), amount: money(minor) });
}

fn fee(minor: i64, on: Date) -> Body {
    Body::Charge { portion: Portion::Fee, amount: money(minor), due: ChargeTiming::On(on) }
}

/// The first installment paid, then settled for 400.00.
fn settled_for_400() -> LoanAccount {
    let mut account = lent();
    account.receive(pay(1, 11_347, date(2025, 2, 1))).unwrap();
    offer(&mut account, 10, MARCH_3, 40_000);
    account.receive(pay(2, 40_000, date(2025, 3, 5))).unwrap();
    account
}

#[test]
fn a_second_offer_forgives_nothing_that_the_first_one_had() {
    let mut account = settled_for_400();
    assert!(account.is_settled());
    let first = account.forgiven();
    chargeback(&mut account, 20, 1, 11_347, date(2025, 3, 10));
    assert_eq!(account.outstanding(), money(11_347));
    offer(&mut account, 11, date(2025, 3, 11), 5_000);
    account.receive(pay(3, 5_000, date(2025, 3, 11))).unwrap();
    assert!(account.is_settled());
    let forgave: Vec<_> = account.accepted_settlements().iter().map(|it| it.forgiven).collect();
    assert_eq!(forgave, [first, money(6_347)], "each its own");
    chargeback(&mut account, 21, 2, 40_000, date(2025, 3, 20));
    assert_eq!(account.forgiven(), money(6_347), "what was approved, and no cent of the first");
    assert!(account.outstanding() > first.plus(money(39_999)).unwrap());
    account.reverse(id(21)).unwrap();
    assert!(account.is_settled(), "the bank gave it back");
}

#[test]
fn what_had_been_given_before_the_offer_and_is_reversed_stays_owed() {
    let given: [fn(Date) -> Body; 3] = [
        |_| Body::MerchantRefund { amount: money(60_000) },
        |_| Body::GoodwillCredit { amount: money(10_000) },
        |_| Body::Repayment { amount: money(10_000), rail: "cash".to_owned(), payoff_on: None },
    ];
    for body in given {
        let mut account = lent();
        enter(&mut account, 1, date(2025, 3, 1), body(MARCH_3));
        let before = account.payoff_quote(MARCH_3).total;
        offer(&mut account, 10, MARCH_3, 30_000);
        account.reverse(id(1)).unwrap();
        let missing = account.payoff_quote(MARCH_3).total.minus(before).unwrap();
        let state = account.settlement().unwrap();
        assert_eq!((state.missing, state.to_pay()), (missing, missing.plus(money(30_000)).unwrap()));
        account.receive(pay(2, 30_000, MARCH_3)).unwrap();
        assert_eq!(
            (account.outstanding(), account.forgiven()),
            (missing, before.minus(money(30_000)).unwrap())
        );
        assert_eq!(account.oldest_unpaid_due_on(), Some(date(2025, 4, 1)), "what stays is due first");
    }
}

#[test]
fn a_fee_of_later_is_forgiven_and_one_that_was_waived_before_is_not() {
    let mut account = lent();
    enter(&mut account, 1, date(2025, 2, 10), fee(1_000, date(2025, 2, 10)));
    enter(&mut account, 2, date(2025, 2, 11), Body::Waiver { what: Waived::Charge { of: name(1) } });
    offer(&mut account, 10, MARCH_3, 40_000);
    // Both are of days before the offer, and come in after it.
    enter(&mut account, 3, date(2025, 2, 20), fee(700, date(2025, 2, 20)));
    assert_eq!(account.settlement().unwrap().missing, money(0));
    account.reverse(id(2)).unwrap();
    assert_eq!(account.settlement().unwrap().missing, money(1_000));
    account.receive(pay(4, 41_000, MARCH_3)).unwrap();
    assert!(account.is_settled(), "the amount and what is missing, in one payment");
}

#[test]
fn of_a_payment_of_both_what_is_taken_back_is_missing_again() {
    let mut account = lent();
    account.receive(pay(1, 11_347, date(2025, 2, 1))).unwrap();
    offer(&mut account, 10, MARCH_3, 40_000);
    chargeback(&mut account, 20, 1, 11_347, date(2025, 3, 4));
    let forgiven = account.payoff_quote(date(2025, 3, 5)).total.minus(money(51_347)).unwrap();
    account.receive(pay(2, 52_000, date(2025, 3, 5))).unwrap();
    assert!(account.is_settled());
    chargeback(&mut account, 21, 2, 653, date(2025, 3, 20));
    assert!(account.is_settled(), "what came beyond both");
    chargeback(&mut account, 22, 2, 347, date(2025, 3, 21));
    assert_eq!((account.outstanding(), account.forgiven()), (money(347), forgiven));
    chargeback(&mut account, 23, 2, 11_001, date(2025, 3, 22));
    assert_eq!(account.forgiven(), money(0), "a cent below the amount");
}

#[test]
fn an_offer_alone_keeps_no_plan_from_being_undone() {
    let mut account = lent();
    let change = Restructuring::ReAge(ReAge {
        installments: 6,
        every: Every { count: 1, unit: Unit::Month },
        first_due_on: date(2025, 4, 1),
        interest: ReAgeInterest::default(),
    });
    enter(&mut account, 1, date(2025, 3, 2), Body::Restructure { change });
    offer(&mut account, 10, MARCH_3, 40_000);
    enter(&mut account, 11, MARCH_3, Body::SettlementWithdrawal { of: name(10) });
    offer(&mut account, 12, MARCH_3, 40_000);
    let mut paid = account.clone();
    paid.receive(pay(2, 40_000, MARCH_3)).unwrap();
    assert_eq!(paid.reverse(id(1)), Err(AccountError::NotTheLatest(name(1))));
    account.reverse(id(1)).unwrap();
}
