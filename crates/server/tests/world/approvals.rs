//! What two people can approve, and who is a second person.

use ident::OperatorId;
use server::{ApproveError, Problem};
use servicing::ApprovalRefusal;
use store::rows::{ApprovalState, OperatorRow};

use crate::ripe::{RISES, copies, operator, question, restricted, ripe, set_budget};
use crate::world::{World, at};

async fn stopped(phones: u32) -> (World, Vec<servicing::Contract>) {
    let mut world = World::new().await;
    let of = ripe(&world).await;
    set_budget(&world.app, world.lender.id, 0).await;
    world.reload().await;
    let mut contracts = copies(&world.app, &world.lender, &of, 1..phones).await;
    contracts.push(of);
    world.advance(RISES).await;
    assert_eq!(restricted(&world.app, &contracts).await, 0);
    (world, contracts)
}

fn refusal<T: std::fmt::Debug>(end: Result<T, ApproveError>) -> ApprovalRefusal {
    let why = |error| if let ApproveError::Refused(why) = error { Some(why) } else { None };
    end.err().and_then(why).unwrap()
}

#[tokio::test]
async fn two_people_grant_exactly_what_was_asked() {
    let (world, contracts) = stopped(4).await;
    let asked = question(&world.app, world.lender.id).await;
    assert_eq!(asked.phones, 4);
    let (one, two) = (operator(&world, 1, None).await, operator(&world, 2, Some(world.lender.id)).await);
    let half = world.app.approve(asked.id, &one, None).await.unwrap();
    assert_eq!(half.state, ApprovalState::Open);
    assert_eq!(refusal(world.app.approve(asked.id, &one, None).await), ApprovalRefusal::SamePerson);
    assert_eq!(restricted(&world.app, &contracts).await, 0);
    // More phones begin to wait after the first yes: they are not in what was approved.
    let late = copies(&world.app, &world.lender, &contracts[0], 50..53).await;
    let granted = world.app.approve(asked.id, &two, None).await.unwrap();
    assert_eq!((granted.state, granted.phones), (ApprovalState::Granted, 4));
    let all: Vec<_> = contracts.iter().chain(&late).cloned().collect();
    assert_eq!(restricted(&world.app, &all).await, 0, "seven are more than four: the plan stops again");
    let again = question(&world.app, world.lender.id).await;
    assert_eq!(again.phones, 7);
    for contract in &all {
        let command = servicing::Command::Wake { reconciled_to: Some(at(RISES)) };
        world.execute(contract, command).await.unwrap();
    }
    assert_eq!(restricted(&world.app, &all).await, 4, "the places, and no more");
    assert_eq!(world.app.store.approval(asked.id).await.unwrap().unwrap().used, 4);
}

#[tokio::test]
async fn what_was_granted_is_done_at_once_and_ends_after_an_hour() {
    let (world, contracts) = stopped(3).await;
    let asked = question(&world.app, world.lender.id).await;
    for n in [1, 2] {
        let operator = operator(&world, n, None).await;
        world.app.approve(asked.id, &operator, None).await.unwrap();
    }
    assert_eq!(restricted(&world.app, &contracts).await, 3);
    let unused = copies(&world.app, &world.lender, &world.contract_for(7).await, 90..91).await;
    world.advance("2026-02-23T10:00:01Z").await;
    assert_eq!(restricted(&world.app, &unused).await, 0);
    let open = world.app.store.approvals(world.lender.id, ApprovalState::Granted, 9).await.unwrap();
    assert_eq!(open[0].granted_until, Some(at("2026-02-23T10:00:00Z")));
}

#[tokio::test]
async fn the_same_made_up_and_foreign_people_do_not_count() {
    let (world, contracts) = stopped(1).await;
    let asked = question(&world.app, world.lender.id).await;
    let one = operator(&world, 1, None).await;
    world.app.approve(asked.id, &one, None).await.unwrap();
    let shut_out = OperatorRow { disabled_at: Some(at(RISES)), ..operator(&world, 2, None).await };
    assert_eq!(refusal(world.app.approve(asked.id, &shut_out, None).await), ApprovalRefusal::Disabled);
    let later = u64::try_from(at("2026-02-24T00:00:00Z").as_millisecond()).unwrap();
    let made_for_it = OperatorRow { id: OperatorId::new(later, [3; 10]), ..operator(&world, 3, None).await };
    assert_eq!(refusal(world.app.approve(asked.id, &made_for_it, None).await), ApprovalRefusal::MadeAfter);
    let other = crate::world::new_lender(&world.app, server::LenderMode::Test).await;
    let foreign = operator(&world, 4, Some(other)).await;
    let refused = world.app.approve(asked.id, &foreign, None).await.unwrap_err();
    assert_eq!(Problem::from(refused).status, 404, "invariant I10");
    assert_eq!(restricted(&world.app, &contracts).await, 0);
}

#[tokio::test]
async fn a_question_of_yesterday_is_asked_anew() {
    let (world, _) = stopped(1).await;
    let asked = question(&world.app, world.lender.id).await;
    let one = operator(&world, 1, None).await;
    world.app.approve(asked.id, &one, None).await.unwrap();
    world.set_wall(at("2026-01-06T09:00:01Z"));
    let two = operator(&world, 2, None).await;
    assert_eq!(refusal(world.app.approve(asked.id, &two, None).await), ApprovalRefusal::Over);
    world.advance("2026-02-23T12:00:00Z").await;
    let anew = question(&world.app, world.lender.id).await;
    assert_ne!(anew.id, asked.id);
    assert_eq!(anew.phones, 1);
}
