use loan::apr::{Apr, Side};
use rust_decimal::Decimal;

use super::question::{Method, Question};
use super::row::Row;
use crate::json_lines::{Fault, Object};

/// The question and its answer for people: every amount with its time, the charge, the rate.
pub(super) fn of(question: &Question, apr: Apr) -> Result<String, Fault> {
    let mut lines = vec![format!("{:<10}{:>14}{:>20}", "", "when", "amount")];
    let advanced = rows(Side::Advances, "advance", &question.advances, &mut lines)?;
    let paid = rows(Side::Payments, "payment", &question.payments, &mut lines)?;
    let charge = paid.checked_sub(advanced).unwrap_or_default();
    lines.push(format!("{:<24}{paid:>20}", "total of payments"));
    lines.push(format!("{:<24}{charge:>20}", "finance charge"));
    let law = match question.method {
        Method::UsRegZ => "Regulation Z, Appendix J",
        Method::EuCcd => "European Union",
    };
    lines.push(format!("{:<24}{:>20} % ({law})", "annual percentage rate", apr.to_string()));
    Ok(lines.join("\n"))
}

/// Adds a line for each row and returns their sum.
fn rows(side: Side, word: &str, rows: &[Object<Row>], lines: &mut Vec<String>) -> Result<Decimal, Fault> {
    let mut sum = Decimal::ZERO;
    for (at, Object(row)) in rows.iter().enumerate() {
        let field = format!("{side}[{at}].amount");
        let amount = row.amount(&field)?;
        lines.push(format!("{word:<10}{:>14}{amount:>20}", row.when()));
        sum = sum.checked_add(amount).ok_or_else(|| Fault::new(field, "the sum is too large"))?;
    }
    Ok(sum)
}
