use super::precision::{nearest, nearest_multiple};

/// How often the level installment is moved to bring the last one closer to it.
const ROUNDS: u8 = 3;

/// What smoothing needs to know of the installments it moves.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tolerance {
    /// How many repay principal.
    pub(crate) count: usize,
    /// One unit of the currency in minor units.
    pub(crate) unit: i64,
    /// What they must be a multiple of, in minor units.
    pub(crate) multiple: Option<i64>,
}

/// Up to three times, while |last − level| × 100 > ⌊n/2⌋ in major units, the level installment moves by gap ÷ n; a
/// move that doesn't shrink the gap is not kept (loan servicing reference, 1.2). `gap` tells how much the last
/// installment is above the level one.
pub(crate) fn smoothed(
    level: i64,
    tolerance: Tolerance,
    mut gap_of: impl FnMut(i64) -> Option<i64>,
) -> Option<i64> {
    let half = i64::try_from(tolerance.count / 2).ok()?;
    if half == 0 {
        return Some(level);
    }
    let limit = i128::from(half) * i128::from(tolerance.unit);
    let (mut installment, mut gap) = (level, gap_of(level)?);
    for _ in 0..ROUNDS {
        if i128::from(gap).abs() * 100 <= limit {
            break;
        }
        let step = nearest(gap, tolerance.count)?;
        let moved = nearest_multiple(installment.checked_add(step)?, tolerance.multiple)?;
        if moved == installment {
            break;
        }
        let moved_gap = gap_of(moved)?;
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

    const CENTS: Tolerance = Tolerance { count: 12, unit: 100, multiple: None };

    /// A loan whose twelve installments sum to 680.84 whatever they are: every unit of the level one takes eleven
    /// from the last.
    fn gap(level: i64) -> Option<i64> {
        Some(68_084 - 12 * level)
    }

    #[test]
    fn a_wide_gap_is_smoothed() {
        for off in [-30, -3, 2, 30] {
            let moved = smoothed(5_674 + off, CENTS, gap).unwrap();
            assert!(gap(moved).unwrap().abs() <= 6, "{off} ended at {moved}");
        }
    }

    #[test]
    fn a_gap_within_the_tolerance_stays() {
        assert_eq!(smoothed(5_674, CENTS, gap), Some(5_674));
        // Three decimals: ten times as many minor units make the same tolerance.
        assert_eq!(smoothed(5_678, Tolerance { unit: 1_000, ..CENTS }, gap), Some(5_678));
    }

    #[test]
    fn a_move_that_does_not_help_is_not_kept() {
        // A twelfth of a few units rounds to none; a gap that never shrinks is left alone.
        assert_eq!(smoothed(5_674, Tolerance { unit: 1, ..CENTS }, gap), Some(5_674));
        assert_eq!(smoothed(5_674, CENTS, |_| Some(1_000)), Some(5_674));
        assert_eq!(smoothed(5_500, Tolerance { multiple: Some(500), ..CENTS }, gap), Some(5_500));
    }
}
