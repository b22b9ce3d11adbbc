use std::collections::{BTreeMap, BTreeSet};

use jiff::Unit;
use jiff::civil::Date;
use loan::InterestMethod;
use proof::documents::Warrant;
use rust_decimal::prelude::FromPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};

use super::Case;
use crate::WarrantTerm;

/// Minor units that are asked for by day of the year.
type Days = BTreeMap<Date, i128>;

impl Case<'_> {
    /// Whether the phone finds the days and the amount in the terms that it pinned, or in a plan that asks for no more.
    pub(super) fn plan_fault(&self, term: &WarrantTerm) -> Option<&'static str> {
        let (terms, plan) = (self.agreed(), self.owed());
        let since = self.after.delinquency.as_ref().map(|delinquency| delinquency.since);
        if ![Some(term.oldest_due_on), since].into_iter().flatten().all(|day| plan.contains_key(&day)) {
            return Some("restricted for a day on which neither the terms nor the plan ask for anything");
        }
        let due: i128 = plan.range(..self.after.day(self.now)).map(|(_, minor)| minor).sum();
        let (agreed, planned) = (terms.values().sum::<i128>(), plan.values().sum::<i128>());
        if i128::from(term.amount.minor()) > due.min(2 * agreed).max(agreed.min(planned)) {
            return Some("restricted for more than the terms and the plan come to, or twice the terms");
        }
        if terms != plan && !self.is_within_terms(&terms, &plan) {
            return Some("restricted under a plan that asks for more than the terms");
        }
        let paper = self.decision.warrant.as_ref().map(|warrant| &warrant.body);
        let carried = |warrant: &Warrant| {
            let installments = warrant.plan.as_ref().map(|plan| plan.iter());
            installments.map(|plan| plan.map(|i| (i.due_on, i128::from(i.amount.minor()))).collect::<Days>())
        };
        let expected = (terms != plan).then_some(plan);
        paper
            .is_some_and(|paper| carried(paper) != expected)
            .then_some("the warrant carries another plan than the one that stands")
    }

    fn agreed(&self) -> Days {
        let installments = self.after.account.schedule().installments().iter();
        summed(installments.map(|i| (i.due_on, i.principal.minor(), i.interest.minor())))
    }

    /// What was paid and what is open of principal and interest, without what came back by chargebacks.
    fn owed(&self) -> Days {
        summed(self.after.account.rows().iter().map(|row| {
            let (given_up, written_off, back) = (row.waived, row.written_off, row.credited);
            let left = |due: money::Money, of: [money::Money; 3]| {
                of.into_iter().fold(due.minor(), |left, gone| left.saturating_sub(gone.minor())).max(0)
            };
            let principal =
                left(row.due.principal, [given_up.principal, written_off.principal, back.principal]);
            let interest = left(row.due.interest, [given_up.interest, written_off.interest, back.interest]);
            (row.due_on, principal, interest)
        }))
    }

    fn is_within_terms(&self, terms: &Days, plan: &Days) -> bool {
        let rate = self.after.terms.annual_rate.fraction();
        let times = if self.after.terms.interest == InterestMethod::Flat { 2 } else { 1 };
        let rows = self.after.account.schedule().installments();
        let compounding = rows.iter().map(|row| row.due_on).collect();
        is_within(&compounding, terms, rate * Decimal::from(times), plan)
    }
}

/// By none of its days the plan has asked for more than the terms have and their interest on the difference: for
/// days over twelve months of 28, compounded on the terms' days. Rounded up, so that nothing is refused here that
/// the phone takes; what the phone can't reckon is refused here too.
fn is_within(compounding: &BTreeSet<Date>, terms: &Days, a_year: Decimal, plan: &Days) -> bool {
    let days: BTreeSet<Date> = compounding.iter().chain(plan.keys()).copied().collect();
    let Some(first) = compounding.first() else { return false };
    let mut debt = Debt { a_year, whole: Decimal::ZERO, base: Decimal::ZERO };
    let (mut before, mut cents) = (*first, 0_u16);
    days.into_iter().all(|day| {
        let nights = before.until((Unit::Day, day)).map_or(-1, |span| span.get_days());
        before = day;
        let change =
            |of: &Days| of.get(&day).and_then(|minor| Decimal::from_i128(*minor)).unwrap_or_default();
        cents = cents.saturating_add(plan.contains_key(&day).into());
        nights >= 0
            && debt.grow(nights).is_some()
            && (!compounding.contains(&day) || debt.lend(change(terms)).is_some())
            && debt.repay(change(plan)).is_some_and(|left| left >= -Decimal::from(cents))
    })
}

/// What the plan owes the terms, and the part of it that interest runs on.
struct Debt {
    a_year: Decimal,
    whole: Decimal,
    base: Decimal,
}

impl Debt {
    fn grow(&mut self, nights: i32) -> Option<()> {
        let a_year = self.base.max(Decimal::ZERO).checked_mul(self.a_year)?;
        let part = a_year.checked_mul(nights.into())?.checked_div(Decimal::from(12 * 28))?;
        let up = part.round_dp_with_strategy(6, RoundingStrategy::AwayFromZero);
        self.whole = self.whole.checked_add(up)?;
        Some(())
    }

    fn lend(&mut self, minor: Decimal) -> Option<()> {
        self.whole = self.whole.checked_add(minor)?;
        self.base = self.whole;
        Some(())
    }

    fn repay(&mut self, minor: Decimal) -> Option<Decimal> {
        self.whole = self.whole.checked_sub(minor)?;
        self.base = self.base.min(self.whole);
        Some(self.whole)
    }
}

fn summed(parts: impl Iterator<Item = (Date, i64, i64)>) -> Days {
    let mut days = Days::new();
    for (due_on, principal, interest) in parts {
        *days.entry(due_on).or_default() += i128::from(principal) + i128::from(interest);
    }
    days.retain(|_, minor| *minor > 0);
    days
}

#[cfg(test)]
mod tests;
