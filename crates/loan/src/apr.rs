//! The annual percentage rate of credit, by United States and by European law, and what is disclosed with it.
//!
//! Both laws equate the present value of what the borrower receives with that of what the borrower pays. They
//! differ in how the time between two dates is counted and in how a rate of a period becomes one of a year:
//! [`us_reg_z`] multiplies, [`eu_ccd`] compounds. Nothing here is a float; every rate is found to more digits than
//! the six decimals that are shown.

mod average_period;
mod common_period;
mod dates;
mod disclosure;
mod discount;
mod error;
pub mod eu_ccd;
mod flow;
mod intervals;
mod months;
mod rate;
mod solve;
mod unit_period;
mod unit_periods;
pub mod us_reg_z;

pub use disclosure::{Amounts, Dated, Disclosure, Offer};
pub use error::{AprError, Place, Side};
pub use flow::{Flow, Transaction};
pub use intervals::{Interval, Years};
pub use rate::Apr;
pub use unit_period::UnitPeriod;
pub use unit_periods::Periods;
