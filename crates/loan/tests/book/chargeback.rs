//! Money that goes back: chargebacks and refunds of the credit balance. Figures of the loan servicing
//! reference's acceptance tests: 750.00 without interest in three months.

use super::common::{id, money, monthly, pay};
use ident::TransactionId;
use jiff::civil::{Date, date};
use loan::{
    AccountError, AccountRules, AllocationRules, ChargeTiming, InterestMethod, LoanAccount, Portion, RowKind,
    Schedule, Terms, Transaction, TransactionBody as Body, Waived,
};

fn terms() -> Terms {
    Terms {
        starts_on: date(2023, 1, 1),
        first_due_on: date(2023, 2, 1),
        ..monthly(75_000, "0", 3, InterestMethod::Declining)
    }
}

fn account() -> LoanAccount {
    LoanAccount::open_under(Schedule::of(&terms()).unwrap(), AccountRules::default())
}

/// (due, paid, in advance, late, outstanding) of each row.
fn rows(account: &LoanAccount) -> Vec<(i64, i64, i64, i64, i64)> {
    let row = |row: &loan::Row| {
        let total = |portions: loan::Portions| portions.total().unwrap().minor();
        let (due, paid, left) = (total(row.due), total(row.paid), total(row.outstanding().unwrap()));
        (due, paid, row.paid_in_advance.minor(), row.paid_late.minor(), left)
    };
    account.rows().iter().map(row).collect()
}

fn enter(account: &mut LoanAccount, number: u64, on: Date, body: Body) -> Result<(), AccountError> {
    account.record(Transaction::new(id(number).into(), on, body)).map(drop)
}

fn charge_back(account: &mut LoanAccount, number: u64, on: Date, of: u64, minor: i64) {
    let body = Body::Chargeback { of: id(of).into(), amount: money(minor) };
    enter(account, number, on, body).unwrap();
}

const PAID: (i64, i64, i64, i64, i64) = (25_000, 25_000, 0, 0, 0);

fn paid_three() -> LoanAccount {
    let mut account = account();
    for (number, month) in [(1, 2), (2, 3), (3, 4)] {
        account.receive(pay(number, 25_000, date(2023, month, 1))).unwrap();
    }
    account
}

#[test]
fn before_the_last_due_date_the_next_installment_bears_it() {
    let mut account = account();
    account.receive(pay(1, 25_000, date(2023, 2, 1))).unwrap();
    charge_back(&mut account, 2, date(2023, 2, 10), 1, 25_000);
    assert_eq!(rows(&account), [PAID, (50_000, 0, 0, 0, 50_000), (25_000, 0, 0, 0, 25_000)]);
    assert_eq!(account.rows()[1].credited.principal, money(25_000));
}

#[test]
fn on_the_last_due_date_the_last_installment_bears_it() {
    let mut account = account();
    account.receive(pay(1, 25_000, date(2023, 2, 1))).unwrap();
    account.receive(pay(2, 25_000, date(2023, 3, 1))).unwrap();
    let due = ChargeTiming::On(date(2023, 3, 30));
    let fee = Body::Charge { portion: Portion::Fee, amount: money(2_000), due };
    enter(&mut account, 3, date(2023, 3, 30), fee).unwrap();
    account.receive(pay(4, 27_000, date(2023, 4, 1))).unwrap();
    charge_back(&mut account, 5, date(2023, 4, 1), 2, 25_000);
    assert_eq!(rows(&account), [PAID, PAID, (52_000, 27_000, 0, 0, 25_000)]);
}

#[test]
fn a_credit_balance_bears_it_alone_if_it_can() {
    let mut account = account();
    for (number, month, day, minor) in [(1, 2, 1, 25_000), (2, 3, 1, 25_000), (3, 3, 30, 50_000)] {
        account.receive(pay(number, minor, date(2023, month, day))).unwrap();
    }
    charge_back(&mut account, 4, date(2023, 4, 1), 2, 25_000);
    assert_eq!(rows(&account), [PAID, PAID, (25_000, 25_000, 25_000, 0, 0)]);
    assert!(account.credit().is_zero() && account.is_settled());
}

#[test]
fn a_credit_balance_bears_a_part_of_it() {
    let mut account = account();
    for (number, month, day, minor) in [(1, 2, 1, 15_000), (2, 3, 1, 35_000), (3, 3, 30, 50_000)] {
        account.receive(pay(number, minor, date(2023, month, day))).unwrap();
    }
    charge_back(&mut account, 4, date(2023, 4, 1), 2, 35_000);
    let first = (25_000, 25_000, 0, 10_000, 0);
    assert_eq!(rows(&account), [first, PAID, (60_000, 50_000, 25_000, 0, 10_000)]);
}

#[test]
fn after_the_last_due_date_it_stands_in_a_row_of_its_own() {
    let mut account = paid_three();
    charge_back(&mut account, 4, date(2023, 4, 25), 2, 25_000);
    account.receive(pay(5, 25_000, date(2023, 4, 25))).unwrap();
    assert!(account.is_settled());
    charge_back(&mut account, 6, date(2023, 5, 1), 3, 20_000);
    assert_eq!(rows(&account), [PAID, PAID, PAID, (45_000, 25_000, 0, 0, 20_000)]);
    let last = account.rows()[3];
    let dates = (last.from, last.due_on);
    assert_eq!((last.kind, dates), (RowKind::Additional, (date(2023, 4, 1), date(2023, 5, 1))));
}

