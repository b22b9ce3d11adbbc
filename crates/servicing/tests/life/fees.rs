//! Fees that the terms name: charged by themselves, once.

use ident::TransactionId;
use loan::ledger::LedgerAccount;
use loan::{ChargeOffKind, FeeAmount, FeeAt, FeeKind, FeeRule, Percent, ShareOf, TransactionBody};

use loan::Row;
use money::Money;
use proof::Digest;
use proptest::prelude::*;
use servicing::{Booking, Command, ContractStatus};

use crate::story::{Story, day, offer, usd};

fn rule(kind: FeeKind, at: FeeAt, minor: i64) -> FeeRule {
    FeeRule { name: "Fee".to_owned(), kind, at, amount: FeeAmount::Flat(usd(minor)) }
}

fn with(fees: Vec<FeeRule>) -> Story {
    let mut offer = offer();
    offer.terms.fees = fees;
    Story::of(offer, "house")
}

fn books(story: &Story, account: LedgerAccount) -> i128 {
    story.books.balance(account, story.contract.currency())
}

#[test]
fn agreed_fees_are_owed_from_the_start_and_those_of_the_disbursement_never() {
    let story = with(vec![
        rule(FeeKind::Fee, FeeAt::Installment, 100),
        rule(FeeKind::Fee, FeeAt::On(day("2026-03-01")), 250),
        rule(FeeKind::Fee, FeeAt::Disbursement, 500),
    ]);
    assert_eq!(story.contract.account.outstanding(), usd(120_000 + 12 * 100 + 250));
    let fees: Vec<_> = story.contract.account.rows().iter().map(|row| row.due.fee.minor()).collect();
    assert_eq!(fees, [100, 100, 350, 100, 100, 100, 100, 100, 100, 100, 100, 100]);
    assert_eq!(books(&story, LedgerAccount::FeeReceivable), 1_450);
    assert_eq!(books(&story, LedgerAccount::FeeIncome), -1_950);
    assert_eq!(books(&story, LedgerAccount::MerchantPayable), -119_500);
}

#[test]
fn a_late_fee_comes_on_its_day_and_once() {
    let mut story = with(vec![rule(FeeKind::Penalty, FeeAt::Overdue { after_days: 5 }, 300)]);
    let penalties = |story: &Story| story.contract.account.outstanding_portions().penalty;
    story.until("2026-01-19", 23);
    assert_eq!(penalties(&story), usd(0));
    story.until("2026-01-20", 1);
    assert_eq!(penalties(&story), usd(300));
    assert_eq!(story.times("charge.added"), ["2026-01-20 00:00"]);
    story.until("2026-02-14", 12);
    assert_eq!(penalties(&story), usd(300), "once for each installment");
    story.pay(10_300);
    story.until("2026-02-15", 12);
    story.pay(10_000);
    story.until("2026-03-01", 12);
    assert_eq!(story.times("charge.added").len(), 1, "who pays in time is charged nothing");
}

fn late() -> Story {
    with(vec![
        rule(FeeKind::Penalty, FeeAt::Overdue { after_days: 5 }, 300),
        rule(FeeKind::Fee, FeeAt::Overdue { after_days: 20 }, 700),
    ])
}

#[test]
fn a_late_fee_lapses_with_its_reason_and_comes_back_with_it() {
    let mut story = late();
    story.until("2026-01-22", 12);
    let payment = story.pay_valued(10_000, day("2026-01-15"));
    assert_eq!(story.contract.account.outstanding(), usd(110_000));
    assert_eq!(books(&story, LedgerAccount::PenaltyIncome), 0);
    assert_eq!(story.times("charge.lapsed"), ["2026-01-22 12:00"]);
    story.until("2026-01-23", 12).act(Command::Reverse { transaction: payment.into() });
    assert_eq!(story.contract.account.outstanding(), usd(120_300));
    assert_eq!(story.times("charge.added"), ["2026-01-20 00:00", "2026-01-23 12:00"]);
}

fn charge_off(story: &mut Story, value_on: &str) -> TransactionId {
    let id = TransactionId::from_bytes([8; 16]);
    let body = TransactionBody::ChargeOff { reason: "unpaid".to_owned() };
    story.act(Command::Book(Booking { id, value_on: day(value_on), body }));
    id
}

