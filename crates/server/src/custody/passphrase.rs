use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::CustodyError;

/// Fewest characters of a passphrase.
const SHORTEST: usize = 12;

/// Something a person remembers or keeps in a sealed envelope. Wiped from memory when dropped.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// The first line of what was read, without the end of the line.
    ///
    /// # Errors
    /// [`CustodyError::ShortPassphrase`].
    pub fn first_line(text: &str) -> Result<Self, CustodyError> {
        let line = text.lines().next().unwrap_or_default();
        if line.chars().count() < SHORTEST {
            return Err(CustodyError::ShortPassphrase);
        }
        Ok(Self(Zeroizing::new(line.to_owned())))
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(hidden)")
    }
}

/// How a passphrase becomes a key: Argon2id (RFC 9106).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stretch {
    pub(super) memory_kib: u32,
    pub(super) passes: u32,
    pub(super) lanes: u32,
}

impl Stretch {
    /// The second recommended option of RFC 9106, 4: 64 MiB, three passes, four lanes.
    pub(super) const RECOMMENDED: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 4 };

    /// Takes from what to what costs an attacker enough and the reader not too much.
    pub(super) fn check(self) -> Result<(), CustodyError> {
        let Self { memory_kib, passes, lanes } = self;
        let is_fair = (19_456..=1_048_576).contains(&memory_kib)
            && (2..=16).contains(&passes)
            && (1..=16).contains(&lanes);
        if is_fair { Ok(()) } else { Err(CustodyError::Strength { memory_kib, passes, lanes }) }
    }

    /// The key of a passphrase. Takes a good part of a second.
    pub(super) fn key(
        self,
        passphrase: &Passphrase,
        salt: &[u8; 16],
    ) -> Result<Zeroizing<[u8; 32]>, CustodyError> {
        self.check()?;
        let Self { memory_kib, passes, lanes } = self;
        let unfit = |_| CustodyError::Strength { memory_kib, passes, lanes };
        let params = Params::new(memory_kib, passes, lanes, Some(32)).map_err(unfit)?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut key = Zeroizing::new([0; 32]);
        argon.hash_password_into(passphrase.0.as_bytes(), salt, key.as_mut_slice()).map_err(unfit)?;
        Ok(key)
    }
}
