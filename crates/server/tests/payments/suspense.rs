//! Money without a place: kept, told of, matched later with its own day.

use serde_json::json;
use server::payments::{IngestError, match_suspense};
use servicing::Command;

use crate::rail::{payment, reversal};
use crate::stage::{TestServer, day, usd};

#[tokio::test]
async fn money_without_a_place_is_kept_apart() {
    let server = TestServer::with_rails().await;
    let (contract, offered) = (server.contract().await, server.offered(server.new_contract()).await);
    let cancelled = server.offered(server.new_contract()).await;
    server.act(cancelled.id, Command::Cancel).await;
    let mut unknown = payment("unknown", "1.00", &contract);
    unknown["reference"] = json!("0000XXXX");
    let mut none = payment("none", "2.00", &contract);
    none.as_object_mut().unwrap().remove("reference");
    let mut long = payment("long", "4.00", &contract);
    long["reference"] = json!("x".repeat(10_000));
    for (body, reason) in [
        (unknown, "unknown_reference"),
        (none, "unknown_reference"),
        (long, "unknown_reference"),
        (payment("offered", "8.00", &offered), "contract_not_running"),
        (payment("cancelled", "16.00", &cancelled), "contract_not_running"),
        (payment("large", "9999999999999.99", &contract), "amount_out_of_range"),
    ] {
        assert_eq!(server.outcome(&body).await, "suspense", "{body}");
        let row = server.app.store.payment(server.lender.id, "gate", body["id"].as_str().unwrap()).await;
        let id = row.unwrap().unwrap().id.to_string();
        let events = server.app.store.lender_events(server.lender.id, store::Page::first(999)).await.unwrap();
        let told: Vec<_> = events.iter().filter(|event| event.data.contains(&id)).collect();
        let data: serde_json::Value = serde_json::from_str(&told[0].data).unwrap();
        assert_eq!((told.len(), told[0].kind.as_str()), (1, "payment.suspended"));
        assert_eq!(data["reason"], reason);
    }
    assert_eq!(server.balance("suspense").await, -(100 + 200 + 400 + 800 + 1_600 + 999_999_999_999_999));
    assert_eq!(server.read(contract.id).await.account.received(), usd(0));
    let kept = server.app.store.payment(server.lender.id, "gate", "long").await.unwrap().unwrap();
    assert_eq!(kept.reference.unwrap().len(), 140);
}

#[tokio::test]
async fn another_currency_is_never_converted() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    let mut yen = payment("yen", "15000", &contract);
    yen["currency"] = json!("JPY");
    assert_eq!(server.outcome(&yen).await, "suspense");
    let balances = server.app.store.lender_balances(server.lender.id).await.unwrap();
    let held = balances.iter().find(|row| row.account == "suspense" && row.currency == "JPY").unwrap();
    assert_eq!((held.debit_minor, held.credit_minor), (0, 15_000));
    let id = server.payments().await[0].id;
    let matched = match_suspense(&server.app, &server.lender, id, contract.id).await;
    assert!(matches!(matched, Err(IngestError::Execute(_))), "{matched:?}");
    assert_eq!(server.status("yen").await, "suspense");
}

#[tokio::test]
async fn matched_money_counts_from_its_own_day() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    server.until("2026-01-10T12:00:00Z").await;
    let mut lost = payment("lost", "100.00", &contract);
    lost["reference"] = json!("WRONG");
    assert_eq!(server.outcome(&lost).await, "suspense");
    let id = server.payments().await[0].id;
    server.until("2026-03-01T12:00:00Z").await;
    let matched = match_suspense(&server.app, &server.lender, id, contract.id).await.unwrap();
    assert_eq!((matched.status.as_str(), matched.contract), ("applied", Some(contract.id)));
    let read = server.read(contract.id).await;
    assert_eq!(read.account.payments()[0].value_on, day("2026-01-10"));
    assert_eq!((server.balance("suspense").await, server.balance("rail_clearing").await), (0, 10_000));

    let again = match_suspense(&server.app, &server.lender, id, contract.id).await;
    assert!(matches!(again, Err(IngestError::NotInSuspense)), "{again:?}");
    // The contract's ledger goes on counting behind the posting that was added.
    assert_eq!(server.outcome(&payment("p2", "100.00", &contract)).await, "applied");
    let numbers = server.app.store.postings(contract.id).await.unwrap();
    let numbers: Vec<u64> = numbers.iter().map(|posting| posting.number).collect();
    assert_eq!(numbers, (1..=u64::try_from(numbers.len()).unwrap()).collect::<Vec<_>>());
    // The rail tells again: nothing happens.
    assert_eq!(server.outcome(&lost).await, "duplicate");
    // It can be taken back like any other.
    assert_eq!(server.outcome(&reversal("r1", "100.00", "lost")).await, "applied");
    assert_eq!((server.balance("suspense").await, server.balance("rail_clearing").await), (0, 10_000));
}

#[tokio::test]
async fn another_lender_can_t_match() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    let mut lost = payment("lost", "100.00", &contract);
    lost["reference"] = json!("WRONG");
    server.outcome(&lost).await;
    let id = server.payments().await[0].id;
    let other = server.other_lender(server::LenderMode::Test).await;
    let matched = match_suspense(&server.app, &other, id, contract.id).await;
    assert!(matches!(matched, Err(IngestError::NoSuchPayment)), "{matched:?}");
}

#[tokio::test]
async fn money_goes_back_out_of_suspense() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    let mut lost = payment("lost", "100.00", &contract);
    lost["reference"] = json!("WRONG");
    assert_eq!(server.outcome(&lost).await, "suspense");
    assert_eq!(server.outcome(&reversal("r1", "100.00", "lost")).await, "applied");
    assert_eq!(
        (server.status("lost").await, server.status("r1").await),
        ("reversed".into(), "applied".into())
    );
    assert_eq!((server.balance("suspense").await, server.balance("rail_clearing").await), (0, 0));
    let id = server.payments().await[0].id;
    let matched = match_suspense(&server.app, &server.lender, id, contract.id).await;
    assert!(matches!(matched, Err(IngestError::NotInSuspense)), "{matched:?}");
}

#[tokio::test]
async fn people_write_references_in_many_ways() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    let reference = contract.payment_reference.clone();
    let (front, back) = reference.split_at(4);
    for (index, written) in [reference.to_lowercase(), format!(" {front} {back} "), format!("{front}-{back}")]
        .into_iter()
        .enumerate()
    {
        let mut body = payment(&format!("p{index}"), "1.00", &contract);
        body["reference"] = json!(written);
        assert_eq!(server.outcome(&body).await, "applied", "{written}");
    }
}

/// A rail may name the payer in a second notice of the same reversal; money that went back stays money that went
/// back.
#[tokio::test]
async fn a_reversal_in_suspense_never_becomes_a_payment() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    assert_eq!(server.outcome(&payment("p1", "100.00", &contract)).await, "applied");
    let mut part = reversal("r1", "40.00", "p1");
    assert_eq!(server.outcome(&part).await, "suspense");
    part["reference"] = contract.payment_reference.clone().into();
    assert_eq!(server.outcome(&part).await, "duplicate");
    assert_eq!(server.read(contract.id).await.account.received(), usd(10_000));
    assert_eq!(server.status("r1").await, "suspense");
}
