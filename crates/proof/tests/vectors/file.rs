//! The form of a file in `docs/protocol/vectors`.

use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

/// One payload in its envelope, rightly and wrongly. Everything binary is in lower-case hexadecimal.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Vector {
    /// The file's name without `.json`.
    pub(crate) name: String,
    /// What a reader must ask for.
    pub(crate) media_type: String,
    pub(crate) form: Form,
    /// The public keys that must have signed, as `COSE_Key`s.
    pub(crate) keys: Vec<String>,
    pub(crate) payload: String,
    /// SHA-256 of the payload: the document's name.
    pub(crate) digest: String,
    pub(crate) cases: Vec<Case>,
}

/// What is laid around the payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Form {
    /// `COSE_Sign1`.
    Sign1,
    /// `COSE_Sign`.
    Sign,
    /// An array of sheet, index, path and payload.
    Sheeted,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) case: String,
    pub(crate) signed: String,
    /// [`ACCEPTED`] or why not.
    pub(crate) expected: String,
}

pub(crate) const ACCEPTED: &str = "accepted";

pub(crate) fn bytes(hex: &str) -> Vec<u8> {
    HEXLOWER.decode(hex.as_bytes()).unwrap()
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/protocol/vectors")
}

/// All files that are there, by name.
pub(crate) fn committed() -> Vec<Vector> {
    let entries = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let read = |path: PathBuf| serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let mut vectors: Vec<Vector> = entries.map(read).collect();
    vectors.sort_by(|a, b| a.name.cmp(&b.name));
    vectors
}
