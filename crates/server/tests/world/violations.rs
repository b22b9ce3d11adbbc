//! A rise that the audit refuses. It is a fault of ours, and costs the rise alone.

use jiff::SignedDuration;
use policy::Level;
use store::Commit;

use crate::phone::Phone;
use crate::world::World;

#[tokio::test]
async fn a_refused_rise_costs_the_rise_and_not_the_wake() {
    let world = World::new().await;
    let contract = world.contract().await;
    let mut phone = Phone::of(&contract);
    phone.enroll(&world, &contract).await;
    world.advance("2026-02-10T10:00:00Z").await;
    // What is kept of the notice says that it was issued before its day, which only the audit asks about.
    let mut state = world.read(&contract).await;
    let notice = &mut state.delinquency.as_mut().unwrap().notices[0];
    notice.issued_at -= SignedDuration::from_hours(72);
    let mut row = world.app.store.contract(contract.id).await.unwrap().unwrap();
    let before = row.version;
    (state.version, row.version) = (before + 1, before + 1);
    row.state = serde_json::to_string(&state).unwrap();
    world.app.store.commit(Commit::of(row, before)).await.unwrap();

    for day in ["2026-02-20", "2026-03-01", "2026-03-10"] {
        world.advance(&format!("{day}T10:00:00Z")).await;
        phone.check_in(&world).await;
        assert_eq!(phone.agent.level(), Level::None, "{day}");
        let next = world.read(&contract).await.next_action_at;
        assert!(next > Some(world.now().await), "{day}: woken through now, next at {next:?}");
    }
    let after = world.read(&contract).await;
    assert_eq!(after.restriction.level, Level::None);
    let kinds = world.event_kinds(&contract).await;
    let due = kinds.iter().filter(|kind| *kind == "installment.due").count();
    assert_eq!(due, 2, "the installment of March became due: {kinds:?}");
    let metrics = world.app.metrics.text();
    let violated = metrics.lines().find(|line| line.contains("violated") && line.contains("I2")).unwrap();
    assert!(!violated.ends_with(" 0"), "{violated}");
}
