mod bare;
mod portfolio;

use anyhow::ensure;
use server::LenderMode;
use server::jobs::close_due;
use store::rows::RailRow;

use super::say;
use super::world::Still;
use crate::cli::Usage;
use crate::environment::{monotonic, wall_now};
use portfolio::Portfolio;

/// The close of one day: a portfolio is inserted in bulk, of which one contract in thirty falls due today and one
/// in three hundred was not paid yesterday. Then all that is due is closed as the server does it by itself.
/// Beside it the same rows, made beforehand, are committed by the store alone, and written to a bare file.
pub(super) async fn run(contracts: u32) -> anyhow::Result<()> {
    ensure!(contracts >= 300, Usage("--contracts must be 300 or more".to_owned()));
    let now = wall_now();
    let world = Still::open("http://127.0.0.1", LenderMode::Live, now).await?;
    let rail = RailRow {
        lender: world.lender.id,
        rail: "bench".to_owned(),
        scheme: "generic".to_owned(),
        secrets: store::Hidden(Vec::new()),
        feed_reconciled_to: Some(now),
        feed_heard_to: None,
    };
    world.app.store.put_rail(rail).await?;
    let start = monotonic();
    let portfolio = Portfolio::insert(&world, contracts, now).await?;
    say(&format!("contracts                    {contracts}"));
    say(&format!("  inserted in bulk in        {:.1} s", monotonic().saturating_sub(start).as_secs_f64()));

    let start = monotonic();
    let closed = close_due(&world.app).await?;
    let close = monotonic().saturating_sub(start);
    let due = portfolio.due.len();
    ensure!(closed == due, "{closed} contracts were closed and {due} were due");
    ensure!(close_due(&world.app).await? == 0, "something was due after the close");
    say(&format!("due and closed               {closed}, {} of them overdue", portfolio.overdue));
    say(&format!(
        "close                        {:.2} s, {} contracts/s",
        close.as_secs_f64(),
        rate(due, close)
    ));

    let written = bare::rows_of(&world, &portfolio).await?;
    let bytes = written.iter().map(bare::bytes).collect::<Vec<_>>();
    let store = bare::commit_all(&world, written).await?;
    let file = bare::append_all(&bytes)?;
    for (name, limit) in [("the store alone", store), ("bare append + fdatasync", file)] {
        let percent = limit.as_nanos() * 1000 / close.as_nanos().max(1);
        say(&format!(
            "  {name:<26} {} contracts/s, ratio {}.{} %",
            rate(due, limit),
            percent / 10,
            percent % 10
        ));
    }
    Ok(())
}

fn rate(count: usize, time: std::time::Duration) -> u128 {
    u128::try_from(count).unwrap_or_default() * 1_000_000_000 / time.as_nanos().max(1)
}
