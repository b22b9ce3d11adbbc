//! What a stranger to the program gets wrong: every fault is one line that names the field and what would be right,
//! the exit code is 2, and nothing is answered.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/call.rs"]
mod call;

use std::process::Command;

use call::quittance;
use serde_json::{Value, json};

fn refused(command: &str, input: &str) -> String {
    let output = quittance(&[command], input);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{input}: {said}");
    assert_eq!(said.lines().count(), 1, "{input}: {said}");
    assert!(output.stdout.is_empty(), "{input} was answered");
    said.trim_end().strip_prefix("quittance: ").unwrap().to_owned()
}

fn loan(field: &str, value: &Value) -> String {
    let mut terms = json!({
        "currency": "USD", "principal": "100.00", "annual_rate_percent": "7", "installments": 6,
        "every": {"count": 1, "unit": "month"}, "disbursed_on": "2024-01-01",
    });
    terms[field] = value.clone();
    terms.to_string()
}

#[test]
fn values_of_another_kind() {
    let list = "write a list, […]";
    let count = "write a whole number from 0 to 65535";
    for (field, value, said) in [
        ("currency", json!(5), "it is `5`: write text in quotes".to_owned()),
        ("principal", json!(true), "it is `true`: write a decimal in quotes, such as \"17.01\"".to_owned()),
        ("principal", json!("NaN"), "`NaN` is not an amount: write digits with a point".to_owned()),
        ("annual_rate_percent", json!("1e2"), "`1e2` is not an annual rate in percent: write 0".to_owned()),
        ("installments", json!("6"), format!("it is the text \"6\": {count}")),
        ("installments", json!(-1), format!("it is `-1`: {count}")),
        ("every", json!([1, "month"]), "it is a list: write an object, {…}".to_owned()),
        ("disbursed_on", json!("2024-02-30"), "`2024-02-30` is no day: write year, month and day".to_owned()),
        ("disbursed_on", json!("20240101"), "`20240101` is no day: write year".to_owned()),
        ("first_due_on", json!(20_240_101), "it is `20240101`: write a day such as".to_owned()),
        ("interest", json!(1), "write one of its words, in quotes".to_owned()),
        ("interest", json!("Flat"), "`Flat` is no word for it: use `declining` or `flat`".to_owned()),
        ("grace", json!([]), "it is a list: write an object, {…}".to_owned()),
        ("smoothing", json!("true"), "it is the text \"true\": write true or false".to_owned()),
        ("fees", json!({"at": "installment"}), format!("it is an object: {list}")),
        ("advances", json!("none"), format!("it is the text \"none\": {list}")),
    ] {
        let fault = refused("quote", &loan(field, &value));
        assert!(fault.starts_with(&format!("`{field}`: {said}")), "{fault}");
        let timeline = format!(r#"{{"terms": {}, "events": []}}"#, loan(field, &value));
        let inside = refused("replay", &timeline);
        assert!(inside.starts_with(&format!("`terms.{field}`: {said}")), "{inside}");
    }
}

#[test]
fn entries_of_lists_are_named_by_their_place() {
    for (field, value, said) in [
        ("advances", json!([{"on": "2024-02-15"}]), "`advances[0].amount`: it is missing"),
        (
            "advances",
            json!([{"on": "2023-12-31", "amount": "5"}]),
            "`advances[0].on`: the advance of 2023-12-31",
        ),
        (
            "advances",
            json!([{"on": "2024-02-15", "amount": "5"}, {"on": "2024-02-16", "amount": "-5"}]),
            "`advances[1].amount`: the advance of 2024-02-16 is -5.00 USD: it must be above zero",
        ),
        (
            "fees",
            json!([{"at": "installment", "amount": "1"}, {"at": "date", "on": "2030-01-01", "amount": "1"}]),
            "`fees[1].on`: the fee `fees[1]` on 2030-01-01 is outside the term",
        ),
        (
            "fees",
            json!([{"at": "disbursement", "amount": "0"}]),
            "`fees[0]`: the fee `fees[0]` must be above zero",
        ),
        (
            "every",
            json!({"count": 0, "unit": "month"}),
            "`every.count`: every 0 units: the count must be 1 to 366",
        ),
        ("calendar", json!({"holidays": ["1 May"]}), "`calendar.holidays[0]`: `1 May` is no day"),
    ] {
        let fault = refused("quote", &loan(field, &value));
        assert!(fault.starts_with(said), "{fault}");
    }
}

#[test]
fn what_is_no_object() {
    let deep = format!("{{\"fees\": {}{}}}", "[".repeat(50_000), "]".repeat(50_000));
    for command in ["quote", "apr", "replay"] {
        assert_eq!(refused(command, " \n"), "there is no input: write one JSON object or more");
        for input in ["[]", "1", "null"] {
            assert_eq!(refused(command, input), "the input must be a JSON object, {…}");
        }
        for input in ["{\"a\":", "\u{0}\u{1}", "{\"a\": 1,}", "NaN"] {
            assert!(refused(command, input).starts_with("input 1 is no JSON object: "));
        }
        assert!(refused(command, &deep).starts_with("`fees"));
        assert!(refused(command, "{\"a\\nb\": 1}").starts_with("`a\\nb`: there is no such field: use `"));
    }
}

#[test]
fn null_is_as_good_as_nothing() {
    let plain = quittance(&["quote"], &loan("smoothing", &json!(true))).stdout;
    for field in ["fees", "advances", "grace", "calendar", "interest", "day_count", "first_due_on"] {
        assert_eq!(quittance(&["quote"], &loan(field, &Value::Null)).stdout, plain, "{field}");
    }
}

#[test]
fn what_is_echoed_stays_on_one_line() {
    let fault = refused("quote", &loan("currency", &json!("US\nD\u{1b}[31m")));
    assert!(fault.contains("`US\\nD\\u{1b}[31m`"), "{fault}");
    let long = refused("quote", &loan("principal", &json!("1".repeat(100_000))));
    assert!(long.len() < 1_000 && long.contains("the limit is 10000000000000.00"), "{long}");
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    let marked = format!("\u{feff}{}", loan("smoothing", &json!(true)));
    assert!(quittance(&["quote"], &marked).status.success());
}

#[test]
fn answers_before_the_first_fault_stand() {
    let good = loan("smoothing", &json!(true));
    let output = quittance(&["quote"], &format!("{good}\n{}", loan("currency", &json!("XX"))));
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1);
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("quittance: input 2: `currency`: "));
}

#[test]
fn files_that_can_t_be_read() {
    for file in ["/", "/no/such/file"] {
        let output = Command::new(env!("CARGO_BIN_EXE_quittance")).args(["quote", file]).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with(&format!("quittance: can't read {file}: ")), "{said}");
    }
}
