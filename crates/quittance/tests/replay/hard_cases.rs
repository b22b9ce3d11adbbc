//! Cases in which loan systems are known to have gone wrong (loan servicing reference, 1.9).

use serde_json::{Value, json};

use crate::timeline::{Timeline, balance, column, split};

fn loan() -> Timeline {
    Timeline::monthly("100", "7", 6, "2024-01-01")
}

fn paid_in_full() -> Timeline {
    let mut life = loan();
    for (month, amount) in (2..=7).zip(["17.01", "17.01", "17.01", "17.01", "17.01", "17.00"]) {
        let payment = json!({"amount": amount, "id": format!("p{month}")});
        life = life.on(&format!("2024-{month:02}-01"), "pay", payment);
    }
    life
}

/// The sum of a column, in cents.
fn sum(view: &Value, at: &str) -> i64 {
    column(view, at).iter().map(|amount| amount.replace('.', "").parse::<i64>().unwrap()).sum()
}

/// All that a look at the contract says of money, but for the list of transactions.
fn same(one: &Value, other: &Value) {
    for field in ["status", "installments", "charges", "balances", "past_due_days", "bucket", "trial_balance"]
    {
        assert_eq!(one[field], other[field], "{field}");
    }
}

#[test]
fn a_payment_is_reversed_after_the_loan_was_paid_in_full() {
    let reversed = paid_in_full().on("2024-07-10", "reverse", json!({"id": "p4"}));
    let view = reversed.seen("2024-07-10");
    assert_eq!(view["status"], "unsecured", "the phone stays free");
    assert_eq!(column(&view, "/outstanding/total")[3..], ["0.00", "0.01", "17.00"]);
    assert_eq!(view["past_due_days"], 39, "since the June installment, of which a cent is left");
    assert_eq!(split(&view, "p7")[2..4], ["0.20", "16.80"]);
    let again = reversed.on("2024-07-12", "pay", json!({"amount": "17.01"})).seen("2024-07-12");
    assert_eq!(again["status"], "settled");
    assert_eq!(balance(&again, "interest_income"), "-2.05");
    assert_eq!(balance(&again, "principal_receivable"), "0.00");
}

#[test]
fn a_day_closed_again_and_days_closed_late_change_nothing() {
    let mut daily = loan();
    for day in 1..=29 {
        daily = daily.on(&format!("2024-02-{day:02}"), "close_day", json!({}));
    }
    let again = daily.on("2024-02-29", "close_day", json!({})).on("2024-02-29", "close_day", json!({}));
    let late = loan().on("2024-02-29", "close_day", json!({}));
    same(&again.seen("2024-02-29"), &late.seen("2024-02-29"));
    assert_eq!(balance(&late.seen("2024-02-29"), "interest_income"), "-0.58");
}

#[test]
fn a_free_loan_is_re_aged_and_one_after_its_last_due_date() {
    let plan =
        json!({"installments": 3, "every": {"count": 1, "unit": "month"}, "first_due_on": "2024-09-01"});
    let free = Timeline::monthly("100", "0", 6, "2024-01-01").on("2024-03-15", "reage", plan.clone());
    let view = free.seen("2024-03-15");
    assert_eq!(column(&view, "/outstanding/total")[2..], ["33.33", "33.33", "33.34"]);
    let late = loan().on("2024-08-01", "reage", plan.clone());
    let view = late.seen("2024-08-01");
    assert_eq!((sum(&view, "/outstanding/principal"), view["past_due_days"].as_u64()), (10_000, Some(0)));
    // What was due of interest, 2.05, is due first; each period bears its own beside it.
    assert_eq!(column(&view, "/outstanding/interest")[6..], ["2.63", "0.40", "0.20"]);
    let mut waived = plan;
    waived["interest"] = "waive".into();
    let view = loan().on("2024-08-01", "reage", waived).seen("2024-08-01");
    assert_eq!(column(&view, "/outstanding/interest")[6..], ["0.58", "0.39", "0.20"]);
}

