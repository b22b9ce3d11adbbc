//! The pages for when paying becomes hard speak the borrower's language.

use axum::http::StatusCode;
use loan::restructure::{HolidayInterest, Restructuring};
use loan::returns::Grade;
use servicing::giving_back::ReturnStep;

use crate::scene::{OTHER, Scene, refused};
use crate::stage::{day, usd};

/// English words that no page of another language has.
const ENGLISH: [&str; 8] =
    ["installment", "lender offers", "I can’t", "Accept", "phone’s", "overdue", "Your ", "You "];

fn is_in(page: &str, language: &str) {
    assert!(page.contains(&format!("<html lang=\"{language}\">")), "{page}");
    let (_, body) = page.split_once("<main").unwrap();
    for word in ENGLISH {
        assert!(!body.contains(word), "{language} says {word} in {body}");
    }
    assert!(!body.contains("{ $") && !body.contains("help-") && !body.contains("plan-note"), "{body}");
}

#[tokio::test]
async fn help_is_asked_for_and_answered_in_swahili() {
    let scene = Scene::locked_in("sw-KE").await;
    let page = scene.page("/help").await;
    is_in(&page, "sw");
    assert!(page.contains("Siwezi kulipa sasa") && page.contains("Nini kingesaidia?"), "{page}");
    let stranger = scene.send("/help", OTHER, "&wish=other").await;
    refused(&stranger, StatusCode::UNPROCESSABLE_ENTITY, "Hii si IMEI ya simu.");
    assert!(stranger.text().contains(&format!("name=\"imei\" value=\"{OTHER}\"")), "what was typed is kept");
    let none = scene.holder("/help", "&wish=").await;
    refused(&none, StatusCode::UNPROCESSABLE_ENTITY, "Chagua nini kingesaidia.");
    let early = scene.holder("/help/accept", "&shown=").await;
    refused(&early, StatusCode::CONFLICT, "Hakuna mpango kama huo.");

    assert_eq!(scene.holder("/help", "&wish=payment_holiday").await.status, StatusCode::SEE_OTHER);
    is_in(&scene.page("/help").await, "sw");
    scene.offer(vec![Restructuring::Holiday { installments: 2, interest: HolidayInterest::Carried }]).await;
    let page = scene.page("/help").await;
    is_in(&page, "sw");
    for said in
        ["Awamu 2 zinazofuata zinarukwa.", "Leo", "Unakubali mpango upi?", "10 Juni 2026", "USD 100.00"]
    {
        assert!(page.contains(said), "{said} in {page}");
    }
    let (_, shown) = page.split_once("name=\"shown\" value=\"").unwrap();
    let accept = format!("&shown={}", shown.split('"').next().unwrap());
    assert_eq!(scene.holder("/help/accept", &accept).await.status, StatusCode::SEE_OTHER);
    let page = scene.page("/help").await;
    is_in(&page, "sw");
    assert!(page.contains("Ulikubali mpango tarehe"), "{page}");
}

#[tokio::test]
async fn a_phone_is_given_back_in_spanish() {
    let scene = Scene::locked_in("es").await;
    is_in(&scene.page("/return").await, "es");
    assert_eq!(scene.holder("/return", "").await.status, StatusCode::SEE_OTHER);
    scene.step(ReturnStep::Appoint { day: day("2026-05-15"), place: "Duka".into() }).await;
    scene.step(ReturnStep::Receive).await;
    scene.step(ReturnStep::Inspect { grade: Grade::B, note: "Rasguño.".into() }).await;
    let (expenses, credits) = (Vec::new(), Vec::new());
    scene.step(ReturnStep::Value { proceeds: usd(70_000), expenses, credits, cap: None }).await;
    let page = scene.page("/return").await;
    is_in(&page, "es");
    for said in ["grado B, funciona y tiene marcas leves de uso", "6. Faltante: usted aún debe USD 500.00."]
    {
        assert!(page.contains(said), "{said} in {page}");
    }
}
