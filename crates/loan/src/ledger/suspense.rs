use ident::PaymentId;
use jiff::civil::Date;
use money::Money;

use super::posting::{Transfer, mirror};
use super::{LedgerAccount, Posting, PostingKind};

/// Money came for no known contract, or in another currency than the contract's: it is held apart, never
/// converted. `None` for zero.
#[must_use]
pub fn suspense(amount: Money, payment: PaymentId, value_on: Date) -> Option<Posting> {
    Posting::of_transfers(PostingKind::Suspense, value_on, Some(payment.into()), &[held(amount)])
        .unless_empty()
}

/// Money in suspense has found its contract: it returns to the rail's clearing account, from where the
/// payment is posted as if it had just come, with its original value date. `None` for zero.
#[must_use]
pub fn suspense_matched(amount: Money, payment: PaymentId, on: Date) -> Option<Posting> {
    let released = mirror(held(amount));
    Posting::of_transfers(PostingKind::SuspenseMatched, on, Some(payment.into()), &[released]).unless_empty()
}

fn held(amount: Money) -> Transfer {
    Transfer { debit: LedgerAccount::RailClearing, credit: LedgerAccount::Suspense, amount }
}
