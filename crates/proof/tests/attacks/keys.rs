use data_encoding::HEXLOWER;
use proof::keys::{Algorithm, KeyError, LenderKey, LocalSigner, PublicKey, Signer, SoftDeviceKey};
use proptest::prelude::*;

use crate::samples;

fn hex(text: &str) -> Vec<u8> {
    HEXLOWER.decode(text.as_bytes()).unwrap()
}

#[test]
fn ed25519_known_answers() {
    let key = LenderKey::from_seed(&[7; 32]).public_key().to_cose_key();
    let expected = "a301012006215820ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c";
    assert_eq!(HEXLOWER.encode(&key), expected);
    // RFC 8032, 7.1, test 1.
    let seed = hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    let key = LenderKey::from_seed(&seed.try_into().unwrap());
    assert_eq!(
        HEXLOWER.encode(&key.sign_local(b"")),
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    );
}

#[test]
fn p256_known_answers() {
    // RFC 6979, A.2.5, SHA-256, message "test": the lower s as it is.
    let secret = hex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
    let key = SoftDeviceKey::from_seed(&secret.try_into().unwrap());
    let signature = key.sign_local(b"test");
    assert_eq!(
        HEXLOWER.encode(&signature),
        "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083"
    );
    assert!(key.public_key().is_signature(b"test", &signature));
}

#[test]
fn thumbprint_of_rfc_9679() {
    // RFC 9679, 6.
    let key = hex("a40102200121582065eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d\
                   2258201e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c");
    let key = PublicKey::from_cose_key(&key).unwrap();
    assert_eq!(key.algorithm(), Algorithm::Es256);
    let expected = "496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec";
    assert_eq!(key.thumbprint().to_string(), expected);
    assert_eq!(HEXLOWER.encode(&key.kid()), expected[..16]);
}

#[test]
fn the_higher_s_is_refused() {
    let key = samples::device_key();
    let mut seen = [false, false];
    for n in 0..20_u8 {
        let either = p256::ecdsa::Signature::from_slice(&key.sign_local(&[n])).unwrap();
        let low = either.normalize_s();
        let high = p256::ecdsa::Signature::from_scalars(low.r().to_bytes(), (-*low.s()).to_bytes()).unwrap();
        assert!(key.public_key().is_signature(&[n], &low.to_bytes()));
        assert!(!key.public_key().is_signature(&[n], &high.to_bytes()));
        seen[usize::from(either == low)] = true;
    }
    assert_eq!(seen, [true, true], "secure hardware gives either, and so does the stand-in");
}

#[test]
fn documents_by_hardware_that_gives_either_s_verify() {
    for counter in 0..20 {
        let mut receipt = samples::receipt();
        receipt.body.counter = counter;
        let bytes = receipt.sign(&samples::device_key());
        let parsed = proof::Parsed::<proof::documents::Receipt>::parse(&bytes).unwrap();
        assert!(parsed.verify(&samples::device_key().public_key()).is_ok());
    }
}

#[test]
fn an_unreduced_ed25519_signature_is_refused() {
    // The group's order, added to s: the same number to a careless verifier.
    let order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    let key = samples::lender_key();
    let mut signature = key.sign_local(b"x");
    let mut carry = 0_u16;
    for (byte, add) in signature[32..].iter_mut().zip(order) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        *byte = u8::try_from(sum & 0xff).unwrap();
        carry = sum >> 8;
    }
    assert!(!key.public_key().is_signature(b"x", &signature));
}

#[test]
fn weak_and_second_forms_of_keys_are_refused() {
    let head = hex("a301012006215820");
    let ed = |x: &str| PublicKey::from_cose_key(&[head.clone(), hex(x)].concat());
    // The neutral element, a point of order 4, and the neutral element with p added to its coordinate.
    for x in [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ] {
        assert_eq!(ed(x), Err(KeyError::NotAPoint), "{x}");
    }
    let good = samples::device_key().public_key().to_cose_key();
    let mut off_curve = good.clone();
    *off_curve.last_mut().unwrap() ^= 1;
    assert_eq!(PublicKey::from_cose_key(&off_curve), Err(KeyError::NotAPoint));
    let longer = [good.as_slice(), &[0]].concat();
    let private = [&[0xa5], &good[1..], &[0x23, 0x58, 0x20], &[1; 32]].concat();
    let long_head = [&[0xb8, 4], &good[1..]].concat();
    for bytes in [&good[..74], &longer, &private, &long_head, &[]] {
        assert_eq!(PublicKey::from_cose_key(bytes), Err(KeyError::NotAKey));
    }
}

#[test]
fn secrets_are_not_printed() {
    for text in [format!("{:?}", samples::lender_key()), format!("{:?}", samples::device_key())] {
        assert!(!text.contains("0707") && !text.contains("0808"), "{text}");
    }
    assert_eq!(format!("{:?}", samples::keys()), "SessionKeys(..)");
    assert_eq!(format!("{:?}", samples::device_ephemeral()), "Ephemeral(..)");
}

proptest! {
    #[test]
    fn keys_round_trip(seed: [u8; 32]) {
        let keys = [LenderKey::from_seed(&seed).public_key(), SoftDeviceKey::from_seed(&seed).public_key()];
        for key in keys {
            prop_assert_eq!(PublicKey::from_cose_key(&key.to_cose_key()), Ok(key));
            prop_assert_eq!(key.to_string().parse(), Ok(key));
            let cbor = minicbor::to_vec(key).unwrap();
            prop_assert_eq!(minicbor::decode::<PublicKey>(&cbor).unwrap(), key);
        }
    }
}
