use serde_json::{Value, json};

use crate::common::{TestServer, new_contract};

/// For people to read: names that come from random bytes are masked.
fn shown(value: &Value) -> String {
    serde_json::to_string_pretty(&masked(value)).unwrap()
}

fn masked(value: &Value) -> Value {
    match value {
        Value::String(text) => {
            let is_id = text.len() == 30 && text.as_bytes()[3] == b'_';
            let is_digest = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
            let is_reference =
                text.len() == 8 && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
            match text.split_once("/pay/") {
                _ if is_id => json!(format!("[{}]", &text[..3])),
                _ if is_digest => json!("[digest]"),
                _ if is_reference => json!("[reference]"),
                _ if text.starts_with("sandbox:") => json!("sandbox:[msg]"),
                Some((server, _)) => json!(format!("{server}/pay/[reference]")),
                None => value.clone(),
            }
        }
        Value::Array(values) => values.iter().map(masked).collect(),
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), masked(value))).collect(),
        plain => plain.clone(),
    }
}

#[tokio::test]
async fn an_offer_shows_the_whole_cost() {
    let server = TestServer::new().await;
    let offered = server.offer(1).await;
    assert_eq!(offered["status"], "offered");
    assert_eq!(offered["terms"]["amount_financed"], "150.00");
    let cents = |value: &Value| value.as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    let installments = offered["installments"].as_array().unwrap();
    let sum: i64 = installments.iter().map(|it| cents(&it["amount"])).sum();
    assert_eq!(sum, cents(&offered["terms"]["total_of_payments"]));
    assert_eq!(sum, 15_000 + cents(&offered["terms"]["finance_charge"]));
    assert_eq!(sum + 3_000, cents(&offered["terms"]["total_cost"]));
    insta::assert_snapshot!(shown(&offered));
    let again = server.get(&format!("/v1/contracts/{}", offered["id"].as_str().unwrap())).await;
    assert_eq!(again.json(), offered);
}

#[tokio::test]
async fn an_accepted_contract_has_signed_terms() {
    let server = TestServer::new().await;
    let id = server.active(1).await;
    let contract = server.get(&format!("/v1/contracts/{id}")).await.json();
    assert_eq!(contract["status"], "active");
    let documents = server.get(&format!("/v1/contracts/{id}/documents")).await.json();
    let terms = &documents["data"][0];
    assert_eq!(terms["kind"], "terms");
    assert_eq!(terms["digest"], contract["terms"]["accepted"]["terms"]);
    let bytes = server.get(terms["href"].as_str().unwrap()).await;
    assert_eq!(bytes.header("content-type"), Some("application/cose"));
    assert_eq!(terms["size"], bytes.body.len());
    // The name of a document is the digest of its payload, which only the key's owner can have signed.
    let parsed = proof::Parsed::<proof::documents::Terms>::parse(&bytes.body).unwrap();
    let lender = server.app.lender(server.lender.id).await.unwrap().unwrap();
    let key = lender.authority.keys.command.public_key();
    parsed.verify(&key).unwrap();

    let twice = server.post(&format!("/v1/contracts/{id}/accept"), &Value::Null).await;
    assert_eq!((twice.status, twice.problem().as_str()), (409, "refused"));
    let cancel = server.post(&format!("/v1/contracts/{id}/cancel"), &Value::Null).await;
    assert_eq!(cancel.status, 409);
}

#[tokio::test]
async fn a_cancelled_offer_gives_the_imei_back() {
    let server = TestServer::new().await;
    let id = server.offer(1).await["id"].as_str().unwrap().to_owned();
    assert_eq!(server.post("/v1/contracts", &new_contract(1)).await.problem(), "taken");
    let cancelled = server.post(&format!("/v1/contracts/{id}/cancel"), &Value::Null).await.json();
    assert_eq!(cancelled["status"], "cancelled");
    server.offer(1).await;
}

#[tokio::test]
async fn an_enrollment_code_can_be_scanned() {
    let server = TestServer::new().await;
    let offered = server.offer(1).await;
    let path = format!("/v1/contracts/{}/enrollment-code", offered["id"].as_str().unwrap());
    assert_eq!(server.post(&path, &Value::Null).await.problem(), "refused", "not before acceptance");
    let id = server.active(2).await;
    let made = server.post(&format!("/v1/contracts/{id}/enrollment-code"), &Value::Null).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let made = made.json();
    let code: proof::session::EnrollmentCode = made["code"].as_str().unwrap().parse().unwrap();
    assert_eq!(code.server, "http://127.0.0.1:4000");
    assert!(made["qr_svg"].as_str().unwrap().contains("<svg"));
    assert_eq!(made["expires_at"], "2026-01-19T09:00:00Z");
}

#[tokio::test]
async fn holds_come_and_go() {
    let server = TestServer::new().await;
    let id = server.active(1).await;
    let holds = format!("/v1/contracts/{id}/holds");
    let placed = server.post(&holds, &json!({"kind": "dispute"})).await.json();
    assert_eq!(placed["holds"][0]["kind"], "dispute");
    let past = server.post(&holds, &json!({"kind": "hardship", "until": "2020-01-01T00:00:00Z"})).await;
    assert_eq!(past.problem(), "refused");
    let unknown = server.post(&holds, &json!({"kind": "whim"})).await;
    assert_eq!((unknown.status, unknown.field().as_str()), (422, "kind"));
    let released = server.delete(&format!("{holds}/dispute")).await.json();
    assert_eq!(released["holds"], json!([]));
    assert_eq!(server.delete(&format!("{holds}/dispute")).await.problem(), "refused");
    assert_eq!(server.delete(&format!("{holds}/whim")).await.status, 404);
}

