//! "Give the phone back", as the borrower does it.

use axum::http::StatusCode;
use ident::TransactionId;
use loan::returns::{Expense, ExpenseKind, Grade, Outcome};
use policy::Level;
use servicing::giving_back::ReturnStep;

use crate::scene::{Scene, refused};
use crate::stage::{day, usd};

#[tokio::test]
async fn a_phone_is_given_back_and_what_remains_is_explained() {
    let scene = Scene::locked().await;
    assert!(scene.page("/return").await.contains("Ask to give the phone back"));
    assert_eq!(scene.holder("/return", "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(scene.now().await.restriction.level, Level::None);
    let page = scene.page("/return").await;
    assert!(page.contains("You asked to give the phone back.") && page.contains("Keep the phone"), "{page}");
    let twice = scene.holder("/return", "").await;
    refused(&twice, StatusCode::CONFLICT, "can&#39;t become requested");

    scene.step(ReturnStep::Appoint { day: day("2026-05-15"), place: "Duka <Moi Avenue>".into() }).await;
    scene.step(ReturnStep::Receive).await;
    scene.step(ReturnStep::Inspect { grade: Grade::B, note: "A scratch.".into() }).await;
    let expenses = vec![Expense { kind: ExpenseKind::Preparing, amount: usd(2_000) }];
    let value = ReturnStep::Value { proceeds: usd(70_000), expenses, credits: Vec::new(), cap: None };
    scene.step(value).await;
    let page = scene.page("/return").await;
    for fact in
        ["May 15, 2026", "grade B, works and has light marks of use", "A scratch.", "2. The phone counts for"]
    {
        assert!(page.contains(fact), "{fact} in {page}");
    }
    assert!(!page.contains("<Moi"), "{page}");
    let case = scene.now().await.giving_back.unwrap();
    let loan::returns::Stage::Valued { statement, .. } = case.stage() else { panic!("{case:?}") };
    assert_eq!(statement.outcome, Outcome::Deficiency(usd(52_000)));
    let lender = &scene.contract.lender_profile.name;
    for line in disclosure::explanation(statement, lender, disclosure::Language::English).unwrap() {
        assert!(page.contains(&line), "{line} in {page}");
    }
    let id = |byte| TransactionId::from_bytes([byte; 16]);
    scene.step(ReturnStep::Close { rebate: id(7), settlement: id(8) }).await;
    let page = scene.page("/return").await;
    assert!(page.contains("Your account was settled by it.") && page.contains("you still owe"), "{page}");
    assert!(!page.contains("<form"), "{page}");
}

#[tokio::test]
async fn the_phone_is_kept_after_all() {
    let scene = Scene::locked().await;
    let none = scene.holder("/return/withdraw", "").await;
    refused(&none, StatusCode::CONFLICT, "No return is open: request it first.");
    scene.holder("/return", "").await;
    assert_eq!(scene.holder("/return/withdraw", "").await.status, StatusCode::SEE_OTHER);
    assert!(scene.now().await.holds.is_empty());
    assert!(scene.page("/return").await.contains("You keep the phone."));
}
