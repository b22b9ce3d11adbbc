//! Sizes and places between memory and disk; on every supported machine both have 64 bits.

/// A length in memory as a number of the log.
pub(crate) fn long(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// A number of the log as a length in memory.
pub(crate) fn short(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
