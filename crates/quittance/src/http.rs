use anyhow::{Context as _, bail};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::{Request, StatusCode, header};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

/// How long to wait when the server says that it is too much.
const SLOW_DOWN: std::time::Duration = std::time::Duration::from_millis(200);

/// A plain client for servers on this machine.
#[derive(Clone)]
pub(crate) struct Http {
    client: Client<HttpConnector, Full<Bytes>>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Bytes,
}

impl Http {
    pub(crate) fn new() -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        Self { client: Client::builder(TokioExecutor::new()).build(connector) }
    }

    pub(crate) async fn send(&self, request: Request<Full<Bytes>>) -> anyhow::Result<Answer> {
        let what = format!("{} {}", request.method(), request.uri());
        let response = self.client.request(request).await.with_context(|| what.clone())?;
        let status = response.status();
        let body = response.into_body().collect().await.with_context(|| what)?.to_bytes();
        Ok(Answer { status, body })
    }

    pub(crate) async fn get_json(&self, url: &str, key: Option<&str>) -> anyhow::Result<Value> {
        self.json(with_key(Request::get(url), key).body(Full::default())?).await
    }

    pub(crate) async fn post_json(
        &self,
        url: &str,
        key: Option<&str>,
        body: &Value,
    ) -> anyhow::Result<Value> {
        let request = with_key(Request::post(url), key).header(header::CONTENT_TYPE, "application/json");
        self.json(request.body(Full::new(Bytes::from(body.to_string())))?).await
    }

    pub(crate) async fn post_bytes(&self, url: &str, body: Vec<u8>) -> anyhow::Result<Answer> {
        let request = Request::post(url).header(header::CONTENT_TYPE, "application/cose");
        self.send(request.body(Full::new(Bytes::from(body)))?).await
    }

    /// A form as a browser sends it; redirects are answers.
    pub(crate) async fn post_form(
        &self,
        url: &str,
        form: &str,
        origin: Option<&str>,
    ) -> anyhow::Result<Answer> {
        let mut request =
            Request::post(url).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        self.send(request.body(Full::new(Bytes::from(form.to_owned())))?).await
    }

    pub(crate) async fn post_text(&self, url: &str, body: &str) -> anyhow::Result<Answer> {
        let request = Request::post(url).header(header::CONTENT_TYPE, "text/plain");
        self.send(request.body(Full::new(Bytes::from(body.to_owned())))?).await
    }

    pub(crate) async fn get_text(&self, url: &str) -> anyhow::Result<String> {
        let answer = self.send(Request::get(url).body(Full::default())?).await?;
        anyhow::ensure!(answer.status.is_success(), "GET {url}: {}", answer.status);
        Ok(String::from_utf8_lossy(&answer.body).into_owned())
    }

    pub(crate) async fn get_bytes(&self, url: &str, key: Option<&str>) -> anyhow::Result<Bytes> {
        let answer = self.send(with_key(Request::get(url), key).body(Full::default())?).await?;
        anyhow::ensure!(answer.status.is_success(), "GET {url}: {}", answer.status);
        Ok(answer.body)
    }

    /// A polite client: told to slow down, it waits and asks again.
    async fn json(&self, request: Request<Full<Bytes>>) -> anyhow::Result<Value> {
        let what = format!("{} {}", request.method(), request.uri());
        let mut answer = self.send(request.clone()).await?;
        while answer.status == StatusCode::TOO_MANY_REQUESTS {
            tokio::time::sleep(SLOW_DOWN).await;
            answer = self.send(request.clone()).await?;
        }
        if !answer.status.is_success() {
            bail!("{what}: {}: {}", answer.status, String::from_utf8_lossy(&answer.body));
        }
        if answer.body.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&answer.body).with_context(|| format!("{what}: not JSON"))
    }
}

fn with_key(request: hyper::http::request::Builder, key: Option<&str>) -> hyper::http::request::Builder {
    match key {
        Some(key) => request.header(header::AUTHORIZATION, format!("Bearer {key}")),
        None => request,
    }
}
