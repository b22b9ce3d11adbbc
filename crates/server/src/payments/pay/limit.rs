use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Look-ups a second from one network, once the burst is used up. A mobile network may hide thousands of phones
/// behind one address, and a reference has 40 random bits, so this need not be strict.
const A_SECOND: NonZeroU32 = NonZeroU32::MIN.saturating_add(4);
/// Look-ups at once.
const AT_ONCE: NonZeroU32 = NonZeroU32::MIN.saturating_add(99);
/// Networks that are long silent are forgotten beyond this many.
const MAX_KNOWN: usize = 10_000;

/// Limits look-ups of payment references by the network they come from, so that nobody can try them all.
pub(super) struct Lookups(DefaultKeyedRateLimiter<IpAddr>);

impl Lookups {
    pub(super) fn new() -> Self {
        Self(RateLimiter::keyed(Quota::per_second(A_SECOND).allow_burst(AT_ONCE)))
    }

    /// Whether one more is allowed.
    pub(super) fn allow(&self, network: IpAddr) -> bool {
        if self.0.len() > MAX_KNOWN {
            self.0.retain_recent();
        }
        self.0.check_key(&network).is_ok()
    }
}
