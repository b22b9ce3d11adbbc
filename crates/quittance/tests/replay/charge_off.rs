//! What a charge-off makes of the plan, by the figures of the loan servicing reference's acceptance tests: 100.00 at 7 %
//! over six months from 1 January 2024, the first installment paid on its day.

use serde_json::{Value, json};

use crate::timeline::{Timeline, balance, column, split};

fn loan(kind: &str) -> Timeline {
    let mut life = Timeline::monthly("100", "7", 6, "2024-01-01");
    life.terms["charge_off"] = kind.into();
    life.on("2024-02-01", "pay", json!({"amount": "17.01", "id": "p1"}))
}

fn charged_off(kind: &str, day: &str) -> Timeline {
    loan(kind).on(day, "charge_off", json!({"id": "off"}))
}

/// Principal and interest of the installments from the second on.
fn rest(view: &Value) -> (Vec<String>, Vec<String>) {
    (column(view, "/due/principal")[1..].to_vec(), column(view, "/due/interest")[1..].to_vec())
}

fn outstanding(view: &Value) -> &str {
    view["balances"]["outstanding"]["total"].as_str().unwrap()
}

#[test]
fn without_interest_from_the_due_date_of_an_installment_on() {
    let view = charged_off("zero_interest", "2024-03-01").seen("2024-03-01");
    let (principal, interest) = rest(&view);
    assert_eq!(principal, ["16.52", "17.01", "17.01", "17.01", "16.02"]);
    assert_eq!(interest, ["0.49", "0.00", "0.00", "0.00", "0.00"]);
    assert_eq!(outstanding(&view), "84.06");
    assert_eq!(balance(&view, "principal_receivable"), "0.00");
    assert_eq!(balance(&view, "interest_receivable"), "0.00");
    // 83.57 of principal, and the 0.49 that were income by the day.
    assert_eq!(balance(&view, "charge_off_expense"), "84.06");
}

#[test]
fn without_interest_from_the_middle_of_a_period_on() {
    for (day, second, last, left) in [
        ("2024-02-29", ("16.54", "0.47"), "16.00", "84.04"),
        ("2024-02-14", ("16.79", "0.22"), "15.75", "83.79"),
    ] {
        let view = charged_off("zero_interest", day).seen(day);
        let (principal, interest) = rest(&view);
        assert_eq!((principal[0].as_str(), interest[0].as_str()), second);
        assert_eq!(principal[1..], ["17.01", "17.01", "17.01", last]);
        assert_eq!(interest[1..], ["0.00"; 4]);
        assert_eq!(outstanding(&view), left);
    }
}

#[test]
fn what_comes_after_it_pays_the_installments_as_they_are_now() {
    let view = charged_off("zero_interest", "2024-02-29")
        .on("2024-03-01", "pay", json!({"amount": "17.01", "id": "p2"}))
        .seen("2024-03-01");
    assert_eq!(split(&view, "p2")[2..4], ["0.47", "16.54"]);
    assert_eq!(outstanding(&view), "67.03");
    assert_eq!(balance(&view, "recovery_income"), "-17.01");
}

#[test]
fn money_that_counts_before_it_changes_what_is_charged_off() {
    let view = charged_off("zero_interest", "2024-03-31")
        .on("2024-03-31", "pay", json!({"amount": "17.01", "id": "p2", "value_on": "2024-03-01"}))
        .seen("2024-03-31");
    let (principal, interest) = rest(&view);
    assert_eq!(principal, ["16.52", "16.63", "17.01", "17.01", "16.40"]);
    assert_eq!(interest, ["0.49", "0.38", "0.00", "0.00", "0.00"]);
    assert_eq!(outstanding(&view), "67.43");
}

