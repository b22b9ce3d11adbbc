use ident::Imei;
use jiff::SignedDuration;
use policy::Level;
use proof::Parsed;
use proof::authority::Role;
use proof::documents::Terms;
use proof::keys::SoftDeviceKey;
use proof::session::{Anchor, Ephemeral, Grant, Granted, Purpose};
use servicing::Command;

use crate::by_hand::{Device, Open, post, request, standing, token};
use crate::world::{IMEI, World, at};

#[tokio::test]
async fn a_device_pins_the_terms_and_has_a_session() {
    let server = World::new().await;
    let contract = server.contract().await;
    let mut device = Device::of(&contract);
    let open = device.enroll(&server, &contract).await;
    let terms = Parsed::<Terms>::parse(&open.grant.terms).unwrap();
    let (terms, _) = open.trust.verify(terms, Role::Command).unwrap();
    assert_eq!(Some(terms.digest()), contract.accepted.map(|accepted| accepted.digest));
    assert_eq!(terms.body().imeis, contract.device.imeis);
    let standing = open.standing();
    assert_eq!((standing.body().level, standing.body().seq), (Level::None, 1));
    assert_eq!((open.grant.device, open.grant.contract), (contract.device.id, contract.id));
    assert_eq!(open.grant.last_receipt, 0);
    let now = server.now().await;
    assert_eq!(open.grant.now, now);
    assert_eq!(now.duration_until(open.grant.expires_at), SignedDuration::from_hours(30 * 24));
    assert!(server.event_kinds(&contract).await.contains(&"device.enrolled".to_owned()));
    let answer = open.send(&server, &Open::check_in(1, 1)).await.unwrap();
    assert_eq!((answer.seq, answer.standing, answer.renew), (1, None, false));
}

#[tokio::test]
async fn a_token_works_once() {
    let server = World::new().await;
    let contract = server.contract().await;
    let mut device = Device::of(&contract);
    let token = token(&server, &contract).await;
    let (hello, _) = device.hello(Purpose::Enroll { token: token.clone() });
    let bytes = hello.sign(&device.key);
    assert_eq!(post(&server, "enroll", bytes.clone()).await.status, 200);
    // The same bytes again, and the same token from another device.
    let replayed = post(&server, "enroll", bytes).await;
    assert_eq!(replayed.problem(), (409, "token-used".to_owned()));
    let mut thief = Device { key: SoftDeviceKey::from_seed(&[4; 32]), ..Device::of(&contract) };
    let stolen = thief.open(&server, Purpose::Enroll { token }).await.unwrap_err();
    assert_eq!(stolen.problem(), (409, "token-used".to_owned()));
    let made_up = thief.open(&server, Purpose::Enroll { token: "ABCDEFGH".to_owned() }).await.unwrap_err();
    assert_eq!(made_up.status, 409);
}

#[tokio::test]
async fn two_devices_race_for_one_token() {
    let server = World::new().await;
    let contract = server.contract().await;
    let token = token(&server, &contract).await;
    let (mut first, mut second) = (Device::of(&contract), Device::of(&contract));
    second.key = SoftDeviceKey::from_seed(&[4; 32]);
    let purpose = Purpose::Enroll { token };
    let (one, two) = tokio::join!(first.open(&server, purpose.clone()), second.open(&server, purpose));
    assert!(one.is_ok() != two.is_ok(), "exactly one wins");
    let kinds = server.event_kinds(&contract).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "device.enrolled").count(), 1);
}

#[tokio::test]
async fn a_second_token_does_not_change_the_device() {
    let server = World::new().await;
    let contract = server.contract().await;
    let (first, second) = (token(&server, &contract).await, token(&server, &contract).await);
    let mut device = Device::of(&contract);
    device.open(&server, Purpose::Enroll { token: first }).await.unwrap();
    let mut other = Device { key: SoftDeviceKey::from_seed(&[4; 32]), ..Device::of(&contract) };
    let refused = other.open(&server, Purpose::Enroll { token: second.clone() }).await.unwrap_err();
    assert_eq!(refused.problem(), (403, "forbidden".to_owned()));
    // The device itself may use it: it comes back.
    assert!(device.open(&server, Purpose::Enroll { token: second }).await.is_ok());
}

#[tokio::test]
async fn only_the_financed_hardware_enrolls() {
    let server = World::new().await;
    let contract = server.contract().await;
    let token = token(&server, &contract).await;
    let purpose = Purpose::Enroll { token };
    let another = Imei::from_body(35_000_000_000_001).unwrap();
    let own = contract.device.imeis[0];
    for imeis in [vec![another], vec![own, another]] {
        let mut device = Device { imeis, ..Device::of(&contract) };
        let refused = device.open(&server, purpose.clone()).await.unwrap_err();
        assert_eq!(refused.problem(), (403, "forbidden".to_owned()));
    }
    let mut device = Device { serial: "SN-other".to_owned(), ..Device::of(&contract) };
    assert_eq!(device.open(&server, purpose.clone()).await.unwrap_err().status, 403);
    // The token was not used up by any of them.
    assert!(Device::of(&contract).open(&server, purpose).await.is_ok());
}

