use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use sha2::Sha256;
use store::rows::OperatorRow;

use crate::App;

/// A working day.
const LIFETIME: SignedDuration = SignedDuration::from_hours(8);
/// With the prefix a browser takes the cookie only from this host over https (RFC 6265bis, 4.1.3.2).
const SECURE_NAME: &str = "__Host-quittance";
/// Over plain http, which is for loopback.
const PLAIN_NAME: &str = "quittance";

/// A signed-in operator as the cookie tells it: nothing is kept on the server. The signature covers the
/// operator's id and password hash, so that a new password ends every session.
pub(super) struct Session {
    expires_at: i64,
    nonce: [u8; 16],
    /// The operator's name.
    pub(super) name: String,
}

impl Session {
    /// A new session.
    pub(super) fn begin(app: &App, operator: &OperatorRow) -> Self {
        let now = app.wall_now();
        let expires_at = now.checked_add(LIFETIME).unwrap_or(now).as_second();
        Self { expires_at, nonce: app.random(), name: operator.name.clone() }
    }

    /// The session that the request's cookie claims; its signature is still to be checked.
    pub(super) fn claimed(app: &App, headers: &HeaderMap) -> Option<(Self, Vec<u8>)> {
        let values = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = values.flat_map(|value| value.split("; ")).filter_map(|pair| pair.split_once('='));
        let (_, token) = pairs.find(|(name, _)| *name == cookie_name(app))?;
        let (payload, mac) = token.split_once('.')?;
        let payload = BASE64URL_NOPAD.decode(payload.as_bytes()).ok()?;
        let (expires_at, rest) = payload.split_first_chunk::<8>()?;
        let (nonce, name) = rest.split_first_chunk::<16>()?;
        let name = String::from_utf8(name.to_vec()).ok()?;
        let session = Self { expires_at: i64::from_be_bytes(*expires_at), nonce: *nonce, name };
        Some((session, BASE64URL_NOPAD.decode(mac.as_bytes()).ok()?))
    }

    /// Whether the cookie was made here for this operator, is not over, and the operator is not shut out.
    pub(super) fn is_good(&self, app: &App, operator: &OperatorRow, mac: &[u8], now: Timestamp) -> bool {
        let signed = self.mac(app, operator).is_some_and(|expected| expected.verify_slice(mac).is_ok());
        signed && now.as_second() < self.expires_at && operator.disabled_at.is_none()
    }

    /// What every form of this session carries against forgery by other sites.
    pub(super) fn csrf(&self, app: &App) -> String {
        let mac = keyed(app, "console-csrf").map(|mac| mac.chain_update(self.payload()).finalize());
        mac.map(|mac| BASE64URL_NOPAD.encode(&mac.into_bytes())).unwrap_or_default()
    }

    /// The `Set-Cookie` value.
    pub(super) fn cookie(&self, app: &App, operator: &OperatorRow) -> String {
        let mac = self.mac(app, operator).map(|mac| mac.finalize().into_bytes());
        let mac = mac.map(|mac| BASE64URL_NOPAD.encode(&mac)).unwrap_or_default();
        set_cookie(app, &format!("{}.{mac}", BASE64URL_NOPAD.encode(&self.payload())), LIFETIME.as_secs())
    }

    fn payload(&self) -> Vec<u8> {
        [self.expires_at.to_be_bytes().as_slice(), &self.nonce, self.name.as_bytes()].concat()
    }

    fn mac(&self, app: &App, operator: &OperatorRow) -> Option<Hmac<Sha256>> {
        let mac = keyed(app, "console")?;
        // Fixed lengths first, then the hash; the name's length is fixed by what is left of the payload.
        let payload = self.payload();
        let length = u64::try_from(payload.len()).unwrap_or(u64::MAX).to_be_bytes();
        let hash = operator.password_hash.0.as_bytes();
        Some(
            mac.chain_update(operator.id.as_bytes())
                .chain_update(length)
                .chain_update(payload)
                .chain_update(hash),
        )
    }
}

/// The `Set-Cookie` value that ends a session.
pub(super) fn ended(app: &App) -> String {
    set_cookie(app, "", 0)
}

fn is_secure(app: &App) -> bool {
    app.config.public_url.starts_with("https://")
}

fn cookie_name(app: &App) -> &'static str {
    if is_secure(app) { SECURE_NAME } else { PLAIN_NAME }
}

fn set_cookie(app: &App, value: &str, max_age: i64) -> String {
    let secure = if is_secure(app) { "; Secure" } else { "" };
    format!("{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age}{secure}", cookie_name(app))
}

fn keyed(app: &App, purpose: &'static str) -> Option<Hmac<Sha256>> {
    Hmac::new_from_slice(app.keys.page_secret(purpose).as_slice()).ok()
}
