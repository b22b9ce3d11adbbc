//! Certificate chains by which a phone proves which hardware it is.
//!
//! The form is Android's key attestation: the phone's secure hardware makes a P-256 key and signs a certificate
//! for it that says what the key may do, how the phone was started, and the serial number and IMEIs that its
//! maker burned in. That certificate chains up to a root of the maker. [`verify`] checks all of it; [`Maker`]
//! issues such chains for virtual phones.

mod attested;
mod authorizations;
mod certificate;
mod chain;
mod description;
mod fault;
mod maker;
mod pem;
mod roots;
mod signature;
#[cfg(test)]
mod tests;

pub use attested::{Attested, SecurityLevel, device_key_challenge};
pub use chain::verify;
pub use fault::{Fault, RootFault};
pub use maker::{Made, Maker, MakerError};
pub use pem::to_pem;
pub use roots::Roots;
