use jiff::civil::Date;
use money::Money;

use super::posting::Transfer;
use super::{LedgerAccount, Posting, PostingKind};
use crate::FeeKind;

/// A fee is kept back from what is paid out: the seller gets that much less, and the borrower never owes it.
#[must_use]
pub fn withheld(amount: Money, kind: FeeKind, on: Date) -> Posting {
    let income = match kind {
        FeeKind::Fee => LedgerAccount::FeeIncome,
        FeeKind::Penalty => LedgerAccount::PenaltyIncome,
    };
    let kept = Transfer { debit: LedgerAccount::MerchantPayable, credit: income, amount };
    Posting::of_transfers(PostingKind::Charge, on, None, &[kept])
}
