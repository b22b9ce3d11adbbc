use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use http_body_util::channel::{Channel, Sender};
use std::time::Duration;
use tokio::sync::watch;

use crate::Status;

/// A comment is sent this often, so that a watcher that has gone is noticed.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// `GET /events`: server-sent events, one `screen` for now and one for each change.
pub(super) async fn get(State(status): State<watch::Receiver<Status>>) -> Response {
    let (sender, body) = Channel::<Bytes>::new(4);
    tokio::spawn(follow(status, sender));
    let headers = [
        (CONTENT_TYPE, "text/event-stream"),
        (CACHE_CONTROL, "no-store"),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    (headers, Body::new(body)).into_response()
}

/// Ends when the watcher or the phone is gone. A slow watcher misses states in between, never the last.
async fn follow(mut status: watch::Receiver<Status>, mut sender: Sender<Bytes>) {
    loop {
        let event = {
            let status = status.borrow_and_update();
            let Ok(data) = serde_json::to_string(&*status) else { return };
            format!("event: screen\nid: {}\ndata: {data}\n\n", status.revision)
        };
        if sender.send_data(event.into()).await.is_err() {
            return;
        }
        loop {
            match tokio::time::timeout(KEEP_ALIVE, status.changed()).await {
                Ok(Ok(())) => break,
                Ok(Err(_)) => return,
                Err(_) => {
                    if sender.send_data(Bytes::from_static(b":\n\n")).await.is_err() {
                        return;
                    }
                }
            }
        }
    }
}
