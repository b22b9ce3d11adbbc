use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, anyhow};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::{Request, header};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use server::admin::AdminCommand;
use tokio::net::UnixStream;

use crate::cli::Usage;

/// Gives the act to a running server; `None` when none runs.
pub(super) async fn ask(path: &Path, command: &AdminCommand) -> anyhow::Result<Option<Value>> {
    let stream = match UnixStream::connect(path).await {
        Ok(stream) => stream,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::ConnectionRefused) => {
            return Ok(None);
        }
        Err(error) => {
            return Err(error).with_context(|| format!("can't reach the server at {}", path.display()));
        }
    };
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    let connection = tokio::spawn(connection);
    let request = Request::post("/admin")
        .header(header::HOST, "admin")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Full::new(Bytes::from(serde_json::to_vec(command)?)))?;
    let response = sender.send_request(request).await?;
    let status = response.status();
    let body: Value = serde_json::from_slice(&response.into_body().collect().await?.to_bytes())?;
    drop(sender);
    connection.await??;
    if status.is_success() {
        return Ok(Some(body));
    }
    let detail = body.get("detail").and_then(Value::as_str).unwrap_or("the server refused").to_owned();
    if status.is_client_error() { Err(Usage(detail).into()) } else { Err(anyhow!(detail)) }
}
