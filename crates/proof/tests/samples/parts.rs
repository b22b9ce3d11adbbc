//! Documents on a sheet, to take apart and to put together wrongly.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use proof::documents::Standing;
use proof::{Digest, Unsigned};

use crate::samples;

/// The wire form.
#[derive(Clone, Encode, Decode)]
#[cbor(array)]
pub(crate) struct Parts {
    #[n(0)]
    pub(crate) sheet: ByteVec,
    #[n(1)]
    pub(crate) index: u64,
    #[n(2)]
    pub(crate) path: Vec<Digest>,
    #[n(3)]
    pub(crate) payload: ByteVec,
}

/// The sample's standing under each of these numbers.
pub(crate) fn standings(numbers: impl Iterator<Item = u64>) -> Vec<Unsigned<Standing>> {
    let numbered = |seq| {
        let mut standing = samples::standing();
        standing.body.seq = seq;
        standing
    };
    numbers.map(numbered).collect()
}

/// The same document with other parts.
pub(crate) fn altered(bytes: &[u8], alter: impl FnOnce(&mut Parts)) -> Vec<u8> {
    let mut parts: Parts = minicbor::decode(bytes).unwrap();
    alter(&mut parts);
    minicbor::to_vec(&parts).unwrap()
}
