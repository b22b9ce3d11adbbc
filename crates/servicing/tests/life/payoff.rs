//! Paying everything at once: agreed, paid, paid short, paid late, taken back.

use policy::Level;
use servicing::{Command, ContractStatus, Refusal};

use crate::story::{Story, day, offer};

/// With 24 % a year, so that paying early saves something. Agreed on 1 February through 10 February.
fn agreed() -> (Story, i64) {
    let mut offer = offer();
    offer.terms.annual_rate = "24".parse().unwrap();
    let mut story = Story::of(offer, "house");
    story.until("2026-02-01", 12);
    story.act(Command::AgreePayoff { valid_through: day("2026-02-10") });
    let amount = story.contract.payoff.unwrap().amount.minor();
    assert!(amount < story.contract.account.outstanding().minor());
    (story, amount)
}

#[test]
fn the_agreed_amount_in_time_settles() {
    let (mut story, amount) = agreed();
    story.until("2026-02-10", 23);
    story.pay(amount);
    assert_eq!(story.contract.status, ContractStatus::Settled);
    assert!(story.told.as_ref().unwrap().outstanding.is_zero());
    assert!(story.contract.account.waived_interest().is_positive());
}

#[test]
fn a_cent_less_is_a_payment_toward_the_installments_and_the_cent_completes_it() {
    let (mut story, amount) = agreed();
    story.until("2026-02-10", 12);
    story.pay(amount - 1);
    assert_eq!(story.contract.status, ContractStatus::Active);
    story.pay(1);
    assert_eq!(story.contract.status, ContractStatus::Settled);
}

#[test]
fn money_that_counts_in_time_and_is_booked_late_still_settles() {
    let (mut story, amount) = agreed();
    story.until("2026-02-12", 12);
    story.pay_valued(amount, day("2026-02-10"));
    assert_eq!(story.contract.status, ContractStatus::Settled);
}

#[test]
fn the_agreed_amount_late_is_a_payment_toward_the_installments() {
    let (mut story, amount) = agreed();
    story.until("2026-02-11", 12);
    story.pay(amount);
    assert_eq!(story.contract.status, ContractStatus::Active);
    assert!(story.contract.account.waived_interest().is_zero());
}

#[test]
fn an_agreement_lapses_by_itself() {
    let (mut story, _) = agreed();
    story.until("2026-02-14", 12);
    assert_eq!(story.times("payoff.lapsed"), ["2026-02-13 00:00"]);
    assert_eq!(story.contract.payoff, None);
}

#[test]
fn a_payoff_taken_back_brings_the_interest_back_and_no_lock() {
    let (mut story, amount) = agreed();
    let owed = story.contract.account.outstanding();
    let payment = story.pay(amount);
    story.later(100).act(Command::Reverse { transaction: payment.into() });
    assert_eq!(story.contract.status, ContractStatus::Unsecured);
    assert_eq!(story.contract.account.outstanding(), owed);
    story.until("2027-06-01", 12).expect(Level::None);
    // The books go on to the last due date; then nothing is left to wait for.
    assert_eq!(story.contract.next_action_at, None);
    assert_eq!(story.contract.interest_earned, story.contract.account.schedule().total_interest());
}

#[test]
fn a_payoff_ends_before_the_next_installment() {
    let (mut story, _) = agreed();
    for (wish, fits) in
        [("2026-01-31", false), ("2026-02-01", true), ("2026-02-14", true), ("2026-02-15", false)]
    {
        let agreed = story.try_act(Command::AgreePayoff { valid_through: day(wish) });
        assert_eq!(agreed.is_ok(), fits, "{wish}");
        if let Err(refusal) = agreed {
            assert_eq!(refusal, Refusal::PayoffDay(day("2026-02-14")));
        }
    }
}

#[test]
fn a_payoff_unlocks() {
    let mut story = Story::locked();
    story.act(Command::AgreePayoff { valid_through: day("2026-02-25") });
    story.pay(120_000);
    story.expect(Level::None);
    assert_eq!(story.contract.status, ContractStatus::Settled);
}

#[test]
fn who_pays_everything_at_once_gets_the_rebate_without_asking() {
    let mut offer = offer();
    offer.terms.annual_rate = "24".parse().unwrap();
    let mut story = Story::of(offer, "house");
    story.until("2026-02-01", 12);
    let everything = story.contract.account.outstanding().minor();
    let quote = story.contract.account.payoff_quote(day("2026-02-01"));
    story.pay(everything);
    assert_eq!(story.contract.status, ContractStatus::Settled);
    assert_eq!(story.contract.account.waived_interest(), quote.rebate);
    assert_eq!(story.contract.account.credit().minor(), everything - quote.total.minor());
}
