use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, header};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use super::TestServer;

/// A whole answer.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The problem's kind, checked to be a problem.
    pub fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.text());
        let problem = self.json();
        assert_eq!(problem["status"], self.status);
        assert!(problem["title"].is_string() && problem["detail"].is_string());
        problem["type"].as_str().unwrap().strip_prefix("/problems/").unwrap().to_owned()
    }

    /// The first field at fault.
    pub fn field(&self) -> String {
        self.json()["errors"][0]["field"].as_str().unwrap_or_default().to_owned()
    }
}

impl TestServer {
    /// Any request.
    pub async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Reply { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// A request with a key, JSON and further headers.
    pub async fn call(
        &self,
        key: &str,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
        headers: &[(&str, &str)],
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        if !key.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {key}"));
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(body.map_or_else(Body::empty, Body::from)).unwrap()).await
    }

    /// As the first lender.
    pub async fn get(&self, path: &str) -> Reply {
        self.call(&self.lender.key, Method::GET, path, None, &[]).await
    }

    /// As the first lender; `Null` sends no body.
    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        let body = (!body.is_null()).then(|| body.to_string().into_bytes());
        self.call(&self.lender.key, Method::POST, path, body, &[]).await
    }

    /// As the first lender, once.
    pub async fn post_once(&self, path: &str, body: &Value, key: &str) -> Reply {
        let body = (!body.is_null()).then(|| body.to_string().into_bytes());
        self.call(&self.lender.key, Method::POST, path, body, &[("idempotency-key", key)]).await
    }

    /// As the first lender.
    pub async fn put(&self, path: &str, body: &Value) -> Reply {
        self.call(&self.lender.key, Method::PUT, path, Some(body.to_string().into_bytes()), &[]).await
    }

    /// As the first lender.
    pub async fn delete(&self, path: &str) -> Reply {
        self.call(&self.lender.key, Method::DELETE, path, None, &[]).await
    }
}
