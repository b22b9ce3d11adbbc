//! The whole life, with a real server and real phone processes.

#![expect(clippy::unwrap_used, reason = "test helpers")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

#[test]
fn the_whole_life_is_observed_on_the_phone() {
    let papers = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_quittance"))
        .args(["--log", "warn", "demo", "--once", "--contracts", "20", "--documents"])
        .arg(papers.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let lines: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for line in &lines {
        for field in ["at", "step", "contract", "device", "standing_seq", "level", "screen", "proof"] {
            assert!(line.get(field).is_some(), "{line} lacks {field}");
        }
    }
    let main = lines[0]["contract"].clone();
    let steps: Vec<&str> = lines
        .iter()
        .filter(|line| line["contract"] == main)
        .map(|line| line["step"].as_str().unwrap())
        .collect();
    let expected = [
        "enrolled",
        "paid_on_time",
        "overdue",
        "first_notice",
        "final_notice",
        "reminder",
        "limited",
        "locked",
        "locked_after_factory_reset",
        "unlocked_by_payment",
        "quittance",
        "free_after_factory_reset",
        "free_a_year_later",
    ];
    assert_eq!(steps, expected);
    let of = |step: &str| lines.iter().find(|line| line["step"] == step && line["contract"] == main).unwrap();
    assert_eq!(of("locked")["level"], "locked");
    assert_eq!(of("locked")["screen"], "This device is locked due to an overdue installment payment");
    assert!(of("locked")["proof"].is_string());
    assert_eq!(of("unlocked_by_payment")["level"], "none");
    assert!(of("quittance")["proof"].is_string());
    let seqs: Vec<u64> = steps[..11].iter().map(|step| of(step)["standing_seq"].as_u64().unwrap()).collect();
    assert!(seqs.is_sorted(), "{seqs:?}");
    anyone_can_check(papers.path(), main.as_str().unwrap());
}

/// What the demo leaves behind convinces a stranger, and does not when a byte of it is changed.
fn anyone_can_check(papers: &Path, contract: &str) {
    let file = papers.join(format!("{contract}.evidence"));
    let (code, said) = verify(&file);
    assert_eq!(code, Some(0), "{said}");
    for wanted in [
        "this phone could lawfully be locked",
        "It is entry ",
        "The debt of contract",
        "The phone itself vouches for",
        "Everything holds.",
    ] {
        assert!(said.contains(wanted), "`{wanted}` is missing in:\n{said}");
    }
    let (bytes, changed) = (fs::read(&file).unwrap(), papers.join("changed.evidence"));
    for at in (0..bytes.len()).step_by(bytes.len() / 40) {
        let mut bytes = bytes.clone();
        bytes[at] ^= 1;
        fs::write(&changed, bytes).unwrap();
        let (code, said) = verify(&changed);
        assert!(matches!(code, Some(1 | 2)), "byte {at}: {said}");
    }
    let alone = fs::read_dir(papers).unwrap().map(|entry| entry.unwrap().path());
    let alone = alone.filter(|path| path.extension().is_some_and(|ending| ending == "cose"));
    let (code, said) = verify(&alone.min().unwrap());
    assert_eq!(code, Some(1), "a document alone proves nothing: {said}");
}

fn verify(file: &Path) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_quittance")).arg("verify").arg(file).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}
