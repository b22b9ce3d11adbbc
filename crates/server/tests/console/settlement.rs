use server::LenderMode;
use servicing::settlement::SettlementStage;

use crate::operator::{Operator, server, text};
use crate::stage::new_lender;

#[tokio::test]
async fn one_offers_and_another_approves() {
    let server = server().await;
    let one = Operator::new(&server, "one", Some(server.lender.id)).await;
    let two = Operator::new(&server, "two", Some(server.lender.id)).await;
    let contract = server.contract().await;
    let page = format!("/console/contracts/{}", contract.id);
    let stage = async || server.read(&contract).await.settlement_stage().map(|(_, stage)| stage);
    assert!(one.page(&page).await.contains("Settle for less"));

    let through = contract
        .day(server.app.now_for(&server.lender).await.unwrap())
        .saturating_add(jiff::Span::new().days(30));
    let through = through.to_string();
    for (amount, day, status, said) in [
        ("much", through.as_str(), 422, "amount-error"),
        ("", through.as_str(), 422, "above 0"),
        ("10.00", "soon", 422, "valid_through-error"),
        ("100000.00", through.as_str(), 409, "it must be less than"),
        ("10.00", "2020-01-01", 409, "it must be"),
    ] {
        let form = [("amount", amount), ("valid_through", day)];
        let refused = one.post(&format!("{page}/settlement"), &form).await;
        assert_eq!(refused.status, status, "{amount} {day}");
        let html = text(&refused);
        assert!(html.contains(said) && html.contains(&format!("value=\"{day}\"")), "{amount} {day}: {html}");
    }
    assert_eq!(stage().await, None);

    let form = [("amount", "10.00"), ("valid_through", through.as_str())];
    assert_eq!(one.post(&format!("{page}/settlement"), &form).await.status, 303);
    assert_eq!(stage().await, Some(SettlementStage::AwaitingApproval));
    let blind = two.post(&format!("{page}/settlement/approve"), &[("offer", "another")]).await;
    assert!(text(&blind).contains("not the one that was shown: read it again"));
    let offer = server.read(&contract).await.settlement.unwrap().id.to_string();
    let offer = [("offer", offer.as_str())];
    let own = one.post(&format!("{page}/settlement/approve"), &offer).await;
    assert!(text(&own).contains("this operator has approved already"));
    let html = two.page(&page).await;
    assert!(html.contains("Approve the settlement") && html.contains("would be forgiven"), "{html}");
    assert_eq!(two.post(&format!("{page}/settlement/approve"), &offer).await.status, 303);
    assert_eq!(stage().await, Some(SettlementStage::Open));
    assert!(one.page(&page).await.contains("payments count toward it"), "the timeline says so");
    assert_eq!(one.post(&format!("{page}/settlement/withdraw"), &[]).await.status, 303);
    assert_eq!(stage().await, None);
}

#[tokio::test]
async fn another_lenders_settlement_can_t_be_touched() {
    let server = server().await;
    let contract = server.contract().await;
    let second = new_lender(&server.app, "Second Lender", LenderMode::Test).await;
    let stranger = Operator::new(&server, "stranger", Some(second)).await;
    let page = format!("/console/contracts/{}/settlement", contract.id);
    let form = [("amount", "10.00"), ("valid_through", "2026-03-31")];
    for (path, fields) in [("", &form[..]), ("/approve", &[("offer", "x")][..]), ("/withdraw", &[])] {
        assert_eq!(stranger.post(&format!("{page}{path}"), fields).await.status, 404, "{path}");
    }
    assert_eq!(server.read(&contract).await, contract);
}
