use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderMap, Method, Request, StatusCode, Uri};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tower::Service;

/// An answer larger than this is cut off: nobody needs more from a webhook.
const MAX_ANSWER_BYTES: usize = 64 * 1024;

/// An idle connection is kept this long for the next message.
const IDLE: Duration = Duration::from_secs(30);

/// Sends webhooks. Unless told otherwise it never connects to loopback, private or link-local addresses,
/// whatever a name resolves to, so that a lender can't reach into the operator's network.
#[derive(Clone)]
pub struct HttpClient {
    client: Client<HttpsConnector<HttpConnector<PublicResolver>>, Full<Bytes>>,
    allow_private: bool,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct HttpReply {
    /// Its status.
    pub status: StatusCode,
    /// Its body.
    pub body: Bytes,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum HttpFailure {
    /// The address is not one a webhook may go to.
    #[error("the address is not public, or not http(s)")]
    Forbidden,
    /// No answer in time.
    #[error("no answer in time")]
    Timeout,
    /// The connection failed or the answer was too large.
    #[error("the request failed: {0}")]
    Transport(String),
}

impl HttpClient {
    /// A client that reaches private addresses only when told to.
    #[must_use]
    pub fn new(allow_private: bool) -> Self {
        Self::with_idle(allow_private, IDLE)
    }

    fn with_idle(allow_private: bool, idle: Duration) -> Self {
        let mut connector = HttpConnector::new_with_resolver(PublicResolver { allow_private });
        connector.enforce_http(false);
        connector.set_connect_timeout(Some(Duration::from_secs(5)));
        connector.set_nodelay(true);
        let connector = HttpsConnectorBuilder::new()
            .with_webpki_roots()
            .https_or_http()
            .enable_http1()
            .wrap_connector(connector);
        let client = Client::builder(TokioExecutor::new())
            // Without a timer no idle connection would ever end, and receivers could use up ours.
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(idle)
            .build(connector);
        Self { client, allow_private }
    }

    /// Whether a webhook may go to this address, as far as the address itself tells.
    ///
    /// # Errors
    /// [`HttpFailure::Forbidden`].
    pub fn check_url(&self, url: &str) -> Result<Uri, HttpFailure> {
        let uri: Uri = url.parse().map_err(|_| HttpFailure::Forbidden)?;
        let secure =
            uri.scheme_str() == Some("https") || (self.allow_private && uri.scheme_str() == Some("http"));
        let host = uri.host().ok_or(HttpFailure::Forbidden)?;
        let literal = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        let forbidden = literal.is_ok_and(|address| !self.allow_private && !is_public(address));
        if secure && !forbidden { Ok(uri) } else { Err(HttpFailure::Forbidden) }
    }

    /// Sends a POST and waits for the whole answer.
    ///
    /// # Errors
    /// [`HttpFailure`]; any HTTP status is an answer, not an error.
    pub async fn post(
        &self,
        url: &str,
        headers: HeaderMap,
        body: Bytes,
        timeout: Duration,
    ) -> Result<HttpReply, HttpFailure> {
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.check_url(url)?;
        *request.headers_mut() = headers;
        self.exchange(request, MAX_ANSWER_BYTES, timeout).await
    }

    /// Asks for a file of at most this many bytes.
    ///
    /// # Errors
    /// As [`Self::post`].
    pub async fn get(
        &self,
        url: &str,
        max_bytes: usize,
        timeout: Duration,
    ) -> Result<HttpReply, HttpFailure> {
        let mut request = Request::new(Full::default());
        *request.uri_mut() = self.check_url(url)?;
        self.exchange(request, max_bytes, timeout).await
    }

    async fn exchange(
        &self,
        request: Request<Full<Bytes>>,
        max_bytes: usize,
        timeout: Duration,
    ) -> Result<HttpReply, HttpFailure> {
        let exchange = async {
            let response = self.client.request(request).await.map_err(|error| transport(&error))?;
            let status = response.status();
            let body = Limited::new(response.into_body(), max_bytes)
                .collect()
                .await
                .map_err(|error| transport(&error))?;
            Ok(HttpReply { status, body: body.to_bytes() })
        };
        tokio::time::timeout(timeout, exchange).await.map_err(|_| HttpFailure::Timeout)?
    }
}

fn transport(error: &dyn std::fmt::Display) -> HttpFailure {
    HttpFailure::Transport(error.to_string())
}

/// Resolves names to public addresses only.
#[derive(Clone)]
struct PublicResolver {
    allow_private: bool,
}

impl Service<Name> for PublicResolver {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = std::io::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let allow_private = self.allow_private;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<_> = found.filter(|address| allow_private || is_public(address.ip())).collect();
            Ok(allowed.into_iter())
        })
    }
}

/// Whether an address is reachable from anywhere: not loopback, private, link-local, shared, documentation
/// or reserved.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            let shared = a == 100 && (64..128).contains(&b);
            let special = a == 0 || a >= 224 || (a == 192 && b == 0) || (a == 198 && (b == 18 || b == 19));
            !(v4.is_loopback()
                || v4.is_private()
                || v4.is_link_local()
                || v4.is_documentation()
                || shared
                || special)
        }
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => is_public(IpAddr::V4(v4)),
            // 2000::/3 is all that is handed out; 2001:db8::/32 is for examples, 2002::/16 and 64:ff9b::/96
            // carry IPv4 addresses of any kind.
            None => {
                let [a, b, ..] = v6.segments();
                (a & 0xe000) == 0x2000 && !(a == 0x2001 && (b == 0xdb8 || b == 0)) && a != 0x2002
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_not_public() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "::ffff:10.0.0.1",
            "2001:db8::1",
            "2002:a00:1::",
            "64:ff9b::a00:1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in ["8.8.8.8", "2606:4700::1111", "172.32.0.1", "100.128.0.1"] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[tokio::test]
    async fn an_idle_connection_ends() {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};

        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let receiver = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut bytes = [0; 4096];
            assert!(stream.read(&mut bytes).await.unwrap() > 0);
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await.unwrap();
            stream.read(&mut bytes).await.unwrap()
        });
        let client = HttpClient::with_idle(true, Duration::from_millis(50));
        let answer = client.post(&url, HeaderMap::new(), Bytes::new(), Duration::from_secs(5)).await;
        assert_eq!(answer.unwrap().status, StatusCode::OK);
        let ended = tokio::time::timeout(Duration::from_secs(10), receiver).await;
        assert_eq!(ended.unwrap().unwrap(), 0, "closed by us while the receiver would keep it");
        drop(client);
    }

    #[test]
    fn only_https_outside_tests() {
        let client = HttpClient::new(false);
        for url in [
            "http://example.com/",
            "ftp://example.com/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "nonsense",
            "/x",
        ] {
            assert!(client.check_url(url).is_err(), "{url}");
        }
        assert!(client.check_url("https://example.com/hook").is_ok());
    }
}
