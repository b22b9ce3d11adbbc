//! Amounts and days as the borrower's phone shows them too.

use jiff::civil::Date;
use money::Money;

/// `USD 17.01`.
pub(super) fn money(amount: Money) -> String {
    format!("{} {}", amount.currency(), amount.grouped())
}

/// `January 31, 2026`.
pub(super) fn day(day: Date) -> String {
    day.strftime("%B %-d, %Y").to_string()
}
