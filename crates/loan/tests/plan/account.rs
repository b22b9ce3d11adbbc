//! Changes of the plan in the fold of an account: replayed, reversed, refused, and on the books.

use super::common::{MONTHLY, base_terms, currency, hundred_terms, money};
use ident::{PaymentId, TransactionId};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use loan::ledger::{self, LedgerAccount, TrialBalance};
use loan::restructure::{
    Forgiven, HolidayInterest, ReAge, ReAgeInterest, ReAmortizeInterest, RestructureError, Restructuring,
};
use loan::{
    AccountError, AccountRules, Advance, ChargeTiming, Grace, LoanAccount, Payment, Portion, Recorded, Row,
    Transaction, TransactionBody,
};
use money::Money;
use proptest::prelude::*;

fn id(number: u64) -> PaymentId {
    PaymentId::new(number, [0; 10])
}

fn pay(account: &mut LoanAccount, number: u64, minor: i64, on: Date) -> Recorded {
    account.receive(Payment::new(id(number), money(minor), on, "cash")).unwrap()
}

fn change(
    account: &mut LoanAccount,
    number: u64,
    agreed_on: Date,
    change: &Restructuring,
) -> Result<Recorded, AccountError> {
    let body = TransactionBody::Restructure { change: change.clone() };
    let transaction = Transaction::new(TransactionId::from(id(number)), agreed_on, body);
    account.record(transaction.valued(change.value_on(agreed_on)))
}

fn hundred() -> LoanAccount {
    LoanAccount::of(&hundred_terms("7"), AccountRules::default()).unwrap()
}

fn lines(account: &LoanAccount) -> Vec<String> {
    let rows = account.rows().iter().filter(|row| !row.due.is_zero());
    rows.map(|row| {
        format!("{} {} {} {}", row.due_on, row.due.principal, row.due.interest, row.paid.total().unwrap())
    })
    .collect()
}

const RE_AMORTIZE: Restructuring = Restructuring::ReAmortize { interest: ReAmortizeInterest::Default };

fn re_age(first_due_on: Date) -> Restructuring {
    let interest = ReAgeInterest::Default;
    Restructuring::ReAge(ReAge { installments: 6, every: MONTHLY, first_due_on, interest })
}

/// C4374: a payment that comes later for an earlier day leaves nothing to spread.
#[test]
fn a_backdated_payment_replays_the_change() {
    let mut account = hundred();
    pay(&mut account, 1, 1_701, date(2024, 2, 1));
    let agreed = lines(&account);
    let recorded = change(&mut account, 2, date(2024, 3, 15), &RE_AMORTIZE).unwrap();
    assert_eq!(recorded.effect.change.principal, money(0), "no principal is owed more or less");
    assert_eq!(recorded.effect.change.interest, money(25), "2.30 instead of 2.05");
    assert_eq!(lines(&account)[1], "2024-04-01 20.34 0.98 0.00");
    let received = pay(&mut account, 3, 1_701, date(2024, 3, 1));
    assert_eq!(received.changed.len(), 1);
    let mut paid = agreed;
    paid[1] = "2024-03-01 16.52 0.49 17.01".to_owned();
    assert_eq!(lines(&account), paid);
}

/// C3217: a rate of the past is there before the payments that came since.
#[test]
fn a_backdated_rate_replays_the_payments() {
    let mut account = hundred();
    pay(&mut account, 1, 1_701, date(2024, 2, 1));
    pay(&mut account, 2, 1_701, date(2024, 3, 1));
    let rate = Restructuring::ChangeRate { from: date(2024, 2, 2), rate: "4".parse().unwrap() };
    let recorded = change(&mut account, 3, date(2024, 4, 1), &rate).unwrap();
    assert_eq!(recorded.changed.len(), 1, "the second payment");
    assert_eq!(lines(&account)[1], "2024-03-01 16.60 0.28 16.88");
    assert_eq!(account.rows()[2].paid.total().unwrap(), money(13));
    assert_eq!(account.outstanding(), money(6_740));
}

