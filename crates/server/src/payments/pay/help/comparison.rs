use jiff::civil::Date;
use money::MoneyError;
use proof::Digest;
use servicing::Contract;
use servicing::help::{OfferedPlan, PlanFigures, PlanOffer};

use super::super::words;
use super::change;
use super::side::{self, Fact};

/// The plan as it stands, and each offered one.
pub(super) struct Comparison {
    pub(super) valid_through: String,
    /// The plan as it stands; `None` when no offered plan fits it any more.
    pub(super) today: Option<Vec<Fact>>,
    pub(super) plans: Vec<Plan>,
}

/// One offered plan.
pub(super) struct Plan {
    /// From 1.
    pub(super) number: usize,
    pub(super) changes: Vec<String>,
    /// What the form sends back, so that only what was shown is accepted.
    pub(super) shown: String,
    /// `None` when the account changed since the offer, so that it can't be accepted.
    pub(super) facts: Option<Vec<Fact>>,
}

impl Comparison {
    pub(super) fn of(contract: &Contract, offer: &PlanOffer, today: Date) -> Result<Self, MoneyError> {
        let mut old = None;
        let mut plans = Vec::with_capacity(offer.plans.len());
        for (at, plan) in offer.plans.iter().enumerate() {
            let quote = contract.account.plan_quote(&plan.change, today).ok();
            let facts = match &quote {
                Some(quote) if PlanFigures::of(quote)? == plan.figures => {
                    Some(side::offered(&plan.figures, quote)?)
                }
                _ => None,
            };
            old = old.or_else(|| quote.as_ref().map(side::today));
            let changes = change::sentences(&plan.change)?;
            plans.push(Plan { number: at + 1, changes, shown: fingerprint(plan), facts });
        }
        Ok(Self { valid_through: words::day(offer.valid_through), today: old, plans })
    }
}

/// Stands for a plan with its figures: a lender may put another offer in its place while the page is open.
pub(super) fn fingerprint(plan: &OfferedPlan) -> String {
    let OfferedPlan { change, figures } = plan;
    Digest::of(format!("{change:?} {figures:?}").as_bytes()).to_string()
}
