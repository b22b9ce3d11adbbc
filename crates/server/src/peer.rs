use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::Extensions;

/// Whom a limit by address counts a request for: the peer's IPv4 address, or its IPv6 network of 64 bits, as who
/// has one address of such a network has them all. Requests that came by no socket count together.
pub(crate) fn network(extensions: &Extensions) -> IpAddr {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    match peer {
        None => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        Some(IpAddr::V4(v4)) => IpAddr::V4(v4),
        Some(IpAddr::V6(v6)) => v6.to_ipv4_mapped().map_or_else(|| IpAddr::V6(prefix(v6)), IpAddr::V4),
    }
}

fn prefix(address: Ipv6Addr) -> Ipv6Addr {
    let [a, b, c, d, ..] = address.segments();
    Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_network_counts_once() {
        for (peer, want) in [
            ("192.0.2.7:9", "192.0.2.7"),
            ("[::ffff:192.0.2.7]:9", "192.0.2.7"),
            ("[2001:db8:1:2:3:4:5:6]:9", "2001:db8:1:2::"),
        ] {
            let mut extensions = Extensions::new();
            extensions.insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
            assert_eq!(network(&extensions), want.parse::<IpAddr>().unwrap(), "{peer}");
        }
        assert_eq!(network(&Extensions::new()), Ipv4Addr::UNSPECIFIED);
    }
}
