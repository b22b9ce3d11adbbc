//! Random lives of an account: every kind of transaction, on random days, in random order, with reversals.

use super::common::{any_terms, currency, day, money};
use ident::TransactionId;
use loan::ledger::{self, LedgerAccount as A, Posting, TrialBalance};
use loan::{
    AccountError, AccountRules, AllocationRule, AllocationRules, Cell, ChargeOffKind, ChargeTiming,
    InAdvance, LoanAccount, Portion, Processing, Row, Schedule, Timing, Transaction, TransactionBody as Body,
    Waived,
};
use money::Money;
use proptest::prelude::*;

/// What happens: a kind, an amount in thousandths of the loan, days after the start, and which earlier one it is
/// about.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    kind: u8,
    share: i64,
    day: i64,
    later: i64,
    which: usize,
}

impl Event {
    /// The same on another day.
    pub(crate) fn at(&self, day: i64) -> Self {
        Self { day, ..self.clone() }
    }
}

pub(crate) fn any_events(kinds: std::ops::Range<u8>) -> impl Strategy<Value = Vec<Event>> {
    let event = (kinds, 1_i64..700, 0_i64..700, 0_i64..120, any::<usize>());
    let event = event.prop_map(|(kind, share, day, later, which)| Event { kind, share, day, later, which });
    prop::collection::vec(event, 1..25)
}

pub(crate) fn any_rules() -> impl Strategy<Value = AccountRules> {
    let cells: Vec<_> = Timing::ALL
        .into_iter()
        .flat_map(|timing| Portion::ALL.map(|portion| Cell { timing, portion }))
        .collect();
    let in_advance =
        prop::sample::select(vec![InAdvance::Next, InAdvance::Last, InAdvance::NextLast, InAdvance::Spread]);
    let rule = (Just(cells).prop_shuffle(), in_advance)
        .prop_map(|(order, in_advance)| AllocationRule::new(order, in_advance).unwrap());
    let processing = prop::sample::select(vec![Processing::Horizontal, Processing::Vertical]);
    let chargeback = prop::option::of(Just(Portion::ALL).prop_shuffle());
    let kinds = [ChargeOffKind::Regular, ChargeOffKind::ZeroInterest, ChargeOffKind::AccelerateMaturity];
    let charge_off = prop::sample::select(kinds.to_vec());
    let any = (rule.clone(), rule, processing, chargeback, charge_off);
    any.prop_map(|(default, goodwill, processing, chargeback, charge_off)| {
        let kinds = [(loan::TransactionKind::GoodwillCredit, goodwill)].into();
        let allocation = AllocationRules { processing, default, kinds, chargeback };
        AccountRules { allocation, charge_off, ..AccountRules::default() }
    })
}

fn id(number: u64) -> TransactionId {
    TransactionId::new(number, [0; 10])
}

fn rail() -> String {
    "cash".to_owned()
}

/// The transaction that an event is, if the account has one it can be about.
pub(crate) fn transaction(account: &LoanAccount, number: u64, event: &Event) -> Option<Transaction> {
    let amount = money((account.schedule().total().minor() * event.share / 1_000).max(1));
    let on = day(account, event.day);
    let of = |wanted: fn(&Transaction) -> bool| {
        let found: Vec<_> = account.transactions().iter().filter(|t| !t.reversed && wanted(t)).collect();
        found.get(event.which % found.len().max(1)).map(|t| (t.id, t.value_on))
    };
    let paying = |t: &Transaction| t.kind().pays();
    let charge = |t: &Transaction| matches!(t.body, Body::Charge { .. });
    let portion = Portion::ALL[event.which % 4];
    let small = money((amount.minor() / 20).max(1));
    let later = |from: jiff::civil::Date| on.max(from);
    let (on, body) = match event.kind {
        0..=2 => (on, Body::Repayment { amount, rail: rail(), payoff_on: None }),
        3 => (on, Body::GoodwillCredit { amount }),
        4 => (on, Body::MerchantRefund { amount }),
        5 | 6 => {
            let portion = if event.which.is_multiple_of(2) { Portion::Fee } else { Portion::Penalty };
            let due = if event.later == 0 {
                ChargeTiming::EachInstallment
            } else if event.later % 4 == 1 {
                let rows = account.schedule().installments();
                ChargeTiming::Late(rows[event.which % rows.len()].due_on)
            } else {
                ChargeTiming::On(day(account, event.day + event.later))
            };
            (on, Body::Charge { portion, amount: small, due })
        }
        7 => (on, Body::PayoutRefund { amount }),
        8 => {
            let (of, from) = of(paying)?;
            (later(from), Body::Chargeback { of, amount: small })
        }
        9 => {
            let (of, from) = of(charge)?;
            (later(from), Body::ChargeAdjustment { of, amount: small })
        }
        10 => {
            let (of, from) = of(charge)?;
            (later(from), Body::Waiver { what: Waived::Charge { of } })
        }
        11 => (on, Body::Waiver { what: Waived::Portion { portion, amount: Some(small) } }),
        12 => (on, Body::Waiver { what: Waived::Portion { portion, amount: None } }),
        13 => (on, Body::CreditRefund { amount: small }),
        14 => (on, Body::Repayment { amount, rail: rail(), payoff_on: Some(on) }),
        20 => {
            let last = account.transactions().last().map_or(on, |last| last.value_on.max(on));
            let payoff = account.payoff_quote(last).total.minor();
            let amount = money((payoff * event.share / 1_000).max(1));
            let valid_through = last + jiff::Span::new().days(event.later);
            (last, account.settlement_offer(amount, valid_through, last))
        }
        21 => {
            let (of, from) = of(|t| matches!(t.body, Body::SettlementOffer { .. }))?;
            let last = account.transactions().last().map_or(on, |last| last.value_on.max(on));
            (later(from).max(last), Body::SettlementWithdrawal { of })
        }
        15 => (on, Body::ChargeOff { reason: "120 days past due".to_owned() }),
        16 => (on, Body::WriteOff),
        _ => return None,
    };
    Some(Transaction::new(id(number), on, body))
}

