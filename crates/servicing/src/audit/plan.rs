use std::collections::BTreeMap;

use jiff::Unit;
use jiff::civil::Date;
use loan::InterestMethod;
use proof::documents::Warrant;
use rust_decimal::Decimal;

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
        if i128::from(term.amount.minor()) > due.max(agreed.min(planned)) {
            return Some("restricted for more than the terms and the plan come to");
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

    /// In money of the first day: what the plan has asked for by each of its days is no more than what the terms have,
    /// discounted at their rate. The least of it that rounding may take is let pass.
    fn is_within_terms(&self, terms: &Days, plan: &Days) -> bool {
        let rate = self.after.terms.annual_rate.fraction();
        let times = if self.after.terms.interest == InterestMethod::Flat { 2 } else { 1 };
        let a_day = rate * Decimal::from(times) / Decimal::from(12 * 28);
        let Some(first) = terms.keys().next() else { return false };
        let mut days: Vec<&Date> = terms.keys().chain(plan.keys()).collect();
        days.sort_unstable();
        days.dedup();
        let (mut held, mut growth, mut before, mut slack) = (Decimal::ZERO, Decimal::ONE, *first, 1);
        days.into_iter().all(|day| {
            slack += if plan.contains_key(day) { 2 } else { 0 };
            let nights = before.until((Unit::Day, *day)).map_or(-1, |span| span.get_days());
            before = *day;
            let step = a_day.checked_mul(nights.into()).and_then(|part| part.checked_add(Decimal::ONE));
            let grown = step.and_then(|step| growth.checked_mul(step));
            let change = terms.get(day).unwrap_or(&0) - plan.get(day).unwrap_or(&0);
            let (Some(grown), Ok(change)) = (grown, i64::try_from(change)) else { return false };
            growth = grown;
            held += Decimal::from(change) / growth;
            nights >= 0 && held + Decimal::from(slack) / growth >= Decimal::ZERO
        })
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
