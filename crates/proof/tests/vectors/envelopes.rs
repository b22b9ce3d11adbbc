//! Vectors of what is signed by one key or by several.

use coset::cbor::value::Value;
use coset::{CoseSign, CoseSign1, HeaderBuilder, Label, ProtectedHeader, TaggedCborSerializable};
use data_encoding::HEXLOWER;
use proof::authority::Charter;
use proof::keys::{LocalSigner, PublicKey, Signer};
use proof::{Digest, Document, Unsigned};

use crate::file::{ACCEPTED, Case, Form, Vector};
use crate::samples::authority::{endorsed, person};

const AAD: &[u8] = b"quittance/v1";
const OTHER_TYPE: &str = "application/quittance-other+cbor";

pub(crate) fn case(case: &str, signed: &[u8], expected: &str) -> Case {
    Case { case: case.to_owned(), signed: HEXLOWER.encode(signed), expected: expected.to_owned() }
}

pub(crate) fn vector(
    name: &str,
    (typ, form): (&str, Form),
    keys: &[PublicKey],
    payload: &[u8],
    cases: Vec<Case>,
) -> Vector {
    Vector {
        name: name.to_owned(),
        media_type: typ.to_owned(),
        form,
        keys: keys.iter().map(|key| HEXLOWER.encode(&key.to_cose_key())).collect(),
        payload: HEXLOWER.encode(payload),
        digest: Digest::of(payload).to_string(),
        cases,
    }
}

pub(crate) fn document<D: Document>(
    name: &str,
    document: &Unsigned<D>,
    [key, other]: [&dyn LocalSigner; 2],
) -> Vector {
    sign1(name, D::TYP, key, [&document.sign(key), &document.sign(other)])
}

/// Of what was signed by the right key and by a wrong one.
pub(crate) fn sign1(name: &str, typ: &str, key: &dyn LocalSigner, [right, wrong]: [&[u8]; 2]) -> Vector {
    let cases = vec![
        case("as signed", right, ACCEPTED),
        case("flipped signature", &flipped(right), "bad signature"),
        case("wrong type", &retyped_sign1(right, key), "wrong type"),
        case("wrong key", wrong, "wrong key"),
    ];
    let payload = CoseSign1::from_tagged_slice(right).unwrap().payload.unwrap();
    vector(name, (typ, Form::Sign1), &[key.public_key()], &payload, cases)
}

pub(crate) fn charter<T: Charter>(name: &str, content: &T, persons: &[u8]) -> Vector {
    let signed = endorsed(content, persons);
    let cases = vec![
        case("as signed", &signed, ACCEPTED),
        case("flipped signature", &flipped(&signed), "bad signature"),
        case("wrong type", &retyped_sign(&signed, persons), "wrong type"),
        case("wrong keys", &endorsed(content, &[7, 8]), "wrong key"),
        case("one signature only", &endorsed(content, &persons[..1]), "too few signatures"),
    ];
    let keys: Vec<_> = persons.iter().map(|n| person(*n).public_key()).collect();
    let payload = CoseSign::from_tagged_slice(&signed).unwrap().payload.unwrap();
    vector(name, (T::TYP, Form::Sign), &keys, &payload, cases)
}

pub(crate) fn flipped(bytes: &[u8]) -> Vec<u8> {
    let mut flipped = bytes.to_vec();
    *flipped.last_mut().unwrap() ^= 1;
    flipped
}

/// The same payload as another type, truly signed.
fn retyped_sign1(bytes: &[u8], key: &dyn LocalSigner) -> Vec<u8> {
    let mut cose = CoseSign1::from_tagged_slice(bytes).unwrap();
    cose.protected.original_data = None;
    cose.protected.header.rest = vec![(Label::Int(16), Value::Text(OTHER_TYPE.to_owned()))];
    let signature = key.sign_local(&cose.tbs_data(AAD));
    cose.signature = match (key.public_key(), p256::ecdsa::Signature::from_slice(&signature)) {
        (PublicKey::P256(_), Ok(either)) => either.normalize_s().to_vec(),
        _ => signature,
    };
    cose.to_tagged_vec().unwrap()
}

fn retyped_sign(bytes: &[u8], persons: &[u8]) -> Vec<u8> {
    let mut cose = CoseSign::from_tagged_slice(bytes).unwrap();
    let header = HeaderBuilder::new().value(16, Value::Text(OTHER_TYPE.to_owned())).build();
    cose.protected = ProtectedHeader { original_data: None, header };
    for n in 0..cose.signatures.len() {
        let kid = &cose.signatures[n].protected.header.key_id;
        let mut keys = persons.iter().map(|n| person(*n));
        let key = keys.find(|key| key.public_key().kid().as_slice() == kid).unwrap();
        cose.signatures[n].signature = key.sign_local(&cose.tbs_data(AAD, &cose.signatures[n]));
    }
    cose.to_tagged_vec().unwrap()
}
