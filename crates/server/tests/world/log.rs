//! Orders wait for the public log, releases never (invariant I8).

use std::collections::BTreeSet;

use std::sync::atomic::Ordering;

use policy::Level;
use proof::log::{Entry, EntryKind, LogProof};
use serde_json::json;
use server::admin::AdminCommand;
use server::jobs::advance_test_clock;
use server::log::sequence;
use servicing::{Command, Contract, HoldKind};

use tlog::monitor::{Judge, Packs};

use crate::phone::Phone;
use crate::world::{World, at};

/// A phone that checks in every day at ten, up to this day.
pub(crate) async fn live(world: &World, phone: &mut Phone, from: &str, days: i64) {
    for day in 0..days {
        let to = at(from) + jiff::SignedDuration::from_hours(24 * day);
        advance_test_clock(&world.app, &world.lender, to).await.unwrap();
        phone.check_in(world).await;
        assert!(phone.refusals.is_empty(), "{:?}", phone.refusals);
    }
}

/// Limited, the day before the lock.
pub(crate) async fn limited() -> (World, Contract, Phone) {
    let world = World::new().await;
    let contract = world.contract().await;
    let mut phone = Phone::of(&contract);
    phone.enroll(&world, &contract).await;
    live(&world, &mut phone, "2026-02-02T10:00:00Z", 35).await;
    assert_eq!(phone.agent.level(), Level::Limited);
    (world, contract, phone)
}

fn stop(world: &World, is_down: bool) {
    world.log.is_down.store(is_down, Ordering::SeqCst);
}

async fn kinds(world: &World) -> Vec<EntryKind> {
    let entries = world.log.book.reader().unwrap().entries(0, 1_000).unwrap();
    entries.iter().map(|entry| Entry::parse(entry).unwrap().kind).collect()
}

#[tokio::test]
async fn a_log_that_stands_still_keeps_a_lock_from_the_phone_and_nothing_else() {
    let (world, contract, mut phone) = limited().await;
    let size = world.log.book.reader().unwrap().size();
    stop(&world, true);
    live(&world, &mut phone, "2026-03-09T10:00:00Z", 3).await;
    let waiting = world.read(&contract).await;
    assert_eq!((waiting.restriction.level, phone.agent.level()), (Level::Locked, Level::Limited));
    assert!(waiting.restriction.logged.is_some(), "the one before");
    assert_eq!(world.log.book.reader().unwrap().size(), size);

    // A hold, a payment and the quittance reach the phone all the same.
    world.execute(&contract, Command::PlaceHold { kind: HoldKind::Dispute, until: None }).await.unwrap();
    phone.check_in(&world).await;
    assert_eq!(phone.agent.level(), Level::None);
    world.execute(&contract, Command::ReleaseHold { kind: HoldKind::Dispute }).await.unwrap();
    world.pay(&contract, 30_000).await;
    phone.check_in(&world).await;
    assert_eq!(phone.agent.screen().kind, agent::ScreenKind::Quittance);
    assert!(phone.refusals.is_empty(), "{:?}", phone.refusals);

    // When it goes on, everything is logged, and the lock that came to nothing is not told.
    stop(&world, false);
    sequence(&world.app).await.unwrap();
    phone.check_in(&world).await;
    assert_eq!(phone.agent.screen().kind, agent::ScreenKind::Quittance);
    let logged = kinds(&world).await;
    let [.., restriction, release, quittance] = logged.as_slice() else { panic!("{logged:?}") };
    assert_eq!(
        (*restriction, *release, *quittance),
        (EntryKind::Restriction, EntryKind::Release, EntryKind::Quittance)
    );
}

#[tokio::test]
async fn those_who_run_the_server_hear_of_it() {
    let (world, _, mut phone) = limited().await;
    let health = || world.send(axum::http::Request::get("/healthz").body("".into()).unwrap());
    assert_eq!(health().await.body, "alive\n");
    stop(&world, true);
    live(&world, &mut phone, "2026-03-09T10:00:00Z", 1).await;
    let said = String::from_utf8(health().await.body.to_vec()).unwrap();
    assert!(said.starts_with("alive\nthe log stands still since 2026-01-05T09:00:00Z"), "{said}");
    assert!(said.contains("no answer") && said.ends_with("payments and releases do not.\n"), "{said}");
    let metrics = world.app.metrics.text();
    assert!(metrics.contains("quittance_log_queue 1\n"), "{metrics}");
    assert!(!metrics.contains("quittance_log_failures_total 0\n"));
    stop(&world, false);
    sequence(&world.app).await.unwrap();
    assert_eq!(health().await.body, "alive\n");
    let metrics = world.app.metrics.text();
    assert!(metrics.contains("quittance_log_queue 0\n"), "{metrics}");
    assert!(metrics.contains("quittance_log_entries_total{is=\"restriction\"}"), "{metrics}");
}

