//! 100.00 at 7 % over six months from 1 January 2024: 17.01 five times, then 17.00.

use serde_json::json;

use crate::timeline::{Timeline, balance, column, split};

fn loan() -> Timeline {
    Timeline::monthly("100", "7", 6, "2024-01-01")
}

#[test]
fn every_payment_on_its_day_and_nothing_is_left() {
    let mut life = loan();
    for (month, amount) in (2..=7).zip(["17.01", "17.01", "17.01", "17.01", "17.01", "17.00"]) {
        life = life.on(
            &format!("2024-{month:02}-01"),
            "pay",
            json!({"amount": amount, "id": format!("p{month}")}),
        );
    }
    let end = life.seen("2024-07-01");
    assert_eq!(end["status"], "settled");
    assert_eq!(end["balances"]["outstanding"]["total"], "0.00");
    assert_eq!(split(&end, "p2"), ["0.00", "0.00", "0.58", "16.43", "0.00"]);
    assert_eq!(split(&end, "p7"), ["0.00", "0.00", "0.10", "16.90", "0.00"]);
    assert_eq!(balance(&end, "interest_income"), "-2.05");
    assert_eq!(balance(&end, "principal_receivable"), "0.00");
}

#[test]
fn a_backdated_payment_stands_where_it_would_have_come() {
    let late = loan()
        .on("2024-02-01", "pay", json!({"amount": "17.01", "id": "a"}))
        .on("2024-03-10", "pay", json!({"amount": "17.01", "id": "c"}))
        .on("2024-03-12", "pay", json!({"amount": "17.01", "id": "b", "value_on": "2024-03-01"}));
    let in_order = loan()
        .on("2024-02-01", "pay", json!({"amount": "17.01", "id": "a"}))
        .on("2024-03-01", "pay", json!({"amount": "17.01", "id": "b"}))
        .on("2024-03-10", "pay", json!({"amount": "17.01", "id": "c"}));
    let (late, in_order) = (late.seen("2024-03-12"), in_order.seen("2024-03-12"));
    for field in ["installments", "balances", "past_due_days", "bucket"] {
        assert_eq!(late[field], in_order[field], "{field}");
    }
    assert_eq!(split(&late, "b"), split(&in_order, "b"));
}

#[test]
fn the_same_payment_again_has_no_second_effect() {
    let pay = |amount: &str| json!({"amount": amount, "id": "p1"});
    let once = loan().on("2024-02-01", "pay", pay("17.01"));
    let twice = once.clone().on("2024-02-01", "pay", pay("17.01")).on("2024-02-20", "pay", pay("17.01"));
    let (once, twice) = (once.seen("2024-02-20"), twice.seen("2024-02-20"));
    assert_eq!(once, twice);
    let fault = loan().on("2024-02-01", "pay", pay("17.01")).on("2024-02-01", "pay", pay("17.02")).fault();
    assert!(fault.contains("`events[1].id`: `p1` is another payment, of 17.01: "), "{fault}");
}

/// What the terms charge is named by no event; a `show` tells what it is called.
#[test]
fn a_fee_of_the_terms_is_waived_by_the_id_that_is_shown() {
    let mut life = loan();
    life.terms["fees"] = json!([{"at": "date", "on": "2024-03-01", "amount": "5.00"}]);
    let shown = life.seen("2024-02-01");
    let waived =
        life.on("2024-02-01", "waive", json!({"of": shown["transactions"][0]["id"]})).seen("2024-02-01");
    assert_eq!(shown["balances"]["outstanding"]["fee"], "5.00");
    assert_eq!(waived["balances"]["outstanding"]["fee"], "0.00");
}

#[test]
fn a_number_is_a_name_too() {
    let view = loan()
        .on("2024-02-01", "pay", json!({"amount": 17.01, "id": 4711}))
        .on("2024-02-10", "reverse", json!({"id": "4711"}))
        .on("2024-02-11", "pay", json!({"amount": "5.00"}))
        .on("2024-02-12", "reverse", json!({"id": 2}))
        .seen("2024-02-12");
    assert_eq!(view["balances"]["received"], "0.00");
}

