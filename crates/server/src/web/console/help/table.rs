use disclosure::Language;
use loan::PlanQuote;
use money::MoneyError;

/// Plans beside the one that stands, a line a fact.
pub(super) struct Table {
    /// Above the columns: the plan as it stands, then each other.
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// One fact of all plans.
pub(super) struct Row {
    pub(super) label: String,
    /// One a column; empty where a plan has nothing to say.
    pub(super) cells: Vec<String>,
}

impl Table {
    /// Nothing without a plan.
    pub(super) fn of(quotes: &[PlanQuote]) -> Result<Option<Self>, MoneyError> {
        let language = Language::English;
        let Some(first) = quotes.first() else { return Ok(None) };
        let today = disclosure::plan_as_it_stands(first, language);
        let mut offered = Vec::with_capacity(quotes.len());
        let mut changes =
            Row { label: "What changes".to_owned(), cells: vec![language.word("plan-today-note")] };
        for quote in quotes {
            offered.push(disclosure::plan_offered(quote, language)?);
            changes.cells.push(disclosure::changes(&quote.change, language)?.join(" "));
        }
        let topics = offered.first().into_iter().flatten();
        let rows = topics.map(|fact| {
            let value = |facts: &[disclosure::PlanFact]| {
                let same = facts.iter().find(|other| other.topic == fact.topic);
                same.map(|fact| fact.value.clone()).unwrap_or_default()
            };
            let plans = offered.iter().map(|facts| value(facts));
            Row { label: fact.label.clone(), cells: [value(&today)].into_iter().chain(plans).collect() }
        });
        let rows = [changes].into_iter().chain(rows).collect();
        let plans =
            (1..=quotes.len()).map(|number| language.with("plan-number", [("number", number.into())]));
        Ok(Some(Self { heads: [language.word("plan-today")].into_iter().chain(plans).collect(), rows }))
    }
}
