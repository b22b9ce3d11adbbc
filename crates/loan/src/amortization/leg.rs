use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::interest::{InterestRules, Period, Stretch};

/// One period of a loan, cut where the balance changes: after each cut, what is paid out there in minor units.
#[derive(Debug)]
pub(super) struct Leg {
    stretches: Vec<(i64, Stretch)>,
    /// Paid out in it, in minor units.
    pub(super) advanced: i64,
    /// What it makes of one unit of principal when level installments are reckoned.
    pub(super) growth: Decimal,
}

impl Leg {
    /// `advances` are those with a day in the period, its due date excluded, by day. None when something overflows.
    pub(super) fn new(rules: &InterestRules, period: Period, advances: &[(Date, i64)]) -> Option<Self> {
        let mut leg = Self { stretches: Vec::new(), advanced: 0, growth: rules.growth(period)? };
        let mut begun = (period.from, 0);
        for &(on, amount) in advances {
            leg.advanced = leg.advanced.checked_add(amount)?;
            if on == begun.0 {
                begun.1 += amount;
            } else {
                leg.extend(rules, period, begun, on)?;
                begun = (on, amount);
            }
        }
        leg.extend(rules, period, begun, period.due_on)?;
        Some(leg)
    }

    fn extend(
        &mut self,
        rules: &InterestRules,
        period: Period,
        (from, advanced): (Date, i64),
        to: Date,
    ) -> Option<()> {
        let paid_out = std::iter::once(advanced).chain(std::iter::repeat(0));
        self.stretches.extend(paid_out.zip(rules.stretches(period, from, to)?));
        Some(())
    }

    /// Its interest on what is owed at its start and, if `advancing`, on what is paid out in it: exact.
    pub(super) fn interest(&self, opening: i64, advancing: bool) -> Option<Decimal> {
        let mut owed = opening;
        let mut interest = Decimal::ZERO;
        for (advanced, stretch) in &self.stretches {
            owed = owed.checked_add(if advancing { *advanced } else { 0 })?;
            // What is overpaid bears nothing.
            interest = interest.checked_add(stretch.interest(Decimal::from(owed.max(0)))?)?;
        }
        Some(interest)
    }
}
