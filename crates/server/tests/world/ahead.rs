//! A phone that knows a higher standing than was ever issued: whoever signed it, the server's word reaches it.

use crate::by_hand::{Open, standing};
use crate::long_poll::{opened, scene, spawn, until_waiting, waiting};

#[tokio::test]
async fn it_is_given_what_is_in_force_and_those_who_run_the_server_hear_of_it() {
    let (server, contract, open) = scene().await;
    server.pay(&contract, 30_000).await;
    let seq = server.read(&contract).await.restriction.standing_seq;
    let answer = open.send(&server, &Open::check_in(1, u64::MAX)).await.unwrap();
    let given = standing(&answer.standing.unwrap(), &open.trust);
    assert_eq!((answer.seq, given.body().seq), (seq, seq));
    assert!(given.body().quittance.is_some(), "its release");
    let metrics = server.app.metrics.text();
    assert!(metrics.contains(r#"quittance_device_messages_total{is="ahead"} 1"#), "{metrics}");
    // Each time counted, once on the timeline.
    open.send(&server, &Open::check_in(2, seq + 1)).await.unwrap();
    open.send(&server, &Open::check_in(3, seq)).await.unwrap();
    assert!(server.app.metrics.text().contains(r#"quittance_device_messages_total{is="ahead"} 2"#));
    let kinds = server.event_kinds(&contract).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "device.ahead").count(), 1, "{kinds:?}");
}

#[tokio::test]
async fn it_does_not_ask_again_and_again_and_hears_of_news_while_it_waits() {
    let (server, contract, open) = scene().await;
    let at_once = server.send(waiting(&open, 1, 99, "wait=50")).await;
    assert_eq!(opened(&open, 1, &at_once).seq, 1);
    let held = spawn(&server, waiting(&open, 2, 99, "wait=50"));
    until_waiting(&server, 1).await;
    server.pay(&contract, 30_000).await;
    let reply = tokio::time::timeout(std::time::Duration::from_secs(5), held).await.unwrap().unwrap();
    let answer = opened(&open, 2, &reply);
    let given = standing(&answer.standing.unwrap(), &open.trust);
    assert!((answer.seq, given.body().quittance.is_some()) == (2, true));
}
