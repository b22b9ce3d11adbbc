use rust_decimal::Decimal;

use super::loan::Loan;
use super::precision::to_minor;
use crate::{InterestBasis, InterestMethod};

/// What one period repays and bears, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) principal: i64,
    pub(super) interest: i64,
}

/// What an installment is to be before interest is known, in minor units: its total, or its principal.
pub(super) type Target = i64;

/// A way through the periods of a loan, each repaying its target and the last all that is left.
#[derive(Clone, Copy)]
pub(super) struct Walk<'a> {
    pub(super) loan: &'a Loan<'a>,
    /// The first period whose advances never come.
    pub(super) advances_until: usize,
    /// Whether no installment repays more than what is owed.
    pub(super) capped: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn of(loan: &'a Loan<'a>) -> Self {
        Self { loan, advances_until: loan.legs.len(), capped: false }
    }

    /// Every period's parts.
    pub(super) fn rows(&self, targets: &[Target]) -> Option<Vec<Parts>> {
        self.until(targets, targets.len()).map(|(rows, _)| rows)
    }

    /// What is owed when a period begins, before its own advances.
    pub(super) fn balance_before(&self, targets: &[Target], place: usize) -> Option<i64> {
        self.until(targets, place).map(|(_, balance)| balance)
    }

    /// How much the last installment is above the one before it.
    pub(super) fn gap(&self, targets: &[Target]) -> Option<i64> {
        let rows = self.rows(targets)?;
        let [.., before, last] = rows.as_slice() else { return Some(0) };
        let total = |row: &Parts| row.principal.checked_add(row.interest);
        total(last)?.checked_sub(total(before)?)
    }

    /// The flat interest of all periods from a place on, each rounded.
    pub(super) fn flat_interest(&self, from: usize) -> Option<i64> {
        let share = self.share()?;
        let later = self.flat_shares()?.into_iter().skip(from);
        later.map(share).try_fold(0, |sum: i64, part| sum.checked_add(part?))
    }

    /// The flat interest of each period, exact.
    fn flat_shares(&self) -> Option<Vec<Decimal>> {
        let mut advanced = self.loan.opening;
        let mut shares = Vec::with_capacity(self.loan.legs.len());
        for (place, leg) in self.loan.legs.iter().enumerate() {
            shares.push(leg.interest(advanced, self.advances(place))?);
            advanced = advanced.checked_add(self.advanced(place))?;
        }
        Some(shares)
    }

    /// How a period's interest is rounded: to the nearest. Where so rounded shares of one amount for the term would
    /// leave less than nothing for the last, as those of a tiny rate do, each is rounded down.
    fn share(&self) -> Option<fn(Decimal) -> Option<i64>> {
        if !self.is_flat_for_the_term() {
            return Some(to_minor);
        }
        let shares = self.flat_shares()?;
        let all = shares.iter().try_fold(Decimal::ZERO, |sum, share| sum.checked_add(*share))?;
        let but_last = shares.split_last().map_or(&[][..], |(_, before)| before);
        let before = but_last.iter().try_fold(0_i64, |sum, share| sum.checked_add(to_minor(*share)?))?;
        Some(if before > to_minor(all)? { |share| to_minor(share.floor()) } else { to_minor })
    }

    /// The first `end` periods and what is owed after them.
    fn until(&self, targets: &[Target], end: usize) -> Option<(Vec<Parts>, i64)> {
        let mut rows = Vec::with_capacity(end);
        let (mut balance, mut advanced) = (self.loan.opening, self.loan.opening);
        let mut carried = 0_i64;
        let (mut exact, mut rounded) = (Decimal::ZERO, 0_i64);
        let share = self.share()?;
        for (place, (leg, target)) in self.loan.legs.iter().zip(targets).take(end).enumerate() {
            let base = if self.is_flat() { advanced } else { balance };
            let interest = leg.interest(base, self.advances(place))?;
            let borne = if self.is_flat_for_the_term() && self.is_last(place) {
                // The last share takes the residue.
                to_minor(exact.checked_add(interest)?)?.checked_sub(rounded)?
            } else {
                share(interest)?
            };
            (exact, rounded) = (exact.checked_add(interest)?, rounded.checked_add(borne)?);
            let owed = balance.checked_add(self.advanced(place))?;
            let parts = self.parts(place, *target, owed, carried.checked_add(borne)?)?;
            carried = carried.checked_add(borne)?.checked_sub(parts.interest)?;
            balance = owed.checked_sub(parts.principal)?;
            advanced = advanced.checked_add(self.advanced(place))?;
            rows.push(parts);
        }
        Some((rows, balance))
    }

    /// One period's parts: what its target allows of the interest that waits, and principal with the rest.
    fn parts(&self, place: usize, target: Target, owed: i64, waiting: i64) -> Option<Parts> {
        if self.is_last(place) {
            return Some(Parts { principal: owed, interest: waiting });
        }
        let repays = place >= usize::from(self.loan.grace.principal);
        let bears = place >= usize::from(self.loan.grace.interest);
        let room = if repays && !self.loan.targets_principal() { target } else { i64::MAX };
        let interest = if bears { waiting.min(room) } else { 0 };
        let principal = match (repays, self.loan.targets_principal()) {
            (false, _) => 0,
            (true, true) => target,
            (true, false) => target.checked_sub(interest)?,
        };
        let principal = if self.capped { principal.min(owed) } else { principal };
        Some(Parts { principal, interest })
    }

    fn is_flat(&self) -> bool {
        self.loan.rules.method == InterestMethod::Flat
    }

    /// Whether flat interest is one amount for the whole term. Reckoned by days, every period has its own.
    fn is_flat_for_the_term(&self) -> bool {
        self.is_flat() && self.loan.rules.basis == InterestBasis::SameAsPeriod
    }

    fn is_last(&self, place: usize) -> bool {
        place + 1 == self.loan.legs.len()
    }

    fn advances(&self, place: usize) -> bool {
        place < self.advances_until
    }

    fn advanced(&self, place: usize) -> i64 {
        self.loan.legs.get(place).filter(|_| self.advances(place)).map_or(0, |leg| leg.advanced)
    }
}
