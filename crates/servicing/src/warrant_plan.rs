use std::collections::BTreeMap;

use jiff::civil::Date;
use loan::{InterestMethod, LoanAccount, Portion, Row, Schedule};
use money::{Money, MoneyError};
use proof::documents::TermsInstallment;
use proof::plan::Agreed;

use crate::Contract;

/// Which plan a warrant carries to the phone, which has only the terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WarrantPlan {
    /// None: the terms' own installments stand.
    Terms,
    /// The plan as it stands; the phone finds it allowed (see [`proof::plan`]).
    Changed(Vec<TermsInstallment>),
    /// The phone would refuse the warrant, so nothing is restricted.
    NotAllowed,
}

impl WarrantPlan {
    /// Whether the phone would obey.
    #[must_use]
    pub const fn is_allowed(&self) -> bool {
        !matches!(self, Self::NotAllowed)
    }
}

impl Contract {
    /// Which plan a warrant on `today` that names `amount` carries. Its due dates and its amount must be the terms'
    /// or, once the plan differs from them, the plan's, and the plan may ask for no more than the terms and interest
    /// on what it defers. What a charge or a chargeback made due on other days restricts nothing.
    #[must_use]
    pub fn warrant_plan(&self, amount: Money, today: Date) -> WarrantPlan {
        self.plan_for(amount, today).unwrap_or(WarrantPlan::NotAllowed)
    }

    /// None for amounts out of range.
    fn plan_for(&self, amount: Money, today: Date) -> Option<WarrantPlan> {
        let schedule = self.account.schedule();
        let terms = agreed(schedule);
        let plan = as_it_stands(&self.account).ok()?;
        let since = self.delinquency.as_ref().map(|delinquency| delinquency.since);
        let named = [since, self.oldest_noticed_due_on()];
        let has_days = |of: &[TermsInstallment]| {
            let is_due_date = |day: Date| of.iter().any(|installment| installment.due_on == day);
            named.into_iter().all(|day| day.is_some_and(is_due_date))
        };
        if by_day(&plan) == by_day(&terms) {
            let fits = has_days(&terms) && amount <= schedule.total();
            return fits.then_some(WarrantPlan::Terms);
        }
        let is_flat = self.terms.interest == InterestMethod::Flat;
        let agreed = Agreed::new(self.currency(), &terms, self.terms.annual_rate, is_flat);
        let fits = has_days(&plan) && amount <= agreed.most(&plan, today).ok()?;
        (fits && agreed.allows(&plan).is_ok()).then_some(WarrantPlan::Changed(plan))
    }
}

/// The installments of the terms.
pub(crate) fn agreed(schedule: &Schedule) -> Vec<TermsInstallment> {
    let of_terms = |i: &loan::Installment| TermsInstallment {
        number: i.number,
        due_on: i.due_on,
        amount: i.total(),
        interest: i.interest,
    };
    schedule.installments().iter().map(of_terms).collect()
}

/// What is due when, paid or not, without charges and what chargebacks brought back: one installment a day, no
/// empty ones.
fn as_it_stands(account: &LoanAccount) -> Result<Vec<TermsInstallment>, MoneyError> {
    let zero = Money::zero(account.currency());
    let mut days: BTreeMap<Date, (Money, Money)> = BTreeMap::new();
    for row in account.rows() {
        let (principal, interest) = (asked(row, Portion::Principal)?, asked(row, Portion::Interest)?);
        let (amount, of_it) = days.entry(row.due_on).or_insert((zero, zero));
        *amount = amount.plus(principal)?.plus(interest)?;
        *of_it = of_it.plus(interest)?;
    }
    let asks = days.into_iter().filter(|(_, (amount, _))| amount.is_positive());
    let numbered = (1..).zip(asks);
    Ok(numbered
        .map(|(number, (due_on, (amount, interest)))| TermsInstallment { number, due_on, amount, interest })
        .collect())
}

fn asked(row: &Row, portion: Portion) -> Result<Money, MoneyError> {
    let gone = [&row.credited, &row.waived, &row.written_off];
    let gone = gone.into_iter().try_fold(row.due.get(portion), |left, of| left.minus(of.get(portion)))?;
    Ok(if gone.is_negative() { Money::zero(gone.currency()) } else { gone })
}

/// How much is due on each day. Numbers and the interest in an amount make no other plan.
fn by_day(installments: &[TermsInstallment]) -> BTreeMap<Date, i128> {
    let mut days = BTreeMap::new();
    for installment in installments.iter().filter(|installment| !installment.amount.is_zero()) {
        *days.entry(installment.due_on).or_insert(0) += i128::from(installment.amount.minor());
    }
    days
}

#[cfg(test)]
mod tests;
