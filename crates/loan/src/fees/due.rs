use jiff::civil::Date;
use money::Money;
use serde::{Deserialize, Serialize};

use super::rule::{Bases, FeeAt, FeeKind, FeeRule};
use crate::{Installment, Schedule, Terms, TermsError};

/// A fee that a schedule already knows of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeDue {
    /// What the borrower reads.
    pub name: String,
    /// Fee or penalty.
    pub kind: FeeKind,
    /// The day it is due.
    pub due_on: Date,
    /// The number of the installment it is paid with; none for a fee paid when the money is paid out.
    pub installment: Option<u16>,
    /// How much.
    pub amount: Money,
}

impl Schedule {
    /// The fees of the terms this schedule follows from, by rule and in each by day. Those for being overdue are not
    /// among them.
    ///
    /// # Errors
    /// A flat amount that is none of the loan's currency, a day outside the term, a sum beyond the limit.
    pub fn fees(&self, terms: &Terms) -> Result<Vec<FeeDue>, TermsError> {
        let mut fees = Vec::new();
        for rule in &terms.fees {
            if !rule.fits(self.currency()) {
                return Err(TermsError::FeeAmount(rule.name.clone()));
            }
            self.add(rule, terms, &mut fees)?;
        }
        // What is charged in all must be an amount, too.
        Money::sum(self.currency(), fees.iter().map(|fee| fee.amount).chain([self.total()]))
            .map_err(|_| TermsError::TotalTooLarge(terms.price))?;
        Ok(fees)
    }

    fn add(&self, rule: &FeeRule, terms: &Terms, fees: &mut Vec<FeeDue>) -> Result<(), TermsError> {
        let mut charge = |due_on, installment, bases| {
            let amount = rule.of(bases).ok_or(TermsError::TotalTooLarge(terms.price))?;
            if !amount.is_zero() {
                let (name, kind) = (rule.name.clone(), rule.kind);
                fees.push(FeeDue { name, kind, due_on, installment, amount });
            }
            Ok(())
        };
        let whole = self.whole();
        match rule.at {
            FeeAt::Overdue { .. } => Ok(()),
            FeeAt::Disbursement => terms
                .disbursements()?
                .into_iter()
                .try_for_each(|(on, disbursed)| charge(on, None, Bases { disbursed, ..whole })),
            FeeAt::Installment => self.installments().iter().filter(|i| !i.down_payment).try_for_each(|i| {
                let bases = Bases { principal: i.principal, interest: i.interest, ..whole };
                charge(i.due_on, Some(i.number), bases)
            }),
            FeeAt::On(day) => {
                let outside = || TermsError::FeeOutsideTerm(rule.name.clone(), day, self.starts_on());
                let paid_with = self.paid_with(day).ok_or_else(outside)?;
                charge(day, Some(paid_with.number), whole)
            }
        }
    }

    /// The installment a fee of a day is paid with: the first that is due then or later.
    fn paid_with(&self, day: Date) -> Option<&Installment> {
        let installments = self.installments().iter().filter(|i| !i.down_payment);
        installments.into_iter().find(|i| day <= i.due_on).filter(|_| day >= self.starts_on())
    }

    fn whole(&self) -> Bases {
        Bases { principal: self.principal(), interest: self.total_interest(), disbursed: self.principal() }
    }
}