#[test]
fn after_a_charge_off_nothing_is_charged_for_being_late() {
    for kind in [ChargeOffKind::Regular, ChargeOffKind::ZeroInterest, ChargeOffKind::AccelerateMaturity] {
        let mut offer = offer();
        let share = FeeAmount::Share("10".parse::<Percent>().unwrap(), ShareOf::Installment);
        let at = FeeAt::Overdue { after_days: 5 };
        offer.terms.fees =
            vec![FeeRule { name: "Late".to_owned(), kind: FeeKind::Penalty, at, amount: share }];
        offer.rules.charge_off = kind;
        let mut story = Story::of(offer, "house");
        story.until("2026-02-25", 12);
        assert_eq!(story.contract.account.outstanding(), usd(122_000), "a tenth of each missed installment");
        charge_off(&mut story, "2026-02-25");
        story.until("2026-06-01", 12);
        assert_eq!(story.contract.account.outstanding(), usd(122_000), "{kind:?}");
        assert_eq!(story.times("charge.added").len(), 2);
    }
}

#[test]
fn a_charge_off_that_counts_earlier_takes_later_late_fees_back_and_gives_them_back_with_itself() {
    let mut story = late();
    story.until("2026-01-22", 12);
    assert_eq!(story.contract.account.outstanding(), usd(120_300));
    let off = charge_off(&mut story, "2026-01-19");
    assert_eq!(story.contract.account.outstanding(), usd(120_000));
    assert_eq!(story.times("charge.lapsed"), ["2026-01-22 12:00"]);
    story.until("2026-02-10", 12).act(Command::Reverse { transaction: off });
    assert_eq!(story.contract.account.outstanding(), usd(121_000), "both fees of January");
}

#[test]
fn a_debt_without_a_device_is_charged_its_late_fees_on_their_days() {
    let mut story = late();
    story.until("2026-01-16", 12).act(Command::Free { release: Digest([5; 32]) });
    assert_eq!(story.contract.status, ContractStatus::Unsecured);
    story.until("2026-02-28", 12);
    assert_eq!(story.times("charge.added"), ["2026-01-20 00:00", "2026-02-04 00:00", "2026-02-20 00:00"]);
    story.pay(120_000 + 300 + 700 + 300);
    assert_eq!(story.contract.status, ContractStatus::Settled);
    story.until("2027-06-01", 12);
    assert_eq!(story.times("charge.added").len(), 3);
    assert_eq!(story.contract.next_action_at, None);
}

/// What remains: every row, what is owed, and the credit.
fn state(story: &Story) -> (Vec<Row>, Money, Money) {
    let account = &story.contract.account;
    (account.rows().to_vec(), account.outstanding(), account.credit())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Fees for being late follow from when money counts, not from when it was heard of.
    #[test]
    fn late_fees_know_no_order_of_arrival(
        amounts in prop::collection::vec((1_i64..25_000, 0_i64..24), 1..7), order in any::<u64>(), bounced in any::<bool>(),
    ) {
        let mut day_of = day("2026-01-10");
        let payments: Vec<_> = amounts.iter().map(|(minor, after)| {
            day_of += jiff::Span::new().days(after + 1);
            (*minor, day_of)
        }).collect();
        let mut in_order = late();
        for (minor, value_on) in &payments {
            in_order.until(&value_on.to_string(), 12).pay_valued(*minor, *value_on);
        }
        in_order.until("2026-07-20", 12);
        let mut shuffled = payments.clone();
        shuffled.sort_by_key(|(minor, _)| order.wrapping_mul(minor.unsigned_abs() | 1) >> 5);
        let mut told_late = late();
        if bounced {
            // For a while everything seemed to be paid in time.
            told_late.until("2026-01-15", 12);
            let seeming = told_late.pay_valued(119_999, day("2026-01-15"));
            told_late.until("2026-05-20", 12).act(Command::Reverse { transaction: seeming.into() });
        }
        told_late.until("2026-07-20", 12);
        for (minor, value_on) in shuffled {
            told_late.pay_valued(minor, value_on);
        }
        prop_assert_eq!(state(&told_late), state(&in_order));
    }
}
