use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use proof::authority::Witness;
use proof::log::{NoteKey, NoteSignature, SignatureKind};
use tlog::Reader;
use tlog::witness::{AddCheckpoint, cosignature_in};

use crate::{HttpClient, HttpReply};

/// A witness that does not answer sooner is done without until the next checkpoint.
const TIMEOUT: Duration = Duration::from_secs(5);

/// How long the rest are waited for when enough have cosigned.
const GRACE: Duration = Duration::from_millis(250);

/// A witness of this log. As text: `verifier key@address`.
#[derive(Debug)]
pub struct WitnessPeer {
    key: NoteKey,
    /// Without a slash at the end.
    url: String,
    /// How many entries it saw last, as far as we know.
    seen: AtomicU64,
}

/// The text is no witness.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a witness: it looks like `name+1234abcd+base64@https://witness.example`, a key of type 4"
)]
pub struct ParseWitnessError(String);

impl FromStr for WitnessPeer {
    type Err = ParseWitnessError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parse = || {
            let (key, url) = text.split_once("@http")?;
            let url = format!("http{}", url.trim_end_matches('/'));
            let uri: Uri = url.parse().ok()?;
            uri.host().filter(|_| matches!(uri.scheme_str(), Some("http" | "https")))?;
            let key: NoteKey =
                key.parse().ok().filter(|k: &NoteKey| k.kind() == SignatureKind::Cosignature)?;
            Some(Self { key, url, seen: AtomicU64::new(0) })
        };
        parse().ok_or_else(|| ParseWitnessError(text.chars().take(200).collect()))
    }
}

/// All witnesses of this log, and how many of them must have cosigned before an order is told.
pub struct Witnesses {
    peers: Vec<WitnessPeer>,
    quorum: u8,
    http: HttpClient,
}

impl Witnesses {
    /// These witnesses, which the operator chose: they may be on this machine or network.
    #[must_use]
    pub fn new(peers: Vec<WitnessPeer>, quorum: u8) -> Self {
        Self { peers, quorum, http: HttpClient::new(true) }
    }

    /// Their keys, for the roster.
    #[must_use]
    pub fn keys(&self) -> Vec<NoteKey> {
        self.peers.iter().map(|peer| peer.key.clone()).collect()
    }

    /// What rosters say of them: how many of which must have cosigned.
    #[must_use]
    pub fn policy(&self) -> (u8, Vec<Witness>) {
        let named =
            |peer: &WitnessPeer| Witness { name: peer.key.name().to_owned(), key: peer.key.public_key() };
        (self.quorum, self.peers.iter().map(named).collect())
    }

    /// Whether nobody is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.peers.is_empty()
    }

    /// How many must have cosigned.
    #[must_use]
    pub const fn quorum(&self) -> u8 {
        self.quorum
    }

    /// Asks all at once to cosign the newest checkpoint: its text, and the signatures of those who did, each
    /// checked. Once there are enough, the others have a moment left.
    pub async fn cosign(&self, log: &Arc<Reader>) -> Option<(String, Vec<NoteSignature>)> {
        let mut asked: FuturesUnordered<_> = self.peers.iter().map(|peer| self.ask(peer, log)).collect();
        let mut signed: Option<(String, Vec<NoteSignature>)> = None;
        loop {
            let enough = signed.as_ref().is_some_and(|(_, by)| by.len() >= usize::from(self.quorum));
            let wait = if enough { GRACE } else { TIMEOUT * 2 };
            let Ok(Some(answer)) = tokio::time::timeout(wait, asked.next()).await else { return signed };
            let Some((text, signature)) = answer else { continue };
            match &mut signed {
                Some((known, by)) if *known == text => by.push(signature),
                // The log grew while they were asked.
                Some(_) => {}
                None => signed = Some((text, vec![signature])),
            }
        }
    }

    async fn ask(&self, peer: &WitnessPeer, log: &Arc<Reader>) -> Option<(String, NoteSignature)> {
        // It may have seen another size than we think; then it says which, and is asked once more.
        for _ in 0..2 {
            let (log, old) = (Arc::clone(log), peer.seen.load(Ordering::Relaxed));
            let request =
                tokio::task::spawn_blocking(move || AddCheckpoint::of(&log, old).ok().zip(Some(log.size())));
            let Ok(Some((request, size))) = request.await else {
                tracing::error!(witness = peer.key.name(), old, "the witness saw more than this log has");
                return None;
            };
            let text = request.text()?;
            let reply = self.send(peer, &request).await?;
            if reply.status == StatusCode::OK {
                let answer = String::from_utf8_lossy(&reply.body);
                let signature = cosignature_in(&answer, &text, &peer.key);
                if signature.is_none() {
                    tracing::error!(witness = peer.key.name(), "the witness's answer is not its signature");
                }
                peer.seen.store(size, Ordering::Relaxed);
                return signature.map(|signature| (text, signature));
            }
            let said: Option<u64> =
                str::from_utf8(&reply.body).ok().and_then(|body| body.trim().parse().ok());
            // It can have seen no more than there is. Believed, a larger size would leave nothing to prove to it
            // ever again.
            let is_possible = |seen: &u64| *seen != old && *seen <= size;
            match said.filter(|seen| reply.status == StatusCode::CONFLICT && is_possible(seen)) {
                Some(seen) => peer.seen.store(seen, Ordering::Relaxed),
                None => {
                    tracing::error!(witness = peer.key.name(), status = %reply.status, ?said, "the witness refuses");
                    return None;
                }
            }
        }
        None
    }

    async fn send(&self, peer: &WitnessPeer, request: &AddCheckpoint) -> Option<HttpReply> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        let url = format!("{}/add-checkpoint", peer.url);
        let sent = self.http.post(&url, headers, Bytes::from(request.to_string()), TIMEOUT).await;
        sent.inspect_err(
            |error| tracing::warn!(witness = peer.key.name(), %error, "no answer from a witness"),
        )
        .ok()
    }
}
