use disclosure::Language;
use jiff::civil::Date;
use loan::returns::{Grade, ReturnCase, Stage};
use money::MoneyError;
use servicing::Contract;

use super::super::giving_back::EXPENSES;
use super::super::typed::{Typed, Wrong};
use super::super::words;

/// What was typed for the next step of a return, and what came of it.
#[derive(Default)]
pub(in super::super) struct Filled {
    pub(in super::super) typed: Typed,
    pub(in super::super) wrong: Option<Wrong>,
    pub(in super::super) valued: Option<Valued>,
}

/// What the phone would count for, to look at before the borrower is told.
pub(in super::super) struct Valued {
    pub(in super::super) lines: Vec<String>,
    /// Stands for these lines, so that no others are told.
    pub(in super::super) shown: String,
}

/// Where a return stands, and the steps that may follow.
pub(super) struct ReturnCard {
    /// What happened so far: the day, and what.
    pub(super) steps: Vec<(String, String)>,
    /// The written explanation, once there is one.
    pub(super) explanation: Vec<String>,
    pub(super) next: Next,
    pub(super) may_withdraw: bool,
    pub(super) filled: Filled,
    pub(super) today: String,
    pub(super) grades: Vec<(&'static str, &'static str, bool)>,
    pub(super) expenses: Vec<(&'static str, &'static str, String)>,
}

/// The step that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Request,
    Appoint,
    Receive,
    Inspect,
    Value,
    Close,
    Nothing,
}

impl ReturnCard {
    /// Nothing when there was no return and none may begin.
    pub(super) fn of(contract: &Contract, today: Date, filled: Filled) -> Result<Option<Self>, MoneyError> {
        let case = contract.giving_back.as_ref();
        let runs = contract.is_active() && !contract.account.is_settled();
        let goes_on = contract.return_outlives_it();
        let stage = case.map(ReturnCase::stage).filter(|stage| runs || goes_on && is_handed_over(stage));
        let next = next(stage, runs);
        if case.is_none() && next == Next::Nothing {
            return Ok(None);
        }
        let stages: Vec<_> = case.into_iter().flat_map(ReturnCase::stages).collect();
        let grade = filled.typed.get("grade").to_owned();
        Ok(Some(Self {
            steps: stages.iter().map(|stage| (words::day(stage.on()), happened(stage))).collect(),
            explanation: explanation(contract, &stages)?,
            next,
            may_withdraw: (runs || goes_on) && case.is_some_and(ReturnCase::is_open),
            today: today.to_string(),
            grades: Grade::ALL.map(|it| (it.as_str(), condition(it), it.as_str() == grade)).into(),
            expenses: EXPENSES
                .map(|(_, field, label)| (field, label, filled.typed.get(field).to_owned()))
                .into(),
            filled,
        }))
    }

    /// What is wrong with a field.
    pub(super) fn error(&self, field: &str) -> Option<&str> {
        let wrong = self.filled.wrong.as_ref();
        wrong.filter(|wrong| wrong.field == field).map(|wrong| wrong.text.as_str())
    }

    /// What was typed, or what is usual.
    pub(super) fn value<'a>(&'a self, field: &str, usual: &'a str) -> &'a str {
        let typed = self.filled.typed.get(field);
        if typed.is_empty() { usual } else { typed }
    }
}

const fn next(stage: Option<&Stage>, runs: bool) -> Next {
    match stage {
        None | Some(Stage::Withdrawn { .. }) if runs => Next::Request,
        Some(Stage::Requested { .. }) => Next::Appoint,
        Some(Stage::Appointed { .. }) => Next::Receive,
        Some(Stage::Received { .. }) => Next::Inspect,
        Some(Stage::Inspected { .. }) => Next::Value,
        Some(Stage::Valued { .. }) => Next::Close,
        None | Some(Stage::Closed { .. } | Stage::Withdrawn { .. }) => Next::Nothing,
    }
}

const fn is_handed_over(stage: &Stage) -> bool {
    matches!(stage, Stage::Received { .. } | Stage::Inspected { .. } | Stage::Valued { .. })
}

/// The last written explanation.
fn explanation(contract: &Contract, stages: &[&Stage]) -> Result<Vec<String>, MoneyError> {
    let mut stated = stages.iter().filter_map(|stage| match stage {
        Stage::Valued { statement, .. } => Some(statement),
        _ => None,
    });
    let lender = &contract.lender_profile.name;
    stated.next_back().map_or(Ok(Vec::new()), |it| disclosure::explanation(it, lender, Language::English))
}

fn happened(stage: &Stage) -> String {
    match stage {
        Stage::Requested { .. } => "Asked to give the phone back".to_owned(),
        Stage::Appointed { day, place, .. } => format!("Appointed for {}: {place}", words::day(*day)),
        Stage::Received { .. } => "Handed over: nothing can restrict it any more".to_owned(),
        Stage::Inspected { grade, note, .. } => format!("Inspected, {}: {note}", condition(*grade)),
        Stage::Valued { .. } => "The borrower was told what it counts for".to_owned(),
        Stage::Closed { .. } => "The account was settled by it".to_owned(),
        Stage::Withdrawn { .. } => "The borrower keeps the phone".to_owned(),
    }
}

const fn condition(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "grade A: works, no marks",
        Grade::B => "grade B: works, light marks of use",
        Grade::C => "grade C: works, heavy marks or a worn part",
        Grade::D => "grade D: broken",
    }
}
