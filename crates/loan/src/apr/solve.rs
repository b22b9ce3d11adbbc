use rust_decimal::Decimal;

/// The rate is found to this many decimals, far beyond the six of a percentage that are shown.
const SCALE: u32 = 20;
/// Enough to halve the widest bracket down to one step of [`SCALE`].
const ROUNDS: u16 = 256;

/// The value of a function and its slope.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) value: Decimal,
    pub(super) slope: Decimal,
}

/// A rate at which `function` is zero: the nearest to zero on the side where its value falls, else on the other.
///
/// `up` and `down` are rates further and further from zero that are tried until the sign changes; where the
/// function can't be computed, that side ends. Between two signs Newton's method runs, and halves the bracket
/// whenever a step would leave it or gains too little. `None` when the sign never changes.
pub(super) fn root(
    function: impl Fn(Decimal) -> Option<Point>,
    up: impl Iterator<Item = Decimal>,
    down: impl Iterator<Item = Decimal>,
) -> Option<Decimal> {
    let at_zero = function(Decimal::ZERO)?.value;
    if at_zero.is_zero() {
        return Some(Decimal::ZERO);
    }
    let bracket = if at_zero > Decimal::ZERO {
        sign_change(&function, at_zero, up).or_else(|| sign_change(&function, at_zero, down))
    } else {
        sign_change(&function, at_zero, down).or_else(|| sign_change(&function, at_zero, up))
    };
    let (positive, other) = bracket?;
    refine(function, positive, other)
}

/// The first two neighboring rates with values of different signs; the one with the positive value comes first.
fn sign_change(
    function: impl Fn(Decimal) -> Option<Point>,
    at_zero: Decimal,
    rates: impl Iterator<Item = Decimal>,
) -> Option<(Decimal, Decimal)> {
    let mut before = Decimal::ZERO;
    for rate in rates {
        let value = function(rate)?.value;
        if value.is_zero() || value.is_sign_negative() != at_zero.is_sign_negative() {
            return Some(if at_zero.is_sign_negative() { (rate, before) } else { (before, rate) });
        }
        before = rate;
    }
    None
}

/// Newton's method within a bracket.
fn refine(
    function: impl Fn(Decimal) -> Option<Point>,
    mut positive: Decimal,
    mut other: Decimal,
) -> Option<Decimal> {
    let tolerance = Decimal::new(1, SCALE);
    let middle = |a: Decimal, b: Decimal| a.checked_add(b)?.checked_div(Decimal::TWO);
    let mut rate = middle(positive, other)?;
    let mut width = positive.checked_sub(other)?.abs();
    for _ in 0..ROUNDS {
        let point = function(rate)?;
        if point.value.is_zero() {
            return Some(rate);
        }
        if point.value > Decimal::ZERO {
            positive = rate;
        } else {
            other = rate;
        }
        let (low, high) = (positive.min(other), positive.max(other));
        let newton = point.value.checked_div(point.slope).and_then(|step| rate.checked_sub(step));
        let next = match newton {
            Some(next) if low < next && next < high && (next - rate).abs() <= width / Decimal::TWO => next,
            _ => middle(low, high)?,
        };
        width = (next - rate).abs();
        rate = next;
        if width <= tolerance || high - low <= tolerance {
            return Some(rate);
        }
    }
    Some(rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubling() -> impl Iterator<Item = Decimal> {
        std::iter::successors(Some(Decimal::new(1, 2)), |rate| rate.checked_mul(Decimal::TWO)).take(12)
    }

    fn falling() -> impl Iterator<Item = Decimal> {
        doubling().map(|rate| -rate)
    }

    #[test]
    fn finds_a_root_on_either_side() {
        let line = |zero: Decimal| move |x: Decimal| Some(Point { value: zero - x, slope: -Decimal::ONE });
        for zero in [Decimal::new(3, 1), Decimal::new(-7, 1), Decimal::new(123_456_789, 12)] {
            assert_eq!(root(line(zero), doubling(), falling()).unwrap().normalize(), zero);
        }
    }

    #[test]
    fn a_slope_that_lies_only_costs_time() {
        // Newton alone would run away: the slope is always told as almost flat.
        let cube = |x: Decimal| Some(Point { value: Decimal::ONE - x * x * x, slope: -Decimal::new(1, 9) });
        let root = root(cube, doubling(), falling()).unwrap();
        assert!((root - Decimal::ONE).abs() < Decimal::new(1, 15), "{root}");
    }

    #[test]
    fn says_when_there_is_none() {
        let above = |x: Decimal| Some(Point { value: Decimal::ONE + x * x, slope: x + x });
        assert_eq!(root(above, doubling(), falling()), None);
    }
}
