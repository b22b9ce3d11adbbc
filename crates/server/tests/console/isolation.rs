//! Invariant I10: a lender's operators see and touch its own contracts only.

use data_encoding::HEXLOWER;
use server::LenderMode;

use crate::operator::{Operator, server, text};
use crate::stage::new_lender;
use crate::story::locked;

#[tokio::test]
async fn another_lenders_contract_is_not_there() {
    let server = server().await;
    let (contract, _) = locked(&server).await;
    let second = new_lender(&server.app, "Second Lender", LenderMode::Test).await;
    let stranger = Operator::new(&server, "stranger", Some(second)).await;
    let own = Operator::new(&server, "own", Some(server.lender.id)).await;
    let documents = server.app.store.documents(contract.id).await.unwrap();
    let page = format!("/console/contracts/{}", contract.id);
    let mut paths = vec![page.clone(), format!("{page}/state"), format!("{page}/timeline")];
    paths.push(format!("{page}/documents/{}", HEXLOWER.encode(&documents[0].digest)));
    for path in &paths {
        assert_eq!(own.get(path).await.status, 200, "{path}");
        let reply = stranger.get(path).await;
        assert_eq!(reply.status, 404, "{path}");
        assert!(!text(&reply).contains(&contract.borrower.name), "{path}");
    }
    // The answer is the same as for a contract that nobody has.
    let unknown = stranger.get("/console/contracts/ctr_00000000000000000000000000").await;
    assert_eq!(unknown.body, stranger.get(&page).await.body);
}

#[tokio::test]
async fn another_lenders_contract_can_t_be_changed() {
    let server = server().await;
    let contract = server.contract().await;
    let second = new_lender(&server.app, "Second Lender", LenderMode::Test).await;
    let stranger = Operator::new(&server, "stranger", Some(second)).await;
    let page = format!("/console/contracts/{}", contract.id);
    for (path, fields) in [
        ("/holds", &[("kind", "dispute")][..]),
        ("/holds/dispute/release", &[]),
        ("/enrollment-code", &[]),
        ("/cancel", &[]),
    ] {
        assert_eq!(stranger.post(&format!("{page}{path}"), fields).await.status, 404, "{path}");
    }
    assert_eq!(server.read(&contract).await, contract);
}

#[tokio::test]
async fn a_search_finds_own_contracts_only() {
    let server = server().await;
    let contract = server.contract().await;
    let second = new_lender(&server.app, "Second Lender", LenderMode::Test).await;
    let stranger = Operator::new(&server, "stranger", Some(second)).await;
    let own = Operator::new(&server, "own", Some(server.lender.id)).await;
    let installation = Operator::new(&server, "installation", None).await;
    let names = [
        contract.id.to_string(),
        contract.device.imeis[0].to_string(),
        contract.payment_reference.clone(),
        contract.payment_reference.to_lowercase(),
    ];
    for name in names {
        let path = format!("/console?q={name}");
        let found = format!("/console/contracts/{}", contract.id);
        for who in [&own, &installation] {
            assert_eq!(who.get(&path).await.headers["location"], found.as_str(), "{name}");
        }
        assert!(stranger.page(&path).await.contains("Nothing is known as"), "{name}");
    }
}

#[tokio::test]
async fn another_lenders_portfolio_is_not_there() {
    let server = server().await;
    let contract = server.contract().await;
    let second = new_lender(&server.app, "Second Lender", LenderMode::Test).await;
    let stranger = Operator::new(&server, "stranger", Some(second)).await;
    assert_eq!(stranger.get(&format!("/console?lender={}", server.lender.id)).await.status, 404);
    let page = stranger.page("/console").await;
    assert!(!page.contains(&contract.borrower.name) && !page.contains("First Lender"));
    let installation = Operator::new(&server, "installation", None).await;
    let lenders = installation.page("/console").await;
    assert!(lenders.contains("First Lender") && lenders.contains("Second Lender"));
    let chosen = installation.page(&format!("/console?lender={}", server.lender.id)).await;
    assert!(chosen.contains(&contract.borrower.name));
}