#[test]
fn interest_above_the_installment_waits_and_no_total_is_lost() {
    // 100 % a year: 12.50 in 45 days and 8.33 a month are more than the 24.05 of one installment after a year.
    let mut life = Timeline::monthly("100", "100", 5, "2024-01-01");
    life.terms["day_count"] = "30/360".into();
    let agreed = life.seen("2024-01-01");
    let installment = column(&agreed, "/due/total")[0].clone();
    let view = life.on("2024-01-10", "reschedule", json!({"to": "2024-12-01"})).seen("2024-01-10");
    let (due, principal) = (column(&view, "/due/total"), column(&view, "/due/principal"));
    assert_eq!(
        due[..4],
        [installment.as_str(); 4],
        "what was agreed, though eleven months' interest is more"
    );
    assert_eq!(principal[..3], ["0.00"; 3]);
    assert_eq!(sum(&view, "/due/principal"), 10_000);
    // 100.00 bears 91.67 in eleven months and 8.33 in each of the three after.
    let waiting = [9_167, 833, 833, 833].iter().sum::<i64>();
    let asked: i64 =
        column(&view, "/due/interest")[..4].iter().map(|a| a.replace('.', "").parse::<i64>().unwrap()).sum();
    assert!(asked < waiting && sum(&view, "/due/interest") > waiting, "{view}");
    assert_eq!(
        view["balances"]["outstanding"]["total"].as_str().unwrap().replace('.', "").parse::<i64>().unwrap(),
        sum(&view, "/due/total")
    );
}

#[test]
fn money_is_paid_out_three_times_and_repaid_once() {
    let mut life = Timeline::monthly("100", "7", 6, "2024-01-01");
    life.terms["advances"] =
        json!([{"on": "2024-02-15", "amount": "50"}, {"on": "2024-03-01", "amount": "50"}]);
    let agreed = life.seen("2024-01-01");
    assert_eq!(sum(&agreed, "/due/principal"), 20_000);
    let all = agreed["balances"]["outstanding"]["total"].clone();
    let paid = life
        .on("2024-02-01", "pay", json!({"amount": "17.01", "id": "first"}))
        .on("2024-03-01", "pay", json!({"amount": "100", "id": "much"}))
        .on("2024-03-02", "reverse", json!({"id": "first"}));
    let rest = all.as_str().unwrap().replace('.', "").parse::<i64>().unwrap() - 10_000;
    let rest = format!("{}.{:02}", rest / 100, rest % 100);
    let view = paid.on("2024-07-01", "pay", json!({"amount": rest, "id": "last"})).seen("2024-07-01");
    assert_eq!(
        (view["status"].as_str(), view["balances"]["credit"].as_str()),
        (Some("settled"), Some("0.00"))
    );
    assert_eq!(balance(&view, "principal_receivable"), "0.00");
}

#[test]
fn a_free_loan_bears_interest_from_a_reschedule_on() {
    let mut life = Timeline::monthly("600", "0", 12, "2025-01-01");
    for month in 2..=4 {
        life = life.on(&format!("2025-{month:02}-01"), "pay", json!({"amount": "50"}));
    }
    let view = life.on("2025-04-02", "reschedule", json!({"annual_rate_percent": "24"})).seen("2025-04-02");
    // 450.00 at 2 % a month over nine months.
    assert_eq!(column(&view, "/due/total")[3..11], ["55.13"; 8]);
    assert_eq!(column(&view, "/due/interest")[3..5], ["9.00", "8.08"]);
    assert_eq!(sum(&view, "/due/principal"), 60_000);
}

#[test]
fn a_backdated_charge_off_comes_and_goes() {
    for kind in ["regular", "zero_interest", "accelerate_maturity"] {
        let mut life = loan();
        life.terms["charge_off"] = kind.into();
        let paid = life.on("2024-02-01", "pay", json!({"amount": "17.01", "id": "p1"})).on(
            "2024-04-10",
            "pay",
            json!({"amount": "17.01", "id": "p2"}),
        );
        let never = paid.seen("2024-04-21");
        let off = json!({"id": "off", "value_on": "2024-03-15"});
        let charged_off = paid.on("2024-04-20", "charge_off", off);
        let view = charged_off.seen("2024-04-20");
        assert_eq!(balance(&view, "recovery_income"), "-17.01", "{kind}: what came after it is recovered");
        assert_eq!(balance(&view, "principal_receivable"), "0.00", "{kind}");
        let back = charged_off.on("2024-04-21", "reverse", json!({"id": "off"})).seen("2024-04-21");
        for field in ["installments", "balances", "past_due_days"] {
            assert_eq!(back[field], never[field], "{kind}: {field}");
        }
        for account in ["recovery_income", "charge_off_expense"] {
            assert_eq!(balance(&back, account), "0.00", "{kind}: {account}");
        }
    }
}
