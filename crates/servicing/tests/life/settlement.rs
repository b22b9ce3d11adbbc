//! Settled for less than is owed: offered, approved, paid, paid short, paid late, taken back.

use ident::{OperatorId, PaymentId, TransactionId};
use loan::ledger::LedgerAccount as A;
use loan::{AccountError, SettlementError, TransactionBody};
use policy::Level;
use servicing::settlement::SettlementStage as Stage;
use servicing::{Booking, Command, ConcessionApprovals, ContractStatus, Decision, Event, Refusal};

use crate::story::{Story, day, usd};

fn id(number: u8) -> TransactionId {
    TransactionId::from_bytes([number; 16])
}

fn operator(number: u8) -> OperatorId {
    OperatorId::from_bytes([number; 16])
}

fn offer(minor: i64, through: &str, by: Option<OperatorId>) -> Command {
    Command::OfferSettlement {
        id: TransactionId::new(u64::try_from(minor).unwrap(), [0; 10]),
        amount: usd(minor),
        valid_through: day(through),
        by,
        rule: ConcessionApprovals::default(),
    }
}

/// Of the offer that is there.
fn approve(story: &Story, by: u8) -> Command {
    let offer = story.contract.settlement.as_ref().map_or(id(0), |offer| offer.id);
    Command::ApproveSettlement { by: operator(by), offer }
}

fn withdraw() -> Command {
    Command::WithdrawSettlement { id: id(101) }
}

fn stage(story: &Story) -> Option<Stage> {
    story.contract.settlement_stage().map(|(_, stage)| stage)
}

/// Locked since 19 February, 1,200.00 owed: 700.00 through 31 March settles it, as two people said on the day.
fn offered() -> Story {
    let mut story = Story::locked();
    story.act(offer(70_000, "2026-03-31", Some(operator(1))));
    story.act(approve(&story, 2));
    story
}

fn chargeback(story: &mut Story, of: PaymentId, minor: i64) -> Decision {
    let body = TransactionBody::Chargeback { of: of.into(), amount: usd(minor) };
    let value_on = story.contract.day(story.now);
    story.act(Command::Book(Booking { id: id(110), value_on, body }))
}

#[test]
fn paid_in_time_it_frees_the_phone_for_good() {
    let mut story = offered();
    story.expect(Level::Locked);
    story.until("2026-03-31", 23);
    story.pay(70_000);
    assert_eq!((story.contract.status, stage(&story)), (ContractStatus::Settled, Some(Stage::Accepted)));
    story.expect(Level::None);
    assert!(story.contract.restriction.quittance.is_some());
    assert_eq!(story.contract.total_paid, Some(usd(70_000)));
    let kinds: Vec<_> = story.events.iter().rev().take(5).map(|(_, event)| event.kind()).collect();
    let expected = [
        "quittance.issued",
        "contract.settled",
        "settlement.accepted",
        "delinquency.cured",
        "restriction.lowered",
    ];
    assert_eq!(kinds, expected);
    assert_eq!(story.books.balance(A::WaiverExpense, story.currency()), 50_000);
    assert_eq!(story.books.balance(A::PrincipalReceivable, story.currency()), 0);
}

#[test]
fn a_second_person_must_say_yes_and_it_counts_from_then_on() {
    let mut story = Story::locked();
    story.act(offer(70_000, "2026-03-31", Some(operator(1))));
    assert_eq!(stage(&story), Some(Stage::AwaitingApproval));
    assert_eq!(story.try_act(approve(&story, 1)).unwrap_err(), Refusal::SameApprover);
    story.pay(20_000);
    story.later(24);
    story.act(approve(&story, 2));
    assert_eq!(stage(&story), Some(Stage::Open));
    let quote = story.contract.settlement.as_ref().unwrap().quote;
    assert_eq!((quote.payoff, quote.forgiven), (usd(100_000), usd(30_000)), "of the day it counts from");
    story.pay(50_000);
    assert_eq!(
        story.contract.status,
        ContractStatus::Active,
        "what came before the approval is no part of it"
    );
    let refusal = story.try_act(approve(&story, 3)).unwrap_err();
    assert_eq!(refusal, Refusal::NoSettlementWaits);
    story.pay(20_000);
    assert_eq!(story.contract.status, ContractStatus::Settled);
}

#[test]
fn who_said_yes_said_it_to_what_was_owed_then() {
    let mut story = Story::under("house");
    story.until("2026-01-20", 12);
    let paid = story.pay(10_000);
    story.act(offer(70_000, "2026-03-31", Some(operator(1))));
    story.act(Command::Reverse { transaction: paid.into() });
    let refusal = story.try_act(approve(&story, 2)).unwrap_err();
    assert_eq!(refusal, Refusal::SettlementChanged);
    story.act(withdraw());
    let read = approve(&story, 2);
    assert_eq!(story.try_act(read.clone()).unwrap_err(), Refusal::NoSettlementWaits);
    story.act(offer(60_000, "2026-03-31", Some(operator(1))));
    assert_eq!(
        story.try_act(read).unwrap_err(),
        Refusal::OtherOffer,
        "it takes the place of the one that was read"
    );
}

