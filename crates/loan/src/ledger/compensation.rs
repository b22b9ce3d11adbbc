use jiff::civil::Date;
use money::Money;

use super::posting::Transfer;
use super::{LedgerAccount, Posting, PostingKind};

/// What the lender owes the borrower for time in which the phone was restricted without right. It changes
/// nothing about what the borrower owes. `None` for zero.
#[must_use]
pub fn compensation(amount: Money, on: Date) -> Option<Posting> {
    let owed = Transfer {
        debit: LedgerAccount::CompensationExpense,
        credit: LedgerAccount::CompensationPayable,
        amount,
    };
    Posting::of_transfers(PostingKind::Compensation, on, None, &[owed]).unless_empty()
}
