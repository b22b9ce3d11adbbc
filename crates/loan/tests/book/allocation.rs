//! Where money goes, installment by installment. The figures are those of the loan servicing reference's
//! acceptance tests: 500.00 without interest in four parts of 125.00, the first a down payment due at once.

use super::common::{id, money, monthly};
use ident::TransactionId;
use jiff::civil::{Date, date};
use loan::{
    AccountRules, AllocationRule, AllocationRules, Cell, ChargeTiming, Every, InAdvance, InterestMethod,
    LoanAccount, Portion, Processing, Schedule, Terms, Timing, Transaction, TransactionBody as Body,
    TransactionKind, Unit,
};

const START: Date = date(2023, 1, 1);

/// Penalty, fee, interest, principal of what is past due, then due, then in advance.
fn rule(in_advance: InAdvance) -> AllocationRule {
    AllocationRule::new(AllocationRule::default().order().to_vec(), in_advance).unwrap()
}

/// Repayments go to the next installment, goodwill to the last, what the seller refunds is spread.
fn rules(processing: Processing) -> AccountRules {
    let kinds = [
        (TransactionKind::GoodwillCredit, rule(InAdvance::Last)),
        (TransactionKind::MerchantRefund, rule(InAdvance::Spread)),
    ];
    let default = rule(InAdvance::Next);
    let allocation = AllocationRules { processing, default, kinds: kinds.into(), chargeback: None };
    AccountRules { allocation, ..AccountRules::default() }
}

fn parts(rules: AccountRules) -> LoanAccount {
    let terms = Terms {
        down_payment_percent: Some("25".parse().unwrap()),
        every: Every { count: 15, unit: Unit::Day },
        starts_on: START,
        first_due_on: date(2023, 1, 16),
        ..monthly(50_000, "0", 3, InterestMethod::Declining)
    };
    LoanAccount::open_under(Schedule::of(&terms).unwrap(), rules)
}

/// The account and the number of its last transaction.
struct Book(LoanAccount, u64);

impl Book {
    fn open(rules: AccountRules) -> Self {
        Self(parts(rules), 0)
    }

    fn enter(&mut self, on: Date, body: Body) -> TransactionId {
        self.1 += 1;
        let transaction = Transaction::new(id(self.1).into(), on, body);
        self.0.record(transaction).unwrap().transaction.id
    }

    fn pays(&mut self, on: Date, minor: i64) -> TransactionId {
        let rail = "cash".to_owned();
        self.enter(on, Body::Repayment { amount: money(minor), rail, payoff_on: None })
    }

    /// (paid, outstanding, paid in advance, paid late) of each row.
    fn rows(&self) -> Vec<(i64, i64, i64, i64)> {
        let row = |row: &loan::Row| {
            let paid = row.paid.total().unwrap().minor();
            let left = row.outstanding().unwrap().total().unwrap().minor();
            (paid, left, row.paid_in_advance.minor(), row.paid_late.minor())
        };
        self.0.rows().iter().map(row).collect()
    }

    /// Penalty, fee, interest, principal, credit of what a transaction paid.
    fn split(&self, of: TransactionId) -> [i64; 5] {
        let split = self.0.effect(of).unwrap().split;
        [split.penalty, split.fee, split.interest, split.principal, split.credit].map(money::Money::minor)
    }
}

fn january(day: i8) -> Date {
    date(2023, 1, day)
}

const FEBRUARY_15: Date = date(2023, 2, 15);
const PAID: (i64, i64, i64, i64) = (12_500, 0, 0, 0);
const OPEN: (i64, i64, i64, i64) = (0, 12_500, 0, 0);