#[test]
fn a_re_age_cures_and_is_undone_only_as_the_latest() {
    let mut account = hundred();
    pay(&mut account, 1, 1_701, date(2024, 2, 1));
    let before = account.clone();
    let on = date(2024, 3, 15);
    assert_eq!(account.days_past_due(on).0, 14);
    change(&mut account, 2, on, &re_age(date(2024, 4, 1))).unwrap();
    assert_eq!((account.days_past_due(on).0, account.overdue(on)), (0, money(0)));
    assert_eq!(account.oldest_unpaid_due_on(), Some(date(2024, 4, 1)));
    let stored = serde_json::to_string(&account).unwrap();
    assert_eq!(serde_json::from_str::<LoanAccount>(&stored).unwrap(), account);
    pay(&mut account, 3, 1_430, date(2024, 4, 1));
    let refused = account.reverse(id(2));
    assert_eq!(refused, Err(AccountError::NotTheLatest(TransactionId::from(id(2)))));
    account.reverse(id(3)).unwrap();
    account.reverse(id(2)).unwrap();
    assert_eq!(account.rows(), before.rows());
}

#[test]
fn what_can_not_be_changed() {
    let mut account = hundred();
    pay(&mut account, 1, 1_701, date(2024, 2, 1));
    pay(&mut account, 2, 100, date(2024, 3, 20));
    let refused = |result: Result<Recorded, AccountError>| match result {
        Err(AccountError::Restructure(error)) => error,
        other => panic!("{other:?}"),
    };
    let early = change(&mut account, 3, date(2024, 3, 15), &RE_AMORTIZE);
    assert_eq!(refused(early), RestructureError::BeforePayment(date(2024, 3, 20)));
    let on = date(2024, 3, 21);
    change(&mut account, 4, on, &RE_AMORTIZE).unwrap();
    let twice = change(&mut account, 5, on, &RE_AMORTIZE);
    assert_eq!(refused(twice), RestructureError::TwiceADay(on));
    let off = TransactionBody::ChargeOff { reason: "lost".into() };
    account.record(Transaction::new(TransactionId::from(id(6)), on, off)).unwrap();
    let after = change(&mut account, 7, date(2024, 3, 22), &re_age(date(2024, 4, 1)));
    assert_eq!(refused(after), RestructureError::ChargedOff(on));
    let mut unknown = LoanAccount::open(account.schedule().clone());
    let error = change(&mut unknown, 1, on, &RE_AMORTIZE).unwrap_err();
    assert_eq!(error, AccountError::NoInterestRules);
}

/// The payoff of section 8, and what it is within a holiday: interest by elapsed days, carried interest in full.
#[test]
fn paying_off_counts_what_was_carried() {
    let mut account = LoanAccount::of(&base_terms(), AccountRules::default()).unwrap();
    for (number, month) in [(1, 2), (2, 3), (3, 4)] {
        pay(&mut account, number, 5_674, date(2025, month, 1));
    }
    assert_eq!(account.payoff_quote(date(2025, 4, 18)).total, money(46_833));
    let mut away = account.clone();
    let holiday = Restructuring::Holiday { installments: 2, interest: HolidayInterest::Carried };
    change(&mut away, 4, date(2025, 4, 2), &holiday).unwrap();
    assert_eq!(away.payoff_quote(date(2025, 4, 1)).interest, money(0));
    // 18.52 over the 61 days of the holiday.
    assert_eq!(away.payoff_quote(date(2025, 4, 18)).interest, money(516));
    assert_eq!(away.payoff_quote(date(2025, 6, 1)).interest, money(1_852));
    assert_eq!(away.payoff_quote(date(2025, 6, 16)).interest, money(1_852 + 482));
    let mut late = account;
    change(&mut late, 4, date(2025, 6, 2), &re_age(date(2025, 7, 1))).unwrap();
    let quote = late.payoff_quote(date(2025, 6, 2));
    assert_eq!(quote.interest, late.rows()[5].carried, "earned before the new plan began");
    assert_eq!(late.earned_interest(date(2025, 6, 2)).minor(), 3_330 + quote.interest.minor());
}

