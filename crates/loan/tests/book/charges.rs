//! What became of each charge: money for the fees of one installment pays the oldest of them first.

use ident::TransactionId;
use jiff::civil::{Date, date};
use loan::restructure::{Forgiven, Restructuring};
use loan::{
    AccountError, AccountRules, AllocationRules, ChargeState, ChargeTiming, InterestMethod, LoanAccount,
    Portion, Transaction, TransactionBody as Body, Waived,
};

use super::common::{id, money, monthly, pay};

/// 600.00 without interest in six months from 1 January 2025, first due on 1 February.
fn account() -> LoanAccount {
    let rules = AllocationRules { chargeback: Some(Portion::ALL), ..AllocationRules::default() };
    let rules = AccountRules { allocation: rules, ..AccountRules::default() };
    LoanAccount::of(&monthly(60_000, "0", 6, InterestMethod::Declining), rules).unwrap()
}

fn enter(account: &mut LoanAccount, number: u64, on: Date, body: Body) -> Result<(), AccountError> {
    account.record(Transaction::new(id(number).into(), on, body)).map(drop)
}

fn fee(account: &mut LoanAccount, number: u64, minor: i64, due: Date) {
    let body = Body::Charge { portion: Portion::Fee, amount: money(minor), due: ChargeTiming::On(due) };
    enter(account, number, due, body).unwrap();
}

fn waive(of: u64) -> Body {
    Body::Waiver { what: Waived::Charge { of: id(of).into() } }
}

fn adjust(of: u64, minor: i64) -> Body {
    Body::ChargeAdjustment { of: id(of).into(), amount: money(minor) }
}

/// Of each charge: amount, paid, waived, written off, outstanding.
fn states(account: &LoanAccount) -> Vec<[i64; 5]> {
    let state = |charge: &ChargeState| {
        [charge.amount, charge.paid, charge.waived, charge.written_off, charge.outstanding]
            .map(money::Money::minor)
    };
    account.charges().iter().map(state).collect()
}

/// Two fees of one installment, 10.00 and 7.00; 12.00 of them is paid.
fn paid_in_part() -> LoanAccount {
    let mut account = account();
    fee(&mut account, 1, 1_000, date(2025, 1, 10));
    fee(&mut account, 2, 700, date(2025, 1, 20));
    account.receive(pay(3, 1_200, date(2025, 1, 25))).unwrap();
    account
}

#[test]
fn the_oldest_fee_of_an_installment_is_paid_first() {
    assert_eq!(states(&paid_in_part()), [[1_000, 1_000, 0, 0, 0], [700, 200, 0, 0, 500]]);
}

#[test]
fn a_waiver_of_one_fee_gives_up_what_is_unpaid_of_that_one() {
    let mut account = paid_in_part();
    assert_eq!(enter(&mut account, 4, date(2025, 1, 26), waive(1)), Err(AccountError::NothingOwed));
    enter(&mut account, 5, date(2025, 1, 26), waive(2)).unwrap();
    assert_eq!(states(&account), [[1_000, 1_000, 0, 0, 0], [700, 200, 500, 0, 0]]);
    assert_eq!(account.outstanding_portions().fee, money(0));
}

#[test]
fn an_adjustment_takes_off_no_more_than_was_not_given_up() {
    let mut account = paid_in_part();
    enter(&mut account, 4, date(2025, 1, 26), waive(2)).unwrap();
    let of: TransactionId = id(2).into();
    let beyond = AccountError::BeyondItsCause { of, left: money(200), got: money(201) };
    assert_eq!(enter(&mut account, 5, date(2025, 1, 27), adjust(2, 201)), Err(beyond));
    enter(&mut account, 5, date(2025, 1, 27), adjust(2, 200)).unwrap();
    // The fee was paid: the difference pays the installment.
    assert_eq!(account.outstanding(), money(60_000 - 200));
}

#[test]
fn a_fee_that_credit_paid_at_once_can_be_adjusted() {
    let mut account = account();
    account.receive(pay(1, 60_500, date(2025, 1, 5))).unwrap();
    fee(&mut account, 2, 300, date(2025, 1, 10));
    assert_eq!((states(&account), account.credit()), (vec![[300, 300, 0, 0, 0]], money(200)));
    enter(&mut account, 3, date(2025, 1, 11), adjust(2, 300)).unwrap();
    assert_eq!(account.credit(), money(500), "the whole fee is back");
}

#[test]
fn a_charged_back_payment_leaves_unpaid_the_fee_that_it_had_paid() {
    let mut account = paid_in_part();
    let back = Body::Chargeback { of: id(3).into(), amount: money(1_100) };
    enter(&mut account, 4, date(2025, 2, 10), back).unwrap();
    // What the payment had paid comes back, the oldest first; in February's installment now.
    assert_eq!(states(&account), [[1_000, 0, 0, 0, 1_000], [700, 100, 0, 0, 600]]);
    account.receive(pay(5, 10_000 + 500 + 1_000, date(2025, 2, 11))).unwrap();
    assert_eq!(states(&account), [[1_000, 1_000, 0, 0, 0], [700, 600, 0, 0, 100]]);
    enter(&mut account, 6, date(2025, 2, 12), waive(2)).unwrap();
    assert_eq!(states(&account), [[1_000, 1_000, 0, 0, 0], [700, 600, 100, 0, 0]]);
}

