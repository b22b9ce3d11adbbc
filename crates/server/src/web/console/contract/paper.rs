use std::collections::BTreeSet;

use data_encoding::HEXLOWER;
use jiff::civil::Date;
use servicing::{Contract, ContractStatus};
use store::rows::{DocumentRow, LeafRow};

use super::super::words::{self, money};

/// A row of the table of installments.
pub(super) struct InstallmentLine {
    pub(super) number: u16,
    pub(super) due_on: String,
    pub(super) due: String,
    /// What is paid of it, when that is neither all nor nothing.
    pub(super) paid: Option<String>,
    pub(super) tone: &'static str,
    pub(super) state: &'static str,
}

/// Every installment and where it stands.
pub(super) fn installments(contract: &Contract, today: Date) -> Vec<InstallmentLine> {
    let states = contract.account.installment_states();
    // Nothing of an offer is owed, whatever its days.
    let is_owed = !matches!(contract.status, ContractStatus::Offered | ContractStatus::Cancelled);
    let lines = states.iter().map(|it| {
        let is_past = is_owed && it.due_on < today;
        let (tone, state) = match (it.outstanding.is_zero(), is_past, it.paid.is_positive()) {
            (true, _, _) => ("free", "Paid"),
            (false, true, false) => ("lock", "Past due"),
            (false, true, true) => ("limit", "Partly paid"),
            (false, false, true) => ("info", "Partly paid"),
            (false, false, false) => ("", "Open"),
        };
        InstallmentLine {
            number: it.number,
            due_on: words::day(it.due_on),
            due: money(it.due),
            paid: (it.paid.is_positive() && it.outstanding.is_positive()).then(|| money(it.paid)),
            tone,
            state,
        }
    });
    lines.collect()
}

/// A signed document to download.
pub(super) struct DocumentLine {
    pub(super) kind: String,
    pub(super) issued: String,
    pub(super) digest: String,
    pub(super) short: String,
    /// Its newest place in the public log.
    pub(super) logged: Option<u64>,
}

/// Every signed document, newest first: the newest of each kind, and those that they replaced.
pub(super) fn documents(
    contract: &Contract,
    rows: &[DocumentRow],
    leaves: &[LeafRow],
) -> (Vec<DocumentLine>, Vec<DocumentLine>) {
    let mut kinds = BTreeSet::new();
    let (newest, earlier): (Vec<_>, Vec<_>) =
        rows.iter().rev().partition(|row| kinds.insert(row.kind.as_str()));
    let lines =
        |rows: Vec<&DocumentRow>| rows.into_iter().map(|row| document(contract, row, leaves)).collect();
    (lines(newest), lines(earlier))
}

fn document(contract: &Contract, row: &DocumentRow, leaves: &[LeafRow]) -> DocumentLine {
    let digest = HEXLOWER.encode(&row.digest);
    DocumentLine {
        kind: words::humanized(&row.kind),
        issued: words::moment(&contract.local(row.at)),
        short: digest.chars().take(12).collect(),
        logged: leaves.iter().filter(|leaf| leaf.document == row.digest).filter_map(|leaf| leaf.place).max(),
        digest,
    }
}