/// Grace on interest from the start: what was left out is owed when the plan changes after it.
#[test]
fn grace_on_interest_is_not_lost() {
    let mut terms = hundred_terms("7");
    terms.conventions.grace = Grace { principal: 0, interest: 2 };
    let mut account = LoanAccount::of(&terms, AccountRules::default()).unwrap();
    let of = |number: usize| account.rows()[number - 1];
    assert_eq!((of(1).due.interest, of(2).due.interest), (money(0), money(0)));
    let left_out = of(2).deferred;
    assert!(of(1).deferred < left_out && of(3).deferred.is_zero() && of(3).due.interest > left_out);
    let (first, second) = (of(1).due.total().unwrap(), of(2).due.total().unwrap());
    pay(&mut account, 1, first.minor(), date(2024, 2, 1));
    pay(&mut account, 2, second.minor(), date(2024, 3, 1));
    let before = account.outstanding_interest();
    change(&mut account, 3, date(2024, 3, 1), &RE_AMORTIZE).unwrap();
    assert_eq!(account.rows()[2].carried, left_out);
    assert!((account.outstanding_interest().minor() - before.minor()).abs() <= 2, "{before}");
}

#[test]
fn a_loan_is_paid_out_before_its_plan_changes() {
    let mut terms = hundred_terms("7");
    let last = date(2024, 3, 10);
    terms.advances = vec![Advance { on: last, amount: money(5_000) }];
    let mut account = LoanAccount::of(&terms, AccountRules::default()).unwrap();
    let early = change(&mut account, 1, date(2024, 3, 9), &RE_AMORTIZE);
    assert_eq!(early.unwrap_err(), RestructureError::NotPaidOut(last).into());
    let quote = account.plan_quote(&RE_AMORTIZE, last).unwrap();
    assert!(quote.old.rates.is_some());
    assert_eq!(quote.old.still_to_pay, account.outstanding());
    change(&mut account, 2, last, &RE_AMORTIZE).unwrap();
}

#[test]
fn a_plan_is_quoted_from_the_account() {
    let mut account = hundred();
    pay(&mut account, 1, 1_701, date(2024, 2, 1));
    let on = date(2024, 3, 15);
    let quote = account.plan_quote(&re_age(date(2024, 4, 1)), on).unwrap();
    assert_eq!((quote.old.installment, quote.new.installment), (money(1_701), money(1_430)));
    assert_eq!(quote.extra_cost, money(8_579 - 8_504));
    assert!(quote.cures && quote.new.rates.is_some());
    let before = account.clone();
    assert_eq!(account, before, "a quote changes nothing");
    change(&mut account, 2, on, &re_age(date(2024, 4, 1))).unwrap();
    assert_eq!(account.outstanding(), quote.new.still_to_pay, "what was quoted is what comes");
}

/// The account and its ledger side by side.
struct Books {
    account: LoanAccount,
    balance: TrialBalance,
    recognized: Money,
}

impl Books {
    fn book(&mut self, recorded: &Recorded, today: Date) {
        ledger::recorded(recorded).iter().for_each(|posting| self.balance.add(posting));
        let earned = self.account.earned_interest(today);
        let posting = ledger::interest_earned(earned.minus(self.recognized).unwrap(), today);
        self.recognized = earned;
        posting.iter().for_each(|posting| self.balance.add(posting));
    }

    fn of(&self, account: LedgerAccount) -> i128 {
        self.balance.balance(account, currency())
    }
}

fn any_restructuring() -> impl Strategy<Value = usize> {
    0_usize..11
}

