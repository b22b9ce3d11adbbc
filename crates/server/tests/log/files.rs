use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use crate::{ORIGIN, log_of};

struct Answer {
    status: StatusCode,
    cache: String,
    content_type: String,
    body: Vec<u8>,
}

async fn get(router: &axum::Router, path: &str) -> Answer {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let text =
        |name| response.headers().get(&name).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
    let (cache, content_type) = (text(header::CACHE_CONTROL), text(header::CONTENT_TYPE));
    let status = response.status();
    let body = response.into_body().collect().await.unwrap().to_bytes().to_vec();
    Answer { status, cache, content_type, body }
}

#[tokio::test]
async fn what_is_served() {
    let (_folder, log) = log_of(300);
    let reader = log.reader();
    let router = server::log::router(move || Some(Arc::clone(&reader)));
    let checkpoint = get(&router, "/log/checkpoint").await;
    assert_eq!(checkpoint.body, log.reader().checkpoint().as_bytes());
    assert_eq!(
        (checkpoint.cache.as_str(), checkpoint.content_type.as_str()),
        ("no-cache", "text/plain; charset=utf-8")
    );
    let key = get(&router, "/log/key").await;
    assert!(String::from_utf8(key.body).unwrap().starts_with(&format!("{ORIGIN}+")));
    for (path, length) in [
        ("tile/0/000", 8192),
        ("tile/0/001.p/44", 44 * 32),
        ("tile/0/001.p/1", 32),
        ("tile/1/000.p/1", 32),
        ("tile/entries/000", 1024),
        ("tile/entries/001.p/44", 176),
    ] {
        let tile = get(&router, &format!("/log/{path}")).await;
        assert_eq!((tile.status, tile.body.len()), (StatusCode::OK, length), "{path}");
        assert_eq!(tile.cache, "public, max-age=31536000, immutable", "{path}");
        assert_eq!(tile.content_type, "application/octet-stream", "{path}");
    }
}

#[tokio::test]
async fn what_is_not_there() {
    let (_folder, log) = log_of(300);
    let reader = log.reader();
    let router = server::log::router(move || Some(Arc::clone(&reader)));
    for path in [
        "tile/0/001",
        "tile/0/001.p/45",
        "tile/0/002.p/1",
        "tile/2/000.p/1",
        "tile/entries/001",
        "journal",
        "lock",
        "../master.key",
        "tile/0/..%2f..%2fmaster.key",
        "tile/99999999999/000",
        "%ff",
        "tile/0/000.p/0",
    ] {
        let answer = get(&router, &format!("/log/{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.content_type, "application/problem+json", "{path}");
    }
}

/// Better no answer than a wrong one.
#[tokio::test]
async fn damaged_files_are_not_served() {
    let (folder, log) = log_of(300);
    let reader = log.reader();
    let router = server::log::router(move || Some(Arc::clone(&reader)));
    let rows = folder.path().join("rows/0");
    let mut bytes = std::fs::read(&rows).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&rows, bytes).unwrap();
    assert_eq!(get(&router, "/log/tile/0/000").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(get(&router, "/log/tile/entries/000").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(get(&router, "/log/tile/0/001.p/44").await.status, StatusCode::OK);
    assert_eq!(get(&router, "/log/checkpoint").await.status, StatusCode::OK);
}
