use loan::Installment;

use super::Table;
use crate::Subject;
use crate::texts::Texts;

/// The installments as agreed, amounts without their currency, which is said once.
pub(super) fn table(subject: &Subject<'_>, texts: &Texts) -> Table {
    let installments = subject.schedule.installments();
    let due =
        |installment: Option<&Installment>| installment.map(|i| texts.day(i.due_on)).unwrap_or_default();
    let note = texts.with(
        "schedule-note",
        [
            ("count", installments.len().into()),
            ("first", due(installments.first()).into()),
            ("last", due(installments.last()).into()),
        ],
    );
    let row = |installment: &Installment| {
        [
            installment.number.to_string(),
            texts.day(installment.due_on),
            installment.total().grouped(),
            installment.principal.grouped(),
            installment.interest.grouped(),
        ]
    };
    Table {
        heading: format!("{} ({})", texts.say("schedule"), subject.schedule.currency()),
        note,
        columns: ["number", "due-on", "installment", "principal", "interest"].map(|key| texts.say(key)),
        rows: installments.iter().map(row).collect(),
    }
}
