//! Rails keep no order: whatever comes first, the books end the same.

use std::sync::Arc;

use server::payments::{Outcome, reverse_payment};

use crate::rail::{payment, reversal};
use crate::stage::{TestServer, usd};

#[tokio::test]
async fn a_payment_whose_reversal_came_first_never_counts() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    assert_eq!(server.outcome(&reversal("r1", "100.00", "p1")).await, "waiting");
    assert_eq!(server.outcome(&reversal("r1", "100.00", "p1")).await, "duplicate");
    assert_eq!(server.balance("suspense").await, 10_000, "money has left the rail");
    assert_eq!(server.outcome(&payment("p1", "100.00", &contract)).await, "reversed");
    assert_eq!(server.outcome(&payment("p1", "100.00", &contract)).await, "duplicate");
    assert_eq!((server.status("p1").await, server.status("r1").await), ("reversed".into(), "applied".into()));
    assert_eq!((server.balance("suspense").await, server.balance("rail_clearing").await), (0, 0));
    assert_eq!(server.read(contract.id).await.account.payments(), []);
}

#[tokio::test]
async fn an_early_reversal_of_a_part_waits_for_people() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    assert_eq!(server.outcome(&reversal("r1", "30.00", "p1")).await, "waiting");
    assert_eq!(server.outcome(&payment("p1", "100.00", &contract)).await, "applied");
    assert_eq!((server.status("p1").await, server.status("r1").await), ("applied".into(), "suspense".into()));
    assert_eq!((server.balance("rail_clearing").await, server.balance("suspense").await), (7_000, 3_000));
}

#[tokio::test]
async fn any_order_gives_the_same_books() {
    let orders = [
        [0, 1, 2, 3],
        [0, 1, 3, 2],
        [0, 2, 1, 3],
        [0, 2, 3, 1],
        [0, 3, 1, 2],
        [0, 3, 2, 1],
        [1, 0, 2, 3],
        [1, 0, 3, 2],
        [1, 2, 0, 3],
        [1, 2, 3, 0],
        [1, 3, 0, 2],
        [1, 3, 2, 0],
        [2, 0, 1, 3],
        [2, 0, 3, 1],
        [2, 1, 0, 3],
        [2, 1, 3, 0],
        [2, 3, 0, 1],
        [2, 3, 1, 0],
        [3, 0, 1, 2],
        [3, 0, 2, 1],
        [3, 1, 0, 2],
        [3, 1, 2, 0],
        [3, 2, 0, 1],
        [3, 2, 1, 0],
    ];
    for order in orders {
        let server = TestServer::with_rails().await;
        let contract = server.contract().await;
        let told = [
            payment("p1", "100.00", &contract),
            reversal("r1", "100.00", "p1"),
            payment("p2", "60.00", &contract),
            reversal("r2", "60.00", "p2"),
        ];
        for index in order {
            server.outcome(&told[index]).await;
            server.outcome(&told[index]).await;
        }
        let read = server.read(contract.id).await;
        assert_eq!(read.account.received(), usd(0), "{order:?}");
        assert_eq!(
            (server.balance("suspense").await, server.balance("rail_clearing").await),
            (0, 0),
            "{order:?}"
        );
        for (id, want) in [("p1", "reversed"), ("p2", "reversed"), ("r1", "applied"), ("r2", "applied")] {
            assert_eq!(server.status(id).await, want, "{id} in {order:?}");
        }
        assert_eq!(server.payments().await.len(), 4, "{order:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_and_its_reversal_at_the_same_moment() {
    for _ in 0..30 {
        let server = Arc::new(TestServer::with_rails().await);
        let contract = server.contract().await;
        let (first, second) = (Arc::clone(&server), Arc::clone(&server));
        let (paid, taken) = (payment("p1", "100.00", &contract), reversal("r1", "100.00", "p1"));
        let paying = tokio::spawn(async move { first.outcome(&paid).await });
        let taking = tokio::spawn(async move { second.outcome(&taken).await });
        let outcomes = (paying.await.unwrap(), taking.await.unwrap());
        assert_eq!(server.read(contract.id).await.account.received(), usd(0), "{outcomes:?}");
        assert_eq!(server.status("p1").await, "reversed", "{outcomes:?}");
        assert_eq!(server.status("r1").await, "applied", "{outcomes:?}");
        assert_eq!((server.balance("suspense").await, server.balance("rail_clearing").await), (0, 0));
    }
}

#[tokio::test]
async fn a_lender_reverses_by_its_own_word_once() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    server.outcome(&payment("p1", "100.00", &contract)).await;
    let id = server.payments().await[0].id;
    let first = reverse_payment(&server.app, &server.lender, id).await.unwrap();
    assert!(matches!(first, Outcome::Applied(_)), "{first:?}");
    let again = reverse_payment(&server.app, &server.lender, id).await.unwrap();
    assert!(matches!(again, Outcome::Duplicate(_)), "{again:?}");
    assert_eq!(server.outcome(&reversal("r1", "100.00", "p1")).await, "duplicate");
    let other = server.other_lender(server::LenderMode::Test).await;
    assert!(reverse_payment(&server.app, &other, id).await.is_err());
    assert!(reverse_payment(&server.app, &server.lender, first.payment().id).await.is_err());
}
