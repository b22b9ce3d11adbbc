//! Custody of private keys: files that a passphrase locks, the server's own store, signers that live elsewhere.

mod error;
mod external;
mod key_file;
mod passphrase;
mod public_file;
mod purpose;

pub use error::CustodyError;
pub use external::{ExternalSigner, SignerProgram};
pub use key_file::KeyFile;
pub use passphrase::Passphrase;
pub use public_file::PublicKeyFile;
pub use purpose::Purpose;
