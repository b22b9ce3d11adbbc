//! The life of three phones, from enrollment to quittance.

use anyhow::{bail, ensure};
use jiff::Timestamp;
use serde_json::Value;

use super::clock::{Financed, advance, days_later, follow, next_action};
use super::lender::{Lender, text};
use super::once::Observer;

/// What the lock screen says, word for word.
const LOCKED: &str = "This device is locked due to an overdue installment payment";
/// More stops than any life has.
const MAX_STOPS: u32 = 600;

pub(super) async fn live(
    observer: &Observer<'_>,
    main: &Financed,
    weekly: &Financed,
    forbidden: &Financed,
) -> anyhow::Result<()> {
    let everyone = [main, weekly, forbidden];
    let lender = observer.lender;
    for financed in everyone {
        observer.see("enrolled", financed, |screen| screen["level"] == "none").await?;
    }
    until_due(lender, &everyone, main).await?;
    let before = lender.standing_seq(&main.device).await?;
    pay_next(lender, main).await?;
    let is_news = |screen: &Value| screen["standing_seq"].as_u64() > Some(before);
    observer.see("paid_on_time", main, |screen| is_news(screen) && screen["kind"] == "free").await?;

    fall_behind(observer, &everyone, main).await?;
    main.phone.act("reset").await?;
    observer.see("locked_after_factory_reset", main, |screen| screen["title"] == LOCKED).await?;
    pay_overdue(lender, main).await?;
    observer.see("unlocked_by_payment", main, |screen| screen["level"] == "none").await?;
    observer.see("never_restricted_where_forbidden", forbidden, |screen| screen["level"] == "none").await?;

    pay_while_offline(observer, &everyone, weekly).await?;
    pay_to_the_end(observer, &everyone, main).await
}

/// From the missed installment over every notice and level to the lock.
async fn fall_behind(observer: &Observer<'_>, everyone: &[&Financed], main: &Financed) -> anyhow::Result<()> {
    let lender = observer.lender;
    let is_overdue = |contract: &Value| days_past_due(contract) > 0;
    until(lender, everyone, main, "overdue", is_overdue).await?;
    observer.see("overdue", main, |screen| !screen["amount"].is_null() && screen["level"] == "none").await?;
    for (step, count) in [("first_notice", 1), ("final_notice", 2)] {
        until(lender, everyone, main, step, |contract| notices(contract).len() >= count).await?;
        observer.see(step, main, |screen| screen["kind"] == "notice").await?;
        let delivered =
            |contract: &Value| notices(contract).iter().all(|notice| !notice["runs_out_at"].is_null());
        ensure!(
            delivered(&lender.contract(&main.contract).await?),
            "{step}: the phone's receipt did not arrive"
        );
        main.phone.act("dismiss").await?;
    }
    for level in ["reminder", "limited", "locked"] {
        until(lender, everyone, main, level, |contract| contract["restriction"]["level"] == level).await?;
        let shown = |screen: &Value| screen["level"] == level && !screen["proof"].is_null();
        let screen = observer.see(level, main, shown).await?;
        ensure!(screen["emergency_call"] == true, "the floor is gone");
        ensure!(level != "locked" || screen["title"] == LOCKED, "the lock screen says {}", screen["title"]);
    }
    Ok(())
}

/// Restricted, then paid while the phone has no network: free as soon as it has one.
async fn pay_while_offline(
    observer: &Observer<'_>,
    everyone: &[&Financed],
    weekly: &Financed,
) -> anyhow::Result<()> {
    let lender = observer.lender;
    let is_restricted = |contract: &Value| contract["restriction"]["level"] != "none";
    until(lender, everyone, weekly, "restricted", is_restricted).await?;
    observer.see("restricted_weekly", weekly, |screen| screen["level"] != "none").await?;
    weekly.phone.act("offline").await?;
    pay_overdue(lender, weekly).await?;
    observer
        .see("paid_without_network", weekly, |screen| screen["network"] == false && screen["level"] != "none")
        .await?;
    weekly.phone.act("online").await?;
    observer.see("unlocked_on_contact", weekly, |screen| screen["level"] == "none").await.map(drop)
}

