//! The entry of every kind of transaction. The base example: 600.00 at 24 %, first due 1 February with 44.74 and 12.00.

use super::common::{base, id, money, pay};
use jiff::civil::{Date, date};
use loan::ledger::{self, LedgerAccount as A, PostingKind as K, Side};
use loan::{AccountError, ChargeTiming, LoanAccount, Portion, Transaction, TransactionBody as Body, Waived};

const FIRST_DUE: Date = date(2025, 2, 1);

/// (account, amount) of the lines of a transaction's only posting: debits above zero, credits below.
fn entry(account: &mut LoanAccount, number: u64, on: Date, body: Body) -> (K, Vec<(A, i64)>) {
    let recorded = account.record(Transaction::new(id(number).into(), on, body)).unwrap();
    let postings = ledger::recorded(&recorded);
    assert_eq!(postings.len(), 1, "{postings:?}");
    assert_eq!((postings[0].cause(), postings[0].value_on()), (Some(id(number).into()), on));
    let line = |line: &ledger::Line| {
        let minor = line.amount.minor();
        (line.account, if line.side == Side::Debit { minor } else { -minor })
    };
    (postings[0].kind(), postings[0].lines().iter().map(line).collect())
}

fn fee(minor: i64, due: Date) -> Body {
    Body::Charge { portion: Portion::Fee, amount: money(minor), due: ChargeTiming::On(due) }
}

fn waiver(portion: Portion, minor: i64) -> Body {
    Body::Waiver { what: Waived::Portion { portion, amount: Some(money(minor)) } }
}

#[test]
fn a_charge_is_income_and_its_adjustment_takes_income_back() {
    let mut account = base();
    let charged = entry(&mut account, 1, FIRST_DUE, fee(500, FIRST_DUE));
    assert_eq!(charged, (K::Charge, vec![(A::FeeReceivable, 500), (A::FeeIncome, -500)]));
    let adjusted = Body::ChargeAdjustment { of: id(1).into(), amount: money(200) };
    let adjusted = entry(&mut account, 2, FIRST_DUE, adjusted);
    assert_eq!(adjusted, (K::Waiver, vec![(A::FeeIncome, 200), (A::FeeReceivable, -200)]));
    let waived = Body::Waiver { what: Waived::Charge { of: id(1).into() } };
    let waived = entry(&mut account, 3, FIRST_DUE, waived);
    assert_eq!(waived, (K::Waiver, vec![(A::WaiverExpense, 300), (A::FeeReceivable, -300)]));
}

#[test]
fn earned_interest_that_is_waived_is_an_expense_and_other_interest_never_becomes_income() {
    let mut account = base();
    let earned = entry(&mut account, 1, FIRST_DUE, waiver(Portion::Interest, 1_200));
    assert_eq!(earned, (K::Waiver, vec![(A::WaiverExpense, 1_200), (A::InterestReceivable, -1_200)]));
    assert_eq!(account.earned_interest(FIRST_DUE), money(1_200));
    let unearned = entry(&mut account, 2, FIRST_DUE, waiver(Portion::Interest, 1_000));
    assert_eq!(unearned, (K::Waiver, vec![(A::UnearnedInterest, 1_000), (A::InterestReceivable, -1_000)]));
    assert_eq!(account.earned_interest(date(2025, 3, 1)), money(1_200 + 111));
}

#[test]
fn the_money_of_others_pays_as_the_borrower_s_does() {
    let mut account = base();
    let amount = money(1_200);
    for (number, body, kind, source) in [
        (1, Body::GoodwillCredit { amount }, K::Goodwill, A::GoodwillExpense),
        (2, Body::MerchantRefund { amount }, K::MerchantRefund, A::MerchantPayable),
        (3, Body::DeviceReturn { amount }, K::DeviceReturn, A::ReturnedDeviceInventory),
    ] {
        let paid = if number == 1 { A::InterestReceivable } else { A::PrincipalReceivable };
        let (got, mut lines) = entry(&mut account, number, FIRST_DUE, body);
        lines.sort_by_key(|line| -line.1);
        assert_eq!((got, lines), (kind, vec![(source, 1_200), (paid, -1_200)]));
    }
}

