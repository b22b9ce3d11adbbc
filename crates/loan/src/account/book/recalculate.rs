//! Interest by what is really owed (loan servicing reference, 1.1: daily recalculation of a progressive schedule).
//!
//! Each night up to a day bears interest on the principal owed in it; each later one on what is owed if all that is
//! overdue were paid on the day and all else when it is due. What an installment has no room for, because it was paid
//! before its interest was known, is asked for by the next one.

use jiff::civil::Date;
use money::{Money, MoneyError};
use rust_decimal::Decimal;

use super::Book;
use crate::amortization::precision::to_minor;
use crate::{InterestRecalculation, InterestRules, Period, Portion, Row, RowKind};

/// Which interest rows ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::account) enum Asked {
    /// All of their periods.
    Whole,
    /// What has passed by the day: what money that comes on it pays.
    Passed,
}

/// What became of one installment so far, and what it asks for.
#[derive(Debug, Clone, Copy)]
struct Share {
    agreed: Money,
    gone_principal: Money,
    gone_interest: Money,
    /// The interest it asks for at least: what is gone, was brought back or never becomes income.
    least: Money,
    principal: Money,
    interest: Money,
}

impl Share {
    fn of(row: &Row, agreed: Money) -> Result<Self, MoneyError> {
        let gone = |portion| row.due.get(portion).minus(row.owed(portion)?);
        let (gone_principal, gone_interest) = (gone(Portion::Principal)?, gone(Portion::Interest)?);
        let credited = row.credited.principal.plus(row.credited.interest)?;
        let agreed = higher(agreed.plus(credited)?, gone_principal.plus(gone_interest)?);
        let least = higher(gone_interest, row.credited.interest.plus(row.never_earned)?);
        Ok(Self { agreed, gone_principal, gone_interest, least, principal: gone_principal, interest: least })
    }

    fn is_unpaid(&self) -> Result<bool, MoneyError> {
        Ok(self.gone_principal.plus(self.gone_interest)? < self.agreed)
    }

    /// Divides the installment: interest first, but no less of either than is gone. Whoever paid more principal than
    /// would be due had paid all interest of that day.
    fn divide(&mut self, interest: Money) -> Result<(), MoneyError> {
        let room = positive(self.agreed.minus(interest)?);
        let asked =
            if self.gone_principal > room { self.gone_interest } else { interest.min(self.agreed)? };
        self.interest = higher(asked, self.least);
        self.principal = higher(self.agreed.minus(self.interest)?, self.gone_principal);
        Ok(())
    }
}

impl Book {
    /// Whether interest still follows what is owed: not once the debt is off the books or was paid off.
    pub(in crate::account) fn recalculates(&self) -> bool {
        let daily = self.interest.as_ref().is_some_and(|r| r.recalculation == InterestRecalculation::Daily);
        daily && self.charged_off_on.is_none() && !self.paid_off
    }

    /// Reckons anew what the installments ask for as of a day. Returns how much more interest that is in all.
    pub(in crate::account) fn recalculate(&mut self, as_of: Date, asked: Asked) -> Result<Money, MoneyError> {
        let zero = Money::zero(self.credit.currency());
        if !self.recalculates() {
            return Ok(zero);
        }
        let Some(rules) = self.interest.clone() else { return Ok(zero) };
        let installments = self.rows.iter().filter(|row| row.kind == RowKind::Installment);
        let (mut lent, mut before) = (zero, zero);
        let mut shares = Vec::with_capacity(self.agreed.len());
        for (row, agreed) in installments.zip(&self.agreed) {
            lent = lent.plus(row.due.principal)?;
            before = before.plus(row.due.interest)?;
            shares.push(Share::of(row, *agreed)?);
        }
        self.share_out(&rules, &mut shares, lent, (as_of, asked))?;
        let mut after = zero;
        for (row, share) in self.rows.iter_mut().zip(&shares) {
            row.due.principal = share.principal;
            row.due.interest = share.interest;
            after = after.plus(share.interest)?;
        }
        self.settle_all(as_of);
        after.minus(before)
    }

