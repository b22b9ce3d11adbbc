//! Tests that attack the rules.

mod account_lock;
mod authority;
mod bad_lender;
mod channel;
mod check_list;
mod codes;
mod conformance;
mod enrollment;
mod forgery;
mod hardware;
mod life;
mod log_checks;
mod long_offline;
mod mutations;
mod ombudsman;
mod plans;
mod properties;
mod quittance_checks;
mod silence;
mod standing_checks;
mod stolen_keys;
mod stolen_numbers;
mod terms_checks;
mod time;
mod warrant_checks;

use crate::Check;

/// The checks that do not hold.
fn failing(outcomes: impl Iterator<Item = (Check, bool)>) -> Vec<Check> {
    outcomes.filter(|(_, holds)| !holds).map(|(check, _)| check).collect()
}
