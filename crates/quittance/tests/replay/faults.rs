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
    let fee = || json!({"kind": "fee", "amount": "1", "id": "c"});
    let twice = loan().on("2024-02-01", "charge", fee()).on("2024-02-01", "charge", fee());
    refused(&twice.fault(), &["`events[1].id`", "taken"]);
    let back = loan().on("2024-02-02", "close_day", json!({})).on("2024-02-01", "close_day", json!({}));
    refused(&back.fault(), &["`events[1].on`", "2024-02-02", "value_on"]);
}

#[test]
fn what_the_rules_refuse_names_the_field_and_the_transaction() {
    let pay = |life: Timeline| life.on("2024-02-01", "pay", json!({"amount": "17.01", "id": "p"}));
    let undone = |life: Timeline| life.on("2024-02-02", "reverse", json!({"id": "p"}));
    refused(&undone(undone(pay(loan()))).fault(), &["`events[2].id`", "transaction `p` is reversed already"]);
    let then = |what: &str, fields| pay(loan()).on("2024-02-03", what, fields).fault();
    refused(
        &then("chargeback", json!({"of": "p", "amount": "20"})),
        &["`events[1].amount`", "left of transaction `p`"],
    );
    refused(
        &then("charge_adjustment", json!({"of": "p", "amount": "1"})),
        &["`events[1].of`", "`p` is of another kind"],
    );
    refused(
        &then("waive", json!({"portion": "interest", "amount": "9"})),
        &["`events[1].amount`", "owed of it"],
    );
    refused(&then("waive", json!({})), &["`events[1].portion`", "either a charge with `of`"]);
    refused(&then("credit_refund", json!({"amount": "9"})), &["`events[1].amount`", "credit balance"]);
    refused(&then("resume_delinquency", json!({})), &["`events[1].do`", "nothing to resume"]);
    refused(
        &then("pause_delinquency", json!({"until": "2024-02-03"})),
        &["`events[1].until`", "lasts no day"],
    );
    refused(
        &then("holiday", json!({"installments": 0, "interest": "waived"})),
        &["`events[1].installments`"],
    );
    refused(&then("reschedule", json!({"extra_installments": 9_999})), &["`events[1].extra_installments`"]);
    refused(
        &then("reschedule", json!({"installment": "0.10"})),
        &["`events[1].installment`", "doesn't repay"],
    );
    let rate = json!({"annual_rate_percent": "3", "from": "2023-05-01"});
    refused(&then("change_rate", rate), &["`events[1].from`", "2024-01-01"]);
    let series =
        json!({"installments": 6, "every": {"count": 0, "unit": "month"}, "first_due_on": "2024-03-01"});
    refused(&then("reage", series), &["`events[1].every.count`", "1 to 366"]);
    let again = loan().on("2024-02-01", "payoff", json!({})).on("2024-02-02", "payoff", json!({}));
    refused(&again.fault(), &["`events[1].do`", "nothing is owed any more"]);
    let gone = || loan().on("2024-05-01", "charge_off", json!({}));
    let twice = gone().on("2024-06-01", "charge_off", json!({})).fault();
    refused(&twice, &["`events[1].do`", "charged off on 2024-05-01 already"]);
    refused(&then("recovery", json!({"amount": "5"})), &["`events[1].do`", "enter it as a payment"]);
    let early = loan().on("2023-12-31", "pay", json!({"amount": "1"}));
    refused(&early.fault(), &["`events[0].on`", "before the disbursement: use 2024-01-01"]);
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
    life.terms["allocation"] = json!({"chargeback": ["interest", "interest", "fee", "fee"]});
    refused(&life.fault(), &["`terms.allocation.chargeback`", "penalty is missing: name each portion once"]);
    life.terms["allocation"] = json!({"kinds": {"pay": {"in_advance": "last"}}});
    refused(&life.fault(), &["`terms.allocation.kinds`", "`pay` is no word for it: use `repayment`"]);
    let mut life = loan();
    life.terms["delinquency"] = json!({"grace_days": 3, "buckets": [[4, 30], [20, null]]});
    refused(&life.fault(), &["`terms.delinquency", "rise"]);
}

#[test]
fn a_timeline_that_shows_nothing_is_no_question() {
    let (exit, output, error) = replay(r#"{"terms": {}, "events": []}"#);
    assert_eq!((exit, output.as_str()), (2, ""), "{error}");
}
