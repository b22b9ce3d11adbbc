//! Witnesses: what they cosign, what they refuse and with which status, and what they remember.

#![expect(clippy::unwrap_used, reason = "test helpers")]

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use proof::keys::{LenderKey, Signer};
use proof::log::{
    Checkpoint, LogTrust, Note, NoteKey, SignatureKind, SignedCheckpoint, empty_root, leaf_hash, sign,
};
use proptest::prelude::*;
use tlog::witness::{AddCheckpoint, Refusal, Witness, cosignature_in};
use tlog::{Log, NewLeaf};

const ORIGIN: &str = "quittance.example/log";

fn log_key() -> LenderKey {
    LenderKey::from_seed(&[21; 32])
}

fn witness_key() -> LenderKey {
    LenderKey::from_seed(&[31; 32])
}

fn witness(folder: &Path) -> Witness {
    let log = NoteKey::new(ORIGIN, SignatureKind::Note, log_key().public_key()).unwrap();
    Witness::new(folder, "witness.example", Arc::new(witness_key()), vec![log.to_string().parse().unwrap()])
}

fn checks() -> NoteKey {
    NoteKey::new("witness.example", SignatureKind::Cosignature, witness_key().public_key()).unwrap()
}

fn now() -> Timestamp {
    Timestamp::from_second(1_790_000_000).unwrap()
}

fn open(folder: &Path) -> Log {
    Log::open(folder, ORIGIN, Arc::new(log_key())).unwrap()
}

fn leaves(count: u8) -> Vec<NewLeaf> {
    (0..count).map(|number| NewLeaf { id: [number; 16], entry: vec![number] }).collect()
}

fn ask(witness: &mut Witness, request: &AddCheckpoint) -> Result<String, Refusal> {
    witness.add_checkpoint(&request.to_string(), now())
}

/// A log of seven and a witness that saw five.
struct World {
    _folders: [tempfile::TempDir; 2],
    witness: Witness,
    log: Log,
}

fn world() -> World {
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let (mut log, mut witness) = (open(folders[0].path()), witness(folders[1].path()));
    log.append(&leaves(5)).unwrap();
    ask(&mut witness, &AddCheckpoint::of(&log.reader(), 0).unwrap()).unwrap();
    log.append(&leaves(2)).unwrap();
    World { _folders: folders, witness, log }
}

/// A checkpoint of the same log over another history.
fn other_history(size: u64) -> String {
    let text = Checkpoint { origin: ORIGIN.to_owned(), size, root: leaf_hash(b"other") }.to_string();
    let signatures = vec![sign(&text, ORIGIN, &log_key()).unwrap()];
    Note { text, signatures }.to_string()
}

#[test]
fn a_cosignature_that_devices_take() {
    let World { mut witness, mut log, _folders: _kept } = world();
    let request = AddCheckpoint::of(&log.reader(), 5).unwrap();
    let answer = ask(&mut witness, &request).unwrap();
    let text = request.text().unwrap();
    let signature = cosignature_in(&format!("— stranger AAAAAAAA\n{answer}"), &text, &checks()).unwrap();
    log.add_cosignatures(&text, &[signature]).unwrap();
    let keys = vec![log_key().public_key()];
    let trust = LogTrust { origin: ORIGIN.to_owned(), keys, witnesses: vec![checks()], quorum: 1 };
    assert_eq!(SignedCheckpoint::verify(&log.reader().checkpoint(), &trust).unwrap().checkpoint().size, 7);
    assert_eq!(cosignature_in(&answer, &text.replace('7', "8"), &checks()), None);
    assert_eq!(cosignature_in("", &text, &checks()), None);
}

/// Asked again for the same checkpoint it cosigns again.
#[test]
fn the_same_checkpoint_again() {
    let World { mut witness, log, _folders: _kept } = world();
    ask(&mut witness, &AddCheckpoint::of(&log.reader(), 5).unwrap()).unwrap();
    let again = AddCheckpoint::of(&log.reader(), 7).unwrap();
    assert!(again.path.is_empty() && ask(&mut witness, &again).is_ok());
}

