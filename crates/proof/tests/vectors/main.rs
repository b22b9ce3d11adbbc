//! The test vectors and the examples of `docs/protocol`: made from the samples, committed, and read again. After
//! a wanted change `UPDATE_DOCS=1` writes them anew.

#![expect(clippy::unwrap_used, clippy::panic, reason = "test helpers")]

mod envelopes;
mod file;
mod pages;
mod parser;
#[path = "../samples/parts.rs"]
mod parts;
#[expect(dead_code, reason = "messages that are no documents have no vectors")]
#[path = "../samples/mod.rs"]
mod samples;
mod sheets;

use proof::keys::{LenderKey, SoftDeviceKey};

use envelopes::{charter, document};
use file::{Vector, bytes, committed, folder};
use samples::authority::{ombudsman_key, root, roster};
use samples::{device_key, lender_key};

fn made() -> Vec<Vector> {
    let (lender, device, ombudsman) = (lender_key(), device_key(), ombudsman_key());
    let (other, other_device) = (LenderKey::from_seed(&[1; 32]), SoftDeviceKey::from_seed(&[1; 32]));
    let mut vectors = vec![
        document("terms", &samples::terms(), [&lender, &other]),
        document("standing", &samples::standing(), [&lender, &other]),
        document("warrant", &samples::warrant(), [&lender, &other]),
        document("warrant-plan", &samples::warrant_of_plan(), [&lender, &other]),
        document("receipt", &samples::receipt(), [&device, &other_device]),
        document("quittance", &samples::quittance(), [&lender, &other]),
        document("release", &samples::release(), [&ombudsman, &lender]),
        charter("root", &root(1, [0, 1, 2]), &[0, 1]),
        charter("next-root", &root(2, [2, 3, 4]), &[0, 2, 3]),
        charter("roster", &roster(1, 1), &[1, 2]),
    ];
    vectors.extend(sheets::vectors());
    vectors.sort_by(|a, b| a.name.cmp(&b.name));
    vectors
}

pub(crate) fn is_update() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some()
}

#[test]
fn what_is_committed_is_what_the_code_makes_and_reads() {
    let made = made();
    if is_update() {
        for vector in &made {
            let text = serde_json::to_string_pretty(vector).unwrap();
            std::fs::write(folder().join(&vector.name).with_extension("json"), text + "\n").unwrap();
        }
    }
    let committed = committed();
    let names = |vectors: &[Vector]| vectors.iter().map(|v| v.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&committed), names(&made));
    for (committed, made) in committed.iter().zip(&made) {
        assert_eq!(committed, made);
        for case in &committed.cases {
            let found = parser::outcome(committed, &bytes(&case.signed));
            assert_eq!(found, case.expected, "{}: {}", committed.name, case.case);
        }
    }
}
