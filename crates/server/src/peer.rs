use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request};
use axum::http::Extensions;
use axum::middleware::Next;
use axum::response::Response;

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

/// Middleware: behind a reverse proxy every request comes from the proxy's address, and one caller would use up
/// everybody's limits. The peer is then whom the proxy names.
pub(crate) async fn behind_proxy(mut request: Request, next: Next) -> Response {
    if let Some(address) = forwarded(&request) {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(address, 0)));
    }
    next.run(request).await
}

/// The last address in `X-Forwarded-For`, which the nearest proxy wrote; what stands before is anyone's word. A
/// peer that is neither this machine nor in its private network is no proxy of ours.
fn forwarded(request: &Request) -> Option<IpAddr> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>()?.0.ip().to_canonical();
    let is_near = match peer {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local(),
    };
    let line = request.headers().get_all("x-forwarded-for").iter().next_back().filter(|_| is_near)?;
    line.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
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

    #[test]
    fn only_a_near_proxy_names_the_peer() {
        for (peer, lines, want) in [
            ("127.0.0.1:9", &["192.0.2.7"][..], Some("192.0.2.7")),
            ("127.0.0.1:9", &["10.0.0.1, 192.0.2.7"], Some("192.0.2.7")),
            ("[::ffff:127.0.0.1]:9", &["10.0.0.1", "2001:db8::7"], Some("2001:db8::7")),
            ("172.18.0.2:9", &["192.0.2.7"], Some("192.0.2.7")),
            ("127.0.0.1:9", &["192.0.2.7, unknown"], None),
            ("127.0.0.1:9", &[], None),
            ("198.51.100.1:9", &["192.0.2.7"], None),
            ("[2001:db8::1]:9", &["192.0.2.7"], None),
        ] {
            let mut request = Request::new(axum::body::Body::empty());
            request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
            for line in lines {
                request.headers_mut().append("x-forwarded-for", line.parse().unwrap());
            }
            let want = want.map(|want| want.parse::<IpAddr>().unwrap());
            assert_eq!(forwarded(&request), want, "{peer} {lines:?}");
        }
    }
}
