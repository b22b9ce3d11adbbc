//! The lender takes less than is owed: offered, approved, accepted by paying.

use ident::{OperatorId, TransactionId};
use jiff::Timestamp;
use loan::SettlementQuote;
use money::Money;
use serde::{Deserialize, Serialize};

use crate::Contract;

/// An offer to take less than is owed. It counts once enough people of the lender said yes, and is accepted by paying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettlementOffer {
    /// The transaction that it is in the account once it counts.
    pub id: TransactionId,
    /// When it was made.
    pub offered_at: Timestamp,
    /// What it comes to: of the day it was made, or of the day it began to count.
    pub quote: SettlementQuote,
    /// What was owed when it was made, apart from interest, which days alone add to.
    pub owed: Money,
    /// How many people of the lender must say yes.
    pub approvals_needed: u8,
    /// Who said yes, the one who made the offer first.
    pub approved_by: Vec<OperatorId>,
}

/// Where a settlement offer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettlementStage {
    /// Another person of the lender must say yes.
    AwaitingApproval,
    /// The borrower can accept it by paying.
    Open,
    /// The amount was paid in time and the rest forgiven.
    Accepted,
}

impl SettlementOffer {
    /// The longest that an offer stands.
    pub const LONGEST_DAYS: u16 = 180;

    /// Whether it counts: enough people of the lender said yes.
    #[must_use]
    pub fn is_binding(&self) -> bool {
        self.approved_by.len() >= usize::from(self.approvals_needed)
    }
}

impl SettlementStage {
    /// The word used in the API and pages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AwaitingApproval => "awaiting_approval",
            Self::Open => "open",
            Self::Accepted => "accepted",
        }
    }
}

impl Contract {
    /// The offer that waits, stands or was accepted, and where it stands.
    #[must_use]
    pub fn settlement_stage(&self) -> Option<(&SettlementOffer, SettlementStage)> {
        let offer = self.settlement.as_ref()?;
        let state = self.account.settlement().filter(|state| state.offer == offer.id);
        let stage = match state.and_then(|state| state.accepted_on) {
            _ if !offer.is_binding() => SettlementStage::AwaitingApproval,
            Some(_) => SettlementStage::Accepted,
            None => SettlementStage::Open,
        };
        Some((offer, stage))
    }
}
