use axum::http::Method;

use crate::common::TestServer;

const PDF: &[(&str, &str)] = &[("accept", "application/pdf")];

#[tokio::test]
async fn the_sheet_is_there_before_the_borrower_accepts_and_after() {
    let server = TestServer::new().await;
    let offered = server.offer(1).await;
    let id = offered["id"].as_str().unwrap();
    let path = format!("/v1/contracts/{id}/key-facts");
    let before = server.get(&format!("{path}?language=en")).await;
    assert_eq!((before.status, before.header("content-type")), (200, Some("text/html; charset=utf-8")));
    let text = before.text();
    let amount = |field: &str| format!("USD {}", offered["terms"][field].as_str().unwrap());
    for shown in [
        "Nothing is agreed until you accept it",
        &amount("amount_financed"),
        &amount("finance_charge"),
        &amount("total_of_payments"),
        &amount("total_cost"),
        "Annual percentage rate",
        "If you pay late",
        "You may pay everything at any time",
    ] {
        assert!(text.contains(shown), "{shown} is not in {text}");
    }
    server.post(&format!("/v1/contracts/{id}/accept"), &serde_json::Value::Null).await;
    assert!(server.get(&format!("{path}?language=en")).await.text().contains("You accepted this on"));
}

#[tokio::test]
async fn a_pdf_by_name_or_by_header() {
    let server = TestServer::new().await;
    let offered = server.offer(1).await;
    let id = offered["id"].as_str().unwrap();
    let named = server.get(&format!("/v1/contracts/{id}/key-facts.pdf?language=sw")).await;
    let path = format!("/v1/contracts/{id}/key-facts?language=sw");
    let asked = server.call(&server.lender.key, Method::GET, &path, None, PDF).await;
    assert_eq!(named.header("content-type"), Some("application/pdf"));
    assert!(named.header("content-disposition").is_some_and(|name| name.ends_with(".pdf\"")));
    assert!(named.body.starts_with(b"%PDF-"));
    assert_eq!(named.body, asked.body);
}

#[tokio::test]
async fn languages() {
    let server = TestServer::new().await;
    let offered = server.offer(1).await;
    let id = offered["id"].as_str().unwrap();
    let page = |language: &str| format!("/v1/contracts/{id}/key-facts?language={language}");
    let hindi = server.get(&page("hi")).await.text();
    assert!(hindi.contains("<html lang=\"hi\">") && hindi.contains("आपके ऋण के मुख्य तथ्य"));
    assert!(hindi.contains("इस भाषा में PDF नहीं है"));
    let no_pdf = server.get(&format!("/v1/contracts/{id}/key-facts.pdf?language=hi")).await;
    assert_eq!((no_pdf.status, no_pdf.problem().as_str()), (406, "no-pdf"));
    let unknown = server.get(&page("xx")).await;
    assert_eq!((unknown.status, unknown.field().as_str()), (422, "language"));
    assert!(unknown.text().contains("en, es, fr, hi, pt, sw"));
}

#[tokio::test]
async fn other_lenders_have_no_sheet_of_it() {
    let server = TestServer::new().await;
    let offered = server.offer(1).await;
    let path = format!("/v1/contracts/{}/key-facts", offered["id"].as_str().unwrap());
    let other = server.add_lender("Other", server::LenderMode::Test).await;
    assert_eq!(server.call(&other.key, Method::GET, &path, None, &[]).await.status, 404);
    assert_eq!(server.call("", Method::GET, &path, None, &[]).await.status, 401);
}
