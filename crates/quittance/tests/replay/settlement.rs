//! 600.00 at 24 % over twelve months, three of them paid and then nothing: what is owed is settled for less.

use serde_json::json;

use crate::timeline::{Timeline, balance};

/// 300.00 through 31 December instead of all that is owed.
fn offered() -> Timeline {
    let mut life = Timeline::monthly("600", "24", 12, "2025-01-01");
    for month in 2..=4 {
        life = life.on(&format!("2025-{month:02}-01"), "pay", json!({"amount": "56.74"}));
    }
    life.on("2025-09-01", "close_day", json!({})).on(
        "2025-09-01",
        "settlement_offer",
        json!({"amount": "300.00", "valid_through": "2025-12-31", "id": "deal"}),
    )
}

#[test]
fn paid_in_parts_in_time() {
    let open = offered().on("2025-10-01", "pay", json!({"amount": "100.00"}));
    let view = open.seen("2025-10-01");
    assert_eq!(view["settlement"]["stage"], "open");
    assert_eq!(view["settlement"]["received"], "100.00");
    let view = open.on("2025-12-01", "pay", json!({"amount": "200.00", "id": "last"})).seen("2025-12-01");
    assert_eq!((&view["status"], &view["settlement"]["stage"]), (&json!("settled"), &json!("accepted")));
    assert_eq!(view["balances"]["outstanding"]["total"], "0.00");
    let last = view["transactions"].as_array().unwrap().iter().find(|one| one["id"] == "last").unwrap();
    assert_eq!(last["forgiven"]["total"], view["settlement"]["forgiven"]);
    assert_eq!(balance(&view, "waiver_expense"), view["settlement"]["forgiven"]);
    assert_eq!(balance(&view, "principal_receivable"), "0.00");
}

#[test]
fn not_paid_in_time_and_nothing_has_changed() {
    let life = offered().on("2026-01-01", "close_day", json!({}));
    let view = life.seen("2026-01-01");
    assert_eq!(view["settlement"], json!(null));
    assert_eq!(view["balances"]["outstanding"]["principal"], "463.08");
    let late = life.on("2026-01-01", "pay", json!({"amount": "300.00"})).seen("2026-01-01");
    assert_eq!(late["status"], "active");
    let booked_late = offered()
        .on("2026-01-02", "pay", json!({"amount": "300.00", "value_on": "2025-12-31"}))
        .seen("2026-01-02");
    assert_eq!(booked_late["status"], "settled", "money counts by its value date");
}

#[test]
fn charged_off_first_it_is_recovered() {
    let mut life = Timeline::monthly("600", "24", 12, "2025-01-01").on("2025-09-01", "charge_off", json!({}));
    life =
        life.on("2025-09-02", "settlement_offer", json!({"amount": "150.00", "valid_through": "2025-09-30"}));
    let view = life.on("2025-09-30", "pay", json!({"amount": "150.00"})).seen("2025-09-30");
    assert_eq!(view["status"], "settled");
    assert_eq!(balance(&view, "recovery_income"), "-150.00");
    assert_eq!(balance(&view, "waiver_expense"), "0.00");
}

#[test]
fn a_reversal_brings_all_of_it_back() {
    let life = offered().on("2025-10-01", "pay", json!({"amount": "300.00", "id": "all"}));
    let view = life.on("2025-10-05", "reverse", json!({"id": "all"})).seen("2025-10-05");
    assert_eq!((&view["status"], &view["settlement"]["stage"]), (&json!("unsecured"), &json!("open")));
    assert_eq!(view["balances"]["outstanding"]["principal"], "463.08");
    assert_eq!(balance(&view, "waiver_expense"), "0.00");
}

#[test]
fn faults_say_what_would_be_right() {
    let again = json!({"amount": "200.00", "valid_through": "2025-12-31"});
    let fault = offered().on("2025-09-02", "settlement_offer", again).fault();
    assert!(fault.contains("events[5]") && fault.contains("withdraw it first"), "{fault}");
    let more = json!({"amount": "9000", "valid_through": "2025-06-30"});
    let fault = Timeline::monthly("600", "24", 12, "2025-01-01").on("2025-02-01", "settlement_offer", more);
    let fault = fault.fault();
    assert!(fault.contains("must be less than"), "{fault}");
    let none =
        Timeline::monthly("600", "24", 12, "2025-01-01").on("2025-02-01", "settlement_withdraw", json!({}));
    assert!(none.fault().contains("no offer to settle is open"));
    let gone = offered().on("2025-09-02", "settlement_withdraw", json!({})).seen("2025-09-02");
    assert_eq!(gone["settlement"], json!(null));
}
