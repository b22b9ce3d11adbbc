use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde_json::{Value, json};
use store::StoreError;
use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt as _;
use tokio::sync::mpsc;

use super::file::{LeftOut, Writing};
use super::month::Month;
use crate::{App, LenderContext, Problem};

/// So many loans that are left out are named on the command line; the API names all.
const MOST_NAMED: usize = 100;

impl App {
    /// A month's file to download, sent while it is written.
    ///
    /// # Errors
    /// The month is not over, or the bureaus' numbers for the lender are not on file.
    pub(crate) async fn metro2(
        self: &Arc<Self>,
        lender: Arc<LenderContext>,
        month: Month,
    ) -> Result<Response, Problem> {
        let (mut writing, header) = Writing::begin(self, &lender, month).await?;
        let (parts, sent) = mpsc::channel::<Result<Vec<u8>, StoreError>>(2);
        let app = Arc::clone(self);
        tokio::spawn(async move {
            let mut part = Ok(header);
            loop {
                let is_broken = part.is_err();
                if parts.send(part).await.is_err() || is_broken {
                    return;
                }
                part = match writing.next(&app, &lender).await {
                    Ok(Some(written)) => Ok(written.text),
                    Ok(None) => break,
                    Err(error) => {
                        tracing::error!(lender = %lender.id, %error, "a bureau file broke off");
                        Err(error)
                    }
                };
            }
            drop(parts.send(Ok(writing.finish())).await);
        });
        let body = stream::unfold(sent, |mut sent| async move { sent.recv().await.map(|part| (part, sent)) });
        let headers = [
            (CONTENT_TYPE, "text/plain; charset=us-ascii".to_owned()),
            (CONTENT_DISPOSITION, format!("attachment; filename=\"metro2-{month}.txt\"")),
            (CACHE_CONTROL, "private, no-store".to_owned()),
            (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        ];
        Ok((headers, Body::from_stream(body)).into_response())
    }

    /// The loans that a month's file is without.
    ///
    /// # Errors
    /// As [`Self::metro2`].
    pub(crate) async fn left_out(
        &self,
        lender: &LenderContext,
        month: Month,
    ) -> Result<Vec<LeftOut>, Problem> {
        let (mut writing, _) = Writing::begin(self, lender, month).await?;
        let mut left_out = Vec::new();
        while let Some(written) = writing.next(self, lender).await? {
            left_out.extend(written.left_out);
        }
        Ok(left_out)
    }

    /// Writes a month's file to the disk. It has its name once it is whole, and only its owner reads it.
    ///
    /// # Errors
    /// As [`Self::metro2`], or the file can't be written.
    pub(crate) async fn write_metro2(
        &self,
        lender: &LenderContext,
        month: Month,
        path: &Path,
    ) -> Result<Value, Problem> {
        let unwritable = |error: std::io::Error| {
            Problem::invalid("out", format!("can't write {}: {error}", path.display()))
        };
        let (mut writing, header) = Writing::begin(self, lender, month).await?;
        let part = path.with_extension("part");
        let mut file = private(&part).await.map_err(unwritable)?;
        file.write_all(&header).await.map_err(unwritable)?;
        let (mut named, mut count) = (Vec::new(), 0_usize);
        while let Some(written) = writing.next(self, lender).await? {
            file.write_all(&written.text).await.map_err(unwritable)?;
            count += written.left_out.len();
            named.extend(written.left_out.into_iter().take(MOST_NAMED.saturating_sub(named.len())));
        }
        let records = writing.records();
        file.write_all(&writing.finish()).await.map_err(unwritable)?;
        file.sync_all().await.map_err(unwritable)?;
        fs::rename(&part, path).await.map_err(unwritable)?;
        let named = named.iter().map(|it| json!({ "contract": it.contract, "why": it.why }));
        Ok(json!({
            "lender": lender.id,
            "month": month.to_string(),
            "file": path.display().to_string(),
            "records": records,
            "left_out": count,
            "left_out_first": named.collect::<Vec<_>>(),
        }))
    }
}

async fn private(path: &Path) -> std::io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    options.mode(0o600);
    options.open(path).await
}
