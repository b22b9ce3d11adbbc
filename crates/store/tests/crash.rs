//! I11: an acknowledged write survives the sudden death of its process.
//!
//! The test starts itself again as a writer, kills it with SIGKILL at a random moment, and looks for every
//! commit that the writer had acknowledged. (Loss of power is not tested here: it rests on SQLite's
//! `synchronous = FULL`, which a unit test asserts.)
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "tests fail by panics")]

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use ident::{ContractId, DeviceId, EventId, LenderId};
use jiff::Timestamp;
use store::rows::{ContractRow, EventRow, LineRow, PostingRow};
use store::traits::{ContractStore, LedgerStore};
use store::{ClockId, Commit, SqliteStore};

const FOLDER: &str = "STORE_CRASH_FOLDER";
const WRITERS: u8 = 4;
const ROUNDS: usize = 8;

fn commit(n: u8, version: u64) -> Commit {
    let contract = ContractRow {
        id: ContractId::from_bytes([n; 16]),
        lender: LenderId::from_bytes([1; 16]),
        version,
        status: "active".into(),
        clock: ClockId::Wall,
        device: DeviceId::from_bytes([n; 16]),
        external_reference: None,
        next_action_at: None,
        state: "x".repeat(2000),
        created_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
    };
    let event = EventRow {
        id: EventId::new(version, [n; 10]),
        contract: Some(contract.id),
        lender: contract.lender,
        seq: version,
        at: Timestamp::UNIX_EPOCH,
        kind: "tick".into(),
        data: "{}".into(),
    };
    let line = |debit| LineRow { account: "a".into(), debit, minor: 1, currency: "EUR".into() };
    let posting = PostingRow {
        contract: Some(contract.id),
        number: version,
        kind: "tick".into(),
        booked_at: Timestamp::UNIX_EPOCH,
        booked_on: 0,
        value_on: 0,
        cause: None,
        lines: vec![line(true), line(false)],
    };
    Commit { events: vec![event], postings: vec![posting], ..Commit::of(contract, version - 1) }
}

/// The writer: does nothing unless started by the test below.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn child() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let store = Arc::new(SqliteStore::open(Path::new(&folder)).unwrap());
    let write = |n: u8| {
        let store = Arc::clone(&store);
        async move {
            let id = ContractId::from_bytes([n; 16]);
            let mut version = store.contract(id).await.unwrap().map_or(0, |row| row.version);
            loop {
                version += 1;
                store.commit(commit(n, version)).await.unwrap();
                // One write of one line, so that the parent never reads half an acknowledgment as a whole one.
                let line = format!("ack {n} {version}\n");
                std::io::stdout().lock().write_all(line.as_bytes()).unwrap();
            }
        }
    };
    let mut tasks = tokio::task::JoinSet::new();
    (1..=WRITERS).for_each(|n| drop(tasks.spawn(write(n))));
    tasks.join_next().await.unwrap().unwrap();
}

/// Runs a writer for a moment and kills it; the last acknowledged version of each contract.
fn run_and_kill(folder: &Path, lived: Duration) -> Vec<u64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let reader = thread::spawn(move || {
        let mut acknowledged = vec![0; usize::from(WRITERS)];
        for line in output.lines().map_while(Result::ok) {
            // The test harness's own words may stand before the first one.
            let Some((_, ack)) = line.split_once("ack ") else { continue };
            let Some((n, version)) = ack.split_once(' ') else { continue };
            let (Ok(n), Ok(version)) = (n.parse::<usize>(), version.parse::<u64>()) else { continue };
            acknowledged[n - 1] = version;
        }
        acknowledged
    });
    thread::sleep(lived);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

#[tokio::test]
async fn acknowledged_commits_survive_kill_9() {
    let dir = tempfile::tempdir().unwrap();
    let mut total = 0;
    for round in 0..ROUNDS {
        let random = RandomState::new().build_hasher().finish();
        let lived = Duration::from_millis(150 + random % 350);
        let acknowledged = run_and_kill(dir.path(), lived);
        let store = SqliteStore::open(dir.path()).unwrap();
        for (n, acknowledged) in (1..=WRITERS).zip(acknowledged) {
            let id = ContractId::from_bytes([n; 16]);
            let version = store.contract(id).await.unwrap().map_or(0, |row| row.version);
            assert!(version >= acknowledged, "round {round}, {lived:?}: {version} < {acknowledged}");
            // Nothing but whole commits is there.
            let events = store.events(id, 0, u32::MAX).await.unwrap();
            let places: Vec<u64> = events.iter().map(|event| event.seq).collect();
            assert_eq!(places, (1..=version).collect::<Vec<_>>());
            assert_eq!(store.postings(id).await.unwrap().len(), events.len());
            total += acknowledged;
        }
        drop(store);
        let database = rusqlite::Connection::open(dir.path().join("quittance.db")).unwrap();
        let verdict: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(verdict, "ok");
    }
    assert!(total > 100, "the writers were killed before they had done anything: {total}");
}
