use jiff::civil::Date;
use loan::apr::Apr;
use loan::{Arrangement, BureauClass, PlanQuote, PlanSide};
use money::{Money, MoneyError};
use servicing::help::PlanFigures;

use super::super::words;

/// One line of a plan.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) label: &'static str,
    pub(super) value: String,
}

fn fact(label: &'static str, value: impl Into<String>) -> Fact {
    Fact { label, value: value.into() }
}

/// The plan as it stands.
pub(super) fn today(quote: &PlanQuote) -> Vec<Fact> {
    let old = &quote.old;
    let count = u64::try_from(old.installments_left).unwrap_or(u64::MAX);
    let mut facts = shape(old.installment, count, old.ends_on, old.still_to_pay);
    facts.push(fact("Of it overdue", words::money(old.overdue)));
    facts.extend(rates(old));
    facts.push(fact("What a credit bureau is told, if your lender reports", class(quote.bureau.before)));
    facts
}

/// An offered plan, by the figures that acceptance holds for.
pub(super) fn offered(figures: &PlanFigures, quote: &PlanQuote) -> Result<Vec<Fact>, MoneyError> {
    let PlanFigures { installment, installments_left, ends_on, still_to_pay, extra_cost, waived } = *figures;
    let mut facts = shape(installment, installments_left, ends_on, still_to_pay);
    facts.push(fact("Of it overdue", words::money(quote.new.overdue)));
    facts.push(fact("Compared with today", compared(extra_cost)?));
    facts.push(fact("Given up by your lender", some(waived)));
    facts.extend(rates(&quote.new));
    let told = format!("{}; {}", class(quote.bureau.after), arranged(quote.bureau.arrangement));
    facts.push(fact("What a credit bureau is told, if your lender reports", told));
    if let Some(since) = quote.bureau.first_delinquent_on {
        facts.push(fact("Reported as late since; no plan changes it", words::day(since)));
    }
    Ok(facts)
}

fn shape(installment: Money, count: u64, ends_on: Option<Date>, left: Money) -> Vec<Fact> {
    vec![
        fact("Usual installment", words::money(installment)),
        fact("Installments left", count.to_string()),
        fact("Last due date", ends_on.map_or_else(|| "none".to_owned(), words::day)),
        fact("Still to pay in all", words::money(left)),
    ]
}

fn rates(side: &PlanSide) -> [Fact; 2] {
    let shown = |rate: Option<Apr>| {
        rate.map_or_else(|| "none".to_owned(), |rate| format!("{:.2} %", rate.rounded(2)))
    };
    [
        fact("Annual percentage rate, United States’ rules", shown(side.rates.map(|rates| rates.us_reg_z))),
        fact("Annual percentage rate, European Union’s rules", shown(side.rates.map(|rates| rates.eu_ccd))),
    ]
}

fn compared(extra: Money) -> Result<String, MoneyError> {
    Ok(if extra.is_positive() {
        format!("you pay {} more", words::money(extra))
    } else if extra.is_zero() {
        "you pay the same".to_owned()
    } else {
        format!("you pay {} less", words::money(Money::zero(extra.currency()).minus(extra)?))
    })
}

fn some(amount: Money) -> String {
    if amount.is_zero() { "nothing".to_owned() } else { words::money(amount) }
}

const fn class(class: BureauClass) -> &'static str {
    match class {
        BureauClass::Current => "less than 30 days late",
        BureauClass::Days30 => "30 to 59 days late",
        BureauClass::Days60 => "60 to 89 days late",
        BureauClass::Days90 => "90 to 119 days late",
        BureauClass::Days120 => "120 to 149 days late",
        BureauClass::Days150 => "150 to 179 days late",
        BureauClass::Days180 => "180 days late or more",
    }
}

const fn arranged(arrangement: Arrangement) -> &'static str {
    match arrangement {
        Arrangement::Forbearance => "payments or interest rest by agreement",
        Arrangement::Modified => "the contract was changed by agreement",
    }
}
