use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use ident::Entropy;
use store::Hidden;

/// Encrypts secrets at rest (RFC 8439). What is sealed for one place can't be opened in another.
#[derive(Clone)]
pub struct Sealer(ChaCha20Poly1305);

/// A sealed secret could not be opened: another master key, or the bytes were changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a stored secret can't be opened with this master key")]
pub struct SealError;

const NONCE_BYTES: usize = 12;

impl Sealer {
    /// A sealer under this key.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        Self(ChaCha20Poly1305::new(&Key::from(*key)))
    }

    /// Encrypts `secret` for `place`, for example `session:ses_…`: nonce, then ciphertext and tag.
    ///
    /// # Errors
    /// Only for a secret of many gigabytes.
    pub fn seal(
        &self,
        place: &str,
        secret: &[u8],
        entropy: &mut dyn Entropy,
    ) -> Result<Hidden<Vec<u8>>, SealError> {
        let nonce = entropy.array::<NONCE_BYTES>();
        let payload = Payload { msg: secret, aad: place.as_bytes() };
        let sealed = self.0.encrypt(&Nonce::from(nonce), payload).map_err(|_| SealError)?;
        Ok(Hidden([nonce.as_slice(), &sealed].concat()))
    }

    /// Decrypts what was sealed for the same place.
    ///
    /// # Errors
    /// When it was sealed elsewhere, under another key, or changed.
    pub fn open(&self, place: &str, sealed: &Hidden<Vec<u8>>) -> Result<Vec<u8>, SealError> {
        let (nonce, ciphertext) = sealed.0.split_first_chunk::<NONCE_BYTES>().ok_or(SealError)?;
        let payload = Payload { msg: ciphertext, aad: place.as_bytes() };
        self.0.decrypt(&Nonce::from(*nonce), payload).map_err(|_| SealError)
    }
}

#[cfg(test)]
mod tests {
    use ident::SeededEntropy;

    use super::*;

    #[test]
    fn opens_only_in_its_place() {
        let sealer = Sealer::new(&[7; 32]);
        let sealed = sealer.seal("a", b"secret", &mut SeededEntropy::new(1)).unwrap();
        assert_eq!(sealer.open("a", &sealed).unwrap(), b"secret");
        assert_eq!(sealer.open("b", &sealed), Err(SealError));
        assert_eq!(Sealer::new(&[8; 32]).open("a", &sealed), Err(SealError));
        for at in 0..sealed.0.len() {
            let mut changed = sealed.clone();
            changed.0[at] ^= 1;
            assert_eq!(sealer.open("a", &changed), Err(SealError), "byte {at}");
        }
        assert_eq!(sealer.open("a", &Hidden(vec![0; 5])), Err(SealError));
    }
}
