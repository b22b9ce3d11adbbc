//! The ombudsman's release on its way through a server.

use std::sync::Arc;

use ident::{ContractId, DeviceId};
use jiff::Timestamp;
use policy::Level;
use proof::authority::{Endorsed, LogPolicy, Role, Root, Roster, RosterKey};
use proof::documents::Release;
use proof::keys::{LenderKey, PublicKey, Signer};
use proof::session::Purpose;
use proof::{Claims, Party, Unsigned};
use server::{Authority, LenderContext};
use servicing::{Contract, ContractStatus};

use crate::by_hand::{Device, Open};
use crate::world::World;

fn key(seed: u8) -> LenderKey {
    LenderKey::from_seed(&[seed; 32])
}

fn endorsed<T: proof::authority::Charter>(content: &T, root: &LenderKey) -> Vec<u8> {
    let mut draft = Endorsed::draft(content).unwrap();
    draft.try_sign(root).unwrap();
    draft.to_bytes()
}

/// The same lender under a root that names an ombudsman.
fn with_ombudsman(lender: &LenderContext, ombudsman: PublicKey) -> LenderContext {
    let (root_key, keys) = (key(41), lender.authority.keys.clone());
    let origin = "test/log".to_owned();
    let (from, until) = (Timestamp::UNIX_EPOCH, Timestamp::MAX);
    let listed = |role: Role, key: PublicKey| {
        let max_level = (role == Role::Command).then_some(Level::Locked);
        RosterKey { role, key, from, until, max_level, orders_per_hour: None }
    };
    let root = Root {
        version: 1,
        origin: origin.clone(),
        threshold: 1,
        keys: vec![root_key.public_key()],
        issued_at: from,
        expires_at: until,
    };
    let roster = Roster {
        root: 1,
        lender: lender.id,
        version: 1,
        issued_at: from,
        expires_at: until,
        keys: vec![
            listed(Role::Command, keys.command.public_key()),
            listed(Role::Freshness, keys.freshness.public_key()),
            listed(Role::Log, key(44).public_key()),
            listed(Role::Ombudsman, ombudsman),
        ],
        revoked: Vec::new(),
        log: LogPolicy { origin, quorum: 0, witnesses: Vec::new() },
        test: false,
    };
    let (root, roster) = (endorsed(&root, &root_key), endorsed(&roster, &root_key));
    LenderContext {
        id: lender.id,
        name: lender.name.clone(),
        settings: lender.settings.clone(),
        authority: Authority::new(vec![root], roster, keys).unwrap(),
        endpoints: Vec::new(),
    }
}

fn release(contract: &Contract) -> Unsigned<Release> {
    let claims = Claims {
        issuer: Party::Ombudsman,
        subject: contract.id,
        audience: Party::Device(contract.device.id),
        expires_at: None,
        not_before: None,
        issued_at: "2026-02-01T00:00:00Z".parse().unwrap(),
    };
    let terms = contract.accepted.unwrap().digest;
    Unsigned {
        claims,
        body: Release { terms, reason: "A court decided".to_owned(), case: "12/26".to_owned() },
    }
}

#[tokio::test]
async fn a_release_frees_the_contract_s_phone_and_travels_to_it() {
    let server = World::new().await;
    let contract = server.contract().await;
    let mut device = Device::of(&contract);
    let open = device.enroll(&server, &contract).await;
    let lender = with_ombudsman(&server.lender, key(42).public_key());
    let bytes = release(&contract).sign(&key(42));
    let freed = server.app.deliver_release(&lender, contract.id, &bytes).await.unwrap();
    assert_eq!(freed.contract.status, ContractStatus::Unsecured);
    assert_eq!(freed.contract.restriction.release, Some(release(&contract).digest()));
    assert!(server.event_kinds(&contract).await.contains(&"contract.released_by_ombudsman".to_owned()));

    // With the next answer, and again after every reset.
    let answer = open.send(&server, &Open::check_in(1, 1)).await.unwrap();
    assert_eq!(
        answer.releases.iter().map(|bytes| bytes.to_vec()).collect::<Vec<_>>(),
        std::slice::from_ref(&bytes)
    );
    let quiet = open.send(&server, &Open::check_in(2, answer.seq)).await.unwrap();
    assert!(quiet.releases.is_empty());
    let recovered = device.open(&server, Purpose::Recover).await.unwrap();
    assert_eq!(recovered.grant.releases.first().map(|bytes| bytes.to_vec()), Some(bytes.clone()));

    // The same again changes nothing; the phone can be financed anew.
    let version = server.read(&contract).await.restriction.release;
    server.app.deliver_release(&lender, contract.id, &bytes).await.unwrap();
    assert_eq!(server.read(&contract).await.restriction.release, version);
    let second = server.contract().await;
    assert_eq!(device.enroll(&server, &second).await.grant.contract, second.id);
}

#[tokio::test]
async fn a_release_wakes_a_waiting_phone() {
    let server = Arc::new(World::new().await);
    let contract = server.contract().await;
    let open = Device::of(&contract).enroll(&server, &contract).await;
    let lender = with_ombudsman(&server.lender, key(42).public_key());
    let bytes = release(&contract).sign(&key(42));
    let waiting = async {
        let check_in = Open::check_in(1, 1).seal(open.session(), &open.keys);
        let mut request = crate::by_hand::request("check-in", check_in);
        request.headers_mut().insert("prefer", "wait=20".parse().unwrap());
        server.send(request).await
    };
    let delivering = async {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        server.app.deliver_release(&lender, contract.id, &bytes).await.unwrap()
    };
    let (reply, _) = tokio::join!(waiting, delivering);
    let nonce = Open::check_in(1, 1).nonce;
    let answer = proof::session::Answer::open(&reply.body, open.session(), &open.keys, &nonce).unwrap();
    assert_eq!(answer.releases.len(), 1);
}

#[tokio::test]
async fn only_the_ombudsman_releases_and_only_what_it_names() {
    let server = World::new().await;
    let contract = server.contract().await;
    let lender = with_ombudsman(&server.lender, key(42).public_key());
    let (good, app) = (release(&contract), Arc::clone(&server.app));
    let refused =
        async |bytes: Vec<u8>| app.deliver_release(&lender, contract.id, &bytes).await.unwrap_err().status;
    assert_eq!(refused(good.sign(&key(43))).await, 422, "a key that is not listed");
    let mut changed = good.sign(&key(42));
    let last = changed.len() - 1;
    changed[last] ^= 1;
    assert_eq!(refused(changed).await, 422);
    assert_eq!(refused(b"rubbish".to_vec()).await, 422);
    let mut other = release(&contract);
    other.claims.subject = ContractId::from_bytes([9; 16]);
    assert_eq!(refused(other.sign(&key(42))).await, 422);
    let mut other = release(&contract);
    other.claims.audience = Party::Device(DeviceId::from_bytes([9; 16]));
    assert_eq!(refused(other.sign(&key(42))).await, 422);
    // The roster of the lender itself names no ombudsman here: nobody can release.
    let nobody = app.deliver_release(&server.lender, contract.id, &good.sign(&key(42))).await;
    assert!(nobody.is_err());
    assert_eq!(server.read(&contract).await.restriction.release, None);
}
