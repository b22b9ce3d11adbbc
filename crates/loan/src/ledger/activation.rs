use jiff::civil::Date;

use super::posting::Transfer;
use super::{LedgerAccount, Posting, PostingKind};
use crate::LoanAccount;

/// The loan is paid out: the seller gets the principal, the borrower owes it and the whole interest, which
/// is not income yet.
#[must_use]
pub fn activation(account: &LoanAccount, on: Date) -> Posting {
    let schedule = account.schedule();
    let principal = Transfer {
        debit: LedgerAccount::PrincipalReceivable,
        credit: LedgerAccount::MerchantPayable,
        amount: schedule.principal(),
    };
    let interest = Transfer {
        debit: LedgerAccount::InterestReceivable,
        credit: LedgerAccount::UnearnedInterest,
        amount: schedule.total_interest(),
    };
    Posting::of_transfers(PostingKind::Activation, on, None, &[principal, interest])
}
