//! A penalty of 3.00 for an installment unpaid five days after its due date, and money that counts from an earlier day.

use serde_json::{Value, json};

use crate::timeline::{Timeline, balance, column, split};

fn loan() -> Timeline {
    let mut life = Timeline::monthly("100", "7", 6, "2024-01-01");
    life.terms["fees"] = json!([{"name": "Late", "at": "overdue", "after_days": 5, "amount": "3.00"}]);
    life
}

/// The fee came on 6 February, before anybody heard of the payment.
fn late() -> Timeline {
    loan().on("2024-02-06", "close_day", json!({}))
}

fn same_but_for_the_list(one: &Value, other: &Value) {
    for field in ["installments", "balances", "past_due_days", "bucket", "first_delinquent_on"] {
        assert_eq!(one[field], other[field], "{field}");
    }
    for account in ["penalty_income", "penalty_receivable", "interest_income", "rail_clearing"] {
        assert_eq!(balance(one, account), balance(other, account), "{account}");
    }
}

#[test]
fn a_payment_that_was_in_time_takes_the_fee_back() {
    let charged = late().seen("2024-02-08");
    assert_eq!(charged["balances"]["outstanding"]["penalty"], "3.00");
    assert_eq!(balance(&charged, "penalty_income"), "-3.00");

    let known_late = late()
        .on("2024-02-08", "pay", json!({"amount": "17.01", "id": "p", "value_on": "2024-02-05"}))
        .seen("2024-02-08");
    let known_at_once =
        loan().on("2024-02-05", "pay", json!({"amount": "17.01", "id": "p"})).seen("2024-02-08");
    same_but_for_the_list(&known_late, &known_at_once);
    assert_eq!(column(&known_late, "/due/penalty"), ["0.00"; 6]);
    let fee = known_late["transactions"].as_array().unwrap().iter().find(|one| one["kind"] == "charge");
    assert_eq!(fee.unwrap()["lapsed"], true, "it stays on record as what it is");
}

#[test]
fn a_payment_on_the_day_of_the_fee_is_late() {
    let view = late().on("2024-02-06", "pay", json!({"amount": "17.01", "id": "p"})).seen("2024-02-06");
    assert_eq!(view["balances"]["outstanding"]["penalty"], "3.00");
    // Nobody closed the day: the fee stands before the payment all the same.
    let unclosed = loan().on("2024-02-06", "pay", json!({"amount": "17.01", "id": "p"})).seen("2024-02-06");
    same_but_for_the_list(&view, &unclosed);
}

#[test]
fn a_part_payment_in_time_is_not_enough() {
    let view = late()
        .on("2024-02-08", "pay", json!({"amount": "17.00", "value_on": "2024-02-01"}))
        .seen("2024-02-08");
    assert_eq!(view["balances"]["outstanding"]["penalty"], "3.00");
}

#[test]
fn the_fee_comes_back_when_the_payment_goes() {
    let bounced = late()
        .on("2024-02-08", "pay", json!({"amount": "17.01", "id": "p", "value_on": "2024-02-01"}))
        .on("2024-02-09", "reverse", json!({"id": "p"}))
        .seen("2024-02-09");
    same_but_for_the_list(&bounced, &late().seen("2024-02-09"));
}

#[test]
fn a_late_payment_owes_the_fee_though_a_bounced_one_hid_it() {
    let hidden = loan()
        .on("2024-02-01", "pay", json!({"amount": "17.01", "id": "bounced"}))
        .on("2024-02-10", "pay", json!({"amount": "17.01", "id": "late"}))
        .on("2024-02-20", "reverse", json!({"id": "bounced"}))
        .seen("2024-02-20");
    let plain = late().on("2024-02-10", "pay", json!({"amount": "17.01", "id": "late"})).seen("2024-02-20");
    same_but_for_the_list(&hidden, &plain);
    assert_eq!(split(&hidden, "late"), ["0.00", "0.00", "0.58", "16.43", "0.00"]);
    assert_eq!(hidden["balances"]["outstanding"]["penalty"], "3.00");
}

#[test]
fn money_that_had_paid_the_fee_pays_the_installment_instead() {
    // Three installments and two fees are paid in one sum on 6 April, the first of them only seems late.
    let events = |life: Timeline| {
        life.on("2024-03-06", "close_day", json!({})).on(
            "2024-04-06",
            "pay",
            json!({"amount": "40.02", "id": "sum"}),
        )
    };
    let told_last = events(late())
        .on("2024-04-07", "pay", json!({"amount": "17.01", "id": "first", "value_on": "2024-02-01"}))
        .seen("2024-04-07");
    let told_first =
        events(loan().on("2024-02-01", "pay", json!({"amount": "17.01", "id": "first"}))).seen("2024-04-07");
    same_but_for_the_list(&told_last, &told_first);
    assert_eq!(split(&told_last, "sum"), split(&told_first, "sum"));
}

#[test]
fn an_adjustment_of_a_fee_that_lapsed_pays_nothing() {
    let view = loan()
        .on("2024-02-06", "close_day", json!({}))
        .on("2024-02-07", "waive", json!({"portion": "penalty"}))
        .on("2024-02-08", "pay", json!({"amount": "17.01", "id": "p", "value_on": "2024-02-01"}))
        .seen("2024-02-08");
    assert_eq!(balance(&view, "penalty_income"), "0.00");
    assert_eq!(balance(&view, "waiver_expense"), "0.00");
    assert_eq!(view["balances"]["credit"], "0.00");
}