#[tokio::test]
async fn a_token_runs_out_by_the_lender_s_clock() {
    let server = World::new().await;
    let contract = server.contract().await;
    let token = token(&server, &contract).await;
    server.advance("2026-01-19T09:00:00Z").await;
    let refused = Device::of(&contract).open(&server, Purpose::Enroll { token }).await.unwrap_err();
    assert_eq!(refused.problem(), (409, "token-expired".to_owned()));
}

#[tokio::test]
async fn an_altered_hello_is_refused() {
    let server = World::new().await;
    let contract = server.contract().await;
    let mut device = Device::of(&contract);
    let token = token(&server, &contract).await;
    let (hello, _) = device.hello(Purpose::Enroll { token });
    let bytes = hello.sign(&device.key);
    for at in (0..bytes.len()).step_by(7).chain([bytes.len() - 1]) {
        let mut altered = bytes.clone();
        altered[at] ^= 1;
        let reply = post(&server, "enroll", altered).await;
        assert!(reply.status == 400 || reply.status == 401, "byte {at}: {}", reply.status);
    }
    let reply = post(&server, "enroll", hello.sign(&SoftDeviceKey::from_seed(&[4; 32]))).await;
    assert_eq!(reply.problem(), (401, "not-authentic".to_owned()));
    assert_eq!(post(&server, "enroll", bytes).await.status, 200, "the right one still works");
}

#[tokio::test]
async fn a_point_off_the_curve_is_refused() {
    let server = World::new().await;
    let contract = server.contract().await;
    let mut device = Device::of(&contract);
    let token = token(&server, &contract).await;
    let (mut hello, _) = device.hello(Purpose::Enroll { token: token.clone() });
    hello.ephemeral = [4; 65];
    assert_eq!(post(&server, "enroll", hello.sign(&device.key)).await.status, 400);
    assert!(device.open(&server, Purpose::Enroll { token }).await.is_ok());
}

#[tokio::test]
async fn bodies_have_a_type_and_a_limit() {
    let server = World::new().await;
    let reply = post(&server, "enroll", vec![0; 40 * 1024 + 1]).await;
    assert_eq!(reply.problem(), (413, "too-large".to_owned()));
    let mut announced = request("enroll", vec![0]);
    announced.headers_mut().insert("content-length", "1000000".parse().unwrap());
    assert_eq!(server.send(announced).await.status, 413, "before anything is read");
    let mut json = request("enroll", b"{}".to_vec());
    json.headers_mut().insert("content-type", "application/json".parse().unwrap());
    assert_eq!(server.send(json).await.status, 415);
    for bytes in [Vec::new(), vec![0xff; 100], b"{}".to_vec(), vec![0x9f; 5000]] {
        let reply = post(&server, "enroll", bytes).await;
        assert_eq!(reply.problem(), (400, "malformed".to_owned()));
    }
}

#[tokio::test]
async fn a_reset_device_is_recognized_and_gets_what_holds_now() {
    let server = World::new().await;
    let contract = server.contract().await;
    let mut device = Device::of(&contract);
    let before = device.enroll(&server, &contract).await;
    server.pay(&contract, 10_000).await;
    let after = device.open(&server, Purpose::Recover).await.unwrap();
    assert_eq!(after.grant.terms, before.grant.terms);
    assert!(after.standing().body().seq > before.standing().body().seq + 1, "told again, and newer");
    assert_eq!(after.standing().body().outstanding.minor(), 20_000);
    assert!(server.event_kinds(&contract).await.contains(&"device.recovered".to_owned()));
    // Whoever repeats an overheard hello can't cut the device off: the earlier session stays good.
    assert!(before.send(&server, &Open::check_in(1, 1)).await.is_ok());
    assert!(after.send(&server, &Open::check_in(1, 1)).await.is_ok());
}

/// A hello of a phone that came back from a reset makes the server tell it again and forget what it applied. Said
/// again by somebody who overheard it, it does neither.
#[tokio::test]
async fn an_overheard_hello_changes_nothing() {
    let server = World::new().await;
    let contract = server.contract().await;
    let mut device = Device::of(&contract);
    let open = device.enroll(&server, &contract).await;
    for purpose in [Purpose::Recover, Purpose::Renew { session: open.grant.session }] {
        let (hello, _) = device.hello(purpose);
        let bytes = hello.sign(&device.key);
        assert_eq!(post(&server, "enroll", bytes.clone()).await.status, 200);
        let (events, seq) = (server.event_kinds(&contract).await, open_seq(&server, &contract).await);
        for _ in 0..3 {
            let replayed = post(&server, "enroll", bytes.clone()).await;
            assert_eq!(replayed.problem(), (409, "replay".to_owned()));
        }
        assert_eq!((server.event_kinds(&contract).await, open_seq(&server, &contract).await), (events, seq));
    }
    assert!(open.send(&server, &Open::check_in(1, 1)).await.is_ok());
}

