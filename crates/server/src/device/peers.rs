use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::NonZeroU32;

use axum::extract::{ConnectInfo, Request};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::refusal::Refusal;

/// Hellos a second from one address. Behind one address may be a whole network of phones.
const A_SECOND: NonZeroU32 = NonZeroU32::MIN.saturating_add(49);
/// Hellos at once from one address: a shop that starts its phones in the morning.
const AT_ONCE: NonZeroU32 = NonZeroU32::MIN.saturating_add(999);

/// Limits hellos by the address they come from: each costs three public-key operations, whoever sends it.
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
        self.limiter.check_key(&network_of(peer(request))).map_err(|_| Refusal::TooMany)
    }

    pub(super) fn forget(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }
}

fn peer(request: &Request) -> IpAddr {
    let info = request.extensions().get::<ConnectInfo<std::net::SocketAddr>>();
    info.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip())
}

/// Who has one IPv6 address has a whole /64 of them.
fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => {
                let [a, b, c, d, ..] = v6.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        },
    }
}

#[cfg(test)]
mod tests {
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
