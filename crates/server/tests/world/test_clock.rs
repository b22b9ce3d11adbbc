use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use policy::Channel;
use server::jobs::{AdvanceError, advance_test_clock, next_due_date, next_event_at};
use server::{LenderMode, Problem};
use servicing::{Contract, IssuedNotice};
use store::Commit;
use store::rows::ContractRow;
use tokio::sync::watch;

use crate::world::{IMEI, World, accepted, at, new_lender};

fn first_notice(contract: &Contract) -> &IssuedNotice {
    &contract.delinquency.as_ref().unwrap().notices[0]
}

#[tokio::test]
async fn everything_on_the_way_happens_at_its_own_instant() {
    let world = World::new().await;
    let contract = world.contract().await;
    let advanced = world.advance("2026-02-15T12:00:00Z").await;
    assert_eq!(advanced.now, at("2026-02-15T12:00:00Z"));
    assert!(advanced.wakes >= 3, "{advanced:?}");
    assert_eq!(world.now().await, advanced.now);
    let events = world.app.store.events(contract.id, 0, 100).await.unwrap();
    let told: Vec<String> = events.iter().map(|event| format!("{} {}", event.at, event.kind)).collect();
    insta::assert_json_snapshot!(told, @r#"
    [
      "2026-01-05T09:00:00Z contract.offered",
      "2026-01-05T09:00:00Z contract.accepted",
      "2026-02-02T00:00:00Z installment.due",
      "2026-02-03T00:00:00Z installment.overdue",
      "2026-02-09T09:00:00Z notice.issued",
      "2026-02-09T09:00:00Z notice.delivered",
      "2026-02-09T09:00:00Z notice.effective"
    ]
    "#);
}

#[tokio::test]
async fn messages_arrive_at_the_instant_they_are_issued() {
    let world = World::new().await;
    let contract = world.contract().await;
    world.advance("2026-03-01T12:00:00Z").await;
    let contract = world.read(&contract).await;
    let notice = first_notice(&contract);
    let [reached] = notice.deliveries.as_slice() else { panic!("{notice:?}") };
    assert_eq!((reached.channel, reached.at), (Channel::Sms, notice.issued_at));
    assert!(reached.reference.as_ref().unwrap().starts_with("sandbox:msg_"));
    // The outbox row that stands for it finds nothing left to do.
    let version = contract.version;
    world.set_wall(at("2026-01-05T09:01:00Z"));
    assert!(server::delivery::deliver_due(&world.app).await.unwrap() > 0);
    assert_eq!(world.read(&contract).await.version, version);
}

#[tokio::test]
async fn one_long_step_and_many_short_ones_lead_to_the_same() {
    let (one, many) = (World::new().await, World::new().await);
    let (first, second) = (one.contract().await, many.contract().await);
    one.advance("2026-04-20T12:00:00Z").await;
    let mut now = many.now().await;
    while now < at("2026-04-20T12:00:00Z") {
        now = (now + SignedDuration::from_hours(17)).min(at("2026-04-20T12:00:00Z"));
        many.advance(&now.to_string()).await;
    }
    let of = async |world: &World, contract: &Contract| {
        let events = world.app.store.events(contract.id, 0, 1_000).await.unwrap();
        events.into_iter().map(|event| (event.at, event.kind)).collect::<Vec<_>>()
    };
    assert_eq!(of(&one, &first).await, of(&many, &second).await);
}

#[tokio::test]
async fn a_damaged_contract_stands_still_alone() {
    let world = World::new().await;
    let (damaged, whole) = (world.contract().await, world.contract_for(IMEI + 1).await);
    let row = world.app.store.contract(damaged.id).await.unwrap().unwrap();
    let version = row.version;
    let row = ContractRow { version: version + 1, state: "{}".to_owned(), ..row };
    world.app.store.commit(Commit::of(row, version)).await.unwrap();
    let advanced = world.advance("2026-02-15T12:00:00Z").await;
    assert_eq!(advanced.now, at("2026-02-15T12:00:00Z"));
    assert!(world.read(&whole).await.delinquency.is_some());
    let left = world.app.store.contract(damaged.id).await.unwrap().unwrap();
    assert_eq!((left.version, left.state.as_str()), (version + 1, "{}"));
}

#[tokio::test]
async fn a_clock_does_not_go_back_nor_too_far() {
    let world = World::new().await;
    let advance = async |to: &str| advance_test_clock(&world.app, &world.lender, at(to)).await;
    assert!(matches!(advance("2026-01-05T08:59:59Z").await, Err(AdvanceError::Back(_))));
    assert!(matches!(advance("2036-06-01T00:00:00Z").await, Err(AdvanceError::TooFar(_))));
    assert!(advance("2026-01-05T09:00:00Z").await.is_ok(), "the same instant");
    let live = new_lender(&world.app, LenderMode::Live).await;
    let live = world.app.lender(live).await.unwrap().unwrap();
    let refused = advance_test_clock(&world.app, &live, at("2030-01-01T00:00:00Z")).await.unwrap_err();
    assert!(matches!(refused, AdvanceError::Live));
    assert_eq!(Problem::from(refused).status, 409);
}

#[tokio::test]
async fn other_lenders_time_stands_still() {
    let world = World::new().await;
    let other = new_lender(&world.app, LenderMode::Test).await;
    let other = world.app.lender(other).await.unwrap().unwrap();
    let theirs = accepted(&world.app, &other, 35_000_000_000_005).await;
    world.advance("2026-06-01T00:00:00Z").await;
    assert_eq!(world.app.now_for(&other).await.unwrap(), at(crate::world::START));
    let after = world.app.contract_of(other.id, theirs.id).await.unwrap().unwrap();
    assert_eq!(after.version, theirs.version);
}

#[tokio::test]
async fn two_advances_at_once_wait_for_each_other() {
    let world = Arc::new(World::new().await);
    let contract = world.contract().await;
    let advance = |to: &'static str| {
        let world = Arc::clone(&world);
        tokio::spawn(async move { advance_test_clock(&world.app, &world.lender, at(to)).await })
    };
    let (near, far) = (advance("2026-02-10T00:00:00Z"), advance("2026-03-10T00:00:00Z"));
    assert!(far.await.unwrap().is_ok());
    // The nearer one came first, or time has passed it.
    drop(near.await.unwrap());
    assert_eq!(world.now().await, at("2026-03-10T00:00:00Z"));
    let kinds = world.event_kinds(&contract).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "notice.issued").count(), 2, "each once");
}

