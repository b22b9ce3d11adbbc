//! The account as the fold of its payments, over random histories.

use super::common::{Step, any_steps, any_terms, base, id, money, pay, payment_of};
use ident::TransactionId;
use jiff::civil::date;
use loan::{AccountError, Effect, InstallmentState, LoanAccount, Schedule};
use money::{MAX_MINOR, Money};
use proptest::prelude::*;

/// All that can be observed, the list of reversed payments aside.
fn observed(account: &LoanAccount) -> (Vec<InstallmentState>, [Money; 4], Vec<(TransactionId, Effect)>) {
    let live = account.transactions().iter().filter_map(|t| Some((t.id, *account.effect(t.id)?))).collect();
    let sums =
        [account.credit(), account.waived_interest(), account.received(), account.outstanding_principal()];
    (account.installment_states(), sums, live)
}

fn take(account: &mut LoanAccount, number: u64, step: &Step) {
    match (payment_of(account, number, step), step) {
        (Some((payment, None)), _) => drop(account.receive(payment).unwrap()),
        // A backdated payoff may need more than today's quote says.
        (Some((payment, Some(on))), _) => match account.receive_payoff(payment, on) {
            Ok(_) | Err(AccountError::BelowPayoff { .. }) => {}
            Err(error) => panic!("{error}"),
        },
        (None, Step::Reverse { which }) if !account.payments().is_empty() => {
            let id = account.payments()[which % account.payments().len()].id;
            let _ = account.reverse(id);
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn received_then_reversed_is_never_received(terms in any_terms(), steps in any_steps(), order: u64) {
        let mut account = LoanAccount::open(Schedule::of(&terms).unwrap());
        let fresh = account.clone();
        (0..).zip(&steps).for_each(|(number, step)| take(&mut account, number, step));
        let mut live: Vec<_> = account.payments().iter().filter(|p| !p.reversed).map(|p| p.id).collect();
        let mut seed = order;
        while !live.is_empty() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let at = usize::try_from(seed >> 33).unwrap() % live.len();
            account.reverse(live.swap_remove(at)).unwrap();
        }
        prop_assert_eq!(observed(&account), observed(&fresh));
    }

    #[test]
    fn one_reversal_leaves_the_state_of_the_others(
        terms in any_terms(), payments in prop::collection::vec((1_i64..400, 0_i64..700), 1..15), which: usize,
    ) {
        let schedule = Schedule::of(&terms).unwrap();
        let steps: Vec<_> = payments.iter().map(|&(share, day)| Step::Pay { share, day }).collect();
        let gone = u64::try_from(which % steps.len()).unwrap();
        let (mut with, mut without) = (LoanAccount::open(schedule.clone()), LoanAccount::open(schedule));
        for (number, step) in (0..).zip(&steps) {
            take(&mut with, number, step);
            if number != gone {
                take(&mut without, number, step);
            }
        }
        with.reverse(id(gone)).unwrap();
        prop_assert_eq!(observed(&with), observed(&without));
    }

    /// Any order of arrival gives the state of arrival by value date, step by step.
    #[test]
    fn replay_is_incremental(terms in any_terms(), shares in prop::collection::vec(1_i64..400, 1..15), order: u64) {
        let schedule = Schedule::of(&terms).unwrap();
        let mut in_order = LoanAccount::open(schedule.clone());
        let mut payments: Vec<_> = (0..).zip(&shares).map(|(number, share)| {
            let at = i64::try_from(number).unwrap() * 13;
            payment_of(&in_order, number, &Step::Pay { share: *share, day: at }).unwrap().0
        }).collect();
        for payment in &payments {
            prop_assert!(in_order.receive(payment.clone()).unwrap().changed.is_empty());
        }
        let key = |p: &loan::Payment| order.wrapping_mul(u64::try_from(p.amount.minor()).unwrap() | 1) >> 7;
        payments.sort_by_key(key);
        let mut shuffled = LoanAccount::open(schedule);
        for payment in payments {
            shuffled.receive(payment).unwrap();
        }
        prop_assert_eq!(&shuffled, &in_order);
        let json = serde_json::to_string(&in_order).unwrap();
        prop_assert_eq!(serde_json::from_str::<LoanAccount>(&json).unwrap(), in_order);
    }

    #[test]
    fn money_is_neither_made_nor_lost(terms in any_terms(), steps in any_steps()) {
        let mut account = LoanAccount::open(Schedule::of(&terms).unwrap());
        for (number, step) in (0..).zip(&steps) {
            take(&mut account, number, step);
            let total = account.schedule().total().minor();
            let paid_in = account.received().minor() - account.credit().minor();
            prop_assert_eq!(account.outstanding().minor(), total - account.waived_interest().minor() - paid_in);
            prop_assert!(account.credit().is_zero() || account.is_settled());
            for state in account.installment_states() {
                prop_assert!(!state.paid.is_negative() && !state.outstanding.is_negative());
            }
            for payment in account.payments() {
                if let Some(Effect { split, .. }) = account.effect(payment.id) {
                    prop_assert_eq!(split.total().unwrap(), payment.amount);
                    prop_assert!(![split.interest, split.principal, split.credit].iter().any(|m| m.is_negative()));
                }
            }
        }
    }

    #[test]
    fn the_quoted_payoff_settles(terms in any_terms(), steps in any_steps(), later in 0_i64..900) {
        let mut account = LoanAccount::open(Schedule::of(&terms).unwrap());
        (0..).zip(&steps).for_each(|(number, step)| take(&mut account, number, step));
        let last = account.payments().last().map_or(account.schedule().starts_on(), |p| p.value_on);
        let on = last + jiff::Span::new().days(later);
        let quote = account.payoff_quote(on);
        prop_assert!(quote.total <= account.outstanding());
        let amount = quote.total.minor().max(1);
        account.receive_payoff(pay(9_999, amount, on), on).unwrap();
        prop_assert!(account.is_settled());
    }
}

#[test]
fn refusals_change_nothing() {
    let mut account = base();
    account.receive(pay(1, 100, date(2025, 2, 1))).unwrap();
    let before = account.clone();
    let yen = Money::from_minor(5, "JPY".parse().unwrap()).unwrap();
    let other = loan::Payment { amount: yen, ..pay(2, 1, date(2025, 2, 1)) };
    assert!(matches!(account.receive(other), Err(AccountError::Currency { .. })));
    for minor in [0, -5] {
        let refused = account.receive(pay(2, minor, date(2025, 2, 1)));
        assert_eq!(refused, Err(AccountError::NotPositive(money(minor))));
    }
    assert_eq!(account.receive(pay(1, 100, date(2025, 2, 1))), Err(AccountError::Duplicate(id(1).into())));
    assert_eq!(account.receive(pay(2, MAX_MINOR, date(2025, 2, 1))), Err(AccountError::TooLarge));
    assert_eq!(account, before);
    account.reverse(id(1)).unwrap();
    assert_eq!(account.receive(pay(1, 100, date(2025, 2, 1))), Err(AccountError::Duplicate(id(1).into())));
}

#[test]
fn stored_transactions_are_checked() {
    let mut account = base();
    account.receive(pay(1, 100, date(2025, 2, 1))).unwrap();
    account.receive(pay(2, 100, date(2025, 2, 2))).unwrap();
    let json = serde_json::to_value(&account).unwrap();
    let attacks: [fn(&mut serde_json::Value); 5] = [
        |json| json["transactions"][0]["body"]["amount"]["minor"] = 0.into(),
        |json| json["transactions"][0]["body"]["amount"]["currency"] = "EUR".into(),
        |json| json["transactions"][0]["body"]["amount"]["minor"] = MAX_MINOR.into(),
        |json| json["transactions"][0]["value_on"] = "2025-02-03".into(),
        |json| json["transactions"][0]["id"] = json["transactions"][1]["id"].clone(),
    ];
    for (number, attack) in attacks.iter().enumerate() {
        let mut broken = json.clone();
        attack(&mut broken);
        assert!(serde_json::from_value::<LoanAccount>(broken).is_err(), "attack {number}");
    }
}

#[test]
fn accounts_that_knew_payments_only_are_read() {
    let mut account = base();
    account.receive(pay(1, 100, date(2025, 2, 1))).unwrap();
    account.receive_payoff(pay(2, 70_000, date(2025, 2, 2)), date(2025, 2, 2)).unwrap();
    let old = serde_json::json!({ "schedule": account.schedule(), "payments": account.payments() });
    assert_eq!(serde_json::from_value::<LoanAccount>(old.clone()).unwrap(), account);
    let both = serde_json::json!({
        "schedule": account.schedule(), "payments": account.payments(), "transactions": account.transactions(),
    });
    assert!(serde_json::from_value::<LoanAccount>(both).is_err());
}
