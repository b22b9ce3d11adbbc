use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::HeaderMap;
use hyper::Method;
use serde_json::Value;

use crate::common::Http;

/// `quittance phone`; it ends with this value.
pub(crate) struct Phone {
    process: Child,
    url: String,
    http: Http,
}

impl Phone {
    /// Starts a new phone that scans the code.
    pub(crate) fn start(folder: &Path, imei: &str, code: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_quittance"))
            .args(["--log", "warn", "phone", "--until-stdin-closes", "--test-clock", "--serial", "D-1"])
            .args(["--imei", imei, "--enroll", code, "--dir"])
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        let url = said["url"].as_str().unwrap().trim_end_matches('/').to_owned();
        Self { process, url, http: Http::new() }
    }

    pub(crate) async fn screen(&self) -> Value {
        self.http.try_call(Method::GET, &format!("{}/screen", self.url), None, None).await.unwrap().1
    }

    /// Waits until the screen is as expected, and gives it.
    pub(crate) async fn sees(&self, what: &str, expected: impl Fn(&Value) -> bool) -> Value {
        let mut last = Value::Null;
        for _ in 0..1_000 {
            last = self.screen().await;
            if expected(&last) {
                return last;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the phone never showed `{what}`; it shows {last}");
    }

    /// The evidence file that it hands out.
    pub(crate) async fn evidence(&self) -> Vec<u8> {
        let client = server::HttpClient::new(true);
        let url = format!("{}/evidence", self.url);
        let reply = client.get(&url, 1_000_000, Duration::from_secs(10)).await.unwrap();
        assert!(reply.status.is_success(), "{}", reply.status);
        reply.body.to_vec()
    }

    /// `POST /control/…` with these bytes.
    pub(crate) async fn act(&self, action: &str, body: &[u8]) {
        let url = format!("{}/control/{action}", self.url);
        let client = server::HttpClient::new(true);
        let (body, patience) = (Bytes::copy_from_slice(body), Duration::from_secs(10));
        let reply = client.post(&url, HeaderMap::new(), body, patience).await.unwrap();
        assert!(reply.status.is_success(), "{action}: {}", reply.status);
    }
}

impl Drop for Phone {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
