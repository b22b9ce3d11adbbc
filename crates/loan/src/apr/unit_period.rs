use rust_decimal::Decimal;

use super::AprError;
use crate::{Every, Unit};

/// The unit-period of Appendix J to 12 CFR 1026: the period whose rate is found and multiplied to a year's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnitPeriod {
    /// So many days.
    Days(u16),
    /// So many weeks.
    Weeks(u16),
    /// Half a month.
    Semimonth,
    /// So many months, fewer than twelve.
    Months(u16),
    /// Twelve months.
    Year,
}

impl UnitPeriod {
    /// The unit-period of `count` units.
    ///
    /// # Errors
    /// [`AprError::UnitPeriod`] for none, or for more than a year.
    pub const fn new(count: u16, unit: Unit) -> Result<Self, AprError> {
        Ok(match (unit, count) {
            (Unit::Day, 1..=366) => Self::Days(count),
            (Unit::Week, 1..=52) => Self::Weeks(count),
            (Unit::Month, 1..=11) => Self::Months(count),
            (Unit::Month, 12) | (Unit::Year, 1) => Self::Year,
            _ => return Err(AprError::UnitPeriod),
        })
    }

    /// How many make a year: 365 days, 52 weeks, 24 semimonths or 12 months (b)(5).
    #[must_use]
    pub fn per_year(self) -> Decimal {
        let of = |units: u16, count: u16| Decimal::from(units) / Decimal::from(count.max(1));
        match self {
            Self::Days(count) => of(365, count),
            Self::Weeks(count) => of(52, count),
            Self::Semimonth => of(24, 1),
            Self::Months(count) => of(12, count),
            Self::Year => Decimal::ONE,
        }
    }

    /// The length in twelfths of a day, so that periods of different units can be ordered.
    pub(super) fn length(self) -> u32 {
        match self {
            Self::Days(count) => 12 * u32::from(count),
            Self::Weeks(count) => 84 * u32::from(count),
            Self::Semimonth => 182,
            Self::Months(count) => 365 * u32::from(count),
            Self::Year => 4_380,
        }
    }
}

impl TryFrom<Every> for UnitPeriod {
    type Error = AprError;

    fn try_from(every: Every) -> Result<Self, AprError> {
        Self::new(every.count, every.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_a_year() {
        assert_eq!(UnitPeriod::new(12, Unit::Month), Ok(UnitPeriod::Year));
        for (count, unit) in
            [(0, Unit::Day), (367, Unit::Day), (53, Unit::Week), (13, Unit::Month), (2, Unit::Year)]
        {
            assert_eq!(UnitPeriod::new(count, unit), Err(AprError::UnitPeriod), "{count} {unit:?}");
        }
    }

    #[test]
    fn per_year() {
        let per_year = |count, unit| UnitPeriod::new(count, unit).unwrap().per_year();
        assert_eq!(per_year(3, Unit::Month), Decimal::from(4));
        assert_eq!(per_year(4, Unit::Week), Decimal::from(13));
        assert_eq!(per_year(1, Unit::Day), Decimal::from(365));
    }
}
