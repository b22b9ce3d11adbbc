use disclosure::PlanFact;
use jiff::civil::Date;
use money::MoneyError;
use servicing::Contract;
use servicing::help::{PlanFigures, PlanOffer};

use super::super::say::Say;

/// The plan as it stands, and each offered one.
pub(super) struct Comparison {
    pub(super) lead: String,
    pub(super) note: String,
    /// The plan as it stands; `None` when no offered plan fits it any more.
    pub(super) today: Option<Vec<PlanFact>>,
    pub(super) plans: Vec<Plan>,
}

/// One offered plan.
pub(super) struct Plan {
    /// From 1.
    pub(super) number: usize,
    pub(super) title: String,
    pub(super) accept: String,
    pub(super) changes: Vec<String>,
    /// What the form sends back, so that only what was shown is accepted.
    pub(super) shown: String,
    /// `None` when the account changed since the offer, so that it can't be accepted.
    pub(super) facts: Option<Vec<PlanFact>>,
}

impl Comparison {
    pub(super) fn of(contract: &Contract, offer: &PlanOffer, today: Date) -> Result<Self, MoneyError> {
        let say = Say::of(contract);
        let mut old = None;
        let mut plans = Vec::with_capacity(offer.plans.len());
        for (at, plan) in offer.plans.iter().enumerate() {
            let quote = contract.account.plan_quote(&plan.change, today).ok();
            let facts = match &quote {
                Some(quote) if PlanFigures::of(quote)? == plan.figures => {
                    Some(disclosure::plan_offered(quote, say.language)?)
                }
                _ => None,
            };
            old = old.or_else(|| quote.map(|quote| disclosure::plan_as_it_stands(&quote, say.language)));
            let number = at + 1;
            plans.push(Plan {
                number,
                title: say.with("plan-number", "number", &number.to_string()),
                accept: say.with("help-accept", "number", &number.to_string()),
                changes: disclosure::changes(&plan.change, say.language)?,
                shown: plan.digest().to_string(),
                facts,
            });
        }
        let count = plans.len();
        let day = say.language.day(offer.valid_through);
        let note = [("count", count.into()), ("day", day.into())];
        Ok(Self {
            lead: say.count("help-offered", count),
            note: say.language.with("help-offered-note", note),
            today: old,
            plans,
        })
    }
}
