//! Settlement: the lender takes less, in time.

use super::common::{base, id, money, monthly, pay};
use ident::TransactionId;
use jiff::civil::{Date, date};
use loan::ledger::{self, LedgerAccount as A, TrialBalance};
use loan::{
    AccountError, AccountRules, ChargeTiming, InterestMethod, InterestRecalculation, LoanAccount, Portion,
    Recorded, SettlementError, Transaction, TransactionBody as Body,
};

const OFFERED: Date = date(2025, 4, 18);
const LAST: Date = date(2025, 5, 31);

/// 600.00 at 24 %, nothing paid, offered to be settled for 400.00.
fn offered() -> LoanAccount {
    let mut account = base();
    make(&mut account, 1, OFFERED, 40_000, LAST).unwrap();
    account
}

fn make(
    account: &mut LoanAccount,
    number: u64,
    on: Date,
    minor: i64,
    last: Date,
) -> Result<Recorded, AccountError> {
    let offer = account.settlement_offer(money(minor), last, on);
    enter(account, number, on, offer)
}

fn enter(account: &mut LoanAccount, number: u64, on: Date, body: Body) -> Result<Recorded, AccountError> {
    account.record(Transaction::new(name(number), on, body))
}

fn name(number: u64) -> TransactionId {
    id(number).into()
}

fn chargeback(account: &mut LoanAccount, number: u64, of: u64, minor: i64, on: Date) -> Recorded {
    enter(account, number, on, Body::Chargeback { of: name(of), amount: money(minor) }).unwrap()
}

#[test]
fn an_offer_is_less_than_what_is_owed() {
    let account = base();
    let total = account.payoff_quote(OFFERED).total;
    let quote = account.settlement_quote(money(40_000), LAST, OFFERED).unwrap();
    assert_eq!((quote.payoff, quote.forgiven), (total, total.minus(money(40_000)).unwrap()));
    let of = |amount, through| account.settlement_quote(money(amount), through, OFFERED);
    assert_eq!(of(0, LAST), Err(SettlementError::NotPositive(money(0))));
    assert_eq!(of(total.minor(), LAST), Err(SettlementError::NotLess(total, total)));
    let yesterday = date(2025, 4, 17);
    assert_eq!(of(1, yesterday), Err(SettlementError::Expired(yesterday, OFFERED)));
    assert!(of(1, OFFERED).is_ok());
}

#[test]
fn an_offer_alone_changes_nothing_owed() {
    let (before, after) = (base(), offered());
    assert_eq!(after.outstanding(), before.outstanding());
    assert_eq!(after.rows(), before.rows());
    assert_eq!(after.forgiven(), money(0));
}

#[test]
fn paying_the_amount_in_time_settles_and_the_quote_told_what_is_forgiven() {
    let mut account = offered();
    let quote = base().settlement_quote(money(40_000), LAST, LAST).unwrap();
    account.receive(pay(2, 40_000, LAST)).unwrap();
    assert!(account.is_settled() && account.credit().is_zero());
    assert_eq!(account.forgiven(), quote.forgiven);
    assert_eq!(account.settlement().unwrap().accepted_on, Some(LAST));
    assert_eq!(account.unearned_interest(LAST), money(0), "nothing is left to earn");
}

#[test]
fn a_day_late_or_a_cent_short_settles_nothing() {
    for (minor, on) in [(40_000, date(2025, 6, 1)), (39_999, LAST)] {
        let (mut account, mut without) = (offered(), base());
        account.receive(pay(2, minor, on)).unwrap();
        without.receive(pay(2, minor, on)).unwrap();
        assert_eq!(account.rows(), without.rows());
        assert!(!account.is_settled());
    }
}

#[test]
fn parts_add_up_and_money_from_before_the_offer_does_not_count() {
    let mut account = base();
    account.receive(pay(9, 5_000, OFFERED)).unwrap();
    make(&mut account, 1, OFFERED, 40_000, LAST).unwrap();
    account.receive(pay(2, 15_000, OFFERED)).unwrap();
    assert_eq!(account.settlement().unwrap().to_pay(), money(25_000));
    account.receive(pay(3, 24_999, LAST)).unwrap();
    assert!(!account.is_settled());
    account.receive(pay(4, 1, LAST)).unwrap();
    assert!(account.is_settled());
    // One that counts before the offer and came after it is no part of it either.
    account.reverse(id(4)).unwrap();
    account.receive(pay(5, 1, date(2025, 4, 17))).unwrap();
    assert!(!account.is_settled());
}

