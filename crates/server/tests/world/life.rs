//! The whole life of a contract, seen from the phone.

use agent::ScreenKind;
use policy::Level;

use crate::phone::Phone;
use crate::world::World;

/// The phone checks in once a day at ten; the level it has on each day on which it changes.
async fn live(world: &World, phone: &mut Phone, days: &[&str]) -> Vec<Level> {
    let mut levels = Vec::new();
    for day in days {
        world.advance(&format!("{day}T10:00:00Z")).await;
        phone.check_in(world).await;
        assert!(phone.refusals.is_empty(), "{day}: {:?}", phone.refusals);
        levels.push(phone.agent.level());
    }
    levels
}

fn days(from: &str, count: i32) -> Vec<String> {
    let from: jiff::civil::Date = from.parse().unwrap();
    from.series(jiff::Span::new().days(1))
        .take(usize::try_from(count).unwrap())
        .map(|d| d.to_string())
        .collect()
}

async fn live_from(world: &World, phone: &mut Phone, from: &str, count: i32) -> Vec<Level> {
    let days = days(from, count);
    live(world, phone, &days.iter().map(String::as_str).collect::<Vec<_>>()).await
}

#[tokio::test]
async fn from_enrollment_to_quittance() {
    let world = World::new().await;
    let contract = world.contract().await;
    let mut phone = Phone::of(&contract);
    phone.enroll(&world, &contract).await;
    assert_eq!((phone.agent.level(), phone.agent.screen().kind), (Level::None, ScreenKind::Free));

    // Due on 2 February and not paid: notices on days 5 and 14, levels from days 21, 28 and 35.
    let mut levels = live_from(&world, &mut phone, "2026-02-02", 45).await;
    levels.dedup();
    assert_eq!(levels, [Level::None, Level::Reminder, Level::Limited, Level::Locked]);
    assert_eq!(phone.agent.screen().title, "This device is locked due to an overdue installment payment");
    let locked = world.read(&contract).await;
    let applied = locked.restriction.applied.clone().unwrap();
    assert_eq!(applied.level, Level::Locked);
    assert_eq!(phone.agent.standing_seq(), locked.restriction.standing_seq);
    assert_eq!(phone.agent.unconfirmed_receipts(), 0);

    // A restart changes nothing, and neither does a factory reset.
    phone.restart();
    assert_eq!(phone.agent.level(), Level::Locked);
    phone.reset(&world, &contract).await;
    assert_eq!(phone.agent.level(), Level::Locked);
    assert!(phone.refusals.is_empty(), "{:?}", phone.refusals);

    // Paying what is overdue lifts at once.
    world.pay(&contract, 20_000).await;
    phone.check_in(&world).await;
    assert_eq!((phone.agent.level(), phone.agent.screen().kind), (Level::None, ScreenKind::Free));
    phone.check_in(&world).await;
    let applied = world.read(&contract).await.restriction.applied.unwrap();
    assert_eq!(applied.level, Level::None);

    // The last installment brings the quittance, and the phone says so.
    world.pay(&contract, 10_000).await;
    phone.check_in(&world).await;
    assert_eq!(phone.agent.screen().kind, ScreenKind::Quittance);
    phone.check_in(&world).await;
    let receipts = world.app.store.receipts(contract.id).await.unwrap();
    let kinds: Vec<&str> = receipts.iter().map(|row| row.kind.as_str()).collect();
    insta::assert_json_snapshot!(kinds, @r#"
    [
      "enrolled",
      "notice_shown",
      "notice_shown",
      "level_applied",
      "level_applied",
      "level_applied",
      "enrolled",
      "level_applied",
      "level_applied",
      "quittance_applied"
    ]
    "#);
    assert_eq!(world.read(&contract).await.status, servicing::ContractStatus::Settled);
    assert_eq!(phone.agent.unconfirmed_receipts(), 0);
}

#[tokio::test]
async fn a_phone_that_was_away_is_not_restricted_before_it_showed_the_notice() {
    let world = World::new().await;
    let contract = world.contract().await;
    let mut phone = Phone::of(&contract);
    phone.enroll(&world, &contract).await;
    // Away for two months: the final notice must be shown on the phone, so nothing may rise.
    world.advance("2026-04-01T10:00:00Z").await;
    assert_eq!(world.read(&contract).await.restriction.level, Level::None);
    phone.check_in(&world).await;
    assert_eq!(phone.agent.screen().kind, ScreenKind::Notice);
    // Now its time to cure runs; then the steps follow one by one.
    let mut levels = live_from(&world, &mut phone, "2026-04-01", 20).await;
    levels.dedup();
    assert_eq!(levels, [Level::None, Level::Reminder, Level::Limited, Level::Locked]);
}
