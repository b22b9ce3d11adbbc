//! Rules that a lender has not used before reach few phones first, and stop when they were wrong.

use policy::Level;
use server::admin::AdminCommand;
use servicing::{Command, Contract, HoldKind};

use crate::ripe::{RISES, copies, operator, question, restricted, ripe, set_budget};
use crate::world::{World, at};

async fn world() -> (World, Contract) {
    let mut world = World::new().await;
    let of = ripe(&world).await;
    set_budget(&world.app, world.lender.id, 10_000).await;
    world.reload().await;
    (world, of)
}

#[tokio::test]
async fn a_hundred_phones_first_and_all_after_three_days() {
    let (world, of) = world().await;
    let mut contracts = copies(&world.app, &world.lender, &of, 0..119).await;
    contracts.push(of);
    world.advance("2026-02-23T16:00:00Z").await;
    assert_eq!(restricted(&world.app, &contracts).await, 100);
    world.advance("2026-02-25T16:00:00Z").await;
    assert_eq!(restricted(&world.app, &contracts).await, 100, "a tenth of so few is no more");
    let deepest = world.read(&contracts[0]).await.restriction.level.max(Level::Reminder);
    assert_eq!(deepest, Level::Reminder);
    world.advance("2026-02-26T16:00:00Z").await;
    assert_eq!(restricted(&world.app, &contracts).await, 120);
    assert!(world.app.metrics.text().contains(r#"quittance_withheld_total{is="rollout_stage"}"#));
}

#[tokio::test]
async fn disputes_stop_it_and_two_people_let_it_go_on() {
    let (world, of) = world().await;
    let contracts = copies(&world.app, &world.lender, &of, 0..6).await;
    world.advance(RISES).await;
    assert_eq!(restricted(&world.app, &contracts).await, 6);
    let dispute = Command::PlaceHold { kind: HoldKind::Dispute, until: None };
    world.execute(&contracts[0], dispute.clone()).await.unwrap();
    world.execute(&contracts[1], dispute.clone()).await.unwrap();
    // Freed by paying, and disputed soon after: a complaint as well.
    world.pay(&contracts[2], 10_000).await;
    let late = copies(&world.app, &world.lender, &of, 10..11).await;
    world.execute(&contracts[2], dispute).await.unwrap();
    let pack = of.pack.digest;
    let row = world.app.store.rollout(world.lender.id, &pack.0).await.unwrap().unwrap();
    assert_eq!((row.phones, row.lifted, row.cases, row.stopped_at), (7, 3, 3, Some(at(RISES))));
    let told = stops(&world).await;
    assert_eq!(told, [(pack.to_string(), "itself".to_owned())]);
    world.advance("2026-02-23T10:30:00Z").await;
    assert_eq!(restricted(&world.app, &late).await, 0);
    let asked = question(&world.app, world.lender.id).await;
    assert_eq!((asked.why.as_str(), asked.subject), ("rollout", pack.to_string()));
    let lender = world.lender.id;
    let status = world.app.administer(AdminCommand::ListRollouts { lender }).await.unwrap();
    assert_eq!((status[0]["stage"].as_str(), status[0]["cases"].as_u64()), (Some("first_phones"), Some(3)));
    for n in [1, 2] {
        let operator = operator(&world, n, None).await;
        world.app.approve(asked.id, &operator, None).await.unwrap();
    }
    assert_eq!(restricted(&world.app, &late).await, 1);
    // A person can stop it too; stopping twice is refused.
    let stop = AdminCommand::StopRollout { lender, pack };
    world.app.administer(stop.clone()).await.unwrap();
    assert_eq!(world.app.administer(stop).await.unwrap_err().status, 409);
    // Both happened in one instant of the test clock: their order is not told.
    let told = stops(&world).await;
    let mut by: Vec<_> = told.iter().map(|(_, by)| by.as_str()).collect();
    by.sort_unstable();
    assert_eq!(by, ["itself", "person"]);
}

/// Of which pack the lender heard that its rollout stopped, and by whom.
async fn stops(world: &World) -> Vec<(String, String)> {
    let events = world.app.store.lender_events(world.lender.id, store::Page::first(1_000)).await.unwrap();
    let stopped = events.into_iter().filter(|event| event.kind == "rollout.stopped");
    let read = |event: store::rows::EventRow| {
        let data: serde_json::Value = serde_json::from_str(&event.data).unwrap();
        (data["pack"].as_str().unwrap().to_owned(), data["by"].as_str().unwrap().to_owned())
    };
    stopped.map(read).collect()
}
