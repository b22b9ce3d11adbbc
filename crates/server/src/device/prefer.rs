use std::time::Duration;

use axum::http::HeaderMap;

/// The longest a check-in waits for news, below what proxies and networks usually cut off.
const LONGEST: Duration = Duration::from_secs(55);

/// How long a device lets the server wait for news: `Prefer: wait=25` (RFC 7240, 4.3), in seconds. `None` for
/// an answer at once; more than the server grants is cut to what it does.
pub(super) fn wait(headers: &HeaderMap) -> Option<Duration> {
    let values = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    let mut preferences = values.flat_map(|value| value.split(','));
    let seconds = preferences.find_map(seconds)?;
    Some(Duration::from_secs(seconds).min(LONGEST)).filter(|wait| !wait.is_zero())
}

/// The value of a `wait` preference; parameters behind a semicolon have no meaning here.
fn seconds(preference: &str) -> Option<u64> {
    let (name, value) = preference.split(';').next()?.split_once('=')?;
    if !name.trim().eq_ignore_ascii_case("wait") {
        return None;
    }
    let value = value.trim();
    value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value).parse().ok()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn of(value: &str) -> Option<u64> {
        let mut headers = HeaderMap::new();
        headers.insert("prefer", HeaderValue::from_str(value).unwrap());
        wait(&headers).map(|wait| wait.as_secs())
    }

    #[test]
    fn reads_the_forms_of_rfc_7240() {
        assert_eq!(of("wait=25"), Some(25));
        assert_eq!(of("respond-async, wait=10"), Some(10));
        assert_eq!(of("Wait = \"7\" ; foo"), Some(7));
        assert_eq!(of("wait=3, wait=9"), Some(3), "the first counts");
        assert_eq!(of("wait=100000"), Some(55));
        for none in ["", "wait", "wait=", "wait=-1", "wait=x", "waits=3", "wait=0", "return=minimal"] {
            assert_eq!(of(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn never_waits_longer_than_granted(value in "[ -~]{0,40}") {
            prop_assert!(of(&value).is_none_or(|seconds| (1..=55).contains(&seconds)));
        }
    }
}
