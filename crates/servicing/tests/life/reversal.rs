//! Money taken back: before the end, after a lift, after the quittance.

use policy::Level;
use servicing::{Command, ContractStatus, Refusal};

use crate::story::{Story, usd};

#[test]
fn a_reversal_after_a_lift_relocks_nobody_before_new_notices() {
    let mut story = Story::locked();
    let payment = story.pay(20_000);
    story.until("2026-02-24", 12);
    story.act(Command::Reverse { transaction: payment.into() });
    story.expect(Level::None);
    story.until("2026-03-06", 12).expect(Level::None);
    // Both notices anew, at once because their days are long past, then the first step.
    assert_eq!(story.times("notice.issued")[2..], ["2026-02-24 12:00", "2026-03-03 12:00"]);
    story.until("2026-03-09", 12).expect(Level::Reminder);
    story.until("2026-03-13", 12).expect(Level::Locked);
}

#[test]
fn a_reversed_part_payment_puts_the_amount_back_and_the_level_stays() {
    let mut story = Story::locked();
    let payment = story.pay(6_000);
    story.later(1).act(Command::Reverse { transaction: payment.into() });
    story.expect(Level::Locked);
    assert_eq!(story.ransom(), usd(20_000));
    story.pay(20_000);
    story.expect(Level::None);
}

#[test]
fn a_reversal_that_undoes_a_part_lift_raises_only_at_the_next_wakes() {
    let mut story = Story::locked();
    let payment = story.pay(10_000);
    story.expect(Level::None);
    story.act(Command::Reverse { transaction: payment.into() });
    story.expect(Level::None);
    story.until("2026-02-20", 12).expect(Level::Reminder);
    story.until("2026-02-23", 12).expect(Level::Limited);
}

#[test]
fn an_older_debt_of_which_no_notice_spoke_lets_no_level_rise() {
    let mut story = Story::under("house");
    story.until("2026-01-15", 12);
    let january = story.pay(10_000);
    // The notices are about February; on 10 March it is 23 days past due.
    story.until("2026-03-10", 12).expect(Level::Reminder);
    story.act(Command::Reverse { transaction: january.into() });
    // January alone would be 54 days past due: far beyond the day of the lock.
    story.until("2026-03-14", 12).expect(Level::Reminder);
    assert_eq!(story.ransom(), usd(20_000));
    let warrant = story.contract.restriction.warrant.clone().unwrap();
    assert_eq!(warrant.oldest_due_on, crate::story::day("2026-02-15"));
    // 28 days after February's due date, on a Monday.
    story.until("2026-03-16", 12).expect(Level::Limited);
}

#[test]
fn the_amount_that_lifts_grows_with_a_reversal_and_still_lifts() {
    let mut story = Story::under("house");
    story.until("2026-01-15", 12);
    let january = story.pay(10_000);
    story.until("2026-03-10", 12);
    story.act(Command::Reverse { transaction: january.into() });
    story.pay(20_000);
    story.expect(Level::None);
}

#[test]
fn after_the_quittance_a_reversal_leaves_a_debt_without_a_device() {
    let mut story = Story::under("house");
    story.pay(110_000);
    let last = story.pay(10_000);
    assert_eq!(story.contract.status, ContractStatus::Settled);
    let quittance = story.contract.restriction.quittance;
    let told = story.told.clone();
    story.later(48).act(Command::Reverse { transaction: last.into() });
    assert_eq!(story.contract.status, ContractStatus::Unsecured);
    story.until("2028-01-01", 12).expect(Level::None);
    assert!(story.times("notice.issued").is_empty());
    // The phone may be someone else's by now: it hears nothing of the debt.
    assert_eq!(story.told, told);
    story.pay(10_000);
    assert_eq!(story.contract.status, ContractStatus::Settled);
    assert_eq!(story.contract.restriction.quittance, quittance);
    assert_eq!(story.times("quittance.issued").len(), 1);
}

#[test]
fn a_reversed_credit_changes_nothing_after_the_end() {
    let mut story = Story::under("house");
    story.pay(120_000);
    let too_much = story.pay(5_000);
    assert_eq!(story.contract.account.credit(), usd(5_000));
    story.act(Command::Reverse { transaction: too_much.into() });
    assert_eq!(story.contract.status, ContractStatus::Settled);
    assert!(story.contract.account.credit().is_zero());
}

#[test]
fn a_payment_is_reversed_once_and_only_if_it_came() {
    let mut story = Story::under("house");
    let payment = story.pay(10_000);
    story.act(Command::Reverse { transaction: payment.into() });
    let again = story.try_act(Command::Reverse { transaction: payment.into() }).unwrap_err();
    assert_eq!(again, Refusal::Account(loan::AccountError::AlreadyReversed(payment.into())));
    let unknown = ident::PaymentId::from_bytes([9; 16]);
    let refusal = story.try_act(Command::Reverse { transaction: unknown.into() }).unwrap_err();
    assert_eq!(refusal, Refusal::Account(loan::AccountError::Unknown(unknown.into())));
}