#[test]
fn a_reversed_payment_is_as_if_it_had_never_come() {
    let paid = loan().on("2024-02-01", "pay", json!({"amount": "17.01", "id": "p1"}));
    let back = paid.on("2024-02-10", "reverse", json!({"id": "p1"})).seen("2024-02-10");
    let never = loan().seen("2024-02-10");
    assert_eq!(back["installments"], never["installments"]);
    assert_eq!(back["past_due_days"], 9);
    assert_eq!(back["transactions"][0]["reversed"], true);
    assert_eq!(balance(&back, "rail_clearing"), "0.00");
}

#[test]
fn a_penalty_is_paid_before_the_interest_and_waived_when_it_was_wrong() {
    let charged = loan()
        .on(
            "2024-02-05",
            "charge",
            json!({"kind": "penalty", "amount": "2.50", "id": "late", "due_on": "2024-02-05"}),
        )
        .on("2024-03-01", "pay", json!({"amount": "36.52", "id": "p"}));
    let view = charged.seen("2024-03-01");
    assert_eq!(split(&view, "p"), ["2.50", "0.00", "1.07", "32.95", "0.00"]);
    assert_eq!(balance(&view, "penalty_income"), "-2.50");
    let waived = loan()
        .on("2024-02-05", "charge", json!({"kind": "penalty", "amount": "2.50", "id": "late"}))
        .on("2024-02-06", "waive", json!({"of": "late"}))
        .seen("2024-02-06");
    assert_eq!(column(&waived, "/outstanding/penalty"), ["0.00"; 6]);
    assert_eq!(waived["balances"]["outstanding"]["total"], "102.05");
}

#[test]
fn a_charged_off_debt_is_still_owed_and_what_comes_is_income() {
    let view = loan()
        .on("2024-05-15", "charge_off", json!({"reason": "90 days past due"}))
        .on("2024-06-01", "recovery", json!({"amount": "50.00", "id": "r"}))
        .seen("2024-06-01");
    assert_eq!(view["balances"]["outstanding"]["total"], "52.05");
    assert_eq!(balance(&view, "principal_receivable"), "0.00");
    assert_eq!(balance(&view, "recovery_income"), "-50.00");
}

#[test]
fn an_early_payoff_gives_up_the_interest_of_later_days() {
    let view = loan().on("2024-01-16", "payoff", json!({"id": "all"})).seen("2024-01-16");
    assert_eq!(view["status"], "settled");
    assert_eq!(view["transactions"][0]["amount"], "100.28");
    assert_eq!(balance(&view, "interest_income"), "-0.28");
}

#[test]
fn a_chargeback_is_owed_again_and_a_refund_pays() {
    let view = loan()
        .on("2024-02-01", "pay", json!({"amount": "17.01", "id": "p"}))
        .on("2024-02-10", "chargeback", json!({"of": "p"}))
        .on("2024-02-12", "merchant_refund", json!({"amount": "17.01", "id": "m"}))
        .seen("2024-02-12");
    assert_eq!(view["balances"]["outstanding"]["total"], "85.04");
    assert_eq!(balance(&view, "rail_clearing"), "0.00");
}

#[test]
fn each_charge_shows_what_became_of_it() {
    let charge =
        |amount: &str, id: &str| json!({"kind": "fee", "amount": amount, "id": id, "due_on": "2024-01-20"});
    let paid = loan()
        .on("2024-01-10", "charge", charge("4.00", "delivery"))
        .on("2024-01-11", "charge", charge("2.50", "setup"))
        .on("2024-01-20", "pay", json!({"amount": "5.00", "id": "p"}));
    let view = paid.seen("2024-01-20");
    assert_eq!(
        view["charges"],
        json!([
            {"id": "delivery", "kind": "fee", "amount": "4.00", "paid": "4.00", "waived": "0.00",
             "written_off": "0.00", "outstanding": "0.00"},
            {"id": "setup", "kind": "fee", "amount": "2.50", "paid": "1.00", "waived": "0.00",
             "written_off": "0.00", "outstanding": "1.50"},
        ])
    );
    let waived = paid.on("2024-01-21", "waive", json!({"of": "setup"})).seen("2024-01-21");
    assert_eq!(waived["charges"][1]["waived"], "1.50");
    assert_eq!(waived["balances"]["outstanding"]["fee"], "0.00");
    assert_eq!(balance(&waived, "waiver_expense"), "1.50");
}
