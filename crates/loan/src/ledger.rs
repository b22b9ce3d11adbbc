//! Double-entry postings. Every posting is made of transfers, so debits equal credits per currency by
//! construction (I6); none is ever changed, only reversed by its mirror.
//!
//! Interest is precomputed: at activation the whole interest becomes receivable and unearned. So principal
//! and interest receivable equal [`crate::LoanAccount::outstanding_principal`] and
//! [`crate::LoanAccount::outstanding_interest`] at all times, and unearned interest is what is not income yet.

mod account_class;
mod activation;
mod chart;
mod compensation;
mod earning;
mod kind;
mod payment;
mod posting;
mod suspense;
mod trial_balance;

pub use account_class::AccountClass;
pub use activation::activation;
pub use chart::{LedgerAccount, UnknownLedgerAccount};
pub use compensation::compensation;
pub use earning::interest_earned;
pub use kind::PostingKind;
pub use payment::{payment, rebate, received, reversed};
pub use posting::{Line, Posting, Side, Unbalanced};
pub use suspense::{suspense, suspense_matched};
pub use trial_balance::{TrialBalance, TrialBalanceRow};
