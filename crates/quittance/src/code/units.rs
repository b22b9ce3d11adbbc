use rust_decimal::Decimal;
use serde_json::Number;

/// How many of a token's steps make one unit of time: 24 counts a day in hours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Divider(u32);

impl Default for Divider {
    fn default() -> Self {
        Self(1)
    }
}

impl TryFrom<u64> for Divider {
    type Error = ();

    fn try_from(number: u64) -> Result<Self, ()> {
        u32::try_from(number).ok().filter(|divider| (1..=1_000_000).contains(divider)).map(Self).ok_or(())
    }
}

impl Divider {
    /// Units to steps, to the nearest and halves to even as the reference implementation does: a third of a day
    /// can't be written as a decimal and must still come back. None for less than nothing and for too much.
    pub(super) fn steps(self, units: &Number) -> Option<u32> {
        let text = units.to_string();
        let units = text.parse().or_else(|_| Decimal::from_scientific(&text)).ok()?;
        if units < Decimal::ZERO {
            return None;
        }
        let steps = units.checked_mul(Decimal::from(self.0))?.round();
        u32::try_from(steps).ok()
    }

    /// Steps to units.
    pub(super) fn units(self, steps: u32) -> Option<Number> {
        let units = Decimal::from(steps).checked_div(Decimal::from(self.0))?.normalize();
        u64::try_from(units).ok().filter(|whole| Decimal::from(*whole) == units).map(Number::from).or_else(
            || {
                // The nearest double, which is what other readers of JSON make of it.
                units.to_string().parse().ok().and_then(Number::from_f64)
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirds_of_a_day_come_back() {
        let hours = Divider(24);
        for steps in 0..=995 {
            let units = hours.units(steps).unwrap();
            assert_eq!(hours.steps(&units), Some(steps), "{units}");
        }
    }

    #[test]
    fn whole_and_half_and_impossible_amounts() {
        let number = |text: &str| serde_json::from_str::<Number>(text).unwrap();
        assert_eq!(Divider(1).units(30).unwrap(), number("30"));
        assert_eq!(Divider(2).units(3).unwrap(), number("1.5"));
        assert_eq!(Divider(2).steps(&number("1.5")), Some(3));
        assert_eq!(Divider(1).steps(&number("2.5")), Some(2));
        assert_eq!(Divider(1).steps(&number("3.5")), Some(4));
        assert_eq!(Divider(1).steps(&number("3e2")), Some(300));
        assert_eq!(Divider(1).steps(&number("1e-9")), Some(0));
        assert_eq!(Divider(1).steps(&number("-1")), None);
        assert_eq!(Divider(1).steps(&number("1e300")), None);
        assert!(Divider::try_from(0).is_err());
        assert!(Divider::try_from(1_000_001).is_err());
    }
}