/// The account and its ledger side by side.
pub(crate) struct Books {
    pub(crate) account: LoanAccount,
    balance: TrialBalance,
    recognized: Money,
}

impl Books {
    fn open(terms: &loan::Terms, rules: AccountRules) -> Self {
        Self::of(LoanAccount::open_under(Schedule::of(terms).unwrap(), rules))
    }

    pub(crate) fn of(account: LoanAccount) -> Self {
        let activation = ledger::activation(&account, account.schedule().starts_on());
        let balance = TrialBalance::from_iter([&activation]);
        Self { balance, recognized: Money::zero(account.currency()), account }
    }

    fn book(&mut self, postings: &[Posting]) {
        postings.iter().for_each(|posting| self.balance.add(posting));
    }

    /// Interest is reckoned through the day of an event.
    pub(crate) fn reckon(&mut self, number: u64) {
        let today = day(&self.account, i64::try_from(number).unwrap() * 29);
        let changed = self.account.reckon(today).unwrap();
        self.book(ledger::interest_recalculated(changed, today).as_slice());
    }

    pub(crate) fn take(&mut self, number: u64, event: &Event) {
        let today = day(&self.account, i64::try_from(number).unwrap() * 29);
        match transaction(&self.account, number, event) {
            Some(transaction) => match self.account.record(transaction) {
                Ok(recorded) => self.book(&ledger::recorded(&recorded)),
                Err(AccountError::Money(error)) => panic!("{error}"),
                Err(_) => {}
            },
            None => {
                let all = self.account.transactions();
                if let Some(which) = all.get(event.which % all.len().max(1)).map(|t| t.id) {
                    let reversed = self.account.reverse(which);
                    reversed.iter().for_each(|reversed| self.book(&ledger::reversed(reversed, today)));
                }
            }
        }
        let earned = self.account.earned_interest(today);
        let posting = ledger::interest_earned(earned.minus(self.recognized).unwrap(), today);
        self.recognized = earned;
        self.book(posting.as_slice());
    }

    pub(crate) fn check(&self, number: u64) {
        let account = &self.account;
        let is = |name: A, expected: Money, sign: i128| {
            let found = self.balance.balance(name, currency()) * sign;
            assert_eq!(found, i128::from(expected.minor()), "{name}");
        };
        assert!(self.balance.is_balanced());
        is(A::PenaltyReceivable, account.receivable(Portion::Penalty), 1);
        is(A::FeeReceivable, account.receivable(Portion::Fee), 1);
        is(A::InterestReceivable, account.receivable(Portion::Interest), 1);
        is(A::PrincipalReceivable, account.receivable(Portion::Principal), 1);
        is(A::CustomerCredit, account.credit(), -1);
        is(A::RailClearing, account.received().minus(account.paid_out()).unwrap(), 1);
        is(A::InterestIncome, self.recognized, -1);
        let today = day(account, i64::try_from(number).unwrap() * 29);
        is(A::UnearnedInterest, account.unearned_interest(today), -1);
        assert!(!account.unearned_interest(today).is_negative());
        let accrued = account.accrued_interest(today);
        assert!(accrued >= account.earned_interest(today));
        assert!(account.credit().is_zero() || account.is_settled());
        account.rows().iter().for_each(sound);
        for portion in [Portion::Fee, Portion::Penalty] {
            let charges = account.charges();
            let owed = charges.iter().filter(|charge| charge.portion == portion).map(|c| c.outstanding);
            assert_eq!(Money::sum(currency(), owed), Ok(account.outstanding_portions().get(portion)));
        }
        account.charges().iter().for_each(whole);
        account.charges().iter().for_each(|charge| given_back_once(account, charge));
        if account.recalculates() && account.charged_off_on().is_none() {
            let lent = Money::sum(currency(), account.rows().iter().map(|row| row.due.principal));
            let credited = Money::sum(currency(), account.rows().iter().map(|row| row.credited.principal));
            assert_eq!(lent.unwrap().minus(credited.unwrap()), Ok(account.schedule().principal()));
        }
        assert!(account.rows().is_sorted_by_key(|row| row.due_on), "due dates rise");
    }
}

