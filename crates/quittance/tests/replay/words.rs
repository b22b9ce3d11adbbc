//! Who reads only `quittance replay --help`, or only the documentation, finds every event.

use crate::call::quittance;
use crate::timeline::Timeline;

/// The events by the program's own word: the fault of one that doesn't exist names them.
fn words() -> Vec<String> {
    let fault = Timeline::monthly("100", "7", 6, "2024-01-01")
        .on("2024-02-01", "lend", serde_json::json!({}))
        .fault();
    let list = fault.split(": use ").nth(1).unwrap().trim_end().replace(" or ", ", ");
    list.split(", ").map(str::to_owned).collect()
}

#[test]
fn every_event_is_told_of() {
    let help = String::from_utf8(quittance(&["replay", "--help"], "").stdout).unwrap();
    let page = include_str!("../../../../docs/replay.md");
    let words = words();
    assert!(words.len() >= 26, "{words:?}");
    for word in words {
        assert!(help.contains(&format!("\n  {word} ")), "the help lacks {word}");
        assert!(page.contains(&format!("\n| `{word}`")), "the page lacks {word}");
    }
}

#[test]
fn the_example_of_the_help_is_played() {
    let help = String::from_utf8(quittance(&["replay", "--help"], "").stdout).unwrap();
    let example = help.split("one contract's timeline.").nth(1).unwrap().split("TERMS").next().unwrap();
    let output = quittance(&["replay"], example);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8(output.stdout).unwrap().contains("\"total\":\"56.74\""));
}

/// The page has every field of a `show`.
#[test]
fn every_field_of_the_answer_is_told_of() {
    let mut life = Timeline::monthly("100", "7", 6, "2024-01-01");
    life.terms["policy"] = "house".into();
    let view = life
        .on("2024-02-01", "pay", serde_json::json!({"amount": "17.01"}))
        .on("2024-02-02", "charge", serde_json::json!({"kind": "fee", "amount": "2"}))
        .seen("2024-03-05");
    let page = include_str!("../../../../docs/replay.md");
    let mut fields: Vec<&String> = view.as_object().unwrap().keys().collect();
    for list in ["installments", "transactions", "charges", "balances"] {
        let entry = if view[list].is_array() { &view[list][0] } else { &view[list] };
        fields.extend(entry.as_object().unwrap().keys());
    }
    for field in fields {
        assert!(page.contains(&format!("`{field}`")), "the page lacks {field}");
    }
}
