use ident::SessionId;
use proof::Digest;
use proof::authority::{Endorsed, Root};
use proof::keys::{LenderKey, PublicKey};
use proof::session::{Anchor, Answer, CheckIn, EnrollmentCode, Grant, Hello, SessionKeys};

use crate::envelopes::{self, SESSION, SESSION_KEY};
use crate::{Target, target};

pub(crate) const TARGETS: &[Target] = &[
    target("hello", hello),
    target("grant", grant),
    target("check-in", check_in),
    target("answer", answer),
    target("enrollment-code", enrollment_code),
    target("cose-key", cose_key),
];

/// The root that the corpus's grants and rosters go back to.
const ROOT: &[u8] = include_bytes!("../../../fuzz/corpus/authority-root/seed-first");

const NONCE: [u8; 16] = [5; 16];

fn keys() -> SessionKeys {
    let mut both = [0; 64];
    both.iter_mut().zip(SESSION_KEY.iter().cycle()).for_each(|(to, from)| *to = *from);
    SessionKeys::from_bytes(&both)
}

fn hello(bytes: &[u8]) {
    let _ = Hello::verify(bytes);
    let whole = envelopes::signed("application/quittance-hello+cbor", bytes, &envelopes::device());
    let _ = Hello::verify(&whole);
}

/// To the device that sent the hello which the grant names: its digest follows the first four bytes of a payload. It
/// pinned the corpus's root.
fn grant(bytes: &[u8]) {
    let pinned = Endorsed::<Root>::parse(ROOT).map_or(Digest([0; 32]), |root| root.digest());
    let hello = bytes.get(4..36).and_then(|digest| digest.try_into().ok()).map_or(Digest([9; 32]), Digest);
    let whole =
        envelopes::signed("application/quittance-grant+cbor", bytes, &LenderKey::from_seed(&[31; 32]));
    for message in [bytes, whole.as_slice()] {
        let _ = Grant::verify(message, Anchor::Pinned(&pinned), &hello);
    }
}

fn check_in(bytes: &[u8]) {
    let _ = CheckIn::session_of(bytes);
    let _ = CheckIn::open(bytes, &keys());
    let whole = envelopes::authenticated("application/quittance-check-in+cbor", bytes);
    if let Ok(opened) = CheckIn::open(&whole, &keys()) {
        assert_eq!(
            opened.seal(SessionId::from_bytes(SESSION), &keys()),
            whole,
            "a check-in has one encoding"
        );
    }
}

fn answer(bytes: &[u8]) {
    let session = SessionId::from_bytes(SESSION);
    let _ = Answer::open(bytes, session, &keys(), &NONCE);
    let whole = envelopes::authenticated("application/quittance-answer+cbor", bytes);
    if let Ok(opened) = Answer::open(&whole, session, &keys(), &NONCE) {
        assert_eq!(opened.seal(session, &keys()), whole, "an answer has one encoding");
    }
}

fn enrollment_code(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(code) = text.parse::<EnrollmentCode>() {
        assert_eq!(code.to_string(), text, "a code is written in one way");
    }
}

fn cose_key(bytes: &[u8]) {
    if let Ok(key) = PublicKey::from_cose_key(bytes) {
        let _ = key.thumbprint();
    }
}
