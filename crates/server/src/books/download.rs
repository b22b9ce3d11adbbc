use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use store::StoreError;
use tokio::sync::mpsc;

use super::export::{Days, Export, Format, Reader};
use super::sheet::Sheet;
use crate::{App, LenderContext};

/// Parts that wait to be sent: reading the store waits for a slow reader.
const AHEAD: usize = 2;

/// An export as a file to download, sent while it is read.
pub(crate) fn download(
    app: Arc<App>,
    lender: Arc<LenderContext>,
    export: Export,
    format: Format,
    days: Days,
) -> Response {
    let (parts, sent) = mpsc::channel(AHEAD);
    tokio::spawn(async move {
        if let Err(error) = write(&app, &lender, export, format, days, &parts).await {
            tracing::error!(lender = %lender.id, export = export.name(), %error, "an export broke off");
            // The reader must not take half a file for a whole one: the connection breaks off.
            drop(parts.send(Err(error)).await);
        }
    });
    let body = stream::unfold(sent, |mut sent| async move { sent.recv().await.map(|part| (part, sent)) });
    let name = format!("attachment; filename=\"{}.{}\"", export.name(), format.ending());
    let headers = [
        (CONTENT_TYPE, format.media_type().to_owned()),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, "private, no-store".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (headers, Body::from_stream(body)).into_response()
}

/// Sends an export part by part.
pub(super) async fn write(
    app: &App,
    lender: &LenderContext,
    export: Export,
    format: Format,
    days: Days,
    parts: &mpsc::Sender<Result<Vec<u8>, StoreError>>,
) -> Result<(), StoreError> {
    let mut sheet = Sheet::begin(format, export.columns())?;
    let mut reader = Reader::new(export, days);
    while let Some(rows) = reader.next(app, lender).await? {
        let part = sheet.add(rows)?;
        if !part.is_empty() && parts.send(Ok(part)).await.is_err() {
            // Nobody reads any more.
            return Ok(());
        }
    }
    drop(parts.send(Ok(sheet.finish()?)).await);
    Ok(())
}
