use std::fmt;

use minicbor::bytes::ByteVec;
use zeroize::Zeroizing;

use super::{SessionError, SessionKeys};
use crate::code::{CodeKey, Secret};

/// What a device needs to read codes: its secret, and the count from which a device goes on that lost its own.
#[derive(Clone, PartialEq, Eq)]
pub struct GrantedCodes {
    /// The device's secret.
    pub secret: Secret,
    /// The count of the last code that was given out.
    pub count: u32,
}

/// 16 bytes of key, 4 of starting code, 4 of count, both big-endian.
const BYTES: usize = 24;

impl GrantedCodes {
    /// The sealed form for one grant of this session: for nobody else's eyes. The grant's signature protects it.
    #[must_use]
    pub fn seal(&self, keys: &SessionKeys) -> ByteVec {
        let starting_code = self.secret.starting_code.get().to_be_bytes();
        let count = self.count.to_be_bytes();
        let plain = self.secret.key.as_bytes().iter().chain(&starting_code).chain(&count);
        let pad = keys.codes_pad();
        ByteVec::from(plain.zip(pad.iter()).map(|(byte, pad)| byte ^ pad).collect::<Vec<u8>>())
    }

    /// Reads what a grant of this session carries.
    ///
    /// # Errors
    /// [`SessionError::OutOfBounds`] when it is of another length or the starting code has more than nine
    /// digits.
    pub fn open(sealed: &[u8], keys: &SessionKeys) -> Result<Self, SessionError> {
        const FAULT: SessionError = SessionError::OutOfBounds("codes");
        let sealed: [u8; BYTES] = sealed.try_into().map_err(|_| FAULT)?;
        let mut plain = Zeroizing::new(sealed);
        plain.iter_mut().zip(keys.codes_pad().iter()).for_each(|(byte, pad)| *byte ^= pad);
        let (key, rest) = plain.split_first_chunk::<16>().ok_or(FAULT)?;
        let (starting_code, count) = rest.split_first_chunk::<4>().ok_or(FAULT)?;
        let starting_code = u64::from(u32::from_be_bytes(*starting_code)).try_into().map_err(|_| FAULT)?;
        let count = u32::from_be_bytes(count.try_into().map_err(|_| FAULT)?);
        Ok(Self { secret: Secret { key: CodeKey::new(*key), starting_code }, count })
    }
}

impl fmt::Debug for GrantedCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GrantedCodes(count: {})", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_session_opens_it() {
        let (keys, others) = (SessionKeys::from_bytes(&[7; 64]), SessionKeys::from_bytes(&[8; 64]));
        let codes = GrantedCodes { secret: Secret::of(CodeKey::new([3; 16])), count: 12 };
        let sealed = codes.seal(&keys);
        assert_eq!(sealed.len(), BYTES);
        assert_eq!(GrantedCodes::open(&sealed, &keys), Ok(codes.clone()));
        assert_ne!(GrantedCodes::open(&sealed, &others), Ok(codes));
        assert!(!sealed.windows(4).any(|window| window == [3; 4]));
        for length in [0, 20, 23, 25] {
            let fault = SessionError::OutOfBounds("codes");
            assert_eq!(GrantedCodes::open(&vec![0; length], &keys), Err(fault));
        }
    }
}
