//! Which hardware a phone is, by its maker's word.

use attest::{Made, Maker, device_key_challenge};
use minicbor::bytes::ByteVec;
use policy::Level;
use proof::Digest;
use proof::documents::Fact;
use proof::keys::{Signer, SoftDeviceKey};
use proof::session::Purpose;
use server::admin::AdminCommand;
use server::{AttestationRule, LenderMode};
use servicing::Contract;

use crate::by_hand::{Device, Open, post, token};
use crate::world::{World, new_lender};

fn chain(device: &Device, key: &SoftDeviceKey, challenge: Digest) -> Option<Vec<ByteVec>> {
    let (key, imeis, serial) = (&key.public_key(), device.imeis.as_slice(), device.serial.as_str());
    let made = Made { key, imeis, serial, model: "M", challenge };
    let chain = Maker::of_virtual_phones().unwrap().attest(&made).unwrap();
    Some(chain.into_iter().map(ByteVec::from).collect())
}

/// A virtual phone with this key.
pub(crate) fn attested(contract: &Contract, seed: u8) -> Device {
    let key = SoftDeviceKey::from_seed(&[seed; 32]);
    let device = Device::of(contract);
    let attestation = chain(&device, &key, device_key_challenge());
    Device { attestation, key, ..device }
}

async fn world(rule: AttestationRule) -> (World, Contract) {
    let mut server = World::new().await;
    set(&mut server, rule).await;
    let contract = server.contract().await;
    (server, contract)
}

async fn set(server: &mut World, attestation: AttestationRule) {
    let command = AdminCommand::SetAttestation { lender: server.lender.id, attestation };
    server.app.administer(command).await.unwrap();
    server.reload().await;
}

async fn try_enroll(server: &World, contract: &Contract, device: &mut Device) -> Result<Open, (u16, String)> {
    let token = token(server, contract).await;
    device.open(server, Purpose::Enroll { token }).await.map_err(|reply| reply.problem())
}

#[tokio::test]
async fn a_lender_that_demands_it_takes_no_phone_without() {
    let (server, contract) = world(AttestationRule::Required).await;
    let refused = (403, "not-attested".to_owned());
    assert_eq!(try_enroll(&server, &contract, &mut Device::of(&contract)).await.unwrap_err(), refused);
    // Another key's certificates, and a key that was made for something else.
    let other = attested(&contract, 9).attestation;
    let mut borrowed = Device { attestation: other, ..Device::of(&contract) };
    assert_eq!(try_enroll(&server, &contract, &mut borrowed).await.unwrap_err(), refused);
    let device = Device::of(&contract);
    let attestation = chain(&device, &device.key, Digest::of(b"another app"));
    let mut elsewhere = Device { attestation, ..device };
    assert_eq!(try_enroll(&server, &contract, &mut elsewhere).await.unwrap_err(), refused);
    assert!(try_enroll(&server, &contract, &mut attested(&contract, 3)).await.is_ok());
}

#[tokio::test]
async fn the_maker_s_numbers_must_be_the_financed_ones() {
    for rule in [AttestationRule::Required, AttestationRule::Recorded] {
        let (server, contract) = world(rule).await;
        // A phone that says it is the financed one, and whose maker says otherwise.
        let mut liar = Device::of(&contract);
        let other = Device { serial: "SN-other".to_owned(), ..Device::of(&contract) };
        liar.attestation = chain(&other, &liar.key, device_key_challenge());
        let refused = try_enroll(&server, &contract, &mut liar).await.unwrap_err();
        assert_eq!(refused, (403, "not-attested".to_owned()), "{rule:?}");
    }
}

#[tokio::test]
async fn the_certificates_are_kept_as_evidence() {
    let (server, contract) = world(AttestationRule::Recorded).await;
    let mut device = attested(&contract, 3);
    try_enroll(&server, &contract, &mut device).await.unwrap();
    let documents = server.app.store.documents(contract.id).await.unwrap();
    let kept = documents.iter().find(|document| document.kind == "attestation").unwrap();
    let pem = String::from_utf8(kept.bytes.clone()).unwrap();
    assert_eq!(pem.matches("-----BEGIN CERTIFICATE-----").count(), 3);
    assert_eq!(kept.digest, *Digest::of(pem.as_bytes()).as_bytes());
}

