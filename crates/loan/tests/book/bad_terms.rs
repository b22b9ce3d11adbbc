//! Terms no schedule follows from, each with the field at fault.

use super::common::{money, monthly};
use jiff::civil::date;
use loan::{Advance, Every, InterestMethod, Terms, TermsError, Unit};
use money::{MAX_MINOR, Money};

fn good() -> Terms {
    monthly(60_000, "24", 12, InterestMethod::Declining)
}

fn fault(change: impl FnOnce(&mut Terms)) -> TermsError {
    let mut terms = good();
    change(&mut terms);
    terms.check().unwrap_err()
}

#[test]
fn amounts() {
    assert_eq!(good().check(), Ok(()));
    for minor in [0, -1] {
        assert_eq!(fault(|t| t.price = money(minor)).field(), "price");
    }
    assert_eq!(fault(|t| t.down_payment = money(-1)).field(), "down_payment");
    for minor in [60_000, 60_001] {
        assert_eq!(fault(|t| t.down_payment = money(minor)).field(), "down_payment");
    }
    let euro = Money::from_minor(1, "EUR".parse().unwrap()).unwrap();
    assert!(matches!(fault(|t| t.down_payment = euro), TermsError::DownPaymentCurrency(..)));
    assert!(matches!(fault(|t| t.price = money(MAX_MINOR)), TermsError::TotalTooLarge(_)));
}

#[test]
fn counts() {
    for installments in [0, 601, 10_000] {
        assert_eq!(fault(|t| t.installments = installments), TermsError::Installments(installments));
    }
    for count in [0, 367, u16::MAX] {
        assert_eq!(fault(|t| t.every.count = count).field(), "every");
    }
}

#[test]
fn dates() {
    for first in [date(2025, 1, 1), date(2024, 12, 31)] {
        assert_eq!(fault(|t| t.first_due_on = first).field(), "first_due_on");
    }
    assert_eq!(fault(|t| t.first_due_on = date(2075, 1, 2)).field(), "first_due_on");
    assert_eq!(fault(|t| t.starts_on = date(9_990, 1, 1)).field(), "first_due_on");
    let late = |t: &mut Terms| (t.starts_on, t.first_due_on) = (date(9_990, 1, 1), date(9_990, 2, 1));
    assert_eq!(fault(late).field(), "starts_on");
    let sixty_years = |t: &mut Terms| t.every = Every { count: 5, unit: Unit::Year };
    assert_eq!(fault(sixty_years).field(), "installments");
    let mut fifty_years = monthly(60_000_000, "1", 600, InterestMethod::Declining);
    assert_eq!(fifty_years.check(), Ok(()));
    fifty_years.first_due_on = date(2025, 2, 2);
    assert_eq!(fifty_years.check().unwrap_err().field(), "installments");
}

#[test]
fn advances_are_of_the_term() {
    let on = |on| fault(|t| t.advances = vec![Advance { on, amount: money(1_000) }]);
    for day in [date(2024, 12, 31), date(2026, 1, 1), date(2030, 1, 1)] {
        assert_eq!(on(day), TermsError::AdvanceOutsideTerm(day, date(2025, 1, 1), date(2026, 1, 1)));
    }
    let mut from_the_start_on = good();
    from_the_start_on.advances = vec![Advance { on: date(2025, 1, 1), amount: money(1_000) }];
    assert_eq!(from_the_start_on.check(), Ok(()));
}

#[test]
fn what_can_t_be_amortized() {
    assert!(matches!(fault(|t| t.price = money(11)), TermsError::PrincipalTooSmall(..)));
    let endless =
        |percent: &str| fault(|t| (t.annual_rate, t.installments) = (percent.parse().unwrap(), 600));
    // The first of 600 installments would repay a fraction of a cent.
    assert!(matches!(endless("60"), TermsError::PrincipalTooSmall(..)));
    assert!(matches!(endless("1000"), TermsError::RateTooHigh(_)));
}

#[test]
fn errors_say_what_would_be_right() {
    assert_eq!(fault(|t| t.installments = 0).to_string(), "0 installments: there must be 1 to 600");
    assert_eq!(
        fault(|t| t.first_due_on = date(2025, 1, 1)).to_string(),
        "the first due date 2025-01-01 must be after the start 2025-01-01"
    );
}