#[test]
fn nobody_pays_and_nothing_has_changed() {
    let mut story = offered();
    let (owed, postings) = (story.contract.account.outstanding(), story.contract.postings);
    story.until("2026-04-01", 12);
    assert_eq!(story.times("settlement.lapsed"), ["2026-04-01 00:00"]);
    assert_eq!((stage(&story), story.contract.account.outstanding()), (None, owed));
    assert_eq!(story.contract.postings, postings);
    story.act(offer(60_000, "2026-05-31", Some(operator(1))));
    // One that nobody approved is over, too.
    story.until("2026-06-01", 12);
    assert_eq!(stage(&story), None);
}

#[test]
fn money_that_counts_in_time_accepts_though_the_offer_has_lapsed() {
    let mut story = offered();
    story.until("2026-04-02", 12);
    story.pay_valued(70_000, day("2026-03-31"));
    assert_eq!(story.contract.status, ContractStatus::Settled);
    assert_eq!(story.times("settlement.accepted"), ["2026-04-02 12:00"]);
}

#[test]
fn a_chargeback_undoes_it_and_the_phone_stays_free() {
    let mut story = offered();
    let paid = story.pay(70_000);
    story.until("2026-04-20", 12);
    chargeback(&mut story, paid, 70_000);
    assert_eq!(story.contract.status, ContractStatus::Unsecured);
    assert_eq!(story.contract.account.outstanding(), usd(120_000));
    assert!(story.contract.restriction.quittance.is_some());
    story.expect(Level::None);
    assert_eq!(story.times("settlement.undone").len(), 1);
    assert_eq!(stage(&story), None, "its last day is over");
}

#[test]
fn a_reversal_in_time_leaves_the_offer_open_for_other_money() {
    let mut story = offered();
    let paid = story.pay(70_000);
    story.later(24);
    story.act(Command::Reverse { transaction: paid.into() });
    assert_eq!((story.contract.status, stage(&story)), (ContractStatus::Unsecured, Some(Stage::Open)));
    assert_eq!(story.contract.account.outstanding(), usd(120_000));
    story.later(24);
    story.pay(70_000);
    assert_eq!((story.contract.status, stage(&story)), (ContractStatus::Settled, Some(Stage::Accepted)));
}

#[test]
fn a_charged_off_debt_is_settled_by_recovery() {
    let mut story = Story::locked();
    let value_on = story.contract.day(story.now);
    let body = TransactionBody::ChargeOff { reason: "180 days past due".to_owned() };
    story.act(Command::Book(Booking { id: id(1), value_on, body }));
    let lost = story.books.balance(A::ChargeOffExpense, story.currency());
    story.act(offer(30_000, "2026-03-31", Some(operator(1))));
    story.act(approve(&story, 2));
    story.pay(30_000);
    assert_eq!(story.contract.status, ContractStatus::Settled);
    let of = |account| story.books.balance(account, story.currency());
    assert_eq!((of(A::RecoveryIncome), of(A::ChargeOffExpense), of(A::WaiverExpense)), (-30_000, lost, 0));
}

#[test]
fn a_debt_without_a_phone_can_be_settled_and_lapses_by_itself() {
    let mut story = offered();
    let paid = story.pay(70_000);
    story.until("2026-04-20", 12);
    story.act(Command::Reverse { transaction: paid.into() });
    story.act(offer(10_000, "2026-04-30", Some(operator(1))));
    story.act(approve(&story, 2));
    let mut other = story;
    assert!(other.contract.next_action_at.is_some());
    other.until("2026-05-01", 0);
    assert_eq!(other.times("settlement.lapsed"), ["2026-04-20 12:00", "2026-05-01 00:00"]);
}

#[test]
fn one_at_a_time_in_bounds() {
    let mut story = Story::locked();
    let refuse =
        |story: &mut Story, minor, through: &str| story.try_act(offer(minor, through, None)).unwrap_err();
    assert_eq!(
        refuse(&mut story, 120_000, "2026-03-01"),
        SettlementError::NotLess(usd(120_000), usd(120_000)).into()
    );
    assert_eq!(refuse(&mut story, 0, "2026-03-01"), SettlementError::NotPositive(usd(0)).into());
    let past = SettlementError::Expired(day("2026-02-18"), day("2026-02-19"));
    assert_eq!(refuse(&mut story, 1, "2026-02-18"), past.into());
    assert_eq!(refuse(&mut story, 1, "2026-08-19"), Refusal::OfferDay(day("2026-08-18")));
    story.act(offer(60_000, "2026-03-01", None));
    assert_eq!(refuse(&mut story, 60_000, "2026-03-01"), Refusal::SettlementOffered);
    story.act(withdraw());
    assert_eq!(story.try_act(withdraw()).unwrap_err(), Refusal::NoSettlement);
    let mut open = offered();
    open.pay(1);
    let begun = open.try_act(withdraw()).unwrap_err();
    assert!(matches!(begun, Refusal::Account(AccountError::OfferBegun { .. })), "{begun}");
}