#[test]
fn goodwill_goes_to_the_last_installment_and_overpayment_becomes_credit() {
    let mut book = Book::open(rules(Processing::Horizontal));
    book.pays(START, 12_500);
    assert_eq!(book.rows(), [PAID, OPEN, OPEN, OPEN]);
    book.enter(january(16), Body::GoodwillCredit { amount: money(15_000) });
    assert_eq!(book.rows(), [PAID, PAID, OPEN, (2_500, 10_000, 2_500, 0)]);
    book.pays(january(31), 12_500);
    assert_eq!(book.rows(), [PAID, PAID, PAID, (2_500, 10_000, 2_500, 0)]);
    let last = book.pays(FEBRUARY_15, 12_500);
    assert_eq!(book.rows(), [PAID, PAID, PAID, (12_500, 0, 2_500, 0)]);
    assert_eq!(book.split(last), [0, 0, 0, 10_000, 2_500]);
    assert_eq!(book.0.credit(), money(2_500));
}

#[test]
fn failed_payments_leave_arrears_that_are_paid_oldest_first() {
    let mut book = Book::open(rules(Processing::Horizontal));
    let down = book.pays(START, 12_500);
    book.0.reverse(down).unwrap();
    let first = book.pays(january(16), 12_500);
    book.0.reverse(first).unwrap();
    assert_eq!(book.rows(), [OPEN, OPEN, OPEN, OPEN]);
    book.pays(january(20), 10_000);
    assert_eq!(book.rows(), [(10_000, 2_500, 0, 10_000), OPEN, OPEN, OPEN]);
    book.pays(january(31), 4_000);
    assert_eq!(book.rows(), [(12_500, 0, 0, 12_500), (1_500, 11_000, 0, 1_500), OPEN, OPEN]);
    book.pays(FEBRUARY_15, 36_000);
    let late = (12_500, 0, 0, 12_500);
    assert_eq!(book.rows(), [late, late, late, PAID]);
    assert!(book.0.is_settled() && book.0.credit().is_zero());
}

#[test]
fn a_refund_pays_arrears_and_spreads_the_rest() {
    let mut book = Book::open(rules(Processing::Horizontal));
    book.enter(january(8), Body::MerchantRefund { amount: money(30_000) });
    let spread = |cents: i64| (cents, 12_500 - cents, cents, 0);
    assert_eq!(book.rows(), [(12_500, 0, 0, 12_500), spread(5_833), spread(5_833), spread(5_834)]);
    book.pays(january(16), 6_667);
    book.pays(january(31), 6_667);
    let paid = (12_500, 0, 5_833, 0);
    assert_eq!(book.rows(), [(12_500, 0, 0, 12_500), paid, paid, spread(5_834)]);
    book.pays(FEBRUARY_15, 6_666);
    assert!(book.0.is_settled() && book.0.credit().is_zero());
}

#[test]
fn a_refund_on_a_due_date_that_is_paid_is_spread_over_what_is_left() {
    let mut book = Book::open(rules(Processing::Horizontal));
    book.pays(START, 12_500);
    book.pays(january(16), 12_500);
    book.enter(january(16), Body::MerchantRefund { amount: money(20_000) });
    let spread = (10_000, 2_500, 10_000, 0);
    assert_eq!(book.rows(), [PAID, PAID, spread, spread]);
}

#[test]
fn a_refund_after_two_failed_payments() {
    let mut book = Book::open(rules(Processing::Horizontal));
    book.enter(january(17), Body::MerchantRefund { amount: money(30_000) });
    let (late, spread) = ((12_500, 0, 0, 12_500), (2_500, 10_000, 2_500, 0));
    assert_eq!(book.rows(), [late, late, spread, spread]);
}

#[test]
fn a_payout_refund_goes_to_the_next_installments() {
    let mut book = Book::open(rules(Processing::Horizontal));
    book.pays(START, 12_500);
    book.enter(january(5), Body::PayoutRefund { amount: money(20_000) });
    assert_eq!(book.rows(), [PAID, (12_500, 0, 12_500, 0), (7_500, 5_000, 7_500, 0), OPEN]);
}

