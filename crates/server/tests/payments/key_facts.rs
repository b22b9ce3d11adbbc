use axum::http::StatusCode;

use crate::stage::TestServer;

#[tokio::test]
async fn whoever_has_the_reference_reads_the_sheet_and_nothing_about_the_borrower() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    let pay = server.get(&format!("/pay/{}", contract.payment_reference)).await.text();
    let path = format!("/pay/{}/key-facts", contract.payment_reference);
    assert!(pay.contains(&format!("href=\"{path}\"")), "{pay}");
    let page = server.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.header("content-security-policy").contains("default-src 'self'"));
    let text = page.text();
    for shown in ["Tembo 5", "Duka", "USD 1,200.00", "+254700000000", &contract.payment_reference] {
        assert!(text.contains(shown), "{shown} in {text}");
    }
    for hidden in ["First Borrower", "254711111111", "SERIAL", &contract.device.imeis[0].to_string()] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    let pdf = server.get(&format!("{path}.pdf")).await;
    assert_eq!((pdf.status, pdf.header("content-type")), (StatusCode::OK, "application/pdf"));
    let spanish = server.get(&format!("{path}?language=es")).await.text();
    assert!(spanish.contains("<html lang=\"es\">") && spanish.contains("Tasa anual equivalente"));
}

#[tokio::test]
async fn a_wrong_reference_has_no_sheet() {
    let server = TestServer::with_rails().await;
    assert_eq!(server.get("/pay/00000000/key-facts").await.status, StatusCode::NOT_FOUND);
    assert_eq!(server.get("/pay/00000000/key-facts.pdf").await.status, StatusCode::NOT_FOUND);
}
