use axum::http::{Method, StatusCode};
use policy::Level;
use server::LenderMode;
use servicing::{Command, ContractStatus};

use crate::rail::SECRET;
use crate::stage::{Answer, TestServer, usd};

const OWN: (&str, &str) = ("sec-fetch-site", "same-origin");
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

async fn submit(server: &TestServer, reference: &str, form: &str) -> Answer {
    let path = format!("/pay/{reference}");
    server.send(Method::POST, &path, &[OWN, FORM], form.as_bytes().to_vec()).await
}

/// Follows the answer to a form that paid.
async fn follow(server: &TestServer, answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let page = server.get(answer.header("location")).await;
    assert_eq!(page.status, StatusCode::OK);
    page.text()
}

#[tokio::test]
async fn shows_what_is_owed_and_nothing_about_the_borrower() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    server.until("2026-02-20T12:00:00Z").await;
    let page = server.get(&format!("/pay/{}", contract.payment_reference.to_lowercase())).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.header("content-security-policy").contains("default-src 'self'"));
    let text = page.text();
    for shown in ["Tembo 5", "Duka", "USD 200.00", "USD 300.00", "USD 1,200.00", "March 15, 2026", "Pay now"]
    {
        assert!(text.contains(shown), "{shown} in {text}");
    }
    for hidden in ["First Borrower", "254711111111", "SERIAL", &contract.device.imeis[0].to_string()] {
        assert!(!text.contains(hidden), "{hidden}");
    }
}

/// The evidence names the phone's numbers, so the reference alone does not open it.
#[tokio::test]
async fn the_evidence_is_for_whoever_has_the_phone() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    let page = server.get(&format!("/pay/{}", contract.payment_reference)).await.text();
    assert!(page.contains("quittance verify") && page.contains("Download the evidence"), "{page}");
    let path = format!("/pay/{}/evidence", contract.payment_reference);
    let ask = async |form: String| server.send(Method::POST, &path, &[OWN, FORM], form.into_bytes()).await;
    for wrong in ["", "1", "353456789012347", "490154203237519"] {
        let refused = ask(format!("imei={wrong}")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.text().contains("This is not an IMEI of the phone."));
    }
    let imei = contract.device.imeis[0].to_string();
    let (head, tail) = imei.split_at(8);
    let file = ask(format!("imei={head}+{tail}")).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.header("content-type"), "application/quittance-evidence+cbor");
    let evidence = proof::evidence::Evidence::parse(&file.body).unwrap();
    assert!(!evidence.documents.is_empty() && evidence.rosters.len() == 1);
    let elsewhere = [("sec-fetch-site", "cross-site"), FORM];
    let foreign = server.send(Method::POST, &path, &elsewhere, format!("imei={imei}").into_bytes()).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn pays_through_the_rail_s_own_door_and_unlocks() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    server.nothing_is_missing().await;
    server.until("2026-05-15T12:00:00Z").await;
    let locked = server.read(contract.id).await;
    assert_eq!(locked.restriction.level, Level::Locked);
    let seq = locked.restriction.standing_seq;
    let at = server.app.now_for(&server.lender).await.unwrap();
    server.act(contract.id, Command::LevelApplied { level: Level::Locked, standing_seq: seq, at }).await;
    let page = server.get(&format!("/pay/{}", contract.payment_reference)).await.text();
    assert!(page.contains("Lift the restriction"), "{page}");

    let answer = submit(&server, &contract.payment_reference, "choice=lift&amount=&attempt=A1").await;
    let done = follow(&server, &answer).await;
    assert!(done.contains("is being unlocked") && done.contains("http-equiv=\"refresh\""), "{done}");
    let freed = server.read(contract.id).await;
    assert_eq!(freed.restriction.level, Level::None);
    let seq = freed.restriction.standing_seq;
    server.until("2026-05-15T12:01:00Z").await;
    let at = server.app.now_for(&server.lender).await.unwrap();
    server.act(contract.id, Command::LevelApplied { level: Level::None, standing_seq: seq, at }).await;
    let done = follow(&server, &answer).await;
    assert!(done.contains("is not restricted") && !done.contains("http-equiv"), "{done}");
    let paid = server.payments().await;
    assert_eq!(
        (paid.len(), paid[0].rail.as_str(), paid[0].external_id.as_str()),
        (1, "sandbox", "sandbox-A1")
    );
}

#[tokio::test]
async fn a_form_sent_twice_pays_once() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    let reference = &contract.payment_reference;
    let first = submit(&server, reference, "choice=other&amount=5.00&attempt=A1").await;
    let second = submit(&server, reference, "choice=other&amount=5.00&attempt=A1").await;
    assert_eq!(first.header("location"), second.header("location"));
    let other = submit(&server, reference, "choice=other&amount=6.00&attempt=A1").await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert_eq!(server.read(contract.id).await.account.received(), usd(500));
}

