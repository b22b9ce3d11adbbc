//! The corpus begins with a good message of each kind. `UPDATE_CORPUS=1` writes them.

#![expect(clippy::unwrap_used, reason = "test helpers")]

use std::fs;
use std::path::Path;

use agent::{Agent, Identity, Input, Output, Reading};
use attest::{Made, Maker};
use coset::{CoseMac0, CoseSign1, TaggedCborSerializable as _};
use ident::SeededEntropy;
use proof::evidence::Evidence;
use proof::keys::Signer as _;
use proof::{Digest, Document, Unsigned};

#[expect(dead_code, reason = "shared with the tests of proof")]
#[path = "../../proof/tests/samples/mod.rs"]
mod samples;

/// A target, what the seed is, and its bytes.
type Seed = (&'static str, &'static str, Vec<u8>);

fn document<D: Document>(name: &'static str, document: &Unsigned<D>) -> [Seed; 2] {
    [(name, "whole", samples::signed(document).to_vec()), (name, "payload", document.payload())]
}

fn payload(signed: &[u8]) -> Vec<u8> {
    CoseSign1::from_tagged_slice(signed).unwrap().payload.unwrap()
}

fn sealed(message: &[u8]) -> Vec<u8> {
    CoseMac0::from_tagged_slice(message).unwrap().payload.unwrap()
}

/// Each part after two bytes that say how long it is.
fn framed(parts: &[Vec<u8>]) -> Vec<u8> {
    let frame =
        |part: &Vec<u8>| [&u16::try_from(part.len()).unwrap().to_be_bytes(), part.as_slice()].concat();
    parts.iter().flat_map(frame).collect()
}

fn documents() -> Vec<Seed> {
    [
        document("terms", &samples::terms()),
        document("standing", &samples::standing()),
        document("warrant", &samples::warrant()),
        document("receipt", &samples::receipt()),
        document("quittance", &samples::quittance()),
        document("release", &samples::release()),
    ]
    .concat()
    .into_iter()
    .chain([("warrant", "plan", samples::warrant_of_plan().payload())])
    .collect()
}

/// Everything about one contract, in one file.
fn evidence() -> Vec<Seed> {
    let documents = vec![samples::signed(&samples::terms()), samples::signed(&samples::standing())];
    let evidence = Evidence {
        roots: vec![samples::authority::first_root().into()],
        rosters: vec![samples::authority::first_roster().into()],
        documents,
        proofs: vec!["c2sp.org/tlog-proof@v1".to_owned()],
        ..Evidence::new()
    };
    vec![("evidence", "file", evidence.to_bytes())]
}

fn session() -> Vec<Seed> {
    let (keys, session) = (samples::keys(), samples::SESSION);
    let hello = samples::hello().sign(&samples::device_key());
    let grant = samples::grant().try_sign(&samples::authority::freshness_key()).unwrap();
    let check_in = samples::check_in().seal(session, &keys);
    let answer = samples::answer().seal(session, &keys);
    let code = proof::session::EnrollmentCode {
        server: "https://lender.example:8443".to_owned(),
        token: "a-token_1".to_owned(),
        root: Digest([7; 32]),
    };
    vec![
        ("hello", "payload", payload(&hello)),
        ("hello", "whole", hello),
        ("grant", "payload", payload(&grant)),
        ("grant", "whole", grant),
        ("check-in", "payload", sealed(&check_in)),
        ("check-in", "whole", check_in),
        ("answer", "payload", sealed(&answer)),
        ("answer", "whole", answer),
        ("enrollment-code", "code", code.to_string().into_bytes()),
        ("cose-key", "ed25519", samples::lender_key().public_key().to_cose_key()),
        ("cose-key", "p256", samples::device_key().public_key().to_cose_key()),
    ]
}

fn authority() -> Vec<Seed> {
    let (root, roster) = (samples::authority::first_root(), samples::authority::first_roster());
    let trust = [framed(std::slice::from_ref(&root)), roster.clone()].concat();
    vec![
        ("authority-root", "first", root),
        ("authority-roster", "first", roster),
        ("authority-trust", "first", trust),
    ]
}

fn log() -> Vec<Seed> {
    let mut log = proof::testing::MemoryLog::new("quittance.example/log", samples::lender_key());
    let trust = log.trust();
    let entry = proof::log::Entry::new(proof::log::EntryKind::Restriction, samples::at(0));
    let salt = proof::log::Salt([1; 32]);
    let proofs = [0; 3].map(|_| log.append(&entry, salt).unwrap());
    let note = proofs[2].checkpoint.clone();
    let text = note.split("\n\n").next().unwrap();
    let key =
        proof::log::NoteKey::new(&trust.origin, proof::log::SignatureKind::Note, trust.keys[0]).unwrap();
    vec![
        ("log-proof", "first", proofs[0].to_string().into_bytes()),
        ("log-proof", "third", proofs[2].to_string().into_bytes()),
        ("note", "checkpoint", note.clone().into_bytes()),
        ("checkpoint", "three", format!("{text}\n").into_bytes()),
        ("log-entry", "restriction", entry.to_bytes()),
        ("note-key", "log", key.to_string().into_bytes()),
        ("log-resource", "checkpoint", b"checkpoint".to_vec()),
        ("log-resource", "tile", b"tile/2/x001/234.p/17".to_vec()),
        ("log-resource", "entries", b"tile/entries/x001/x234/067".to_vec()),
    ]
}

