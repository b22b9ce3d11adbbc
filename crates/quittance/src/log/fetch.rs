use std::time::Duration;

use anyhow::{Context as _, bail};
use hyper::StatusCode;
use server::HttpClient;
use tlog::{Resource, TILE_WIDTH, TileSpan};

/// 256 entries of 65,535 bytes with their lengths.
const MAX_BYTES: usize = 17 * 1024 * 1024;
const TIMEOUT: Duration = Duration::from_secs(30);

/// Reads a log's files over HTTP.
pub(super) struct Fetch {
    http: HttpClient,
    /// Without a slash at the end.
    url: String,
}

impl Fetch {
    /// The caller named the address: it may be on this machine or network.
    pub(super) fn new(url: &str) -> Self {
        Self { http: HttpClient::new(true), url: url.trim_end_matches('/').to_owned() }
    }

    pub(super) async fn text(&self, path: &str) -> anyhow::Result<String> {
        let bytes = self.get(path).await?.with_context(|| format!("{}/{path} is not there", self.url))?;
        String::from_utf8(bytes).with_context(|| format!("{}/{path} is not text", self.url))
    }

    /// A file of entries. A log may have thrown a partial file away once the full one is there.
    pub(super) async fn entries(&self, wanted: Resource) -> anyhow::Result<Vec<u8>> {
        if let Some(bytes) = self.get(&wanted.to_string()).await? {
            return Ok(bytes);
        }
        if let Resource::Entries(TileSpan { number, .. }) = wanted {
            let full = Resource::Entries(TileSpan { number, width: TILE_WIDTH });
            if let Some(bytes) = self.get(&full.to_string()).await? {
                return Ok(bytes);
            }
        }
        bail!("{}/{wanted} is not there", self.url)
    }

    async fn get(&self, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
        let url = format!("{}/{path}", self.url);
        let reply = self.http.get(&url, MAX_BYTES, TIMEOUT).await.with_context(|| url.clone())?;
        match reply.status {
            StatusCode::OK => Ok(Some(reply.body.to_vec())),
            StatusCode::NOT_FOUND => Ok(None),
            status => bail!("{url}: {status}"),
        }
    }
}
