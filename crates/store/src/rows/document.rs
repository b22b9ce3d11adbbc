use ident::ContractId;
use jiff::Timestamp;

/// A signed document of a contract: terms, warrant, quittance. Written once; the same again is no change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Whose.
    pub contract: ContractId,
    /// What it is.
    pub kind: String,
    /// Digest of the bytes.
    pub digest: [u8; 32],
    /// The document as signed.
    pub bytes: Vec<u8>,
    /// Issued at; documents are listed by it.
    pub at: Timestamp,
}
