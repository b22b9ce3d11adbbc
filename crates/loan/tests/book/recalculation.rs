//! Interest that follows what is owed day by day, by the figures of the loan servicing reference's acceptance tests.

use jiff::civil::{Date, date};
use loan::restructure::{RestructureError, Restructuring};
use loan::{
    AccountRules, AllocationRules, ChargeOffKind, ChargeTiming, Conventions, DayCount, Grace, InterestBasis,
    InterestMethod, InterestRecalculation, LoanAccount, Portion, Terms, TermsError, Transaction,
    TransactionBody as Body,
};

use proptest::prelude::*;

use super::common::{any_terms, day, id, money, monthly, pay};
use super::timeline::{Books, any_events, any_rules, transaction};

fn terms(principal: i64, percent: &str, installments: u16) -> Terms {
    Terms {
        starts_on: date(2024, 1, 1),
        first_due_on: date(2024, 2, 1),
        conventions: Conventions {
            interest_basis: InterestBasis::Daily,
            day_count: DayCount::Thirty360,
            interest_recalculation: InterestRecalculation::Daily,
            ..Conventions::default()
        },
        ..monthly(principal, percent, installments, InterestMethod::Declining)
    }
}

/// 100.00 at 7 % in six months from 1 January 2024: 17.01 five times, then 17.00.
fn hundred(charge_off: ChargeOffKind) -> LoanAccount {
    let rules = AccountRules { charge_off, ..AccountRules::default() };
    LoanAccount::of(&terms(10_000, "7", 6), rules).unwrap()
}

fn on(month: i8, day: i8) -> Date {
    date(2024, month, day)
}

fn paid(mut account: LoanAccount, payments: &[(u64, Date, i64)]) -> LoanAccount {
    for (number, day, minor) in payments {
        account.receive(pay(*number, *minor, *day)).unwrap();
    }
    account
}

fn enter(account: &mut LoanAccount, number: u64, day: Date, body: Body) {
    account.record(Transaction::new(id(number).into(), day, body)).unwrap();
}

fn charge_off(account: &mut LoanAccount, day: Date) {
    enter(account, 99, day, Body::ChargeOff { reason: "late".to_owned() });
}

/// (principal, interest) of every installment.
fn rows(account: &LoanAccount) -> Vec<(i64, i64)> {
    account.rows().iter().map(|row| (row.due.principal.minor(), row.due.interest.minor())).collect()
}

const FIRST: (u64, Date, i64) = (1, date(2024, 2, 1), 1_701);

#[test]
fn paid_on_time_it_is_the_schedule() {
    let agreed = hundred(ChargeOffKind::Regular);
    let mut account = paid(agreed.clone(), &[FIRST, (2, on(3, 1), 1_701), (3, on(4, 1), 1_701)]);
    account.reckon(on(4, 1)).unwrap();
    assert_eq!(rows(&account), rows(&agreed));
}

#[test]
fn an_overdue_installment_bears_interest_to_the_day() {
    let mut account = LoanAccount::of(&terms(100_000, "7", 3), AccountRules::default()).unwrap();
    account.reckon(on(2, 9)).unwrap();
    assert_eq!(rows(&account), [(33_140, 583), (33_280, 443), (33_580, 196)]);
}

#[test]
fn the_last_installment_takes_what_an_overdue_one_bears() {
    let payments = [FIRST, (2, on(3, 1), 1_701), (3, on(4, 1), 1_701), (4, on(5, 1), 1_701)];
    let mut account = paid(hundred(ChargeOffKind::Regular), &payments);
    account.reckon(on(7, 15)).unwrap();
    assert_eq!(rows(&account)[4..], [(1_681, 20), (1_690, 20)]);
    assert_eq!(account.outstanding(), money(3_411));
}

#[test]
fn a_charge_off_without_interest_keeps_what_passed() {
    for (payments, day, expected) in [
        (vec![FIRST], on(3, 1), [(1_652, 49), (1_701, 0), (1_701, 0), (1_701, 0), (1_602, 0)]),
        (vec![FIRST], on(2, 29), [(1_654, 47), (1_701, 0), (1_701, 0), (1_701, 0), (1_600, 0)]),
        (vec![FIRST], on(2, 14), [(1_679, 22), (1_701, 0), (1_701, 0), (1_701, 0), (1_575, 0)]),
        (vec![FIRST], on(3, 31), [(1_652, 49), (1_654, 47), (1_701, 0), (1_701, 0), (1_649, 0)]),
        (
            vec![FIRST, (2, on(3, 1), 1_701)],
            on(3, 31),
            [(1_652, 49), (1_663, 38), (1_701, 0), (1_701, 0), (1_640, 0)],
        ),
    ] {
        let mut account = paid(hundred(ChargeOffKind::ZeroInterest), &payments);
        charge_off(&mut account, day);
        account.reckon(on(6, 1)).unwrap();
        assert_eq!(rows(&account)[1..], expected, "{day}");
    }
}