    fn share_out(
        &self,
        rules: &InterestRules,
        shares: &mut [Share],
        lent: Money,
        (as_of, asked): (Date, Asked),
    ) -> Result<(), MoneyError> {
        let zero = Money::zero(lent.currency());
        // The last one of all, if each is paid as agreed: what is more than agreed is asked for there.
        let (mut unpaid, end) = (None, shares.len().saturating_sub(1));
        let mut owed = lent;
        for (at, share) in shares.iter().enumerate() {
            owed = owed.minus(share.gone_principal)?;
            if share.is_unpaid()? {
                unpaid = Some(at);
            }
        }
        let last = unpaid.unwrap_or(end);
        let mut waiting = zero;
        for (at, share) in shares.iter_mut().enumerate() {
            let Some(row) = self.rows.get(at) else { continue };
            let projected = if asked == Asked::Whole { positive(owed) } else { zero };
            let own = self.of_nights(rules, row, as_of, projected).ok_or(MoneyError::OutOfRange)?;
            let own = Money::from_minor(to_minor(own).ok_or(MoneyError::OutOfRange)?, zero.currency())?;
            // Below zero if more was paid before than is reckoned now: then the next ones ask for less.
            let reckoned = own.plus(waiting)?.plus(row.credited.interest)?;
            let interest = positive(reckoned);
            if at == last {
                // Nothing is owed after it: it takes the rest.
                share.interest = higher(interest, share.least);
                owed = zero;
            } else {
                share.divide(interest)?;
                owed = owed.minus(share.principal.minus(share.gone_principal)?)?;
            }
            waiting = reckoned.minus(share.interest)?;
        }
        give_rest(shares, last, lent, waiting)
    }

    /// The interest of a row's nights: by what was owed up to a day, by what will be owed after it.
    fn of_nights(&self, rules: &InterestRules, row: &Row, as_of: Date, projected: Money) -> Option<Decimal> {
        let period = Period { from: row.from, due_on: row.due_on };
        let split = as_of.max(period.from).min(period.due_on);
        let known = self.balances.partition_point(|(day, _)| *day <= period.from);
        let mut balance = self.balances.get(known.checked_sub(1)?)?.1;
        let (mut begun, mut sum) = (period.from, Decimal::ZERO);
        let mut add = |balance, from: Date, to: Date| {
            if from < to {
                sum = sum.checked_add(rules.interest(balance, &period, from, to)?)?;
            }
            Some(())
        };
        for (day, next) in self.balances.iter().skip(known).take_while(|(day, _)| *day < split) {
            add(balance, begun, *day)?;
            (begun, balance) = (*day, *next);
        }
        add(balance, begun, split)?;
        add(projected, split, period.due_on)?;
        Some(sum)
    }

    /// Notes what principal is owed from a day on.
    pub(super) fn note_balance(&mut self, on: Date) -> Result<(), MoneyError> {
        if !self.recalculates() {
            return Ok(());
        }
        let mut owed = Money::zero(self.credit.currency());
        for row in self.rows.iter().filter(|row| row.kind == RowKind::Installment) {
            owed = owed.plus(row.owed(Portion::Principal)?)?;
        }
        self.balances.push((on, owed));
        Ok(())
    }
}

/// The last unpaid installment takes what the others leave of principal and interest; if they leave less principal than
/// nothing, the ones before it are lower.
fn give_rest(shares: &mut [Share], last: usize, lent: Money, left_over: Money) -> Result<(), MoneyError> {
    let mut rest = lent;
    for (at, share) in shares.iter().enumerate() {
        rest = rest.minus(if at == last { share.gone_principal } else { share.principal })?;
    }
    if let Some(share) = shares.get_mut(last) {
        share.principal = share.gone_principal.plus(positive(rest))?;
        share.interest = higher(share.interest.plus(left_over)?, share.least);
    }
    let mut lacking = positive(Money::zero(rest.currency()).minus(rest)?);
    for share in shares.iter_mut().take(last).rev() {
        let less = lacking.min(share.principal.minus(share.gone_principal)?)?;
        share.principal = share.principal.minus(less)?;
        lacking = lacking.minus(less)?;
    }
    Ok(())
}

fn higher(one: Money, other: Money) -> Money {
    if one < other { other } else { one }
}

fn positive(amount: Money) -> Money {
    if amount.is_negative() { Money::zero(amount.currency()) } else { amount }
}
