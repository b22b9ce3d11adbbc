use ident::{LenderId, OperatorId};
use jiff::Timestamp;

use crate::Hidden;

/// A person who works with the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorRow {
    /// Never changes.
    pub id: OperatorId,
    /// `None` for one who runs the installation.
    pub lender: Option<LenderId>,
    /// Signs in with it; unique.
    pub name: String,
    /// A slow, salted hash in its text form.
    pub password_hash: Hidden<String>,
    /// What they may do, as the server writes it.
    pub role: String,
    /// Shut out since.
    pub disabled_at: Option<Timestamp>,
}
