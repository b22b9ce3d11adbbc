use serde_json::{Value, json};

use crate::stage::{Financed, Stage, string};

/// Asks for the borrower, offers one plan and accepts it. The answer is the contract.
async fn agree(stage: &Stage, financed: &Financed, plan: &Value) -> Value {
    let help = format!("/v1/contracts/{}/help", financed.contract);
    stage.post(&help, &json!({ "wish": "re_age" })).await;
    let now = string(&stage.get("/v1/test-clock").await["now"]);
    let offer = json!({ "plans": [plan], "valid_through": now[..10] });
    stage.post(&format!("{help}/offer"), &offer).await;
    stage.post(&format!("{help}/accept"), &json!({ "plan": 1 })).await
}

/// Locked, then helped: all that is owed moves to new days, which the phone's terms don't have. When the plan is not
/// kept either, it locks again, and what it has on itself proves why.
#[tokio::test]
async fn a_plan_that_moves_due_dates_is_kept_to_or_locks() {
    let stage = Stage::new().await;
    let financed = stage.sell("490154203237518").await;
    stage.until_locked(&[&financed]).await;
    let today: jiff::civil::Date = string(&stage.get("/v1/test-clock").await["now"])[..10].parse().unwrap();
    // Installments were due on Mondays.
    let first = today.nth_weekday(1, jiff::civil::Weekday::Wednesday).unwrap();
    let plan = json!({
        "kind": "re_age", "installments": 52, "every_count": 1, "every_unit": "week",
        "first_due_on": first.to_string(),
    });
    let agreed = agree(&stage, &financed, &plan).await;
    assert_eq!(agreed["restriction"]["level"], "none");
    financed.phone.sees("freed by the plan", |screen| screen["level"] == "none").await;

    stage.until_locked(&[&financed]).await;
    let screen = financed.phone.screen().await;
    assert_eq!(screen["refused"], Value::Null, "{screen}");
    std::fs::write(stage.path("phone.evidence"), financed.phone.evidence().await).unwrap();
    let said = stage.run("verify @phone.evidence");
    for wanted in
        ["lawfully be locked", "under a plan of 52 installments agreed after the terms", "Everything holds."]
    {
        assert!(said.contains(wanted), "`{wanted}` is missing in:\n{said}");
    }

    let overdue = &stage.contract(&financed).await["balances"]["overdue"];
    let payment = json!({ "amount": overdue, "currency": "USD", "external_id": "all-overdue" });
    stage.post(&format!("/v1/contracts/{}/payments", financed.contract), &payment).await;
    financed.phone.sees("freed by the payment", |screen| screen["level"] == "none").await;
}
