use loan::apr::Apr;
use loan::{Arrangement, BureauClass, PlanQuote, PlanSide};
use money::{Money, MoneyError};

use crate::Language;

/// What a line of a plan is about: the same on both sides of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// The usual installment.
    Installment,
    /// How many are left.
    InstallmentsLeft,
    /// The last due date.
    EndsOn,
    /// All that is left to pay.
    StillToPay,
    /// What of it is overdue.
    Overdue,
    /// What is paid more or less than under the plan as it stands.
    Compared,
    /// What the lender gives up.
    GivenUp,
    /// The annual percentage rate by Regulation Z of the United States.
    UsRegZ,
    /// The annual percentage rate by the consumer credit directive of the European Union.
    EuCcd,
    /// What a credit bureau is told.
    Bureau,
    /// Since when it is told of a delinquency.
    LateSince,
}

/// One line of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    /// What it is about.
    pub(super) topic: Topic,
    /// Its name.
    pub(super) label: String,
    /// How much, when or which.
    pub(super) value: String,
}

impl Topic {
    const fn key(self) -> &'static str {
        match self {
            Self::Installment => "plan-installment",
            Self::InstallmentsLeft => "plan-installments-left",
            Self::EndsOn => "plan-ends-on",
            Self::StillToPay => "plan-still-to-pay",
            Self::Overdue => "plan-overdue",
            Self::Compared => "plan-compared",
            Self::GivenUp => "plan-given-up",
            Self::UsRegZ => "plan-apr-us",
            Self::EuCcd => "plan-apr-eu",
            Self::Bureau => "plan-bureau",
            Self::LateSince => "plan-late-since",
        }
    }

    fn is(self, value: String, language: Language) -> Fact {
        Fact { topic: self, label: language.word(self.key()), value }
    }
}

/// The plan as it stands, line by line.
pub(super) fn as_it_stands(quote: &PlanQuote, language: Language) -> Vec<Fact> {
    let mut facts = shape(&quote.old, language);
    facts.extend(rates(&quote.old, language));
    facts.push(Topic::Bureau.is(class(quote.bureau.before, language), language));
    facts
}

/// The plan that would take its place, with everything that [`as_it_stands`] tells and what differs.
pub(super) fn offered(quote: &PlanQuote, language: Language) -> Result<Vec<Fact>, MoneyError> {
    let waived = quote.waived.total()?;
    let given_up = if waived.is_zero() { language.word("plan-nothing") } else { language.amount(waived) };
    let mut facts = shape(&quote.new, language);
    facts.push(Topic::Compared.is(compared(quote.extra_cost, language)?, language));
    facts.push(Topic::GivenUp.is(given_up, language));
    facts.extend(rates(&quote.new, language));
    let arrangement = language.word(match quote.bureau.arrangement {
        Arrangement::Forbearance => "bureau-forbearance",
        Arrangement::Modified => "bureau-modified",
    });
    let told = format!("{}; {arrangement}", class(quote.bureau.after, language));
    facts.push(Topic::Bureau.is(told, language));
    let since = quote.bureau.first_delinquent_on.map(|since| language.day(since));
    facts.extend(since.map(|since| Topic::LateSince.is(since, language)));
    Ok(facts)
}

fn shape(side: &PlanSide, language: Language) -> Vec<Fact> {
    let ends_on = side.ends_on.map_or_else(|| language.word("plan-none"), |day| language.day(day));
    [
        (Topic::Installment, language.amount(side.installment)),
        (Topic::InstallmentsLeft, side.installments_left().to_string()),
        (Topic::EndsOn, ends_on),
        (Topic::StillToPay, language.amount(side.still_to_pay)),
        (Topic::Overdue, language.amount(side.overdue)),
    ]
    .map(|(topic, value)| topic.is(value, language))
    .into()
}

fn rates(side: &PlanSide, language: Language) -> [Fact; 2] {
    let shown = |rate: Option<Apr>| {
        rate.map_or_else(
            || language.word("plan-none"),
            |rate| format!("{:.2} %", rate.rounded(2)).replace('-', "−"),
        )
    };
    [
        Topic::UsRegZ.is(shown(side.rates.map(|rates| rates.us_reg_z)), language),
        Topic::EuCcd.is(shown(side.rates.map(|rates| rates.eu_ccd)), language),
    ]
}

fn compared(extra: Money, language: Language) -> Result<String, MoneyError> {
    let texts = language.texts();
    Ok(if extra.is_zero() {
        texts.say("plan-same")
    } else if extra.is_positive() {
        texts.with("plan-more", [("amount", language.amount(extra).into())])
    } else {
        let saved = Money::zero(extra.currency()).minus(extra)?;
        texts.with("plan-less", [("amount", language.amount(saved).into())])
    })
}

fn class(class: BureauClass, language: Language) -> String {
    let days =
        |from: u32| language.texts().with("bureau-days", [("from", from.into()), ("to", (from + 29).into())]);
    match class {
        BureauClass::Current => language.word("bureau-current"),
        BureauClass::Days30 => days(30),
        BureauClass::Days60 => days(60),
        BureauClass::Days90 => days(90),
        BureauClass::Days120 => days(120),
        BureauClass::Days150 => days(150),
        BureauClass::Days180 => language.word("bureau-most"),
    }
}
