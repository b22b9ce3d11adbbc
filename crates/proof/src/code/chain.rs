use super::{Length, Secret};

/// The tokens of one value in the order of their counts, from count 0.
pub(super) struct Chain<'a> {
    secret: &'a Secret,
    length: Length,
    /// The digits that carry the value; the same in every token of this chain.
    base: u64,
    current: u64,
}

impl<'a> Chain<'a> {
    /// `base`: the starting code's last digits plus the value.
    pub(super) fn new(secret: &'a Secret, length: Length, base: u64) -> Self {
        let start = u64::from(secret.starting_code.get());
        Self { secret, length, base, current: with_base(start, length, base) }
    }

    /// The token of the current count.
    pub(super) const fn token(&self) -> u64 {
        with_base(self.current, self.length, self.base)
    }

    /// Goes on to the next count. What is hashed is the whole number of the step before.
    pub(super) fn advance(&mut self) {
        let hasher = self.secret.key.hasher();
        self.current = match self.length {
            Length::Standard => {
                // Every number of a short chain is below 2^32: its upper half is zero.
                let [_, _, _, _, a, b, c, d] = self.current.to_be_bytes();
                u64::from(fold_standard(hasher.hash(&[a, b, c, d, a, b, c, d])))
            }
            Length::Extended => fold_extended(hasher.hash(&self.current.to_be_bytes())),
        };
    }
}

const fn with_base(number: u64, length: Length, base: u64) -> u64 {
    number - number % length.base() + base
}

/// 64 bits to at most nine digits. The specification's text drops the top two bits, its code the low two.
pub(super) fn fold_standard(hash: u64) -> u32 {
    let [a, b, c, d, e, f, g, h] = hash.to_be_bytes();
    let folded = (u32::from_be_bytes([a, b, c, d]) ^ u32::from_be_bytes([e, f, g, h])) >> 2;
    if folded > 999_999_999 { folded - 73_741_825 } else { folded }
}

/// 64 bits to at most twelve digits.
fn fold_extended(hash: u64) -> u64 {
    let folded = hash >> 24;
    if folded > 999_999_999_999 { folded - 99_511_627_777 } else { folded }
}
