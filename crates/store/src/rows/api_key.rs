use ident::{ApiKeyId, LenderId};
use jiff::Timestamp;

/// A lender's API key. The key itself is known to its owner only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKeyRow {
    /// Its name in lists.
    pub id: ApiKeyId,
    /// Whose contracts it opens.
    pub lender: LenderId,
    /// Digest of the key, unique.
    pub hash: [u8; 32],
    /// What it may do, as the server writes it.
    pub scopes: String,
    /// The owner's word for it.
    pub label: String,
    /// Made at.
    pub created_at: Timestamp,
    /// Worthless from then on.
    pub expires_at: Option<Timestamp>,
    /// Withdrawn at.
    pub revoked_at: Option<Timestamp>,
}