#[test]
fn neither_offer_nor_end_can_be_booked_or_reversed() {
    let mut story = offered();
    let value_on = story.contract.day(story.now);
    let offer = story.contract.account.settlement_offer(usd(1), value_on, value_on);
    let of = story.contract.settlement.as_ref().unwrap().id;
    for body in [offer, TransactionBody::SettlementWithdrawal { of }] {
        let booked = story.try_act(Command::Book(Booking { id: id(3), value_on, body })).unwrap_err();
        assert_eq!(booked, Refusal::SettlementIsNoBooking);
    }
    let reversed = story.try_act(Command::Reverse { transaction: of }).unwrap_err();
    assert_eq!(reversed, Refusal::Account(AccountError::OfferStays(of)));
}

#[test]
fn paying_everything_under_an_offer_forgives_nothing() {
    let mut story = offered();
    story.pay(120_000);
    assert_eq!(story.contract.status, ContractStatus::Settled);
    assert!(story.contract.account.forgiven().is_zero());
    let accepted = story.events.iter().any(|(_, event)| matches!(event, Event::SettlementAccepted { .. }));
    assert!(!accepted, "who pays in full settled nothing for less");
}

/// What was forgiven, by every acceptance.
fn accepted(story: &Story) -> Vec<i64> {
    let events = story.events.iter().filter_map(|(_, event)| match event {
        Event::SettlementAccepted { forgiven, .. } => Some(forgiven.minor()),
        _ => None,
    });
    events.collect()
}

#[test]
fn an_offer_that_a_write_off_overtook_is_known_until_its_last_day() {
    let mut story = offered();
    let value_on = story.contract.day(story.now);
    story.act(Command::Book(Booking { id: id(1), value_on, body: TransactionBody::WriteOff }));
    assert_eq!((story.contract.status, stage(&story)), (ContractStatus::Settled, Some(Stage::Open)));
    let mut stays_settled = story;
    stays_settled.act(Command::Reverse { transaction: id(1) });
    assert_eq!(stage(&stays_settled), Some(Stage::Open));
    stays_settled.act(withdraw());
    stays_settled.act(offer(60_000, "2026-03-31", Some(operator(1))));
    let body = TransactionBody::WriteOff;
    stays_settled.act(Command::Book(Booking { id: id(2), value_on, body }));
    stays_settled.until("2026-04-01", 12);
    assert_eq!(stage(&stays_settled), None, "the day after its last, by itself");
    assert!(stays_settled.times("settlement.lapsed").is_empty(), "nothing was left of it to lapse");
}

#[test]
fn each_offer_tells_what_it_forgave_and_only_what_is_undone_is_told_so() {
    let mut story = Story::under("house");
    story.until("2026-01-20", 12);
    let first = story.pay(10_000);
    story.act(offer(70_000, "2026-06-30", Some(operator(1))));
    story.act(approve(&story, 2));
    let paid = story.pay(70_000);
    assert_eq!(accepted(&story), [40_000]);
    story.later(24);
    chargeback(&mut story, first, 10_000);
    assert_eq!(story.contract.account.outstanding(), usd(10_000));
    story.act(offer(4_000, "2026-06-30", Some(operator(1))));
    story.act(approve(&story, 2));
    assert!(story.times("settlement.undone").is_empty(), "a second offer takes nothing back");
    story.pay(4_000);
    assert_eq!(accepted(&story), [40_000, 6_000]);
    story.later(24);
    let body = TransactionBody::Chargeback { of: paid.into(), amount: usd(70_000) };
    let value_on = story.contract.day(story.now);
    story.act(Command::Book(Booking { id: id(111), value_on, body }));
    assert_eq!(story.times("settlement.undone").len(), 1);
    assert_eq!(story.contract.account.outstanding(), usd(110_000), "the second one forgave its 60.00");
}

#[test]
fn what_is_undone_is_told_after_a_later_offer_was_withdrawn() {
    let mut story = Story::under("house");
    story.until("2026-01-20", 12);
    let first = story.pay(10_000);
    story.act(offer(70_000, "2026-06-30", Some(operator(1))));
    story.act(approve(&story, 2));
    let paid = story.pay(70_000);
    chargeback(&mut story, first, 10_000);
    story.act(offer(4_000, "2026-06-30", Some(operator(1))));
    story.act(approve(&story, 2));
    story.act(withdraw());
    story.act(Command::Reverse { transaction: paid.into() });
    assert_eq!(story.times("settlement.undone").len(), 1);
    assert_eq!(story.contract.account.outstanding(), usd(120_000));
}

#[test]
fn a_chargeback_of_all_that_was_owed_undoes_no_settlement() {
    let mut story = offered();
    let paid = story.pay(120_000);
    chargeback(&mut story, paid, 120_000);
    assert!(story.times("settlement.undone").is_empty());
}
