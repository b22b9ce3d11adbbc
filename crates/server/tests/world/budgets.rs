//! How many phones may be restricted further in an hour, from the plan to the last gate.

use std::sync::Arc;

use ident::PaymentId;
use money::Money;
use policy::Level;
use server::ApproveError;
use servicing::{Command, IncomingPayment, LockBudget};
use store::rows::ApprovalState;

use crate::ripe::{RISES, copies, live, operator, question, restricted, ripe, set_budget};
use crate::world::{World, at};

/// A world with a ripe contract, of which copies are made, and a budget.
async fn world(budget: u32) -> (World, servicing::Contract) {
    let mut world = World::new().await;
    let of = ripe(&world).await;
    set_budget(&world.app, world.lender.id, budget).await;
    world.reload().await;
    (world, of)
}

#[tokio::test]
async fn a_plan_beyond_the_budget_stops_as_a_whole_and_asks() {
    let (world, of) = world(4).await;
    let more = copies(&world.app, &world.lender, &of, 0..4).await;
    world.advance(RISES).await;
    assert_eq!(restricted(&world.app, &more).await, 0, "not even the four that would fit");
    let asked = question(&world.app, world.lender.id).await;
    assert_eq!((asked.why.as_str(), asked.subject.as_str(), asked.phones), ("budget", "lender", 5));
    // An hour later they look again: the same question about the same phones.
    world.advance("2026-02-23T11:30:00Z").await;
    let still = question(&world.app, world.lender.id).await;
    assert_eq!((still.id, still.phones), (asked.id, 5));
    let feed = world.app.store.lender_events(world.lender.id, store::Page::first(1_000)).await.unwrap();
    assert_eq!(feed.iter().filter(|event| event.kind == "approval.asked").count(), 1);
    assert!(world.app.metrics.text().contains(r#"quittance_approvals_asked_total{is="budget"} 1"#));
}

#[tokio::test]
async fn what_fits_is_done_and_the_rest_waits_for_the_next_hour() {
    let (world, of) = world(5).await;
    let first = copies(&world.app, &world.lender, &of, 0..4).await;
    world.advance(RISES).await;
    assert_eq!(restricted(&world.app, &first).await, 4);
    // The budget is the store's: another process of the server knows it too.
    let world = world.restarted().await;
    let late = copies(&world.app, &world.lender, &of, 10..13).await;
    world.advance("2026-02-23T09:30:00Z").await;
    assert_eq!(restricted(&world.app, &late).await, 0, "the hour is full");
    world.advance("2026-02-23T10:30:00Z").await;
    assert_eq!(restricted(&world.app, &late).await, 3, "the hour slid on");
}

#[tokio::test]
async fn no_surface_goes_around_the_gate() {
    let (world, of) = world(2).await;
    let world = Arc::new(world);
    let contracts = copies(&world.app, &world.lender, &of, 0..8).await;
    world.app.set_test_clock(world.lender.id, at(RISES)).await.unwrap();
    let wake = |contract: servicing::Contract| {
        let world = Arc::clone(&world);
        let command = Command::Wake { reconciled_to: Some(at(RISES)) };
        tokio::spawn(async move { world.execute(&contract, command).await.unwrap() })
    };
    let tasks: Vec<_> = contracts.iter().cloned().map(wake).collect();
    for task in tasks {
        let woken = task.await.unwrap();
        assert!(woken.contract.next_action_at > Some(at(RISES)), "it looks again later");
    }
    assert_eq!(restricted(&world.app, &contracts).await, 2);
    assert_eq!(question(&world.app, world.lender.id).await.phones, 6);
}

#[tokio::test]
async fn ten_thousand_releases_in_an_instant_need_no_budget_and_nobody() {
    const PHONES: u32 = 10_000;
    let (world, _) = world(1).await;
    world.advance(RISES).await;
    let restricted_one = {
        let rows = world.app.store.contracts(
            world.lender.id,
            store::rows::ContractFilter::default(),
            store::Page::first(1),
        );
        serde_json::from_str::<servicing::Contract>(&rows.await.unwrap()[0].state).unwrap()
    };
    assert_eq!(restricted_one.restriction.level, Level::Reminder);
    let contracts = copies(&world.app, &world.lender, &restricted_one, 0..PHONES).await;
    set_budget(&world.app, world.lender.id, 0).await;
    world.app.set_installation_budget(LockBudget::NONE);
    let lender = world.app.lender(world.lender.id).await.unwrap().unwrap();
    world.app.freeze(&lender, "a drill").await.unwrap();
    let now = world.now().await;
    for (number, contract) in contracts.iter().enumerate() {
        let mut id = [7; 16];
        id[8..].copy_from_slice(&u64::try_from(number).unwrap().to_be_bytes());
        let payment = IncomingPayment {
            id: PaymentId::from_bytes(id),
            amount: Money::from_minor(10_000, contract.currency()).unwrap(),
            value_on: contract.day(now),
            rail: "sandbox".to_owned(),
        };
        let paid = world.execute(contract, Command::Pay(payment)).await.unwrap();
        assert_eq!(paid.contract.restriction.level, Level::None);
        assert!(paid.standing.is_some(), "the phone is told");
    }
    assert_eq!(world.now().await, now);
    let open = world.app.store.approvals(lender.id, ApprovalState::Open, 9).await.unwrap();
    assert_eq!(open, []);
}

#[tokio::test]
async fn all_live_lenders_share_the_installations_hour() {
    let (world, of) = world(100).await;
    let (one, other) = (live(&world).await, live(&world).await);
    world.set_wall(at(RISES));
    for lender in [&one, &other] {
        world
            .app
            .store
            .advance_feed(
                lender.id,
                "bank",
                (store::rows::FeedWord::Heard, at(RISES)),
                store::News::default(),
            )
            .await
            .unwrap();
    }
    world.app.set_installation_budget(LockBudget { phones_per_hour: 3, share_of_active_bp: 0 });
    // A test lender's rises restrict nobody and count nowhere else.
    world.advance(RISES).await;
    let wake = async |lender: &server::LenderContext, contracts: &[servicing::Contract]| {
        for contract in contracts {
            let command = Command::Wake { reconciled_to: Some(at(RISES)) };
            world.app.execute(lender, contract.id, command, &|_, _| ()).await.unwrap();
        }
        restricted(&world.app, contracts).await
    };
    let (first, second) =
        (copies(&world.app, &one, &of, 0..2).await, copies(&world.app, &other, &of, 0..2).await);
    assert_eq!(wake(&one, &first).await, 2);
    assert_eq!(wake(&other, &second).await, 1);
    let asked = question(&world.app, other.id).await;
    assert_eq!((asked.subject.as_str(), asked.phones), ("installation", 1));
    // Its own operators can't open the hour of all.
    let own = operator(&world, 1, Some(other.id)).await;
    let refused = world.app.approve(asked.id, &own, None).await;
    assert!(matches!(refused, Err(ApproveError::OfInstallation)), "{refused:?}");
    for n in [2, 3] {
        let operator = operator(&world, n, None).await;
        world.app.approve(asked.id, &operator, None).await.unwrap();
    }
    assert_eq!(restricted(&world.app, &second).await, 2, "it did not wait for its next look");
}

#[tokio::test]
async fn a_plan_in_parts_is_one_plan() {
    let (world, of) = world(100).await;
    // More than are looked at together: the second part alone would fit.
    let contracts = copies(&world.app, &world.lender, &of, 0..300).await;
    world.advance(RISES).await;
    assert_eq!(restricted(&world.app, &contracts).await, 0);
    assert_eq!(question(&world.app, world.lender.id).await.phones, 301);
}
