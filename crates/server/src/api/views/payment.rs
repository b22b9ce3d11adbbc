use store::StoreError;
use store::rows::PaymentRow;

use super::ledger::currency;
use crate::api::types::{PaymentView, decimal};
use crate::persist;

/// A payment.
pub(crate) fn payment(row: &PaymentRow) -> Result<PaymentView, StoreError> {
    Ok(PaymentView {
        id: row.id,
        kind: row.kind.clone(),
        status: row.status.clone(),
        contract: row.contract,
        rail: row.rail.clone(),
        external_id: row.external_id.clone(),
        amount: decimal(row.minor.into(), currency(&row.currency)?),
        currency: row.currency.clone(),
        value_on: persist::day_from_epoch(row.value_on).into(),
        received_at: row.received_at.into(),
        reference: row.reference.clone(),
    })
}
