//! A phone that runs, and a hand that holds it.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use ident::SeededEntropy;
use phone::{Phone, PhoneConfig, PhoneError};
use serde_json::Value;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::lender::{Lender, identity};

pub(crate) fn config(dir: &Path) -> PhoneConfig {
    PhoneConfig {
        server: None,
        dir: dir.to_owned(),
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        identity: identity(),
        test_clock: true,
        entropy: Box::new(SeededEntropy::new(1)),
        // Stands still: every step is a test's own.
        monotonic: Arc::new(|| Duration::ZERO),
    }
}

pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) off: oneshot::Sender<()>,
    pub(crate) ended: JoinHandle<Result<(), PhoneError>>,
}

impl Running {
    pub(crate) async fn start(dir: &Path) -> Self {
        let phone = Phone::start(config(dir)).await.unwrap();
        let (off, is_off) = oneshot::channel::<()>();
        let address = phone.address();
        let ended = tokio::spawn(phone.run(async { drop(is_off.await) }));
        Self { address, off, ended }
    }

    pub(crate) async fn switch_off(self) {
        self.off.send(()).unwrap();
        self.ended.await.unwrap().unwrap();
    }

    pub(crate) async fn request(&self, request: Request<Full<Bytes>>) -> (StatusCode, String) {
        let client = Client::builder(TokioExecutor::new()).build_http();
        let response = client.request(request).await.unwrap();
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    pub(crate) async fn get(&self, path: &str) -> String {
        let request = Request::get(format!("http://{}{path}", self.address)).body(Full::default()).unwrap();
        let (status, body) = self.request(request).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        body
    }

    pub(crate) async fn post(&self, path: &str, kind: &str, body: String) -> (StatusCode, String) {
        let request = Request::post(format!("http://{}{path}", self.address)).header("content-type", kind);
        self.request(request.body(Full::from(body)).unwrap()).await
    }

    pub(crate) async fn control(&self, name: &str) {
        let (status, body) = self.post(&format!("/control/{name}"), "text/plain", String::new()).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{body}");
    }

    /// Watches the screen until it says what is wanted.
    pub(crate) async fn until(&self, wanted: impl Fn(&Value) -> bool) -> Value {
        let mut last = Value::Null;
        for _ in 0..250 {
            last = serde_json::from_str(&self.get("/screen").await).unwrap();
            if wanted(&last) {
                return last;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("not in time: {last}");
    }

    pub(crate) async fn enroll(&self, lender: &Lender) {
        let (status, body) = self.post("/control/provision", "text/plain", lender.code().to_string()).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{body}");
        self.until(|screen| screen["standing_seq"] == 1).await;
    }
}