#[test]
fn money_that_counts_in_time_settles_whenever_it_is_entered() {
    let mut account = offered();
    enter(&mut account, 2, date(2025, 6, 20), fee(700)).unwrap();
    account.receive(pay(3, 1_000, date(2025, 6, 21))).unwrap();
    let recorded = account.receive(pay(4, 40_000, LAST)).unwrap();
    assert!(account.is_settled(), "the fee of a later day goes with the rest");
    assert_eq!(account.credit(), money(1_000), "what came after it is the borrower's");
    assert_eq!(recorded.changed.len(), 2);
}

fn fee(minor: i64) -> Body {
    let due = ChargeTiming::On(date(2025, 6, 20));
    Body::Charge { portion: Portion::Fee, amount: money(minor), due }
}

#[test]
fn a_reversal_takes_the_settlement_back() {
    let mut account = offered();
    let before = account.clone();
    account.receive(pay(2, 40_000, LAST)).unwrap();
    account.reverse(id(2)).unwrap();
    assert_eq!((account.rows(), account.forgiven()), (before.rows(), money(0)));
    account.receive(pay(3, 40_000, LAST)).unwrap();
    assert!(account.is_settled(), "the offer still stands");
}

#[test]
fn a_chargeback_takes_the_settlement_back_and_is_itself_owed() {
    let mut account = offered();
    account.receive(pay(2, 40_000, LAST)).unwrap();
    chargeback(&mut account, 3, 2, 40_000, date(2025, 6, 20));
    let mut without = base();
    without.receive(pay(2, 40_000, LAST)).unwrap();
    chargeback(&mut without, 3, 2, 40_000, date(2025, 6, 20));
    assert_eq!(account.rows(), without.rows(), "as if nothing had been offered");
    account.reverse(id(3)).unwrap();
    assert!(account.is_settled(), "the bank gave it back: settled again");
}

#[test]
fn what_is_taken_back_beyond_the_amount_is_forgiven_too() {
    let mut account = offered();
    account.receive(pay(2, 42_000, LAST)).unwrap();
    chargeback(&mut account, 3, 2, 2_000, date(2025, 6, 20));
    assert!(account.is_settled());
    chargeback(&mut account, 4, 2, 1, date(2025, 6, 21));
    assert!(!account.is_settled(), "a cent below the amount");
}

#[test]
fn who_pays_everything_is_forgiven_nothing() {
    let mut account = offered();
    let all = account.payoff_quote(LAST).total.minor();
    account.receive_payoff(pay(2, all, LAST), LAST).unwrap();
    assert!(account.is_settled());
    assert_eq!(account.forgiven(), money(0));
}

#[test]
fn one_offer_at_a_time_and_never_reaching_back() {
    let mut account = offered();
    let refused = make(&mut account, 2, OFFERED, 30_000, LAST);
    assert_eq!(refused, Err(AccountError::OfferStands { id: name(1), valid_through: LAST }));
    make(&mut account, 2, date(2025, 6, 1), 30_000, date(2025, 7, 1)).unwrap();
    let withdrawal = Body::SettlementWithdrawal { of: name(1) };
    let over = enter(&mut account, 3, date(2025, 6, 2), withdrawal.clone());
    assert_eq!(over, Err(AccountError::NoSuchOffer(name(1))));
    let back = enter(&mut account, 3, LAST, withdrawal);
    assert_eq!(back, Err(AccountError::OfferBackdated(date(2025, 6, 1))));
    assert_eq!(account.reverse(id(2)), Err(AccountError::OfferStays(name(2))));
    let mut settled = base();
    let all = settled.outstanding().minor();
    settled.receive(pay(2, all, OFFERED)).unwrap();
    assert_eq!(make(&mut settled, 3, OFFERED, 1, LAST), Err(AccountError::NothingOwed));
}

#[test]
fn a_withdrawn_offer_is_none_and_money_that_counts_before_accepts_it_still() {
    let withdrawal = Body::SettlementWithdrawal { of: name(1) };
    let mut account = offered();
    enter(&mut account, 2, date(2025, 5, 10), withdrawal.clone()).unwrap();
    assert_eq!(account.settlement(), None);
    account.receive(pay(3, 40_000, date(2025, 5, 10))).unwrap();
    assert!(!account.is_settled());
    account.reverse(id(3)).unwrap();
    account.receive(pay(4, 40_000, date(2025, 5, 9))).unwrap();
    assert!(account.is_settled(), "the borrower had paid by then");
    let mut begun = offered();
    begun.receive(pay(3, 100, OFFERED)).unwrap();
    let refused = enter(&mut begun, 2, OFFERED, withdrawal);
    let received = money(100);
    assert_eq!(refused, Err(AccountError::OfferBegun { id: name(1), received, valid_through: LAST }));
}