/// The checkpoint is not signed, but the journal has the entries: as after a crash between the two.
#[tokio::test]
async fn after_a_crash_no_entry_is_logged_twice() {
    let (world, contract, mut phone) = limited().await;
    stop(&world, true);
    live(&world, &mut phone, "2026-03-09T10:00:00Z", 1).await;
    let pending = world.app.store.pending_leaves(10).await.unwrap();
    assert_eq!(pending.len(), 1);
    stop(&world, false);
    // Nobody has told the store of the place; a server started anew finds it out.
    let world = world.restarted().await;
    assert_eq!(sequence(&world.app).await.unwrap(), 1);
    phone.check_in(&world).await;
    assert_eq!(phone.agent.level(), Level::Locked);
    let size = world.log.book.reader().unwrap().size();
    let ids = world.log.book.reader().unwrap().ids(0, 1_000).unwrap();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), usize::try_from(size).unwrap());
    assert_eq!(ids.last(), Some(pending[0].id.as_bytes()));
    assert_eq!(sequence(&world.app).await.unwrap(), 0);
    assert_eq!(world.log.book.reader().unwrap().size(), size);
    let told = world.read(&contract).await;
    assert_eq!(told.restriction.logged.unwrap().index, size - 1);
}

/// The place is noted, and the server dies before the contract hears of it.
#[tokio::test]
async fn an_order_that_was_placed_is_told_by_the_next_server() {
    let (world, contract, mut phone) = limited().await;
    stop(&world, true);
    live(&world, &mut phone, "2026-03-09T10:00:00Z", 1).await;
    stop(&world, false);
    let pending = world.app.store.pending_leaves(10).await.unwrap();
    let place = world.log.book.reader().unwrap().size();
    let placed = store::rows::LeafPlaced { id: pending[0].id, place, done: false };
    world.app.store.mark_sequenced(vec![placed]).await.unwrap();
    let world = world.restarted().await;
    // The journal has the entry at this very place, so the log is long enough again.
    assert_eq!(sequence(&world.app).await.unwrap(), 1);
    phone.check_in(&world).await;
    assert_eq!(
        (phone.agent.level(), world.read(&contract).await.restriction.told_level),
        (Level::Locked, Level::Locked)
    );
}

#[tokio::test]
async fn a_log_older_than_the_database_is_refused() {
    let (world, ..) = limited().await;
    let pending = store::rows::LeafRow {
        id: ident::LeafId::from_bytes([1; 16]),
        lender: None,
        contract: None,
        kind: "policy".to_owned(),
        document: [0; 32],
        entry: vec![0],
        at: world.now().await,
        queued_at: world.now().await,
        place: None,
    };
    world.app.store.queue_leaf(pending).await.unwrap();
    let beyond = world.log.book.reader().unwrap().size() + 5;
    let placed =
        store::rows::LeafPlaced { id: ident::LeafId::from_bytes([1; 16]), place: beyond, done: true };
    world.app.store.mark_sequenced(vec![placed]).await.unwrap();
    let world = world.restarted().await;
    let refused = sequence(&world.app).await.unwrap_err().to_string();
    assert!(refused.contains("restore the log's folder from its newest copy"), "{refused}");
}

#[tokio::test]
async fn everything_in_the_log_is_well_formed_and_policy_packs_come_first() {
    let (world, contract, mut phone) = limited().await;
    live(&world, &mut phone, "2026-03-09T10:00:00Z", 1).await;
    world.pay(&contract, 30_000).await;
    sequence(&world.app).await.unwrap();
    let reader = world.log.book.reader().unwrap();
    let entries: Vec<Entry> =
        reader.entries(0, 1_000).unwrap().iter().map(|bytes| Entry::parse(bytes).unwrap()).collect();
    assert!(entries.iter().all(|entry| entry.lacks().is_none()), "{entries:?}");
    let packs = world.app.packs.all().count();
    assert!(entries.iter().take(packs).all(|entry| entry.kind == EntryKind::Policy));
    let house = contract.pack.digest;
    assert!(entries.iter().take(packs).any(|entry| entry.pack == Some(house)));
    for entry in entries.iter().filter(|entry| entry.kind == EntryKind::Restriction) {
        assert!(entry.test && entry.lender == Some(world.lender.id) && entry.pack == Some(house));
        assert!(entry.notice_days.unwrap() >= 5 && entry.dpd.unwrap() >= 21, "{entry:?}");
    }
    // Nothing in it names the device, and no two entries can be told to be about the same one.
    let devices: Vec<_> = entries.iter().filter_map(|entry| entry.device).collect();
    assert_eq!(devices.iter().collect::<std::collections::HashSet<_>>().len(), devices.len());
    // With its salt, the holder of a document finds it.
    for row in world.app.store.leaves_of(contract.id).await.unwrap() {
        let document = proof::Digest(row.document);
        let extra = proof::log::Extra::new(world.app.log.salt(&document), row.entry.clone()).to_bytes();
        let text = reader.proof_text(row.place.unwrap(), extra).unwrap();
        let logged = LogProof::verify(&text, &world.app.log.trust()).unwrap();
        assert!(logged.is_for(contract.device.id, &document));
    }
    // A server started anew logs no pack again.
    let world = world.restarted().await;
    let before = reader.size();
    sequence(&world.app).await.unwrap();
    assert_eq!(world.log.book.reader().unwrap().size(), before);
}

