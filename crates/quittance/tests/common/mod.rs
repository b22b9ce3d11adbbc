//! A real server process and a client for it.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::{Method, Request, StatusCode};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

/// `quittance serve`, killed when dropped.
pub struct Server {
    process: Child,
    pub url: String,
}

impl Server {
    /// Starts on a free port and waits until it is ready.
    pub async fn start(data: &Path, http: &Http) -> Self {
        Self::start_with(data, http, &[]).await
    }

    /// The same with more arguments.
    pub async fn start_with(data: &Path, http: &Http, more: &[&str]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let listen = format!("127.0.0.1:{port}");
        let mut process = Command::new(env!("CARGO_BIN_EXE_quittance"))
            .args(["--log", "warn", "serve", "--listen", &listen, "--data"])
            .arg(data)
            .args(more)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = process.stderr.take().unwrap();
        std::thread::spawn(move || {
            BufReader::new(stderr).lines().map_while(Result::ok).for_each(|line| eprintln!("{line}"));
        });
        let server = Self { process, url: format!("http://{listen}") };
        for _ in 0..500 {
            if http
                .try_call(Method::GET, &format!("{}/readyz", server.url), None, None)
                .await
                .is_some_and(|a| a.0.is_success())
            {
                return server;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the server did not become ready");
    }

    /// As a power loss would: no signal handler runs.
    pub fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Asks it to end, and gives its exit code.
    pub fn terminate(mut self) -> Option<i32> {
        let kill = format!("kill -TERM {}", self.process.id());
        assert!(Command::new("bash").args(["-c", &kill]).status().unwrap().success());
        self.process.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Ended already, or ended now.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// A client for JSON.
#[derive(Clone)]
pub struct Http(Client<HttpConnector, Full<Bytes>>);

impl Http {
    pub fn new() -> Self {
        Self(Client::builder(TokioExecutor::new()).build_http())
    }

    /// `None` when there was no answer.
    pub async fn try_call(
        &self,
        method: Method,
        url: &str,
        key: Option<&str>,
        body: Option<&Value>,
    ) -> Option<(StatusCode, Value)> {
        let mut request =
            Request::builder().method(method).uri(url).header("content-type", "application/json");
        if let Some(key) = key {
            request = request.header("authorization", format!("Bearer {key}"));
        }
        let body = body.map(|body| Bytes::from(body.to_string())).unwrap_or_default();
        let response = self.0.request(request.body(Full::new(body)).unwrap()).await.ok()?;
        let status = response.status();
        let bytes = response.into_body().collect().await.ok()?.to_bytes();
        Some((status, serde_json::from_slice(&bytes).unwrap_or(Value::Null)))
    }

    pub async fn get(&self, url: &str, key: &str) -> Value {
        let (status, body) = self.try_call(Method::GET, url, Some(key), None).await.unwrap();
        assert!(status.is_success(), "GET {url}: {status} {body}");
        body
    }

    pub async fn post(&self, url: &str, key: &str, body: &Value) -> Value {
        let (status, answer) = self.try_call(Method::POST, url, Some(key), Some(body)).await.unwrap();
        assert!(status.is_success(), "POST {url}: {status} {answer}");
        answer
    }
}

/// `quittance admin` on the server's folder; the answer.
pub fn admin(data: &Path, arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_quittance"))
        .arg("admin")
        .arg("--data")
        .arg(data)
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}
