//! The only place that asks the operating system for time and randomness.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use ident::Entropy;
use jiff::Timestamp;

/// The world's time.
#[expect(clippy::disallowed_methods, reason = "the binary is where time comes in")]
pub(crate) fn wall_now() -> Timestamp {
    Timestamp::now()
}

/// Time since the process started; it never goes back.
#[expect(clippy::disallowed_methods, reason = "the binary is where time comes in")]
pub(crate) fn monotonic() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let now = Instant::now();
    now.duration_since(*START.get_or_init(|| now))
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OsEntropy;

impl Entropy for OsEntropy {
    #[expect(clippy::disallowed_methods, reason = "the binary is where randomness comes in")]
    #[expect(clippy::panic, reason = "without randomness no key is safe: stopping is the only right answer")]
    fn fill(&mut self, buffer: &mut [u8]) {
        if let Err(error) = getrandom::fill(buffer) {
            panic!("the operating system gives no randomness: {error}");
        }
    }
}