/// The worker itself: an entry gets its place without anybody asking.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sequencer_works_by_itself() {
    let (world, contract, _) = limited().await;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let workers = server::log::start(&world.app, &stopped);
    world.pay(&contract, 30_000).await;
    let waits = || async { world.app.store.log_queue().await.unwrap().pending };
    for _ in 0..500 {
        if waits().await == 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(waits().await, 0);
    stop.send_replace(true);
    for worker in workers {
        worker.await.unwrap();
    }
}

/// The holder of a contract's documents can prove each to anyone, without asking the server again.
#[tokio::test]
async fn the_api_gives_salt_and_proof_with_each_document() {
    let (world, contract, mut phone) = limited().await;
    stop(&world, true);
    live(&world, &mut phone, "2026-03-09T10:00:00Z", 1).await;
    let key = AdminCommand::IssueKey {
        lender: world.lender.id,
        label: "test".to_owned(),
        scopes: vec!["contracts:read".to_owned()],
        expires_at: None,
    };
    let key = world.app.administer(key).await.unwrap()["secret"].as_str().unwrap().to_owned();
    let get = async |path: &str| -> serde_json::Value {
        let request = axum::http::Request::get(format!("/v1/contracts/{}{path}", contract.id));
        let request = request.header("authorization", format!("Bearer {key}")).body("".into()).unwrap();
        serde_json::from_slice(&world.send(request).await.body).unwrap()
    };
    let restriction = &get("").await["restriction"];
    assert_eq!((&restriction["level"], &restriction["told_level"]), (&json!("locked"), &json!("limited")));
    let logged = &restriction["logged"];
    assert_eq!((&logged["level"], &logged["in_force"]), (&json!("limited"), &json!(false)));
    stop(&world, false);
    world.pay(&contract, 30_000).await;
    sequence(&world.app).await.unwrap();

    let documents = get("/documents").await;
    let documents = documents["data"].as_array().unwrap();
    let kinds: Vec<&str> = documents.iter().map(|document| document["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"standing") && kinds.contains(&"quittance"), "{kinds:?}");
    for document in documents {
        let digest: proof::Digest = document["digest"].as_str().unwrap().to_owned().try_into().unwrap();
        let entries = document["log"].as_array().unwrap();
        assert_eq!(entries.len(), usize::from(document["kind"] != "terms"), "{document}");
        for entry in entries {
            let logged = LogProof::verify(entry["proof"].as_str().unwrap(), &world.app.log.trust()).unwrap();
            assert!(logged.is_for(contract.device.id, &digest));
            assert_eq!(logged.entry().kind.as_str(), entry["kind"].as_str().unwrap());
            assert_eq!(json!(logged.index()), entry["index"]);
            let salt = data_encoding::HEXLOWER.encode(&world.app.log.salt(&digest).0);
            assert_eq!(entry["salt"], json!(salt));
        }
    }
}

/// What is logged of a whole delinquency keeps every rule that a stranger can check.
#[tokio::test]
async fn a_stranger_finds_nothing_wrong() {
    let (world, contract, mut phone) = limited().await;
    live(&world, &mut phone, "2026-03-09T10:00:00Z", 3).await;
    world.pay(&contract, 30_000).await;
    sequence(&world.app).await.unwrap();
    let entries = world.log.book.reader().unwrap().entries(0, 1_000).unwrap();
    let mut judge = Judge::new(Packs::default(), 100);
    let findings: Vec<_> = (0..).zip(&entries).flat_map(|(index, entry)| judge.judge(index, entry)).collect();
    assert_eq!(findings, []);
    let kinds = kinds(&world).await;
    for kind in [EntryKind::Policy, EntryKind::Restriction, EntryKind::Release, EntryKind::Quittance] {
        assert!(kinds.contains(&kind), "no {kind}");
    }
}
