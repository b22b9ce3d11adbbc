//! The whole life, with a real server and real phone processes.

use std::process::Command;

use serde_json::Value;

#[test]
fn the_whole_life_is_observed_on_the_phone() {
    let output = Command::new(env!("CARGO_BIN_EXE_quittance"))
        .args(["--log", "warn", "demo", "--once", "--contracts", "20"])
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
}
