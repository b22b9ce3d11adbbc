use std::path::Path;
use std::sync::Arc;

use ident::{DeviceId, Entropy as _, LenderId};
use policy::{Level, PackDigest};
use proof::Digest;
use proof::keys::LenderKey;
use proof::log::{Commitment, Entry, EntryKind, Extra, Salt};
use tlog::{Log, NewLeaf};

use crate::environment::{OsEntropy, wall_now};

pub(super) const ORIGIN: &str = "bench.example/log";

/// A restriction as the server logs it.
pub(super) fn leaf() -> NewLeaf {
    let (id, document): ([u8; 16], [u8; 32]) = (OsEntropy.bytes(), OsEntropy.bytes());
    let salt = Salt(OsEntropy.bytes());
    let entry = Entry {
        lender: Some(LenderId::from_bytes([1; 16])),
        device: Some(Commitment::of_device(&salt, DeviceId::from_bytes(id))),
        document: Some(Commitment::of_document(&salt, &Digest(document))),
        level: Some(Level::Limited),
        pack: Some(PackDigest([5; 32])),
        dpd: Some(12),
        notice_days: Some(7),
        reconciled_to: Some(wall_now()),
        ..Entry::new(EntryKind::Restriction, wall_now())
    };
    NewLeaf { id, entry: entry.to_bytes() }
}

/// What travels beside a proof of it.
pub(super) fn extra(leaf: &NewLeaf) -> Vec<u8> {
    Extra::new(Salt([0; 32]), leaf.entry.clone()).to_bytes()
}

pub(super) fn signer() -> LenderKey {
    LenderKey::from_seed(&[9; 32])
}

pub(super) fn open(folder: &Path) -> Result<Log, tlog::Error> {
    Log::open(folder, ORIGIN, Arc::new(signer()))
}

/// How many bytes the least would write of these leaves.
pub(super) fn bytes(leaves: &[NewLeaf]) -> Vec<u8> {
    leaves.iter().flat_map(|leaf| leaf.id.iter().chain(&leaf.entry).copied()).collect()
}
