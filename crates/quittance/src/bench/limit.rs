use std::fs::OpenOptions;
use std::io::Write as _;

use anyhow::ensure;
use axum::Router;
use axum::routing::post;
use hyper::body::Bytes;
use tokio::net::TcpListener;

use super::connection::Connection;
use crate::environment::monotonic;

/// The framework alone: takes a body, gives `answer`. Where it listens.
pub(super) async fn bare_responder(answer: Bytes) -> anyhow::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let respond = move |_: Bytes| async move { answer };
    let router = Router::new().route("/device/v1/check-in", post(respond));
    tokio::spawn(axum::serve(listener, router).into_future());
    Ok(url)
}

/// Microseconds of the least that any durable unlock needs, `times` over: two requests to a bare responder
/// (the webhook in, the order out) and two appends of a page, each forced to the disk (the webhook as it
/// came, then its effect).
pub(super) async fn durable_exchange(times: u32) -> anyhow::Result<Vec<u64>> {
    let folder = tempfile::tempdir()?;
    let mut file = OpenOptions::new().create(true).append(true).open(folder.path().join("log"))?;
    let mut connection = Connection::open(&bare_responder(Bytes::from_static(&[0; 1024])).await?).await?;
    let mut micros = Vec::new();
    for _ in 0..times {
        let start = monotonic();
        for _ in 0..2 {
            let (status, _) = connection.post("/device/v1/check-in", Bytes::from_static(&[0; 256])).await?;
            ensure!(status.is_success(), "the bare responder answered {status}");
            file.write_all(&[0; 4096])?;
            file.sync_data()?;
        }
        micros.push(u64::try_from(monotonic().saturating_sub(start).as_micros())?);
    }
    Ok(micros)
}
