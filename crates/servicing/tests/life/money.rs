//! Money that is odd: too much, too early, in another currency, from another day, without bounds.

use jiff::civil::Date;
use loan::AccountError;
use loan::ledger::LedgerAccount;
use money::{MAX_MINOR, Money};
use servicing::{Command, ContractStatus, IncomingPayment, Refusal};

use crate::story::{Story, day, offer, usd};

#[test]
fn a_day_to_come_counts_as_today_and_a_day_before_the_loan_as_its_first() {
    let mut story = Story::under("house");
    story.until("2026-01-20", 12);
    for (claimed, counted) in [
        ("2026-01-21", "2026-01-20"),
        ("9999-12-31", "2026-01-20"),
        ("2026-01-20", "2026-01-20"),
        ("2026-01-10", "2026-01-10"),
        ("1999-01-01", "2025-12-15"),
    ] {
        let id = story.pay_valued(100, day(claimed));
        let payments = story.contract.account.payments();
        let kept: Date = payments.iter().find(|payment| payment.id == id).unwrap().value_on;
        assert_eq!(kept, day(counted), "{claimed}");
    }
}

#[test]
fn more_than_everything_is_credit_and_settles() {
    let mut story = Story::under("house");
    story.pay(125_000);
    assert_eq!(story.contract.status, ContractStatus::Settled);
    assert_eq!(story.contract.account.credit(), usd(5_000));
    assert_eq!(story.contract.total_paid, Some(usd(120_000)));
    assert_eq!(story.books.balance(LedgerAccount::CustomerCredit, story.currency()), -5_000);
}

#[test]
fn paid_ahead_nothing_falls_due() {
    let mut story = Story::under("house");
    story.pay(30_000);
    story.until("2026-04-15", 23);
    assert!(story.times("installment.overdue").is_empty());
    assert_eq!(story.told.as_ref().unwrap().next_due.as_ref().unwrap().due_on, day("2026-04-15"));
}

#[test]
fn interest_paid_ahead_becomes_income_when_it_is_due() {
    let mut offer = offer();
    offer.terms.annual_rate = "24".parse().unwrap();
    let mut story = Story::of(offer, "house");
    // All but a cent, so that it is no payoff.
    let ahead = story.contract.account.payoff_quote(day("2025-12-15")).total.minor() - 1;
    story.pay(ahead);
    assert!(story.contract.interest_earned.is_zero());
    story.until("2026-12-16", 12);
    story.pay(story.contract.account.outstanding().minor());
    story.until("2027-01-01", 0);
    assert_eq!(story.contract.interest_earned, story.contract.account.schedule().total_interest());
    assert_eq!(story.books.balance(LedgerAccount::UnearnedInterest, story.currency()), 0);
    assert_eq!(story.contract.next_action_at, None);
}

#[test]
fn refused_money_changes_nothing() {
    let mut story = Story::under("house");
    let known = story.pay(100);
    let before = story.contract.clone();
    let today = day("2025-12-15");
    let fine = story.payment(100, today);
    let with = |amount: Money| IncomingPayment { amount, ..fine.clone() };
    let euro = Money::from_minor(100, "EUR".parse().unwrap()).unwrap();
    let duplicate = IncomingPayment { id: known, ..fine.clone() };
    for (payment, refusal) in [
        (with(euro), Refusal::OtherCurrency { expected: story.currency(), got: euro }),
        (with(usd(0)), Refusal::Account(AccountError::NotPositive(usd(0)))),
        (with(usd(-1)), Refusal::Account(AccountError::NotPositive(usd(-1)))),
        (with(usd(MAX_MINOR)), Refusal::Account(AccountError::TooLarge)),
        (duplicate, Refusal::Account(AccountError::Duplicate(known.into()))),
    ] {
        assert_eq!(story.try_act(Command::Pay(payment)).unwrap_err(), refusal);
        assert_eq!(story.contract, before);
    }
}

#[test]
fn what_never_ran_takes_no_money() {
    let mut offered = Story::offered(offer(), "house");
    let payment = offered.payment(100, day("2025-12-15"));
    let refusal = offered.try_act(Command::Pay(payment.clone())).unwrap_err();
    assert_eq!(refusal, Refusal::WrongStatus { status: "offered", action: "be paid" });
    offered.act(Command::Cancel);
    let refusal = offered.try_act(Command::Pay(payment)).unwrap_err();
    assert_eq!(refusal, Refusal::WrongStatus { status: "cancelled", action: "be paid" });
}

#[test]
fn the_books_never_change_by_a_wake_alone_without_interest() {
    let mut story = Story::under("house");
    let before = story.books.clone();
    story.until("2026-12-31", 12);
    assert_eq!(story.books, before);
}