#[test]
fn the_entries_of_a_settlement() {
    let mut account = base();
    let activation = ledger::activation(&account, account.schedule().starts_on());
    let mut books = TrialBalance::from_iter([&activation]);
    let recorded = make(&mut account, 1, OFFERED, 40_000, LAST).unwrap();
    assert!(ledger::recorded(&recorded).is_empty(), "an offer is no entry");
    let recorded = account.receive(pay(2, 40_000, LAST)).unwrap();
    ledger::recorded(&recorded).iter().for_each(|posting| books.add(posting));
    let usd = money(0).currency();
    for receivable in [A::PrincipalReceivable, A::InterestReceivable] {
        assert_eq!(books.balance(receivable, usd), 0);
    }
    let earned = account.earned_interest(LAST).minor();
    let given = books.balance(A::WaiverExpense, usd);
    // 600.00 and the interest that is income by then; 400.00 came.
    assert_eq!(given, i128::from(60_000 + earned - 40_000));
}

#[test]
fn a_charged_off_debt_is_settled_by_recovery_alone() {
    let mut account = base();
    let charged_off = Body::ChargeOff { reason: "120 days past due".to_owned() };
    enter(&mut account, 1, date(2025, 8, 1), charged_off).unwrap();
    let on = date(2025, 9, 1);
    make(&mut account, 2, on, 20_000, date(2025, 9, 30)).unwrap();
    let recorded = account.receive(pay(3, 20_000, on)).unwrap();
    let postings = ledger::recorded(&recorded);
    let lines: Vec<_> = postings.iter().flat_map(ledger::Posting::lines).map(|it| it.account).collect();
    assert_eq!(lines, [A::RailClearing, A::RecoveryIncome]);
    assert!(account.is_settled() && account.forgiven().is_positive());
}

/// 100.00 paid before the offer; what of it is taken back is owed besides, whenever and however that happens.
#[test]
fn an_offer_forgives_nothing_of_what_was_paid_before_it_and_taken_back() {
    let begin = || {
        let mut account = base();
        account.receive(pay(9, 10_000, date(2025, 2, 1))).unwrap();
        make(&mut account, 1, OFFERED, 30_000, LAST).unwrap();
        account
    };
    let take_back: [fn(&mut LoanAccount); 2] = [
        |account| drop(account.reverse(id(9)).unwrap()),
        |account| drop(chargeback(account, 8, 9, 10_000, date(2025, 5, 20))),
    ];
    for take_back in take_back {
        let (mut before, mut after) = (begin(), begin());
        take_back(&mut before);
        before.receive(pay(2, 30_000, LAST)).unwrap();
        after.receive(pay(2, 30_000, LAST)).unwrap();
        assert!(after.is_settled());
        take_back(&mut after);
        for account in [&mut before, &mut after] {
            assert_eq!(account.outstanding(), money(10_000));
            assert!(account.forgiven().is_positive());
            account.receive(pay(3, 10_000, date(2025, 7, 1))).unwrap();
            assert!(account.is_settled() && account.credit().is_zero());
        }
    }
}

/// Where interest follows what is owed, a settlement forgives what has passed and asks for no later day.
#[test]
fn interest_that_is_recalculated_ends_with_the_settlement() {
    let mut terms = monthly(60_000, "24", 12, InterestMethod::Declining);
    terms.conventions.interest_recalculation = InterestRecalculation::Daily;
    let mut account = LoanAccount::of(&terms, AccountRules::default()).unwrap();
    make(&mut account, 1, OFFERED, 40_000, LAST).unwrap();
    let forgiven = account.settlement_quote(money(40_000), LAST, LAST).unwrap().forgiven;
    account.receive(pay(2, 40_000, LAST)).unwrap();
    assert!(account.is_settled() && account.credit().is_zero());
    assert_eq!(account.forgiven(), forgiven);
    account.reverse(id(2)).unwrap();
    assert!(!account.is_settled());
    assert_eq!(account.outstanding_principal(), money(60_000));
}
