use ident::PaymentId;
use jiff::civil::Date;

use super::posting::Transfer;
use super::{LedgerAccount, Posting, PostingKind};
use crate::{Allocation, Changed, Rebate, Received, Reversed, Split};

/// Money came over a rail and went where the split says. `None` for an empty split.
#[must_use]
pub fn payment(split: &Split, cause: PaymentId, value_on: Date) -> Option<Posting> {
    let transfers = allocated(LedgerAccount::RailClearing, split);
    Posting::of_transfers(PostingKind::Payment, value_on, Some(cause), &transfers).unless_empty()
}

/// Future interest is given up: it is no longer unearned, and no longer owed or, where it had been paid,
/// returned. `None` when nothing was given up.
#[must_use]
pub fn rebate(rebate: &Rebate, cause: PaymentId, on: Date) -> Option<Posting> {
    Posting::of_transfers(PostingKind::Rebate, on, Some(cause), &given_up(rebate)).unless_empty()
}

/// All postings of a received payment: its own, its rebate, and the later payments it moved. The latter
/// count from the payment's value date, as the payment does.
#[must_use]
pub fn received(received: &Received) -> Vec<Posting> {
    let on = received.payment.value_on;
    let own = own_postings(&received.allocation, received.payment.id, on);
    own.chain(reallocations(&received.changed, on)).collect()
}

/// All postings of a reversal as of a day: the mirror of what the payment last did, and the later payments
/// that moved.
#[must_use]
pub fn reversed(reversed: &Reversed, on: Date) -> Vec<Posting> {
    let own = own_postings(&reversed.allocation, reversed.payment.id, on);
    own.map(|posting| posting.contra(on)).chain(reallocations(&reversed.changed, on)).collect()
}

fn own_postings(allocation: &Allocation, cause: PaymentId, on: Date) -> impl Iterator<Item = Posting> {
    let given_up = allocation.rebate.as_ref().and_then(|given_up| rebate(given_up, cause, on));
    given_up.into_iter().chain(payment(&allocation.split, cause, on))
}

/// One posting for each changed payment: the difference between what it does and what it did.
fn reallocations(changed: &[Changed], on: Date) -> impl Iterator<Item = Posting> {
    changed.iter().filter_map(move |changed| {
        let undone = effects(&changed.before).into_iter();
        let undone = undone.map(|Transfer { debit, credit, amount }| Transfer {
            debit: credit,
            credit: debit,
            amount,
        });
        let transfers: Vec<_> = undone.chain(effects(&changed.after)).collect();
        Posting::of_transfers(PostingKind::Reallocation, on, Some(changed.payment), &transfers).unless_empty()
    })
}

fn effects(allocation: &Allocation) -> Vec<Transfer> {
    let mut transfers = allocation.rebate.as_ref().map(given_up).unwrap_or_default();
    transfers.extend(allocated(LedgerAccount::RailClearing, &allocation.split));
    transfers
}

fn given_up(rebate: &Rebate) -> Vec<Transfer> {
    let mut transfers = allocated(LedgerAccount::UnearnedInterest, &rebate.returned).to_vec();
    transfers.push(Transfer {
        debit: LedgerAccount::UnearnedInterest,
        credit: LedgerAccount::InterestReceivable,
        amount: rebate.canceled,
    });
    transfers
}

/// Money out of `source`, to what it pays.
fn allocated(source: LedgerAccount, split: &Split) -> [Transfer; 3] {
    let to = |credit, amount| Transfer { debit: source, credit, amount };
    [
        to(LedgerAccount::InterestReceivable, split.interest),
        to(LedgerAccount::PrincipalReceivable, split.principal),
        to(LedgerAccount::CustomerCredit, split.credit),
    ]
}
