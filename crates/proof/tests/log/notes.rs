use proof::keys::{LenderKey, PublicKey, Signer, SoftDeviceKey};
use proof::log::{Checkpoint, LogError, Note, NoteKey, NoteKeyError, SignatureKind, SignedCheckpoint, sign};
use proptest::prelude::*;

use crate::samples::{self, ORIGIN};

/// Signed by the Go implementation, as its documentation shows it.
const GO_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const GO_NOTE: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n\
    \n\
    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

#[test]
fn a_note_signed_elsewhere() {
    let (key, note): (NoteKey, Note) = (GO_KEY.parse().unwrap(), GO_NOTE.parse().unwrap());
    assert_eq!(note.signed_by(&key), Ok(Some(0)));
    assert_eq!((key.to_string(), note.to_string()), (GO_KEY.to_owned(), GO_NOTE.to_owned()));
}

#[test]
fn verifier_keys_as_text() {
    let key = samples::witness_key(1);
    assert_eq!(key.to_string().parse(), Ok(key.clone()));
    let text = key.to_string();
    let parts: Vec<&str> = text.split('+').collect();
    let rest = parts[2..].join("+");
    let faults = [
        ("nothing".to_owned(), NoteKeyError::Text),
        (format!("{}+{}", parts[0], parts[1]), NoteKeyError::Text),
        (format!("{}+xyz+{rest}", parts[0]), NoteKeyError::Text),
        (format!("+{}+{rest}", parts[1]), NoteKeyError::Name),
        (format!("a b+{}+{rest}", parts[1]), NoteKeyError::Name),
        (format!("other+{}+{rest}", parts[1]), NoteKeyError::Hash),
        (format!("{}+{}+Ag==", parts[0], parts[1]), NoteKeyError::Kind),
    ];
    for (text, fault) in faults {
        assert_eq!(text.parse::<NoteKey>(), Err(fault), "{text}");
    }
    let device = SoftDeviceKey::from_seed(&[1; 32]).public_key();
    assert_eq!(NoteKey::new("a", SignatureKind::Note, device), Err(NoteKeyError::Kind));
}

#[test]
fn a_key_has_another_id_for_each_kind_and_name() {
    let key = samples::log_key().public_key();
    let id = |name: &str, kind, key: PublicKey| NoteKey::new(name, kind, key).unwrap().id();
    let own = id(ORIGIN, SignatureKind::Note, key);
    assert_ne!(own, id(ORIGIN, SignatureKind::Cosignature, key));
    assert_ne!(own, id("other", SignatureKind::Note, key));
    assert_ne!(own, id(ORIGIN, SignatureKind::Note, LenderKey::from_seed(&[1; 32]).public_key()));
}

/// Strangers may sign what they like, also with nonsense.
#[test]
fn unknown_signatures_are_ignored() {
    let mut note = samples::note(&samples::leaves(), &[]);
    let mut strange = sign(&note.text, "stranger.example", &samples::log_key()).unwrap();
    strange.bytes = vec![1, 2, 3];
    note.signatures.insert(0, strange.clone());
    strange.name = ORIGIN.to_owned();
    note.signatures.push(strange);
    assert!(SignedCheckpoint::verify(&note.to_string(), &samples::trust(0)).is_ok());
}

#[test]
fn a_wrong_signature_of_a_known_key_spoils_the_note() {
    let mut note = samples::note(&samples::leaves(), &[]);
    let mut second = note.signatures[0].clone();
    second.bytes[5] ^= 1;
    note.signatures.push(second);
    assert_eq!(SignedCheckpoint::verify(&note.to_string(), &samples::trust(0)), Err(LogError::Signature));
}

#[test]
fn bad_notes() {
    let good = samples::note(&samples::leaves(), &[0]).to_string();
    let faults = [
        good.replace("\n\n", "\n"),
        good.trim_end().to_owned(),
        format!("{good}\n"),
        good.replace("— ", "- "),
        good.replacen('\n', "\t\n", 1),
        format!("{good}— short AAAA\n"),
        format!("{good}{}", "— a AAAAAAAA\n".repeat(100)),
        good.repeat(1000),
    ];
    for note in faults {
        let error = SignedCheckpoint::verify(&note, &samples::trust(1)).unwrap_err();
        assert!(matches!(error, LogError::Form(_)), "{error}: {note:.300}");
    }
}

#[test]
fn bad_checkpoints() {
    let good = "quittance.example/log\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
    assert_eq!(good.parse::<Checkpoint>().unwrap().to_string(), good);
    for (from, to) in [
        ("\n7\n", "\n07\n"),
        ("\n7\n", "\n+7\n"),
        ("\n7\n", "\n-1\n"),
        ("\n7\n", "\n18446744073709551616\n"),
        ("\n7\n", "\n1000000000000000\n"),
        ("\n7\n", "\n\n"),
        ("quittance.example/log", ""),
        ("47DE", "47D"),
        ("uFU=\n", "uFV=\n"),
        ("uFU=\n", "uFU="),
        ("uFU=\n", "uFU=\nextension\n"),
    ] {
        assert!(good.replace(from, to).parse::<Checkpoint>().is_err(), "{from:?} as {to:?}");
    }
}

proptest! {
    #[test]
    fn random_text_never_panics(text in "\\PC{0,200}", lines in "[—a-z0-9+/= \n]{0,200}") {
        for text in [&text, &lines, &format!("{lines}\n\n— a {text}\n")] {
            let _ = text.parse::<Note>();
            let _ = text.parse::<NoteKey>();
            let _ = text.parse::<Checkpoint>();
        }
    }

    #[test]
    fn what_is_read_is_written_again(lines in "[—a-z0-9+/= \n]{0,200}") {
        if let Ok(note) = lines.parse::<Note>() {
            prop_assert_eq!(note.to_string(), lines);
        }
    }
}
