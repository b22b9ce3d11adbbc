use super::answer::{Answer, Row};

const HEADINGS: [&str; 8] =
    ["Nr", "Due on", "Principal", "Interest", "Fees", "Penalties", "Total", "Balance after"];

/// For people: columns to the right, totals, the annual percentage rates.
pub(super) fn of(answer: &Answer) -> String {
    let totals = &answer.totals;
    let mut lines = vec![HEADINGS.map(str::to_owned)];
    lines.extend(answer.installments.iter().map(cells));
    let whole = [&totals.principal, &totals.interest, &totals.fees, &totals.penalties, &totals.total];
    let [principal, interest, fees, penalties, total] = whole.map(String::clone);
    lines.push([
        String::new(),
        "Total".to_owned(),
        principal,
        interest,
        fees,
        penalties,
        total,
        String::new(),
    ]);
    let mut text = aligned(&lines);
    let none = || "none".to_owned();
    let figures = [
        ("Fees at disbursement", totals.fees_at_disbursement.clone()),
        ("Amount financed", totals.amount_financed.clone()),
        ("Finance charge", totals.finance_charge.clone()),
        ("APR, US Regulation Z (%)", answer.apr_percent.us_reg_z.clone().unwrap_or_else(none)),
        ("APR, EU (%)", answer.apr_percent.eu_ccd.clone().unwrap_or_else(none)),
    ];
    text.push('\n');
    for (name, figure) in figures {
        text += &format!("\n{name:<26}{figure:>16}");
    }
    text
}

fn cells(row: &Row) -> [String; 8] {
    let due_on = row.due_on.to_string();
    let amounts = [&row.principal, &row.interest, &row.fees, &row.penalties, &row.total, &row.balance_after];
    let [principal, interest, fees, penalties, total, balance_after] = amounts.map(String::clone);
    [row.number.to_string(), due_on, principal, interest, fees, penalties, total, balance_after]
}

fn aligned(lines: &[[String; 8]]) -> String {
    let mut widths = [0; 8];
    for line in lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.len());
        }
    }
    let line = |cells: &[String; 8]| {
        let padded = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:>width$}"));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}
