//! A lender whose keys the server's key store keeps, under its own root and under people's.

use std::sync::Arc;

use ident::{LenderId, SeededEntropy};
use policy::Level;
use proof::Digest;
use proof::authority::{Endorsed, Role, Root, Roster, Trust};
use proof::keys::{LenderKey, Signer as _};
use proof::log::{Entry, EntryKind};
use server::admin::{AdminCommand, KeysAct};
use server::custody::{KeyStore, Purpose};
use server::log::sequence;
use server::{App, KeyRing};
use servicing::Command;

use crate::ripe::{RISES, copies, restricted, ripe, set_budget};
use crate::world::{MASTER, START, World, at};

fn person() -> LenderKey {
    LenderKey::from_seed(&[101; 32])
}

fn ring() -> KeyRing {
    let ring = KeyRing::new(MASTER);
    let store = KeyStore::in_memory(ring.sealer());
    store.begin("log.example", at(START), &mut SeededEntropy::new(4)).unwrap();
    ring.with_store(store)
}

fn peoples_root() -> Vec<u8> {
    let root = Root {
        version: 2,
        origin: "log.example".to_owned(),
        threshold: 1,
        keys: vec![person().public_key()],
        issued_at: at(START),
        expires_at: at("2031-01-05T09:00:00Z"),
    };
    let mut root = Endorsed::draft(&root).unwrap();
    root.try_sign(&person()).unwrap();
    root.to_bytes()
}

/// A roster that people sign after a change of what the command key may do.
async fn install(app: &Arc<App>, lender: LenderId, level: Level, orders_per_hour: u32) {
    let drafted = app.administer(AdminCommand::Keys(KeysAct::DraftRoster { lender })).await.unwrap();
    let draft = data_encoding::BASE64.decode(drafted["draft"].as_str().unwrap().as_bytes()).unwrap();
    let mut roster = Endorsed::<Roster>::parse(&draft).unwrap().unverified().clone();
    let key = roster.keys.iter_mut().find(|key| key.role == Role::Command).unwrap();
    assert_eq!(
        (key.max_level, key.orders_per_hour),
        (Some(Level::Locked), Some(100)),
        "unless people say less"
    );
    (key.max_level, key.orders_per_hour) = (Some(level), Some(orders_per_hour));
    let mut roster = Endorsed::draft(&roster).unwrap();
    roster.try_sign(&person()).unwrap();
    app.keys.store().unwrap().install_roster(&roster.to_bytes()).unwrap();
    app.forget_lender(lender);
}

/// A world whose people took over from the server's own root.
async fn world(level: Level, orders_per_hour: u32) -> World {
    let mut world = World::with_keys(ring()).await;
    world.app.keys.store().unwrap().install_root(&peoples_root()).unwrap();
    install(&world.app, world.lender.id, level, orders_per_hour).await;
    world.reload().await;
    assert_eq!(world.lender.authority.trust().version(), (2, 1));
    world
}

/// What the log holds of keys.
fn papers(world: &World) -> Vec<Vec<u8>> {
    let entries = world.log.book.reader().unwrap().entries(0, 1_000).unwrap();
    let entries = entries.iter().map(|entry| Entry::parse(entry).unwrap());
    entries
        .filter(|entry| entry.kind == EntryKind::Keys)
        .map(|entry| entry.content.unwrap().to_vec())
        .collect()
}

#[tokio::test]
async fn every_root_and_roster_is_in_the_public_log_once() {
    let world = World::with_keys(ring()).await;
    sequence(&world.app).await.unwrap();
    let (roots, first) = world.lender.authority.papers();
    let mut expected = vec![roots[0].to_vec(), first.to_vec()];
    let mut found = papers(&world);
    found.sort_by_key(|paper| *paper != expected[0]);
    assert_eq!(found, expected);

    // A log that stands still does not keep a stolen key in use.
    world.log.is_down.store(true, std::sync::atomic::Ordering::SeqCst);
    let lender = world.lender.id;
    let stolen: Digest = world.lender.authority.keys.command.public_key().thumbprint();
    let keys = async |act| world.app.administer(AdminCommand::Keys(act)).await.unwrap();
    keys(KeysAct::Revoke { lender, key: stolen }).await;
    expected.push(world.app.lender(lender).await.unwrap().unwrap().authority.papers().1.to_vec());
    keys(KeysAct::Rotate { lender, purpose: Purpose::Freshness }).await;
    expected.push(world.app.lender(lender).await.unwrap().unwrap().authority.papers().1.to_vec());
    assert_eq!(world.app.store.pending_leaves(9).await.unwrap().len(), 2);
    assert_eq!(papers(&world).len(), 2);
    world.log.is_down.store(false, std::sync::atomic::Ordering::SeqCst);
    for _ in 0..2 {
        sequence(&world.app).await.unwrap();
        let mut found = papers(&world);
        let place = |paper: &Vec<u8>| expected.iter().position(|other| other == paper).unwrap();
        found.sort_by_key(place);
        assert_eq!(found, expected);
    }
    // Who follows the log sees what the key was replaced with.
    let latest = Trust::restore(&expected[0], &expected[3]).unwrap();
    assert!(latest.is_revoked(&stolen));
}

#[tokio::test]
async fn what_no_phone_would_accept_is_not_ordered() {
    let world = world(Level::None, 100).await;
    let contract = ripe(&world).await;
    world.advance(RISES).await;
    let held = world.read(&contract).await;
    assert_eq!(held.restriction.level, Level::None);
    assert!(held.next_action_at > Some(at(RISES)), "it looks again later");
    let metrics = world.app.metrics.text();
    assert!(metrics.contains(r#"quittance_withheld_total{is="key_level"} 1"#), "{metrics}");
    // The books go on.
    world.pay(&contract, 30_000).await;
    assert!(world.read(&contract).await.restriction.quittance.is_some());
}

#[tokio::test]
async fn a_key_orders_no_more_in_an_hour_than_people_signed() {
    let world = world(Level::Locked, 2).await;
    let of = ripe(&world).await;
    set_budget(&world.app, world.lender.id, 50).await;
    let contracts = copies(&world.app, &world.lender, &of, 0..5).await;
    world.app.set_test_clock(world.lender.id, at(RISES)).await.unwrap();
    for contract in &contracts {
        let command = Command::Wake { reconciled_to: Some(at(RISES)) };
        world.execute(contract, command).await.unwrap();
    }
    assert_eq!(restricted(&world.app, &contracts).await, 2);
    assert!(world.app.metrics.text().contains(r#"quittance_withheld_total{is="credential_budget"} 3"#));
}
