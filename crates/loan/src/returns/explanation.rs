use money::Money;

use super::{Outcome, ReturnStatement};

impl ReturnStatement {
    /// The explanation a borrower gets in writing: one line a fact, in the order the law asks for.
    #[must_use]
    pub fn explanation(&self) -> Vec<String> {
        let mut lines =
            vec![self.obligation_line(), format!("2. The item counts for {}.", amount(self.proceeds))];
        lines.push(if self.after_proceeds.is_negative() {
            format!("3. The item is worth {} more than you owed.", amount(self.proceeds_beyond()))
        } else {
            format!("3. After that you owed {}.", amount(self.after_proceeds))
        });
        let expenses = self.expenses.iter().map(|e| (e.kind.as_str(), e.amount));
        lines.push(parts("4. Expenses of the return", expenses));
        let credits = self.credits.iter().map(|c| (c.kind.as_str(), c.amount));
        lines.push(parts("5. Credits in your favor", credits));
        if self.capped.is_positive() {
            lines.push(format!(
                "The law or our policy limits what you owe: {} was taken off.",
                amount(self.capped)
            ));
        }
        lines.push(match self.outcome {
            Outcome::Surplus(surplus) => format!("6. Surplus: we pay you {}.", amount(surplus)),
            Outcome::Deficiency(owed) if owed.is_zero() => "6. You owe nothing more.".to_owned(),
            Outcome::Deficiency(owed) => format!("6. Deficiency: you still owe {}.", amount(owed)),
        });
        lines
    }

    fn obligation_line(&self) -> String {
        let owed = format!("1. On {} you owed {}", self.as_of, amount(self.obligation));
        if self.rebate.is_zero() {
            format!("{owed}.")
        } else {
            format!("{owed}, after {} of unearned interest was taken off.", amount(self.rebate))
        }
    }

    fn proceeds_beyond(&self) -> Money {
        crate::bounded::minus(self.proceeds, self.obligation)
    }
}

fn parts(heading: &str, parts: impl Iterator<Item = (&'static str, Money)>) -> String {
    let listed: Vec<_> = parts.map(|(what, money)| format!("{what} {}", amount(money))).collect();
    if listed.is_empty() { format!("{heading}: none.") } else { format!("{heading}: {}.", listed.join(", ")) }
}

fn amount(money: Money) -> String {
    format!("{money} {}", money.currency())
}