#[test]
fn a_payment_reversed_before_the_charge_off_bears_more() {
    let mut account = paid(hundred(ChargeOffKind::ZeroInterest), &[FIRST]);
    charge_off(&mut account, on(2, 29));
    account.reverse(id(1)).unwrap();
    assert_eq!(rows(&account), [(1_643, 58), (1_645, 56), (1_701, 0), (1_701, 0), (1_701, 0), (1_609, 0)]);
    assert_eq!(account.outstanding(), money(10_114));
}

#[test]
fn money_that_comes_early_pays_the_interest_of_its_day() {
    let mut account = hundred(ChargeOffKind::Regular);
    let each =
        Body::Charge { portion: Portion::Fee, amount: money(1_000), due: ChargeTiming::EachInstallment };
    enter(&mut account, 1, on(1, 1), each);
    let account = paid(account, &[(2, on(1, 15), 5_402)]);
    // Two installments are paid; the third asks for the interest that they had no room for.
    assert_eq!(
        rows(&account),
        [(1_675, 26), (1_701, 0), (1_601, 100), (1_672, 29), (1_681, 20), (1_670, 10)]
    );
    assert_eq!(account.outstanding(), money(3 * 2_701 + 2_680));
}

#[test]
fn a_chargeback_bears_interest_from_its_day() {
    let allocation = AllocationRules {
        chargeback: Some([Portion::Principal, Portion::Interest, Portion::Fee, Portion::Penalty]),
        ..AllocationRules::default()
    };
    let rules = AccountRules { allocation, ..AccountRules::default() };
    let account = LoanAccount::of(&terms(10_000, "7", 6), rules).unwrap();
    let mut account = paid(account, &[FIRST, (2, on(3, 1), 1_701)]);
    enter(&mut account, 3, on(3, 1), Body::Chargeback { of: id(1).into(), amount: money(1_500) });
    let once = [(3_153, 48), (1_672, 29), (1_681, 20), (1_699, 10)];
    assert_eq!(rows(&account)[2..], once);
    enter(&mut account, 4, on(3, 1), Body::Chargeback { of: id(2).into(), amount: money(1_701) });
    assert_eq!(rows(&account)[2..], [(4_796, 106), (1_671, 30), (1_681, 20), (1_709, 10)]);
    assert_eq!(account.outstanding(), money(10_023));
    account.reverse(id(4)).unwrap();
    assert_eq!(rows(&account)[2..], once);
}

#[test]
fn a_chargeback_in_the_middle_of_a_period_and_one_after_the_last() {
    let order = Some([Portion::Interest, Portion::Fee, Portion::Penalty, Portion::Principal]);
    let allocation = AllocationRules { chargeback: order, ..AllocationRules::default() };
    let rules = AccountRules { allocation, ..AccountRules::default() };
    let account = LoanAccount::of(&terms(10_000, "7", 6), rules).unwrap();
    let mut running = paid(account.clone(), &[FIRST, (2, on(3, 1), 1_701)]);
    enter(&mut running, 3, on(3, 15), Body::Chargeback { of: id(2).into(), amount: money(1_701) });
    assert_eq!(rows(&running)[2..], [(3_309, 93), (1_672, 29), (1_681, 20), (1_695, 10)]);
    let all = [FIRST, (2, on(3, 1), 1_701), (3, on(4, 1), 1_701), (4, on(5, 1), 1_701), (5, on(6, 1), 1_701)];
    let mut over = paid(paid(account, &all), &[(6, on(7, 1), 1_700)]);
    assert!(over.is_settled());
    enter(&mut over, 7, on(7, 15), Body::Chargeback { of: id(5).into(), amount: money(1_701) });
    assert_eq!(rows(&over)[4..], [(1_681, 20), (1_690, 10), (1_681, 20)]);
}

#[test]
fn who_pays_all_pays_no_interest_of_later_days() {
    let account = hundred(ChargeOffKind::Regular);
    let quote = account.payoff_quote(on(1, 15));
    assert_eq!((quote.principal, quote.interest, quote.rebate), (money(10_000), money(26), money(179)));
    // As a plain payment, and as a payoff that was agreed a week ago.
    let plain = paid(account.clone(), &[(1, on(1, 15), 10_026)]);
    assert!(plain.is_settled() && plain.credit().is_zero());
    let mut agreed = account.clone();
    agreed.receive_payoff(pay(1, 10_026, on(1, 22)), on(1, 15)).unwrap();
    agreed.reckon(on(2, 20)).unwrap();
    assert!(agreed.is_settled() && agreed.credit().is_zero());
    assert_eq!(agreed.earned_interest(on(2, 20)), money(26));
    // A bounced first installment had stood under the payoff: then it is a payment toward installments.
    let mut under = paid(account, &[FIRST]);
    let total = under.payoff_quote(on(2, 15)).total;
    under.receive_payoff(pay(2, total.minor(), on(2, 15)), on(2, 15)).unwrap();
    assert!(under.is_settled());
    under.reverse(id(1)).unwrap();
    assert!(!under.is_settled());
}

