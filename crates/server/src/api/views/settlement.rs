use money::Money;
use servicing::Contract;
use servicing::settlement::SettlementStage;

use crate::api::types::SettlementView;

/// The offer that waits, stands or was accepted.
pub(super) fn settlement(contract: &Contract) -> Option<SettlementView> {
    let (offer, stage) = contract.settlement_stage()?;
    let state = contract.account.settlement().filter(|state| state.offer == offer.id);
    let forgave = state.filter(|_| stage == SettlementStage::Accepted).map(|state| state.forgiven);
    Some(SettlementView {
        stage,
        amount: offer.quote.amount.into(),
        received: state.map_or(Money::zero(contract.currency()), |state| state.received).into(),
        to_pay: state.map_or(offer.quote.amount, |state| state.to_pay()).into(),
        missing: state.map_or(Money::zero(contract.currency()), |state| state.missing).into(),
        forgiven: forgave.unwrap_or(offer.quote.forgiven).into(),
        valid_through: offer.quote.valid_through.into(),
        approvals_needed: offer.approvals_needed,
        approvals_given: u64::try_from(offer.approved_by.len()).unwrap_or(u64::MAX),
    })
}
