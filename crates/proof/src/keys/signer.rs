use super::PublicKey;

/// A private key that signs, wherever it lives: in memory, in a phone's secure hardware, in an HSM.
pub trait Signer {
    /// The public half.
    fn public_key(&self) -> PublicKey;

    /// Signs with the key's algorithm: 64 bytes, for P-256 `r` and `s` of 32 bytes each (RFC 9053, 2.1).
    /// Either `s` of a P-256 signature will do; documents always carry the lower one.
    ///
    /// # Errors
    /// [`SignError`]: nothing was signed.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError>;

    /// Whether signing may wait for another process or machine, so that it must not hold up other work.
    fn may_block(&self) -> bool {
        false
    }
}

/// A private key in this process's memory: signing with it can't fail.
pub trait LocalSigner: Signer {
    /// As [`Signer::sign`].
    fn sign_local(&self, message: &[u8]) -> Vec<u8>;
}

/// Why a key that lives elsewhere signed nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// Whoever keeps the key can't be reached or did not answer in time.
    #[error("the signing key can't be used now: {0}")]
    Unavailable(String),
    /// Whoever keeps the key refuses to sign this.
    #[error("the keeper of the signing key refuses: {0}")]
    Refused(String),
    /// What came back is no signature of this key over this message.
    #[error("what the signer gave is no signature of its key")]
    WrongSignature,
}
