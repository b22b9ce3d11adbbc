use std::fmt;
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::Digest;

/// What the QR code at the shop says: where to enroll, with which one-time token, and which root to
/// trust. As text: `quittance:enroll?s=<server>&t=<token>&k=<root>`.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrollmentCode {
    /// The server's address, `https://` or, in tests, `http://`.
    pub server: String,
    /// The one-time token: letters, digits, `-` and `_`.
    pub token: String,
    /// The name of the root that all trust goes back to.
    pub root: Digest,
}

/// Why a text is not an enrollment code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnrollmentCodeError {
    /// Not of this form, or written in another than the one way.
    #[error("an enrollment code looks like `quittance:enroll?s=<server>&t=<token>&k=<root>`")]
    Form,
    /// The server's address.
    #[error("the server's address begins with https:// or http:// and has at most 512 characters")]
    Server,
    /// The token.
    #[error("the token has 1 to 128 letters, digits, `-` or `_`")]
    Token,
    /// The root's name.
    #[error("the root's name has 64 hexadecimal digits in lower case")]
    Root,
}

const MAX_SERVER: usize = 512;
const MAX_TOKEN: usize = 128;

/// All but the unreserved characters of RFC 3986, 2.3.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl fmt::Display for EnrollmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let escape = |text| utf8_percent_encode(text, ESCAPED);
        let (server, token) = (escape(&self.server), escape(&self.token));
        write!(f, "quittance:enroll?s={server}&t={token}&k={}", self.root)
    }
}

/// Without the token: whoever reads it can enroll.
impl fmt::Debug for EnrollmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnrollmentCode")
            .field("server", &self.server)
            .field("root", &self.root)
            .finish_non_exhaustive()
    }
}

impl FromStr for EnrollmentCode {
    type Err = EnrollmentCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        use EnrollmentCodeError as E;
        let query = text.strip_prefix("quittance:enroll?s=").ok_or(E::Form)?;
        let (server, rest) = query.split_once("&t=").ok_or(E::Form)?;
        let (token, root) = rest.split_once("&k=").ok_or(E::Form)?;
        let server = percent_decode_str(server).decode_utf8().map_err(|_| E::Server)?.into_owned();
        if !is_server(&server) {
            return Err(E::Server);
        }
        if !is_token(token) {
            return Err(E::Token);
        }
        let root = Digest::try_from(root.to_owned()).map_err(|_| E::Root)?;
        let code = Self { server, token: token.to_owned(), root };
        if code.to_string() == text { Ok(code) } else { Err(E::Form) }
    }
}

fn is_server(address: &str) -> bool {
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let printable = address.bytes().all(|b| b.is_ascii_graphic());
    printable && address.len() <= MAX_SERVER && host.is_some_and(|host| !host.is_empty())
}

fn is_token(token: &str) -> bool {
    let known = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    (1..=MAX_TOKEN).contains(&token.len()) && token.bytes().all(known)
}
