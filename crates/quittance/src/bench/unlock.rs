use std::time::Duration;

use anyhow::{Context as _, ensure};
use hmac::{Hmac, KeyInit as _, Mac as _};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::{Request, header};
use phone::Fleet;
use policy::Level;
use serde_json::json;
use server::payments;
use servicing::Contract;
use sha2::Sha256;

use super::limit::durable_exchange;
use super::phones::{CYCLE_DAYS, Connected, MOST_INSTALLMENTS, connect, lock_all};
use super::say;
use super::world::World;
use crate::cli::Usage;
use crate::environment::{OsEntropy, monotonic};
use crate::http::Http;

const PHONES: u32 = 16;
const SECRET: &str = "a secret of this benchmark only";
/// So long a waiting phone is given to be connected before the payment is sent.
const CONNECT: Duration = Duration::from_millis(3);

/// Lock, pay by signed webhook, and measure until the phone has verified and applied the standing that frees
/// it. The time runs from sending the webhook, so receiving, checking and committing it are in it.
pub(super) async fn run(cycles: u32) -> anyhow::Result<()> {
    let rounds = cycles.div_ceil(PHONES);
    let most = u32::from((MOST_INSTALLMENTS - 4) / CYCLE_DAYS) * PHONES;
    ensure!(cycles > 0 && cycles <= most, Usage(format!("--cycles must be 1 to {most}")));
    let world = World::start("2026-01-05T06:00:00Z".parse()?).await?;
    payments::put_rail(&world.app, world.lender.id, "sandbox", "sandbox", &[SECRET.to_owned()]).await?;
    let fleet = Fleet::new(std::sync::Arc::new(monotonic), Box::new(OsEntropy));
    let mut connected = Vec::new();
    for number in 0..PHONES {
        connected.push(connect(&world, &fleet, number).await?);
    }
    let http = Http::new();
    let mut micros = Vec::new();
    for round in 0..rounds {
        lock_all(&world, &mut connected).await?;
        for (number, connected) in connected.iter_mut().enumerate() {
            if u32::try_from(micros.len())? < cycles {
                micros.push(unlock(&world, &http, connected, &format!("{round}-{number}")).await?);
            }
        }
    }
    let mut limit = durable_exchange(cycles).await?;
    report(&mut micros, &mut limit);
    world.stop().await
}

/// Microseconds from sending the webhook until the phone is free.
async fn unlock(world: &World, http: &Http, one: &mut Connected, name: &str) -> anyhow::Result<u64> {
    let today = one.contract.day(world.app.now_for(&world.lender).await?);
    let contract = world.app.contract_of(world.lender.id, one.contract.id).await?.context("no contract")?;
    let amount = contract.account.overdue(today);
    let webhook = webhook(world, &contract, amount, name)?;
    let start = async {
        tokio::time::sleep(CONNECT).await;
        let start = monotonic();
        let answer = http.send(webhook).await?;
        ensure!(answer.status.is_success(), "the webhook was answered with {}", answer.status);
        Ok::<_, anyhow::Error>(start)
    };
    let freed = async {
        while one.phone.level() != Level::None {
            one.phone.wait().await?;
        }
        Ok::<_, anyhow::Error>(monotonic())
    };
    let (start, freed) = tokio::try_join!(start, freed)?;
    Ok(u64::try_from(freed.saturating_sub(start).as_micros())?)
}

fn webhook(
    world: &World,
    contract: &Contract,
    amount: money::Money,
    name: &str,
) -> anyhow::Result<Request<Full<Bytes>>> {
    let body = json!({
        "id": format!("bench-{name}"),
        "type": "payment",
        "amount": amount.to_string(),
        "currency": amount.currency(),
        "reference": contract.payment_reference,
    })
    .to_string();
    let at = crate::environment::wall_now().as_second();
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes())?;
    mac.update(format!("{at}.{body}").as_bytes());
    let signature = data_encoding::HEXLOWER.encode(&mac.finalize().into_bytes());
    Ok(Request::post(format!("{}/webhooks/{}/sandbox", world.url, world.lender.id))
        .header(header::CONTENT_TYPE, "application/json")
        .header("quittance-signature", format!("t={at},v1={signature}"))
        .body(Full::new(Bytes::from(body)))?)
}

fn report(micros: &mut [u64], limit: &mut [u64]) {
    micros.sort_unstable();
    limit.sort_unstable();
    let millis = |micros: u64| format!("{}.{:03} ms", micros / 1000, micros % 1000);
    say(&format!("cycles                       {}", micros.len()));
    for (name, permille, aim) in [("p50", 500, ""), ("p99", 990, " (aim: under 50 ms)"), ("max", 1000, "")] {
        let (ours, least) = (at(micros, permille), at(limit, permille));
        let tenths = ours * 10 / least.max(1);
        say(&format!("webhook sent to free, {name}    {}{aim}", millis(ours)));
        say(&format!(
            "  bare durable exchange      {}, ratio {}.{}",
            millis(least),
            tenths / 10,
            tenths % 10
        ));
    }
}

/// The value below which so many of a thousand lie.
fn at(sorted: &[u64], permille: usize) -> u64 {
    sorted.get((sorted.len() * permille / 1000).min(sorted.len().saturating_sub(1))).copied().unwrap_or(0)
}
