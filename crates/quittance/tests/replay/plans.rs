//! The hardship figures of the loan servicing reference, section 8: 600.00 at 24 % over twelve months is 56.74 a month;
//! 463.08 is owed after three.

use serde_json::json;

use crate::timeline::{Timeline, column};

fn after_three() -> Timeline {
    let mut life = Timeline::monthly("600", "24", 12, "2025-01-01");
    for month in 2..=4 {
        life = life.on(&format!("2025-{month:02}-01"), "pay", json!({"amount": "56.74"}));
    }
    life
}

#[test]
fn a_longer_term() {
    let view =
        after_three().on("2025-04-02", "reschedule", json!({"extra_installments": 6})).seen("2025-04-02");
    let due = column(&view, "/due/total");
    assert_eq!((due.len(), due[3].as_str()), (18, "36.04"));
    assert_eq!(view["balances"]["outstanding"]["principal"], "463.08");
    assert_eq!(column(&view, "/due_on").last().unwrap(), "2026-07-01");
}

#[test]
fn a_holiday_of_two_months_carried_compounded_or_waived() {
    for (interest, installment) in [("carried", "59.00"), ("compounded", "59.03"), ("waived", "56.74")] {
        let holiday = json!({"installments": 2, "interest": interest});
        let view = after_three().on("2025-04-02", "holiday", holiday).seen("2025-04-02");
        assert_eq!(column(&view, "/due/total")[3], installment, "{interest}");
        assert_eq!(column(&view, "/due_on")[3], "2025-07-01");
    }
}

#[test]
fn seven_installments_for_what_two_missed() {
    let view = after_three().on("2025-06-02", "reamortize", json!({"interest": "waive"})).seen("2025-06-02");
    assert_eq!(column(&view, "/outstanding/total")[5..11], ["71.55"; 6]);
    assert_eq!(
        (view["past_due_days"].as_u64(), view["balances"]["overdue"].as_str()),
        (Some(0), Some("0.00"))
    );
    assert_eq!(view["balances"]["outstanding"]["principal"], "463.08");
}

#[test]
fn a_re_age_moves_all_that_is_owed_and_keeps_the_first_delinquency() {
    let plan =
        json!({"installments": 12, "every": {"count": 1, "unit": "month"}, "first_due_on": "2025-07-01"});
    let view = after_three()
        .on("2025-06-15", "close_day", json!({}))
        .on("2025-06-15", "reage", plan)
        .seen("2025-06-15");
    assert_eq!(view["past_due_days"], 0);
    assert_eq!(view["first_delinquent_on"], "2025-05-01");
    assert_eq!(view["balances"]["outstanding"]["principal"], "463.08");
    assert_eq!(view["transactions"].as_array().unwrap().last().unwrap()["kind"], "restructure");
}

#[test]
fn the_settlement_on_day_seventeen() {
    assert_eq!(after_three().seen("2025-04-18")["balances"]["payoff"], "468.33");
    let view = after_three().on("2025-04-18", "payoff", json!({"id": "all"})).seen("2025-04-18");
    assert_eq!(view["status"], "settled");
    assert_eq!(view["transactions"][3]["amount"], "468.33");
}

#[test]
fn no_interest_any_more_over_twelve() {
    let plan = json!({"extra_installments": 3, "annual_rate_percent": "0"});
    let view = after_three().on("2025-04-02", "reschedule", plan).seen("2025-04-02");
    assert_eq!(column(&view, "/due/total")[3..], ["38.59"; 12]);
}

/// A phone worth 380.00 by its grade, less 25.00 of costs, pays what it can of the 468.33 of that day.
#[test]
fn what_a_returned_phone_leaves() {
    for (sold, deficiency) in
        [("266.00", "227.33"), ("209.00", "284.33"), ("133.00", "360.33"), ("38.00", "455.33")]
    {
        let brought = format!("{}.00", sold.trim_end_matches(".00").parse::<u32>().unwrap() - 25);
        let back = json!({"amount": brought});
        let view = after_three().on("2025-04-18", "device_return", back).seen("2025-04-18");
        assert_eq!(view["balances"]["payoff"], deficiency, "sold for {sold}");
    }
}

#[test]
fn a_plan_after_a_charge_off_is_refused() {
    let fault = after_three()
        .on("2025-09-01", "charge_off", json!({}))
        .on("2025-09-02", "reamortize", json!({}))
        .fault();
    assert!(fault.contains("events[4]"), "{fault}");
    assert!(fault.contains("charged off on 2025-09-01"), "{fault}");
}
