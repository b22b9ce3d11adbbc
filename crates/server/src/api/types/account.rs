use serde::Serialize;
use utoipa::ToSchema;

use super::words::InstallmentState;
use super::{Amount, Day};

/// One installment and where it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InstallmentView {
    /// Its place, from 1.
    #[schema(example = 1)]
    pub(crate) number: u16,
    /// The last day on which it is paid in time.
    pub(crate) due_on: Day,
    /// Principal and interest, less interest that a payoff gave up.
    pub(crate) amount: Amount,
    /// What it repays.
    pub(crate) principal: Amount,
    /// Its interest as agreed.
    pub(crate) interest: Amount,
    /// What was paid toward it.
    pub(crate) paid: Amount,
    /// What is still owed of it.
    pub(crate) outstanding: Amount,
    /// Where it stands today.
    pub(crate) state: InstallmentState,
}

/// What is owed today.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Balances {
    /// All that is unpaid, due or not.
    pub(crate) outstanding: Amount,
    /// What is unpaid of installments due before today.
    pub(crate) overdue: Amount,
    /// The borrower's money beyond everything owed.
    pub(crate) credit: Amount,
    /// All payments that count.
    pub(crate) received: Amount,
    /// Days since the oldest unpaid due date.
    #[schema(example = 0)]
    pub(crate) days_past_due: u32,
    /// The delinquency bucket: `current`, `1-30`, `31-60`, `61-90`, `91-120` or `121+`.
    #[schema(example = "current")]
    pub(crate) bucket: &'static str,
    /// The next installment that is due today or later and not paid.
    pub(crate) next_due: Option<NextDueView>,
}

/// What falls due next.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NextDueView {
    /// When.
    pub(crate) due_on: Day,
    /// What is unpaid of it.
    pub(crate) amount: Amount,
}
