use serde_json::{Value, json};

use crate::common::TestServer;

fn identity() -> Value {
    json!({
        "surname": "Núñez",
        "first_name": "María",
        "birth_date": "1990-04-23",
        "social_security_number": "123-45-6789",
        "address": {"line_1": "12 Elm Street", "city": "Austin", "state": "TX", "zip": "78701-1234"},
    })
}

async fn ready() -> (TestServer, String) {
    let server = TestServer::new().await;
    let id = server.active(1).await;
    let furnisher = json!({
        "identification_number": "EXAMPLE0001",
        "name": "Example Phones",
        "address": "1 Main Street, Austin TX 78701",
        "telephone": "5125550100",
    });
    let put = server.put("/v1/bureau/furnisher", &furnisher).await;
    assert_eq!(put.status, 200, "{}", put.text());
    (server, id)
}

async fn advance(server: &TestServer, days: i64) {
    let reply = server.post("/v1/test-clock/advance", &json!({"by_days": days})).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
}

fn faults(text: &str) -> Vec<String> {
    let mut checker = bureau::Checker::default();
    let mut faults: Vec<_> = text.lines().flat_map(|line| checker.record(line.as_bytes())).collect();
    faults.extend(checker.finish());
    faults.iter().map(ToString::to_string).collect()
}

async fn metro2(server: &TestServer, month: &str) -> String {
    let reply = server.get(&format!("/v1/bureau/metro2?month={month}")).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let text = reply.text();
    assert_eq!(faults(&text), Vec::<String>::new());
    text
}

#[tokio::test]
async fn a_loan_without_its_borrower_is_left_out_and_named() {
    let (server, id) = ready().await;
    let early = server.get("/v1/bureau/metro2?month=2026-01").await;
    assert_eq!((early.status, early.field().as_str()), (422, "month"), "{}", early.text());
    advance(&server, 30).await;
    let empty = metro2(&server, "2026-01").await;
    assert_eq!(empty.lines().count(), 2, "header and trailer");
    let left_out = server.get("/v1/bureau/left-out?month=2026-01").await.json();
    assert_eq!(left_out["data"][0]["contract"], id.as_str());
    assert!(left_out["data"][0]["why"].as_str().unwrap().contains("social security number"));

    let path = format!("/v1/contracts/{id}/credit-reporting");
    let put = server.put(&path, &identity()).await;
    assert_eq!(put.status, 200, "{}", put.text());
    assert_eq!(put.json()["social_security_number_ends"], "6789");
    assert!(!put.text().contains("45-6789") && !server.get(&path).await.text().contains("45-6789"));
    let file = metro2(&server, "2026-01").await;
    let record = file.lines().nth(1).unwrap();
    assert_eq!(&record[42..72].trim_end(), &id.replace('_', "").to_uppercase());
    assert_eq!((&record[123..125], record[126..150].trim_end_matches('B')), ("11", ""));
    assert!(record[231..].starts_with("NUNEZ") && record[256..].starts_with("MARIA"));
    assert_eq!(&record[297..314], "12345678904231990");
    assert_eq!(server.get("/v1/bureau/left-out?month=2026-01").await.json()["data"], json!([]));

    assert_eq!(server.delete(&path).await.status, 204);
    assert_eq!(server.get(&path).await.problem(), "not-found");
    assert_eq!(metro2(&server, "2026-01").await.lines().count(), 2);
}

