//! The loan book of one contract: calendar, schedule, allocation, ageing, payoff and double-entry postings.
//!
//! Everything is pure. A [`LoanAccount`] is the fold of its payments, in value-date order, over a
//! [`Schedule`]; nothing derived from them (days past due, buckets, what is overdue) is ever stored.
//! Interest is precomputed: the receivables in [`ledger`] equal what the account still owes at all times.

mod account;
mod amortization;
pub mod apr;
mod bounded;
mod calendar;
mod conventions;
mod day_count;
mod delinquency;
mod grace;
mod interest;
pub mod ledger;
mod payment;
mod payoff;
pub mod returns;
mod schedule;
mod settlement;
mod terms;
mod terms_error;

pub use account::{AccountError, Changed, InstallmentState, LoanAccount, Received, Reversed};
pub use amortization::{Laid, lay_out, lay_out_level};
pub use calendar::{Every, Unit};
pub use conventions::{Amortization, Conventions};
pub use day_count::{DayCount, InterestBasis, Leap};
pub use delinquency::{Bucket, DaysPastDue};
pub use grace::Grace;
pub use interest::{Days, InterestRules, Period};
pub use payment::{Allocation, Payment, Split};
pub use payoff::{PayoffQuote, Rebate};
pub use schedule::{BrokenSchedule, Installment, Schedule};
pub use settlement::{SettlementError, SettlementQuote};
pub use terms::{Advance, InterestMethod, Terms};
pub use terms_error::TermsError;