fn nth(which: usize, day: Date) -> Restructuring {
    let later = day + 20.days();
    match which {
        0 => re_age(later),
        1 => RE_AMORTIZE,
        2 => Restructuring::ReAmortize { interest: ReAmortizeInterest::Waive },
        3 => Restructuring::ReAmortize { interest: ReAmortizeInterest::EqualAmortization },
        4 => Restructuring::Holiday { installments: 2, interest: HolidayInterest::Compounded },
        5 => Restructuring::ChangeRate { from: day - 40.days(), rate: "3".parse().unwrap() },
        6 => Restructuring::InterestPause { from: day - 9.days(), through: later },
        7 => Restructuring::Forgive(Forgiven {
            penalty: money(0),
            fee: money(150),
            interest: money(0),
            principal: money(0),
        }),
        _ => Restructuring::ReAge(ReAge {
            installments: 4,
            every: MONTHLY,
            first_due_on: later,
            interest: ReAgeInterest::EqualAmortizationFull,
        }),
    }
}

proptest! {
    /// Payments and changes in any order of value dates: the books equal the account, and arriving in order gives the
    /// same rows.
    #[test]
    fn the_books_equal_the_account(steps in prop::collection::vec((1_i32..50, 0_i64..9_000, 0_i32..60, prop::option::of(any_restructuring())), 1..10)) {
        let account = LoanAccount::of(&base_terms(), AccountRules::default()).unwrap();
        let activation = ledger::activation(&account, base_terms().starts_on);
        let mut books = Books { account, balance: TrialBalance::from_iter([&activation]), recognized: money(0) };
        let mut day = base_terms().starts_on;
        for (number, (wait, minor, back, which)) in (1_u64..).zip(steps) {
            day += wait.days();
            let recorded = match which {
                Some(which @ 9..) => {
                    let (portion, due) = if which == 9 {
                        (Portion::Fee, ChargeTiming::On(day + back.days()))
                    } else {
                        (Portion::Penalty, ChargeTiming::EachInstallment)
                    };
                    let body = TransactionBody::Charge { portion, amount: money(minor / 20 + 1), due };
                    books.account.record(Transaction::new(id(number).into(), day, body))
                }
                Some(which) => change(&mut books.account, number, day, &nth(which, day)),
                None => {
                    let value_on = (day - back.days()).max(base_terms().starts_on);
                    books.account.receive(Payment::new(id(number), money(minor + 1), value_on, "cash"))
                }
            };
            let Ok(recorded) = recorded else { continue };
            books.book(&recorded, day);
            let account = &books.account;
            prop_assert!(books.balance.is_balanced());
            let owed = account.outstanding_portions();
            prop_assert_eq!(books.of(LedgerAccount::PrincipalReceivable), i128::from(owed.principal.minor()));
            prop_assert_eq!(books.of(LedgerAccount::InterestReceivable), i128::from(owed.interest.minor()));
            prop_assert_eq!(books.of(LedgerAccount::UnearnedInterest), -i128::from(account.unearned_interest(day).minor()));
            for (portion, receivable) in [(Portion::Fee, LedgerAccount::FeeReceivable), (Portion::Penalty, LedgerAccount::PenaltyReceivable)] {
                let charged: i64 = account.charges().iter().filter(|charge| charge.portion == portion).map(|charge| charge.outstanding.minor()).sum();
                prop_assert_eq!((charged, books.of(receivable)), (owed.get(portion).minor(), i128::from(charged)));
            }
            let principal: i64 = account.rows().iter().map(|row| row.due.principal.minor()).sum();
            prop_assert_eq!(principal, 60_000, "what was lent is what is asked back");
            let in_order = ordered(account);
            prop_assert_eq!(in_order.rows(), account.rows());
            prop_assert!(account.rows().iter().all(|row: &Row| !row.outstanding().unwrap().has_negative()));
        }
    }
}

/// The same transactions, arriving by value date.
fn ordered(account: &LoanAccount) -> LoanAccount {
    let mut other = LoanAccount::of(&base_terms(), AccountRules::default()).unwrap();
    for transaction in account.transactions() {
        if other.record(transaction.clone()).is_err() {
            // What an earlier one left nothing to do for is refused when it comes in order, and does nothing when not.
            assert!(matches!(transaction.body, TransactionBody::Restructure { .. }));
        }
    }
    other
}
