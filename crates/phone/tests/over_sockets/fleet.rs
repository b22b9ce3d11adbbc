//! Many phones in one process, over real sockets.

use std::sync::Arc;
use std::time::Duration;

use crate::lender::{Lender, identity};
use agent::ScreenKind;
use ident::SeededEntropy;
use phone::{Fleet, FleetError};

fn fleet() -> Fleet {
    Fleet::new(Arc::new(|| Duration::ZERO), Box::new(SeededEntropy::new(1)))
}

#[tokio::test]
async fn enrolls_checks_in_and_waits() {
    let lender = Lender::serve().await;
    let mut phone = fleet().enroll(lender.code(), identity()).await.unwrap();
    assert_eq!((phone.screen().kind, phone.standing_seq()), (ScreenKind::Free, 1));
    // The receipt of the enrollment was delivered in the same conversation.
    assert_eq!(*lender.receipts.lock().unwrap(), 1);
    lender.publish(2, |_| ());
    phone.check_in().await.unwrap();
    assert_eq!(phone.standing_seq(), 2);

    let publisher = Arc::clone(&lender);
    let later = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(50)).await;
        publisher.release(3);
    });
    let kind = phone.wait().await.unwrap().kind;
    later.await.unwrap();
    assert_eq!(kind, ScreenKind::Quittance);
    phone.check_in().await.unwrap();
    assert_eq!(*lender.receipts.lock().unwrap(), 2);
}

#[tokio::test]
async fn a_forgotten_session_is_renewed_in_the_same_call() {
    let lender = Lender::serve().await;
    let mut phone = fleet().enroll(lender.code(), identity()).await.unwrap();
    lender.forget_sessions();
    lender.publish(2, |_| ());
    phone.check_in().await.unwrap();
    assert_eq!((phone.standing_seq(), *lender.hellos.lock().unwrap()), (2, 2));
}

#[tokio::test]
async fn says_why_it_did_not_get_through() {
    let lender = Lender::serve().await;
    let mut code = lender.code();
    code.root = proof::Digest([9; 32]);
    let refused = fleet().enroll(code.clone(), identity()).await.unwrap_err();
    assert!(matches!(refused, FleetError::Refused(refusal) if refusal.check == agent::Check::RootNext));
    code.server = "http://127.0.0.1:1".to_owned();
    assert!(matches!(fleet().enroll(code, identity()).await.unwrap_err(), FleetError::Network(_)));
}
