use jiff::civil::Date;
use money::Money;

use super::Laid;
use super::leg::Leg;
use super::walk::{Parts, Target, Walk};
use crate::interest::{InterestRules, Period};
use crate::{Grace, TermsError};

/// A loan being laid out, in minor units.
pub(super) struct Loan<'a> {
    pub(super) rules: &'a InterestRules,
    pub(super) legs: Vec<Leg>,
    pub(super) opening: i64,
    /// The places, from 0, of the periods with an advance.
    pub(super) advanced_in: Vec<usize>,
    pub(super) grace: Grace,
}

impl<'a> Loan<'a> {
    pub(super) fn new(
        rules: &'a InterestRules,
        periods: &[Period],
        opening: Money,
        advances: &[(Date, Money)],
        grace: Grace,
    ) -> Result<Self, TermsError> {
        let (Some(first), Some(last)) = (periods.first(), periods.last()) else {
            return Err(TermsError::Installments(0));
        };
        let count = u16::try_from(periods.len()).map_err(|_| TermsError::Installments(u16::MAX))?;
        if grace.principal.max(grace.interest) >= count {
            return Err(TermsError::GraceTooLong(grace.principal.max(grace.interest), count));
        }
        if let Some((on, _)) = advances.iter().find(|(on, _)| *on < first.from || *on >= last.due_on) {
            return Err(TermsError::AdvanceOutsideTerm(*on, first.from, last.due_on));
        }
        let mut advances: Vec<_> = advances.iter().map(|(on, amount)| (*on, amount.minor())).collect();
        advances.sort_by_key(|(on, _)| *on);
        let mut later = advances.as_slice();
        let mut loan = Self {
            rules,
            legs: Vec::with_capacity(periods.len()),
            opening: opening.minor(),
            advanced_in: Vec::new(),
            grace,
        };
        for (place, period) in periods.iter().enumerate() {
            let (inside, rest) = later.split_at(later.partition_point(|(on, _)| *on < period.due_on));
            loan.legs.push(Leg::new(rules, *period, inside).ok_or_else(|| loan.unreckoned())?);
            if !inside.is_empty() {
                loan.advanced_in.push(place);
            }
            later = rest;
        }
        Ok(loan)
    }

    /// The periods' principal and interest, with the installment that repays all.
    pub(super) fn laid(&self) -> Result<Vec<Laid>, TermsError> {
        let rows = self.rows(0).ok_or_else(|| self.unreckoned())?;
        if self.repays_always(&rows) {
            return self.in_money(&rows);
        }
        // Many small installments rounded up can leave less than nothing for the last: then they are one lower.
        let lower = self.rows(-self.multiple().unwrap_or(1)).ok_or_else(|| self.unreckoned())?;
        if self.repays_always(&lower) {
            return self.in_money(&lower);
        }
        let opening = self.money(self.opening)?;
        Err(TermsError::PrincipalTooSmall(opening, u16::try_from(self.legs.len()).unwrap_or(u16::MAX)))
    }

    /// The same with the installment given.
    pub(super) fn laid_with(&self, installment: Money) -> Result<Vec<Laid>, TermsError> {
        let targets = vec![installment.minor(); self.legs.len()];
        let walk = Walk { capped: true, ..Walk::of(self) };
        self.in_money(&walk.rows(&targets).ok_or_else(|| self.unreckoned())?)
    }

    fn rows(&self, off: i64) -> Option<Vec<Parts>> {
        let targets: Vec<Target> = self.targets(off)?;
        Walk::of(self).rows(&targets)
    }

    /// What every installment but the last is a multiple of, in minor units.
    pub(super) fn multiple(&self) -> Option<i64> {
        self.rules.installment_multiple.map(Money::minor).filter(|multiple| *multiple > 0)
    }

    /// Whether every installment repays some principal, but for grace, and none has a negative part. After grace on
    /// interest what was carried may fill an installment.
    fn repays_always(&self, rows: &[Parts]) -> bool {
        rows.iter().enumerate().all(|(place, row)| {
            let may_rest = place < usize::from(self.grace.principal) || self.grace.interest > 0;
            row.interest >= 0 && (row.principal > 0 || may_rest && row.principal == 0)
        })
    }

    fn in_money(&self, rows: &[Parts]) -> Result<Vec<Laid>, TermsError> {
        let laid = |row: &Parts| {
            Ok(Laid { principal: self.money(row.principal)?, interest: self.money(row.interest)? })
        };
        rows.iter().map(laid).collect()
    }

    fn money(&self, minor: i64) -> Result<Money, TermsError> {
        let too_large = |_| TermsError::AmountTooLarge;
        Money::from_minor(minor, self.rules.currency).map_err(too_large)
    }

    fn unreckoned(&self) -> TermsError {
        TermsError::RateTooHigh(self.rules.highest_rate())
    }
}
