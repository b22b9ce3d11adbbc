use money::Money;
use rust_decimal::Decimal;

use super::precision::{digits, period_rate, times, to_minor};
use super::{Parts, repays_always};
use crate::Terms;

/// How often the level installment is moved to bring the last one closer to it.
const SMOOTHING_ROUNDS: u8 = 3;

/// Level installments on the declining balance (loan servicing reference, 1.2): the installment is
/// P × Π rf ÷ f(n) with f(1) = 1, f(k) = 1 + f(k−1) × rf; the last one takes the residue and is then smoothed.
/// `None` when an intermediate overflows.
pub(super) fn rows(terms: &Terms, principal: Money) -> Option<Vec<Parts>> {
    let loan = Loan { principal: principal.minor(), rate: period_rate(terms)?, count: terms.installments };
    let installment = smoothed(&loan, loan.level()?, principal.currency().decimals())?;
    let rows = loan.rows(installment)?;
    if repays_always(&rows) {
        return Some(rows);
    }
    // Many small installments rounded up can leave less than nothing for the last: then they are one lower.
    loan.rows(installment - 1)
}

struct Loan {
    principal: i64,
    rate: Decimal,
    count: u16,
}

impl Loan {
    /// The level installment, half to even.
    fn level(&self) -> Option<i64> {
        let factor = digits(Decimal::ONE.checked_add(self.rate)?)?;
        let (mut product, mut divisor) = (factor, Decimal::ONE);
        for _ in 1..self.count {
            product = times(product, factor)?;
            divisor = digits(times(divisor, factor)?.checked_add(Decimal::ONE)?)?;
        }
        to_minor(digits(times(Decimal::from(self.principal), product)?.checked_div(divisor)?)?)
    }

    /// What each installment repays if all but the last are `installment`.
    fn rows(&self, installment: i64) -> Option<Vec<Parts>> {
        let mut balance = self.principal;
        let mut rows = Vec::with_capacity(usize::from(self.count));
        for number in 1..=self.count {
            // A balance already overpaid (installment rounded up) bears no interest; the row is refused later.
            let interest = to_minor(Decimal::from(balance.max(0)).checked_mul(self.rate)?)?;
            let principal = if number == self.count { balance } else { installment.checked_sub(interest)? };
            balance = balance.checked_sub(principal)?;
            rows.push(Parts { principal, interest });
        }
        Some(rows)
    }

    /// How much the last installment is above `installment`.
    fn gap(&self, installment: i64) -> Option<i64> {
        let last = *self.rows(installment)?.last()?;
        last.principal.checked_add(last.interest)?.checked_sub(installment)
    }
}

/// Up to three times, while |last − level| × 100 > ⌊n/2⌋ in major units, the level installment moves by
/// gap ÷ n; a move that doesn't shrink the gap is not kept.
fn smoothed(loan: &Loan, level: i64, decimals: u32) -> Option<i64> {
    let tolerance = i128::from(loan.count / 2) * 10_i128.checked_pow(decimals)?;
    let (mut installment, mut gap) = (level, loan.gap(level)?);
    for _ in 0..SMOOTHING_ROUNDS {
        if i128::from(gap).abs() * 100 <= tolerance {
            break;
        }
        let step = to_minor(Decimal::from(gap).checked_div(Decimal::from(loan.count))?)?;
        let moved = installment.checked_add(step)?;
        let moved_gap = loan.gap(moved)?;
        if moved_gap.abs() >= gap.abs() {
            break;
        }
        (installment, gap) = (moved, moved_gap);
    }
    Some(installment)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: Loan = Loan { principal: 60_000, rate: Decimal::from_parts(2, 0, 0, false, 2), count: 12 };

    #[test]
    fn a_wide_gap_is_smoothed() {
        let level = BASE.level().unwrap();
        assert_eq!(level, 5_674);
        for off in [-3, -2, 2, 3] {
            assert!(BASE.gap(level + off).unwrap().abs() > 6, "{off}");
            let moved = smoothed(&BASE, level + off, 2).unwrap();
            assert!(BASE.gap(moved).unwrap().abs() <= 6, "{off} ended at {moved}");
        }
    }

    #[test]
    fn a_gap_within_the_tolerance_stays() {
        assert!(BASE.gap(5_674).unwrap().abs() <= 6);
        assert_eq!(smoothed(&BASE, 5_674, 2), Some(5_674));
        // Three decimals: ten times as many minor units make the same tolerance.
        let off = 5_677;
        assert!((7..=60).contains(&BASE.gap(off).unwrap().abs()));
        assert_eq!(smoothed(&BASE, off, 3), Some(off));
    }

    #[test]
    fn a_move_that_does_not_help_is_not_kept() {
        // Without decimals every gap is wide, but a twelfth of a few units rounds to none.
        assert_eq!(smoothed(&BASE, 5_674, 0), Some(5_674));
    }
}
