//! Paying everything at once: agreed, paid, paid short, paid late, taken back.

use ident::TransactionId;
use loan::{FeeAmount, FeeAt, FeeKind, FeeRule, TransactionBody};
use money::Money;
use policy::Level;
use proof::Digest;
use servicing::{Booking, Command, ContractStatus, Refusal};

use crate::story::{Story, day, offer, usd};

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

/// 3.00 for an installment unpaid fifteen days after its due date. Nothing is paid; on 25 January a payoff is agreed
/// through 5 February. The fee of January would come on 30 January.
fn agreed_while_late() -> (Story, i64) {
    let mut offer = offer();
    offer.terms.annual_rate = "24".parse().unwrap();
    offer.terms.fees = vec![FeeRule {
        name: "Late".to_owned(),
        kind: FeeKind::Penalty,
        at: FeeAt::Overdue { after_days: 15 },
        amount: FeeAmount::Flat(usd(300)),
    }];
    let mut story = Story::of(offer, "house");
    story.until("2026-01-25", 12);
    story.act(Command::AgreePayoff { valid_through: day("2026-02-05") });
    let amount = story.contract.payoff.unwrap().amount.minor();
    (story, amount)
}

fn penalty(story: &Story) -> Money {
    story.contract.account.outstanding_portions().penalty
}

#[test]
fn no_late_fee_breaks_the_agreed_amount() {
    for (hour, told_on) in [(12, "2026-02-03"), (23, "2026-02-05"), (12, "2026-02-07")] {
        let (mut story, amount) = agreed_while_late();
        story.until(told_on, hour);
        story.pay_valued(amount, day(told_on).min(day("2026-02-05")));
        assert_eq!(story.contract.status, ContractStatus::Settled, "{told_on}");
        assert_eq!(story.times("charge.added"), [""; 0]);
    }
}

#[test]
fn an_agreement_that_lapses_leaves_the_late_fee_of_its_days() {
    let (mut story, amount) = agreed_while_late();
    story.until("2026-02-07", 12);
    assert_eq!(penalty(&story), usd(0));
    story.until("2026-02-08", 1);
    assert_eq!(story.times("payoff.lapsed"), ["2026-02-08 00:00"]);
    assert_eq!(story.times("charge.added"), ["2026-02-08 00:00"]);
    assert_eq!(penalty(&story), usd(300));
    story.pay(amount);
    assert_eq!(story.contract.status, ContractStatus::Active, "the promise is over");
}

#[test]
fn an_installment_paid_in_time_under_an_agreement_owes_no_fee_after_it() {
    let (mut story, _) = agreed_while_late();
    story.until("2026-01-28", 12);
    let installment = story.contract.account.overdue(day("2026-01-28")).minor();
    story.pay(installment);
    story.until("2026-02-10", 12);
    assert_eq!(story.times("payoff.lapsed"), ["2026-02-08 00:00"]);
    assert_eq!(story.times("charge.added"), [""; 0]);
}

#[test]
fn what_the_agreed_amount_settled_is_charged_no_late_fee_when_something_else_comes_back() {
    let (mut story, amount) = agreed_while_late();
    story.until("2026-02-03", 12);
    let payoff = story.pay(amount);
    let id = TransactionId::from_bytes([9; 16]);
    let back = TransactionBody::Chargeback { of: payoff.into(), amount: usd(100) };
    story.later(48).act(Command::Book(Booking { id, value_on: day("2026-02-05"), body: back }));
    assert_eq!(story.contract.status, ContractStatus::Unsecured);
    story.until("2026-02-10", 12);
    assert_eq!(story.contract.account.outstanding(), usd(100));
}

#[test]
fn an_agreed_amount_taken_back_brings_the_late_fee_back() {
    let (mut story, amount) = agreed_while_late();
    story.until("2026-02-03", 12);
    let payment = story.pay(amount);
    story.later(24).act(Command::Reverse { transaction: payment.into() });
    assert_eq!(penalty(&story), usd(300));
}

#[test]
fn an_agreement_lapses_also_when_no_device_stands_behind_the_debt() {
    let (mut story, _) = agreed_while_late();
    story.act(Command::Free { release: Digest([5; 32]) });
    story.until("2026-02-10", 12);
    assert_eq!(story.times("payoff.lapsed"), ["2026-02-08 00:00"]);
    assert_eq!(penalty(&story), usd(300));
}
