use loan::restructure::{Forgiven, Restructuring};
use money::Money;
use servicing::Command;
use servicing::help::{AskedBy, PlanApprovals, Wish};

use crate::operator::{Operator, server, text};

#[tokio::test]
async fn a_request_is_answered_and_approved_by_two() {
    let server = server().await;
    let one = Operator::new(&server, "one", Some(server.lender.id)).await;
    let two = Operator::new(&server, "two", Some(server.lender.id)).await;
    let contract = server.contract().await;
    let page = format!("/console/contracts/{}", contract.id);
    assert!(!one.page(&page).await.contains("Asked for help"));
    let nothing = one.post(&format!("{page}/help/decline"), &[]).await;
    assert_eq!(nothing.status, 409);

    let ask = Command::AskForHelp {
        by: AskedBy::Agent,
        wish: Wish::PaymentHoliday,
        note: Some("<b>ill</b>".into()),
    };
    server.app.execute(&server.lender, contract.id, ask, &|_, _| ()).await.unwrap();
    let html = one.page(&page).await;
    assert!(html.contains("Asked for help") && !html.contains("<b>ill"), "the note is text, not markup");
    let offer = [("plan", "holiday_waived"), ("installments", "1")];
    assert_eq!(one.post(&format!("{page}/help/offer"), &offer).await.status, 303);
    let is_binding = async || {
        let open = server.read(&contract).await.help.open.unwrap();
        open.offer.unwrap().is_binding()
    };
    assert!(is_binding().await, "one person is enough where nothing is given up");

    let money = |minor| Money::from_minor(minor, contract.currency()).unwrap();
    let forgiven = Forgiven { penalty: money(0), fee: money(0), interest: money(0), principal: money(500) };
    let by_system = Command::OfferPlans {
        changes: vec![Restructuring::Forgive(forgiven)],
        valid_through: contract.day(server.app.now_for(&server.lender).await.unwrap()),
        by: None,
        rule: PlanApprovals::default(),
    };
    server.app.execute(&server.lender, contract.id, by_system, &|_, _| ()).await.unwrap();
    assert!(!is_binding().await, "money is given up: a person must say yes too");
    assert!(one.page(&page).await.contains("Approve the offer"));
    assert_eq!(one.post(&format!("{page}/help/approve"), &[]).await.status, 303);
    assert!(is_binding().await);
    let again = one.post(&format!("{page}/help/approve"), &[]).await;
    assert!(text(&again).contains("this operator has approved already"));
    assert_eq!(two.post(&format!("{page}/help/decline"), &[]).await.status, 303);
    assert!(server.read(&contract).await.help.open.is_none());
}
