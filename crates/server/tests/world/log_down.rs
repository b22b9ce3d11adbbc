//! A restriction may wait for the public log, also for one that can't even be opened; a release never does.

use std::fs;
use std::path::Path;

use policy::Level;
use server::KeyRing;
use server::log::{LogFailure, sequence};
use tlog::Log;

use crate::log::{limited, live};
use crate::world::{MASTER, World};

/// Status and body of what is served at a path.
async fn get(world: &World, path: &str) -> (u16, String) {
    let reply = world.send(axum::http::Request::get(path).body("".into()).unwrap()).await;
    (reply.status.as_u16(), String::from_utf8_lossy(&reply.body).into_owned())
}

/// The last batch of the journal loses a bit, as on a bad disk; gives what it was.
fn damage(folder: &Path) {
    let journal = fs::read_dir(folder.join("journal")).unwrap().next().unwrap().unwrap().path();
    let good = fs::read(&journal).unwrap();
    fs::write(folder.join("good"), &good).unwrap();
    let mut bytes = good;
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&journal, bytes).unwrap();
}

fn mend(folder: &Path) {
    let journal = fs::read_dir(folder.join("journal")).unwrap().next().unwrap().unwrap().path();
    fs::rename(folder.join("good"), journal).unwrap();
}

#[tokio::test]
async fn a_server_over_a_damaged_log_takes_payments_and_unlocks_and_serves_nothing_of_it() {
    let (world, contract, mut phone) = limited().await;
    let (_, checkpoint) = get(&world, "/log/checkpoint").await;
    let world = world.restarted_over(damage).await;
    assert!(sequence(&world.app).await.is_err());
    for path in ["/log/checkpoint", "/log/key", "/log/tile/0/000.p/3", "/log/tile/entries/000.p/3"] {
        assert_eq!(get(&world, path).await.0, 503, "{path}");
    }
    let (_, health) = get(&world, "/healthz").await;
    assert!(health.starts_with("alive\nthe log stands still since"), "{health}");
    assert!(world.app.metrics.text().contains("quittance_log_running 0\n"));

    // The day of the lock comes: nothing further is told. The payment frees the phone.
    live(&world, &mut phone, "2026-03-09T10:00:00Z", 2).await;
    let waiting = world.read(&contract).await.restriction;
    assert_eq!((waiting.level, waiting.told_level), (Level::Locked, Level::Limited));
    assert_eq!(phone.agent.level(), Level::Limited);
    world.pay(&contract, 30_000).await;
    phone.check_in(&world).await;
    assert_eq!(phone.agent.screen().kind, agent::ScreenKind::Quittance);
    assert!(phone.refusals.is_empty(), "{:?}", phone.refusals);

    // Mended while the server runs, the log goes on where it was.
    mend(world.log.files().path());
    sequence(&world.app).await.unwrap();
    let (status, now) = get(&world, "/log/checkpoint").await;
    let size = |checkpoint: &str| checkpoint.lines().nth(1).unwrap().parse::<u64>().unwrap();
    assert_eq!(
        (status, size(&now)),
        (200, size(&checkpoint) + 3),
        "the lock that was not told, its release, and the quittance"
    );
    assert_eq!(get(&world, "/healthz").await.1, "alive\n");
    assert!(world.app.metrics.text().contains("quittance_log_running 1\n"));
}

#[tokio::test]
async fn what_waited_is_told_when_the_log_is_mended() {
    let (world, _, mut phone) = limited().await;
    let world = world.restarted_over(damage).await;
    live(&world, &mut phone, "2026-03-09T10:00:00Z", 1).await;
    assert_eq!(phone.agent.level(), Level::Limited);
    mend(world.log.files().path());
    assert_eq!(sequence(&world.app).await.unwrap(), 1);
    phone.check_in(&world).await;
    assert_eq!(phone.agent.level(), Level::Locked);
}

