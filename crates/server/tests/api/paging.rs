use std::collections::BTreeSet;

use serde_json::Value;

use crate::common::TestServer;

async fn walk(server: &TestServer, path: &str, limit: usize) -> Vec<Value> {
    let (mut rows, mut cursor) = (Vec::new(), String::new());
    for _ in 0..100 {
        let page = server.get(&format!("{path}limit={limit}{cursor}")).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let page = page.json();
        let data = page["data"].as_array().unwrap();
        assert!(data.len() <= limit);
        rows.extend(data.iter().cloned());
        match page["next_cursor"].as_str() {
            Some(next) => {
                assert_eq!(data.len(), limit, "only the last page is short");
                cursor = format!("&cursor={next}");
            }
            None => return rows,
        }
    }
    panic!("the pages don't end");
}

#[tokio::test]
async fn every_row_comes_once() {
    let server = TestServer::new().await;
    for body in 0..7 {
        server.offer(body).await;
    }
    let accepted = server.active(7).await;
    for limit in [1, 3, 8, 100] {
        for (path, count) in [
            ("/v1/contracts?", 8),
            ("/v1/contracts?status=offered&", 7),
            ("/v1/devices?", 8),
            ("/v1/events?", 9),
            (&format!("/v1/contracts/{accepted}/events?"), 2),
            ("/v1/payments?", 0),
        ] {
            let rows = walk(&server, path, limit).await;
            let ids: BTreeSet<&str> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
            assert_eq!((rows.len(), ids.len()), (count, count), "{path} by {limit}");
        }
    }
}

#[tokio::test]
async fn a_cursor_belongs_to_its_list() {
    let server = TestServer::new().await;
    for body in 0..3 {
        server.offer(body).await;
    }
    let cursor = server.get("/v1/contracts?limit=1").await.json()["next_cursor"].as_str().unwrap().to_owned();
    assert_eq!(server.get(&format!("/v1/devices?limit=1&cursor={cursor}")).await.field(), "cursor");
    let mut changed = cursor.clone();
    changed.pop();
    assert_eq!(server.get(&format!("/v1/contracts?cursor={changed}")).await.field(), "cursor");
}

#[tokio::test]
async fn filters_find_one() {
    let server = TestServer::new().await;
    let made = server.offer(4).await;
    server.offer(5).await;
    let imei = made["device"]["imeis"][0].as_str().unwrap();
    let found = server.get(&format!("/v1/contracts?imei={imei}")).await.json();
    assert_eq!(found["data"].as_array().unwrap().len(), 1);
    assert_eq!(found["data"][0]["id"], made["id"]);
    assert_eq!(server.get("/v1/contracts?status=settled").await.json()["data"], serde_json::json!([]));
}