#[tokio::test]
async fn what_comes_next_is_known() {
    let world = World::new().await;
    assert_eq!(next_event_at(&world.app, &world.lender).await.unwrap(), None);
    assert_eq!(next_due_date(&world.app, &world.lender).await.unwrap(), None);
    let contract = world.contract().await;
    let due = Some(at("2026-02-02T00:00:00Z"));
    assert_eq!(next_event_at(&world.app, &world.lender).await.unwrap(), due);
    assert_eq!(next_due_date(&world.app, &world.lender).await.unwrap(), due);
    world.advance("2026-02-02T00:00:00Z").await;
    assert_eq!(next_due_date(&world.app, &world.lender).await.unwrap(), Some(at("2026-03-02T00:00:00Z")));
    world.pay(&contract, 20_000).await;
    assert_eq!(next_due_date(&world.app, &world.lender).await.unwrap(), Some(at("2026-04-02T00:00:00Z")));
}

#[tokio::test]
async fn the_close_wakes_live_contracts_by_the_world_s_clock() {
    let world = World::new().await;
    let live = new_lender(&world.app, LenderMode::Live).await;
    let live = world.app.lender(live).await.unwrap().unwrap();
    let mut contracts = Vec::new();
    for n in 0..40 {
        contracts.push(accepted(&world.app, &live, 35_000_000_000_100 + n).await);
    }
    world.set_wall(at("2026-02-02T00:00:00Z"));
    let (stop, stopped) = watch::channel(false);
    let workers = server::jobs::start(&world.app, &stopped);
    let read =
        async |contract: &Contract| world.app.contract_of(live.id, contract.id).await.unwrap().unwrap();
    for contract in &contracts {
        while read(contract).await.fell_due_through.is_none() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    stop.send_replace(true);
    for worker in workers {
        worker.await.unwrap();
    }
    assert_eq!(world.app.metrics.wakes.get(), 40, "each once");
}
