//! `quittance quote` as anyone would call it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/call.rs"]
mod call;

use std::process::Output;

use call::quittance;
use serde_json::{Value, json};

fn quote(arguments: &[&str], input: &str) -> Output {
    quittance(&[&["quote"], arguments].concat(), input)
}

fn said(arguments: &[&str], input: &str) -> String {
    let output = quote(arguments, input);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn hundred() -> Value {
    json!({
        "currency": "USD", "principal": "100.00", "annual_rate_percent": "7", "interest": "declining",
        "amortization": "equal_installments", "installments": 6, "every": {"count": 1, "unit": "month"},
        "disbursed_on": "2024-01-01", "day_count": "30/360", "interest_basis": "daily",
    })
}

fn answer(input: &Value) -> Value {
    serde_json::from_str(&said(&[], &input.to_string())).unwrap()
}

/// One field of all installments.
fn column<'a>(answer: &'a Value, field: &str) -> Vec<&'a str> {
    answer["installments"].as_array().unwrap().iter().map(|row| row[field].as_str().unwrap()).collect()
}

#[test]
fn a_schedule_with_its_totals_and_rates() {
    let answer = answer(&hundred());
    assert_eq!(column(&answer, "total"), ["17.01", "17.01", "17.01", "17.01", "17.01", "17.00"]);
    assert_eq!(column(&answer, "interest"), ["0.58", "0.49", "0.39", "0.29", "0.20", "0.10"]);
    assert_eq!(column(&answer, "balance_after"), ["83.57", "67.05", "50.43", "33.71", "16.90", "0.00"]);
    assert_eq!(answer["installments"][0]["due_on"], "2024-02-01");
    assert_eq!(
        answer["totals"],
        json!({
            "principal": "100.00", "interest": "2.05", "fees": "0.00", "penalties": "0.00", "total": "102.05",
            "fees_at_disbursement": "0.00", "amount_financed": "100.00", "finance_charge": "2.05",
        })
    );
    let us: f64 = answer["apr_percent"]["us_reg_z"].as_str().unwrap().parse().unwrap();
    let eu: f64 = answer["apr_percent"]["eu_ccd"].as_str().unwrap().parse().unwrap();
    // The nominal rate but for rounding; the European one compounds.
    assert!((6.9..7.1).contains(&us) && (7.1..7.4).contains(&eu), "{us} {eu}");
}

#[test]
fn fees_advances_and_a_down_payment() {
    let mut input = hundred();
    input["down_payment_percent"] = "25".into();
    input["advances"] = json!([{"on": "2024-02-15", "amount": "40.00"}]);
    input["fees"] = json!([
        {"name": "origination", "at": "disbursement", "percent": "1"},
        {"name": "service", "at": "installment", "amount": "0.50"},
    ]);
    let answer = answer(&input);
    let rows = answer["installments"].as_array().unwrap();
    assert_eq!(rows.len(), 8);
    assert_eq!((&rows[0]["number"], &rows[0]["due_on"]), (&json!(1), &json!("2024-01-01")));
    assert_eq!((&rows[0]["principal"], &rows[0]["fees"]), (&json!("25.00"), &json!("0.00")));
    assert_eq!((&rows[2]["due_on"], &rows[2]["total"]), (&json!("2024-02-15"), &json!("10.00")));
    assert_eq!(rows[1]["fees"], "0.50");
    assert_eq!(rows[7]["balance_after"], "0.00");
    let totals = &answer["totals"];
    assert_eq!((&totals["principal"], &totals["fees_at_disbursement"]), (&json!("140.00"), &json!("1.40")));
    assert_eq!((&totals["fees"], &totals["amount_financed"]), (&json!("4.40"), &json!("103.60")));
}

#[test]
fn other_currencies_count_their_own_decimals() {
    for (currency, principal, level) in [("JPY", "60000", "5674"), ("KWD", "60.000", "5.674")] {
        let input = json!({
            "currency": currency, "principal": principal, "annual_rate_percent": "24", "installments": 12,
            "every": {"count": 1, "unit": "month"}, "disbursed_on": "2025-01-01",
        });
        assert_eq!(column(&answer(&input), "total")[0], level);
    }
}

#[test]
fn a_calendar_file_moves_due_dates() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("calendar.json");
    std::fs::write(&file, r#"{"holidays":["2024-05-01"],"weekend":["saturday","sunday"],"rule":"next"}"#)
        .unwrap();
    let answer = said(&["--calendar", file.to_str().unwrap()], &hundred().to_string());
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(
        column(&answer, "due_on"),
        ["2024-02-01", "2024-03-01", "2024-04-01", "2024-05-02", "2024-06-03", "2024-07-01"]
    );
    std::fs::write(&file, r#"{"weekend":["someday"]}"#).unwrap();
    let output = quote(&["--calendar", file.to_str().unwrap()], &hundred().to_string());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("`weekend[0]`: `someday` is no word for it"));
}

#[test]
fn one_answer_for_each_object_and_a_table_for_people() {
    let two = format!("{}\n\n{}", hundred(), hundred());
    assert_eq!(said(&["-"], &two).lines().count(), 2);
    let table = said(&["--table"], &hundred().to_string());
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].contains("Due on") && lines[0].ends_with("Balance after"));
    assert!(lines[6].contains("2024-07-01") && lines[6].ends_with("0.00"));
    assert!(lines[7].trim_start().starts_with("Total") && lines[7].ends_with("102.05"));
    assert!(table.contains("APR, US Regulation Z (%)"));
}

#[test]
fn what_is_wrong_is_named_and_nothing_is_answered() {
    let refused = |field: &str, value: Value, expected: &str| {
        let mut input = hundred();
        input[field] = value;
        let output = quote(&[], &input.to_string());
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(error.contains(expected) && error.trim_end().lines().count() == 1, "{error}");
        assert!(output.stdout.is_empty());
    };
    refused("principal", "0".into(), "`principal`: the price is 0.00 USD: it must be above zero");
    refused("currency", "DOLLARS".into(), "`currency`: unknown currency `DOLLARS`");
    refused("annual_rate_percent", "-1".into(), "`annual_rate_percent`: `-1` is not an annual rate");
    refused("installments", 0.into(), "`installments`: 0 installments: there must be 1 to 600");
    refused("every", json!({"count": 1, "unit": "fortnight"}), "`every.unit`: `fortnight` is no word for it");
    refused(
        "disbursed_on",
        "yesterday".into(),
        "`disbursed_on`: `yesterday` is no day: write year, month and day",
    );
    refused(
        "first_due_on",
        "2023-12-31".into(),
        "`first_due_on`: the first due date 2023-12-31 must be after",
    );
    refused("day_count", "30/365".into(), "`day_count`: `30/365` is no word for it: use `30/360`");
    refused("intrest", "flat".into(), "`intrest`: there is no such field");
    refused(
        "fees",
        json!([{"at": "disbursement", "amount": "100.00"}]),
        "`fees`: what is charged when money",
    );
    let output = quote(&[], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("there is no input"));
}
