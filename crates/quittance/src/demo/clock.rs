use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::lender::Lender;
use super::phones::Phone;

/// How long the demo waits at each stop for connected phones to follow.
const FOLLOW: std::time::Duration = std::time::Duration::from_secs(3);
const GLANCE: std::time::Duration = std::time::Duration::from_millis(15);

/// A financed phone: the process and the contract it is under.
pub(crate) struct Financed {
    pub(crate) phone: Phone,
    pub(crate) contract: String,
    pub(crate) device: String,
    pub(crate) pay_url: String,
}

/// Moves the lender's test clock to `to`, stopping wherever something happens to one of the phones'
/// contracts so that a connected phone can answer from where it stands.
pub(crate) async fn advance(lender: &Lender, phones: &[&Financed], to: Timestamp) -> anyhow::Result<()> {
    loop {
        let now = lender.now().await?;
        if now >= to {
            return follow(lender, phones).await;
        }
        let next = next_action(lender, phones).await?;
        let stop = next.filter(|next| *next > now && *next < to).unwrap_or(to);
        for financed in phones {
            // A connected phone hears the time from the server.
            if financed.phone.is_offline().await? {
                financed.phone.pass_time(now.duration_until(stop).as_secs()).await?;
            }
        }
        lender.advance_to(stop).await?;
        follow(lender, phones).await?;
    }
}

/// The next instant at which something happens to one of the phones' contracts by itself.
pub(crate) async fn next_action(lender: &Lender, phones: &[&Financed]) -> anyhow::Result<Option<Timestamp>> {
    let mut next: Option<Timestamp> = None;
    for financed in phones {
        if let Some(at) = lender.next_action_at(&financed.contract).await? {
            next = Some(next.map_or(at, |known| known.min(at)));
        }
    }
    Ok(next)
}

/// Waits until every connected phone has done what its newest standing says.
pub(crate) async fn follow(lender: &Lender, phones: &[&Financed]) -> anyhow::Result<()> {
    for _ in 0..FOLLOW.as_millis() / GLANCE.as_millis() {
        let mut behind = false;
        for financed in phones {
            behind |= is_behind(lender, financed).await?;
        }
        if !behind {
            return Ok(());
        }
        tokio::time::sleep(GLANCE).await;
    }
    Ok(())
}

async fn is_behind(lender: &Lender, financed: &Financed) -> anyhow::Result<bool> {
    let screen = financed.phone.screen().await?;
    if screen["network"] == Value::Bool(false) {
        return Ok(false);
    }
    let seq_behind = screen["standing_seq"].as_u64() < Some(lender.standing_seq(&financed.device).await?);
    let receipts_waiting = screen["receipts_unconfirmed"].as_u64().unwrap_or(0) > 0;
    Ok(seq_behind || receipts_waiting)
}

/// So many days later.
pub(crate) fn days_later(now: Timestamp, days: i64) -> anyhow::Result<Timestamp> {
    Ok(now.checked_add(SignedDuration::from_hours(24 * days))?)
}
