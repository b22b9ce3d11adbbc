use ident::Imei;
use jiff::civil::Date;
use minicbor::{Decode, Encode};
use money::Money;

use crate::Digest;

/// The final release: the debt is paid and nothing can ever restrict this device for this contract again
/// (invariant I4). It never expires.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Quittance {
    /// The payload digest of the terms it ends.
    #[n(0)]
    pub terms: Digest,
    /// The device it frees.
    #[n(1)]
    pub imeis: Vec<Imei>,
    /// All that was paid in installments.
    #[n(2)]
    pub total_paid: Money,
    /// The day the last payment counted.
    #[cbor(n(3), with = "crate::cbor::day")]
    pub settled_on: Date,
}
