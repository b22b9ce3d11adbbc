use proof::keys::{LenderKey, Signer as _};
use proof::log::{Checkpoint, Entry, LogProof, LogTrust, Note, NoteKey, SignedCheckpoint};
use tlog::Resource;

use crate::{Target, target};

pub(crate) const TARGETS: &[Target] = &[
    target("log-proof", proof),
    target("note", note),
    target("checkpoint", checkpoint),
    target("log-entry", entry),
    target("note-key", note_key),
    target("log-resource", resource),
];

/// The log that signed the corpus.
fn trust() -> LogTrust {
    let keys = vec![LenderKey::from_seed(&[7; 32]).public_key()];
    LogTrust { origin: "quittance.example/log".to_owned(), keys, witnesses: Vec::new(), quorum: 0 }
}

fn proof(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(proof) = text.parse::<LogProof>() {
        assert_eq!(proof.to_string(), text, "a proof is written in one way");
    }
    let _ = LogProof::verify(&text, &trust());
}

fn note(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(note) = text.parse::<Note>() {
        assert_eq!(note.to_string(), text, "a note is written in one way");
    }
    let _ = SignedCheckpoint::verify(&text, &trust());
}

/// Lines after the third are a checkpoint's own business and not kept.
fn checkpoint(bytes: &[u8]) {
    if let Ok(checkpoint) = String::from_utf8_lossy(bytes).parse::<Checkpoint>() {
        let again = checkpoint.to_string().parse::<Checkpoint>();
        assert!(again.is_ok_and(|again| again == checkpoint), "what was read can be written");
    }
}

fn entry(bytes: &[u8]) {
    if let Ok(entry) = Entry::parse(bytes) {
        assert_eq!(entry.to_bytes(), bytes, "an entry has one encoding");
        let _ = entry.lacks();
    }
}

fn note_key(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(key) = text.parse::<NoteKey>() {
        let again = key.to_string().parse::<NoteKey>();
        assert!(again.is_ok_and(|again| again == key), "what was read can be written");
    }
}

fn resource(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(resource) = text.parse::<Resource>() {
        let again = resource.to_string().parse::<Resource>();
        assert!(again.is_ok_and(|again| again == resource), "what was read can be written");
    }
}
