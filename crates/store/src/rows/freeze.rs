use ident::LenderId;
use jiff::Timestamp;

/// A lender that restricts nothing more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreezeRow {
    /// Who.
    pub lender: LenderId,
    /// Since when, by the world's clock.
    pub since: Timestamp,
    /// Why, in the words of who froze it.
    pub reason: String,
}
