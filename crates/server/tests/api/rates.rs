use axum::http::Method;

use crate::common::TestServer;

#[tokio::test]
async fn a_key_has_a_budget_of_its_own() {
    let server = TestServer::new().await;
    let first = server.get("/v1/policies/house").await;
    assert_eq!(first.header("ratelimit-limit"), Some("200"));
    let left: u32 = first.header("ratelimit-remaining").unwrap().parse().unwrap();
    assert!((190..200).contains(&left), "{left}");
    assert!(first.header("ratelimit-reset").unwrap().parse::<u32>().is_ok());
    let mut refused = None;
    for _ in 0..2_000 {
        let reply = server.get("/v1/nonsense").await;
        if reply.status == 429 {
            refused = Some(reply);
            break;
        }
        assert_eq!(reply.status, 404);
    }
    let refused = refused.expect("the budget ends");
    assert_eq!(refused.problem(), "too-many-requests");
    assert_eq!(refused.header("ratelimit-remaining"), Some("0"));
    let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=2).contains(&wait), "{wait}");
    let other = server.key(&["policies:read"]).await;
    assert_eq!(server.call(&other, Method::GET, "/v1/policies/house", None, &[]).await.status, 200);
}
