use disclosure::{Language, PlanTable};
use jiff::civil::Date;
use loan::PlanQuote;
use money::MoneyError;
use servicing::Contract;
use servicing::help::{OfferedPlan, PlanFigures};

use super::super::signed_in::SignedIn;
use super::super::{contract, words};

/// The offer that stands.
pub(super) struct Standing {
    pub(super) valid_through: String,
    /// Who must still say yes.
    pub(super) approvals: String,
    pub(super) is_binding: bool,
    /// Whether this operator has said yes.
    pub(super) is_mine: bool,
    /// What an approval names, so that no other offer is approved.
    pub(super) shown: String,
    /// Each plan beside the one that stands; `None` when what is owed has changed since, so that none can be accepted.
    pub(super) table: Option<PlanTable>,
    /// Each plan in a line, for when there is no table.
    pub(super) lines: Vec<String>,
}

impl Standing {
    /// Nothing while nothing is offered.
    pub(super) fn of(on: &Contract, me: &SignedIn, today: Date) -> Result<Option<Self>, MoneyError> {
        let request = on.help.open.as_ref();
        let Some(offer) = request.and_then(|request| request.offer.as_ref()) else { return Ok(None) };
        let mut quotes = Vec::with_capacity(offer.plans.len());
        for (number, plan) in (1..).zip(&offer.plans) {
            quotes.extend(still(on, plan, today)?.map(|quote| (number, quote)));
        }
        let all = quotes.len() == offer.plans.len();
        let (given, needed) = (offer.approved_by.len(), offer.approvals_needed);
        Ok(Some(Self {
            valid_through: words::day(offer.valid_through),
            approvals: if needed == 0 { "None needed".to_owned() } else { format!("{given} of {needed}") },
            is_binding: offer.is_binding(),
            is_mine: offer.approved_by.contains(&me.operator.id),
            shown: offer.digest().to_string(),
            table: if all { PlanTable::of(&quotes, Language::English)? } else { None },
            lines: offer.plans.iter().map(contract::plan_line).collect(),
        }))
    }
}

/// The plan's quote, if it still comes to what was offered.
fn still(on: &Contract, plan: &OfferedPlan, today: Date) -> Result<Option<PlanQuote>, MoneyError> {
    let Ok(quote) = on.account.plan_quote(&plan.change, today) else { return Ok(None) };
    Ok((PlanFigures::of(&quote)? == plan.figures).then_some(quote))
}
