//! The books: balanced at every step (I6), and equal to what the account says is owed.

use super::common::{Step, any_steps, any_terms, base, currency, day, id, money, pay, payment_of};
use jiff::civil::date;
use loan::ledger::{self, LedgerAccount as A, Line, Posting, PostingKind, Side, TrialBalance};
use loan::{LoanAccount, Schedule};
use money::Money;
use proptest::prelude::*;

/// The account and its ledger side by side, as whoever runs a contract keeps them.
struct Books {
    account: LoanAccount,
    balance: TrialBalance,
    recognized: Money,
}

impl Books {
    fn open(schedule: Schedule) -> Self {
        let account = LoanAccount::open(schedule);
        let activation = ledger::activation(&account, account.schedule().starts_on());
        let balance = TrialBalance::from_iter([&activation]);
        let recognized = Money::zero(account.currency());
        Self { account, balance, recognized }
    }

    fn book(&mut self, postings: &[Posting]) {
        postings.iter().for_each(|posting| self.balance.add(posting));
    }

    fn take(&mut self, number: u64, step: &Step) {
        let today = day(&self.account, i64::try_from(number).unwrap() * 29);
        if let Some((payment, payoff_on)) = payment_of(&self.account, number, step) {
            let received = match payoff_on {
                Some(on) => self.account.receive_payoff(payment, on),
                None => self.account.receive(payment),
            };
            received.iter().for_each(|received| self.book(&ledger::recorded(received)));
        } else if let Step::Reverse { which } = step
            && let Some(payment) = self.account.payments().get(which % self.account.payments().len().max(1))
        {
            let reversed = self.account.reverse(payment.id);
            reversed.iter().for_each(|reversed| self.book(&ledger::reversed(reversed, today)));
        }
        let earned = self.account.earned_interest(today);
        let posting = ledger::interest_earned(earned.minus(self.recognized).unwrap(), today);
        self.recognized = earned;
        self.book(posting.as_slice());
    }

    fn of(&self, account: A) -> i128 {
        self.balance.balance(account, currency())
    }
}

proptest! {
    #[test]
    fn the_books_equal_the_account_at_every_step(terms in any_terms(), steps in any_steps()) {
        let mut books = Books::open(Schedule::of(&terms).unwrap());
        for (number, step) in (0..).zip(&steps) {
            books.take(number, step);
            let account = &books.account;
            prop_assert!(books.balance.is_balanced());
            prop_assert_eq!(books.of(A::PrincipalReceivable), i128::from(account.outstanding_principal().minor()));
            prop_assert_eq!(books.of(A::InterestReceivable), i128::from(account.outstanding_interest().minor()));
            prop_assert_eq!(books.of(A::CustomerCredit), -i128::from(account.credit().minor()));
            prop_assert_eq!(books.of(A::RailClearing), i128::from(account.received().minor()));
            prop_assert_eq!(books.of(A::InterestIncome), -i128::from(books.recognized.minor()));
            let interest = account.schedule().total_interest().minor() - account.waived_interest().minor();
            let unearned = interest - books.recognized.minor();
            prop_assert!(unearned >= 0);
            prop_assert_eq!(books.of(A::UnearnedInterest), -i128::from(unearned));
            prop_assert_eq!(books.of(A::MerchantPayable), -i128::from(account.schedule().principal().minor()));
        }
    }
}

fn lines(posting: &Posting) -> Vec<(A, Side, i64)> {
    posting.lines().iter().map(|line| (line.account, line.side, line.amount.minor())).collect()
}

#[test]
fn a_payment_reads_like_an_entry() {
    let mut account = base();
    let received = account.receive(pay(1, 5_674, date(2025, 2, 1))).unwrap();
    let postings = ledger::recorded(&received);
    assert_eq!(postings.len(), 1);
    assert_eq!((postings[0].kind(), postings[0].cause()), (PostingKind::Payment, Some(id(1).into())));
    assert_eq!(
        lines(&postings[0]),
        [
            (A::RailClearing, Side::Debit, 5_674),
            (A::PrincipalReceivable, Side::Credit, 4_474),
            (A::InterestReceivable, Side::Credit, 1_200),
        ]
    );
    let contra = postings[0].contra(date(2025, 2, 9));
    assert_eq!((contra.kind(), contra.value_on()), (PostingKind::Reversal, date(2025, 2, 9)));
    assert!(TrialBalance::from_iter([&postings[0], &contra]).rows().all(|row| row.debit == row.credit));
}

