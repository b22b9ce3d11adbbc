//! A stale payment feed restricts nobody, whatever it would be; two people can vouch for it.

use policy::Level;
use servicing::ApprovalRefusal;

use crate::ripe::{RISES, copies, live, operator, question, restricted, ripe};
use crate::world::{World, at};

#[tokio::test]
async fn two_people_move_the_watermark_and_nobody_beyond_what_is_known() {
    let world = World::new().await;
    let of = ripe(&world).await;
    let lender = live(&world).await;
    let contracts = copies(&world.app, &lender, &of, 0..3).await;
    world.set_wall(at(RISES));
    // The feed is two days old: the pack asks for one of a day at most.
    world
        .app
        .store
        .advance_feed(
            lender.id,
            "bank",
            (store::rows::FeedWord::Heard, at("2026-02-21T09:00:00Z")),
            store::News::default(),
        )
        .await
        .unwrap();
    close(&world).await;
    assert_eq!(restricted(&world.app, &contracts).await, 0);
    let asked = question(&world.app, lender.id).await;
    assert_eq!((asked.why.as_str(), asked.phones), ("stale_feed", 3));
    let (one, two) = (operator(&world, 1, None).await, operator(&world, 2, None).await);
    let early = world.app.approve(asked.id, &one, Some(at("2026-02-23T09:00:01Z"))).await.unwrap_err();
    assert_eq!(early.to_string(), ApprovalRefusal::ThroughTooLate(at(RISES)).to_string());
    let through = at("2026-02-23T08:00:00Z");
    world.app.approve(asked.id, &one, Some(through)).await.unwrap();
    assert_eq!(restricted(&world.app, &contracts).await, 0);
    world.app.approve(asked.id, &two, Some(through)).await.unwrap();
    assert_eq!(restricted(&world.app, &contracts).await, 3);
    let raised = world.app.contract_of(lender.id, contracts[0].id).await.unwrap().unwrap();
    assert_eq!(raised.restriction.warrant.unwrap().reconciled_to, through);
}

#[tokio::test]
async fn a_watermark_before_the_end_of_grace_restricts_nobody() {
    let world = World::new().await;
    let of = ripe(&world).await;
    world.app.set_test_clock(world.lender.id, at(RISES)).await.unwrap();
    // Due on 2 February with three days of grace; and of a day ago, as the pack demands.
    for (to, level) in [
        ("2026-02-05T23:59:59Z", Level::None),
        ("2026-02-22T08:59:59Z", Level::None),
        ("2026-02-22T09:00:00Z", Level::Reminder),
    ] {
        let command = servicing::Command::Wake { reconciled_to: Some(at(to)) };
        let woken = world.execute(&of, command).await.unwrap();
        assert_eq!(woken.contract.restriction.level, level, "{to}");
    }
}

/// The close's own look at what is due by the world's clock.
async fn close(world: &World) {
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let before = world.app.metrics.wakes.get();
    let workers = server::jobs::start(&world.app, &stopped);
    while world.app.metrics.wakes.get() == before {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    stop.send_replace(true);
    for worker in workers {
        worker.await.unwrap();
    }
}
