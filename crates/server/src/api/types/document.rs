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
    /// `terms`, `warrant`, `quittance` or `attestation`.
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
    /// Where its bytes are: a COSE_Sign1; for an `attestation` a PEM file.
    #[schema(
        example = "/v1/contracts/ctr_069s6ywq3hysh7cm2r8x0e5t10/documents/9f2d6b1c8a4e73f05b1d9c2a6e8f4703d5b2a1c0e9f8d7b6a5c4e3f201d2c3b4"
    )]
    pub(crate) href: String,
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
