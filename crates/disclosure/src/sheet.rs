mod cost;
mod fees;
mod late;
mod plan;
mod schedule;

use money::Money;

use crate::texts::Texts;
use crate::{Language, Stage, Subject};
use plan::Plan;

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// How much or which.
    pub value: String,
    /// What it means, if that needs saying.
    pub note: Option<String>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// A list.
    List(Vec<String>),
    /// Labels with values.
    Facts(Vec<Fact>),
}

/// A heading and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// The installments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its heading.
    pub heading: String,
    /// How many, from when to when.
    pub note: String,
    /// What the columns are: number, due date, to pay, principal, interest, and fees if there are any.
    pub columns: Vec<String>,
    /// One row an installment.
    pub rows: Vec<Vec<String>>,
}

/// Everything the sheet says, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The language of every word.
    pub language: Language,
    /// What this is.
    pub title: String,
    /// Offer or contract.
    pub stage: String,
    /// Lender, phone, reference.
    pub about: Vec<Fact>,
    /// What the credit costs.
    pub cost: Section,
    /// The installments.
    pub schedule: Table,
    /// Paying late, fees, paying early, help.
    pub sections: Vec<Section>,
}

impl Sheet {
    /// The sheet about a contract or an offer.
    #[must_use]
    pub fn of(subject: &Subject<'_>, language: Language) -> Self {
        let (texts, plan) = (language.texts(), Plan::of(subject));
        Self {
            language,
            title: texts.say("title"),
            stage: match subject.stage {
                Stage::Offered => texts.say("offered"),
                Stage::Accepted(day) => texts.with("accepted", [("day", texts.day(day).into())]),
                Stage::Cancelled => texts.say("cancelled"),
            },
            about: vec![
                fact(texts, "lender", subject.lender),
                fact(texts, "phone", subject.model),
                fact(texts, "reference", subject.reference),
            ],
            cost: cost::section(subject, &plan, texts),
            schedule: schedule::table(subject, &plan, texts),
            sections: vec![
                late::section(subject, texts),
                fees::section(subject, texts),
                Section {
                    heading: texts.say("early"),
                    blocks: vec![Block::Text(texts.with("early-right", [("lender", subject.lender.into())]))],
                },
                contact(subject, texts),
            ],
        }
    }
}

/// A fact without a note.
fn fact(texts: &Texts, label: &str, value: impl Into<String>) -> Fact {
    Fact { label: texts.say(label), value: value.into(), note: None }
}

/// An amount as the phone shows it too: `USD 1,234.50`.
pub(crate) fn amount(amount: Money) -> String {
    format!("{} {}", amount.currency(), amount.grouped())
}

fn contact(subject: &Subject<'_>, texts: &Texts) -> Section {
    let contact = subject.contact;
    let ways =
        [("contact-phone", &contact.phone), ("contact-email", &contact.email), ("contact-web", &contact.url)];
    let known = ways.into_iter().filter_map(|(label, way)| Some(fact(texts, label, way.as_ref()?)));
    let facts = known.chain([fact(texts, "pay-at", subject.pay_url)]).collect();
    let text = texts.with("contact-text", [("lender", subject.lender.into())]);
    Section { heading: texts.say("contact"), blocks: vec![Block::Text(text), Block::Facts(facts)] }
}
