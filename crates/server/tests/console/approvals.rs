//! What two people decide, and what an owner can stop.

use server::Problem;
use store::rows::ApprovalState;

use crate::operator::{Operator, server, text};
use crate::stage::{PASSWORD, TestServer};

async fn ask(server: &TestServer) -> String {
    server.app.freeze(&server.lender, "a drill").await.unwrap();
    let asked = server.app.ask_to_thaw(&server.lender).await.unwrap().unwrap();
    format!("/console/approvals/{}", asked.id)
}

#[tokio::test]
async fn two_operators_thaw_a_lender() {
    let server = server().await;
    let one = Operator::new(&server, "one", None).await;
    let two = Operator::new(&server, "two", Some(server.lender.id)).await;
    let path = ask(&server).await;
    let page = one.page("/console/approvals").await;
    assert!(page.contains("Let the lender restrict again") && page.contains("Nobody yet"), "{page}");
    assert!(one.page("/console").await.contains("two approvals are asked for"));
    assert_eq!(one.post(&path, &[]).await.status, 303);
    let again = one.post(&path, &[]).await;
    assert_eq!(again.status, 409);
    assert!(text(&again).contains("another person"), "{}", text(&again));
    assert!(one.page("/console/approvals").await.contains("You have approved"));
    assert!(server.app.store.frozen(server.lender.id).await.unwrap().is_some());
    assert_eq!(two.post(&path, &[]).await.status, 303);
    assert!(server.app.store.frozen(server.lender.id).await.unwrap().is_none());
    assert!(two.page("/console/approvals").await.contains("Nothing waits"));
}

#[tokio::test]
async fn only_an_owner_freezes_and_releases() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", Some(server.lender.id)).await;
    server.app.create_owner("owner", PASSWORD, Some(server.lender.id)).await.unwrap();
    let owner = Operator::sign_in(&server, "owner").await;
    let freeze = format!("/console/lenders/{}/freeze", server.lender.id);
    let release = format!("/console/lenders/{}/release-all", server.lender.id);
    for path in [&freeze, &release] {
        assert_eq!(agent.post(path, &[("reason", "why not")]).await.status, 403);
        assert_eq!(owner.post(path, &[("reason", " ")]).await.status, 422);
    }
    assert!(server.app.store.frozen(server.lender.id).await.unwrap().is_none());
    assert_eq!(owner.post(&freeze, &[("reason", "a key is lost")]).await.status, 303);
    assert!(agent.page("/console").await.contains("a key is lost"));
    assert_eq!(owner.post(&release, &[("reason", "a key is lost")]).await.status, 303);
    assert!(server.app.store.release_run(server.lender.id).await.unwrap().is_some());
}

#[tokio::test]
async fn another_lenders_requests_are_not_there() {
    let server = server().await;
    let other = crate::stage::new_lender(&server.app, "Other", server::LenderMode::Test).await;
    let stranger = Operator::new(&server, "stranger", Some(other)).await;
    let path = ask(&server).await;
    assert_eq!(stranger.post(&path, &[]).await.status, 404);
    assert!(!stranger.page("/console/approvals").await.contains("First Lender"));
    let freeze = format!("/console/lenders/{}/freeze", server.lender.id);
    assert_eq!(stranger.post(&freeze, &[("reason", "mine")]).await.status, 404);
}

#[tokio::test]
async fn the_command_line_takes_the_operators_own_password() {
    let server = server().await;
    server.app.create_operator("one", PASSWORD, None).await.unwrap();
    let path = ask(&server).await;
    let request = path.rsplit('/').next().unwrap().parse().unwrap();
    let approve = async |operator: &str, password: &str| -> Result<_, Problem> {
        let (operator, password) = (operator.to_owned(), password.to_owned());
        let command = server::admin::AdminCommand::Approve { request, operator, password, through: None };
        server.app.administer(command).await
    };
    for (name, password) in [("one", "wrong battery"), ("nobody", PASSWORD), ("one", "")] {
        assert_eq!(approve(name, password).await.unwrap_err().status, 401);
    }
    let open = server.app.store.approvals(server.lender.id, ApprovalState::Open, 9).await.unwrap();
    assert!(!open[0].data.contains("opr_"));
    let done = approve("one", PASSWORD).await.unwrap();
    assert_eq!(done["given"].as_array().unwrap().len(), 1);
    assert_eq!(approve("one", PASSWORD).await.unwrap_err().status, 409);
}
