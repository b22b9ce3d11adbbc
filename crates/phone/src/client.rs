use std::time::Duration;

use agent::{Endpoint, Reply};
use axum::body::Bytes;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, Request};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use proof::session::MAX_RESPONSE_BYTES;

/// For how many seconds a waiting check-in may be held.
const WAIT_SECONDS: u64 = 25;
/// For how long an answer may take beyond that.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The device API over HTTP/1.1, shared by all phones of a process.
#[derive(Debug, Clone)]
pub struct DeviceClient(Client<HttpsConnector<HttpConnector>, Full<Bytes>>);

impl DeviceClient {
    /// A client with its own pool of connections.
    #[must_use]
    pub fn new() -> Self {
        let mut connector = HttpConnector::new();
        connector.enforce_http(false);
        connector.set_nodelay(true);
        connector.set_connect_timeout(Some(TIMEOUT));
        let connector = HttpsConnectorBuilder::new()
            .with_webpki_roots()
            .https_or_http()
            .enable_http1()
            .wrap_connector(connector);
        Self(Client::builder(TokioExecutor::new()).pool_timer(TokioTimer::new()).build(connector))
    }

    /// Sends a message and waits for the whole answer, which is bounded in size and time.
    ///
    /// # Errors
    /// What kept the answer away, in words.
    pub async fn post(
        &self,
        server: &str,
        endpoint: Endpoint,
        message: Vec<u8>,
        wait: bool,
    ) -> Result<(Reply, Bytes), String> {
        let path = match endpoint {
            Endpoint::Enroll => "enroll",
            Endpoint::CheckIn => "check-in",
        };
        let url = format!("{}/device/v1/{path}", server.trim_end_matches('/'));
        let mut request = Request::post(url).header(CONTENT_TYPE, "application/cose");
        let mut timeout = TIMEOUT;
        if wait {
            request = request.header("prefer", format!("wait={WAIT_SECONDS}"));
            timeout += Duration::from_secs(WAIT_SECONDS);
        }
        let request = request.body(Full::from(message)).map_err(|error| error.to_string())?;
        let exchange = async {
            let response = self.0.request(request).await.map_err(|error| error.to_string())?;
            let reply = Reply::from_status(response.status().as_u16(), retry_after(response.headers()));
            let body = Limited::new(response.into_body(), MAX_RESPONSE_BYTES).collect().await;
            Ok((reply, body.map_err(|error| error.to_string())?.to_bytes()))
        };
        tokio::time::timeout(timeout, exchange).await.map_err(|_| "no answer in time".to_owned())?
    }
}

impl Default for DeviceClient {
    fn default() -> Self {
        Self::new()
    }
}

/// `Retry-After` in seconds; a date is left to the phone's own patience.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok().map(Duration::from_secs)
}
