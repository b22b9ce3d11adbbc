use std::fmt;

use ident::Entropy;
use proof::Digest;
use serde::{Deserialize, Serialize};

/// The account lock of a phone's system: after a factory reset it asks for its owner's own code, so that a stolen
/// phone is worth nothing. It belongs to the borrower. The lender neither knows the code nor needs it, no
/// restriction depends on it, and the end of the contract takes it away for good.
#[derive(Debug, Default)]
pub(crate) enum Account {
    /// No code is set: a reset locks nothing.
    #[default]
    None,
    /// A code is on the screen to be written down. It does not lock before its owner says that it is.
    Offered(RecoveryCode),
    /// A code is set.
    Set(Lock),
    /// A reset took place since the code was last entered.
    Locked(Lock),
}

/// 16 digits, 53 bits: too many to try, so that a salted hash keeps them well enough.
pub(crate) struct RecoveryCode(String);

/// All that is kept of a code, in the hardware: a reset does not take it away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Lock {
    salt: [u8; 16],
    digest: Digest,
    is_locked: bool,
}

const DIGITS: usize = 16;

impl RecoveryCode {
    fn make(entropy: &mut dyn Entropy) -> Self {
        let mut digits = String::with_capacity(DIGITS);
        while digits.len() < DIGITS {
            let [byte] = entropy.array();
            // 250 is the largest multiple of ten in a byte: every digit is equally likely.
            if byte < 250 {
                digits.push(char::from(b'0' + byte % 10));
            }
        }
        Self(digits)
    }

    /// In groups of four, as people write it down.
    pub(crate) fn grouped(&self) -> String {
        let groups: Vec<_> = self.0.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
        groups.join(" ")
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(..)")
    }
}

impl Lock {
    fn digest(salt: [u8; 16], digits: &str) -> Digest {
        Digest::of(&[salt.as_slice(), digits.as_bytes()].concat())
    }

    /// However its groups are written.
    fn fits(&self, typed: &str) -> bool {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        Self::digest(self.salt, &digits) == self.digest
    }
}

impl Account {
    /// What the hardware kept; `None` when it is something else.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let lock: Option<Lock> = serde_json::from_slice(bytes).ok()?;
        Some(match lock {
            None => Self::None,
            Some(lock) if lock.is_locked => Self::Locked(lock),
            Some(lock) => Self::Set(lock),
        })
    }

    /// What the hardware keeps.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let lock = match self {
            Self::None | Self::Offered(_) => None,
            Self::Set(lock) | Self::Locked(lock) => Some(lock),
        };
        serde_json::to_vec(&lock).unwrap_or_default()
    }

    /// Makes a code to write down, unless there is one.
    pub(crate) fn offer(&mut self, entropy: &mut dyn Entropy) {
        if matches!(self, Self::None | Self::Offered(_)) {
            *self = Self::Offered(RecoveryCode::make(entropy));
        }
    }

    /// Its owner has written it down: from now on only its hash is known.
    pub(crate) fn confirm(&mut self, entropy: &mut dyn Entropy) {
        if let Self::Offered(code) = self {
            let salt = entropy.array();
            *self = Self::Set(Lock { salt, digest: Lock::digest(salt, &code.0), is_locked: false });
        }
    }

    /// A factory reset.
    pub(crate) fn reset(&mut self) {
        *self = match std::mem::take(self) {
            Self::None | Self::Offered(_) => Self::None,
            Self::Set(lock) | Self::Locked(lock) => Self::Locked(Lock { is_locked: true, ..lock }),
        };
    }

    /// Its owner enters the code; says whether it is the right one.
    pub(crate) fn open(&mut self, typed: &str) -> bool {
        let Self::Locked(lock) = self else { return true };
        if !lock.fits(typed) {
            return false;
        }
        *self = Self::Set(Lock { is_locked: false, ..lock.clone() });
        true
    }

    /// The contract is over: nothing is left that a later reset could lock.
    pub(crate) fn lift(&mut self) {
        *self = Self::None;
    }

    #[cfg(test)]
    const fn is_locked(&self) -> bool {
        matches!(self, Self::Locked(_))
    }
}

#[cfg(test)]
mod tests {
    use ident::SeededEntropy;

    use super::*;

    fn set() -> (Account, String) {
        let (mut account, mut entropy) = (Account::default(), SeededEntropy::new(1));
        account.offer(&mut entropy);
        let Account::Offered(code) = &account else { unreachable!("it was offered") };
        let code = code.grouped();
        account.confirm(&mut entropy);
        (account, code)
    }

    #[test]
    fn a_code_that_nobody_wrote_down_never_locks() {
        let (mut account, mut entropy) = (Account::default(), SeededEntropy::new(1));
        account.reset();
        assert!(!account.is_locked());
        account.offer(&mut entropy);
        account.reset();
        assert!(!account.is_locked());
    }

    #[test]
    fn only_the_code_opens_also_after_a_restart() {
        let (mut account, code) = set();
        assert!(!account.is_locked());
        account.reset();
        for _ in 0..2 {
            assert!(account.is_locked());
            for wrong in ["", "0000 0000 0000 0000", &code[1..], &format!("{code}1"), "ab"] {
                assert!(!account.open(wrong), "{wrong}");
            }
            account = Account::read(&account.to_bytes()).unwrap();
        }
        assert!(account.open(&code.replace(' ', "-")));
        assert!(!account.is_locked());
        account.reset();
        assert!(account.open(&code.replace(' ', "")), "the same code opens after the next reset too");
    }

    #[test]
    fn only_a_hash_is_kept() {
        let (account, code) = set();
        let kept = String::from_utf8(account.to_bytes()).unwrap();
        assert!(!kept.contains(&code.replace(' ', "")) && !format!("{account:?}").contains(&code[..4]));
    }

    #[test]
    fn what_was_lifted_never_locks_again() {
        let (mut account, _) = set();
        account.reset();
        account.lift();
        let mut account = Account::read(&account.to_bytes()).unwrap();
        account.reset();
        assert!(!account.is_locked());
    }
}