#[test]
fn reversed_payments_are_replayed_around_it() {
    let mut account = paid_three();
    charge_back(&mut account, 4, date(2023, 4, 25), 2, 25_000);
    account.receive(pay(5, 25_000, date(2023, 4, 25))).unwrap();
    account.reverse(id(1)).unwrap();
    let (late, open) = ((25_000, 25_000, 0, 25_000, 0), (25_000, 0, 0, 0, 25_000));
    assert_eq!(rows(&account), [late, late, late, open]);
    let settled: Vec<_> = account.rows().iter().map(|row| row.settled_on).collect();
    let [march, april, end] = [date(2023, 3, 1), date(2023, 4, 1), date(2023, 4, 25)];
    assert_eq!(settled, [Some(march), Some(april), Some(end), None]);
    account.reverse(id(3)).unwrap();
    assert_eq!(rows(&account), [late, late, open, open]);
}

/// What the payment had paid is owed again in the order given; a second chargeback takes what the first left.
#[test]
fn credit_allocation_brings_back_what_the_payment_had_paid() {
    let order = [Portion::Penalty, Portion::Fee, Portion::Interest, Portion::Principal];
    let allocation = AllocationRules { chargeback: Some(order), ..AllocationRules::default() };
    let rules = AccountRules { allocation, ..AccountRules::default() };
    let interest =
        Terms { annual_rate: "7".parse().unwrap(), price: money(10_000), installments: 6, ..terms() };
    let mut account = LoanAccount::open_under(Schedule::of(&interest).unwrap(), rules);
    account.receive(pay(1, 1_701, date(2023, 2, 1))).unwrap();
    charge_back(&mut account, 2, date(2023, 2, 10), 1, 50);
    charge_back(&mut account, 3, date(2023, 2, 11), 1, 1_000);
    let next = account.rows()[1];
    assert_eq!((next.credited.interest, next.credited.principal), (money(58), money(992)));
    assert_eq!((next.due.interest, next.due.principal), (money(49 + 58), money(1_652 + 992)));
    // Interest that comes back was earned before.
    let all = account.schedule().total_interest();
    assert_eq!(account.earned_interest(date(2024, 1, 1)), all);
    let beyond = Body::Chargeback { of: id(1).into(), amount: money(652) };
    let refused = enter(&mut account, 4, date(2023, 2, 12), beyond);
    let (of, left) = (TransactionId::from(id(1)), money(651));
    assert_eq!(refused, Err(AccountError::BeyondItsCause { of, left, got: money(652) }));
}

#[test]
fn a_payment_charged_back_can_t_be_reversed() {
    let mut account = paid_three();
    charge_back(&mut account, 4, date(2023, 4, 25), 2, 1);
    let [id2, id4] = [2, 4].map(|number| TransactionId::from(id(number)));
    assert_eq!(account.reverse(id(2)), Err(AccountError::StandsUnder { id: id2, other: id4 }));
    account.reverse(id(4)).unwrap();
    account.reverse(id(2)).unwrap();
}

#[test]
fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let mut account = paid_three();
    account.receive(pay(4, 100, date(2023, 4, 2))).unwrap();
    let before = account.clone();
    let on = date(2023, 4, 3);
    let of = TransactionId::from(id(1));
    let unknown = TransactionId::from(id(9));
    let waiver = |portion| Body::Waiver { what: Waived::Portion { portion, amount: None } };
    let bad = [
        (
            Body::CreditRefund { amount: money(101) },
            AccountError::BeyondCredit { credit: money(100), got: money(101) },
        ),
        (Body::Chargeback { of: unknown, amount: money(1) }, AccountError::Unknown(unknown)),
        (Body::ChargeAdjustment { of, amount: money(1) }, AccountError::WrongKind(of)),
        (Body::Waiver { what: Waived::Charge { of } }, AccountError::WrongKind(of)),
        (waiver(Portion::Principal), AccountError::NothingOwed),
        (Body::WriteOff, AccountError::NothingOwed),
        (Body::ChargeOff { reason: "gone".to_owned() }, AccountError::NothingOwed),
        (Body::GoodwillCredit { amount: money(0) }, AccountError::NotPositive(money(0))),
    ];
    for (body, error) in bad {
        assert_eq!(enter(&mut account, 10, on, body), Err(error));
    }
    let early = Body::Chargeback { of: id(3).into(), amount: money(1) };
    let refused = enter(&mut account, 10, date(2023, 3, 31), early);
    let from = date(2023, 4, 1);
    assert_eq!(refused, Err(AccountError::BeforeItsCause { of: id(3).into(), from }));
    assert_eq!(account, before);
    enter(&mut account, 10, on, Body::CreditRefund { amount: money(100) }).unwrap();
    assert!(account.credit().is_zero() && account.is_settled());
}
