use axum::body::Body;
use axum::http::Request;
use server::web::asset;

use crate::operator::{Reply, get_with, send, server, text};
use crate::stage::TestServer;

async fn get(server: &TestServer, path: &str) -> Reply {
    get_with(server, path, "").await
}

#[tokio::test]
async fn every_page_is_guarded() {
    let server = server().await;
    for path in ["/", "/console/sign-in", "/console/contracts/x"] {
        let mut reply = get(&server, path).await;
        if reply.status == 303 {
            reply = get(&server, reply.headers["location"].to_str().unwrap()).await;
        }
        assert_eq!(reply.status, 200, "{path}");
        let policy = reply.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'self'") && !policy.contains("unsafe"), "{path}");
        assert!(policy.contains("frame-ancestors 'self'"), "{path}");
        assert_eq!(reply.headers["x-content-type-options"], "nosniff");
        assert_eq!(reply.headers["referrer-policy"], "same-origin");
        let html = text(&reply);
        assert!(!html.contains("style=") && !html.contains("<style") && !html.contains("onclick"), "{path}");
        assert!(html.contains("<html lang=\"en\">") && html.contains("class=\"skip\""), "{path}");
    }
}

#[tokio::test]
async fn the_landing_page_leads_on() {
    let server = server().await;
    let html = text(&get(&server, "/").await);
    for path in ["/docs/api", "/console", "/readyz"] {
        assert!(html.contains(&format!("href=\"{path}\"")), "{path}");
    }
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_their_hash() {
    let server = server().await;
    for name in ["quittance.css", "live.js", "icon.svg"] {
        let exact = get(&server, &asset(name)).await;
        assert_eq!(exact.headers["cache-control"], "public, max-age=31536000, immutable", "{name}");
        let bare = get(&server, &format!("/assets/{name}")).await;
        assert_eq!(bare.headers["cache-control"], "no-cache", "{name}");
        assert_eq!(bare.body, exact.body);
        let etag = bare.headers["etag"].clone();
        let again = Request::get(format!("/assets/{name}")).header("if-none-match", etag);
        assert_eq!(send(&server, again.body(Body::empty()).unwrap()).await.status, 304, "{name}");
    }
    assert_eq!(get(&server, "/assets/other.css").await.status, 404);
}
