//! Help before harm: what changes the plan of a loan after it began.
//!
//! [`apply`] is a function of the plan as it stands, a day and a [`Restructuring`]. What was paid stays where it
//! was paid; what is unpaid moves to the new plan or is given up, and no cent of it is lost between. The schedule
//! as first agreed and the date of first delinquency are the account's and are never touched.

mod capitalize;
mod change_rate;
mod charges;
mod deferred;
mod draft;
mod equal;
mod error;
mod forgive;
mod hold;
mod holiday;
mod interest_pause;
mod keep;
mod lay;
mod open;
mod periods;
mod re_age;
mod re_amortize;
mod reckon;
mod relay;
mod request;
mod reschedule;
mod restructured;

pub(crate) use deferred::note_grace;
pub use error::RestructureError;
pub use request::{
    Forgiven, HolidayInterest, MidTermGrace, NewPlan, ReAge, ReAgeInterest, ReAmortizeInterest, Reschedule,
    Restructuring, Shift,
};
pub use restructured::{MovedCharge, Restructured};

use jiff::civil::Date;

use crate::{InterestRules, Row};
use draft::Draft;

/// The plan after a restructuring that counts on `on`.
///
/// # Errors
/// When it makes no sense for this plan on this day; see [`RestructureError`].
pub fn apply(
    rules: &InterestRules,
    rows: &[Row],
    on: Date,
    what: &Restructuring,
) -> Result<Restructured, RestructureError> {
    if !rows.iter().any(Row::is_open) {
        return Err(RestructureError::NothingOwed);
    }
    let mut draft = Draft::of(rules, rows, on);
    match what {
        Restructuring::ReAge(plan) => re_age::apply(&mut draft, plan)?,
        Restructuring::ReAmortize { interest } => re_amortize::apply(&mut draft, *interest)?,
        Restructuring::Reschedule(plan) => reschedule::apply(&mut draft, plan)?,
        Restructuring::ChangeRate { from, rate } => change_rate::apply(&mut draft, *from, *rate)?,
        Restructuring::InterestPause { from, through } => interest_pause::apply(&mut draft, *from, *through)?,
        Restructuring::Holiday { installments, interest } => {
            holiday::apply(&mut draft, *installments, *interest)?;
        }
        Restructuring::Forgive(forgiven) => forgive::apply(&mut draft, forgiven)?,
    }
    Ok(draft.finish())
}
