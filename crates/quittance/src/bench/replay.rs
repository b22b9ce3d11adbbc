use std::time::Duration;

use anyhow::{Context as _, ensure};
use ident::PaymentId;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use money::{Currency, Money};
use policy::Pack;
use servicing::{Command, Contract, IncomingPayment, decide};

use super::say;
use super::world::{PACK, World};
use crate::cli::Usage;
use crate::environment::{monotonic, wall_now};

/// Daily installments: the longest term there is.
const INSTALLMENTS: u16 = 600;
/// Each figure is the median of so many runs.
const RUNS: u32 = 21;

/// A contract with many payments gets one more, whose value date lies before all of them: `decide` replays them
/// all. Beside it, the fold of the same payments without anything around it, and a payment in order.
pub(super) async fn run(payments: u32) -> anyhow::Result<()> {
    ensure!(payments > 0, Usage("--payments must be at least 1".to_owned()));
    let pack = Pack::from_toml(PACK)?;
    let world = World::start(wall_now()).await?;
    let (contract, _) = world.contract(1, INSTALLMENTS).await?;
    world.stop().await?;

    let start = contract.terms.starts_on;
    let now = start
        .checked_add(Span::new().days(i64::from(INSTALLMENTS)))?
        .at(12, 0, 0, 0)
        .to_zoned(TimeZone::UTC)?
        .timestamp();
    let paid = pay_all(contract, payments, &pack, now)?;
    let last = paid.account.transactions().last().context("nothing was paid")?.value_on;
    let replayed = median(|| step(&paid, payments, start, &pack, now).map(drop))?;
    let in_order = median(|| step(&paid, payments, last, &pack, now).map(drop))?;
    let bare = median(|| paid.account.folded_anew().map(drop).map_err(Into::into))?;
    let checked = step(&paid, payments, start, &pack, now)?;
    ensure!(checked.account == checked.account.folded_anew()?, "the replayed account is not its own fold");

    say(&format!("payments                     {payments} over {INSTALLMENTS} installments"));
    say(&format!("backdated payment, decided   {} ms (aim: below 10 at 2500)", millis(replayed)));
    say(&format!("bare fold of all             {} ms", millis(bare)));
    say(&format!("ratio                        {}", ratio(replayed, bare)));
    say(&format!("payment in order, decided    {} ms", millis(in_order)));
    Ok(())
}

/// The same small amount again and again, evenly over the term.
fn pay_all(mut contract: Contract, payments: u32, pack: &Pack, now: Timestamp) -> anyhow::Result<Contract> {
    let start = contract.terms.starts_on;
    for number in 0..payments {
        let day = i64::from(number) * i64::from(INSTALLMENTS) / i64::from(payments);
        let value_on = start.checked_add(Span::new().days(day + 1))?;
        contract = step(&contract, number, value_on, pack, now)?;
    }
    Ok(contract)
}

fn step(
    contract: &Contract,
    number: u32,
    value_on: Date,
    pack: &Pack,
    now: Timestamp,
) -> anyhow::Result<Contract> {
    let usd: Currency = "USD".parse()?;
    let payment = IncomingPayment {
        id: PaymentId::new(u64::from(number), [0; 10]),
        amount: Money::from_minor(1, usd)?,
        value_on,
        rail: "bench".to_owned(),
    };
    Ok(decide(contract, Command::Pay(payment), pack, now)?.contract)
}

fn median(mut run: impl FnMut() -> anyhow::Result<()>) -> anyhow::Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let start = monotonic();
        run()?;
        times.push(monotonic().saturating_sub(start));
    }
    times.sort_unstable();
    times.get(times.len() / 2).copied().context("nothing was run")
}

/// In milliseconds, with three decimals.
fn millis(time: Duration) -> String {
    let micros = time.as_micros();
    format!("{}.{:03}", micros / 1_000, micros % 1_000)
}

/// With one decimal.
fn ratio(ours: Duration, limit: Duration) -> String {
    let tenths = ours.as_nanos() * 10 / limit.as_nanos().max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}
