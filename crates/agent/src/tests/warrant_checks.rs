//! One test for each check on a warrant: it fails that check and no other (invariants I1 and I2).

use ident::{ContractId, DeviceId, LenderId};
use jiff::Timestamp;
use minicbor::bytes::ByteVec;
use policy::{Channel, Floor, Level, NoticeKey, PackDigest};
use proof::documents::{Fact, Receipt, Warrant};
use proof::keys::SoftDeviceKey;
use proof::{Digest, Party, Unsigned};

use super::failing;
use crate::Check;
use crate::checks::warrant::{Case, outcomes};
use crate::testing::{Lender, at, day, sms, usd};

struct Bench {
    lender: Lender,
    warrant: Unsigned<Warrant>,
    level: Level,
    now: Timestamp,
    cured_at: Option<Timestamp>,
}

impl Bench {
    fn new() -> Self {
        let (lender, now) = (Lender::new(), at("2026-02-19T15:00:00Z"));
        let warrant = lender.warrant(Level::Locked, now);
        Self { lender, warrant, level: Level::Locked, now, cured_at: None }
    }

    /// Other terms, under which the same warrant was written.
    fn change_terms(&mut self, change: impl FnOnce(&mut proof::documents::Terms)) {
        change(&mut self.lender.terms);
        self.warrant.body.terms = self.lender.terms_digest();
        self.warrant.body.pack = self.lender.terms.pack.digest();
    }

    /// Moves a notice and all its deliveries.
    fn deliver(&mut self, notice: usize, counter: u64, at: Timestamp) {
        let evidence = &mut self.warrant.body.notices[notice];
        evidence.delivered_at = at;
        for delivery in &mut evidence.deliveries {
            *delivery = match delivery.channel {
                Channel::OnDevice => self.lender.on_device(&evidence.key.0, counter, at),
                _ => sms(at),
            };
        }
    }

    /// Replaces the receipt of the last notice.
    fn swap_receipt(&mut self, change: impl FnOnce(&mut Unsigned<Receipt>)) {
        let delivery = &mut self.warrant.body.notices[1].deliveries[0];
        let mut receipt = self.lender.receipt("final", 2, delivery.at);
        change(&mut receipt);
        delivery.receipt = Some(receipt.sign(&self.lender.device_key).into());
    }

    fn failing(&self) -> Vec<Check> {
        let (pin, warrant) = (self.lender.pin(), self.lender.signed(&self.warrant));
        failing(outcomes(&Case {
            pin: &pin,
            warrant: &warrant,
            level: self.level,
            now: self.now,
            cured_at: self.cured_at,
        }))
    }
}

fn attacked(attack: impl FnOnce(&mut Bench)) -> Vec<Check> {
    let mut bench = Bench::new();
    attack(&mut bench);
    bench.failing()
}

