use proof::session::{Answer, CheckIn, Purpose, SessionKeys};

use crate::by_hand::{Device, Open, post, request, standing};
use crate::world::World;

async fn enrolled(server: &World) -> (servicing::Contract, Device, Open) {
    let contract = server.contract().await;
    let mut device = Device::of(&contract);
    let open = device.enroll(server, &contract).await;
    (contract, device, open)
}

#[tokio::test]
async fn a_new_standing_is_delivered_once_it_is_there() {
    let server = World::new().await;
    let (contract, _, open) = enrolled(&server).await;
    let answer = open.send(&server, &Open::check_in(1, 1)).await.unwrap();
    assert_eq!((answer.seq, answer.standing), (1, None));
    server.pay(&contract, 10_000).await;
    let answer = open.send(&server, &Open::check_in(2, 1)).await.unwrap();
    let news = standing(&answer.standing.unwrap(), &open.trust);
    assert_eq!((answer.seq, news.body().seq), (2, 2));
    assert_eq!(news.body().outstanding.minor(), 20_000);
    let answer = open.send(&server, &Open::check_in(3, 2)).await.unwrap();
    assert_eq!((answer.seq, answer.standing), (2, None));
    // A device that lost an answer is told again.
    assert!(open.send(&server, &Open::check_in(4, 1)).await.unwrap().standing.is_some());
}

#[tokio::test]
async fn a_replayed_check_in_is_refused() {
    let server = World::new().await;
    let (_, _, open) = enrolled(&server).await;
    open.send(&server, &Open::check_in(7, 1)).await.unwrap();
    for counter in [7, 6, 1, 0] {
        let refused = open.send(&server, &Open::check_in(counter, 1)).await.unwrap_err();
        assert_eq!(refused.problem(), (409, "replay".to_owned()), "{counter}");
    }
    // A counter that the store can't hold would be forgotten.
    let huge = open.send(&server, &Open::check_in(u64::MAX, 1)).await.unwrap_err();
    assert_eq!(huge.status, 409);
    assert!(open.send(&server, &Open::check_in(8, 1)).await.is_ok());
}

#[tokio::test]
async fn one_of_many_replays_at_once_is_answered() {
    let server = std::sync::Arc::new(World::new().await);
    let (_, _, open) = enrolled(&server).await;
    let mut sent = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let (server, open) = (std::sync::Arc::clone(&server), open.clone());
        sent.spawn(async move { open.send(&server, &Open::check_in(1, 1)).await.is_ok() });
    }
    let answered = sent.join_all().await.into_iter().filter(|ok| *ok).count();
    assert_eq!(answered, 1);
}

#[tokio::test]
async fn an_altered_check_in_is_refused() {
    let server = World::new().await;
    let (_, _, open) = enrolled(&server).await;
    let bytes = Open::check_in(1, 1).seal(open.session(), &open.keys);
    for at in 0..bytes.len() {
        let mut altered = bytes.clone();
        altered[at] ^= 1;
        let reply = post(&server, "check-in", altered).await;
        assert!(reply.status == 400 || reply.status == 401, "byte {at}: {}", reply.status);
    }
    assert_eq!(post(&server, "check-in", bytes).await.status, 200, "nothing was counted");
}

#[tokio::test]
async fn one_device_can_t_speak_for_another() {
    let server = World::new().await;
    let (_, _, open) = enrolled(&server).await;
    let other = server.contract_for(35_000_000_000_003).await;
    let mut other_device =
        Device { key: proof::keys::SoftDeviceKey::from_seed(&[4; 32]), ..Device::of(&other) };
    let other_open = other_device.enroll(&server, &other).await;
    let forged = Open::check_in(1, 1).seal(open.session(), &other_open.keys);
    let refused = post(&server, "check-in", forged).await;
    assert_eq!(refused.problem(), (401, "not-authentic".to_owned()));
    // Nor does an answer's key make a question.
    let bytes = open.keys.to_bytes();
    let mut turned = [0; 64];
    turned[..32].copy_from_slice(&bytes[32..]);
    turned[32..].copy_from_slice(&bytes[..32]);
    let turned = Open::check_in(1, 1).seal(open.session(), &SessionKeys::from_bytes(&turned));
    assert_eq!(post(&server, "check-in", turned).await.status, 401);
    assert!(open.send(&server, &Open::check_in(1, 1)).await.is_ok());
}

