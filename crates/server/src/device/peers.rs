use std::net::IpAddr;
use std::num::NonZeroU32;

use axum::extract::Request;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::refusal::Refusal;
use crate::peer;

/// Hellos a second from one address. Behind one address may be a whole network of phones.
const A_SECOND: NonZeroU32 = NonZeroU32::MIN.saturating_add(49);
/// Hellos at once from one address: a shop that starts its phones in the morning.
const AT_ONCE: NonZeroU32 = NonZeroU32::MIN.saturating_add(999);

/// Limits hellos by the address they come from: each costs up to ten public-key operations, whoever sends it.
#[derive(Debug)]
pub(super) struct Peers {
    limiter: DefaultKeyedRateLimiter<IpAddr>,
}

impl Peers {
    pub(super) fn new() -> Self {
        Self { limiter: RateLimiter::keyed(Quota::per_second(A_SECOND).allow_burst(AT_ONCE)) }
    }

    /// Counts a hello, or refuses it.
    pub(super) fn admit(&self, request: &Request) -> Result<(), Refusal> {
        self.limiter.check_key(&peer::network(request.extensions())).map_err(|_| Refusal::TooMany)
    }

    pub(super) fn forget(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use axum::extract::ConnectInfo;

    use super::*;

    fn from(address: &str) -> Request {
        let mut request = Request::default();
        let address: IpAddr = address.parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(std::net::SocketAddr::new(address, 1)));
        request
    }

    #[test]
    fn a_flood_from_one_network_does_not_close_the_door_to_others() {
        let peers = Peers::new();
        let refused = (0..2_000).filter(|n| peers.admit(&from(&format!("2001:db8::{n:x}"))).is_err()).count();
        assert!(refused > 800, "{refused}");
        assert!(peers.admit(&from("2001:db8:0:1::1")).is_ok());
        assert!(peers.admit(&from("192.0.2.7")).is_ok());
    }
}
