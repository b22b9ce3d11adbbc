use ident::{DeviceId, LenderId};
use jiff::Timestamp;
use policy::{Level, PackDigest};
use proof::Digest;
use proof::keys::{LenderKey, Signer};
use proof::log::{
    Checkpoint, Commitment, Entry, EntryKind, Extra, LogProof, LogTrust, Note, NoteKey, Salt, SignatureKind,
    cosign, sign,
};

use crate::tree;

pub(crate) const ORIGIN: &str = "quittance.example/log";
pub(crate) const DEVICE: DeviceId = DeviceId::from_bytes([3; 16]);

pub(crate) fn log_key() -> LenderKey {
    LenderKey::from_seed(&[21; 32])
}

/// A witness by number.
pub(crate) fn witness(number: u8) -> (String, LenderKey) {
    (format!("witness{number}.example"), LenderKey::from_seed(&[30 + number; 32]))
}

pub(crate) fn witness_key(number: u8) -> NoteKey {
    let (name, key) = witness(number);
    NoteKey::new(&name, SignatureKind::Cosignature, key.public_key()).unwrap()
}

pub(crate) fn trust(quorum: u8) -> LogTrust {
    LogTrust {
        origin: ORIGIN.to_owned(),
        keys: vec![log_key().public_key()],
        witnesses: (0..3).map(witness_key).collect(),
        quorum,
    }
}

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + seconds).unwrap()
}

pub(crate) fn document() -> Digest {
    Digest::of(b"a warrant")
}

pub(crate) fn salt() -> Salt {
    Salt::derive(&[40; 32], &document())
}

pub(crate) fn entry() -> Entry {
    Entry {
        lender: Some(LenderId::from_bytes([1; 16])),
        device: Some(Commitment::of_device(&salt(), DEVICE)),
        document: Some(Commitment::of_document(&salt(), &document())),
        level: Some(Level::Limited),
        pack: Some(PackDigest([5; 32])),
        dpd: Some(12),
        notice_days: Some(7),
        reconciled_to: Some(at(-60)),
        ..Entry::new(EntryKind::Restriction, at(0))
    }
}

/// A signed note about a tree, cosigned by these witnesses.
pub(crate) fn note(leaves: &[Vec<u8>], witnesses: &[u8]) -> Note {
    let size = u64::try_from(leaves.len()).unwrap();
    let text = Checkpoint { origin: ORIGIN.to_owned(), size, root: tree::root(leaves) }.to_string();
    let mut signatures = vec![sign(&text, ORIGIN, &log_key()).unwrap()];
    for number in witnesses {
        let (name, key) = witness(*number);
        signatures.push(cosign(&text, &name, at(1), &key).unwrap());
    }
    Note { text, signatures }
}

/// The sample entry as the sixth of eleven.
pub(crate) fn leaves() -> Vec<Vec<u8>> {
    let mut leaves: Vec<Vec<u8>> = (0..11_u8).map(|number| vec![number]).collect();
    leaves[5] = entry().to_bytes();
    leaves
}

pub(crate) fn proof(witnesses: &[u8]) -> LogProof {
    let leaves = leaves();
    LogProof {
        extra: Some(Extra::new(salt(), entry().to_bytes()).to_bytes()),
        index: 5,
        path: tree::path(5, &leaves),
        checkpoint: note(&leaves, witnesses).to_string(),
    }
}
