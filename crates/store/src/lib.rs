//! Durable state: rows and opaque documents, kept by an engine behind the [`Store`] trait.
//!
//! - Every change to a contract goes through [`traits::ContractStore::commit`]: one transaction, compare-and-set
//!   on the contract's version, everything or nothing.
//! - [`SqliteStore`] is the default engine, [`MemoryStore`] the one for tests. Both pass one suite
//!   (`conformance`, behind the feature of that name), which any further engine joins.
//! - Nothing here knows the time: instants come in rows and arguments. They are kept in whole microseconds; a
//!   finer part is lost.
//! - Nothing here knows what a row's JSON or bytes mean.

pub mod chain;
mod check;
mod clock;
mod commit;
#[cfg(feature = "conformance")]
pub mod conformance;
mod error;
mod hidden;
mod memory;
mod news;
mod page;
pub mod rows;
mod sqlite;
mod sums;
pub mod traits;
mod verifier;

pub use clock::ClockId;
pub use commit::{Claim, Commit, PaymentMove, SuspenseCommit};
pub use error::{CommitError, StoreError, Withheld};
pub use hidden::Hidden;
pub use memory::MemoryStore;
pub use news::News;
pub use page::Page;
pub use sqlite::SqliteStore;
pub use traits::Store;
pub use verifier::{BookFault, BookVerifier};
