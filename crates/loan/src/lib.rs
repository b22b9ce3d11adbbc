//! The loan book of one contract: calendar, schedule, allocation, ageing, payoff and double-entry postings.
//!
//! Everything is pure. A [`LoanAccount`] is the fold of its transactions, in value-date order, over a
//! [`Schedule`]; nothing derived from them (days past due, buckets, what is overdue) is ever stored.
//! Interest is precomputed: the receivables in [`ledger`] equal what the account still owes at all times, until
//! the debt is charged off.

mod account;
mod allocation;
mod amortization;
pub mod apr;
mod bounded;
mod calendar;
mod charge_off;
mod conventions;
mod day_count;
mod delinquency;
mod effect;
mod fees;
mod forgiveness;
mod grace;
mod interest;
pub mod ledger;
mod payment;
mod payoff;
mod percent;
mod plan_quote;
mod portions;
pub mod restructure;
pub mod returns;
mod row;
mod schedule;
mod settlement;
mod terms;
mod terms_error;
mod transaction;

pub use account::{
    AccountError, AccountRules, Changed, ChargeState, InstallmentState, LoanAccount, PauseError, Recorded,
    Reversed,
};
pub use allocation::{AllocationRule, AllocationRules, Cell, InAdvance, NotAnOrder, Processing, Timing};
pub use amortization::{Laid, lay_out, lay_out_level};
pub use calendar::{Every, Unit, WeekDay, WorkingDayRule, WorkingDays};
pub use charge_off::ChargeOffKind;
pub use conventions::{Amortization, Conventions};
pub use day_count::{DayCount, InterestBasis, Leap};
pub use delinquency::{
    BrokenBuckets, Bucket, DayRange, DaysPastDue, Delinquency, DelinquencyRules, Pause, RowDelinquency,
};
pub use effect::Effect;
pub use fees::{FeeAmount, FeeAt, FeeDue, FeeKind, FeeRule, ShareOf};
pub use forgiveness::Forgiveness;
pub use grace::Grace;
pub use interest::{Days, InterestRecalculation, InterestRules, Period};
pub use payment::{Payment, Split};
pub use payoff::{PayoffQuote, Rebate};
pub use percent::{Percent, PercentError};
pub use plan_quote::{Arrangement, BureauClass, BureauEffect, PlanQuote, PlanRates, PlanSide, Quoted};
pub use portions::{Portion, Portions};
pub use row::{Row, RowKind};
pub use schedule::{BrokenSchedule, Installment, Schedule};
pub use settlement::{SettlementError, SettlementQuote, SettlementState};
pub use terms::{Advance, InterestMethod, Terms};
pub use terms_error::TermsError;
pub use transaction::{ChargeTiming, Transaction, TransactionBody, TransactionKind, Waived};
