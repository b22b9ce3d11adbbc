use jiff::civil::Date;
use money::Money;

use super::posting::Transfer;
use super::{LedgerAccount, Posting, PostingKind};

/// Interest becomes income: the difference between [`crate::LoanAccount::earned_interest`] now and what was
/// recognized before. A negative difference (a payoff backdated, or undone) takes income back. `None` for zero.
#[must_use]
pub fn interest_earned(difference: Money, on: Date) -> Option<Posting> {
    let earned = Transfer {
        debit: LedgerAccount::UnearnedInterest,
        credit: LedgerAccount::InterestIncome,
        amount: difference,
    };
    Posting::of_transfers(PostingKind::InterestEarned, on, None, &[earned]).unless_empty()
}
