//! What the protocol's page shows is what the code makes.

use data_encoding::HEXLOWER;
use proof::keys::Signer as _;
use proof::log::{LogProof, NoteKey, SignatureKind};

use crate::samples::{self, ORIGIN, trust};

#[test]
fn the_example_of_the_page() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/protocol/log.md");
    let page = std::fs::read_to_string(page).unwrap();
    let key = NoteKey::new(ORIGIN, SignatureKind::Note, samples::log_key().public_key()).unwrap();
    let proof = samples::proof(&[1]).to_string();
    assert!(LogProof::verify(&proof, &trust(1)).is_ok());
    let entry = HEXLOWER.encode(&samples::entry().to_bytes());
    for (name, expected) in [
        ("entry", entry),
        ("key", key.to_string()),
        ("witness", samples::witness_key(1).to_string()),
        ("proof", proof),
    ] {
        // The page breaks long lines of hexadecimal.
        let found = page.contains(&expected) || page.replace('\n', "").contains(&expected);
        assert!(found, "the page does not show this {name}:\n{expected}");
    }
}
