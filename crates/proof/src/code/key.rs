use std::fmt;

use siphasher::sip::SipHasher24;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::chain;

/// The secret that a device and its lender share for codes: a SipHash key. Wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeKey([u8; 16]);

impl CodeKey {
    /// The key from its bytes; the caller wipes its copy.
    #[must_use]
    pub const fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// For sealed storage.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    pub(super) fn hasher(&self) -> SipHasher24 {
        SipHasher24::new_with_key(&self.0)
    }
}

impl Drop for CodeKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ZeroizeOnDrop for CodeKey {}

impl fmt::Debug for CodeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeKey(..)")
    }
}

/// Where a device's chain of tokens begins: at most nine digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StartingCode(u32);

/// A starting code has at most nine digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a starting code is a whole number from 0 to 999999999")]
pub struct StartingCodeError;

impl StartingCode {
    /// The starting code that belongs to a key when no other was chosen: a hash of the key under itself.
    #[must_use]
    pub fn of(key: &CodeKey) -> Self {
        Self(chain::fold_standard(key.hasher().hash(key.as_bytes())))
    }

    /// The number, at most 999,999,999.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl TryFrom<u64> for StartingCode {
    type Error = StartingCodeError;

    fn try_from(number: u64) -> Result<Self, Self::Error> {
        match u32::try_from(number) {
            Ok(number) if number <= 999_999_999 => Ok(Self(number)),
            _ => Err(StartingCodeError),
        }
    }
}

/// All that a device and its lender share for codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// The key.
    pub key: CodeKey,
    /// Where the chain begins.
    pub starting_code: StartingCode,
}

impl Secret {
    /// The key with the starting code that belongs to it.
    #[must_use]
    pub fn of(key: CodeKey) -> Self {
        let starting_code = StartingCode::of(&key);
        Self { key, starting_code }
    }
}
