//! What every schedule keeps, over random terms.

use super::common::{any_terms, monthly};
use loan::{InterestMethod, Schedule, Terms};
use money::Money;
use proptest::prelude::*;
use rust_decimal::Decimal;

proptest! {
    #[test]
    fn parts_sum_to_the_principal_and_none_is_negative(terms in any_terms()) {
        let schedule = Schedule::of(&terms).unwrap();
        let parts = schedule.installments();
        prop_assert_eq!(parts.len(), usize::from(terms.installments));
        let principal = Money::sum(terms.currency(), parts.iter().map(|i| i.principal)).unwrap();
        prop_assert_eq!(principal, terms.principal().unwrap());
        prop_assert_eq!(schedule.total(), Money::sum(terms.currency(), parts.iter().map(loan::Installment::total)).unwrap());
        for part in parts {
            prop_assert!(part.principal.is_positive() && !part.interest.is_negative());
        }
        prop_assert!(parts.is_sorted_by(|a, b| a.due_on < b.due_on && a.number + 1 == b.number));
    }

    /// The closed form P·r ÷ (1 − (1+r)^−n), reckoned here by repeated division, not by the engine's recursion.
    #[test]
    fn level_installments_agree_with_the_closed_form(terms in any_terms()) {
        prop_assume!(!terms.annual_rate.is_zero());
        let terms = Terms { interest: InterestMethod::Declining, ..terms };
        let rate = terms.annual_rate.fraction() * Decimal::from(terms.every.count)
            / Decimal::from(terms.every.unit.per_year());
        let discount = (0..terms.installments).fold(Decimal::ONE, |v, _| v / (Decimal::ONE + rate));
        let principal = Decimal::from(terms.principal().unwrap().minor());
        let exact = principal * rate / (Decimal::ONE - discount);
        let schedule = Schedule::of(&terms).unwrap();
        let level = Decimal::from(schedule.installments()[0].total().minor());
        // Half a unit of rounding; smoothing only ever closes the residue, a unit or two on long terms.
        prop_assert!((level - exact).abs() <= Decimal::TWO, "{level} is not {exact}");
        for part in &schedule.installments()[..schedule.installments().len() - 1] {
            prop_assert_eq!(Decimal::from(part.total().minor()), level);
        }
    }

    #[test]
    fn interest_follows_the_balance(terms in any_terms()) {
        let terms = Terms { interest: InterestMethod::Declining, ..terms };
        let rate = terms.annual_rate.fraction() * Decimal::from(terms.every.count)
            / Decimal::from(terms.every.unit.per_year());
        let mut balance = terms.principal().unwrap().minor();
        for part in Schedule::of(&terms).unwrap().installments() {
            let error = Decimal::from(part.interest.minor()) - Decimal::from(balance) * rate;
            prop_assert!(error.abs() <= Decimal::new(500_001, 6), "{error}");
            balance -= part.principal.minor();
        }
        prop_assert_eq!(balance, 0);
    }

    #[test]
    fn flat_rows_are_even(terms in any_terms()) {
        let terms = Terms { interest: InterestMethod::Flat, ..terms };
        let schedule = Schedule::of(&terms).unwrap();
        let (last, level) = schedule.installments().split_last().unwrap();
        for part in level {
            prop_assert_eq!((part.principal, part.interest), (level[0].principal, level[0].interest));
            prop_assert!((part.principal.minor() - last.principal.minor()).abs() <= i64::from(terms.installments));
        }
    }
}

/// Nine shares of four cents would leave less than nothing of thirty-five.
#[test]
fn flat_interest_of_a_tiny_rate_is_never_below_zero() {
    let every = loan::Every { count: 3, unit: loan::Unit::Week };
    let terms = Terms { every, ..monthly(610_078, "0.01", 10, InterestMethod::Flat) };
    let schedule = Schedule::of(&terms).unwrap();
    let interest: Vec<_> = schedule.installments().iter().map(|part| part.interest.minor()).collect();
    assert_eq!(interest, [3, 3, 3, 3, 3, 3, 3, 3, 3, 8]);
}
