//! Operators at work, one request at a time.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use ident::LenderId;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tower::ServiceExt;

use crate::stage::{PASSWORD, TestServer};

/// A server at an address that nobody asks.
pub(crate) async fn server() -> TestServer {
    TestServer::new("http://127.0.0.1:1").await
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Sends a request through all layers.
pub(crate) async fn send(server: &TestServer, request: Request<Body>) -> Reply {
    let (parts, body) = server.router().oneshot(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    Reply { status: parts.status, headers: parts.headers, body }
}

/// Someone who is signed in.
pub(crate) struct Operator<'a> {
    server: &'a TestServer,
    pub(crate) cookie: String,
}

impl<'a> Operator<'a> {
    /// Makes an operator and signs in.
    pub(crate) async fn new(server: &'a TestServer, name: &str, lender: Option<LenderId>) -> Self {
        server.app.create_operator(name, PASSWORD, lender).await.unwrap();
        let reply = sign_in(server, name, PASSWORD).await;
        assert_eq!(reply.status, 303, "{reply:?}");
        Self { server, cookie: cookie(&reply) }
    }

    /// Signs in someone who was made.
    pub(crate) async fn sign_in(server: &'a TestServer, name: &str) -> Self {
        let reply = sign_in(server, name, PASSWORD).await;
        Self { server, cookie: cookie(&reply) }
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        get_with(self.server, path, &self.cookie).await
    }

    /// A page that is there.
    pub(crate) async fn page(&self, path: &str) -> String {
        let reply = self.get(path).await;
        assert_eq!(reply.status, 200, "{path}");
        text(&reply)
    }

    /// Sends a form with the session's token.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let csrf = self.csrf().await;
        let fields = [&[("csrf", csrf.as_str())], fields].concat();
        post_with(self.server, path, &self.cookie, &fields).await
    }

    pub(crate) async fn csrf(&self) -> String {
        let page = self.page("/console").await;
        let (_, rest) = page.split_once("name=\"csrf\" value=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }
}

pub(crate) fn text(reply: &Reply) -> String {
    String::from_utf8(reply.body.to_vec()).unwrap()
}

pub(crate) fn cookie(reply: &Reply) -> String {
    let value = reply.headers[header::SET_COOKIE].to_str().unwrap();
    value.split(';').next().unwrap().to_owned()
}

pub(crate) async fn sign_in(server: &TestServer, name: &str, password: &str) -> Reply {
    post_with(server, "/console/sign-in", "", &[("name", name), ("password", password)]).await
}

pub(crate) async fn get_with(server: &TestServer, path: &str, cookie: &str) -> Reply {
    let request = Request::get(path).header(header::COOKIE, cookie);
    send(server, request.body(Body::empty()).unwrap()).await
}

pub(crate) async fn post_with(
    server: &TestServer,
    path: &str,
    cookie: &str,
    fields: &[(&str, &str)],
) -> Reply {
    let encode = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
    let pairs: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let request = Request::post(path)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    send(server, request.body(Body::from(pairs.join("&"))).unwrap()).await
}
