//! Rows over given periods: level, of equal principal, or of given installments.

use money::{Money, MoneyError};

use super::{RestructureError, reckon};
use crate::amortization::level_installment;
use crate::amortization::precision::nearest_multiple;
use crate::amortization::smoothing::{Tolerance, smoothed};
use crate::{Amortization, InterestRules, Period};

/// What is to be laid over the periods.
#[derive(Debug, Clone)]
pub(super) struct Bed<'a> {
    pub(super) rules: &'a InterestRules,
    pub(super) periods: &'a [Period],
    /// What bears interest.
    pub(super) opening: Money,
    /// Interest that is owed besides and bears none, by the period into which it is carried.
    pub(super) carried: Vec<Money>,
    /// The interest of each period where it doesn't follow from the opening.
    pub(super) own: Option<Vec<Money>>,
}

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Laid {
    /// What it repays of the opening.
    pub(super) bearing: Money,
    /// Carried interest that it pays: of this period and what earlier ones had no room for.
    pub(super) carried: Money,
    /// Interest of its own period, or left out by the ones before, that it pays.
    pub(super) own: Money,
    /// Interest through its period that a later row pays.
    pub(super) deferred: Money,
}

impl Laid {
    pub(super) fn total(&self) -> Result<Money, MoneyError> {
        self.bearing.plus(self.carried)?.plus(self.own)
    }
}

impl<'a> Bed<'a> {
    /// Nothing is carried but `carried` into the first period.
    pub(super) fn new(
        rules: &'a InterestRules,
        periods: &'a [Period],
        opening: Money,
        carried: Money,
    ) -> Self {
        let mut each = vec![Money::zero(opening.currency()); periods.len()];
        if let Some(first) = each.first_mut() {
            *first = carried;
        }
        Self { rules, periods, opening, carried: each, own: None }
    }

    /// Rows as the loan's rules have them: leveled as if nothing were paused, with the interest as it is.
    pub(super) fn leveled(&self) -> Result<Vec<Laid>, RestructureError> {
        let installment = self.level(self.periods)?;
        self.leveled_from(installment)
    }

    /// As [`Self::leveled`], from a level installment that was reckoned for other periods.
    pub(super) fn leveled_from(&self, installment: Money) -> Result<Vec<Laid>, RestructureError> {
        if self.rules.amortization == Amortization::EqualPrincipal {
            return self.equal_principal();
        }
        let unpaused = reckon::unpaused(self.rules);
        let without_pauses = Bed { rules: &unpaused, ..self.clone() };
        let smoothed = without_pauses.smoothed(installment)?;
        self.of(&vec![smoothed; self.periods.len()])
    }

    /// The level installment of the opening (loan servicing reference, 1.2); of a flat loan, the same share of
    /// principal and all interest.
    pub(super) fn level(&self, periods: &[Period]) -> Result<Money, RestructureError> {
        let level = if reckon::is_flat(self.rules) { self.flat(periods)? } else { self.annuity(periods)? };
        self.to_multiple(level)
    }

    fn annuity(&self, periods: &[Period]) -> Result<Money, RestructureError> {
        level_installment(self.rules, periods, self.opening).ok_or(RestructureError::Interest)
    }

    fn flat(&self, periods: &[Period]) -> Result<Money, RestructureError> {
        let unpaused = reckon::unpaused(self.rules);
        let bed = Bed { rules: &unpaused, ..self.clone() };
        let mut all = self.opening;
        for (at, period) in periods.iter().enumerate() {
            all = all.plus(bed.own(at, self.opening, *period)?)?;
        }
        Ok(all.ratio(1, i64::try_from(periods.len()).unwrap_or(i64::MAX))?)
    }

    /// The interest of one period.
    fn own(&self, at: usize, balance: Money, period: Period) -> Result<Money, RestructureError> {
        if let Some(given) = self.own.as_ref().and_then(|own| own.get(at)) {
            return Ok(*given);
        }
        let base = if reckon::is_flat(self.rules) { self.opening } else { balance };
        reckon::of_period(self.rules, base, period)
    }