/// What a phone with a code saves.
fn saved() -> Vec<u8> {
    let identity = Identity { imeis: Vec::new(), serial: "S1".to_owned(), model: "M1".to_owned() };
    let mut agent = Agent::new(identity, None).unwrap();
    let reading = Reading { wall: None, monotonic: std::time::Duration::from_secs(1), boot: 1 };
    let code = format!("quittance:enroll?s=https%3A%2F%2Flender.example&t=token&k={}", Digest([7; 32]));
    let (key, mut entropy) = (samples::device_key(), SeededEntropy::new(1));
    let outputs = agent.handle(Input::Provision(code.parse().unwrap()), reading, &key, &mut entropy);
    let saved = outputs.into_iter().find_map(|output| match output {
        Output::Persist(bytes) => Some(bytes),
        _ => None,
    });
    saved.unwrap()
}

fn phone() -> Vec<Seed> {
    let saved = saved();
    let maker = Maker::of_virtual_phones().unwrap();
    let key = samples::device_key().public_key();
    let made = Made {
        key: &key,
        imeis: &["490154203237518".parse().unwrap()],
        serial: "SN-1",
        model: "Model One",
        challenge: Digest([3; 32]),
    };
    vec![
        ("agent-state", "content", saved[33..].to_vec()),
        ("agent-state", "whole", saved),
        ("agent-pushed", "standing", samples::signed(&samples::standing()).to_vec()),
        ("token", "full", b"\x00123 456 789".to_vec()),
        ("token", "restricted", b"\x01123 412 341 234 123".to_vec()),
        ("attestation", "chain", framed(&maker.attest(&made).unwrap())),
        ("attestation-roots", "der", maker.root().to_vec()),
    ]
}

fn texts() -> Vec<Seed> {
    let house = policy::find("house", 1).unwrap();
    let stripe = r#"{"id":"evt_1","type":"payment_intent.succeeded","created":1700000000,"livemode":false,
        "data":{"object":{"id":"pi_1","amount_received":5250,"currency":"usd","metadata":{"quittance_reference":"R1"}}}}"#;
    let refund = r#"{"type":"charge.refunded","created":1,"data":{"object":{"id":"ch_1","payment_intent":"pi_1",
        "amount_refunded":300,"currency":"jpy"},"previous_attributes":{"amount_refunded":100}}}"#;
    let generic = r#"{"id":"p1","type":"payment","amount":"52.50","currency":"USD","reference":"R1",
        "value_on":"2026-01-31","occurred_at":"2026-01-31T12:00:00Z"}"#;
    let signature = "t=1700000000,v1=e6bc770ce4142f734322b5e2b74f58528beb114eec50c4fec99bbec83debc4b0\n{}";
    vec![
        ("pack", "cbor", house.to_cbor()),
        ("pack", "toml", fs::read("../policy/packs/house.toml").unwrap()),
        ("words", "contract", samples::CONTRACT.to_string().into_bytes()),
        ("words", "imei", b"490154203237518".to_vec()),
        ("words", "amount", b"1234.56 USD".to_vec()),
        ("words", "party", samples::from_lender().issuer.to_string().into_bytes()),
        ("webhook-stripe", "payment", stripe.as_bytes().to_vec()),
        ("webhook-stripe", "refund", refund.as_bytes().to_vec()),
        ("webhook-generic", "payment", generic.as_bytes().to_vec()),
        ("webhook-signature", "good", signature.as_bytes().to_vec()),
        ("prefer", "wait", b"respond-async, wait=\"25\"; foo".to_vec()),
    ]
}

#[test]
fn every_target_has_its_seeds() {
    let seeds = [documents(), evidence(), session(), authority(), log(), phone(), texts()].concat();
    for target in decoders::targets() {
        assert!(seeds.iter().any(|(name, ..)| *name == target.name), "{} has no seed", target.name);
    }
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    for (target, name, bytes) in seeds {
        let found = decoders::find(target);
        found.inspect(|found| (found.run)(&bytes));
        let folder = corpus.join(target);
        if std::env::var_os("UPDATE_CORPUS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(format!("seed-{name}")), bytes).unwrap();
        } else {
            assert!(
                folder.join(format!("seed-{name}")).exists(),
                "UPDATE_CORPUS=1 writes {target}/seed-{name}"
            );
        }
    }
}
