//! What moves an account besides payments, and what that does to a restriction.

use ident::TransactionId;
use jiff::civil::Date;
use loan::ledger::LedgerAccount;
use loan::{ChargeTiming, Portion, TransactionBody, Waived};
use policy::Level;
use servicing::{Booking, Command, ContractStatus, CuredBy, Event, LowerReason, Refusal};

use crate::story::{Story, day, usd};

fn id(number: u8) -> TransactionId {
    TransactionId::from_bytes([number; 16])
}

fn book(number: u8, on: &str, body: TransactionBody) -> Command {
    Command::Book(Booking { id: id(number), value_on: day(on), body })
}

fn charge(portion: Portion, minor: i64, due_on: Date) -> TransactionBody {
    TransactionBody::Charge { portion, amount: usd(minor), due: ChargeTiming::On(due_on) }
}

fn today(story: &Story) -> String {
    story.contract.day(story.now).to_string()
}

fn events(story: &Story) -> Vec<&'static str> {
    story.events.iter().map(|(_, event)| event.kind()).collect()
}

#[test]
fn a_penalty_is_owed_paid_first_and_income() {
    let mut story = Story::under("house");
    story.until("2026-01-14", 12);
    story.act(book(1, "2026-01-14", charge(Portion::Penalty, 500, day("2026-01-14"))));
    assert_eq!(story.contract.account.outstanding(), usd(120_500));
    assert_eq!(story.books.balance(LedgerAccount::PenaltyReceivable, story.contract.currency()), 500);
    assert_eq!(story.books.balance(LedgerAccount::PenaltyIncome, story.contract.currency()), -500);
    story.act(book(2, "2026-01-14", TransactionBody::Waiver { what: Waived::Charge { of: id(1) } }));
    assert_eq!(story.contract.account.outstanding(), usd(120_000));
    let (_, waived) = story.events.last().unwrap();
    let Event::Waived { portions, of, .. } = waived else { panic!("{waived:?}") };
    assert_eq!((portions.penalty, *of), (usd(500), Some(id(1))));
}

#[test]
fn money_of_others_lifts_as_the_borrowers_does() {
    let mut story = Story::locked();
    let named = story.contract.restriction.warrant.as_ref().unwrap().amount;
    let today = today(&story);
    story.act(book(1, &today, TransactionBody::GoodwillCredit { amount: named }));
    assert_eq!(story.contract.restriction.level, Level::None);
    assert!(story.contract.delinquency.is_none());
    let cured =
        story.events.iter().any(|(_, event)| matches!(event, Event::Cured { by: CuredBy::Payment, .. }));
    assert!(cured, "{:?}", events(&story));
}

#[test]
fn a_waiver_of_what_is_not_named_lifts_nothing_and_is_no_violation() {
    let mut story = Story::locked();
    let today = today(&story);
    let portion =
        TransactionBody::Waiver { what: Waived::Portion { portion: Portion::Interest, amount: None } };
    assert!(story.try_act(book(1, &today, portion)).is_err(), "there is no interest to waive");
    story.act(book(2, &today, charge(Portion::Fee, 100, day("2026-12-01"))));
    assert_eq!(story.contract.restriction.level, Level::Locked);
}

#[test]
fn a_debt_written_off_frees_the_phone_for_good() {
    let mut story = Story::locked();
    let today = today(&story);
    story.act(book(1, &today, TransactionBody::WriteOff));
    assert_eq!(story.contract.status, ContractStatus::Settled);
    assert_eq!(story.contract.restriction.level, Level::None);
    assert!(story.contract.restriction.quittance.is_some());
    let refusal = story.try_act(book(2, &today, charge(Portion::Fee, 100, day("2026-12-01")))).unwrap_err();
    assert_eq!(refusal, Refusal::WrongStatus { status: "settled", action: "be charged" });
}

#[test]
fn a_charge_off_changes_the_books_and_not_what_is_owed() {
    let mut story = Story::locked();
    let (owed, today) = (story.contract.account.outstanding(), today(&story));
    story.act(book(1, &today, TransactionBody::ChargeOff { reason: "90 days past due".to_owned() }));
    assert_eq!(story.contract.account.outstanding(), owed);
    assert_eq!(story.contract.restriction.level, Level::Locked, "the rules of restriction are the policy's");
    let currency = story.contract.currency();
    assert_eq!(story.books.balance(LedgerAccount::PrincipalReceivable, currency), 0);
    story.act(book(2, &today, TransactionBody::Recovery { amount: owed, rail: "court".to_owned() }));
    assert_eq!(story.contract.status, ContractStatus::Settled);
    assert_eq!(story.books.balance(LedgerAccount::RecoveryIncome, currency), -i128::from(owed.minor()));
}

