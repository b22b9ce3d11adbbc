//! What is wrong names its event, its field, and what would be right.

use serde_json::json;

use crate::timeline::{Timeline, replay};

fn loan() -> Timeline {
    Timeline::monthly("100", "7", 6, "2024-01-01")
}

fn refused(fault: &str, expected: &[&str]) {
    for part in expected {
        assert!(fault.contains(part), "{part} in {fault}");
    }
}

#[test]
fn events_name_themselves() {
    let paid = |fields| loan().on("2024-02-01", "pay", fields).fault();
    refused(&paid(json!({})), &["`events[0].amount`", "is missing"]);
    refused(&paid(json!({"amount": "17.011"})), &["`events[0].amount`", "more decimals"]);
    refused(&paid(json!({"amount": "1", "sum": 1})), &["`events[0].sum`", "no such field"]);
    refused(&paid(json!({"amount": "1", "value_on": "2024-02-02"})), &["`events[0].value_on`", "2024-02-01"]);
    refused(&paid(json!({"amount": "-1"})), &["`events[0].amount`", "above zero"]);
    refused(
        &loan().on("2024-02-01", "lend", json!({})).fault(),
        &["`events[0].do`", "`lend`", "pay, payoff"],
    );
    let unknown = loan().on("2024-02-01", "reverse", json!({"id": "p1"})).fault();
    refused(&unknown, &["`events[0].id`", "`p1`"]);
    let twice = loan().on("2024-02-01", "pay", json!({"amount": "1", "id": "p"})).on(
        "2024-02-01",
        "pay",
        json!({"amount": "1", "id": "p"}),
    );
    refused(&twice.fault(), &["`events[1].id`", "taken"]);
    let back = loan().on("2024-02-02", "close_day", json!({})).on("2024-02-01", "close_day", json!({}));
    refused(&back.fault(), &["`events[1].on`", "2024-02-02", "value_on"]);
}

#[test]
fn terms_name_themselves() {
    let mut life = loan();
    life.terms["policy"] = "none".into();
    refused(&life.fault(), &["`terms.policy`", "house"]);
    let mut life = loan();
    life.terms["principal"] = "0".into();
    refused(&life.fault(), &["`terms.principal`"]);
    let mut life = loan();
    life.terms["delinquency"] = json!({"grace_days": 3, "buckets": [[4, 30], [20, null]]});
    refused(&life.fault(), &["`terms.delinquency", "rise"]);
}

#[test]
fn a_timeline_that_shows_nothing_is_no_question() {
    let (exit, output, error) = replay(r#"{"terms": {}, "events": []}"#);
    assert_eq!((exit, output.as_str()), (2, ""), "{error}");
}
