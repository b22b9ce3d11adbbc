//! A plan that is not kept, seen from the phone.

use loan::restructure::{HolidayInterest, NewPlan, Reschedule, Restructuring};
use policy::Level;
use proof::Parsed;
use proof::authority::Role;
use proof::documents::Warrant;
use servicing::help::{AskedBy, Wish};
use servicing::{Command, ConcessionApprovals, Contract};

use crate::phone::Phone;
use crate::world::{World, day};

/// The borrower asks, the lender offers, the borrower accepts.
async fn agree(world: &World, contract: &Contract, change: Restructuring) {
    let ask = Command::AskForHelp { by: AskedBy::Borrower, wish: Wish::Other, note: None };
    let valid_through = contract.day(world.now().await);
    let rule = ConcessionApprovals { giving_up: 1, ..ConcessionApprovals::default() };
    let offer = Command::OfferPlans { changes: vec![change], valid_through, by: None, rule };
    let accept = Command::AcceptPlan { plan: 1, shown: None, id: world.app.new_id() };
    for command in [ask, offer, accept] {
        world.execute(contract, command).await.unwrap();
    }
}

/// The phone checks in each day at ten; the levels that it had, each once.
async fn levels(world: &World, phone: &mut Phone, from: &str, through: &str) -> Vec<Level> {
    let mut levels = Vec::new();
    for day in
        day(from).series(jiff::Span::new().days(1)).take_while(|day| *day <= crate::world::day(through))
    {
        world.advance(&format!("{day}T10:00:00Z")).await;
        phone.check_in(world).await;
        assert!(phone.refusals.is_empty(), "{day}: {:?}", phone.refusals);
        levels.push(phone.agent.level());
    }
    levels.dedup();
    levels
}

/// The warrant that the phone obeys.
async fn warrant(world: &World, contract: &Contract) -> Warrant {
    let logged = world.read(contract).await.restriction.logged.unwrap();
    let parsed = Parsed::<Warrant>::parse(&logged.bytes).unwrap();
    world.lender.authority.trust().verify(parsed, Role::Command).unwrap().0.body().clone()
}

const STEPS: [Level; 4] = [Level::None, Level::Reminder, Level::Limited, Level::Locked];

/// Three installments become six. The last of them are due on days that the terms don't have.
#[tokio::test]
async fn a_longer_term_that_is_not_kept_locks_by_its_own_days() {
    let world = World::new().await;
    let contract = world.contract().await;
    let mut phone = Phone::of(&contract);
    phone.enroll(&world, &contract).await;
    world.advance("2026-02-01T10:00:00Z").await;
    let longer = NewPlan { extra_installments: 3, ..NewPlan::default() };
    let longer = Restructuring::Reschedule(Reschedule { plan: Some(longer), ..Reschedule::default() });
    agree(&world, &contract, longer).await;
    // Paid through April, as the terms would have ended; the one of 2 May is missed.
    world.pay(&contract, 15_000).await;
    assert_eq!(levels(&world, &mut phone, "2026-02-02", "2026-05-06").await, [Level::None]);
    assert_eq!(levels(&world, &mut phone, "2026-05-07", "2026-06-10").await, STEPS);
    let warrant = warrant(&world, &contract).await;
    assert_eq!(warrant.oldest_due_on, day("2026-05-02"));
    let plan: Vec<_> = warrant.plan.unwrap().iter().map(|i| (i.due_on, i.amount.minor())).collect();
    let months = ["2026-02-02", "2026-03-02", "2026-04-02", "2026-05-02", "2026-06-02", "2026-07-02"];
    assert_eq!(plan, months.map(|due_on| (day(due_on), 5_000)));

    world.pay(&contract, 10_000).await;
    phone.check_in(&world).await;
    assert_eq!(phone.agent.level(), Level::None, "what is overdue lifts");
    world.pay(&contract, 5_000).await;
    phone.check_in(&world).await;
    assert_eq!(phone.agent.screen().kind, agent::ScreenKind::Quittance);
}

/// Locked, then two months without payments. What was overdue before stays overdue; its notices are needed anew.
#[tokio::test]
async fn a_holiday_after_a_lock_begins_again() {
    let world = World::new().await;
    let contract = world.contract().await;
    let mut phone = Phone::of(&contract);
    phone.enroll(&world, &contract).await;
    assert_eq!(levels(&world, &mut phone, "2026-02-02", "2026-03-10").await, STEPS);
    let before = warrant(&world, &contract).await;
    assert_eq!(before.plan, None, "the terms stand");
    world.pay(&contract, 20_000).await;
    agree(&world, &contract, Restructuring::Holiday { installments: 2, interest: HolidayInterest::Carried })
        .await;
    phone.check_in(&world).await;
    assert_eq!(phone.agent.level(), Level::None);
    // 2 April became 2 June.
    assert_eq!(levels(&world, &mut phone, "2026-03-11", "2026-06-22").await, [Level::None]);
    assert_eq!(levels(&world, &mut phone, "2026-06-22", "2026-07-10").await, STEPS);
    let after = warrant(&world, &contract).await;
    assert_eq!((after.oldest_due_on, after.delinquent_since), (day("2026-06-02"), day("2026-06-02")));
    assert!(after.notices[0].delivered_at > before.notices[1].delivered_at, "every notice is new");
    world.pay(&contract, 10_000).await;
    phone.check_in(&world).await;
    assert_eq!(phone.agent.screen().kind, agent::ScreenKind::Quittance);
}
