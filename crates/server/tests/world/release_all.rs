//! Everything let go: it is for good, it ends, and a restart in the middle loses nothing.

use policy::Level;
use serde_json::Value;
use server::admin::AdminCommand;
use servicing::{Command, ContractStatus, HoldKind, Refusal};

use crate::ripe::{RISES, copies, restricted, ripe};
use crate::world::{World, at};

async fn step(world: &World, goes_on: bool) -> Value {
    let (lender, reason) = (world.lender.id, "the key was stolen".to_owned());
    world.app.administer(AdminCommand::ReleaseAll { lender, reason, goes_on }).await.unwrap()
}

#[tokio::test]
async fn every_phone_is_released_once_and_for_good_also_over_a_restart() {
    let world = World::new().await;
    let of = ripe(&world).await;
    world.advance(RISES).await;
    let of = world.read(&of).await;
    let mut contracts = copies(&world.app, &world.lender, &of, 0..300).await;
    contracts.push(of);
    assert_eq!(restricted(&world.app, &contracts).await, 301);

    let first = step(&world, false).await;
    assert_eq!((first["released"].as_u64(), first["finished_at"].is_null()), (Some(256), true));
    assert_eq!(restricted(&world.app, &contracts).await, 301 - 256);
    assert!(world.app.store.frozen(world.lender.id).await.unwrap().is_some());
    // The process dies here; the next one goes on by itself.
    let world = world.restarted().await;
    let second = step(&world, true).await;
    assert_eq!(second["released"].as_u64(), Some(301));
    let last = step(&world, true).await;
    assert!(!last["finished_at"].is_null(), "{last}");
    assert_eq!(step(&world, true).await, last, "it is over");
    assert_eq!(restricted(&world.app, &contracts).await, 0);

    let one = world.read(&contracts[7]).await;
    assert_eq!((one.status, one.holds[0].kind), (ContractStatus::Active, HoldKind::ReleasedByLender));
    let standing = world.app.store.current_standing(one.device.id).await.unwrap().unwrap();
    assert_eq!((standing.seq, standing.level.as_str()), (one.restriction.standing_seq, "none"));
    // A thaw is for new contracts: these stay free.
    world.app.store.thaw(world.lender.id, store::News::default()).await.unwrap();
    let refused = world.execute(&one, Command::ReleaseHold { kind: HoldKind::ReleasedByLender }).await;
    assert!(matches!(refused, Err(server::ExecuteError::Refused(Refusal::HoldForGood))));
    world.advance("2026-06-01T12:00:00Z").await;
    assert_eq!(world.read(&one).await.restriction.level, Level::None);
    assert_eq!(world.now().await, at("2026-06-01T12:00:00Z"));
}

#[tokio::test]
async fn the_server_goes_on_by_itself() {
    let world = World::new().await;
    let of = ripe(&world).await;
    world.advance(RISES).await;
    world.app.begin_release_all(&world.lender, "a drill").await.unwrap();
    assert_eq!(restricted(&world.app, std::slice::from_ref(&of)).await, 1);
    let world = world.restarted().await;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let workers = server::jobs::start(&world.app, &stopped);
    while world.app.store.release_run(world.lender.id).await.unwrap().unwrap().finished_at.is_none() {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    stop.send_replace(true);
    for worker in workers {
        worker.await.unwrap();
    }
    assert_eq!(restricted(&world.app, &[of]).await, 0);
}
