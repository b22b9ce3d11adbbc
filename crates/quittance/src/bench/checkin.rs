use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use hyper::body::Bytes;
use proof::session::Answer;

use super::connection::Connection;
use super::device::Device;
use super::limit::bare_responder;
use super::say;
use super::world::World;
use crate::environment::monotonic;
use crate::http::Http;

/// Rounds of each kind, taken in turn so that a change of the machine's mood meets both.
const ROUNDS: u32 = 5;
/// Messages sealed ahead for a round: sealing is the phone's work, not the server's.
const AHEAD: usize = 200_000;

/// Authenticated check-ins a second beside a bare responder of the same framework: same generator, same
/// connections, same size of request and answer, taken in turn.
pub(super) async fn run(time: Duration, phones: u32) -> anyhow::Result<()> {
    ensure!(phones > 0, crate::cli::Usage("--phones must be at least 1".to_owned()));
    let world = World::start(crate::environment::wall_now()).await?;
    let http = Http::new();
    let mut devices = Vec::new();
    for number in 0..u64::from(phones) {
        let (contract, code) = world.contract(number, 12).await?;
        devices.push(Device::enroll(&http, &contract, &code).await?);
    }
    let sample = answer_of(&world.url, devices.first_mut().context("no device")?).await?;
    let bare = bare_responder(sample.clone()).await?;
    let slice = time / ROUNDS;
    let (mut ours, mut limit) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        limit.push(measure(&bare, &mut devices, slice).await?);
        ours.push(measure(&world.url, &mut devices, slice).await?);
    }
    let (ours, limit) = (median(&mut ours), median(&mut limit));
    say(&format!("phones                       {phones}"));
    say(&format!("answer                       {} bytes", sample.len()));
    say(&format!("authenticated check-ins      {ours} /s"));
    say(&format!("bare responder               {limit} /s"));
    say(&format!("ratio                        {} % (aim: at least 60 %)", ours * 100 / limit.max(1)));
    world.stop().await
}

/// A real answer, to check that check-ins work and to know its size.
async fn answer_of(url: &str, device: &mut Device) -> anyhow::Result<Bytes> {
    let mut connection = Connection::open(url).await?;
    let (message, nonce) = device.check_in();
    let (status, body) = connection.post("/device/v1/check-in", message.into()).await?;
    ensure!(status.is_success(), "a check-in was answered with {status}");
    let answer = Answer::open(&body, device.session, &device.keys, &nonce)?;
    ensure!(answer.standing.is_none(), "the device is not up to date, so its check-in is not routine");
    Ok(body)
}

/// Requests answered a second with one request under way for each phone.
async fn measure(url: &str, devices: &mut [Device], time: Duration) -> anyhow::Result<u64> {
    let each = AHEAD / devices.len().max(1);
    let mut connections = Vec::new();
    for device in devices.iter_mut() {
        let messages: Vec<Bytes> = (0..each).map(|_| device.check_in().0.into()).collect();
        connections.push((Connection::open(url).await?, messages));
    }
    let answered = Arc::new(AtomicU64::new(0));
    let start = monotonic();
    let tasks = connections.into_iter().map(|(mut connection, messages)| {
        let answered = Arc::clone(&answered);
        tokio::spawn(async move {
            for message in messages {
                let (status, _) = connection.post("/device/v1/check-in", message).await?;
                ensure!(status.is_success(), "a check-in was answered with {status}");
                answered.fetch_add(1, Ordering::Relaxed);
                if monotonic().saturating_sub(start) >= time {
                    break;
                }
            }
            Ok::<_, anyhow::Error>(())
        })
    });
    let tasks: Vec<_> = tasks.collect();
    for task in tasks {
        task.await??;
    }
    let elapsed = monotonic().saturating_sub(start);
    let micros = u64::try_from(elapsed.as_micros()).context("too long")?.max(1);
    Ok(answered.load(Ordering::Relaxed) * 1_000_000 / micros)
}

fn median(values: &mut [u64]) -> u64 {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or(0)
}
