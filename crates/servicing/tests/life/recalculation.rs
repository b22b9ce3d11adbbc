//! Interest that follows what is owed, night by night.

use loan::ledger::LedgerAccount;
use loan::{Conventions, DayCount, InterestBasis, InterestRecalculation};
use servicing::ContractStatus;

use crate::story::{Story, offer, usd};

/// 1200.00 at 24 % in twelve months from 15 December 2025.
fn daily() -> Story {
    let mut offer = offer();
    offer.terms.annual_rate = "24".parse().unwrap();
    offer.terms.conventions = Conventions {
        interest_basis: InterestBasis::Daily,
        day_count: DayCount::Thirty360,
        interest_recalculation: InterestRecalculation::Daily,
        ..Conventions::default()
    };
    Story::of(offer, "house")
}

fn is_on_the_books(story: &Story) {
    let account = &story.contract.account;
    let owed = i128::from(account.outstanding_interest().minor());
    let balance = |name| story.books.balance(name, story.contract.currency());
    assert_eq!(balance(LedgerAccount::InterestReceivable), owed);
    let unearned = account.unearned_interest(story.contract.day(story.now));
    assert_eq!(balance(LedgerAccount::UnearnedInterest), -i128::from(unearned.minor()));
}

#[test]
fn what_is_overdue_bears_interest_every_night_until_it_is_paid() {
    let mut story = daily();
    let agreed = story.contract.account.outstanding_interest();
    story.until("2026-01-15", 12);
    assert_eq!(story.contract.account.outstanding_interest(), agreed, "nothing is overdue yet");
    // The first installment repays 89.47; a night of it costs 0.06, and each night is reckoned when it is over.
    let mut before = agreed;
    for day in ["2026-01-20", "2026-01-25", "2026-01-30"] {
        story.until(day, 12);
        let now = story.contract.account.outstanding_interest();
        assert_eq!((now > before, now.minus(before).unwrap() < usd(40)), (true, true), "{day}");
        before = now;
        is_on_the_books(&story);
    }
    let installment = story.contract.account.schedule().installments()[0].total();
    story.pay(installment.minor());
    let paid = story.contract.account.outstanding_interest();
    story.until("2026-02-14", 12);
    assert_eq!(story.contract.account.outstanding_interest(), paid, "and no night after it");
    is_on_the_books(&story);
}

#[test]
fn who_pays_all_early_pays_for_the_nights_that_passed() {
    let mut story = daily();
    story.until("2025-12-30", 12);
    let quote = story.contract.account.payoff_quote(story.contract.day(story.now));
    // 1200.00 at 2 % a month, fifteen nights of thirty-one.
    assert_eq!(quote.interest, usd(1_161));
    story.pay(quote.total.minor());
    assert_eq!(story.contract.status, ContractStatus::Settled);
    story.until("2026-03-01", 12);
    assert_eq!(story.contract.status, ContractStatus::Settled);
    assert_eq!(story.books.balance(LedgerAccount::InterestIncome, story.contract.currency()), -1_161);
    is_on_the_books(&story);
}
