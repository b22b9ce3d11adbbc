use jiff::{SignedDuration, Timestamp};
use policy::{Channel, Level, NoticeKey};
use proof::documents::Fact;
use proof::keys::SoftDeviceKey;
use proof::session::{Answer, CheckIn, Purpose};
use servicing::Contract;

use crate::by_hand::{Device, Open};
use crate::world::{World, day};

struct Scene {
    server: World,
    contract: Contract,
    device: Device,
    open: Open,
    counter: u64,
}

impl Scene {
    async fn new() -> Self {
        let server = World::new().await;
        let contract = server.contract().await;
        let mut device = Device::of(&contract);
        let open = device.enroll(&server, &contract).await;
        Self { server, contract, device, open, counter: 0 }
    }

    /// On the day of the final notice, which must be shown on the device.
    async fn with_final_notice() -> Self {
        let mut scene = Self::new().await;
        scene.server.advance("2026-02-18T10:00:00Z").await;
        let renew = Purpose::Renew { session: scene.open.session() };
        scene.open = scene.device.open(&scene.server, renew).await.unwrap();
        scene
    }

    async fn send(&mut self, receipts: &[&[u8]]) -> Answer {
        self.counter += 1;
        let receipts = receipts.iter().map(|bytes| bytes.to_vec().into()).collect();
        let check_in = CheckIn { receipts, ..Open::check_in(self.counter, 1) };
        self.open.send(&self.server, &check_in).await.unwrap()
    }

    fn shown(&mut self, at: Timestamp) -> Vec<u8> {
        let fact =
            Fact::NoticeShown { key: NoticeKey("final".to_owned()), delinquent_since: day("2026-02-02") };
        self.device.receipt(&self.open, fact, 1, at)
    }

    async fn on_device(&self) -> Vec<Timestamp> {
        let contract = self.server.read(&self.contract).await;
        let notices = contract.delinquency.iter().flat_map(|delinquency| &delinquency.notices);
        let deliveries = notices.flat_map(|notice| &notice.deliveries);
        deliveries.filter(|reached| reached.channel == Channel::OnDevice).map(|reached| reached.at).collect()
    }

    async fn kept(&self) -> Vec<(u64, String)> {
        let rows = self.server.app.store.receipts(self.contract.id).await.unwrap();
        rows.into_iter().map(|row| (row.counter, row.kind)).collect()
    }
}

#[tokio::test]
async fn a_notice_on_the_screen_is_delivered_by_its_receipt() {
    let mut scene = Scene::with_final_notice().await;
    let now = scene.server.now().await;
    let receipt = scene.shown(now);
    assert_eq!(scene.send(&[&receipt]).await.receipts_kept, 1);
    assert_eq!(scene.on_device().await, [now]);
    assert_eq!(scene.kept().await, [(1, "notice_shown".to_owned())]);
    let rows = scene.server.app.store.receipts(scene.contract.id).await.unwrap();
    assert_eq!(rows[0].bytes, receipt, "as signed");
    assert!(scene.server.event_kinds(&scene.contract).await.contains(&"notice.effective".to_owned()));
}

#[tokio::test]
async fn the_same_receipt_again_is_no_news() {
    let mut scene = Scene::with_final_notice().await;
    let receipt = scene.shown(scene.server.now().await);
    scene.send(&[&receipt]).await;
    let version = scene.server.read(&scene.contract).await.version;
    assert_eq!(scene.send(&[&receipt, &receipt]).await.receipts_kept, 1);
    assert_eq!(scene.server.read(&scene.contract).await.version, version);
}

#[tokio::test]
async fn another_receipt_with_the_same_counter_is_left_aside() {
    let mut scene = Scene::new().await;
    let now = scene.server.now().await;
    let first = scene.device.receipt(&scene.open, Fact::LevelApplied { level: Level::None }, 1, now);
    scene.send(&[&first]).await;
    let mut twin = Device::of(&scene.contract);
    let second = twin.receipt(&scene.open, Fact::SilenceNoticeShown, 1, now);
    let answer = scene.send(&[&second]).await;
    assert_eq!(answer.receipts_kept, 1, "the device is answered all the same");
    assert_eq!(scene.kept().await, [(1, "level_applied".to_owned())]);
}

