use ident::TransactionId;
use jiff::civil::Date;
use money::Money;

use super::effect::{effects, forgiven, given_up, of_recalculation, own, recalculated};
use super::posting::{Transfer, mirror};
use super::{Posting, PostingKind};
use crate::{Changed, Effect, Recorded, Reversed};

/// All postings of a recorded transaction: its rebate, its own, what a settlement forgives, and those of the later
/// transactions it moved.
/// The latter count from the transaction's value date, as the transaction does.
#[must_use]
pub fn recorded(recorded: &Recorded) -> Vec<Posting> {
    let (id, on) = (recorded.transaction.id, recorded.transaction.value_on);
    let own = own_postings(&recorded.effect, id, on).chain(reallocations(&recorded.changed, on));
    own.chain(interest_recalculated(recorded.reckoned, on)).collect()
}

/// Interest is owed more, or less, because it follows what is owed day by day. `None` for zero.
#[must_use]
pub fn interest_recalculated(amount: Money, on: Date) -> Option<Posting> {
    let transfer = of_recalculation(amount);
    Posting::of_transfers(PostingKind::InterestRecalculated, on, None, &[transfer]).unless_empty()
}

/// All postings of a reversal as of a day: the mirror of what the transaction last did, and the later
/// transactions that moved.
#[must_use]
pub fn reversed(reversed: &Reversed, on: Date) -> Vec<Posting> {
    let own = own_postings(&reversed.effect, reversed.transaction.id, on);
    let own = own.map(|posting| posting.contra(on)).chain(reallocations(&reversed.changed, on));
    own.chain(interest_recalculated(reversed.reckoned, on)).collect()
}

fn own_postings(effect: &Effect, cause: TransactionId, on: Date) -> impl Iterator<Item = Posting> {
    let posting =
        |kind, transfers: &[Transfer]| Posting::of_transfers(kind, on, Some(cause), transfers).unless_empty();
    let rebate =
        effect.rebate.and_then(|rebate| posting(PostingKind::Rebate, &given_up(&rebate, effect.off_books)));
    let (kind, transfers) = own(effect);
    let recalculated =
        recalculated(effect).and_then(|transfer| posting(PostingKind::InterestRecalculated, &[transfer]));
    let own = posting(kind, &transfers);
    let forgiven = effect
        .forgiveness
        .and_then(|forgiveness| posting(PostingKind::Waiver, &forgiven(&forgiveness, effect.off_books)));
    recalculated.into_iter().chain(rebate).chain(own).chain(forgiven)
}

/// One posting for each changed transaction: the difference between what it does and what it did.
fn reallocations(changed: &[Changed], on: Date) -> impl Iterator<Item = Posting> {
    changed.iter().filter_map(move |changed| {
        let undone = effects(&changed.before).into_iter().map(mirror);
        let transfers: Vec<_> = undone.chain(effects(&changed.after)).collect();
        let cause = Some(changed.transaction);
        Posting::of_transfers(PostingKind::Reallocation, on, cause, &transfers).unless_empty()
    })
}