#[tokio::test]
async fn an_unknown_session_says_hello_first() {
    let server = World::new().await;
    let (_, _, open) = enrolled(&server).await;
    let unknown = ident::SessionId::from_bytes([9; 16]);
    let reply = post(&server, "check-in", Open::check_in(1, 1).seal(unknown, &open.keys)).await;
    assert_eq!(reply.problem(), (401, "session-unknown".to_owned()));
}

#[tokio::test]
async fn the_device_is_asked_to_renew_in_time() {
    let server = World::new().await;
    let (_, mut device, open) = enrolled(&server).await;
    server.advance("2026-01-29T08:59:59Z").await;
    assert!(!open.send(&server, &Open::check_in(1, 1)).await.unwrap().renew);
    server.advance("2026-01-29T09:00:00Z").await;
    assert!(open.send(&server, &Open::check_in(2, 1)).await.unwrap().renew);
    let renewed = device.open(&server, Purpose::Renew { session: open.session() }).await.unwrap();
    assert!(!renewed.send(&server, &Open::check_in(1, 1)).await.unwrap().renew);
}

#[tokio::test]
async fn a_routine_check_in_does_not_touch_the_store() {
    let server = World::new().await;
    let (_, _, open) = enrolled(&server).await;
    open.send(&server, &Open::check_in(1, 1)).await.unwrap();
    // A closed store refuses every read and write.
    server.app.store.close().await.unwrap();
    for counter in 2..50 {
        let answer = open.send(&server, &Open::check_in(counter, 1)).await.unwrap();
        assert_eq!((answer.seq, answer.standing), (1, None));
    }
    // What must be read can't be answered.
    let refused = open.send(&server, &Open::check_in(50, 0)).await.unwrap_err();
    assert_eq!(refused.problem(), (503, "unavailable".to_owned()));
}

#[tokio::test]
async fn a_restarted_server_knows_sessions_and_counters() {
    let server = World::new().await;
    let (contract, _, open) = enrolled(&server).await;
    open.send(&server, &Open::check_in(5, 1)).await.unwrap();
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let workers = server::jobs::start(&server.app, &stopped);
    stop.send_replace(true);
    for worker in workers {
        worker.await.unwrap();
    }
    let restarted = server.restarted().await;
    let refused = open.send(&restarted, &Open::check_in(5, 1)).await.unwrap_err();
    assert_eq!(refused.problem(), (409, "replay".to_owned()));
    assert!(open.send(&restarted, &Open::check_in(6, 1)).await.is_ok());
    let device = restarted.app.store.device(contract.device.id).await.unwrap().unwrap();
    assert_eq!(device.last_seen_at, Some(server.now().await));
}

#[tokio::test]
async fn too_many_receipts_are_refused() {
    let server = World::new().await;
    let (_, _, open) = enrolled(&server).await;
    let check_in = CheckIn { receipts: vec![vec![1].into(); 17], ..Open::check_in(1, 1) };
    let reply = open.send(&server, &check_in).await.unwrap_err();
    assert_eq!(reply.problem(), (400, "malformed".to_owned()));
}

#[tokio::test]
async fn a_device_with_an_older_roster_is_given_the_newer_one_without_waiting() {
    let server = World::new().await;
    let (_, _, open) = enrolled(&server).await;
    let same = open.send(&server, &Open::check_in(1, 1)).await.unwrap();
    assert_eq!((same.roots, same.roster), (Vec::new(), None));
    let older = CheckIn { roster: 0, ..Open::check_in(2, 1) };
    let mut request = request("check-in", older.seal(open.session(), &open.keys));
    request.headers_mut().insert("prefer", "wait=25".parse().unwrap());
    let reply = server.send(request);
    let reply = tokio::time::timeout(std::time::Duration::from_secs(10), reply).await.unwrap();
    let answer = Answer::open(&reply.body, open.session(), &open.keys, &older.nonce).unwrap();
    assert_eq!((answer.roots, answer.roster), (Vec::new(), Some(open.grant.roster.clone())));
}
