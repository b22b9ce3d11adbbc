use proptest::prelude::*;

use super::*;

const SECRET: &str = "whsec_test_0123456789abcdef";
const BODY: &[u8] = br#"{"id":"evt_1","type":"checkout.session.completed"}"#;
const AT: i64 = 1_700_000_000;
const CODE: &str = "e6bc770ce4142f734322b5e2b74f58528beb114eec50c4fec99bbec83debc4b0";
const CODE_LATER: &str = "8beeb6cdc1f66977c617750691c9849daa3ff0bf782002dfecd4460f0371265b";

fn secrets(texts: &[&str]) -> Vec<Zeroizing<String>> {
    texts.iter().map(|text| Zeroizing::new((*text).to_owned())).collect()
}

fn check(header: &str, body: &[u8], known: &[&str], seconds: i64) -> Result<i64, SignatureError> {
    let now = Timestamp::from_second(seconds).unwrap();
    verify(header, body, &secrets(known), now).map(Timestamp::as_second)
}

#[test]
fn stripe_s_vectors() {
    assert_eq!(check(&format!("t={AT},v1={CODE}"), BODY, &[SECRET], AT), Ok(AT));
    let later = AT + 301;
    assert_eq!(check(&format!("t={later},v1={CODE_LATER}"), BODY, &[SECRET], later), Ok(later));
    assert_eq!(sign(SECRET, BODY, Timestamp::from_second(AT).unwrap()), format!("t={AT},v1={CODE}"));
}

#[test]
fn the_time_is_within_300_seconds_either_way() {
    let header = format!("t={AT},v1={CODE}");
    for (now, good) in [(AT - 301, false), (AT - 300, true), (AT + 300, true), (AT + 301, false)] {
        let want = if good { Ok(AT) } else { Err(SignatureError::Time) };
        assert_eq!(check(&header, BODY, &[SECRET], now), want, "{now}");
    }
    // The time is signed: it can't be moved.
    let moved = format!("t={},v1={CODE}", AT + 301);
    assert_eq!(check(&moved, BODY, &[SECRET], AT + 301), Err(SignatureError::Wrong));
}

#[test]
fn rotation_on_either_side() {
    let wrong = "0".repeat(64);
    let both = format!("t={AT},v1={wrong},v1={CODE},v0={wrong}");
    assert_eq!(check(&both, BODY, &[SECRET], AT), Ok(AT));
    let header = format!("t={AT},v1={CODE}");
    assert_eq!(check(&header, BODY, &["whsec_new_secret_of_the_lender", SECRET], AT), Ok(AT));
    assert_eq!(check(&header, BODY, &["whsec_new_secret_of_the_lender"], AT), Err(SignatureError::Wrong));
    assert_eq!(check(&header, BODY, &[], AT), Err(SignatureError::Wrong));
}

#[test]
fn every_altered_byte_is_seen() {
    let header = format!("t={AT},v1={CODE}");
    for at in 0..BODY.len() {
        let mut body = BODY.to_vec();
        body[at] ^= 1;
        assert_eq!(check(&header, &body, &[SECRET], AT), Err(SignatureError::Wrong), "byte {at}");
    }
    assert_eq!(check(&header, &BODY[1..], &[SECRET], AT), Err(SignatureError::Wrong));
}

#[test]
fn malformed_headers() {
    for header in [
        String::new(),
        format!("v1={CODE}"),
        format!("t={AT}"),
        format!("t={AT},v0={CODE}"),
        format!("t={AT},v1={}", &CODE[2..]),
        format!("t={AT},v1={CODE}00"),
        format!("t={AT},v1=zz{}", &CODE[2..]),
        format!("t=,v1={CODE}"),
        format!("t=now,v1={CODE}"),
        format!("t={AT}.0,v1={CODE}"),
        format!("t={AT},t={AT},v1={CODE}"),
        format!("t={},v1={CODE}", i64::MAX),
        format!("t={AT};v1={CODE}"),
    ] {
        assert_eq!(check(&header, BODY, &[SECRET], AT), Err(SignatureError::Malformed), "{header}");
    }
}

proptest! {
    #[test]
    fn never_panics(header in ".{0,200}", body: Vec<u8>, now in -1_000_000_i64..4_000_000_000) {
        prop_assert!(check(&header, &body, &[SECRET], now).is_err());
    }

    #[test]
    fn what_is_signed_is_taken_and_under_no_other_secret(
        secret in "[ -~]{16,64}", other in "[ -~]{16,64}", body: Vec<u8>, at in 0_i64..4_000_000_000,
    ) {
        prop_assume!(secret != other);
        let header = sign(&secret, &body, Timestamp::from_second(at).unwrap());
        prop_assert_eq!(check(&header, &body, &[&secret], at), Ok(at));
        prop_assert_eq!(check(&header, &body, &[&other], at), Err(SignatureError::Wrong));
    }
}