#[tokio::test]
async fn lateness_a_dispute_and_the_end_are_told() {
    let (server, id) = ready().await;
    server.put(&format!("/v1/contracts/{id}/credit-reporting"), &identity()).await;
    // Due on 5 February 2026 and unpaid: 30 days late on 7 March.
    advance(&server, 150).await;
    let record = |file: &str| file.lines().nth(1).unwrap().to_owned();
    let february = record(&metro2(&server, "2026-02").await);
    assert_eq!(
        (&february[123..125], &february[163..172], &february[189..197]),
        ("11", "000000000", "00000000")
    );
    let march = record(&metro2(&server, "2026-03").await);
    assert_eq!((&march[123..125], &march[189..197]), ("71", "03072026"), "{march}");
    assert_ne!(&march[163..172], "000000000", "what is past due");
    let april = record(&metro2(&server, "2026-04").await);
    assert_eq!((&april[123..125], &april[189..197], &april[126..130]), ("78", "03072026", "100B"), "{april}");
    let hold = server.post(&format!("/v1/contracts/{id}/holds"), &json!({"kind": "dispute"})).await;
    assert!(hold.status < 300, "{}", hold.text());
    assert_eq!(&record(&metro2(&server, "2026-05").await)[152..154], "XB");
    let pay = json!({"amount": "1000.00", "currency": "USD", "external_id": "all"});
    assert_eq!(server.post(&format!("/v1/contracts/{id}/payments"), &pay).await.status, 201);
    advance(&server, 70).await;
    let paid = record(&metro2(&server, "2026-06").await);
    assert_eq!(
        (&paid[123..126], &paid[154..163], &paid[189..197]),
        ("133", "000000000", "03072026"),
        "{paid}"
    );
    assert_eq!(metro2(&server, "2026-07").await.lines().count(), 2, "it was told in June");
}

#[tokio::test]
async fn settled_for_less_is_told_as_such() {
    let (server, id) = ready().await;
    server.put(&format!("/v1/contracts/{id}/credit-reporting"), &identity()).await;
    let rule = servicing::ConcessionApprovals { giving_up: 1, ..servicing::ConcessionApprovals::default() };
    let command = server::admin::AdminCommand::SetConcessionApprovals { lender: server.lender.id, rule };
    server.app.administer(command).await.unwrap();
    let offer = json!({"amount": "40.00", "valid_through": "2026-01-31"});
    let offered = server.post(&format!("/v1/contracts/{id}/settlement"), &offer).await;
    assert_eq!(offered.json()["settlement"]["stage"], "open", "{}", offered.text());
    let pay = json!({"amount": "40.00", "currency": "USD", "external_id": "less"});
    assert_eq!(server.post(&format!("/v1/contracts/{id}/payments"), &pay).await.status, 201);
    advance(&server, 30).await;
    let file = metro2(&server, "2026-01").await;
    let record = file.lines().nth(1).unwrap();
    assert_eq!((&record[123..125], &record[150..152]), ("13", "AU"), "{record}");
}

#[tokio::test]
async fn bad_data_is_refused_by_name() {
    let (server, id) = ready().await;
    let path = format!("/v1/contracts/{id}/credit-reporting");
    for (field, value) in [
        ("surname", json!("Иванова")),
        ("surname", json!("")),
        ("birth_date", json!("2026-02-01")),
        ("social_security_number", json!("000-45-6789")),
        ("social_security_number", json!("12345")),
        ("address.state", json!("ZZ")),
        ("address.zip", json!("7870")),
        ("address.city", json!("")),
    ] {
        let mut body = identity();
        match field.split_once('.') {
            Some((outer, inner)) => body[outer][inner] = value,
            None => body[field] = value,
        }
        let reply = server.put(&path, &body).await;
        assert_eq!((reply.status, reply.field().as_str()), (422, field), "{}", reply.text());
        assert!(!reply.text().contains("000-45"), "a number is never said again");
    }
    for month in ["2026", "2026-13", "01-2026"] {
        let reply = server.get(&format!("/v1/bureau/metro2?month={month}")).await;
        assert_eq!((reply.status, reply.field().as_str()), (422, "month"));
    }
    let other = TestServer::new().await;
    let id = other.active(1).await;
    advance(&other, 40).await;
    assert_eq!(other.get("/v1/bureau/metro2?month=2026-01").await.problem(), "no-furnisher");
    drop(id);
}
