use ident::ApprovalId;
use jiff::Timestamp;

use super::RolloutPlace;

/// What a commit does to a restriction, beyond lowering it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Restricts {
    /// It lasts longer. Refused while the lender is frozen.
    Renewal,
    /// It goes further. Refused while the lender is frozen and beyond a budget.
    Rise(RiseRow),
}

/// A rise of the commit's contract and the room there is for it. All instants are by the lender's clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiseRow {
    /// The key that signs the order.
    pub credential: [u8; 32],
    /// When.
    pub at: Timestamp,
    /// Rises after this instant count.
    pub counts_after: Timestamp,
    /// Most rises of the lender, and of the credential, in that time.
    pub lender_limit: u64,
    /// As `lender_limit`.
    pub credential_limit: u64,
    /// Most rises of all live lenders; `None` for a lender that is not one.
    pub installation_limit: Option<u64>,
    /// Its place in the rollout of its policy pack.
    pub rollout: Option<RolloutPlace>,
    /// What two people approved. Its places are taken first.
    pub grant: Option<GrantRow>,
}

/// A granted approval request whose places can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrantRow {
    /// Which.
    pub approval: ApprovalId,
    /// Whether it reaches beyond the installation's budget too.
    pub of_installation: bool,
}

/// Whose rises to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RiseScope {
    /// Those of a lender.
    Lender(ident::LenderId),
    /// Those that a key signed.
    Credential([u8; 32]),
    /// Those of all live lenders.
    Installation,
}

impl Restricts {
    /// Whether it goes further, not only on.
    #[must_use]
    pub const fn is_rise(&self) -> bool {
        matches!(self, Self::Rise(_))
    }
}