/// With charges, the two ways of processing differ: an installment at a time, or a portion at a time.
#[test]
fn horizontal_finishes_an_installment_and_vertical_a_portion() {
    for (processing, expected) in [
        (Processing::Horizontal, [[0, 1_000, 0, 12_500, 0], [0, 500, 0, 12_000, 0]]),
        (Processing::Vertical, [[0, 1_500, 0, 12_000, 0], [0, 0, 0, 12_500, 0]]),
    ] {
        let mut book = Book::open(rules(processing));
        book.pays(START, 12_500);
        for (day, minor) in [(10, 1_000), (20, 500)] {
            let due = ChargeTiming::On(january(day));
            book.enter(january(2), Body::Charge { portion: Portion::Fee, amount: money(minor), due });
        }
        let first = book.pays(FEBRUARY_15, 13_500);
        let second = book.pays(FEBRUARY_15, 12_500);
        assert_eq!([book.split(first), book.split(second)], expected, "{processing:?}");
    }
}

/// A day in a period belongs to its installment; a day after the last to a row of its own.
#[test]
fn a_charge_falls_due_with_the_installment_of_its_day() {
    let mut book = Book::open(rules(Processing::Horizontal));
    let charges = [(january(1), 1), (january(16), 2), (january(17), 4), (FEBRUARY_15, 8)];
    for (day, minor) in charges {
        let due = ChargeTiming::On(day);
        book.enter(START, Body::Charge { portion: Portion::Penalty, amount: money(minor), due });
    }
    let penalties =
        |book: &Book| -> Vec<i64> { book.0.rows().iter().map(|row| row.due.penalty.minor()).collect() };
    assert_eq!(penalties(&book), [0, 1 + 2, 4, 8]);
    let after = date(2023, 2, 20);
    let due = ChargeTiming::On(after);
    book.enter(START, Body::Charge { portion: Portion::Fee, amount: money(16), due });
    let rows = book.0.rows();
    assert_eq!(
        (rows[4].kind, rows[4].due_on, rows[4].due.fee),
        (loan::RowKind::Additional, after, money(16))
    );
    let due = ChargeTiming::EachInstallment;
    book.enter(january(20), Body::Charge { portion: Portion::Fee, amount: money(100), due });
    let fees: Vec<_> = book.0.rows().iter().map(|row| row.due.fee.minor()).collect();
    assert_eq!(fees, [0, 0, 100, 100, 16], "neither the down payment nor what was due before");
}

#[test]
fn next_then_last_pays_the_running_period_and_then_from_the_end() {
    let mut rules = rules(Processing::Horizontal);
    rules.allocation.default = rule(InAdvance::NextLast);
    let mut book = Book::open(rules);
    book.pays(START, 12_500);
    book.pays(january(5), 20_000);
    assert_eq!(book.rows(), [PAID, (12_500, 0, 12_500, 0), OPEN, (7_500, 5_000, 7_500, 0)]);
}

#[test]
fn an_order_names_each_place_once_and_reads_like_words() {
    let rule = rule(InAdvance::NextLast);
    let json = serde_json::to_value(&rule).unwrap();
    assert_eq!(json["order"][0], "past_due_penalty");
    assert_eq!(
        (&json["order"][11], &json["in_advance"]),
        (&"in_advance_principal".into(), &"next_last".into())
    );
    assert_eq!(serde_json::from_value::<AllocationRule>(json.clone()).unwrap(), rule);
    let mut twice = json.clone();
    twice["order"][1] = "past_due_penalty".into();
    assert!(serde_json::from_value::<AllocationRule>(twice).is_err());
    let mut unknown = json;
    unknown["order"][1] = "past_due_tax".into();
    let error = serde_json::from_value::<AllocationRule>(unknown).unwrap_err().to_string();
    assert!(
        error.contains("`past_due_tax`") && error.contains("penalty, fee, interest or principal"),
        "{error}"
    );
    let cell = Cell { timing: Timing::Due, portion: Portion::Interest };
    assert_eq!("due_interest".parse(), Ok(cell));
}