#[test]
fn money_that_goes_back_is_owed_again_or_taken_from_the_credit_balance() {
    let mut account = base();
    account.receive(pay(1, 5_674, FIRST_DUE)).unwrap();
    let back = Body::Chargeback { of: id(1).into(), amount: money(5_674) };
    let back = entry(&mut account, 2, date(2025, 2, 9), back);
    assert_eq!(back, (K::Chargeback, vec![(A::PrincipalReceivable, 5_674), (A::RailClearing, -5_674)]));
    let all = account.outstanding().minor() + 700;
    account.receive(pay(3, all, date(2025, 2, 10))).unwrap();
    let refund = entry(&mut account, 4, date(2025, 2, 11), Body::CreditRefund { amount: money(200) });
    assert_eq!(refund, (K::CreditRefund, vec![(A::CustomerCredit, 200), (A::RailClearing, -200)]));
    let fee = entry(&mut account, 5, date(2025, 2, 12), fee(100, date(2025, 2, 12)));
    assert_eq!(fee, (K::Charge, vec![(A::CustomerCredit, 100), (A::FeeIncome, -100)]));
    assert_eq!((account.credit(), account.is_settled()), (money(400), true));
}

#[test]
fn what_is_charged_off_leaves_the_books_and_comes_back_as_recovery() {
    let mut account = base();
    let charged_off = Body::ChargeOff { reason: "120 days past due".to_owned() };
    let (kind, lines) = entry(&mut account, 1, FIRST_DUE, charged_off);
    let interest = account.schedule().total_interest().minor();
    let expected = vec![
        (A::UnearnedInterest, interest - 1_200),
        (A::ChargeOffExpense, 60_000 + 1_200),
        (A::PrincipalReceivable, -60_000),
        (A::InterestReceivable, -interest),
    ];
    assert_eq!((kind, lines), (K::ChargeOff, expected));
    assert_eq!(account.outstanding(), account.schedule().total(), "it is still owed");
    assert_eq!(
        (account.receivable(Portion::Principal), account.charged_off_on()),
        (money(0), Some(FIRST_DUE))
    );
    let rail = "cash".to_owned();
    let paid = Body::Repayment { amount: money(5_674), rail, payoff_on: None };
    let paid = entry(&mut account, 2, date(2025, 6, 1), paid);
    assert_eq!(paid, (K::Recovery, vec![(A::RailClearing, 5_674), (A::RecoveryIncome, -5_674)]));
    let back = Body::Chargeback { of: id(2).into(), amount: money(5_674) };
    let back = entry(&mut account, 3, date(2025, 6, 9), back);
    assert_eq!(back, (K::Chargeback, vec![(A::ChargebackLoss, 5_674), (A::RailClearing, -5_674)]));
}

#[test]
fn what_is_written_off_is_owed_no_more_and_may_still_be_recovered() {
    let mut account = base();
    let (kind, _) = entry(&mut account, 1, FIRST_DUE, Body::WriteOff);
    assert_eq!((kind, account.is_settled()), (K::ChargeOff, true));
    let recovery = Body::Recovery { amount: money(1_000), rail: "cash".to_owned() };
    let recovered = entry(&mut account, 2, date(2025, 6, 1), recovery);
    assert_eq!(recovered, (K::Recovery, vec![(A::RailClearing, 1_000), (A::RecoveryIncome, -1_000)]));
    assert_eq!(account.credit(), money(0));
    // Beyond what was written off, 600.00 and the 12.00 earned and the rest of the interest, money is credit.
    let rest = account.schedule().total().minor() - 1_000;
    account.receive(pay(3, rest + 5, date(2025, 6, 2))).unwrap();
    assert_eq!(account.credit(), money(5));
}

#[test]
fn nothing_is_recovered_before_it_was_given_up_and_a_debt_is_charged_off_once() {
    let mut account = base();
    let recovery = || Body::Recovery { amount: money(1_000), rail: "cash".to_owned() };
    let charge_off = || Body::ChargeOff { reason: "gone".to_owned() };
    let refused = |account: &mut LoanAccount, number, body| {
        account.record(Transaction::new(id(number).into(), date(2025, 6, 1), body)).unwrap_err()
    };
    assert_eq!(refused(&mut account, 1, recovery()), AccountError::NothingToRecover);
    entry(&mut account, 2, FIRST_DUE, charge_off());
    assert_eq!(refused(&mut account, 3, charge_off()), AccountError::ChargedOff(FIRST_DUE));
    account.reverse(id(2)).unwrap();
    assert_eq!(refused(&mut account, 4, recovery()), AccountError::NothingToRecover);
    entry(&mut account, 5, date(2025, 6, 3), charge_off());
    assert_eq!(account.charged_off_on(), Some(date(2025, 6, 3)));
}

#[test]
fn the_end_of_a_period_accrues_by_elapsed_days() {
    let account = base();
    let on = date(2025, 2, 15);
    // 12.00 of January, and 14 of February's 28 days of 11.11.
    assert_eq!(
        (account.earned_interest(on), account.accrued_interest(on)),
        (money(1_200), money(1_200 + 556))
    );
    let all = account.schedule().total_interest().minor();
    assert_eq!(account.unearned_interest(on), money(all - 1_200));
}
