//! Interest that is recalculated daily: 100.00 at 7 % over six months from 1 January 2024, 17.01 a month. Figures of the
//! loan servicing reference's acceptance tests.

use serde_json::json;

use crate::timeline::{Timeline, balance, column, split};

fn loan() -> Timeline {
    let mut life = Timeline::monthly("100", "7", 6, "2024-01-01");
    life.terms["day_count"] = "30/360".into();
    life.terms["interest_recalculation"] = "daily".into();
    life
}

#[test]
fn a_late_payment_costs_the_interest_of_its_days() {
    let first = loan().on("2024-02-01", "pay", json!({"amount": "17.01"}));
    let overdue = first.on("2024-03-31", "close_day", json!({}));
    let view = overdue.seen("2024-03-31");
    // 83.57 was owed for thirty nights of March, 67.05 will be for the last.
    assert_eq!(column(&view, "/due/interest"), ["0.58", "0.49", "0.48", "0.29", "0.20", "0.10"]);
    assert_eq!(column(&view, "/due/total")[..5], ["17.01"; 5]);
    assert_eq!(column(&view, "/due/total")[5], "17.09");
    assert_eq!(balance(&view, "interest_receivable"), "1.56");
    let told_late = overdue
        .on("2024-03-31", "pay", json!({"amount": "17.01", "value_on": "2024-03-01", "id": "p2"}))
        .seen("2024-03-31");
    assert_eq!(column(&told_late, "/due/interest"), ["0.58", "0.49", "0.39", "0.29", "0.20", "0.10"]);
    assert_eq!(split(&told_late, "p2")[2..4], ["0.49", "16.52"]);
    assert_eq!(balance(&told_late, "interest_receivable"), "0.98");
}

#[test]
fn an_early_payment_saves_the_interest_of_its_days() {
    let view = loan().on("2024-01-15", "pay", json!({"amount": "34.02", "id": "p"})).seen("2024-01-15");
    assert_eq!(split(&view, "p")[2..4], ["0.26", "33.76"]);
    assert_eq!(column(&view, "/due/interest"), ["0.26", "0.00", "1.00", "0.29", "0.20", "0.10"]);
    assert_eq!(column(&view, "/due/total")[5], "16.80");
    assert_eq!(column(&view, "/settled_on")[..2], ["2024-01-15"; 2]);
}

#[test]
fn a_payoff_pays_the_interest_of_its_nights() {
    let view = loan()
        .on("2024-02-01", "pay", json!({"amount": "17.01"}))
        .on("2024-02-15", "payoff", json!({"id": "all"}))
        .seen("2024-02-15");
    assert_eq!(view["status"], "settled");
    // 83.57 x 7 % / 12 x 14/29
    assert_eq!(split(&view, "all")[2..4], ["0.24", "83.57"]);
    assert_eq!(balance(&view, "interest_income"), "-0.82");
    assert_eq!(balance(&view, "unearned_interest"), "0.00");
}

#[test]
fn the_books_close_whatever_day_the_money_comes() {
    let mut life = loan();
    for (day, amount) in
        [("2024-02-10", "20"), ("2024-02-28", "10.50"), ("2024-04-15", "30"), ("2024-06-20", "35")]
    {
        life = life.on(day, "close_day", json!({})).on(day, "pay", json!({"amount": amount}));
    }
    let view = life.on("2024-07-20", "payoff", json!({"id": "rest"})).seen("2024-07-20");
    assert_eq!(view["status"], "settled");
    for account in ["principal_receivable", "interest_receivable", "unearned_interest", "customer_credit"] {
        assert_eq!(balance(&view, account), "0.00", "{account}");
    }
}

#[test]
fn terms_it_has_no_rule_for_are_refused() {
    let mut flat = loan();
    flat.terms["interest"] = "flat".into();
    let fault = flat.fault();
    assert!(fault.contains("terms.interest_recalculation") && fault.contains("change interest"), "{fault}");
    let plan = loan().on("2024-02-01", "holiday", json!({"installments": 1, "interest": "carried"})).fault();
    assert!(plan.contains("events[0]") && plan.contains("recalculated daily"), "{plan}");
}
