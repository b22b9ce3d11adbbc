use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

/// Wrong passwords in a row that one address may send for one name; then one in six seconds.
const BURST_OF_ADDRESS: u32 = 10;
/// The same for a name from everywhere, so that many addresses don't help; then one a second. Higher, so that
/// one address alone can't keep an operator out.
const BURST_OF_NAME: u32 = 100;
/// Names and addresses that are long silent are forgotten beyond this many.
const MAX_KNOWN: usize = 10_000;
/// Passwords checked at once: each takes a processor and 19 MiB.
const CHECKS_AT_ONCE: usize = 2;

/// Slows down whoever guesses passwords.
pub(super) struct Throttle {
    by_address: DefaultKeyedRateLimiter<[u8; 32]>,
    by_name: DefaultKeyedRateLimiter<[u8; 32]>,
    /// A place to check a password in.
    pub(super) places: Semaphore,
}

impl Default for Throttle {
    fn default() -> Self {
        let per_address = Quota::per_minute(at_least_one(10)).allow_burst(at_least_one(BURST_OF_ADDRESS));
        let per_name = Quota::per_second(at_least_one(1)).allow_burst(at_least_one(BURST_OF_NAME));
        Self {
            by_address: RateLimiter::keyed(per_address),
            by_name: RateLimiter::keyed(per_name),
            places: Semaphore::new(CHECKS_AT_ONCE),
        }
    }
}

impl Throttle {
    /// Whether one more try is taken.
    pub(super) fn allows(&self, name: &str, address: IpAddr) -> bool {
        for limiter in [&self.by_address, &self.by_name] {
            if limiter.len() > MAX_KNOWN {
                limiter.retain_recent();
            }
        }
        let name = Sha256::digest(name);
        let from = Sha256::new().chain_update(name).chain_update(address.to_string()).finalize();
        self.by_address.check_key(&from.into()).is_ok() && self.by_name.check_key(&name.into()).is_ok()
    }
}

fn at_least_one(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN)
}
