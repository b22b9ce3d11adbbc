use std::fmt::Debug;

use minicbor::{Decode, Encode};

use crate::documents::{Quittance, Receipt, Release, Standing, Terms, Warrant};

/// What a document can say: one implementation for each type of document.
pub trait Document: Encode<()> + for<'b> Decode<'b, ()> + Clone + PartialEq + Debug {
    /// The media type in the protected `typ` header (RFC 9596): no document passes for one of another type.
    const TYP: &'static str;
}

impl Document for Terms {
    const TYP: &'static str = "application/quittance-terms+cbor";
}

impl Document for Standing {
    const TYP: &'static str = "application/quittance-standing+cbor";
}

impl Document for Warrant {
    const TYP: &'static str = "application/quittance-warrant+cbor";
}

impl Document for Receipt {
    const TYP: &'static str = "application/quittance-receipt+cbor";
}

impl Document for Quittance {
    const TYP: &'static str = "application/quittance-quittance+cbor";
}

impl Document for Release {
    const TYP: &'static str = "application/quittance-release+cbor";
}
