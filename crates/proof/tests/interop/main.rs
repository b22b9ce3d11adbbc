//! An independent implementation (pycose, cbor2 and cryptography, in Python) takes our messages for what they
//! are, and refuses what it should.

#![expect(clippy::unwrap_used, reason = "test helpers")]

#[path = "../vectors/file.rs"]
mod file;
mod plans;
mod python;
#[path = "../samples/mod.rs"]
mod samples;
mod vectors;

use data_encoding::HEXLOWER;
use proof::Document;
use proof::authority::{Charter as _, Root, Roster, Trust};
use proof::documents::{Quittance, Receipt, Release, Standing, Terms, Warrant};
use proof::keys::{PublicKey, Signer};

use python::Python;
use samples::{SESSION, authority};

/// A question to the script and the answer it must give.
struct Question {
    line: String,
    answer: &'static str,
}

fn question(name: &str, arguments: &[&[u8]], answer: &'static str) -> Question {
    let hex: Vec<String> = arguments.iter().map(|bytes| HEXLOWER.encode(bytes)).collect();
    Question { line: format!("{name} {}", hex.join(" ")), answer }
}

#[test]
fn python_agrees() {
    let Some(python) = Python::prepare("proof/tests/interop") else { return };
    let questions: Vec<Question> = [
        documents(),
        authority(),
        handshake(),
        check_ins(),
        key_agreement(),
        vectors::questions(),
        plans::questions(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let lines: Vec<&str> = questions.iter().map(|question| question.line.as_str()).collect();
    let answers = python.ask("verify.py", &lines.join("\n"));
    assert_eq!(answers.lines().count(), questions.len());
    for (question, answer) in questions.iter().zip(answers.lines()) {
        assert_eq!(answer, question.answer, "{}", question.line);
    }
}

/// True as it is; false with one bit of the signature flipped, another type, another key of the same kind.
fn signed(typ: &str, bytes: &[u8], key: &PublicKey, other_key: &PublicKey) -> Vec<Question> {
    let mut altered = bytes.to_vec();
    *altered.last_mut().unwrap() ^= 1;
    let (typ, key) = (typ.as_bytes(), key.to_cose_key());
    vec![
        question("sign1", &[typ, bytes, &key], "yes"),
        question("sign1", &[typ, &altered, &key], "no"),
        question("sign1", &[b"application/other+cbor", bytes, &key], "no"),
        question("sign1", &[typ, bytes, &other_key.to_cose_key()], "no"),
    ]
}

/// Ed25519 is deterministic: who has the key writes the same bytes.
fn written_again(bytes: &[u8]) -> Question {
    let public = samples::lender_key().public_key().to_cose_key();
    question("again-sign1", &[bytes, &[7; 32], &public[8..]], "yes")
}

fn by_lender(typ: &str, bytes: &[u8]) -> Vec<Question> {
    let other = proof::keys::LenderKey::from_seed(&[1; 32]).public_key();
    let mut questions = signed(typ, bytes, &samples::lender_key().public_key(), &other);
    questions.push(written_again(bytes));
    questions
}

fn by_ombudsman(typ: &str, bytes: &[u8]) -> Vec<Question> {
    signed(typ, bytes, &authority::ombudsman_key().public_key(), &samples::lender_key().public_key())
}

fn by_device(typ: &str, bytes: &[u8]) -> Vec<Question> {
    let other = proof::keys::SoftDeviceKey::from_seed(&[1; 32]).public_key();
    signed(typ, bytes, &samples::device_key().public_key(), &other)
}

fn documents() -> Vec<Question> {
    let (lender, device) = (samples::lender_key(), samples::device_key());
    let cases = [
        by_lender(Terms::TYP, &samples::terms().sign(&lender)),
        by_lender(Standing::TYP, &samples::standing().sign(&lender)),
        by_lender(Warrant::TYP, &samples::warrant().sign(&lender)),
        by_lender(Warrant::TYP, &samples::warrant_of_plan().sign(&lender)),
        by_lender(Quittance::TYP, &samples::quittance().sign(&lender)),
        by_device(Receipt::TYP, &samples::receipt().sign(&device)),
        by_ombudsman(Release::TYP, &samples::release().sign(&authority::ombudsman_key())),
    ];
    cases.into_iter().flatten().collect()
}

/// True with exactly the keys that signed; false with fewer, with others, or with one bit flipped.
fn authority() -> Vec<Question> {
    let key = |n| authority::person(n).public_key().to_cose_key();
    let (first, roster) = (authority::first_root(), authority::first_roster());
    let (pinned, now) = (authority::trust().root_digest(), authority::now());
    assert!(Trust::first(&pinned, &[&first], &roster).unwrap().check_time(now).is_ok());
    let second = authority::endorsed(&authority::root(2, [2, 3, 4]), &[0, 2, 3]);
    let cases = [
        (Root::TYP, first, vec![0, 1]),
        (Roster::TYP, roster, vec![1, 2]),
        (Root::TYP, second, vec![0, 2, 3]),
    ];
    let mut questions = Vec::new();
    for (typ, bytes, persons) in cases {
        let ask = |bytes: &[u8], persons: &[u8], answer| {
            let keys: Vec<_> = persons.iter().map(|n| key(*n)).collect();
            let arguments: Vec<&[u8]> =
                [typ.as_bytes(), bytes].into_iter().chain(keys.iter().map(Vec::as_slice)).collect();
            question("sign", &arguments, answer)
        };
        let mut altered = bytes.clone();
        *altered.last_mut().unwrap() ^= 1;
        questions.push(ask(&bytes, &persons, "yes"));
        questions.push(ask(&altered, &persons, "no"));
        questions.push(ask(&bytes, &persons[1..], "no"));
        questions.push(ask(&bytes, &[7, 8], "no"));
    }
    questions
}

fn handshake() -> Vec<Question> {
    let cases = [
        by_device("application/quittance-hello+cbor", &samples::hello().sign(&samples::device_key())),
        signed(
            "application/quittance-grant+cbor",
            &samples::grant().sign(&authority::freshness_key()),
            &authority::freshness_key().public_key(),
            &samples::lender_key().public_key(),
        ),
    ];
    cases.into_iter().flatten().collect()
}

fn check_ins() -> Vec<Question> {
    let keys = samples::keys();
    let both = keys.to_bytes();
    let (up, down) = both.split_at(32);
    let cases = [
        ("application/quittance-check-in+cbor", samples::check_in().seal(SESSION, &keys), up, down),
        ("application/quittance-answer+cbor", samples::answer().seal(SESSION, &keys), down, up),
    ];
    let mut questions = Vec::new();
    for (typ, bytes, key, other_key) in cases {
        questions.push(question("mac0", &[typ.as_bytes(), &bytes, key], "yes"));
        questions.push(question("mac0", &[typ.as_bytes(), &bytes, other_key], "no"));
        questions.push(question("again-mac0", &[&bytes, key], "yes"));
    }
    questions
}

fn key_agreement() -> Vec<Question> {
    let (hello, keys) = (samples::hello().digest(), samples::keys().to_bytes());
    let (device, server) = (samples::device_ephemeral().public(), samples::server_ephemeral().public());
    let ask = |secret: [u8; 32], peer: &[u8], answer| {
        let arguments: [&[u8]; 5] = [&secret, peer, hello.as_bytes(), SESSION.as_bytes(), &*keys];
        question("session", &arguments, answer)
    };
    vec![ask([9; 32], &server, "yes"), ask([10; 32], &device, "yes"), ask([11; 32], &device, "no")]
}