/// The number of the standing in force.
async fn open_seq(server: &World, contract: &servicing::Contract) -> u64 {
    server.app.store.current_standing(contract.device.id).await.unwrap().unwrap().seq
}

#[tokio::test]
async fn a_paid_and_reset_device_finds_its_quittance() {
    let server = World::new().await;
    let contract = server.contract().await;
    let mut device = Device::of(&contract);
    device.enroll(&server, &contract).await;
    server.pay(&contract, 30_000).await;
    let free = device.open(&server, Purpose::Recover).await.unwrap();
    assert!(free.standing().body().quittance.is_some());
    // Financed again, it is the new contract's; the old one's session still answers.
    let second = server.contract_for(IMEI).await;
    let open = device.enroll(&server, &second).await;
    assert_eq!(open.grant.contract, second.id);
    let recovered = device.open(&server, Purpose::Recover).await.unwrap();
    assert_eq!(recovered.grant.contract, second.id);
    let answer = free.send(&server, &Open::check_in(1, 1)).await.unwrap();
    assert!(standing(&answer.standing.unwrap(), &free.trust).body().quittance.is_some());
}

#[tokio::test]
async fn only_the_device_recovers() {
    let server = World::new().await;
    let contract = server.contract().await;
    let mut device = Device::of(&contract);
    let unknown = device.open(&server, Purpose::Recover).await.unwrap_err();
    assert_eq!(unknown.problem(), (404, "not-found".to_owned()));
    device.enroll(&server, &contract).await;
    let mut other = Device { key: SoftDeviceKey::from_seed(&[4; 32]), ..Device::of(&contract) };
    assert_eq!(other.open(&server, Purpose::Recover).await.unwrap_err().status, 404);
    device.serial = "SN-other".to_owned();
    assert_eq!(device.open(&server, Purpose::Recover).await.unwrap_err().status, 403);
}

#[tokio::test]
async fn a_session_is_renewed_without_touching_the_contract() {
    let server = World::new().await;
    let contract = server.contract().await;
    let mut device = Device::of(&contract);
    let first = device.enroll(&server, &contract).await;
    let version = server.read(&contract).await.version;
    let second = device.open(&server, Purpose::Renew { session: first.session() }).await.unwrap();
    assert_ne!(second.session(), first.session());
    assert_eq!(second.grant.standing, first.grant.standing);
    assert_eq!(server.read(&contract).await.version, version);
    let mut other = Device { key: SoftDeviceKey::from_seed(&[4; 32]), ..Device::of(&contract) };
    let stolen = other.open(&server, Purpose::Renew { session: first.session() }).await.unwrap_err();
    assert_eq!(stolen.status, 403);
    let unknown = ident::SessionId::from_bytes([9; 16]);
    let unknown = device.open(&server, Purpose::Renew { session: unknown }).await.unwrap_err();
    assert_eq!(unknown.problem(), (401, "session-unknown".to_owned()));
}

#[tokio::test]
async fn an_ended_session_can_be_renewed() {
    let server = World::new().await;
    let contract = server.contract().await;
    let mut device = Device::of(&contract);
    let first = device.enroll(&server, &contract).await;
    server.advance("2026-02-04T09:00:00Z").await;
    let ended = first.send(&server, &Open::check_in(1, 1)).await.unwrap_err();
    assert_eq!(ended.problem(), (401, "session-expired".to_owned()));
    let second = device.open(&server, Purpose::Renew { session: first.session() }).await.unwrap();
    assert!(second.send(&server, &Open::check_in(1, 1)).await.is_ok());
}

#[tokio::test]
async fn an_overheard_recovery_gives_nobody_a_session_to_use() {
    let server = World::new().await;
    let contract = server.contract().await;
    let mut device = Device::of(&contract);
    device.enroll(&server, &contract).await;
    let (hello, _) = device.hello(Purpose::Recover);
    let overheard = hello.sign(&device.key);
    let reply = post(&server, "enroll", overheard).await;
    let root = server.lender.authority.root_name();
    let Granted { grant, trust, .. } =
        Grant::verify(&reply.body, Anchor::Pinned(&root), &hello.digest()).unwrap();
    // Without the hello's secret another one makes other keys.
    let keys =
        Ephemeral::from_seed(&[99; 32]).agree(&grant.ephemeral, &hello.digest(), grant.session).unwrap();
    let refused = Open { grant, trust, keys }.send(&server, &Open::check_in(1, 1)).await.unwrap_err();
    assert_eq!(refused.problem(), (401, "not-authentic".to_owned()));
}

#[tokio::test]
async fn a_contract_that_is_not_accepted_has_no_device() {
    let server = World::new().await;
    let new = crate::world::new_contract(35_000_000_000_002);
    let offered = server.app.create_contract(&server.lender, new, &|_, _| ()).await.unwrap().contract;
    assert!(server.execute(&offered, Command::InviteDevice).await.is_err());
    assert_eq!(server.now().await, at(crate::world::START));
}
