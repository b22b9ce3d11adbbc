//! Plans at the very edge: the most that one may ask for, and a cent more.

use proof::documents::{Terms, TermsInstallment};
use proof::plan::Agreed;

use crate::samples::{lender_key, terms, usd, warrant_of_plan};
use crate::{Question, question};

pub(crate) fn questions() -> Vec<Question> {
    let rates = ["0", "9.99", "29.9", "240"];
    let kinds = ["declining", "flat"];
    let edges = rates.into_iter().flat_map(|rate| kinds.map(|kind| edge(rate, kind)));
    let sample = ask(&terms().body, &warrant_of_plan().body.plan.unwrap(), "yes");
    edges.flatten().chain([sample]).chain(forms()).collect()
}

fn ask(body: &Terms, plan: &[TermsInstallment], answer: &'static str) -> Question {
    let (mut terms, mut warrant) = (terms(), warrant_of_plan());
    terms.body = body.clone();
    warrant.body.plan = Some(plan.to_vec());
    let allowed = Agreed::of(body).unwrap().allows(plan);
    assert_eq!(allowed.is_ok(), answer == "yes", "{allowed:?}");
    question("plan", &[&terms.sign(&lender_key()), &warrant.sign(&lender_key())], answer)
}

fn row(number: i64, minor: i64) -> TermsInstallment {
    let due_on = jiff::civil::date(2026, 3, 31).saturating_add(jiff::Span::new().days(17 * number));
    TermsInstallment { number: u16::try_from(number).unwrap(), due_on, amount: usd(minor), interest: usd(0) }
}

/// The last of five installments is as high as it may be.
fn edge(rate: &str, kind: &str) -> [Question; 2] {
    let mut body = terms().body;
    (body.annual_rate_percent, body.interest) = (rate.to_owned(), kind.to_owned());
    body.installments = (0..3).map(|n| row(3 * n, 40_007)).collect();
    let plan = |last| [row(0, 1), row(2, 20_000), row(5, 33_333), row(9, 1_234), row(40, last)];
    let agreed = Agreed::of(&body).unwrap();
    let (mut most, mut too_much) = (1, 1 << 40);
    while too_much - most > 1 {
        let middle = i64::midpoint(most, too_much);
        *(if agreed.allows(&plan(middle)).is_ok() { &mut most } else { &mut too_much }) = middle;
    }
    [ask(&body, &plan(most), "yes"), ask(&body, &plan(too_much), "no")]
}

/// What has not the form of a plan.
fn forms() -> Vec<Question> {
    let mut body = terms().body;
    body.installments = vec![row(1, 5_000), row(2, 5_000)];
    let wrong = [
        vec![],
        vec![row(0, 1), row(3, 5_000)],
        vec![row(2, 5_000), row(2, 5_000)],
        vec![row(2, 0)],
        vec![TermsInstallment { interest: usd(5_001), ..row(2, 5_000) }],
        vec![TermsInstallment {
            amount: money::Money::from_minor(1, "EUR".parse().unwrap()).unwrap(),
            ..row(2, 1)
        }],
    ];
    let mut questions: Vec<_> = wrong.iter().map(|plan| ask(&body, plan, "no")).collect();
    questions.push(ask(&body, &[row(2, 5_000), row(3, 5_000)], "yes"));
    questions
}
