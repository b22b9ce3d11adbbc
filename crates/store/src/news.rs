use crate::rows::{EventRow, OutboxRow};

/// What is told of a change that concerns no contract, kept together with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct News {
    /// Appended to the lender's feed; without a contract.
    pub events: Vec<EventRow>,
    /// Messages to deliver.
    pub outbox: Vec<OutboxRow>,
}
