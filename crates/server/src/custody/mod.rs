//! Custody of private keys: files that a passphrase locks, the server's own store, signers that live elsewhere.

mod change;
mod error;
mod external;
mod folder;
mod issue;
mod key_file;
mod papers;
mod passphrase;
mod public_file;
mod purpose;
mod record;
mod root;
mod roster;
mod status;
mod store;
mod store_error;
#[cfg(test)]
mod tests;

pub use change::Change;
pub use error::CustodyError;
pub use external::{ExternalSigner, SignerProgram};
pub use folder::{DiskFolder, KeyFolder, MemoryFolder, write_whole};
pub use issue::Mandate;
pub use key_file::KeyFile;
pub use passphrase::Passphrase;
pub use public_file::PublicKeyFile;
pub use purpose::Purpose;
pub use record::SharedSigner;
pub use roster::{Bearer, RENEW_BEFORE};
pub use status::Status;
pub use store::KeyStore;
pub use store_error::KeyStoreError;
