use loan::returns::{Grade, Outcome, ReturnCase, Stage};
use servicing::Contract;

use crate::operator::{Operator, server, text};
use crate::stage::{TestServer, usd};

async fn stage(server: &TestServer, contract: &Contract) -> Stage {
    server.read(contract).await.giving_back.as_ref().map(ReturnCase::stage).unwrap().clone()
}

/// The page offers exactly the next steps; what is typed wrongly stands in its field.
#[tokio::test]
async fn a_phone_is_given_back_step_by_step() {
    let server = server().await;
    let one = Operator::new(&server, "one", Some(server.lender.id)).await;
    let contract = server.contract().await;
    let page = format!("/console/contracts/{}", contract.id);
    let post = async |fields: &[(&str, &str)]| one.post(&format!("{page}/return"), fields).await;
    let offers = async |steps: &[&str]| {
        let html = one.page(&page).await;
        for step in ["request", "appoint", "receive", "inspect", "value", "close", "withdraw"] {
            let is_there = html.contains(&format!("name=\"step\" value=\"{step}\""));
            assert_eq!(is_there, steps.contains(&step), "{step}");
        }
    };
    offers(&["request"]).await;
    assert_eq!(post(&[("step", "close")]).await.status, 409);
    assert_eq!(post(&[("step", "fly")]).await.status, 422);
    assert_eq!(post(&[("step", "request")]).await.status, 303);

    offers(&["appoint", "withdraw"]).await;
    let nowhere = post(&[("step", "appoint"), ("day", "2026-01-09"), ("place", " ")]).await;
    assert_eq!(nowhere.status, 422);
    let html = text(&nowhere);
    assert!(html.contains("id=\"place-error\"") && html.contains("value=\"2026-01-09\""), "{html}");
    let past = post(&[("step", "appoint"), ("day", "2026-01-01"), ("place", "Shop")]).await;
    assert_eq!(past.status, 409);
    assert!(text(&past).contains("it must be on or after 2026-01-05"), "{}", text(&past));
    assert_eq!(post(&[("step", "appoint"), ("day", "2026-01-09"), ("place", "<Shop>")]).await.status, 303);
    assert!(!one.page(&page).await.contains("<Shop>"));

    offers(&["receive", "appoint", "withdraw"]).await;
    assert_eq!(post(&[("step", "receive")]).await.status, 303);
    offers(&["inspect", "withdraw"]).await;
    assert_eq!(post(&[("step", "inspect"), ("grade", "F"), ("note", "x")]).await.status, 422);
    assert_eq!(post(&[("step", "inspect"), ("grade", "C"), ("note", "cracked")]).await.status, 303);
    assert!(matches!(stage(&server, &contract).await, Stage::Inspected { grade: Grade::C, .. }));

    offers(&["value", "withdraw"]).await;
    for (field, amount) in [("proceeds", ""), ("proceeds", "1.234"), ("retaking", "x"), ("proceeds", "-1")] {
        let fields = [(field, amount), ("step", "value"), ("proceeds", "100.00")];
        let bad = post(&fields).await;
        assert_eq!(bad.status, 422, "{field} {amount}");
    }
    let fields = [("step", "value"), ("proceeds", "120.00"), ("retaking", "5.00"), ("processing", "")];
    let look = post(&fields).await;
    let html = text(&look);
    assert_eq!(look.status, 200);
    for line in [
        "2. The phone counts for USD 120.00.",
        "4. Costs of the return: fetching it USD 5.00.",
        "6. Deficiency: you still owe USD 185.00.",
        "Tell the borrower so",
        "value=\"120.00\"",
    ] {
        assert!(html.contains(line), "{line} in {html}");
    }
    assert!(matches!(stage(&server, &contract).await, Stage::Inspected { .. }), "looking tells nobody");
    let (_, shown) = html.split_once("name=\"shown\" value=\"").unwrap();
    let shown = shown.split('"').next().unwrap();
    let other = [("shown", shown), ("step", "value"), ("proceeds", "1.00")];
    assert_eq!(post(&other).await.status, 200, "other figures are shown first");
    assert_eq!(post(&[&fields[..], &[("shown", shown)]].concat()).await.status, 303);
    let Stage::Valued { statement, .. } = stage(&server, &contract).await else { panic!("not valued") };
    assert_eq!(statement.outcome, Outcome::Deficiency(usd(18_500)));

    offers(&["close", "withdraw"]).await;
    assert_eq!(post(&[("step", "close")]).await.status, 303);
    let after = server.read(&contract).await;
    assert_eq!(after.account.outstanding(), usd(18_500));
    offers(&[]).await;
    let html = one.page(&page).await;
    assert!(html.contains("The account was settled by it") && html.contains("As the borrower reads it"));
}

#[tokio::test]
async fn the_borrower_keeps_the_phone_and_another_lender_s_operator_sees_nothing() {
    let server = server().await;
    let one = Operator::new(&server, "one", Some(server.lender.id)).await;
    let contract = server.contract().await;
    let page = format!("/console/contracts/{}/return", contract.id);
    assert_eq!(one.post(&page, &[("step", "request")]).await.status, 303);
    assert_eq!(one.post(&page, &[("step", "withdraw")]).await.status, 303);
    assert!(server.read(&contract).await.holds.is_empty());
    let again = one.post(&page, &[("step", "request")]).await;
    assert!(text(&again).contains("the last return was withdrawn: request another from"), "{}", text(&again));

    let elsewhere = crate::stage::new_lender(&server.app, "Elsewhere", server::LenderMode::Test).await;
    let stranger = Operator::new(&server, "stranger", Some(elsewhere)).await;
    assert_eq!(stranger.post(&page, &[("step", "request")]).await.status, 404);
    let help = format!("/console/contracts/{}/help", contract.id);
    assert_eq!(stranger.get(&help).await.status, 404);
    assert_eq!(stranger.post(&help, &[("wish", "other")]).await.status, 404);
    let forged = [("csrf", "x"), ("step", "request")];
    let forged = crate::operator::post_with(&server, &page, &one.cookie, &forged).await;
    assert_eq!(forged.status, 403);
}
