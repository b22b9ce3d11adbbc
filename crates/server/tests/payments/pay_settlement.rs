//! The lender takes less, as the borrower sees and does it.

use axum::http::{Method, StatusCode};
use ident::{OperatorId, TransactionId};
use policy::Level;
use servicing::{Command, ConcessionApprovals, ContractStatus};

use crate::scene::{FORM, OWN, Scene};
use crate::stage::{Answer, day, usd};

async fn offer(scene: &Scene) {
    let offer = Command::OfferSettlement {
        id: TransactionId::from_bytes([5; 16]),
        amount: usd(70_000),
        valid_through: day("2026-06-30"),
        by: None,
        rule: ConcessionApprovals::default(),
    };
    scene.server.act(scene.contract.id, offer).await;
}

async fn approve(scene: &Scene) {
    let by = OperatorId::from_bytes([1; 16]);
    let offer = TransactionId::from_bytes([5; 16]);
    scene.server.act(scene.contract.id, Command::ApproveSettlement { by, offer }).await;
}

async fn pay(scene: &Scene, form: &str) -> Answer {
    scene.server.send(Method::POST, &scene.path(""), &[OWN, FORM], form.as_bytes().to_vec()).await
}

#[tokio::test]
async fn what_is_offered_and_approved_is_shown_and_paid_to_the_cent() {
    let scene = Scene::locked().await;
    offer(&scene).await;
    assert!(!scene.page("").await.contains("offers to take less"), "it waits for another person");
    let early = pay(&scene, "choice=settlement&amount=700.00&attempt=A0").await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    approve(&scene).await;
    let page = scene.page("").await;
    for fact in
        ["offers to take less", "USD 700.00", "June 30, 2026", "USD 500.00", "is forgiven", "and settle"]
    {
        assert!(page.contains(fact), "{fact} in {page}");
    }
    let unnamed = pay(&scene, "choice=settlement&attempt=A2").await;
    assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let paid = pay(&scene, "choice=settlement&amount=700.00&attempt=A1").await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER, "{}", paid.text());
    let contract = scene.now().await;
    assert_eq!((contract.status, contract.restriction.level), (ContractStatus::Settled, Level::None));
    assert_eq!((contract.account.received(), contract.account.forgiven()), (usd(70_000), usd(50_000)));
    let done = scene.server.get(paid.header("location")).await.text();
    assert!(done.contains("free for good") && done.contains("Left to pay"), "{done}");
    assert!(scene.page("").await.contains("Nothing is left to pay"));
}

#[tokio::test]
async fn a_part_counts_and_the_rest_is_what_is_left_of_the_offer() {
    let scene = Scene::locked().await;
    offer(&scene).await;
    approve(&scene).await;
    let part = pay(&scene, "choice=other&amount=200.00&attempt=A1").await;
    assert_eq!(part.status, StatusCode::SEE_OTHER, "{}", part.text());
    let page = scene.page("").await;
    assert!(page.contains("Pay USD 500.00 and settle") && page.contains("You paid USD 200.00"), "{page}");
    let stale = pay(&scene, "choice=settlement&amount=700.00&attempt=A2").await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.text().contains("has changed. Choose again."), "what was shown is what is paid");
    assert!(page.contains(r#"name="amount" value="500.00""#), "{page}");
    pay(&scene, "choice=settlement&amount=500.00&attempt=A3").await;
    assert_eq!(scene.now().await.status, ContractStatus::Settled);
}

#[tokio::test]
async fn an_offer_that_is_over_is_not_shown() {
    let scene = Scene::locked().await;
    offer(&scene).await;
    approve(&scene).await;
    scene.server.until("2026-07-01T12:00:00Z").await;
    assert!(!scene.page("").await.contains("offers to take less"));
    let late = pay(&scene, "choice=settlement&amount=700.00&attempt=A1").await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("The offer to settle is over"));
}

#[tokio::test]
async fn what_was_taken_back_since_the_offer_is_asked_for_besides() {
    let scene = Scene::locked().await;
    let part = pay(&scene, "choice=other&amount=100.00&attempt=A1").await;
    assert_eq!(part.status, StatusCode::SEE_OTHER, "{}", part.text());
    offer(&scene).await;
    approve(&scene).await;
    let before = scene.now().await;
    let transaction = before.account.transactions().first().unwrap().id;
    scene.server.act(before.id, Command::Reverse { transaction }).await;
    let page = scene.page("").await;
    for fact in ["Pay USD 800.00 and settle", "USD 400.00", "USD 100.00 of it is for a payment"] {
        assert!(page.contains(fact), "{fact} in {page}");
    }
    pay(&scene, "choice=settlement&amount=800.00&attempt=A2").await;
    let contract = scene.now().await;
    assert_eq!((contract.status, contract.account.forgiven()), (ContractStatus::Settled, usd(40_000)));
}
