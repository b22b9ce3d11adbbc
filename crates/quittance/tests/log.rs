//! Strangers and a log: a witness and a monitor as processes of their own.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    unreachable_pub,
    dead_code,
    reason = "a test fails by panicking"
)]

mod common;
#[path = "common/witness.rs"]
mod witness;

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use common::{Http, Server};
use ident::LenderId;
use jiff::Timestamp;
use policy::Level;
use proof::keys::LenderKey;
use proof::log::{Commitment, Entry, EntryKind};
use serde_json::Value;
use tlog::{Log, NewLeaf};
use witness::{Witness, text};

fn monitor(url: &str, more: &[&str]) -> Output {
    let command = ["log", "monitor", url, "--once"];
    Command::new(env!("CARGO_BIN_EXE_quittance")).args(command).args(more).output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The server asks the witness as soon as it has something to log: its policy packs.
#[tokio::test]
async fn a_server_its_witness_and_a_stranger() {
    let folder = tempfile::tempdir().unwrap();
    let (data, http) = (folder.path().join("data"), Http::new());
    let server = Server::start(&data, &http).await;
    let key = text(&format!("{}/log/key", server.url)).await.trim().to_owned();
    server.kill();
    let witness = Witness::start(&folder.path().join("witness"), &key);
    let peer = witness.peer.clone();
    let server = Server::start_with(&data, &http, &["--witness", &peer, "--witness-quorum", "1"]).await;
    let log = format!("{}/log", server.url);
    let mut checkpoint = String::new();
    for _ in 0..200 {
        checkpoint = text(&format!("{log}/checkpoint")).await;
        if checkpoint.contains("— witness.example ") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(checkpoint.contains("— witness.example "), "{checkpoint}");
    let state = folder.path().join("state").display().to_string();
    let first = monitor(&log, &["--vkey", &key, "--state", &state]);
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    assert!(lines(&first)[0]["entries"].as_u64().unwrap() >= 4, "the policy packs");
    let again = monitor(&log, &["--state", &state]);
    assert!(again.status.success());
    assert_eq!(lines(&again)[0]["entries"], 0);
    assert_eq!(server.terminate(), Some(0));
}

fn restriction(dpd: u16, notice_days: u16) -> Entry {
    let at = Timestamp::from_second(1_790_000_000).unwrap();
    let house = policy::find("house", 1).unwrap();
    Entry {
        lender: Some(LenderId::from_bytes([1; 16])),
        device: Some(Commitment([2; 32])),
        document: Some(Commitment([3; 32])),
        level: Some(Level::Reminder),
        pack: Some(house.digest()),
        dpd: Some(dpd),
        notice_days: Some(notice_days),
        reconciled_to: Some(at),
        ..Entry::new(EntryKind::Restriction, at)
    }
}

fn open(folder: &Path) -> Log {
    Log::open(folder, "log.example", Arc::new(LenderKey::from_seed(&[21; 32]))).unwrap()
}

fn append(log: &mut Log, entries: &[Entry]) {
    let leaf = |entry: &Entry| NewLeaf { id: [0; 16], entry: entry.to_bytes() };
    log.append(&entries.iter().map(leaf).collect::<Vec<_>>()).unwrap();
}

async fn serve(log: &Log) -> String {
    let reader = log.reader();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/log", listener.local_addr().unwrap());
    tokio::spawn(axum::serve(listener, server::log::router(move || Some(Arc::clone(&reader)))).into_future());
    url
}

#[tokio::test(flavor = "multi_thread")]
async fn a_monitor_reports_a_restriction_without_enough_notice() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    let house = policy::find("house", 1).unwrap();
    let pack = Entry {
        pack: Some(house.digest()),
        content: Some(house.to_cbor().into()),
        ..Entry::new(EntryKind::Policy, Timestamp::from_second(1_790_000_000).unwrap())
    };
    append(&mut log, &[pack, restriction(90, 90)]);
    let (url, state) = (serve(&log).await, folder.path().join("state").display().to_string());
    assert!(monitor(&url, &["--state", &state]).status.success());
    append(&mut log, &[restriction(90, 0), restriction(0, 90)]);
    let found = monitor(&url, &["--state", &state]);
    assert_eq!(found.status.code(), Some(1));
    let lines = lines(&found);
    let kinds: Vec<&str> = lines.iter().filter_map(|line| line["finding"].as_str()).collect();
    assert_eq!(kinds, ["notice_too_short", "too_early"]);
    assert_eq!((&lines[0]["index"], &lines[1]["index"]), (&2.into(), &3.into()));
    assert!(
        String::from_utf8(found.stderr).unwrap().contains("restricted 0 full days after the last notice")
    );
}

/// The log is replaced by another one under the same key.
#[tokio::test(flavor = "multi_thread")]
async fn a_monitor_notices_another_history() {
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let (mut log, mut other) = (open(folders[0].path()), open(folders[1].path()));
    append(&mut log, &[restriction(90, 90)]);
    append(&mut other, &[restriction(91, 90), restriction(90, 90)]);
    let state = folders[0].path().join("state").display().to_string();
    assert_eq!(monitor(&serve(&log).await, &["--state", &state]).status.code(), Some(1), "an unknown pack");
    let forked = monitor(&serve(&other).await, &["--state", &state]);
    assert_eq!(forked.status.code(), Some(1));
    assert_eq!(lines(&forked)[0]["finding"], "inconsistent");
}

#[test]
fn calls_that_cannot_work() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |output: Output, expected: &str| {
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(expected), "{said}");
    };
    refused(monitor("pay.example.com/log", &[]), "https://");
    refused(monitor("http://127.0.0.1:9/log", &["--vkey", "nonsense"]), "verifier key");
    let quittance =
        |more: &[&str]| Command::new(env!("CARGO_BIN_EXE_quittance")).args(more).output().unwrap();
    let dir = folder.path().display().to_string();
    refused(quittance(&["log", "witness", "--dir", &dir, "--name", "w"]), "--vkey");
    let vkey = Log::open(&folder.path().join("log"), "log.example", Arc::new(LenderKey::from_seed(&[1; 32])));
    let vkey = vkey.unwrap().reader().key().to_string();
    refused(quittance(&["log", "witness", "--dir", &dir, "--name", "a b", "--vkey", &vkey]), "no spaces");
    let serve = ["serve", "--data", &dir, "--listen", "127.0.0.1:0"];
    refused(quittance(&[&serve[..], &["--witness", "nonsense"]].concat()), "is not a witness");
    refused(quittance(&[&serve[..], &["--witness-quorum", "1"]].concat()), "more than the 0 --witness");
    let unreachable = monitor("http://127.0.0.1:9/log", &[]);
    assert_eq!(unreachable.status.code(), Some(1));
}