    /// A multiple of what the terms ask for, half to even; the amount itself if that were nothing.
    pub(super) fn to_multiple(&self, amount: Money) -> Result<Money, RestructureError> {
        let minor = nearest_multiple(amount.minor(), self.multiple()).ok_or(RestructureError::Interest)?;
        Ok(Money::from_minor(minor, amount.currency())?)
    }

    fn multiple(&self) -> Option<i64> {
        self.rules.installment_multiple.map(Money::minor).filter(|multiple| *multiple > 0)
    }

    fn smoothed(&self, level: Money) -> Result<Money, RestructureError> {
        if !self.rules.smoothing || reckon::is_flat(self.rules) {
            return Ok(level);
        }
        let unit = 10_i64.checked_pow(level.currency().decimals()).ok_or(RestructureError::Interest)?;
        let tolerance = Tolerance { count: self.periods.len(), unit, multiple: self.multiple() };
        let gap_of = |minor| {
            let installment = Money::from_minor(minor, level.currency()).ok()?;
            self.gap(installment).ok().map(Money::minor)
        };
        let minor = smoothed(level.minor(), tolerance, gap_of).ok_or(RestructureError::Interest)?;
        Ok(Money::from_minor(minor, level.currency())?)
    }

    /// How much the last row is above `installment`.
    fn gap(&self, installment: Money) -> Result<Money, RestructureError> {
        let rows = self.of(&vec![installment; self.periods.len()])?;
        let last = rows.last().ok_or(RestructureError::Interest)?;
        Ok(last.total()?.minus(installment)?)
    }

    /// Rows of given installments; the last one takes the rest, whatever was asked of it. Interest comes first;
    /// what an installment has no room for goes to the next.
    pub(super) fn of(&self, installments: &[Money]) -> Result<Vec<Laid>, RestructureError> {
        let zero = Money::zero(self.opening.currency());
        let (mut balance, mut waiting, mut deferred) = (self.opening, zero, zero);
        let mut rows = Vec::with_capacity(self.periods.len());
        let last = self.periods.len().saturating_sub(1);
        let given = installments.iter().zip(&self.carried);
        for (at, (period, (installment, carried))) in self.periods.iter().zip(given).enumerate() {
            let own = self.own(at, balance, *period)?.plus(deferred)?;
            let carried = carried.plus(waiting)?;
            let row = if at == last {
                Laid { bearing: balance, carried, own, deferred: zero }
            } else {
                let paid_carried = carried.min(*installment)?;
                let left = installment.minus(paid_carried)?;
                let paid_own = own.min(left)?;
                let bearing = left.minus(paid_own)?.min(balance)?;
                Laid { bearing, carried: paid_carried, own: paid_own, deferred: own.minus(paid_own)? }
            };
            waiting = carried.minus(row.carried)?;
            deferred = row.deferred;
            balance = balance.minus(row.bearing)?;
            rows.push(row);
        }
        Ok(rows)
    }

    /// The same principal each time, half to even; the last row takes the rest.
    fn equal_principal(&self) -> Result<Vec<Laid>, RestructureError> {
        let count = i64::try_from(self.periods.len()).unwrap_or(i64::MAX);
        let share = self.to_multiple(self.opening.ratio(1, count)?)?;
        self.of_principal(&vec![share; self.periods.len()])
    }

    /// Rows of given principal with the interest of the balance on top; the last one takes the rest.
    pub(super) fn of_principal(&self, shares: &[Money]) -> Result<Vec<Laid>, RestructureError> {
        let mut balance = self.opening;
        let mut rows = Vec::with_capacity(self.periods.len());
        let last = self.periods.len().saturating_sub(1);
        let given = shares.iter().zip(&self.carried);
        for (at, (period, (share, carried))) in self.periods.iter().zip(given).enumerate() {
            let own = self.own(at, balance, *period)?;
            let bearing = if at == last { balance } else { (*share).min(balance)? };
            balance = balance.minus(bearing)?;
            rows.push(Laid { bearing, carried: *carried, own, deferred: Money::zero(balance.currency()) });
        }
        Ok(rows)
    }
}