/// The parts of a charge are the whole, and none is negative.
fn whole(charge: &loan::ChargeState) {
    let parts = [charge.paid, charge.waived, charge.written_off, charge.outstanding];
    assert!(!parts.iter().any(|part| part.is_negative()), "{charge:?}");
    assert_eq!(Money::sum(currency(), parts), Ok(charge.amount), "{charge:?}");
}

/// Adjustments and waivers of a charge together give back no more than it is.
fn given_back_once(account: &LoanAccount, charge: &loan::ChargeState) {
    let about = account.transactions().iter().filter(|t| t.body.of() == Some(charge.charge));
    let given = about.filter_map(|t| account.effect(t.id)).map(|effect| match effect.kind {
        loan::TransactionKind::ChargeAdjustment => effect.split.total().unwrap(),
        _ => money(0).minus(effect.change.total().unwrap()).unwrap(),
    });
    assert!(Money::sum(currency(), given).unwrap() <= charge.amount, "{charge:?}");
}

/// No part is negative, and the parts are the whole.
fn sound(row: &Row) {
    let parts = [row.due, row.credited, row.paid, row.waived, row.written_off, row.outstanding().unwrap()];
    assert!(!parts.iter().any(loan::Portions::has_negative), "{row:?}");
    assert!(!row.earnable().unwrap().is_negative() && !row.never_earned.is_negative(), "{row:?}");
    let paid = row.paid.total().unwrap();
    assert!(row.paid_in_advance.plus(row.paid_late).unwrap() <= paid, "{row:?}");
    if row.settled_on.is_some() {
        assert!(!row.is_open());
    }
}

proptest! {
    #[test]
    fn the_books_are_the_account_whatever_happens(
        terms in any_terms(), rules in any_rules(), events in any_events(0..24),
    ) {
        let mut books = Books::open(&terms, rules);
        for (number, event) in (0..).zip(&events) {
            books.take(number, event);
            books.check(number);
        }
        let json = serde_json::to_string(&books.account).unwrap();
        prop_assert_eq!(serde_json::from_str::<LoanAccount>(&json).unwrap(), books.account);
    }

    /// Whatever way transactions came, the state is that of arrival by value date.
    #[test]
    fn order_of_arrival_leaves_no_trace(
        terms in any_terms(), rules in any_rules(), events in any_events(0..8), order: u64,
    ) {
        let mut in_order = Books::open(&terms, rules.clone()).account;
        let mut transactions: Vec<_> = (0..).zip(&events).filter_map(|(number, event)| {
            let at = i64::try_from(number).unwrap() * 17;
            transaction(&in_order, number, &Event { day: at, ..event.clone() })
        }).collect();
        for transaction in &transactions {
            prop_assert!(in_order.record(transaction.clone()).unwrap().changed.is_empty());
        }
        let key = |t: &Transaction| order.wrapping_mul(t.id.unix_millis().wrapping_mul(0x9e37_79b9) | 1) >> 7;
        transactions.sort_by_key(key);
        let mut shuffled = Books::open(&terms, rules).account;
        for transaction in transactions {
            shuffled.record(transaction).unwrap();
        }
        prop_assert_eq!(shuffled, in_order);
    }

    /// Taking everything back in any order leaves an account to which nothing happened.
    #[test]
    fn what_is_taken_back_never_was(terms in any_terms(), rules in any_rules(), events in any_events(0..20)) {
        let mut books = Books::open(&terms, rules);
        let fresh = books.account.clone();
        (0..).zip(&events).for_each(|(number, event)| books.take(number, event));
        loop {
            let live: Vec<_> = books.account.transactions().iter().filter(|t| !t.reversed).map(|t| t.id).collect();
            if live.is_empty() {
                break;
            }
            let undone = live.iter().filter(|id| books.account.reverse(**id).is_ok()).count();
            prop_assert!(undone > 0, "a reversal must be possible");
        }
        prop_assert_eq!(books.account.rows(), fresh.rows());
        prop_assert_eq!(books.account.credit(), fresh.credit());
        prop_assert_eq!(books.account.unearned_interest(terms.starts_on), fresh.unearned_interest(terms.starts_on));
    }
}