#[test]
fn a_reversal_moves_later_payments_by_the_difference_only() {
    let mut account = base();
    account.receive(pay(1, 5_674, date(2025, 2, 1))).unwrap();
    account.receive(pay(2, 5_674, date(2025, 3, 1))).unwrap();
    let reversed = account.reverse(id(1)).unwrap();
    let postings = ledger::reversed(&reversed, date(2025, 3, 9));
    let kinds: Vec<_> = postings.iter().map(|p| (p.kind(), p.cause())).collect();
    assert_eq!(
        kinds,
        [(PostingKind::Reversal, Some(id(1).into())), (PostingKind::Reallocation, Some(id(2).into()))]
    );
    // The second pays the first installment now: 12.00 interest instead of 11.11.
    assert_eq!(
        lines(&postings[1]),
        [(A::PrincipalReceivable, Side::Debit, 89), (A::InterestReceivable, Side::Credit, 89)]
    );
}

#[test]
fn a_payoff_posts_its_rebate() {
    let mut account = base();
    let on = date(2025, 2, 1);
    let received = account.receive_payoff(pay(1, 61_200, on), on).unwrap();
    let postings = ledger::recorded(&received);
    assert_eq!(postings[0].kind(), PostingKind::Rebate);
    let rebate = account.waived_interest().minor();
    assert_eq!(
        lines(&postings[0]),
        [(A::UnearnedInterest, Side::Debit, rebate), (A::InterestReceivable, Side::Credit, rebate)]
    );
    assert_eq!(account.earned_interest(on), money(1_200));
}

#[test]
fn suspense_empties_when_matched() {
    let held = ledger::suspense(money(500), id(1), date(2025, 2, 1)).unwrap();
    let matched = ledger::suspense_matched(money(500), id(1), date(2025, 2, 3)).unwrap();
    assert_eq!(lines(&held), [(A::RailClearing, Side::Debit, 500), (A::Suspense, Side::Credit, 500)]);
    let both = TrialBalance::from_iter([&held, &matched]);
    assert_eq!((both.balance(A::Suspense, currency()), both.is_balanced()), (0, true));
    assert_eq!(ledger::suspense(money(0), id(1), date(2025, 2, 1)), None);
}

#[test]
fn only_balanced_lines_make_a_posting() {
    let line = |side, amount| Line { account: A::Suspense, side, amount };
    let posting = |lines| Posting::new(PostingKind::Payment, date(2025, 1, 1), None, lines);
    let euro = Money::from_minor(5, "EUR".parse().unwrap()).unwrap();
    assert!(posting(vec![line(Side::Debit, money(5)), line(Side::Credit, money(5))]).is_ok());
    for lines in [
        vec![],
        vec![line(Side::Debit, money(5))],
        vec![line(Side::Debit, money(5)), line(Side::Credit, money(4))],
        vec![line(Side::Debit, money(5)), line(Side::Credit, euro)],
        vec![line(Side::Debit, money(0)), line(Side::Credit, money(0))],
        vec![line(Side::Debit, money(-5)), line(Side::Credit, money(-5))],
    ] {
        assert!(posting(lines.clone()).is_err(), "{lines:?}");
    }
    let good = ledger::suspense(money(500), id(1), date(2025, 2, 1)).unwrap();
    let mut json = serde_json::to_value(&good).unwrap();
    assert_eq!(serde_json::from_value::<Posting>(json.clone()).unwrap(), good);
    json["lines"][0]["amount"]["minor"] = 501.into();
    assert!(serde_json::from_value::<Posting>(json).is_err());
}
