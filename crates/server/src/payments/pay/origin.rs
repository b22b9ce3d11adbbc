use axum::http::{HeaderMap, header};

/// Whether a form was sent from one of this server's own pages. Browsers say so themselves; older ones name at
/// least the origin.
pub(super) fn is_own(headers: &HeaderMap, public_url: &str) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let text = |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    let Some(origin) = text(header::ORIGIN) else { return false };
    let host = origin.split_once("://").map(|(_, host)| host);
    origin == public_url || (host.is_some() && host == text(header::HOST))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn own(headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, HeaderValue::from_static(value));
        }
        is_own(&map, "https://pay.example")
    }

    #[test]
    fn other_sites_can_t_send_the_form() {
        for (headers, want) in [
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "same-site")], false),
            (vec![("sec-fetch-site", "cross-site"), ("origin", "https://pay.example")], false),
            (vec![("sec-fetch-site", "none")], false),
            (vec![("origin", "https://pay.example")], true),
            (vec![("origin", "http://127.0.0.1:80"), ("host", "127.0.0.1:80")], true),
            (vec![("origin", "https://evil.example"), ("host", "pay.example")], false),
            (vec![("origin", "null"), ("host", "null")], false),
            (vec![], false),
        ] {
            assert_eq!(own(&headers), want, "{headers:?}");
        }
    }
}
