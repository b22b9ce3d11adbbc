use disclosure::PlanTable;
use jiff::civil::Date;
use money::MoneyError;
use servicing::Contract;
use servicing::help::{PlanFigures, PlanOffer};

use super::super::say::Say;

/// The plan as it stands, and each offered one.
pub(super) struct Comparison {
    pub(super) lead: String,
    pub(super) note: String,
    /// Those that can be accepted, beside the plan as it stands.
    pub(super) table: Option<PlanTable>,
    /// To choose from.
    pub(super) choices: Vec<Choice>,
    /// The names of those that can't be accepted because the account changed since the offer.
    pub(super) stale: Vec<String>,
}

/// A plan that can be accepted.
pub(super) struct Choice {
    /// What the form sends back, so that only what was shown is accepted.
    pub(super) digest: String,
    pub(super) name: String,
    /// `Usual installment: KES 3,272.71`.
    pub(super) figure: String,
}

impl Comparison {
    pub(super) fn of(contract: &Contract, offer: &PlanOffer, today: Date) -> Result<Self, MoneyError> {
        let say = Say::of(contract);
        let (mut quotes, mut choices, mut stale) = (Vec::new(), Vec::new(), Vec::new());
        for (number, plan) in (1..).zip(&offer.plans) {
            let name = say.language.plan_name(number);
            match contract.account.plan_quote(&plan.change, today) {
                Ok(quote) if PlanFigures::of(&quote)? == plan.figures => {
                    let installment = say.language.amount(quote.new.installment);
                    let figure = format!("{}: {installment}", say.word("plan-installment"));
                    choices.push(Choice { digest: plan.digest().to_string(), name, figure });
                    quotes.push((number, quote));
                }
                _ => stale.push(name),
            }
        }
        let count = offer.plans.len();
        let day = say.language.day(offer.valid_through);
        let note = [("count", count.into()), ("day", day.into())];
        Ok(Self {
            lead: say.count("help-offered", count),
            note: say.language.with("help-offered-note", note),
            table: PlanTable::of(&quotes, say.language)?,
            choices,
            stale,
        })
    }
}
