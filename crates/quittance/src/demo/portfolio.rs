//! A lender's portfolio: contracts in all states, each of which came about as it would in life. Phones are
//! real agents in memory; money comes over the sandbox rail.

mod customer;
mod habit;

use futures_util::stream::{self, StreamExt as _};
use jiff::SignedDuration;
use phone::Fleet;
use server::jobs;

use super::stage::Stage;
use crate::environment::{OsEntropy, monotonic};
use customer::Customer;
use habit::Habit;

/// How long the portfolio has been running when the demo begins.
const DAYS: i64 = 196;
/// The clock is moved by this many days at a time.
const STEP_DAYS: i64 = 4;
/// How many customers act at once.
const AT_ONCE: usize = 16;

/// Lives through half a year of `contracts` contracts, and tells how many percent are done.
pub(super) async fn seed(stage: &Stage, contracts: u32, progress: impl Fn(u32)) -> anyhow::Result<()> {
    let fleet = Fleet::new(std::sync::Arc::new(monotonic), Box::new(OsEntropy));
    let start = stage.app.now_for(&stage.context).await?;
    let mut customers: Vec<Customer> = Vec::new();
    let mut waiting: Vec<u32> = (1..=contracts).rev().collect();
    for step in 0..=DAYS / STEP_DAYS {
        progress(u32::try_from(step * STEP_DAYS * 100 / DAYS)?);
        let to = start.checked_add(SignedDuration::from_hours(24 * STEP_DAYS * step))?;
        jobs::advance_test_clock(&stage.app, &stage.context, to).await?;
        // Sales are spread over the first three quarters of the time.
        let sold = u32::try_from(step * STEP_DAYS * 4)?.saturating_mul(contracts) / u32::try_from(DAYS * 3)?;
        while waiting.last().is_some_and(|number| *number <= sold.saturating_add(1)) {
            let Some(number) = waiting.pop() else { break };
            customers.push(Customer::arrive(stage, &fleet, number, Habit::of(number)).await?);
        }
        let lived = stream::iter(customers.iter_mut().map(|customer| customer.live(stage)));
        let outcomes: Vec<anyhow::Result<()>> = lived.buffer_unordered(AT_ONCE).collect().await;
        outcomes.into_iter().collect::<anyhow::Result<()>>()?;
    }
    Ok(())
}
