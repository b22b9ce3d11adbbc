use jiff::civil::Date;
use loan::PlanQuote;
use loan::restructure::{Forgiven, NewPlan, ReAge, Reschedule, Restructuring};
use proof::Digest;
use servicing::Contract;
use servicing::help::{Help, OfferedPlan, PlanFigures};

use super::super::typed::{Typed, Wrong};

/// Plans as they were typed, quoted beside the plan as it stands. Nothing is offered or changed.
pub(super) struct Draft {
    /// Those that can be read and quoted, each with its number.
    pub(super) quotes: Vec<(usize, PlanQuote)>,
    /// What is wrong with the others.
    pub(super) wrong: Vec<Wrong>,
}

/// The name of a plan's field in the form: plans count from 1.
pub(super) fn named(plan: usize, field: &str) -> String {
    format!("plan{plan}-{field}")
}

impl Draft {
    /// Quotes what was typed for the contract on a day.
    pub(super) fn of(typed: &Typed, contract: &Contract, today: Date) -> Self {
        let (mut quotes, mut wrong) = (Vec::new(), Vec::new());
        for plan in 1..=Help::MOST_PLANS {
            let kind = named(plan, "kind");
            if typed.get(&kind).is_empty() {
                continue;
            }
            let quoted = change(typed, plan, contract).and_then(|change| {
                contract
                    .account
                    .plan_quote(&change, today)
                    .map_err(|error| Wrong::new(&kind, &error.to_string()))
            });
            match quoted {
                Ok(quote) => quotes.push((plan, quote)),
                Err(error) => wrong.push(error),
            }
        }
        if quotes.is_empty() && wrong.is_empty() {
            wrong.push(Wrong::new(&named(1, "kind"), "Choose a plan."));
        }
        Self { quotes, wrong }
    }

    /// Stands for the plans with the figures that are shown, so that no others are offered.
    pub(super) fn digest(&self) -> Option<Digest> {
        let mut shown = String::new();
        for (_, quote) in &self.quotes {
            let figures = PlanFigures::of(quote).ok()?;
            shown += &OfferedPlan { change: quote.change.clone(), figures }.digest().to_string();
        }
        (self.wrong.is_empty() && !self.quotes.is_empty()).then(|| Digest::of(shown.as_bytes()))
    }
}

/// A plan as the loan understands it.
fn change(typed: &Typed, plan: usize, contract: &Contract) -> Result<Restructuring, Wrong> {
    let at = |field| named(plan, field);
    let amount = |field| typed.amount(&at(field), contract.currency());
    Ok(match typed.get(&at("kind")) {
        "term_extension" => Restructuring::Reschedule(Reschedule {
            plan: Some(NewPlan { extra_installments: typed.count(&at("extra"))?, ..NewPlan::default() }),
            ..Reschedule::default()
        }),
        "payment_holiday" => Restructuring::Holiday {
            installments: typed.count(&at("skipped"))?,
            interest: typed.word(&at("holiday_interest"))?,
        },
        "re_amortize" => Restructuring::ReAmortize { interest: typed.word(&at("overdue_interest"))? },
        "re_age" => Restructuring::ReAge(ReAge {
            installments: typed.count(&at("series"))?,
            every: contract.terms.every,
            first_due_on: typed.day(&at("first_due_on"))?,
            interest: typed.word(&at("re_age_interest"))?,
        }),
        "lower_rate" => {
            Restructuring::ChangeRate { rate: typed.read(&at("rate"))?, from: typed.day(&at("rate_from"))? }
        }
        "interest_pause" => Restructuring::InterestPause {
            from: typed.day(&at("pause_from"))?,
            through: typed.day(&at("pause_through"))?,
        },
        "forgiveness" => Restructuring::Forgive(Forgiven {
            penalty: amount("penalty")?,
            fee: amount("fee")?,
            interest: amount("interest")?,
            principal: amount("principal")?,
        }),
        _ => return Err(Wrong::new(&at("kind"), "Choose a plan.")),
    })
}