/// Every installment on its day, and the quittance after the last; a reset does not undo it.
async fn pay_to_the_end(
    observer: &Observer<'_>,
    everyone: &[&Financed],
    main: &Financed,
) -> anyhow::Result<()> {
    let lender = observer.lender;
    for _ in 0..MAX_STOPS {
        if lender.contract(&main.contract).await?["status"] != "active" {
            break;
        }
        until_due(lender, everyone, main).await?;
        pay_next(lender, main).await?;
        follow(lender, everyone).await?;
    }
    let done = |screen: &Value| {
        screen["kind"] == "quittance" && screen["level"] == "none" && !screen["proof"].is_null()
    };
    observer.see("quittance", main, done).await?;
    main.phone.act("reset").await?;
    observer.see("free_after_factory_reset", main, done).await?;
    let later = days_later(lender.now().await?, 400)?;
    advance(lender, &[main], later).await?;
    observer.see("free_a_year_later", main, done).await.map(drop)
}

/// Lets time pass, from one happening to the next, until the contract is as expected.
async fn until(
    lender: &Lender,
    everyone: &[&Financed],
    financed: &Financed,
    what: &str,
    expected: impl Fn(&Value) -> bool,
) -> anyhow::Result<()> {
    for _ in 0..MAX_STOPS {
        if expected(&lender.contract(&financed.contract).await?) {
            return Ok(());
        }
        let Some(next) = next_action(lender, &[financed]).await? else {
            bail!("nothing will happen any more, and it never came to `{what}`")
        };
        advance(lender, everyone, next).await?;
    }
    bail!("it never came to `{what}`")
}

/// Lets time pass to the day of the next installment.
async fn until_due(lender: &Lender, everyone: &[&Financed], financed: &Financed) -> anyhow::Result<()> {
    match next_due_morning(lender, financed).await? {
        Some(morning) if morning > lender.now().await? => advance(lender, everyone, morning).await,
        _ => Ok(()),
    }
}

/// Nine o'clock on the day the next installment is due; `None` when all is paid.
pub(super) async fn next_due_morning(
    lender: &Lender,
    financed: &Financed,
) -> anyhow::Result<Option<Timestamp>> {
    let contract = lender.contract(&financed.contract).await?;
    let Some(due_on) = contract["balances"]["next_due"]["due_on"].as_str() else { return Ok(None) };
    let due_on: jiff::civil::Date = due_on.parse()?;
    let zone = jiff::tz::TimeZone::get(super::stage::TIME_ZONE)?;
    Ok(Some(due_on.at(9, 0, 0, 0).to_zoned(zone)?.timestamp()))
}

/// Pays what is overdue, or the next installment when nothing is.
pub(super) async fn pay_due(lender: &Lender, financed: &Financed) -> anyhow::Result<()> {
    let contract = lender.contract(&financed.contract).await?;
    if days_past_due(&contract) > 0 {
        pay_overdue(lender, financed).await
    } else if contract["balances"]["next_due"].is_object() {
        pay_next(lender, financed).await
    } else {
        Ok(())
    }
}

async fn pay_next(lender: &Lender, financed: &Financed) -> anyhow::Result<()> {
    let contract = lender.contract(&financed.contract).await?;
    lender.pay_on_page(&financed.pay_url, &text(&contract["balances"]["next_due"], "amount")?).await
}

async fn pay_overdue(lender: &Lender, financed: &Financed) -> anyhow::Result<()> {
    let contract = lender.contract(&financed.contract).await?;
    lender.pay_on_page(&financed.pay_url, &text(&contract["balances"], "overdue")?).await
}

fn days_past_due(contract: &Value) -> u64 {
    contract["balances"]["days_past_due"].as_u64().unwrap_or(0)
}

fn notices(contract: &Value) -> Vec<Value> {
    contract["delinquency"]["notices"].as_array().cloned().unwrap_or_default()
}
