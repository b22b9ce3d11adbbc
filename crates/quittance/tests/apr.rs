//! `quittance apr` as anyone would call it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/call.rs"]
mod call;

use std::process::Output;

use call::quittance;
use serde_json::json;

const US: &str = r#"{"method":"us_reg_z","unit_period":{"count":1,"unit":"month"},
  "advances":[{"at_periods":"0","amount":"1000"}],
  "payments":[{"at_periods":"1","amount":"500"},{"at_periods":2,"amount":"520"}]}"#;
const EU: &str = r#"{"method":"eu_ccd","advances":[{"date":"1994-01-01","amount":"1000"}],"payments":[{"date":"1995-01-01","amount":"600"},{"date":"1996-01-01","amount":"600"}]}"#;

fn apr(arguments: &[&str], input: &str) -> Output {
    quittance(&[&["apr"], arguments].concat(), input)
}

fn said(arguments: &[&str], input: &str) -> String {
    let output = apr(arguments, input);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn one_answer_for_each_object() {
    let both = said(&[], &format!("{US}\n{EU}\n"));
    assert_eq!(both, "{\"apr_percent\":\"15.860251\"}\n{\"apr_percent\":\"13.066239\"}\n");
    assert_eq!(said(&["-"], US), "{\"apr_percent\":\"15.860251\"}\n");
}

/// Examples of the European Commission and of Appendix J, as anyone would ask them.
#[test]
fn published_rates() {
    let rate = |input: serde_json::Value| said(&[], &input.to_string());
    let months = |count: u32, from: u32, amount: &'static str| {
        (from..from + count).map(move |month| {
            json!({"at_years": format!("{:.20}", rust_decimal::Decimal::from(month) / rust_decimal::Decimal::from(12)), "amount": amount})
        })
    };
    let mortgage = |payments: Vec<serde_json::Value>| json!({"method": "eu_ccd", "advances": [{"at_years": 0, "amount": "200000"}], "payments": payments});
    let fee = || std::iter::once(json!({"at_years": 0, "amount": 4000}));
    let level = fee().chain(months(240, 1, "1432.86")).collect();
    assert_eq!(rate(mortgage(level)), "{\"apr_percent\":\"6.434412\"}\n");
    let raised = fee().chain(months(9, 1, "1319.91")).chain(months(231, 10, "1530.61")).collect();
    assert_eq!(rate(mortgage(raised)), "{\"apr_percent\":\"7.199734\"}\n");
    let bridge = json!({"method": "eu_ccd", "advances": [{"date": "2014-01-01", "amount": "200000"}],
        "payments": [{"date": "2014-01-01", "amount": "4000"}, {"date": "2014-07-01", "amount": "207618.17"}]});
    assert_eq!(rate(bridge), "{\"apr_percent\":\"12.206644\"}\n");
    // The charge of a savings contract comes a year before the loan.
    let early = json!({"at_years": "-1", "amount": "150"});
    let saved: Vec<_> = std::iter::once(early)
        .chain(std::iter::once(json!({"at_years": 0, "amount": "450"})))
        .chain(months(120, 1, "356.11"))
        .collect();
    let saved =
        json!({"method": "eu_ccd", "advances": [{"at_years": 0, "amount": "30000"}], "payments": saved});
    assert_eq!(rate(saved), "{\"apr_percent\":\"8.269278\"}\n");
    let single = json!({"method": "us_reg_z", "advances": [{"date": "1978-01-17", "amount": "1000"}],
        "payments": [{"date": "1979-07-17", "amount": "1135.19"}]});
    assert!(rate(single).starts_with("{\"apr_percent\":\"8.75"));
}

#[test]
fn a_file_and_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("credit.json");
    std::fs::write(&file, EU).unwrap();
    let table = said(&[file.to_str().unwrap(), "--table"], "");
    let lines: Vec<&str> = table.lines().collect();
    assert!(
        lines[1].starts_with("advance") && lines[1].contains("1994-01-01") && lines[1].ends_with(" 1000")
    );
    assert!(lines[4].starts_with("total of payments") && lines[4].ends_with(" 1200"));
    assert!(lines[5].starts_with("finance charge") && lines[5].ends_with(" 200"));
    assert!(lines[6].ends_with("13.066239 % (European Union)"));
}

#[test]
fn what_is_wrong_is_named_and_nothing_is_answered() {
    let refused = |input: &str, expected: &str| {
        let output = apr(&[], input);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(error.contains(expected) && error.trim_end().lines().count() == 1, "{error}");
        assert!(output.stdout.is_empty());
    };
    refused("", "there is no input");
    refused("{}", "`method`: it is missing");
    refused(r#"{"method":"uk"}"#, "`method`: `uk` is no word for it: use `us_reg_z` or `eu_ccd`");
    let with = |payments: &str| {
        format!(
            r#"{{"method":"eu_ccd","advances":[{{"date":"2024-01-01","amount":"1"}}],"payments":[{payments}]}}"#
        )
    };
    refused(
        &with(r#"{"date":"2024-02-01","amount":"-1"}"#),
        "`payments[0].amount`: the amount must be zero or more",
    );
    refused(&with(r#"{"date":"2024-02-30","amount":"1"}"#), "`payments[0].date`");
    refused(&with(""), "`payments`: there is no amount above zero");
    refused(
        &with(r#"{"date":"2024-01-01","amount":"2"}"#),
        "`payments`: none is after the first advance of 2024-01-01",
    );
}
