use money::Money;

use super::posting::Transfer;
use super::{LedgerAccount, PostingKind};
use crate::{Effect, Forgiveness, Portion, Portions, Rebate, Split, TransactionKind};

/// All that a transaction moves on the books.
pub(super) fn effects(effect: &Effect) -> Vec<Transfer> {
    let mut transfers =
        effect.rebate.as_ref().map_or_else(Vec::new, |rebate| given_up(rebate, effect.off_books));
    transfers.extend(own(effect).1);
    transfers.extend(recalculated(effect));
    let forgiveness = effect.forgiveness.as_ref();
    transfers.extend(forgiveness.into_iter().flat_map(|it| forgiven(it, effect.off_books)));
    transfers
}

/// Interest that is owed more, and isn't income yet, because it follows what is owed. Once the debt is off the books
/// it follows nothing.
pub(super) const fn recalculated(effect: &Effect) -> Option<Transfer> {
    if effect.recalculated.is_zero() { None } else { Some(of_recalculation(effect.recalculated)) }
}

pub(super) const fn of_recalculation(amount: Money) -> Transfer {
    Transfer { debit: LedgerAccount::InterestReceivable, credit: LedgerAccount::UnearnedInterest, amount }
}

/// What a transaction moves, its rebate aside, and the kind of posting that moves it.
pub(super) fn own(effect: &Effect) -> (PostingKind, Vec<Transfer>) {
    if effect.kind.pays() {
        let kind = if effect.off_books && effect.kind == TransactionKind::Repayment {
            PostingKind::Recovery
        } else {
            kind_of(effect.kind)
        };
        return (kind, allocated(source(effect), &effect.split, effect.off_books));
    }
    (kind_of(effect.kind), changed(effect))
}

/// Interest given up early: no longer unearned, and no longer owed or, where it had been paid, returned.
pub(super) fn given_up(rebate: &Rebate, off_books: bool) -> Vec<Transfer> {
    let bearer = if off_books { LedgerAccount::RecoveryIncome } else { LedgerAccount::WaiverExpense };
    let mut transfers = allocated(bearer, &rebate.returned, off_books);
    transfers.push(Transfer {
        debit: LedgerAccount::UnearnedInterest,
        credit: bearer,
        amount: rebate.unearned,
    });
    if !off_books {
        transfers.push(Transfer {
            debit: bearer,
            credit: LedgerAccount::InterestReceivable,
            amount: rebate.canceled,
        });
    }
    transfers
}

/// What a settlement forgives. Debt that is off the books is forgiven without an entry.
pub(super) fn forgiven(forgiveness: &Forgiveness, off_books: bool) -> Vec<Transfer> {
    if off_books {
        return Vec::new();
    }
    let bearer = LedgerAccount::WaiverExpense;
    let portions = forgiveness.portions.each().into_iter();
    let mut transfers: Vec<_> = portions
        .map(|(portion, amount)| Transfer { debit: bearer, credit: receivable(portion), amount })
        .collect();
    transfers.push(Transfer {
        debit: LedgerAccount::UnearnedInterest,
        credit: bearer,
        amount: forgiveness.unearned,
    });
    transfers
}

const fn kind_of(kind: TransactionKind) -> PostingKind {
    match kind {
        TransactionKind::Repayment => PostingKind::Payment,
        TransactionKind::Recovery => PostingKind::Recovery,
        TransactionKind::GoodwillCredit => PostingKind::Goodwill,
        TransactionKind::MerchantRefund | TransactionKind::PayoutRefund => PostingKind::MerchantRefund,
        TransactionKind::DeviceReturn => PostingKind::DeviceReturn,
        TransactionKind::Charge => PostingKind::Charge,
        TransactionKind::ChargeAdjustment | TransactionKind::Waiver => PostingKind::Waiver,
        TransactionKind::Chargeback => PostingKind::Chargeback,
        TransactionKind::CreditRefund => PostingKind::CreditRefund,
        // An offer moves nothing by itself.
        TransactionKind::Restructure
        | TransactionKind::SettlementOffer
        | TransactionKind::SettlementWithdrawal => PostingKind::Restructuring,
        TransactionKind::WriteOff | TransactionKind::ChargeOff => PostingKind::ChargeOff,
    }
}

