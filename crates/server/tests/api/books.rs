use axum::http::Method;
use serde_json::{Value, json};

use crate::common::TestServer;
use crate::python::Python;

/// A contract with a payment, and one payment that found none.
async fn with_history() -> (TestServer, String) {
    let server = TestServer::new().await;
    let id = server.active(1).await;
    let pay = json!({"amount": "20.00", "currency": "USD", "external_id": "=2+3"});
    assert_eq!(server.post(&format!("/v1/contracts/{id}/payments"), &pay).await.status, 201);
    let offer = server.offer(2).await["id"].as_str().unwrap().to_owned();
    let early = json!({"amount": "7.00", "currency": "USD", "external_id": "early"});
    server.post(&format!("/v1/contracts/{offer}/payments"), &early).await;
    (server, id)
}

async fn advance(server: &TestServer, days: i64) {
    let reply = server.post("/v1/test-clock/advance", &json!({"by_days": days})).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
}

#[tokio::test]
async fn a_period_is_closed_for_good() {
    let (server, id) = with_history().await;
    let today = server.get("/v1/books/trial-balance").await.json();
    assert_eq!((&today["on"], &today["balanced"]), (&json!("2026-01-05"), &json!(true)));
    for through in ["2026-01-05", "2026-03-01"] {
        let early = server.post("/v1/books/closings", &json!({"through": through})).await;
        assert_eq!((early.status, early.field().as_str()), (422, "through"), "{}", early.text());
    }
    advance(&server, 1).await;
    let closed = server.post("/v1/books/closings", &json!({"through": "2026-01-05"})).await;
    assert_eq!(closed.status, 201, "{}", closed.text());
    let chain = server.get("/v1/books/chain").await.json();
    assert_eq!((&closed.json()["hash"], &chain["closed_through"]), (&chain["hash"], &json!("2026-01-05")));
    for through in ["2026-01-05", "2026-01-04"] {
        let again = server.post("/v1/books/closings", &json!({"through": through})).await;
        assert_eq!((again.status, again.problem().as_str()), (409, "period-closed"));
    }
    // What counts for the closed day is booked today, and the frozen balance stays.
    let backdated =
        json!({"amount": "5.00", "currency": "USD", "external_id": "late", "value_on": "2026-01-05"});
    let late = server.post(&format!("/v1/contracts/{id}/payments"), &backdated).await;
    assert_eq!((late.status, &late.json()["value_on"]), (201, &json!("2026-01-05")));
    let listed = server.get("/v1/books/closings").await.json();
    assert_eq!(listed["data"][0], closed.json());
    let then = server.get("/v1/books/trial-balance?on=2026-01-05").await.json();
    assert_eq!(then, listed["data"][0]["trial_balance"]);
    assert_ne!(server.get("/v1/books/trial-balance").await.json()["data"], then["data"]);
}

#[tokio::test]
async fn suspense_grows_old() {
    let (server, _) = with_history().await;
    for (days, age) in [(0, "0-7"), (7, "0-7"), (1, "8-30"), (23, "31-90"), (60, ">90")] {
        if days > 0 {
            advance(&server, days).await;
        }
        let ageing = server.get("/v1/books/suspense-ageing").await.json();
        let row = json!({"days": age, "currency": "USD", "payments": 1, "amount": "7.00"});
        assert_eq!(ageing["data"], json!([row]), "{days}");
    }
}

#[tokio::test]
async fn downloads_are_whole_and_harmless() {
    let (server, _) = with_history().await;
    let entries = server.get("/v1/books/entries.csv").await;
    assert_eq!(entries.header("content-type"), Some("text/csv; charset=utf-8; header=present"));
    assert_eq!(entries.header("content-disposition"), Some("attachment; filename=\"entries.csv\""));
    let text = entries.text();
    assert!(text.starts_with("entry,booked_on,booked_at,value_on,kind,contract,"), "{text}");
    let chain = server.get("/v1/books/chain").await.json();
    assert!(text.contains(chain["hash"].as_str().unwrap()));
    let payments = server.get("/v1/books/payments.csv").await.text();
    assert!(payments.contains(",'=2+3,20.00,USD,2026-01-05,"), "{payments}");
    assert_eq!(payments.lines().count(), 3);
    let none = server.get("/v1/books/entries.csv?from=2026-02-01&through=2026-02-28").await.text();
    assert_eq!(none.lines().count(), 1, "the names of the columns");
    let contracts = server.get("/v1/books/contracts.csv").await.text();
    assert!(contracts.contains(",active,") && contracts.contains(",offered,"), "{contracts}");
    assert_eq!(server.get("/v1/books/entries.pdf").await.problem(), "not-found");
    assert_eq!(server.get("/v1/books/entries.csv?since=2026").await.status, 422);
}

/// Another implementation reads the Parquet files and finds what the CSV files say.
#[tokio::test]
async fn an_independent_reader_reads_the_same() {
    let Some(python) = Python::prepare("server/tests/tables") else { return };
    let (server, _) = with_history().await;
    let folder = tempfile::tempdir().unwrap();
    let mut questions = Vec::new();
    for name in ["entries", "trial-balance", "contracts", "payments"] {
        let mut asked = json!({});
        for ending in ["csv", "parquet"] {
            let reply = server.get(&format!("/v1/books/{name}.{ending}")).await;
            assert_eq!(reply.status, 200);
            let path = folder.path().join(format!("{name}.{ending}"));
            std::fs::write(&path, &reply.body).unwrap();
            asked[ending] = Value::from(path.to_str().unwrap());
        }
        questions.push(asked.to_string());
    }
    let answers = python.ask("parquet.py", &questions.join("\n"));
    for (line, question) in answers.lines().zip(&questions) {
        let answer: Value = serde_json::from_str(line).unwrap();
        assert_eq!(answer["differences"], json!([]), "{question}");
        assert!(answer["rows"].as_u64().unwrap() >= 2, "{question}");
    }
    assert_eq!(answers.lines().count(), 4);
    let types: Value = serde_json::from_str(answers.lines().next().unwrap()).unwrap();
    assert_eq!(types["types"]["amount"], "DECIMAL(38,4)");
    assert_eq!(types["types"]["booked_on"], "DATE");
    assert_eq!(types["types"]["booked_at"], "TIMESTAMP WITH TIME ZONE");
}

#[tokio::test]
async fn another_lender_sees_its_own_books_only() {
    let (server, _) = with_history().await;
    let stranger = server.add_lender("Stranger", server::LenderMode::Test).await;
    let get = async |path: &str| server.call(&stranger.key, Method::GET, path, None, &[]).await;
    assert_eq!(get("/v1/books/trial-balance").await.json()["data"], json!([]));
    assert_eq!(get("/v1/books/chain").await.json()["entries"], 0);
    for file in ["entries.csv", "contracts.csv", "payments.csv", "trial-balance.csv"] {
        assert_eq!(get(&format!("/v1/books/{file}")).await.text().lines().count(), 1, "{file}");
    }
}
