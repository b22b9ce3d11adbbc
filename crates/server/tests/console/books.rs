use crate::operator::{Operator, server, text};
use crate::stage::PASSWORD;

#[tokio::test]
async fn an_owner_closes_a_period_and_an_agent_reads() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", Some(server.lender.id)).await;
    server.contract().await;
    let books = format!("/console/lenders/{}/books", server.lender.id);
    let page = agent.page("/console/books").await;
    assert!(page.contains("Debits equal credits") && page.contains("An owner can close a period."), "{page}");
    let csv = agent.get(&format!("{books}/entries.csv")).await;
    assert_eq!(csv.headers["content-disposition"], "attachment; filename=\"entries.csv\"");
    assert!(text(&csv).starts_with("entry,booked_on,"));
    assert_eq!(agent.get(&format!("{books}/entries.exe")).await.status, 404);
    assert_eq!(agent.post(&format!("{books}/close"), &[("through", "2020-01-31")]).await.status, 403);

    server.app.create_owner("owner", PASSWORD, Some(server.lender.id)).await.unwrap();
    let owner = Operator::sign_in(&server, "owner").await;
    for (through, why) in [("2999-01-31", "is not over"), ("soon", "write a day such as 2026-01-31")] {
        let refused = owner.post(&format!("{books}/close"), &[("through", through)]).await;
        assert_eq!(refused.status, 422);
        assert!(text(&refused).contains(why), "{through}");
    }
    let closed = owner.post(&format!("{books}/close"), &[("through", "2020-01-31")]).await;
    assert_eq!(closed.status, 303);
    let page = owner.page(closed.headers["location"].to_str().unwrap()).await;
    assert!(page.contains("The books are closed through 2020-01-31.") && page.contains("Through 2020-01-31"));
    let again = owner.post(&format!("{books}/close"), &[("through", "2020-01-31")]).await;
    assert!(text(&again).contains("close through a later day"));
}

#[tokio::test]
async fn another_lenders_books_are_not_here() {
    let server = server().await;
    let stranger = Operator::new(&server, "stranger", Some(ident::LenderId::from_bytes([9; 16]))).await;
    let id = server.lender.id;
    for path in [format!("/console/books?lender={id}"), format!("/console/lenders/{id}/books/entries.csv")] {
        assert_eq!(stranger.get(&path).await.status, 404, "{path}");
    }
}
