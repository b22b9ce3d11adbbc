use ident::DeviceId;
use proof::Digest;
use proof::log::{Entry, Extra, LogError, LogProof, LogTrust, LoggedEntry};
use proptest::prelude::*;

use crate::samples::{self, DEVICE, ORIGIN, document};

fn verify(proof: &LogProof, trust: &LogTrust) -> Result<LoggedEntry, LogError> {
    LogProof::verify(&proof.to_string(), trust)
}

#[test]
fn a_good_proof() {
    let text = samples::proof(&[0, 2]).to_string();
    let logged = LogProof::verify(&text, &samples::trust(2)).unwrap();
    assert_eq!((logged.entry(), logged.index(), logged.size()), (&samples::entry(), 5, 11));
    assert!(logged.is_for(DEVICE, &document()));
    assert!(!logged.is_for(DeviceId::from_bytes([4; 16]), &document()));
    assert!(!logged.is_for(DEVICE, &Digest::of(b"another warrant")));
    assert_eq!(text.parse::<LogProof>().unwrap().to_string(), text);
}

#[test]
fn another_log() {
    let trust = LogTrust { origin: "other.example/log".to_owned(), ..samples::trust(0) };
    let found = ORIGIN.to_owned();
    let expected = trust.origin.clone();
    assert_eq!(verify(&samples::proof(&[]), &trust), Err(LogError::Origin { expected, found }));
}

#[test]
fn another_key_of_the_log() {
    let stranger = samples::witness_key(0).public_key();
    let trust = LogTrust { keys: vec![stranger], ..samples::trust(0) };
    assert_eq!(verify(&samples::proof(&[]), &trust), Err(LogError::Signature));
    let none = LogTrust { keys: Vec::new(), ..samples::trust(0) };
    assert_eq!(verify(&samples::proof(&[]), &none), Err(LogError::Signature));
    let both = LogTrust { keys: vec![stranger, samples::trust(0).keys[0]], ..samples::trust(0) };
    assert!(verify(&samples::proof(&[]), &both).is_ok());
}

#[test]
fn too_few_witnesses() {
    let too_few = |found| Err(LogError::Witnesses { found, needed: 2 });
    assert_eq!(verify(&samples::proof(&[]), &samples::trust(2)), too_few(0));
    assert_eq!(verify(&samples::proof(&[1]), &samples::trust(2)), too_few(1));
    assert_eq!(verify(&samples::proof(&[1, 1]), &samples::trust(2)), too_few(1));
    assert_eq!(verify(&samples::proof(&[1, 9]), &samples::trust(2)), too_few(1));
    let same = vec![samples::witness_key(1); 2];
    let twice = LogTrust { witnesses: same, ..samples::trust(2) };
    assert_eq!(verify(&samples::proof(&[1, 2]), &twice), too_few(1));
}

#[test]
fn a_wrong_cosignature() {
    let mut note = samples::note(&samples::leaves(), &[0, 1, 2]);
    // The time is signed too.
    note.signatures[3].bytes[7] ^= 1;
    let proof = LogProof { checkpoint: note.to_string(), ..samples::proof(&[]) };
    assert_eq!(verify(&proof, &samples::trust(2)), Err(LogError::Witnesses { found: 2, needed: 2 }));
}

#[test]
fn another_entry_place_or_path() {
    let good = samples::proof(&[]);
    let other = Entry { dpd: Some(90), ..samples::entry() };
    let extra = Some(Extra::new(samples::salt(), other.to_bytes()).to_bytes());
    for bad in [
        LogProof { extra, ..good.clone() },
        LogProof { index: 4, ..good.clone() },
        LogProof { index: 11, ..good.clone() },
        LogProof { path: good.path[1..].to_vec(), ..good.clone() },
        LogProof { path: good.path.repeat(2), ..good.clone() },
    ] {
        assert_eq!(verify(&bad, &samples::trust(0)), Err(LogError::Inclusion));
    }
}

#[test]
fn another_salt_recognizes_nothing() {
    let salt = proof::log::Salt([0; 32]);
    let extra = Some(Extra::new(salt, samples::entry().to_bytes()).to_bytes());
    let logged = verify(&LogProof { extra, ..samples::proof(&[]) }, &samples::trust(0)).unwrap();
    assert!(!logged.is_for(DEVICE, &document()));
}

#[test]
fn bad_forms() {
    let good = samples::proof(&[]).to_string();
    for (from, to) in [
        ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"),
        ("\nextra ", "\nextra  "),
        ("\nextra ", "\nextra extra "),
        ("\nindex 5", "\nindex 05"),
        ("\nindex 5", "\nindex"),
        ("\nindex 5\n", "\n"),
        ("\n\n", "\n"),
        ("\n\nquittance", "\nAAAA\n\nquittance"),
    ] {
        let error = LogProof::verify(&good.replacen(from, to, 1), &samples::trust(0)).unwrap_err();
        assert!(matches!(error, LogError::Form(_)), "{from:?} as {to:?}: {error}");
    }
    let without = LogProof { extra: None, ..samples::proof(&[]) };
    assert!(matches!(verify(&without, &samples::trust(0)), Err(LogError::Form(_))));
    let garbage = LogProof { extra: Some(vec![0x82, 0x40]), ..samples::proof(&[]) };
    assert!(matches!(verify(&garbage, &samples::trust(0)), Err(LogError::Form(_))));
}

/// Every signature counts here, so that nothing of the text may be another way.
#[test]
fn every_flipped_bit_is_refused_or_means_the_same_leaf() {
    let good = samples::proof(&[0, 1, 2]).to_string();
    let expected = LogProof::verify(&good, &samples::trust(3)).unwrap();
    let mut accepted = 0;
    for position in 0..good.len() {
        for bit in 0..8 {
            let mut altered = good.clone().into_bytes();
            altered[position] ^= 1 << bit;
            let Ok(text) = String::from_utf8(altered) else { continue };
            if let Ok(logged) = LogProof::verify(&text, &samples::trust(3)) {
                // Only the salt is not signed: the leaf stays, but nobody is recognized in it.
                assert_eq!(logged.entry(), expected.entry());
                assert!(!logged.is_for(DEVICE, &document()), "byte {position}, bit {bit}");
                accepted += 1;
            }
        }
    }
    assert!((1..=256).contains(&accepted), "{accepted}: no more than the bits of the salt");
}

proptest! {
    #[test]
    fn random_text_never_panics(text in "\\PC{0,200}", lines in "[—a-z0-9+/= \n]{0,200}") {
        let trust = samples::trust(0);
        let with_head = format!("c2sp.org/tlog-proof@v1\n{lines}");
        for text in [&text, &lines, &with_head, &format!("{with_head}\nindex 0\n\n{lines}\n\n{text}")] {
            prop_assert!(LogProof::verify(text, &trust).is_err());
        }
    }

    #[test]
    fn random_entries_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(entry) = Entry::parse(&bytes) {
            prop_assert_eq!(entry.to_bytes(), bytes);
        }
    }
}
