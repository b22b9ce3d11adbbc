//! Who waits for a place in the log waits for nobody else, and for its witnesses.

use ident::LeafId;
use policy::Level;
use proof::keys::{LenderKey, Signer as _};
use proof::log::{NoteKey, SignatureKind};
use server::LenderMode;
use server::log::{LogFailure, Witnesses, sequence};
use servicing::Contract;
use store::Commit;
use store::rows::LeafRow;

use crate::log::{limited, live};
use crate::world::{World, accepted, new_lender};

/// A lender whose row can't be read, with so many restrictions that wait for the log.
async fn stuck(world: &World, count: u128) -> store::rows::LenderRow {
    let lender = new_lender(&world.app, LenderMode::Test).await;
    let lender = world.app.lender(lender).await.unwrap().unwrap();
    let contract = accepted(&world.app, &lender, 35_000_000_000_004).await;
    let leaves = (0..count).map(|n| leaf(&contract, n)).collect();
    let row = world.app.store.contract(contract.id).await.unwrap().unwrap();
    let version = row.version;
    let mut commit = Commit::of(store::rows::ContractRow { version: version + 1, ..row }, version);
    commit.leaves = leaves;
    world.app.store.commit(commit).await.unwrap();
    let good = world.app.store.lender(lender.id).await.unwrap().unwrap();
    let version = good.version + 1;
    let damaged = store::rows::LenderRow { settings: "?".to_owned(), version, ..good.clone() };
    world.app.store.put_lender(damaged).await.unwrap();
    world.app.forget_lender(lender.id);
    store::rows::LenderRow { version: version + 1, ..good }
}

fn leaf(contract: &Contract, n: u128) -> LeafRow {
    LeafRow {
        id: LeafId::from_bytes((n + 1).to_be_bytes()),
        lender: Some(contract.lender),
        contract: Some(contract.id),
        kind: LeafRow::RESTRICTION.to_owned(),
        document: [7; 32],
        entry: n.to_be_bytes().to_vec(),
        at: contract.created_at,
        queued_at: contract.created_at,
        place: None,
    }
}

#[tokio::test]
async fn a_lender_whose_orders_are_stuck_holds_up_no_other() {
    let (world, _, mut phone) = limited().await;
    let good = stuck(&world, 600).await;
    let waiting = async || world.app.store.placed_leaves(0, 1_000).await.unwrap().len();
    assert_eq!(sequence(&world.app).await.unwrap(), 0);
    assert_eq!(waiting().await, 600);
    live(&world, &mut phone, "2026-03-09T10:00:00Z", 1).await;
    assert_eq!(phone.agent.level(), Level::Locked);
    assert_eq!(waiting().await, 600, "they are tried again with each look");
    // What kept them is over: nobody is forgotten.
    world.app.store.put_lender(good.clone()).await.unwrap();
    world.app.forget_lender(good.id);
    let mut finished = 0;
    for _ in 0..3 {
        finished += sequence(&world.app).await.unwrap();
    }
    assert_eq!((finished, waiting().await), (600, 0));
}

/// Whatever the phones ask for by their rosters.
#[tokio::test]
async fn no_order_is_told_without_the_witnesses_that_the_server_was_started_with() {
    let (world, contract, mut phone) = limited().await;
    assert_eq!(world.lender.authority.trust().log().quorum, 0);
    let key = LenderKey::from_seed(&[41; 32]).public_key();
    let key = NoteKey::new("witness.example", SignatureKind::Cosignature, key).unwrap();
    let nobody = format!("{key}@http://127.0.0.1:9").parse().unwrap();
    world.app.log.watched_by(Witnesses::new(vec![nobody], 1));
    live(&world, &mut phone, "2026-03-09T10:00:00Z", 1).await;
    let waiting = world.read(&contract).await.restriction;
    assert_eq!((waiting.level, waiting.told_level), (Level::Locked, Level::Limited));
    assert_eq!(phone.agent.level(), Level::Limited);
    let refused = sequence(&world.app).await;
    assert!(matches!(refused, Err(LogFailure::Witnesses { cosigned: 0, quorum: 1 })), "{refused:?}");
    let trouble = world.app.log.trouble().unwrap();
    assert!(trouble.contains("0 of the 1 witnesses needed have cosigned"), "{trouble}");
    // A release waits for no witness.
    world.pay(&contract, 30_000).await;
    phone.check_in(&world).await;
    assert_eq!(phone.agent.screen().kind, agent::ScreenKind::Quittance);
}
