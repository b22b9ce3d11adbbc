//! Double-entry postings. Every posting is made of transfers, so debits equal credits per currency by
//! construction (I6); none is ever changed, only reversed by its mirror.
//!
//! Interest is precomputed: at activation the whole interest becomes receivable and unearned. So every
//! receivable equals [`crate::LoanAccount::receivable`] at all times, and unearned interest is what is not
//! income yet.

mod account_class;
mod activation;
mod chart;
mod compensation;
mod earning;
mod effect;
mod kind;
mod posting;
mod suspense;
mod transaction;
mod trial_balance;
mod withheld;

pub use account_class::AccountClass;
pub use activation::activation;
pub use chart::{LedgerAccount, UnknownLedgerAccount};
pub use compensation::compensation;
pub use earning::interest_earned;
pub use kind::PostingKind;
pub use posting::{Line, Posting, Side, Unbalanced};
pub use suspense::{suspense, suspense_matched};
pub use transaction::{interest_recalculated, recorded, reversed};
pub use trial_balance::{TrialBalance, TrialBalanceRow};
pub use withheld::withheld;
