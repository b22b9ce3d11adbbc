use minicbor::{Decode, Encode};

use crate::Digest;

/// The ombudsman's release: frees the device for the contract for good, whatever the lender says. It never
/// expires, and its key can sign nothing that restricts.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Release {
    /// The payload digest of the terms it ends.
    #[n(0)]
    pub terms: Digest,
    /// Why, in words for the borrower.
    #[n(1)]
    pub reason: String,
    /// The reference under which it was decided: a court's, an authority's.
    #[n(2)]
    pub case: String,
}
