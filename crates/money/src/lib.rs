//! Money in integer minor units, annual rates, and the two roundings the project uses.
//!
//! Nothing here is a float: intermediates are `i128` or 28-digit decimals, results are rounded half to
//! even once, and every operation that could overflow or mix currencies says so in its type.

mod amount;
mod currency;
mod grouped;
mod parse;
mod rate;
mod split;

pub use amount::{MAX_MINOR, Money, MoneyError};
pub use currency::{Currency, UnknownCurrency};
pub use parse::ParseAmountError;
pub use rate::{AnnualRate, RateError};
pub use split::split_evenly;
