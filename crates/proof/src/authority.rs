//! Who may sign what. A device trusts one document only, the *root* whose name stood in its enrollment code;
//! the root's keys, several persons' together, sign each lender's *roster* of working keys. Both are replaced
//! without visiting a device, in the order of The Update Framework: the next root must be exactly one version
//! on and signed by the threshold of both, then the roster may only be newer.
//!
//! An authority document is a `COSE_Sign` (RFC 9052, 4.1): one payload, a signature by each of several keys.

mod chain;
mod endorsed;
mod error;
mod log_trust;
mod role;
mod root;
mod roster;
mod signatures;
mod trust;

pub use chain::chain;
pub use endorsed::{Charter, Endorsed};
pub use error::{SignatureFault, TrustError};
pub use role::Role;
pub use root::Root;
pub use roster::{LogPolicy, Roster, RosterKey, Witness};
pub use trust::{Trust, VerifyError};