#[test]
fn a_chargeback_after_the_quittance_restricts_nothing() {
    let mut story = Story::under("house");
    story.until("2026-01-14", 12);
    let paid = story.pay(120_000).into();
    assert_eq!(story.contract.status, ContractStatus::Settled);
    let today = today(&story);
    story.act(book(1, &today, TransactionBody::Chargeback { of: paid, amount: usd(10_000) }));
    assert_eq!(story.contract.status, ContractStatus::Unsecured);
    assert_eq!(story.contract.account.outstanding(), usd(10_000));
    assert_eq!(story.contract.restriction.level, Level::None);
}

#[test]
fn a_charge_ends_an_agreed_payoff() {
    let mut story = Story::under("house");
    story.until("2026-01-14", 12);
    story.act(Command::AgreePayoff { valid_through: day("2026-01-14") });
    story.act(book(1, "2026-01-14", charge(Portion::Fee, 100, day("2026-02-14"))));
    assert!(story.contract.payoff.is_none());
    assert_eq!(events(&story).last(), Some(&"payoff.lapsed"));
}

/// After the last due date a chargeback has a row of its own, which the phone's pinned terms don't know: it would
/// refuse a warrant about it, so there is none.
#[test]
fn what_the_pinned_terms_do_not_have_never_restricts() {
    let mut story = Story::under("house");
    story.until("2026-01-14", 12);
    let paid = story.pay(119_000).into();
    story.until("2026-12-16", 12);
    let on = today(&story);
    story.act(book(1, &on, TransactionBody::Chargeback { of: paid, amount: usd(5_000) }));
    story.pay(1_000);
    let noticed = story.times("notice.issued").len();
    story.until("2027-06-01", 12);
    let rows = story.contract.account.rows();
    assert!(rows.last().unwrap().due_on > day("2026-12-15"), "{rows:?}");
    assert!(story.contract.account.overdue(day("2027-06-01")).is_positive());
    assert!(story.times("notice.issued").len() > noticed, "the borrower is told what is overdue");
    assert_eq!(story.times("restriction.raised"), Vec::<String>::new());
}

/// The same for more than the terms come to.
#[test]
fn more_than_the_pinned_terms_come_to_never_restricts() {
    let mut story = Story::locked();
    let on = today(&story);
    story.act(book(1, &on, charge(Portion::Penalty, 130_000, day("2026-02-15"))));
    story.expect(Level::None);
    let (_, lowered) = story.events.iter().rfind(|(_, e)| matches!(e, Event::LevelLowered { .. })).unwrap();
    assert!(matches!(lowered, Event::LevelLowered { reason: LowerReason::OtherTerms, .. }), "{lowered:?}");
    story.until("2026-05-01", 12).expect(Level::None);
    story.act(Command::Reverse { transaction: id(1) });
    story.until("2026-05-20", 12).expect(Level::Locked);
}

#[test]
fn value_dates_lie_in_the_contracts_life() {
    let mut story = Story::under("house");
    story.until("2026-01-14", 12);
    for on in ["2020-01-01", "2026-01-15"] {
        let refusal = story.try_act(book(1, on, charge(Portion::Fee, 100, day("2026-02-01")))).unwrap_err();
        assert!(matches!(refusal, Refusal::ValueDate { .. }), "{refusal}");
    }
    let payment = TransactionBody::Repayment { amount: usd(100), rail: "bank".to_owned(), payoff_on: None };
    let refusal = story.try_act(book(1, "2026-01-14", payment)).unwrap_err();
    assert_eq!(refusal, Refusal::PaymentIsNoBooking);
}

#[test]
fn what_was_booked_can_be_reversed() {
    let mut story = Story::under("house");
    story.until("2026-01-14", 12);
    story.act(book(1, "2026-01-14", charge(Portion::Fee, 100, day("2026-02-01"))));
    story.act(Command::Reverse { transaction: id(1) });
    assert_eq!(story.contract.account.outstanding(), usd(120_000));
    assert_eq!(events(&story).last(), Some(&"transaction.reversed"));
    assert_eq!(story.books.balance(LedgerAccount::FeeReceivable, story.contract.currency()), 0);
}
