use super::RestructureError;
use super::draft::Draft;
use super::relay::Relay;
use crate::Amortization;

/// Reckons the interest of rows anew; each installment stays what it was (of equal principal: its principal does)
/// and the last one takes the rest.
pub(super) fn installments(draft: &mut Draft<'_>, rows: &[usize]) -> Result<(), RestructureError> {
    let relay = Relay::take(draft, rows)?;
    let periods = draft.periods(rows)?;
    let bed = relay.bed(draft, rows, &periods)?;
    let laid = match draft.rules.amortization {
        Amortization::EqualInstallments => bed.of(&relay.installments)?,
        Amortization::EqualPrincipal => bed.of_principal(&relay.shares)?,
    };
    relay.put(draft, rows, laid)
}