#[test]
fn fees_stay_where_they_are() {
    let fee = |on: &str, amount: &str| json!({"kind": "fee", "amount": amount, "due_on": on});
    let mut life = Timeline::monthly("100", "7", 6, "2024-01-01");
    life.terms["charge_off"] = "zero_interest".into();
    let view = life
        .on("2024-02-01", "charge", fee("2024-02-01", "5.00"))
        .on("2024-02-01", "pay", json!({"amount": "22.01"}))
        .on("2024-02-28", "charge", fee("2024-02-28", "3.00"))
        .on("2024-02-29", "charge_off", json!({}))
        .seen("2024-02-29");
    assert_eq!(column(&view, "/outstanding/total"), ["0.00", "20.01", "17.01", "17.01", "17.01", "16.00"]);
    assert_eq!(outstanding(&view), "87.04");
}

#[test]
fn after_the_last_due_date_every_kind_is_the_same() {
    let regular = charged_off("regular", "2024-07-15").seen("2024-07-15");
    for kind in ["zero_interest", "accelerate_maturity"] {
        let view = charged_off(kind, "2024-07-15").seen("2024-07-15");
        assert_eq!(view["installments"], regular["installments"], "{kind}");
        assert_eq!(view["trial_balance"], regular["trial_balance"], "{kind}");
    }
}

#[test]
fn all_at_once_with_the_interest_to_the_day() {
    for (day, interest, income) in
        [("2024-02-14", "0.22", "-0.80"), ("2024-02-29", "0.47", "-1.05"), ("2024-03-01", "0.49", "-1.07")]
    {
        let view = charged_off("accelerate_maturity", day).seen(day);
        assert_eq!(column(&view, "/due_on"), ["2024-02-01", day]);
        assert_eq!(rest(&view), (vec!["83.57".to_owned()], vec![interest.to_owned()]));
        assert_eq!(balance(&view, "interest_income"), income);
    }
    let later = charged_off("accelerate_maturity", "2024-02-14").seen("2024-02-24");
    assert_eq!(
        (later["past_due_days"].as_u64(), later["balances"]["overdue"].as_str()),
        (Some(10), Some("83.79"))
    );
}

#[test]
fn a_fee_of_later_is_still_due_then() {
    let fee =
        |on: &str, amount: &str, id: &str| json!({"kind": "fee", "amount": amount, "due_on": on, "id": id});
    let view = loan("accelerate_maturity")
        .on("2024-02-02", "charge", fee("2024-02-10", "1.00", "past"))
        .on("2024-02-02", "charge", fee("2024-03-10", "3.00", "next"))
        .on("2024-02-02", "charge", fee("2024-04-15", "2.00", "later"))
        .on("2024-02-14", "charge_off", json!({"id": "off"}))
        .on("2024-02-20", "pay", json!({"amount": "85.79", "id": "p"}))
        .seen("2024-02-20");
    assert_eq!(column(&view, "/due_on")[1..], ["2024-02-14", "2024-04-15"]);
    assert_eq!(column(&view, "/due/fee"), ["0.00", "1.00", "5.00"]);
    assert_eq!(column(&view, "/outstanding/total"), ["0.00", "0.00", "4.00"]);
    let paid: Vec<_> =
        view["charges"].as_array().unwrap().iter().map(|charge| charge["paid"].clone()).collect();
    assert_eq!(paid, ["1.00", "1.00", "0.00"]);
}

#[test]
fn taken_back_it_leaves_the_plan_as_it_was() {
    for kind in ["regular", "zero_interest", "accelerate_maturity"] {
        let back = charged_off(kind, "2024-02-14")
            .on("2024-03-20", "reverse", json!({"id": "off"}))
            .seen("2024-03-20");
        let never = loan(kind).on("2024-03-20", "close_day", json!({})).seen("2024-03-20");
        for field in ["installments", "balances", "past_due_days", "charges"] {
            assert_eq!(back[field], never[field], "{kind}: {field}");
        }
        for account in
            ["principal_receivable", "interest_receivable", "unearned_interest", "charge_off_expense"]
        {
            assert_eq!(balance(&back, account), balance(&never, account), "{kind}: {account}");
        }
    }
}

#[test]
fn an_unknown_kind_is_refused() {
    let fault = loan("partial").fault();
    assert!(fault.contains("terms.charge_off") && fault.contains("zero_interest"), "{fault}");
}
