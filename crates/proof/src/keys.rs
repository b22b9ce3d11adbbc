//! Keys: Ed25519 for lenders, P-256 for devices (what phone hardware has). The algorithm belongs to the key;
//! a header that names another one is refused.

mod algorithm;
mod lender;
mod public;
mod signer;
mod soft_device;

pub use algorithm::Algorithm;
pub use lender::LenderKey;
pub(crate) use public::ed25519;
pub use public::{KeyError, KeyId, PublicKey};
pub use signer::{LocalSigner, SignError, Signer};
pub use soft_device::SoftDeviceKey;