#[tokio::test]
async fn a_lender_that_records_takes_phones_without_and_with_bad_certificates() {
    let (server, contract) = world(AttestationRule::Recorded).await;
    let mut device = Device::of(&contract);
    device.attestation = Some(vec![ByteVec::from(vec![0x30; 100]); 3]);
    try_enroll(&server, &contract, &mut device).await.unwrap();
    let documents = server.app.store.documents(contract.id).await.unwrap();
    assert!(documents.iter().all(|document| document.kind != "attestation"));
}

#[tokio::test]
async fn a_live_lender_does_not_believe_the_maker_of_virtual_phones() {
    let mut server = World::new().await;
    let live = new_lender(&server.app, LenderMode::Live).await;
    server.lender = server.app.lender(live).await.unwrap().unwrap();
    set(&mut server, AttestationRule::Required).await;
    let contract = server.contract().await;
    let refused = try_enroll(&server, &contract, &mut attested(&contract, 3)).await.unwrap_err();
    assert_eq!(refused, (403, "not-attested".to_owned()));
}

#[tokio::test]
async fn a_phone_whose_hardware_forgot_its_key_is_found_by_its_numbers() {
    let (server, contract) = world(AttestationRule::Recorded).await;
    let mut before = attested(&contract, 3);
    let open = try_enroll(&server, &contract, &mut before).await.unwrap();
    let now = server.now().await;
    let receipt = before.receipt(&open, Fact::SilenceNoticeShown, 1, now);
    let check_in = proof::session::CheckIn { receipts: vec![receipt.into()], ..Open::check_in(1, 1) };
    assert_eq!(open.send(&server, &check_in).await.unwrap().receipts_kept, 1);

    // Whoever only says the numbers is not believed.
    let mut unattested = Device { attestation: None, ..attested(&contract, 4) };
    assert_eq!(unattested.open(&server, Purpose::Recover).await.unwrap_err().status, 404);

    let mut after = attested(&contract, 4);
    let found = after.open(&server, Purpose::Recover).await.unwrap();
    assert_eq!(found.grant.contract, contract.id);
    assert_eq!((found.grant.last_receipt, found.grant.last_receipt_digest), (1, before.last));
    assert!(server.event_kinds(&contract).await.contains(&"device.key_replaced".to_owned()));
    // The key that is gone opens nothing any more; the new one is recognized from now on.
    assert_eq!(before.open(&server, Purpose::Recover).await.unwrap_err().status, 403);
    assert!(after.open(&server, Purpose::Recover).await.is_ok());
}

#[tokio::test]
async fn a_lender_that_does_not_look_at_certificates_knows_keys_only() {
    let (server, contract) = world(AttestationRule::Off).await;
    try_enroll(&server, &contract, &mut attested(&contract, 3)).await.unwrap();
    assert_eq!(attested(&contract, 4).open(&server, Purpose::Recover).await.unwrap_err().status, 404);
}

/// Attack: a changed phone says that it is locked. Its word counts only under the attested key, once, in its
/// place in the chain.
#[tokio::test]
async fn a_phone_that_only_says_it_is_locked_proves_nothing() {
    let (server, contract) = world(AttestationRule::Required).await;
    let mut device = attested(&contract, 3);
    let open = try_enroll(&server, &contract, &mut device).await.unwrap();
    let (now, locked) = (server.now().await, Fact::LevelApplied { level: Level::Limited });
    let told = async |receipt: &[u8], counter| {
        let receipts = vec![receipt.to_vec().into()];
        let check_in = proof::session::CheckIn { receipts, ..Open::check_in(counter, 1) };
        let bytes = check_in.seal(open.session(), &open.keys);
        let reply = post(&server, "check-in", bytes.clone()).await;
        assert_eq!(reply.status, 200);
        // The same report again is refused before it is read.
        assert_eq!(post(&server, "check-in", bytes).await.problem(), (409, "replay".to_owned()));
        server.read(&contract).await.restriction.applied.map(|applied| applied.level)
    };
    let mut forger = Device { key: SoftDeviceKey::from_seed(&[9; 32]), ..Device::of(&contract) };
    assert_eq!(told(&forger.receipt(&open, locked.clone(), 1, now), 1).await, None);
    let own = device.receipt(&open, locked, 1, now);
    let mut changed = own.clone();
    let last = changed.len() - 1;
    changed[last] ^= 1;
    assert_eq!(told(&changed, 2).await, None);
    assert_eq!(told(&own, 3).await, Some(Level::Limited));
    // A second report with the same counter is left aside.
    device.receipts = 0;
    let again = device.receipt(&open, Fact::LevelApplied { level: Level::None }, 1, now);
    assert_eq!(told(&again, 4).await, Some(Level::Limited));
}