#[tokio::test]
async fn paying_everything_settles_for_the_amount_shown() {
    let server = TestServer::with_rails().await;
    let mut new = server.new_contract();
    new.terms.annual_rate = "24".parse().unwrap();
    let contract = server.running(new).await;
    server.until("2026-01-20T12:00:00Z").await;
    let read = server.read(contract.id).await;
    let quote = read.account.payoff_quote(read.day(server.app.now_for(&server.lender).await.unwrap()));
    assert!(quote.rebate.is_positive());
    let page = server.get(&format!("/pay/{}", contract.payment_reference)).await.text();
    assert!(page.contains(&format!("USD {}", quote.total.grouped())) && page.contains("you save"), "{page}");
    let answer = submit(&server, &contract.payment_reference, "choice=everything&attempt=A1").await;
    let done = follow(&server, &answer).await;
    assert!(done.contains("free for good"), "{done}");
    let read = server.read(contract.id).await;
    assert_eq!((read.status, read.account.credit()), (ContractStatus::Settled, usd(0)));
    let page = server.get(&format!("/pay/{}", contract.payment_reference)).await.text();
    assert!(page.contains("Everything is paid") && !page.contains("Pay now"), "{page}");
}

#[tokio::test]
async fn wrong_input_is_explained_on_the_page() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    for (form, said) in [
        ("choice=other&amount=&attempt=A1", "not an amount"),
        ("choice=other&amount=5.001&attempt=A1", "more decimals"),
        ("choice=other&amount=-5&attempt=A1", "above zero"),
        ("choice=other&amount=0&attempt=A1", "above zero"),
        ("choice=other&amount=1000000000000000000&attempt=A1", "too large"),
        ("choice=lift&attempt=A1", "have changed"),
        ("choice=other&amount=%3Cscript%3E&attempt=A1", "not an amount"),
    ] {
        let answer = submit(&server, &contract.payment_reference, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        let text = answer.text();
        assert!(text.contains(said) && text.contains("role=\"alert\""), "{form}: {text}");
        assert!(!text.contains("<script>"));
    }
    for form in ["choice=other&amount=5&attempt=A1&more=1", "amount=5", "choice=other&amount=5&attempt=%2F"] {
        let answer = submit(&server, &contract.payment_reference, form).await;
        assert!(answer.status.is_client_error(), "{form}");
    }
    assert_eq!(server.payments().await, []);
}

#[tokio::test]
async fn only_its_own_page_may_send_the_form() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    let (path, form) = (format!("/pay/{}", contract.payment_reference), b"choice=next&attempt=A1".to_vec());
    for headers in [
        vec![FORM],
        vec![FORM, ("sec-fetch-site", "cross-site")],
        vec![FORM, ("origin", "https://evil.example")],
    ] {
        let answer = server.send(Method::POST, &path, &headers, form.clone()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    assert_eq!(server.payments().await, []);
}

#[tokio::test]
async fn a_live_lender_s_page_tells_how_to_pay() {
    let server = TestServer::with_rails().await;
    let live = server.other_lender(LenderMode::Live).await;
    server::payments::put_rail(&server.app, live.id, "gate", "generic", &[SECRET.to_owned()]).await.unwrap();
    let made = server.app.create_contract(&live, server.new_contract(), &|_, _| ()).await.unwrap().contract;
    server.app.execute(&live, made.id, Command::Accept, &|_, _| ()).await.unwrap();
    let page = server.get(&format!("/pay/{}", made.payment_reference)).await.text();
    assert!(page.contains("How to pay") && page.contains(&made.payment_reference), "{page}");
    assert!(!page.contains("Pay now") && page.contains("+254700000000"));
    let answer = submit(&server, &made.payment_reference, "choice=next&attempt=A1").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn names_are_text_not_markup() {
    let server = TestServer::with_rails().await;
    let mut new = server.new_contract();
    new.model = "<script>alert(1)</script>".into();
    let contract = server.running(new).await;
    let page = server.get(&format!("/pay/{}", contract.payment_reference)).await.text();
    assert!(page.contains("&#60;script&#62;") || page.contains("&lt;script&gt;"), "{page}");
    assert!(!page.contains("<script>alert"));
    let page = server.get("/pay/%3Cscript%3Ealert(1)").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(!page.text().contains("<script>alert"));
}

#[tokio::test]
async fn references_are_not_found_by_trying() {
    let server = TestServer::with_rails().await;
    let offered = server.offered(server.new_contract()).await;
    let unknown = server.get("/pay/00000000").await;
    let hidden = server.get(&format!("/pay/{}", offered.payment_reference)).await;
    assert_eq!((unknown.status, hidden.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    let mut refused = 0;
    for tried in 0..200 {
        let answer = server.get(&format!("/pay/{tried:08}")).await;
        refused += u32::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(refused > 50, "{refused}");
}

#[tokio::test]
async fn a_payment_of_another_contract_is_not_shown() {
    let server = TestServer::with_rails().await;
    let (mine, other) = (server.contract().await, server.contract().await);
    let answer = submit(&server, &other.payment_reference, "choice=next&attempt=A1").await;
    let query = answer.header("location").split_once('?').unwrap().1;
    let page = server.get(&format!("/pay/{}/done?{query}", mine.payment_reference)).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_reference_can_be_typed() {
    let server = TestServer::with_rails().await;
    assert_eq!(server.get("/pay").await.status, StatusCode::OK);
    let answer = server.get("/pay?reference=7k3m-w9pa").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/pay/7K3MW9PA"));
    assert_eq!(server.get("/pay?reference=%2Fetc").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
