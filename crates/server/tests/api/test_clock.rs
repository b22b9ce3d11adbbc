use serde_json::json;

use crate::common::TestServer;

const ADVANCE: &str = "/v1/test-clock/advance";

#[tokio::test]
async fn goes_on_and_never_back() {
    let server = TestServer::new().await;
    assert_eq!(server.get("/v1/test-clock").await.json()["now"], "2026-01-05T09:00:00Z");
    let next = server.post(ADVANCE, &json!({"by_days": 2})).await.json();
    assert_eq!(next["now"], "2026-01-07T09:00:00Z");
    let to = server.post(ADVANCE, &json!({"to": "2026-01-08T00:00:00+03:00"})).await.json();
    assert_eq!(to["now"], "2026-01-07T21:00:00Z");
    let back = server.post(ADVANCE, &json!({"to": "2026-01-01T00:00:00Z"})).await;
    assert_eq!((back.status, back.field().as_str()), (422, "to"));
    assert_eq!(server.get("/v1/test-clock").await.json()["now"], "2026-01-07T21:00:00Z");
}

#[tokio::test]
async fn goes_to_what_comes_next() {
    let server = TestServer::new().await;
    assert_eq!(server.post(ADVANCE, &json!({"until": "next_event"})).await.problem(), "nothing-to-come");
    server.active(1).await;
    let due = server.post(ADVANCE, &json!({"until": "next_due_date"})).await.json();
    assert_eq!(due["now"], "2026-02-04T21:00:00Z", "midnight in Nairobi");
    assert_eq!(due["wakes"], 1);
    let next = server.post(ADVANCE, &json!({"until": "next_event"})).await.json();
    assert_eq!(next["now"], "2026-02-05T21:00:00Z", "the installment is overdue");
}

#[tokio::test]
async fn takes_exactly_one_wish() {
    let server = TestServer::new().await;
    for (request, field) in [
        (json!({}), "body"),
        (json!({"by_days": 1, "until": "next_event"}), "body"),
        (json!({"by_days": 0}), "by_days"),
        (json!({"by_days": -1}), "by_days"),
        (json!({"by_days": 1_000_000}), "by_days"),
        (json!({"to": "9999-12-31T23:59:59Z"}), "to"),
        (json!({"to": "tomorrow"}), "to"),
        (json!({"until": "doomsday"}), "until"),
    ] {
        let reply = server.post(ADVANCE, &request).await;
        assert_eq!((reply.status, reply.field().as_str()), (422, field), "{request}: {}", reply.text());
    }
}