/// The holder of a quittance gets it whatever happened to the log.
#[tokio::test]
async fn documents_can_be_had_without_their_proofs() {
    let (world, contract, _) = limited().await;
    world.pay(&contract, 30_000).await;
    let world = world.restarted_over(damage).await;
    let issue = server::admin::AdminCommand::IssueKey {
        lender: world.lender.id,
        label: "test".to_owned(),
        scopes: vec!["contracts:read".to_owned()],
        expires_at: None,
    };
    let key = world.app.administer(issue).await.unwrap()["secret"].as_str().unwrap().to_owned();
    let ask = async |path: &str| {
        let request = axum::http::Request::get(format!("/v1/contracts/{}{path}", contract.id));
        let request = request.header("authorization", format!("Bearer {key}")).body("".into()).unwrap();
        world.send(request).await
    };
    let listed: serde_json::Value = serde_json::from_slice(&ask("/documents").await.body).unwrap();
    let kinds = listed["data"].as_array().unwrap();
    let quittance = kinds.iter().find(|document| document["kind"] == "quittance").unwrap();
    assert_eq!(quittance["log"][0]["proof"], serde_json::Value::Null);
    let digest = quittance["digest"].as_str().unwrap();
    assert_eq!(ask(&format!("/documents/{digest}")).await.status, 200);
    // A file of evidence without proofs would convince nobody.
    assert_eq!(ask("/evidence").await.status, 503);
}

#[tokio::test]
async fn a_log_that_another_process_has_open_is_waited_for() {
    let (world, contract, mut phone) = limited().await;
    let mut other = None;
    let open = |folder: &Path| {
        let key: tlog::LogSigner = std::sync::Arc::new(KeyRing::new(MASTER).log_key());
        other = Some(Log::open(folder, "log.example", key).unwrap());
    };
    let world = world.restarted_over(open).await;
    assert!(matches!(sequence(&world.app).await, Err(LogFailure::Log(tlog::Error::Locked(_)))));
    world.pay(&contract, 30_000).await;
    phone.check_in(&world).await;
    assert_eq!(phone.agent.level(), Level::None);
    drop(other);
    sequence(&world.app).await.unwrap();
    assert_eq!(get(&world, "/log/checkpoint").await.0, 200);
}

/// An old copy was put back: what it lacks was promised.
#[tokio::test]
async fn a_log_shorter_than_the_database_knows_is_not_served() {
    let (world, contract, _) = limited().await;
    let files = world.log.files();
    let old = tempfile::tempdir().unwrap();
    let copy = |from: &Path, to: &Path| {
        let mut command = std::process::Command::new("cp");
        assert!(command.arg("-rT").arg(from).arg(to).status().unwrap().success());
    };
    let world = world.restarted_over(|folder| copy(folder, old.path())).await;
    world.pay(&contract, 30_000).await;
    sequence(&world.app).await.unwrap();
    let newest = tempfile::tempdir().unwrap();
    let world = world
        .restarted_over(|folder| {
            copy(folder, newest.path());
            fs::remove_dir_all(folder).unwrap();
            copy(old.path(), folder);
        })
        .await;
    assert!(matches!(sequence(&world.app).await, Err(LogFailure::Shorter { .. })));
    assert_eq!(get(&world, "/log/checkpoint").await.0, 503);
    fs::remove_dir_all(files.path()).unwrap();
    copy(newest.path(), files.path());
    sequence(&world.app).await.unwrap();
    assert_eq!(get(&world, "/log/checkpoint").await.0, 200);
}

#[tokio::test]
async fn a_log_whose_key_is_out_of_reach_at_the_start_is_waited_for() {
    let (world, contract, mut phone) = limited().await;
    let is_down = std::sync::Arc::clone(&world.log.is_down);
    // Without its newest checkpoint it must be signed anew.
    let world = world
        .restarted_over(|folder| {
            is_down.store(true, std::sync::atomic::Ordering::SeqCst);
            fs::remove_file(folder.join("checkpoint")).unwrap();
        })
        .await;
    assert!(matches!(sequence(&world.app).await, Err(LogFailure::Log(tlog::Error::Sign(_)))));
    assert_eq!(get(&world, "/log/checkpoint").await.0, 503);
    world.pay(&contract, 30_000).await;
    phone.check_in(&world).await;
    assert_eq!(phone.agent.level(), Level::None);
    is_down.store(false, std::sync::atomic::Ordering::SeqCst);
    sequence(&world.app).await.unwrap();
    let shown = get(&world, "/log/key").await.1;
    assert!(shown.starts_with("log.example+"), "{shown}");
}