/// Where the money of a transaction that pays comes from. An adjusted charge was never income.
const fn source(effect: &Effect) -> LedgerAccount {
    match (effect.kind, effect.charged) {
        (TransactionKind::GoodwillCredit, _) => LedgerAccount::GoodwillExpense,
        (TransactionKind::MerchantRefund, _) => LedgerAccount::MerchantPayable,
        (TransactionKind::DeviceReturn, _) => LedgerAccount::ReturnedDeviceInventory,
        (TransactionKind::ChargeAdjustment, Some(Portion::Fee)) => LedgerAccount::FeeIncome,
        (TransactionKind::ChargeAdjustment, Some(Portion::Penalty)) => LedgerAccount::PenaltyIncome,
        (TransactionKind::ChargeAdjustment, _) => LedgerAccount::WaiverExpense,
        _ => LedgerAccount::RailClearing,
    }
}

/// Money out of `source`, to what it pays. What is not on the books any more comes back as recovery.
fn allocated(source: LedgerAccount, split: &Split, off_books: bool) -> Vec<Transfer> {
    let to = |credit, amount| Transfer { debit: source, credit, amount };
    let portions = split.portions().each().into_iter();
    let mut transfers: Vec<_> = portions
        .map(|(portion, paid)| {
            to(if off_books { LedgerAccount::RecoveryIncome } else { receivable(portion) }, paid)
        })
        .collect();
    transfers.push(to(LedgerAccount::RecoveryIncome, split.recovered));
    transfers.push(to(LedgerAccount::CustomerCredit, split.credit));
    transfers
}

/// The changes that an effect names, each against the account that bears changes of its kind. What is off the
/// books moves nothing but money and the credit balance.
fn changed(effect: &Effect) -> Vec<Transfer> {
    let change = if effect.off_books { Portions::zero(effect.unearned.currency()) } else { effect.change };
    let bearer = bearer(effect);
    let against = |account, amount: Money| Transfer { debit: account, credit: bearer, amount };
    let mut transfers: Vec<_> =
        change.each().map(|(portion, more)| against(receivable(portion), more)).into();
    transfers.push(Transfer {
        debit: bearer,
        credit: LedgerAccount::UnearnedInterest,
        amount: effect.unearned,
    });
    transfers.push(Transfer { debit: bearer, credit: LedgerAccount::CustomerCredit, amount: effect.credit });
    if effect.off_books && effect.kind.takes_money_out() {
        transfers.extend(effect.change.each().map(|(_, amount)| Transfer {
            debit: LedgerAccount::ChargebackLoss,
            credit: LedgerAccount::RailClearing,
            amount,
        }));
    }
    transfers
}

const fn bearer(effect: &Effect) -> LedgerAccount {
    match (effect.kind, effect.charged) {
        (TransactionKind::Chargeback | TransactionKind::CreditRefund, _) => LedgerAccount::RailClearing,
        _ if effect.off_books => LedgerAccount::RecoveryIncome,
        (TransactionKind::Charge, Some(Portion::Penalty)) => LedgerAccount::PenaltyIncome,
        (TransactionKind::Charge, _) => LedgerAccount::FeeIncome,
        (TransactionKind::WriteOff | TransactionKind::ChargeOff, _) => LedgerAccount::ChargeOffExpense,
        _ => LedgerAccount::WaiverExpense,
    }
}

const fn receivable(portion: Portion) -> LedgerAccount {
    match portion {
        Portion::Penalty => LedgerAccount::PenaltyReceivable,
        Portion::Fee => LedgerAccount::FeeReceivable,
        Portion::Interest => LedgerAccount::InterestReceivable,
        Portion::Principal => LedgerAccount::PrincipalReceivable,
    }
}
