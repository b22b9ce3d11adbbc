//! A frozen lender restricts nothing more; its phones become free by themselves.

use std::sync::atomic::Ordering;

use policy::Level;
use server::log::sequence;

use crate::ripe::{RISES, copies, operator, question, restricted, ripe};
use crate::world::{World, at};

#[tokio::test]
async fn nothing_rises_or_lasts_longer_while_frozen_and_payments_release() {
    let world = World::new().await;
    let of = ripe(&world).await;
    world.advance(RISES).await;
    assert!(world.app.freeze(&world.lender, "a key is lost").await.unwrap());
    assert!(!world.app.freeze(&world.lender, "again").await.unwrap());
    let held = world.read(&of).await;
    assert_eq!(held.restriction.level, Level::Reminder);
    let ends = held.restriction.warrant.as_ref().unwrap().expires_at;
    // Part of it is paid: the warrant names less, and not a day longer.
    world.pay(&of, 1_000).await;
    let restated = world.read(&of).await;
    assert_eq!(restated.restriction.warrant.unwrap().expires_at, ends);
    assert_eq!(restated.restriction.level, Level::Reminder);
    // The next level's day comes and goes; the warrant is not renewed and ends.
    let waiting = copies(&world.app, &world.lender, &of, 0..2).await;
    world.advance("2026-03-01T10:00:00Z").await;
    assert_eq!(world.read(&of).await.restriction.level, Level::Reminder);
    world.advance("2026-03-03T10:00:00Z").await;
    assert_eq!(world.read(&of).await.restriction.level, Level::None);
    assert_eq!(restricted(&world.app, &waiting).await, 0);
}

#[tokio::test]
async fn what_waits_for_the_log_when_the_freeze_comes_is_not_told() {
    let world = World::new().await;
    let of = ripe(&world).await;
    world.log.is_down.store(true, Ordering::SeqCst);
    world.advance(RISES).await;
    world.app.freeze(&world.lender, "a key is lost").await.unwrap();
    world.log.is_down.store(false, Ordering::SeqCst);
    sequence(&world.app).await.unwrap();
    let frozen = world.read(&of).await.restriction;
    assert_eq!((frozen.level, frozen.told_level), (Level::Reminder, Level::None));
    let waiting = world.app.store.placed_leaves(0, 9).await.unwrap();
    assert!(waiting.is_empty(), "nobody else waits behind it: {waiting:?}");
    // It is paid: nothing was ever restricted.
    world.pay(&of, 30_000).await;
    assert_eq!(world.read(&of).await.restriction.level, Level::None);
}

#[tokio::test]
async fn a_freeze_outlives_the_process_and_thaws_by_two_people() {
    let world = World::new().await;
    let of = ripe(&world).await;
    world.app.freeze(&world.lender, "a drill").await.unwrap();
    let world = world.restarted().await;
    world.advance(RISES).await;
    assert_eq!(world.read(&of).await.restriction.level, Level::None);
    let asked = world.app.ask_to_thaw(&world.lender).await.unwrap().unwrap();
    assert_eq!(question(&world.app, world.lender.id).await.id, asked.id);
    for (n, frozen) in [(1, true), (2, false)] {
        let operator = operator(&world, n, Some(world.lender.id)).await;
        world.app.approve(asked.id, &operator, None).await.unwrap();
        assert_eq!(world.app.store.frozen(world.lender.id).await.unwrap().is_some(), frozen);
    }
    assert_eq!(world.read(&of).await.restriction.level, Level::Reminder, "it looks at once");
    assert_eq!(world.app.ask_to_thaw(&world.lender).await.unwrap(), None);
    assert_eq!(world.now().await, at(RISES));
}