#[tokio::test]
async fn a_payoff_settles_for_less() {
    let server = TestServer::new().await;
    let id = server.active(1).await;
    let contract = server.get(&format!("/v1/contracts/{id}")).await.json();
    let quote = server.get(&format!("/v1/contracts/{id}/payoff-quote?on=2026-01-20")).await.json();
    let (total, all) =
        (quote["total"].as_str().unwrap(), contract["balances"]["outstanding"].as_str().unwrap());
    assert!(total.parse::<f64>().unwrap() < all.parse::<f64>().unwrap(), "{total} {all}");
    for (query, status) in
        [("?on=2026-01-04", 422), ("?on=2026-02-30", 422), ("?when=2026-01-20", 422), ("", 200)]
    {
        assert_eq!(
            server.get(&format!("/v1/contracts/{id}/payoff-quote{query}")).await.status,
            status,
            "{query}"
        );
    }
    let agreed =
        server.post(&format!("/v1/contracts/{id}/payoff"), &json!({"valid_through": "2026-01-20"})).await;
    assert_eq!(agreed.json()["payoff"]["amount"], total);
    let late =
        server.post(&format!("/v1/contracts/{id}/payoff"), &json!({"valid_through": "2026-02-05"})).await;
    assert_eq!(late.problem(), "refused");
    let pay = json!({"amount": total, "currency": "USD", "external_id": "payoff-1"});
    assert_eq!(server.post(&format!("/v1/contracts/{id}/payments"), &pay).await.status, 201);
    let settled = server.get(&format!("/v1/contracts/{id}")).await.json();
    assert_eq!(settled["status"], "settled");
    assert!(settled["quittance"].is_string());
    let documents = server.get(&format!("/v1/contracts/{id}/documents")).await.json();
    let kinds: Vec<_> = documents["data"].as_array().unwrap().iter().map(|it| it["kind"].clone()).collect();
    assert!(kinds.contains(&json!("quittance")), "{kinds:?}");
}

#[tokio::test]
async fn a_missed_installment_is_told_step_by_step() {
    let server = TestServer::new().await;
    let id = server.active(1).await;
    let to = json!({"to": "2026-03-20T09:00:00Z"});
    assert_eq!(server.post("/v1/test-clock/advance", &to).await.status, 200);
    let contract = server.get(&format!("/v1/contracts/{id}")).await.json();
    assert_eq!(contract["balances"]["bucket"], "31-60");
    assert_eq!(contract["delinquency"]["since"], "2026-02-05");
    assert_eq!(contract["restriction"]["level"], "none", "no device, no restriction");
    let events = server.get(&format!("/v1/contracts/{id}/events?limit=100")).await.json();
    let kinds: Vec<&str> =
        events["data"].as_array().unwrap().iter().map(|event| event["type"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"installment.overdue") && kinds.contains(&"notice.issued"), "{kinds:?}");
    insta::assert_snapshot!(shown(
        &json!({"balances": contract["balances"], "delinquency": contract["delinquency"]})
    ));
    insta::assert_snapshot!(shown(&events["data"][3]));
}

#[tokio::test]
async fn a_lender_reports_its_own_deliveries() {
    let server = TestServer::new().await;
    let id = server.active(1).await;
    server.post("/v1/test-clock/advance", &json!({"to": "2026-02-20T09:00:00Z"})).await;
    let contract = server.get(&format!("/v1/contracts/{id}")).await.json();
    let notice = contract["delinquency"]["notices"][0].clone();
    let path = format!("/v1/contracts/{id}/notices/{}/deliveries", notice["key"].as_str().unwrap());
    let report = |since: &str, reference: &str| json!({"channel": "sms", "delinquent_since": since, "reference": reference});
    let done = server.post(&path, &report("2026-02-05", "carrier-1")).await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(server.post(&path, &report("2026-02-06", "carrier-1")).await.problem(), "refused");
    assert_eq!(server.post(&path, &report("2026-02-05", " ")).await.field(), "reference");
    let device = json!({"channel": "on_device", "delinquent_since": "2026-02-05", "reference": "x"});
    assert_eq!(server.post(&path, &device).await.field(), "channel", "only the device's receipt proves that");
    let unknown = format!("/v1/contracts/{id}/notices/nonsense/deliveries");
    assert_eq!(server.post(&unknown, &report("2026-02-05", "carrier-1")).await.problem(), "refused");
}

#[tokio::test]
async fn the_books_balance() {
    let server = TestServer::new().await;
    let id = server.active(1).await;
    let pay = json!({"amount": "40.00", "currency": "USD", "external_id": "p1"});
    server.post(&format!("/v1/contracts/{id}/payments"), &pay).await;
    let postings = server.get(&format!("/v1/contracts/{id}/postings")).await.json();
    let kinds: Vec<_> = postings["data"].as_array().unwrap().iter().map(|it| it["kind"].clone()).collect();
    assert_eq!(kinds, ["activation", "payment"]);
    let balance = server.get("/v1/books/trial-balance").await.json();
    assert_eq!(balance["balanced"], true);
    insta::assert_snapshot!(shown(&balance));
    assert_eq!(server.get(&format!("/v1/contracts/{id}/receipts")).await.json()["data"], json!([]));
}
