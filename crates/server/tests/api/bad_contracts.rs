use serde_json::{Value, json};

use crate::common::{TestServer, new_contract};

/// Changes one field of a good request, named by a JSON pointer, and says what the server answers.
async fn refused(server: &TestServer, pointer: &str, value: Value) -> String {
    let mut request = new_contract(1);
    *request.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value.clone();
    let reply = server.post("/v1/contracts", &request).await;
    assert_eq!(reply.status, 422, "{pointer} = {value}: {}", reply.text());
    assert_eq!(reply.problem(), "invalid-request");
    format!("{pointer} = {value} → {}", reply.json()["detail"].as_str().unwrap())
}

#[tokio::test]
async fn each_fault_is_named() {
    let server = TestServer::new().await;
    let cases = [
        ("/price", json!("-5.00")),
        ("/price", json!("0")),
        ("/price", json!("1000000000000000000")),
        ("/price", json!("17.015")),
        ("/price", json!(180)),
        ("/price", json!("1e3")),
        ("/price", json!("ten")),
        ("/price", json!("")),
        ("/down_payment", json!("-0.01")),
        ("/down_payment", json!("180.00")),
        ("/currency", json!("XYZ")),
        ("/currency", json!("usd")),
        ("/currency", json!(5)),
        ("/annual_rate_percent", json!("-1")),
        ("/annual_rate_percent", json!("1000.1")),
        ("/annual_rate_percent", json!(24)),
        ("/interest", json!("compound")),
        ("/installments", json!(0)),
        ("/installments", json!(10_000)),
        ("/installments", json!(-1)),
        ("/installments", json!(100_000)),
        ("/installments", json!(3.5)),
        ("/installments", json!("3")),
        ("/every/count", json!(0)),
        ("/every/count", json!(367)),
        ("/every/unit", json!("fortnight")),
        ("/first_due_on", json!("2026-02-30")),
        ("/first_due_on", json!("2026-01-05")),
        ("/first_due_on", json!("2025-12-31")),
        ("/first_due_on", json!("05/02/2026")),
        ("/first_due_on", json!("2026-02-05T00:00:00Z")),
        ("/first_due_on", json!("2226-02-05")),
        ("/every", json!([1, "month"])),
        ("/borrower", json!(["A. Borrower", null, "a@example.com", "en"])),
        ("/borrower", json!("A. Borrower")),
        ("/borrower/name", json!("")),
        ("/borrower/name", json!("a\u{0}b")),
        ("/borrower/name", json!("x".repeat(201))),
        ("/borrower/name", json!(["A"])),
        ("/borrower/language", json!("English")),
        ("/borrower/phone", json!(null)),
        ("/device/serial", json!("")),
        ("/device/model", json!("m".repeat(101))),
        ("/device/imeis", json!([])),
        ("/device/imeis", json!("490154203237518")),
    ];
    let mut told = Vec::new();
    for (pointer, value) in cases {
        told.push(refused(&server, pointer, value).await);
    }
    assert_eq!(server.get("/v1/contracts").await.json()["data"], json!([]), "nothing was made");
    let short = |line: String| line.replace(&"x".repeat(201), "xxx…").replace(&"m".repeat(101), "mmm…");
    let told: Vec<String> = told.into_iter().map(short).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[tokio::test]
async fn unknown_missing_and_double_fields_are_refused() {
    let server = TestServer::new().await;
    let mut request = new_contract(1);
    request["borrower"]["nickname"] = json!("B");
    let reply = server.post("/v1/contracts", &request).await;
    assert_eq!((reply.status, reply.field().as_str()), (422, "borrower.nickname"));
    let mut request = new_contract(1);
    request.as_object_mut().unwrap().remove("price");
    let reply = server.post("/v1/contracts", &request).await;
    assert_eq!((reply.status, reply.field().as_str()), (422, "price"));
    let text = new_contract(1).to_string().replacen('{', r#"{"price":"1.00","#, 1);
    let reply = server
        .call(&server.lender.key, axum::http::Method::POST, "/v1/contracts", Some(text.into_bytes()), &[])
        .await;
    assert_eq!((reply.status, reply.field().as_str()), (422, "price"));
}

#[tokio::test]
async fn names_of_things_that_do_not_exist() {
    let server = TestServer::new().await;
    for (field, value) in
        [("policy_pack", "lawless"), ("time_zone", "Mars/Olympus"), ("starts_on", "2026-02-06")]
    {
        let mut request = new_contract(1);
        request[field] = json!(value);
        let reply = server.post("/v1/contracts", &request).await;
        assert_eq!(reply.status, 422, "{field}: {}", reply.text());
        let expected = if field == "starts_on" { "first_due_on" } else { field };
        assert_eq!(reply.field(), expected);
    }
}

#[tokio::test]
async fn decimals_follow_the_currency() {
    let server = TestServer::new().await;
    for (currency, price, down, good) in [
        ("JPY", "18000", "0", true),
        ("JPY", "180.5", "0", false),
        ("KWD", "18.125", "0.005", true),
        ("KWD", "18.1255", "0", false),
    ] {
        let mut request = new_contract(if currency == "JPY" { 10 } else { 11 });
        request["currency"] = json!(currency);
        request["price"] = json!(price);
        request["down_payment"] = json!(down);
        let reply = server.post("/v1/contracts", &request).await;
        assert_eq!(reply.status, if good { 201 } else { 422 }, "{}", reply.text());
    }
}

#[tokio::test]
async fn names_are_kept_as_they_are() {
    let server = TestServer::new().await;
    let name = "Robert'); DROP TABLE contracts;-- <script>alert(1)</script> \u{202e}Ñ";
    let mut request = new_contract(1);
    request["borrower"]["name"] = json!(name);
    request["external_reference"] = json!("' OR 1=1 --");
    let made = server.post("/v1/contracts", &request).await.json();
    assert_eq!(made["borrower"]["name"], name);
    let found = server.get("/v1/contracts?external_reference=%27%20OR%201%3D1%20--").await.json();
    assert_eq!(found["data"].as_array().unwrap().len(), 1);
    assert_eq!(
        server.get("/v1/contracts?external_reference=%27%20OR%201%3D1").await.json()["data"],
        json!([])
    );
    request["device"] = new_contract(2)["device"].clone();
    assert_eq!(server.post("/v1/contracts", &request).await.problem(), "taken");
}