#[test]
fn fees_and_penalties_of_one_installment_are_kept_apart() {
    let mut account = paid_in_part();
    let penalty = Body::Charge {
        portion: Portion::Penalty,
        amount: money(400),
        due: ChargeTiming::On(date(2025, 1, 28)),
    };
    enter(&mut account, 4, date(2025, 1, 28), penalty).unwrap();
    account.receive(pay(5, 600, date(2025, 1, 29))).unwrap();
    let paid = [[1_000, 1_000, 0, 0, 0], [700, 400, 0, 0, 300], [400, 400, 0, 0, 0]];
    assert_eq!(states(&account), paid);
    enter(&mut account, 6, date(2025, 1, 30), Body::WriteOff).unwrap();
    assert_eq!(states(&account)[1], [700, 400, 0, 300, 0]);
}

#[test]
fn a_fee_of_every_installment_is_one_charge() {
    let mut account = account();
    let due = ChargeTiming::EachInstallment;
    let body = Body::Charge { portion: Portion::Fee, amount: money(100), due };
    enter(&mut account, 1, date(2025, 1, 1), body).unwrap();
    fee(&mut account, 2, 50, date(2025, 1, 9));
    account.receive(pay(3, 120, date(2025, 2, 1))).unwrap();
    assert_eq!(states(&account), [[600, 100, 0, 0, 500], [50, 20, 0, 0, 30]]);
    enter(&mut account, 4, date(2025, 2, 2), waive(1)).unwrap();
    assert_eq!(states(&account), [[600, 100, 500, 0, 0], [50, 20, 0, 0, 30]]);
}

#[test]
fn what_is_forgiven_of_fees_is_given_up_of_the_oldest_first() {
    let mut account = paid_in_part();
    fee(&mut account, 4, 900, date(2025, 2, 10));
    let nothing = money(0);
    let change = Restructuring::Forgive(Forgiven {
        penalty: nothing,
        fee: money(800),
        interest: nothing,
        principal: nothing,
    });
    enter(&mut account, 5, date(2025, 2, 11), Body::Restructure { change }).unwrap();
    assert_eq!(states(&account), [[1_000, 1_000, 0, 0, 0], [700, 200, 500, 0, 0], [900, 0, 300, 0, 600]]);
}

/// February's installment is overdue, and a fee of 1.00 falls due with April's.
fn overdue_with_a_fee_to_come() -> LoanAccount {
    let mut account = account();
    let due = ChargeTiming::On(date(2025, 3, 20));
    let body = Body::Charge { portion: Portion::Fee, amount: money(100), due };
    enter(&mut account, 1, date(2025, 2, 10), body).unwrap();
    account
}

#[test]
fn what_an_adjustment_gave_back_is_not_given_up_too() {
    let mut account = overdue_with_a_fee_to_come();
    enter(&mut account, 2, date(2025, 2, 11), adjust(1, 100)).unwrap();
    assert_eq!((states(&account), account.outstanding()), (vec![[100, 0, 0, 0, 100]], money(60_000)));
    let beyond = AccountError::BeyondItsCause { of: id(1).into(), left: money(0), got: money(100) };
    assert_eq!(enter(&mut account, 3, date(2025, 2, 12), waive(1)), Err(beyond));
    assert_eq!(account.outstanding(), money(60_000));
}

#[test]
fn after_an_adjustment_of_a_part_only_the_rest_is_given_up() {
    let mut account = overdue_with_a_fee_to_come();
    enter(&mut account, 2, date(2025, 2, 11), adjust(1, 60)).unwrap();
    enter(&mut account, 3, date(2025, 2, 12), waive(1)).unwrap();
    assert_eq!((states(&account), account.outstanding()), (vec![[100, 0, 40, 0, 60]], money(60_000)));
}

#[test]
fn adjustments_give_back_no_more_than_a_waiver_that_counts_earlier_leaves() {
    let mut account = overdue_with_a_fee_to_come();
    enter(&mut account, 2, date(2025, 2, 12), adjust(1, 60)).unwrap();
    enter(&mut account, 3, date(2025, 2, 13), adjust(1, 40)).unwrap();
    let half = Body::Waiver { what: Waived::Portion { portion: Portion::Fee, amount: Some(money(50)) } };
    enter(&mut account, 4, date(2025, 2, 11), half).unwrap();
    assert_eq!((states(&account), account.outstanding()), (vec![[100, 0, 50, 0, 50]], money(60_000)));
    // Without the waiver the adjustments are whole again.
    account.reverse(id(4)).unwrap();
    assert_eq!((states(&account), account.outstanding()), (vec![[100, 0, 0, 0, 100]], money(60_000)));
}
