use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

const PREFIX: &str = "whsec_";

/// A stored webhook secret is not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a webhook secret is `whsec_` and 24 to 64 bytes in base64")]
pub struct SignatureError;

/// The `webhook-signature` header of the Standard Webhooks scheme: `v1,` and the base64 of HMAC-SHA256 over
/// `id.timestamp.body`, once for each secret, separated by spaces. `secrets` are separated by spaces too: while
/// a secret is being replaced both are good.
///
/// # Errors
/// [`SignatureError`] when a secret is none, or there is none.
pub fn sign(secrets: &str, id: &str, unix_seconds: i64, body: &[u8]) -> Result<String, SignatureError> {
    let signatures = secrets.split_ascii_whitespace().map(|secret| {
        let key = secret.strip_prefix(PREFIX).ok_or(SignatureError)?;
        let key = BASE64.decode(key.as_bytes()).map_err(|_| SignatureError)?;
        if !(24..=64).contains(&key.len()) {
            return Err(SignatureError);
        }
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|_| SignatureError)?;
        mac.update(format!("{id}.{unix_seconds}.").as_bytes());
        mac.update(body);
        Ok(format!("v1,{}", BASE64.encode(&mac.finalize().into_bytes())))
    });
    let signatures: Vec<String> = signatures.collect::<Result<_, _>>()?;
    if signatures.is_empty() { Err(SignatureError) } else { Ok(signatures.join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the Standard Webhooks specification's libraries.
    #[test]
    fn signs_the_published_example() {
        let signature = sign(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            br#"{"test": 2432232314}"#,
        );
        assert_eq!(signature.unwrap(), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn refuses_what_is_no_secret() {
        for secrets in
            ["", " ", "abc", "whsec_", "whsec_AAAA", "whsec_!!", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]
        {
            assert_eq!(sign(secrets, "msg_1", 1, b"{}"), Err(SignatureError), "{secrets}");
        }
    }
}