#[test]
fn each_refusal_has_its_status() {
    let World { mut witness, log, _folders: _kept } = world();
    let good = AddCheckpoint::of(&log.reader(), 5).unwrap();
    let other = |checkpoint: String, old| AddCheckpoint { old, path: Vec::new(), checkpoint };
    let unknown = good.checkpoint.replace(ORIGIN, "other.example/log");
    let unsigned = good.checkpoint.replace("— quittance.example/log", "— stranger.example");
    let mut forged: Note = good.checkpoint.parse().unwrap();
    forged.signatures[0].bytes[3] ^= 1;
    let refused = [
        (400, other("nonsense".to_owned(), 5)),
        (400, AddCheckpoint { old: 8, ..good.clone() }),
        (400, AddCheckpoint { path: vec![leaf_hash(b""); 64], ..good.clone() }),
        (403, other(unsigned, 5)),
        (403, other(forged.to_string(), 5)),
        (404, other(unknown, 5)),
        (409, AddCheckpoint::of(&log.reader(), 0).unwrap()),
        (409, AddCheckpoint::of(&log.reader(), 4).unwrap()),
        (409, other(other_history(5), 5)),
        (422, AddCheckpoint { path: Vec::new(), ..good.clone() }),
        (422, AddCheckpoint { path: good.path[1..].to_vec(), ..good.clone() }),
        (422, other(other_history(7), 5)),
    ];
    for (status, request) in refused {
        let refusal = ask(&mut witness, &request).unwrap_err();
        assert_eq!(refusal.status(), status, "{refusal}: {request}");
        if status == 409 {
            assert_eq!((refusal.body().as_str(), refusal.content_type()), ("5\n", "text/x.tlog.size"));
        }
    }
    // None of them moved it.
    ask(&mut witness, &good).unwrap();
}

/// From nothing to a log that is not empty, no proof is needed and none is allowed.
#[test]
fn the_first_checkpoint() {
    let folder = tempfile::tempdir().unwrap();
    let World { log, _folders: _kept, .. } = world();
    let mut fresh = witness(folder.path());
    let first = AddCheckpoint::of(&log.reader(), 0).unwrap();
    let extra = AddCheckpoint { path: vec![empty_root()], ..first.clone() };
    assert_eq!(ask(&mut fresh, &extra).unwrap_err().status(), 422);
    ask(&mut fresh, &first).unwrap();
}

#[test]
fn it_remembers_after_a_restart_and_does_not_forget_by_damage() {
    let World { _folders: folders, witness: old, log } = world();
    drop(old);
    let mut again = witness(folders[1].path());
    assert_eq!(ask(&mut again, &AddCheckpoint::of(&log.reader(), 0).unwrap()), Err(Refusal::Conflict(5)));
    let seen = std::fs::read_dir(folders[1].path()).unwrap().next().unwrap().unwrap().path();
    std::fs::write(&seen, "").unwrap();
    assert_eq!(ask(&mut again, &AddCheckpoint::of(&log.reader(), 5).unwrap()).unwrap_err().status(), 500);
}

/// The folder is gone: nothing may be cosigned that can't be remembered.
#[test]
fn it_does_not_cosign_what_it_cannot_remember() {
    let World { _folders: folders, mut witness, log } = world();
    std::fs::remove_dir_all(folders[1].path()).unwrap();
    let asked = ask(&mut witness, &AddCheckpoint::of(&log.reader(), 0).unwrap());
    assert_eq!(asked.unwrap_err().status(), 500);
}

#[test]
fn a_key_of_a_witness_is_no_log() {
    assert!(checks().to_string().parse::<tlog::witness::WitnessedLog>().is_err());
}

proptest! {
    #[test]
    fn random_requests_never_panic(body in "(old [0-9]{0,3}\n)?[A-Za-z0-9+/=—. \n]{0,200}") {
        let folder = tempfile::tempdir().unwrap();
        prop_assert!(witness(folder.path()).add_checkpoint(&body, now()).is_err());
        if let Ok(request) = body.parse::<AddCheckpoint>() {
            prop_assert_eq!(request.to_string(), body);
        }
    }
}