#[test]
fn an_accounting_period_ends_with_the_interest_of_its_nights() {
    let mut account = paid(hundred(ChargeOffKind::Regular), &[FIRST]);
    account.reckon(on(3, 31)).unwrap();
    // 83.57 for February, and for thirty of the thirty-one nights of March: the second installment is unpaid.
    assert_eq!(account.earned_interest(on(3, 31)), money(58 + 49));
    assert_eq!(account.accrued_interest(on(3, 31)), money(58 + 49 + 47));
}

#[test]
fn what_it_has_no_rule_for_is_refused() {
    let agreed = terms(10_000, "7", 6);
    let refused = |terms: Terms| terms.check().unwrap_err();
    let flat = Terms { interest: InterestMethod::Flat, ..agreed.clone() };
    assert_eq!(refused(flat), TermsError::Recalculation("interest"));
    let grace = Grace { principal: 1, interest: 0 };
    let conventions = Conventions { grace, ..agreed.conventions.clone() };
    assert_eq!(refused(Terms { conventions, ..agreed }), TermsError::Recalculation("grace"));
    let mut account = hundred(ChargeOffKind::Regular);
    let change = Restructuring::InterestPause { from: on(2, 5), through: on(2, 10) };
    let body = Body::Restructure { change };
    let refused = account.record(Transaction::new(id(1).into(), on(2, 5), body)).unwrap_err();
    assert_eq!(refused, RestructureError::Recalculated.into());
}

fn any_daily() -> impl Strategy<Value = Terms> {
    any_terms()
        .prop_map(|terms| {
            let interest_recalculation = InterestRecalculation::Daily;
            let interest_basis = InterestBasis::Daily;
            let conventions = Conventions { interest_recalculation, interest_basis, ..terms.conventions };
            Terms { interest: InterestMethod::Declining, conventions, ..terms }
        })
        .prop_filter("a schedule", |terms| terms.check().is_ok())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_books_follow_what_is_owed(
        terms in any_daily(), rules in any_rules(), events in any_events(0..20),
    ) {
        let mut books = Books::of(LoanAccount::of(&terms, rules).unwrap());
        for (number, event) in (0..).zip(&events) {
            books.reckon(number);
            books.take(number, event);
            books.check(number);
        }
        let json = serde_json::to_string(&books.account).unwrap();
        prop_assert_eq!(serde_json::from_str::<LoanAccount>(&json).unwrap(), books.account);
    }

    /// Who pays what is quoted owes nothing, then and later, however the money before had come.
    #[test]
    fn a_payoff_settles_for_good(
        terms in any_daily(), rules in any_rules(), payments in prop::collection::vec((1_i64..300, 1_i64..90), 0..8),
    ) {
        let mut account = LoanAccount::of(&terms, rules).unwrap();
        let mut today = 0;
        for (number, (share, after)) in (1..).zip(payments) {
            today += after;
            let minor = (account.schedule().total().minor() * share / 1_000).max(1);
            account.receive(pay(number, minor, day(&account, today))).unwrap();
        }
        let on = day(&account, today + 11);
        account.reckon(on).unwrap();
        let total = account.payoff_quote(on).total;
        if total.is_positive() {
            account.receive(pay(99, total.minor(), on)).unwrap();
        }
        prop_assert!(account.is_settled(), "{:?} of {total}", account.outstanding());
        prop_assert!(total.is_zero() || account.credit().is_zero());
        account.reckon(day(&account, today + 900)).unwrap();
        prop_assert!(account.is_settled(), "{:?} later", account.outstanding());
    }

    /// Whatever way transactions came, and whenever interest was reckoned, the state is that of arrival by value date.
    #[test]
    fn order_of_arrival_leaves_no_trace_in_interest(
        terms in any_daily(), rules in any_rules(), events in any_events(0..8), order: u64,
    ) {
        let fresh = LoanAccount::of(&terms, rules).unwrap();
        let mut in_order = fresh.clone();
        let transactions: Vec<_> = (0..).zip(&events).filter_map(|(number, event)| {
            let transaction = transaction(&in_order, number, &event.at(i64::try_from(number).unwrap() * 17))?;
            in_order.record(transaction.clone()).ok().map(|_| transaction)
        }).collect();
        let end = day(&fresh, 600);
        in_order.reckon(end).unwrap();
        let mut shuffled = transactions;
        shuffled.sort_by_key(|t| order.wrapping_mul(t.id.unix_millis().wrapping_mul(0x9e37_79b9) | 1) >> 7);
        let mut other = fresh;
        for (number, transaction) in (0_i64..).zip(shuffled) {
            other.record(transaction).unwrap();
            other.reckon(day(&other, 20 * number)).unwrap();
        }
        other.reckon(end).unwrap();
        prop_assert_eq!(other, in_order);
    }
}
