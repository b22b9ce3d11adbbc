//! What payments do to contracts.

use policy::Level;
use serde_json::json;
use servicing::ContractStatus;

use crate::rail::{payment, reversal};
use crate::stage::{TestServer, day, usd};

#[tokio::test]
async fn partial_early_and_over() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    assert_eq!(server.outcome(&payment("partial", "40.00", &contract)).await, "applied");
    let read = server.read(contract.id).await;
    assert_eq!(read.account.installment_states()[0].outstanding, usd(6_000));
    // Early: the rest of the first and a whole one that is not due for weeks.
    assert_eq!(server.outcome(&payment("early", "160.00", &contract)).await, "applied");
    let read = server.read(contract.id).await;
    assert_eq!(read.account.oldest_unpaid_due_on(), Some(day("2026-03-15")));
    // Over: all the rest and 1.00 more, which is the borrower's.
    assert_eq!(server.outcome(&payment("over", "1001.00", &contract)).await, "applied");
    let read = server.read(contract.id).await;
    assert_eq!((read.status, read.account.credit()), (ContractStatus::Settled, usd(100)));
    assert!(read.restriction.quittance.is_some(), "I4");
    assert_eq!(server.balance("customer_credit").await, -100);
    // After the end, all is credit.
    assert_eq!(server.outcome(&payment("after", "5.00", &contract)).await, "applied");
    assert_eq!(server.balance("customer_credit").await, -600);
    assert_eq!(server.balance("principal_receivable").await, 0);
}

/// Invariant I3: the order that lifts a restriction is committed with the payment.
#[tokio::test]
async fn the_order_that_unlocks_comes_with_the_payment() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    server.nothing_is_missing().await;
    server.until("2026-05-15T12:00:00Z").await;
    let locked = server.read(contract.id).await;
    assert_eq!(locked.restriction.level, Level::Locked);
    let store = &server.app.store;
    let before = store.current_standing(contract.device.id).await.unwrap().unwrap();
    assert_eq!(before.level, "locked");
    let events = store.events(contract.id, 0, 1000).await.unwrap().len();

    let amount = locked.restriction.warrant.as_ref().unwrap().amount.to_string();
    let answer = server.tell(&payment("p1", &amount, &contract)).await.json();
    assert_eq!(answer["outcome"], "applied");

    let after = store.current_standing(contract.device.id).await.unwrap().unwrap();
    assert_eq!((after.level.as_str(), after.seq > before.seq), ("none", true));
    let row = store.contract(contract.id).await.unwrap().unwrap();
    assert_eq!(row.version, locked.version + 1, "one commit");
    let paid = server.payments().await.remove(0);
    assert_eq!(
        (paid.id.to_string(), paid.received_at),
        (answer["payment"].as_str().unwrap().into(), after.at)
    );
    let new: Vec<_> = store.events(contract.id, 0, 1000).await.unwrap().drain(events..).collect();
    let kinds: Vec<_> = new.iter().map(|event| event.kind.as_str()).collect();
    assert!(kinds.contains(&"payment.received") && kinds.contains(&"restriction.lowered"), "{kinds:?}");
    assert!(new.iter().all(|event| event.at == after.at));
}

#[tokio::test]
async fn a_cent_does_not_unlock() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    server.nothing_is_missing().await;
    server.until("2026-05-15T12:00:00Z").await;
    let amount = server.read(contract.id).await.restriction.warrant.unwrap().amount;
    assert_eq!(server.outcome(&payment("p1", "0.01", &contract)).await, "applied");
    assert_eq!(server.read(contract.id).await.restriction.level, Level::Locked);
    let rest = amount.minus(usd(1)).unwrap().to_string();
    assert_eq!(server.outcome(&payment("p2", &rest, &contract)).await, "applied");
    assert_eq!(server.read(contract.id).await.restriction.level, Level::None);
}

#[tokio::test]
async fn days_that_a_payment_counts_for() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    server.until("2026-02-01T12:00:00Z").await;
    for (id, stated, want) in [
        ("today", None, "2026-02-01"),
        ("back", Some("2026-01-10"), "2026-01-10"),
        ("ahead", Some("2026-03-01"), "2026-02-01"),
        ("before", Some("2025-01-01"), "2025-12-15"),
    ] {
        let mut body = payment(id, "1.00", &contract);
        if let Some(stated) = stated {
            body["value_on"] = json!(stated);
        }
        assert_eq!(server.outcome(&body).await, "applied", "{id}");
        let row = server.app.store.payment(server.lender.id, "gate", id).await.unwrap().unwrap();
        let read = server.read(contract.id).await;
        let counted = read.account.payments().into_iter().find(|payment| payment.id == row.id).unwrap();
        assert_eq!(counted.value_on, day(want), "{id}");
        let epoch = day("1970-01-01").until(day(want)).unwrap().get_days();
        assert_eq!(row.value_on, epoch, "{id}");
    }
}

#[tokio::test]
async fn a_reversal_takes_its_payment_back() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    assert_eq!(server.outcome(&payment("p1", "100.00", &contract)).await, "applied");
    assert_eq!(server.outcome(&reversal("r1", "100.00", "p1")).await, "applied");
    assert_eq!(server.outcome(&reversal("r1", "100.00", "p1")).await, "duplicate");
    // The same money told of under another name, such as refund and dispute.
    assert_eq!(server.outcome(&reversal("r2", "100.00", "p1")).await, "duplicate");
    assert_eq!((server.status("p1").await, server.status("r1").await), ("reversed".into(), "applied".into()));
    assert_eq!(server.read(contract.id).await.account.received(), usd(0));
    assert_eq!(server.balance("rail_clearing").await, 0);
    assert_eq!(server.tell(&reversal("r3", "100.00", "r1")).await.json()["outcome"], "refused");
}

#[tokio::test]
async fn a_reversal_after_the_quittance_restricts_nothing() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    assert_eq!(server.outcome(&payment("p1", "1200.00", &contract)).await, "applied");
    assert_eq!(server.outcome(&reversal("r1", "1200.00", "p1")).await, "applied");
    let read = server.read(contract.id).await;
    assert_eq!((read.status, read.restriction.level), (ContractStatus::Unsecured, Level::None));
}

#[tokio::test]
async fn a_reversal_of_a_part_waits_for_people() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    assert_eq!(server.outcome(&payment("p1", "100.00", &contract)).await, "applied");
    assert_eq!(server.outcome(&reversal("r1", "30.00", "p1")).await, "suspense");
    assert_eq!(server.read(contract.id).await.account.received(), usd(10_000));
    // The money has left the rail; the debt is as it was.
    assert_eq!((server.balance("rail_clearing").await, server.balance("suspense").await), (7_000, 3_000));
    assert_eq!(server.status("p1").await, "applied");
}