#[tokio::test]
async fn a_level_applied_is_known_and_other_facts_are_on_record() {
    let mut scene = Scene::new().await;
    let now = scene.server.now().await;
    let terms = scene.contract.accepted.unwrap().digest;
    let facts =
        [Fact::Enrolled { terms }, Fact::LevelApplied { level: Level::None }, Fact::SilenceNoticeShown];
    let open = scene.open.clone();
    let receipts: Vec<_> = facts.into_iter().map(|fact| scene.device.receipt(&open, fact, 1, now)).collect();
    let receipts: Vec<&[u8]> = receipts.iter().map(Vec::as_slice).collect();
    assert_eq!(scene.send(&receipts).await.receipts_kept, 3);
    let applied = scene.server.read(&scene.contract).await.restriction.applied.unwrap();
    assert_eq!((applied.level, applied.standing_seq), (Level::None, 1));
    let kinds = scene.server.event_kinds(&scene.contract).await;
    assert!(kinds.ends_with(&[
        "device.receipt_kept".to_owned(),
        "device.level_applied".to_owned(),
        "device.receipt_kept".to_owned(),
    ]));
}

#[tokio::test]
async fn a_gap_is_not_confirmed() {
    let mut scene = Scene::new().await;
    let now = scene.server.now().await;
    let open = scene.open.clone();
    let receipts: Vec<_> =
        (0..3).map(|_| scene.device.receipt(&open, Fact::SilenceNoticeShown, 1, now)).collect();
    assert_eq!(scene.send(&[&receipts[0], &receipts[2]]).await.receipts_kept, 1);
    assert_eq!(scene.send(&[&receipts[1]]).await.receipts_kept, 3);
}

#[tokio::test]
async fn what_the_rules_take_no_notice_of_is_kept_all_the_same() {
    let mut scene = Scene::new().await;
    let now = scene.server.now().await;
    // No such notice is open, and no such standing was issued: the device must not send them for ever.
    let notice = scene.shown(now);
    let level =
        scene.device.receipt(&scene.open.clone(), Fact::LevelApplied { level: Level::Locked }, 99, now);
    assert_eq!(scene.send(&[&notice, &level]).await.receipts_kept, 2);
    assert_eq!(scene.server.read(&scene.contract).await.restriction.applied, None);
    assert!(scene.on_device().await.is_empty());
}

#[tokio::test]
async fn a_notice_from_the_future_waits_for_our_clock() {
    let mut scene = Scene::with_final_notice().await;
    let now = scene.server.now().await;
    let soon = now.checked_add(SignedDuration::from_mins(5)).unwrap();
    let receipt = scene.shown(soon);
    assert_eq!(scene.send(&[&receipt]).await.receipts_kept, 0);
    assert!(scene.on_device().await.is_empty());
    scene.server.advance("2026-02-18T10:05:00Z").await;
    assert_eq!(scene.send(&[&receipt]).await.receipts_kept, 1);
    assert_eq!(scene.on_device().await, [soon]);
    // A clock that is days ahead is wrong: kept, but no proof.
    let days = now.checked_add(SignedDuration::from_hours(72)).unwrap();
    let receipt = scene.shown(days);
    assert_eq!(scene.send(&[&receipt]).await.receipts_kept, 2);
}

#[tokio::test]
async fn only_the_device_s_own_word_counts() {
    let mut scene = Scene::with_final_notice().await;
    let now = scene.server.now().await;
    let mut forger = Device { key: SoftDeviceKey::from_seed(&[4; 32]), ..Device::of(&scene.contract) };
    let forged = forger.receipt(&scene.open, Fact::LevelApplied { level: Level::None }, 1, now);
    // By the device, but about another contract.
    let other = scene.server.contract_for(35_000_000_000_004).await;
    let mut elsewhere = scene.open.clone();
    elsewhere.grant.contract = other.id;
    let foreign = scene.device.receipt(&elsewhere, Fact::LevelApplied { level: Level::None }, 1, now);
    let answer = scene.send(&[&forged, &foreign, b"nonsense"]).await;
    assert_eq!(answer.receipts_kept, 0);
    assert!(scene.kept().await.is_empty());
}

#[tokio::test]
async fn a_reset_device_goes_on_counting() {
    let mut scene = Scene::new().await;
    let now = scene.server.now().await;
    let receipt = scene.device.receipt(&scene.open.clone(), Fact::SilenceNoticeShown, 1, now);
    scene.send(&[&receipt]).await;
    let recovered = scene.device.open(&scene.server, Purpose::Recover).await.unwrap();
    assert_eq!(recovered.grant.last_receipt, 1);
    let verified = proof::Parsed::<proof::documents::Receipt>::parse(&receipt).unwrap();
    let key = recovered.grant.freshness_key;
    assert!(verified.verify(&key).is_err(), "signed by the device, not the lender");
    let verified = proof::Parsed::<proof::documents::Receipt>::parse(&receipt).unwrap();
    let verified = verified.verify(&proof::keys::Signer::public_key(&scene.device.key)).unwrap();
    assert_eq!(recovered.grant.last_receipt_digest, verified.digest());
}
