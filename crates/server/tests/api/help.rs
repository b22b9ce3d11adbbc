use serde_json::json;

use crate::common::TestServer;

#[tokio::test]
async fn a_borrower_who_can_not_pay_gets_a_plan() {
    let server = TestServer::new().await;
    let id = server.active(1).await;
    assert_eq!(
        server.post("/v1/test-clock/advance", &json!({"to": "2026-03-20T09:00:00Z"})).await.status,
        200
    );
    let at = |tail: &str| format!("/v1/contracts/{id}/help{tail}");
    let plans = json!([{"kind": "term_extension", "extra_installments": 4}, {"kind": "re_amortize"}]);
    let quotes = server.post(&at("/plans"), &json!({"plans": plans})).await;
    assert_eq!(quotes.status, 200, "{}", quotes.json());
    let quotes = quotes.json();
    assert_eq!(quotes[1]["cures"], true);
    let told = &quotes[0]["bureau"];
    assert_eq!((&told["status_before"], &told["status_after"]), (&json!("71"), &json!("71")));
    assert_eq!(
        (&quotes[1]["bureau"]["status_after"], &told["arrangement"]),
        (&json!("11"), &json!("modified"))
    );
    assert!(quotes[0]["new"]["installments_left"].as_u64() > quotes[0]["old"]["installments_left"].as_u64());
    assert_eq!(server.get(&at("")).await.json()["open"], json!(null), "a quote asks for nothing");

    let valid = json!({"plans": plans, "valid_through": "2026-03-30"});
    assert_eq!(server.post(&at("/offer"), &valid).await.problem(), "refused");
    let asked =
        server.post(&at(""), &json!({"wish": "term_extension", "note": "I lost my job"})).await.json();
    assert_eq!(asked["holds"][0]["kind"], "hardship");
    assert_eq!(server.post(&at("/accept"), &json!({"plan": 1})).await.problem(), "refused");
    assert_eq!(server.post(&at("/offer"), &valid).await.status, 200);
    let help = server.get(&at("")).await.json();
    assert_eq!(help["open"]["offer"]["is_binding"], true);
    assert_eq!(help["open"]["offer"]["plans"][0]["still_to_pay"], quotes[0]["new"]["still_to_pay"]);
    let digest = |plan: usize| help["open"]["offer"]["plans"][plan]["digest"].clone();
    let other = server.post(&at("/accept"), &json!({"plan": 1, "digest": digest(1)})).await;
    assert_eq!((other.status, other.problem().as_str()), (409, "refused"));
    assert!(other.json()["detail"].as_str().unwrap().contains("not the one that was shown"));
    let broken = server.post(&at("/accept"), &json!({"plan": 1, "digest": "abc"})).await;
    assert_eq!((broken.status, broken.field().as_str()), (422, "digest"));
    let accepted = server.post(&at("/accept"), &json!({"plan": 1, "digest": digest(0)})).await;
    assert_eq!(accepted.status, 200, "{}", accepted.json());
    let accepted = accepted.json();
    assert_eq!(accepted["holds"], json!([]));
    assert_eq!(accepted["balances"]["outstanding"], quotes[0]["new"]["still_to_pay"]);
    assert_eq!(server.post(&at("/accept"), &json!({"plan": 1})).await.problem(), "refused");
    assert_eq!(server.get(&at("")).await.json()["ended"][0]["outcome"], "accepted");
}

#[tokio::test]
async fn bad_plans_are_named() {
    let server = TestServer::new().await;
    let id = server.active(1).await;
    let plans = format!("/v1/contracts/{id}/help/plans");
    let bad = server.post(&plans, &json!({"plans": [{"kind": "forgiveness", "principal": "1.234"}]})).await;
    assert_eq!((bad.status, bad.field().as_str()), (422, "plans[0].principal"));
    assert_eq!(server.post(&plans, &json!({"plans": [{"kind": "magic"}]})).await.status, 422);
    let none = server.post(&plans, &json!({"plans": [{"kind": "forgiveness"}]})).await;
    assert_eq!(none.problem(), "refused");
    for many in [0, 4] {
        let refused = server.post(&plans, &json!({"plans": vec![json!({"kind": "interest_pause", "from": "2026-03-01", "through": "2026-04-01"}); many]})).await;
        assert_eq!(refused.status, 422, "{many} plans: {}", refused.json());
    }
    let wish = server.post(&format!("/v1/contracts/{id}/help"), &json!({"wish": "whim"})).await;
    assert_eq!(wish.status, 422);
}

#[tokio::test]
async fn a_fee_is_charged_waived_and_taken_back() {
    let server = TestServer::new().await;
    let id = server.active(1).await;
    let book = format!("/v1/contracts/{id}/transactions");
    let before = server.get(&format!("/v1/contracts/{id}")).await.json()["balances"]["outstanding"].clone();
    let charge = json!({"transaction": {"kind": "charge", "portion": "fee", "amount": "2.50"}});
    let charged = server.post(&book, &charge).await;
    assert_eq!(charged.status, 200, "{}", charged.json());
    assert_ne!(charged.json()["balances"]["outstanding"], before);
    let waived =
        server.post(&book, &json!({"transaction": {"kind": "waive", "portion": "fee"}})).await.json();
    assert_eq!(waived["balances"]["outstanding"], before);
    let postings = server.get(&format!("/v1/contracts/{id}/postings?limit=100")).await.json();
    let causes: Vec<_> =
        postings["data"].as_array().unwrap().iter().map(|it| it["transaction"].clone()).collect();
    let charge = causes.iter().find_map(|cause| cause.as_str().filter(|id| id.starts_with("txn_"))).unwrap();
    let reversed = server.post(&format!("{book}/{charge}/reverse"), &json!({})).await;
    assert_eq!(reversed.status, 200, "{}", reversed.json());
    let unknown = json!({"transaction": {"kind": "charge", "portion": "principal", "amount": "1"}});
    assert_eq!(server.post(&book, &unknown).await.problem(), "refused");
    assert_eq!(server.post(&book, &json!({"transaction": {"kind": "gift"}})).await.status, 422);
}

#[tokio::test]
async fn a_phone_is_given_back_step_by_step() {
    let server = TestServer::new().await;
    let id = server.active(1).await;
    let at = format!("/v1/contracts/{id}/return");
    assert_eq!(server.get(&at).await.status, 404);
    assert_eq!(server.post(&at, &json!({"step": "close"})).await.problem(), "refused");
    let steps = [
        json!({"step": "request"}),
        json!({"step": "appoint", "day": "2026-01-09", "place": "The shop"}),
        json!({"step": "receive"}),
        json!({"step": "inspect", "grade": "B", "note": "scratched"}),
        json!({"step": "value", "proceeds": "60.00", "expenses": [{"kind": "retaking", "amount": "5.00"}]}),
    ];
    for step in &steps {
        let done = server.post(&at, step).await;
        assert_eq!(done.status, 200, "{step}: {}", done.json());
    }
    let valued = server.get(&at).await.json();
    assert_eq!((&valued["stage"], &valued["proceeds"]), (&json!("valued"), &json!("60.00")));
    let closed = server.post(&at, &json!({"step": "close"})).await.json();
    assert_eq!(closed["balances"]["outstanding"], valued["deficiency"]);
    let bad = server.post(&at, &json!({"step": "value", "proceeds": "-"})).await;
    assert_eq!((bad.status, bad.field().as_str()), (422, "proceeds"));
}
