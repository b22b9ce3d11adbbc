use loan::PlanQuote;
use money::MoneyError;

use super::{changes, side};
use crate::Language;

/// Plans beside the one that stands, a line a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanTable {
    /// Above the columns: the plan as it stands, then each other.
    pub heads: Vec<String>,
    /// What changes, installment, how many are left, last due date, what is left to pay and overdue, what differs, the
    /// annual percentage rates, what a credit bureau is told.
    pub rows: Vec<PlanRow>,
}

/// One fact of all plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRow {
    /// What it is.
    pub label: String,
    /// One a column; empty where a plan has nothing to say.
    pub cells: Vec<String>,
}

impl PlanTable {
    /// Plans of one loan, quoted on one day, each with its number. Nothing without a plan.
    ///
    /// # Errors
    /// When amounts are out of range.
    pub fn of(quotes: &[(usize, PlanQuote)], language: Language) -> Result<Option<Self>, MoneyError> {
        let Some((_, first)) = quotes.first() else { return Ok(None) };
        let today = side::as_it_stands(first, language);
        let mut offered = Vec::with_capacity(quotes.len());
        let mut what = vec![language.word("plan-today-note")];
        for (_, quote) in quotes {
            offered.push(side::offered(quote, language)?);
            what.push(changes(&quote.change, language)?.join(" "));
        }
        let mut rows = vec![PlanRow { label: language.word("plan-what"), cells: what }];
        for fact in offered.first().into_iter().flatten() {
            let sides = [&today].into_iter().chain(&offered);
            let cells = sides.map(|facts| {
                let same = facts.iter().find(|other| other.topic == fact.topic);
                same.map(|fact| fact.value.clone()).unwrap_or_default()
            });
            rows.push(PlanRow { label: fact.label.clone(), cells: cells.collect() });
        }
        let names = quotes.iter().map(|(number, _)| language.plan_name(*number));
        let heads = [language.word("plan-today")].into_iter().chain(names).collect();
        Ok(Some(Self { heads, rows }))
    }
}

impl Language {
    /// What a plan is called: `Plan 2`.
    #[must_use]
    pub fn plan_name(self, number: usize) -> String {
        self.with("plan-number", [("number", number.into())])
    }
}
