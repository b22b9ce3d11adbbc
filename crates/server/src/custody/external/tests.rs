use std::path::{Path, PathBuf};
use std::process::Command;

use proof::documents::Quittance;
use proof::keys::{LenderKey, LocalSigner as _};

use super::*;
use crate::custody::{PublicKeyFile, Purpose};

/// The program of the documentation, with a key that openssl made.
fn openssl(folder: &Path) -> ExternalSigner {
    let pem = folder.join("key.pem");
    let run = |arguments: &[&str]| {
        let output = Command::new("openssl").args(arguments).arg(&pem).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    run(&["genpkey", "-algorithm", "ed25519", "-out"]);
    let public = run(&["pkey", "-pubout", "-in"]);
    let public = PublicKeyFile::parse(&public, Purpose::Command).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/examples/sign-with-openssl.sh");
    let arguments = vec![pem.to_str().unwrap().to_owned()];
    let program = script.to_str().unwrap().to_owned();
    ExternalSigner::new(public.public_key, SignerProgram { program, arguments, limit_ms: 20_000 })
}

/// A shell program that keeps no key at all.
fn script(text: &str, limit_ms: u64) -> ExternalSigner {
    let arguments = vec!["-c".to_owned(), text.to_owned()];
    let key = LenderKey::from_seed(&[7; 32]).public_key();
    ExternalSigner::new(key, SignerProgram { program: "sh".to_owned(), arguments, limit_ms })
}

/// A shell program that answers every message with the right signature of this one.
fn of(message: &[u8]) -> String {
    HEX.encode(&LenderKey::from_seed(&[7; 32]).sign_local(message))
}

fn quittance() -> proof::Unsigned<Quittance> {
    let claims = proof::Claims {
        issuer: proof::Party::Lender(ident::LenderId::new(1, [1; 10])),
        subject: ident::ContractId::new(1, [2; 10]),
        audience: proof::Party::Device(ident::DeviceId::new(1, [3; 10])),
        expires_at: None,
        not_before: None,
        issued_at: jiff::Timestamp::UNIX_EPOCH,
    };
    let total_paid = money::Money::from_minor(12_000, "USD".parse().unwrap()).unwrap();
    let settled_on = "2026-05-04".parse().unwrap();
    let body = Quittance { terms: proof::Digest([1; 32]), imeis: Vec::new(), total_paid, settled_on };
    proof::Unsigned { claims, body }
}

#[test]
fn a_key_in_another_process_signs_documents() {
    let folder = tempfile::tempdir().unwrap();
    let signer = openssl(folder.path());
    for _ in 0..2 {
        let bytes = quittance().try_sign(&signer).unwrap();
        proof::Parsed::<Quittance>::parse(&bytes).unwrap().verify(&signer.public_key()).unwrap();
    }
    // Longer than what a pipe holds, so that both sides must read while they write.
    let long = vec![0xa5; 100_000];
    assert!(signer.public_key().is_signature(&long, &signer.sign(&long).unwrap()));
    std::fs::remove_file(folder.path().join("key.pem")).unwrap();
    assert!(
        matches!(signer.sign(b"x"), Err(SignError::Refused(why)) if why.starts_with("openssl can't sign"))
    );
}

#[test]
fn one_that_lies_is_not_believed() {
    let right = of(b"this");
    let wrong = of(b"that");
    let answer =
        |text: &str| script(&format!("while read -r line; do echo '{text}'; done"), 5_000).sign(b"this");
    assert_eq!(answer(&right).unwrap(), LenderKey::from_seed(&[7; 32]).sign_local(b"this"));
    for lie in [wrong.as_str(), "", "00", "no hex", &right[2..], &format!("{right}00"), &"ab".repeat(400)] {
        assert_eq!(answer(lie), Err(SignError::WrongSignature), "{lie}");
    }
    assert_eq!(answer("error no\x1b[31mpe"), Err(SignError::Refused("no[31mpe".to_owned())));
}

#[test]
fn one_that_hangs_is_given_up() {
    let silent = script("read -r line; exec sleep 600", 200);
    assert!(matches!(silent.sign(b"x"), Err(SignError::Unavailable(why)) if why.contains("200 ms")));
    // One that does not even read what is sent to it.
    let deaf = script("exec sleep 600", 200);
    assert!(matches!(deaf.sign(&vec![1; 200_000]), Err(SignError::Unavailable(_))));
    // One that never ends a line.
    let endless = script("exec yes | tr -d '\\n'", 5_000);
    assert!(matches!(endless.sign(b"x"), Err(SignError::Unavailable(_))));
}

#[test]
fn one_that_dies_is_started_again() {
    let folder = tempfile::tempdir().unwrap();
    let starts: PathBuf = folder.path().join("starts");
    let once = format!("echo x >> {}; read -r line; echo {}", starts.display(), of(b"this"));
    let signer = script(&once, 5_000);
    for _ in 0..3 {
        signer.sign(b"this").unwrap();
    }
    assert_eq!(std::fs::read_to_string(&starts).unwrap().lines().count(), 3);
    let dead = script("exit 1", 5_000);
    assert!(matches!(dead.sign(b"x"), Err(SignError::Unavailable(why)) if why.contains("ended")));
    let program = "/nonexistent/signer".to_owned();
    let none = SignerProgram { program, arguments: Vec::new(), limit_ms: 100 };
    let none = ExternalSigner::new(LenderKey::from_seed(&[7; 32]).public_key(), none);
    assert!(
        matches!(none.sign(b"x"), Err(SignError::Unavailable(why)) if why.starts_with("/nonexistent/signer"))
    );
}
