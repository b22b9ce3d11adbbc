//! A `show` for people: aligned columns.

use std::fmt::Write as _;

use serde_json::Value;

/// A column: its heading and where its value lies.
type Column = (&'static str, &'static str);

const INSTALLMENTS: [Column; 11] = [
    ("no.", "/number"),
    ("due on", "/due_on"),
    ("due", "/due/total"),
    ("paid", "/paid/total"),
    ("waived", "/waived/total"),
    ("penalty", "/outstanding/penalty"),
    ("fee", "/outstanding/fee"),
    ("interest", "/outstanding/interest"),
    ("principal", "/outstanding/principal"),
    ("outstanding", "/outstanding/total"),
    ("settled on", "/settled_on"),
];

const TRANSACTIONS: [Column; 10] = [
    ("id", "/id"),
    ("kind", "/kind"),
    ("value on", "/value_on"),
    ("amount", "/amount"),
    ("penalty", "/split/penalty"),
    ("fee", "/split/fee"),
    ("interest", "/split/interest"),
    ("principal", "/split/principal"),
    ("credit", "/split/credit"),
    ("reversed", "/reversed"),
];

const CHARGES: [Column; 7] = [
    ("charge", "/id"),
    ("kind", "/kind"),
    ("amount", "/amount"),
    ("paid", "/paid"),
    ("waived", "/waived"),
    ("written off", "/written_off"),
    ("outstanding", "/outstanding"),
];

const TRIAL_BALANCE: [Column; 4] =
    [("account", "/account"), ("debit", "/debit"), ("credit", "/credit"), ("balance", "/balance")];

/// The tables of one `show`, with an empty line between them.
pub(super) fn page(view: &Value) -> String {
    let heading = format!(
        "{}  {}  outstanding {}  overdue {}  days past due {}  bucket {}\n",
        text(view, "/on"),
        text(view, "/status"),
        text(view, "/balances/outstanding/total"),
        text(view, "/balances/overdue"),
        text(view, "/days_past_due"),
        text(view, "/bucket"),
    );
    let tables = [
        table(view, "/installments", &INSTALLMENTS),
        table(view, "/transactions", &TRANSACTIONS),
        table(view, "/charges", &CHARGES),
        table(view, "/trial_balance", &TRIAL_BALANCE),
    ];
    std::iter::once(heading).chain(tables.into_iter().flatten()).collect::<Vec<_>>().join("\n")
}

/// Nothing for an empty list.
fn table(view: &Value, list: &str, columns: &[Column]) -> Option<String> {
    let rows = view.pointer(list)?.as_array().filter(|rows| !rows.is_empty())?;
    let cells: Vec<Vec<String>> =
        rows.iter().map(|row| columns.iter().map(|(_, at)| text(row, at)).collect()).collect();
    let mut page = String::new();
    let headings = columns.iter().map(|(heading, _)| (*heading).to_owned()).collect::<Vec<_>>();
    let widths: Vec<usize> = headings
        .iter()
        .enumerate()
        .map(|(at, heading)| {
            let longest = cells.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max();
            heading.chars().count().max(longest.unwrap_or(0))
        })
        .collect();
    for row in std::iter::once(&headings).chain(&cells) {
        let aligned: Vec<_> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:>width$}")).collect();
        // Writing to a String can't fail.
        let _ = writeln!(page, "{}", aligned.join("  ").trim_end());
    }
    Some(page)
}

fn text(of: &Value, at: &str) -> String {
    match of.pointer(at) {
        None | Some(Value::Null | Value::Bool(false)) => String::new(),
        Some(Value::Bool(true)) => "yes".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
