use ident::LenderId;
use jiff::Timestamp;

use crate::Hidden;

/// What credit bureaus are told beside the loan itself: who a borrower is, or who the lender is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BureauPaperRow {
    /// Whose.
    pub lender: LenderId,
    /// The contract's identifier, or the lender's.
    pub owner: [u8; 16],
    /// Encrypted by the caller.
    pub sealed: Hidden<Vec<u8>>,
    /// When it was written.
    pub updated_at: Timestamp,
}
