//! Invariant I11 with the real process: what was acknowledged survives `kill -9`, whatever the moment.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    unreachable_pub,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::BTreeSet;
use std::time::Duration;

use common::{Http, Server, admin};
use hyper::Method;
use serde_json::{Value, json};

const PAYERS: usize = 4;
/// Moments of the kill, in milliseconds after the payers began.
const MOMENTS: [u64; 4] = [60, 170, 333, 520];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_payments_survive_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let http = Http::new();
    let mut server = Server::start(&data, &http).await;
    // While the server runs, administration goes through its socket.
    let create = ["lender", "create", "--name", "Lumen Mobile", "--mode", "test", "--phone", "+1 555 0100"];
    let create = [create.as_slice(), &["--starts-at", "2026-01-05T06:00:00Z"]].concat();
    let lender = admin(&data, &create)["lender"].as_str().unwrap().to_owned();
    let key = admin(&data, &["key", "issue", "--lender", &lender, "--label", "test"])["secret"]
        .as_str()
        .unwrap()
        .to_owned();
    let contract = contract(&http, &server.url, &key).await;

    let mut acknowledged = BTreeSet::new();
    for (round, moment) in MOMENTS.into_iter().enumerate() {
        let payers = (0..PAYERS)
            .map(|payer| pay(http.clone(), server.url.clone(), key.clone(), contract.clone(), round, payer));
        let payers: Vec<_> = payers.map(tokio::spawn).collect();
        tokio::time::sleep(Duration::from_millis(moment)).await;
        server.kill();
        for payer in payers {
            acknowledged.extend(payer.await.unwrap());
        }
        server = Server::start(&data, &http).await;
        assert!(!acknowledged.is_empty(), "nothing was acknowledged, so nothing was tested");
        check(&http, &server.url, &key, &contract, &acknowledged).await;
    }
    assert_eq!(server.terminate(), Some(0));
}

async fn contract(http: &Http, url: &str, key: &str) -> String {
    let offer = json!({
        "currency": "USD", "price": "100000.00", "down_payment": "0.00", "annual_rate_percent": "0", "interest": "flat",
        "installments": 100, "every": { "count": 1, "unit": "month" }, "first_due_on": "2026-02-05",
        "borrower": { "name": "A borrower", "phone": "+1 555 0101", "language": "en" },
        "device": { "imeis": ["490154203237518"], "serial": "K-1", "model": "Lumen One" },
    });
    let offered = http.post(&format!("{url}/v1/contracts"), key, &offer).await;
    let id = offered["id"].as_str().unwrap().to_owned();
    http.post(&format!("{url}/v1/contracts/{id}/accept"), key, &json!({})).await;
    id
}

/// Pays until the server is gone; the names of the acknowledged payments.
async fn pay(
    http: Http,
    url: String,
    key: String,
    contract: String,
    round: usize,
    payer: usize,
) -> Vec<String> {
    let mut acknowledged = Vec::new();
    for number in 0.. {
        let name = format!("{round}-{payer}-{number}");
        let body = json!({ "amount": "0.01", "currency": "USD", "external_id": name });
        let url = format!("{url}/v1/contracts/{contract}/payments");
        match http.try_call(Method::POST, &url, Some(&key), Some(&body)).await {
            Some((status, _)) if status.is_success() => acknowledged.push(name),
            Some((status, answer)) => assert_eq!(status, 429, "{answer}"),
            None => break,
        }
    }
    acknowledged
}

/// Every acknowledged payment is there once, and the books agree with them.
async fn check(http: &Http, url: &str, key: &str, contract: &str, acknowledged: &BTreeSet<String>) {
    let mut kept = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = http.get(&format!("{url}/v1/payments?contract={contract}&limit=100{cursor}"), key).await;
        kept.extend(
            page["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|payment| payment["external_id"].as_str().unwrap().to_owned()),
        );
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let distinct: BTreeSet<String> = kept.iter().cloned().collect();
    assert_eq!(distinct.len(), kept.len(), "a payment was kept twice");
    let lost: Vec<_> = acknowledged.difference(&distinct).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    let view: Value = http.get(&format!("{url}/v1/contracts/{contract}"), key).await;
    let outstanding = view["balances"]["outstanding"].as_str().unwrap();
    let paid = u64::try_from(kept.len()).unwrap();
    let expected = 10_000_000 - paid;
    assert_eq!(
        outstanding,
        format!("{}.{:02}", expected / 100, expected % 100),
        "after {paid} payments of a cent"
    );
}
