use ident::DeviceId;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Instant, id};

/// A contract's signed documents.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DocumentList {
    /// Oldest first.
    pub(crate) data: Vec<DocumentView>,
}

/// A signed document.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DocumentView {
    /// `terms`, `warrant`, `quittance`, `attestation`, or `standing` for one that lowered a level.
    #[schema(example = "terms")]
    pub(crate) kind: String,
    /// The digest of its payload, which is its name.
    #[schema(value_type = id::Digest)]
    pub(crate) digest: String,
    /// When it was issued.
    pub(crate) issued_at: Instant,
    /// How many bytes it has.
    #[schema(example = 1480)]
    pub(crate) size: usize,
    /// What the public log has about it. For a warrant: before the device could be told of it.
    pub(crate) log: Vec<LogEntryView>,
    /// Where its bytes are: a COSE_Sign1; for an `attestation` a PEM file.
    #[schema(
        example = "/v1/contracts/ctr_069s6ywq3hysh7cm2r8x0e5t10/documents/9f2d6b1c8a4e73f05b1d9c2a6e8f4703d5b2a1c0e9f8d7b6a5c4e3f201d2c3b4"
    )]
    pub(crate) href: String,
}

/// An entry of the public log about a document.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LogEntryView {
    /// `restriction`, `release` or `quittance`.
    #[schema(example = "restriction")]
    pub(crate) kind: String,
    /// Its place in the log, from 0; `null` while it waits for one.
    #[schema(example = 41)]
    pub(crate) index: Option<u64>,
    /// For the holder of the document alone: with it the entry can be recognized (64 hex digits).
    #[schema(example = "5f0c1b7e2a9d4836c1e0f7b25d8a934e6b1f02c7d9e8a4530f1b6c2d7e8f9a01")]
    pub(crate) salt: String,
    /// Proves without the log that the entry is in it: a `c2sp.org/tlog-proof@v1` text with salt and entry;
    /// `null` while it waits for its place.
    #[schema(example = "c2sp.org/tlog-proof@v1\nextra glggXw...\nindex 41\n...")]
    pub(crate) proof: Option<String>,
}

/// What a contract's device has signed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReceiptList {
    /// By device and counter.
    pub(crate) data: Vec<ReceiptView>,
}

/// A fact that the device signed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReceiptView {
    /// Who signed.
    #[schema(value_type = id::DeviceId)]
    pub(crate) device: DeviceId,
    /// The device's own count.
    #[schema(example = 3)]
    pub(crate) counter: u64,
    /// What it says.
    #[schema(example = "notice_shown")]
    pub(crate) kind: String,
    /// When the server took it.
    pub(crate) received_at: Instant,
    /// The COSE_Sign1 in base 64.
    #[schema(example = "0oRDoQEmoFhf")]
    pub(crate) cose: String,
}
