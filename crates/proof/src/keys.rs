//! Keys: Ed25519 for lenders, P-256 for devices (what phone hardware has). The algorithm belongs to the key;
//! a header that names another one is refused.

mod algorithm;
mod lender;
mod public;
mod soft_device;

pub use algorithm::Algorithm;
pub use lender::LenderKey;
pub use public::{KeyError, KeyId, PublicKey};
pub use soft_device::SoftDeviceKey;

/// A private key that signs, wherever it lives: in memory, in a phone's secure hardware, in an HSM.
pub trait Signer {
    /// The public half.
    fn public_key(&self) -> PublicKey;

    /// Signs with the key's algorithm: 64 bytes, for P-256 `r` and `s` of 32 bytes each (RFC 9053, 2.1).
    /// Either `s` of a P-256 signature will do; documents always carry the lower one.
    fn sign(&self, message: &[u8]) -> Vec<u8>;
}
