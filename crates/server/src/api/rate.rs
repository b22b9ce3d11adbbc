use std::net::IpAddr;
use std::num::NonZeroU32;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::{NoOpMiddleware, StateInformationMiddleware};
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use ident::ApiKeyId;

use crate::Problem;

/// Requests of a key a second, in the long run.
const PER_SECOND: NonZeroU32 = NonZeroU32::MIN.saturating_add(49);
/// Requests of a key at once.
const BURST: NonZeroU32 = NonZeroU32::MIN.saturating_add(199);
/// Requests of an address with wrong credentials a second, and at once.
const FAILURES: NonZeroU32 = NonZeroU32::MIN.saturating_add(9);
/// Above this many keys or addresses, those that have their whole budget are forgotten.
const MAX_KNOWN: usize = 100_000;

type Limiter<K, M> = RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock, M>;

/// How often callers may call, by a monotonic clock and in this process.
pub(super) struct RateLimits {
    clock: DefaultClock,
    keys: Limiter<ApiKeyId, StateInformationMiddleware>,
    failures: Limiter<IpAddr, NoOpMiddleware>,
}

/// What is left of a caller's budget.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    remaining: u32,
}

impl RateLimits {
    pub(super) fn new() -> Self {
        let quota = Quota::per_second(PER_SECOND).allow_burst(BURST);
        Self {
            clock: DefaultClock::default(),
            keys: RateLimiter::keyed(quota).with_middleware(),
            failures: RateLimiter::keyed(Quota::per_second(FAILURES)),
        }
    }

    /// Takes one request from a key's budget.
    pub(super) fn spend(&self, key: ApiKeyId) -> Result<Budget, Problem> {
        if self.keys.len() > MAX_KNOWN {
            self.keys.retain_recent();
        }
        match self.keys.check_key(&key) {
            Ok(state) => Ok(Budget { remaining: state.remaining_burst_capacity() }),
            Err(refused) => Err(too_many(refused.wait_time_from(self.clock.now()).as_secs())),
        }
    }

    /// Counts wrong credentials from an address: its problem, or that there were too many.
    pub(super) fn failed(&self, from: Option<IpAddr>, problem: Problem) -> Problem {
        let Some(from) = from else { return problem };
        if self.failures.len() > MAX_KNOWN {
            self.failures.retain_recent();
        }
        match self.failures.check_key(&from) {
            Ok(()) => problem,
            Err(refused) => too_many(refused.wait_time_from(self.clock.now()).as_secs()),
        }
    }
}

fn too_many(wait_seconds: u64) -> Problem {
    let mut problem = Problem::new(
        StatusCode::TOO_MANY_REQUESTS,
        "too-many-requests",
        "Too many requests",
        "slow down: the headers RateLimit-Limit, RateLimit-Remaining and RateLimit-Reset say how much is left",
    );
    problem.retry_after_seconds = Some(wait_seconds + 1);
    problem
}

impl Budget {
    /// Nothing left.
    pub(super) const SPENT: Self = Self { remaining: 0 };

    /// Tells the caller: the burst, what is left of it, and in how many seconds it is whole again.
    pub(super) fn tell(self, headers: &mut HeaderMap) {
        let missing = BURST.get().saturating_sub(self.remaining);
        let reset = missing.div_ceil(PER_SECOND.get());
        let values = [
            ("ratelimit-limit", BURST.get()),
            ("ratelimit-remaining", self.remaining),
            ("ratelimit-reset", reset),
        ];
        for (name, value) in values {
            headers.insert(HeaderName::from_static(name), HeaderValue::from(value));
        }
    }
}
