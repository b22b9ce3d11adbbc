//! Contracts whose next wake raises a level, many at once.

use ident::{ContractId, DeviceId, LenderId, OperatorId};
use policy::Level;
use server::{App, LenderContext, LenderMode};
use servicing::{Contract, Device, LockBudget};
use store::rows::{ApprovalRow, ApprovalState, ContractRow, OperatorRow};
use store::{Commit, Hidden};

use crate::phone::Phone;
use crate::world::{World, at, new_lender};

/// The first instant at which it may.
pub(crate) const RISES: &str = "2026-02-23T09:00:00Z";

/// One contract lived through by a real phone until all its notices ran out.
pub(crate) async fn ripe(world: &World) -> Contract {
    let contract = world.contract().await;
    let mut phone = Phone::of(&contract);
    phone.enroll(world, &contract).await;
    for day in 7..=22 {
        world.advance(&format!("2026-02-{day:02}T10:00:00Z")).await;
        phone.check_in(world).await;
    }
    assert!(phone.refusals.is_empty(), "{:?}", phone.refusals);
    let contract = world.read(&contract).await;
    assert_eq!(contract.next_action_at, Some(at(RISES)));
    contract
}

/// Copies of a contract for other phones of a lender.
pub(crate) async fn copies(
    app: &App,
    lender: &LenderContext,
    of: &Contract,
    numbers: std::ops::Range<u32>,
) -> Vec<Contract> {
    let mut copies = Vec::new();
    for number in numbers {
        copies.push(copy(app, lender, of, number).await);
    }
    copies
}

async fn copy(app: &App, lender: &LenderContext, of: &Contract, number: u32) -> Contract {
    let mut bytes = *lender.id.as_bytes();
    bytes[12..].copy_from_slice(&number.to_be_bytes());
    let contract = Contract {
        id: ContractId::from_bytes(bytes),
        lender: lender.id,
        device: Device { id: DeviceId::from_bytes(bytes), ..of.device.clone() },
        version: 1,
        events: 0,
        postings: 0,
        ..of.clone()
    };
    let row = ContractRow {
        id: contract.id,
        lender: lender.id,
        version: 1,
        status: contract.status.as_str().to_owned(),
        clock: lender.clock(),
        device: contract.device.id,
        external_reference: None,
        next_action_at: contract.next_action_at,
        state: serde_json::to_string(&contract).unwrap(),
        created_at: contract.created_at,
        updated_at: contract.created_at,
    };
    app.store.commit(Commit::of(row, 0)).await.unwrap();
    contract
}

/// A live lender with a rail.
pub(crate) async fn live(world: &World) -> std::sync::Arc<LenderContext> {
    let id = new_lender(&world.app, LenderMode::Live).await;
    let secrets = ["a secret that only this test knows".to_owned()];
    server::payments::put_rail(&world.app, id, "bank", "generic", &secrets).await.unwrap();
    world.app.lender(id).await.unwrap().unwrap()
}

/// Gives a lender this many rises an hour.
pub(crate) async fn set_budget(app: &App, lender: LenderId, phones_per_hour: u32) {
    let row = app.store.lender(lender).await.unwrap().unwrap();
    let mut settings: server::LenderSettings = serde_json::from_str(&row.settings).unwrap();
    settings.lock_budget = LockBudget { phones_per_hour, share_of_active_bp: 0 };
    let (settings, version) = (serde_json::to_string(&settings).unwrap(), row.version + 1);
    app.store.put_lender(store::rows::LenderRow { settings, version, ..row }).await.unwrap();
    app.forget_lender(lender);
}

/// How many of the contracts' phones are told more than nothing.
pub(crate) async fn restricted(app: &App, contracts: &[Contract]) -> usize {
    let mut count = 0;
    for contract in contracts {
        let contract = app.contract_of(contract.lender, contract.id).await.unwrap().unwrap();
        count += usize::from(contract.restriction.level > Level::None);
    }
    count
}

/// An operator who was there from the start.
pub(crate) async fn operator(world: &World, n: u8, lender: Option<LenderId>) -> OperatorRow {
    let mut bytes = [n; 16];
    bytes[..6].fill(0);
    let operator = OperatorRow {
        id: OperatorId::from_bytes(bytes),
        lender,
        name: format!("operator {n}"),
        password_hash: Hidden("no password fits".to_owned()),
        role: "agent".to_owned(),
        disabled_at: None,
    };
    world.app.store.put_operator(operator.clone()).await.unwrap();
    operator
}

/// The one question that is open about a lender.
pub(crate) async fn question(app: &App, lender: LenderId) -> ApprovalRow {
    let open = app.store.approvals(lender, ApprovalState::Open, 9).await.unwrap();
    assert_eq!(open.len(), 1, "{open:?}");
    open[0].clone()
}