macro_rules! attacks {
    ($($name:ident: $check:ident = $attack:expr;)+) => {
        $(#[test] fn $name() { assert_eq!(attacked($attack), [Check::$check]); })+

        #[test]
        fn every_check_has_its_attack() {
            let bench = Bench::new();
            let (pin, warrant) = (bench.lender.pin(), bench.lender.signed(&bench.warrant));
            let case = Case { pin: &pin, warrant: &warrant, level: bench.level, now: bench.now, cured_at: None };
            let all: Vec<_> = outcomes(&case).map(|(check, _)| check).collect();
            assert_eq!(all, [$(Check::$check),+]);
        }
    };
}

#[test]
fn a_good_one_passes() {
    assert_eq!(attacked(|_| ()), []);
}

attacks! {
    issuer: WarrantIssuer = |b| b.warrant.claims.issuer = Party::Lender(LenderId::new(2, [9; 10]));
    subject: WarrantSubject = |b| b.warrant.claims.subject = ContractId::new(2, [9; 10]);
    audience: WarrantAudience = |b| b.warrant.claims.audience = Party::Device(DeviceId::new(2, [9; 10]));
    terms: WarrantTerms = |b| b.warrant.body.terms = Digest([9; 32]);
    pack: WarrantPack = |b| b.warrant.body.pack = PackDigest([9; 32]);
    device_key: WarrantDeviceKey = |b| b.warrant.body.device_key = Digest([9; 32]);
    level: WarrantLevel = |b| b.warrant.body.level = Level::Limited;
    locking_forbidden: LockingAllowed = |b| b.change_terms(|t| t.pack.locking_allowed = false);
    window_too_long: WarrantWindow = |b| {
        b.warrant.claims.expires_at = Some(b.now + jiff::SignedDuration::from_secs(7 * 86_400 + 1));
    };
    not_yet: WarrantNotYet = |b| b.warrant.claims.not_before = Some(at("2026-02-19T15:00:01Z"));
    expired: WarrantExpired = |b| {
        b.warrant.claims.not_before = Some(at("2026-02-18T15:00:00Z"));
        b.warrant.claims.expires_at = Some(b.now);
    };
    plan: WarrantPlan = |b| {
        let mut plan = b.lender.terms.installments.clone();
        plan[1].amount = usd(1_003);
        b.warrant.body.plan = Some(plan);
    };
    due_date: WarrantDueDate = |b| {
        (b.warrant.body.oldest_due_on, b.level) = (day("2026-01-16"), Level::Limited);
    };
    delinquency: WarrantDelinquency = |b| {
        b.change_terms(|t| t.installments[0].due_on = day("2026-01-14"));
        b.warrant.body.oldest_due_on = day("2026-01-14");
    };
    days_past_due: WarrantDaysPastDue = |b| {
        // One minute before midnight in New York: the 34th day, not the 35th.
        b.now = at("2026-02-19T04:59:00Z");
        b.warrant = b.lender.warrant(Level::Locked, b.now);
    };
    amount: WarrantAmount = |b| b.warrant.body.amount = usd(12_001);
    notice_list: NoticeList = |b| b.change_terms(|t| {
        t.pack.notices[1].key = NoticeKey("third".to_owned());
    });
    channels: NoticeChannels = |b| drop(b.warrant.body.notices[0].deliveries.remove(0));
    delivered: NoticeDelivered = |b| b.warrant.body.notices[0].delivered_at = at("2026-01-20T11:00:00Z");
    early: NoticeEarly = |b| b.deliver(0, 1, at("2026-01-20T04:59:59Z"));
    receipt: NoticeReceipt = |b| b.swap_receipt(|r| r.body.fact = Fact::SilenceNoticeShown);
    cured: NoticeCured = |b| b.cured_at = Some(at("2026-01-29T12:00:01Z"));
    order: NoticeOrder = |b| {
        b.deliver(0, 1, at("2026-01-24T12:00:00Z"));
        b.deliver(1, 2, at("2026-01-31T11:59:59Z"));
    };
    cure: NoticeCure = |b| b.deliver(1, 2, at("2026-02-14T15:00:01Z"));
    reconciled_early: ReconciledEarly = |b| b.warrant.body.reconciled_to = at("2026-01-18T04:59:59Z");
    reconciled_future: ReconciledFuture = |b| b.warrant.body.reconciled_to = at("2026-02-19T15:00:01Z");
    floor: FloorComplete = |b| b.change_terms(|t| t.pack.floor = Floor::default());
}

#[test]
fn a_window_without_ends() {
    assert_eq!(attacked(|b| b.warrant.claims.expires_at = None), [Check::WarrantWindow]);
    assert_eq!(attacked(|b| b.warrant.claims.not_before = None), [Check::WarrantWindow]);
}

#[test]
fn a_delinquency_that_began_after_the_oldest_due_date() {
    let later = |b: &mut Bench| b.warrant.body.delinquent_since = day("2026-02-15");
    assert!(attacked(later).contains(&Check::WarrantDelinquency));
}

#[test]
fn nothing_to_pay_or_another_currency() {
    let yen = money::Money::from_minor(1, "JPY".parse().unwrap()).unwrap();
    for amount in [usd(0), usd(-1), yen] {
        assert_eq!(attacked(|b| b.warrant.body.amount = amount), [Check::WarrantAmount]);
    }
}

#[test]
fn notices_missing_or_swapped() {
    assert_eq!(attacked(|b| drop(b.warrant.body.notices.pop())), [Check::NoticeList]);
    assert!(attacked(|b| b.warrant.body.notices.clear()).contains(&Check::NoticeList));
    assert!(attacked(|b| b.warrant.body.notices.swap(0, 1)).contains(&Check::NoticeList));
}

#[test]
fn one_channel_twice_is_one_channel() {
    let doubled = |b: &mut Bench| {
        let sms = b.warrant.body.notices[0].deliveries[0].clone();
        b.warrant.body.notices[0].deliveries[1] = sms;
    };
    assert_eq!(attacked(doubled), [Check::NoticeChannels]);
}

#[test]
fn a_channel_that_the_rule_does_not_know() {
    let by_letter = |b: &mut Bench| b.warrant.body.notices[0].deliveries[0].channel = Channel::Letter;
    assert_eq!(attacked(by_letter), [Check::NoticeChannels]);
}

#[test]
fn receipts_of_others() {
    let stranger = SoftDeviceKey::from_seed(&[9; 32]);
    let forged = |b: &mut Bench| {
        let receipt = b.lender.receipt("final", 2, at("2026-01-29T12:00:00Z")).sign(&stranger);
        b.warrant.body.notices[1].deliveries[0].receipt = Some(receipt.into());
    };
    assert_eq!(attacked(forged), [Check::NoticeReceipt]);
    let other_key = NoticeKey("first".to_owned());
    let since = day("2026-01-15");
    type Swap = Box<dyn FnOnce(&mut Unsigned<Receipt>)>;
    let swaps: Vec<Swap> = vec![
        Box::new(move |r| r.body.fact = Fact::NoticeShown { key: other_key, delinquent_since: since }),
        Box::new(|r| {
            let (key, delinquent_since) = (NoticeKey("final".to_owned()), day("2025-12-15"));
            r.body.fact = Fact::NoticeShown { key, delinquent_since };
        }),
        Box::new(|r| r.claims.audience = Party::Lender(LenderId::new(2, [9; 10]))),
        Box::new(|r| r.claims.issuer = Party::Device(DeviceId::new(2, [9; 10]))),
        Box::new(|r| r.claims.subject = ContractId::new(2, [9; 10])),
        // Shown after it is said to have been delivered.
        Box::new(|r| r.claims.issued_at = at("2026-01-29T12:00:01Z")),
    ];
    for swap in swaps {
        assert_eq!(attacked(|b| b.swap_receipt(swap)), [Check::NoticeReceipt]);
    }
}

#[test]
fn receipts_in_the_wrong_place() {
    let missing = |b: &mut Bench| b.warrant.body.notices[1].deliveries[0].receipt = None;
    assert_eq!(attacked(missing), [Check::NoticeReceipt]);
    let misplaced = |b: &mut Bench| {
        let receipt = b.warrant.body.notices[0].deliveries[1].receipt.clone();
        b.warrant.body.notices[0].deliveries[0].receipt = receipt;
    };
    assert_eq!(attacked(misplaced), [Check::NoticeReceipt]);
    let garbage = |b: &mut Bench| {
        b.warrant.body.notices[1].deliveries[0].receipt = Some(ByteVec::from(vec![0xff; 40]));
    };
    assert_eq!(attacked(garbage), [Check::NoticeReceipt]);
}

#[test]
fn a_level_the_pack_does_not_know() {
    let without = |b: &mut Bench| b.change_terms(|t| t.pack.levels.truncate(2));
    assert_eq!(attacked(without), [Check::WarrantDaysPastDue]);
}
