use super::Table;
use super::plan::{Line, Plan};
use crate::Subject;
use crate::texts::Texts;

/// The installments as agreed, amounts without their currency, which is said once. Fees have a column if there are
/// any.
pub(super) fn table(subject: &Subject<'_>, plan: &Plan, texts: &Texts) -> Table {
    let due = |line: Option<&Line>| line.map(|line| texts.day(line.installment.due_on)).unwrap_or_default();
    let note = texts.with(
        "schedule-note",
        [
            ("count", plan.lines.len().into()),
            ("first", due(plan.lines.first()).into()),
            ("last", due(plan.lines.last()).into()),
        ],
    );
    let with_fees = plan.lines.iter().any(|line| !line.fees.is_zero());
    let row = |line: &Line| {
        let installment = &line.installment;
        let mut cells = vec![
            installment.number.to_string(),
            texts.day(installment.due_on),
            line.total.grouped(),
            installment.principal.grouped(),
            installment.interest.grouped(),
        ];
        cells.extend(with_fees.then(|| line.fees.grouped()));
        cells
    };
    let columns = ["number", "due-on", "installment", "principal", "interest"].into_iter();
    Table {
        heading: format!("{} ({})", texts.say("schedule"), subject.schedule.currency()),
        note,
        columns: columns.chain(with_fees.then_some("fees")).map(|key| texts.say(key)).collect(),
        rows: plan.lines.iter().map(row).collect(),
    }
}