/// Every server starts, whatever became of its log: payments and releases need none.
#[tokio::test]
async fn a_server_over_a_damaged_log_starts_and_goes_on_when_it_is_mended() {
    let folder = tempfile::tempdir().unwrap();
    let (data, http) = (folder.path().join("data"), Http::new());
    let server = Server::start(&data, &http).await;
    let status = async |server: &Server, path: &str| {
        http.try_call(hyper::Method::GET, &format!("{}{path}", server.url), None, None).await.unwrap().0
    };
    for _ in 0..200 {
        if !text(&format!("{}/log/checkpoint", server.url)).await.contains("\n0\n") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    server.kill();
    let journal = data.join("log/journal/00000000000000000000");
    let good = std::fs::read(&journal).unwrap();
    let mut bad = good.clone();
    let middle = bad.len() / 2;
    bad[middle] ^= 1;
    std::fs::write(&journal, bad).unwrap();
    let server = Server::start(&data, &http).await;
    assert_eq!(status(&server, "/log/checkpoint").await, 503);
    let mut health = String::new();
    for _ in 0..200 {
        health = text(&format!("{}/healthz", server.url)).await;
        if health.contains("stands still") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(health.contains("Restrictions wait; payments and releases do not."), "{health}");
    let whole = data.join("log/whole");
    std::fs::write(&whole, good).unwrap();
    std::fs::rename(&whole, &journal).unwrap();
    for _ in 0..200 {
        if status(&server, "/log/checkpoint").await == 200 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(status(&server, "/log/checkpoint").await, 200);
    assert_eq!(text(&format!("{}/healthz", server.url)).await, "alive\n");
}
