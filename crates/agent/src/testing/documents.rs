use ident::{ContractId, DeviceId, Imei, LenderId};
use jiff::Timestamp;
use jiff::civil::Date;
use minicbor::bytes::ByteVec;
use money::Money;
use policy::{Channel, Level, NoticeKey, Pack, Rhythm};
use proof::documents::{
    Contact, Delivery, Fact, NextDue, NoticeEvidence, Quittance, Receipt, Release, Standing, Terms,
    TermsInstallment, Warrant,
};
use proof::keys::{LenderKey, Signer as _, SoftDeviceKey};
use proof::{Claims, Digest, Document, Parsed, Party, Unsigned, Verified};

use super::Authority;
use crate::pin::Pin;

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn usd(minor: i64) -> Money {
    Money::from_minor(minor, "USD".parse().unwrap()).unwrap()
}

/// A lender with one contract: twelve months from January 15, 2026, under the house rules.
pub(crate) struct Lender {
    pub(crate) key: LenderKey,
    pub(crate) authority: Authority,
    pub(crate) device_key: SoftDeviceKey,
    pub(crate) id: LenderId,
    pub(crate) device: DeviceId,
    pub(crate) contract: ContractId,
    pub(crate) terms: Terms,
}

impl Lender {
    pub(crate) fn new() -> Self {
        let device_key = SoftDeviceKey::from_seed(&[2; 32]);
        let ids = (LenderId::new(1, [1; 10]), DeviceId::new(1, [2; 10]), ContractId::new(1, [3; 10]));
        let (id, device, contract) = ids;
        let key = LenderKey::from_seed(&[1; 32]);
        let authority = Authority::new(id, &key);
        Self { key, authority, device_key, id, device, contract, terms: terms() }
    }

    pub(crate) fn claims(&self, issued_at: Timestamp) -> Claims {
        Claims {
            issuer: Party::Lender(self.id),
            subject: self.contract,
            audience: Party::Device(self.device),
            expires_at: None,
            not_before: None,
            issued_at,
        }
    }

    pub(crate) fn signed<D: Document>(&self, unsigned: &Unsigned<D>) -> Verified<D> {
        let bytes = unsigned.sign(&self.key);
        Parsed::parse(&bytes).unwrap().verify(&self.key.public_key()).unwrap()
    }

    pub(crate) fn unsigned_terms(&self) -> Unsigned<Terms> {
        Unsigned { claims: self.claims(at("2026-01-01T15:00:00Z")), body: self.terms.clone() }
    }

    pub(crate) fn pin(&self) -> Pin {
        let terms = self.signed(&self.unsigned_terms());
        Pin::new(self.key.public_key(), self.device_key.public_key(), terms).unwrap()
    }

    pub(crate) fn terms_digest(&self) -> Digest {
        self.unsigned_terms().digest()
    }

    pub(crate) fn standing(&self, seq: u64, issued_at: Timestamp) -> Unsigned<Standing> {
        let body = Standing {
            terms: self.terms_digest(),
            seq,
            level: Level::None,
            overdue: usd(1_000),
            outstanding: usd(12_000),
            oldest_unpaid_due_on: Some(day("2026-01-15")),
            next_due: Some(NextDue { due_on: day("2026-01-15"), amount: usd(1_000) }),
            notices: Vec::new(),
            warrant: None,
            log_proof: None,
            quittance: None,
            hold: None,
            pay_url: "https://pay.example/c".to_owned(),
        };
        Unsigned { claims: self.claims(issued_at), body }
    }

    /// A standing with a level and its warrant, both signed.
    pub(crate) fn restricted(&self, seq: u64, level: Level, now: Timestamp) -> Unsigned<Standing> {
        let mut standing = self.standing(seq, now);
        standing.body.level = level;
        self.enclose(&mut standing.body, &self.warrant(level, now), &self.key);
        standing
    }

    pub(crate) fn released(&self, seq: u64, now: Timestamp) -> Unsigned<Standing> {
        let mut standing = self.standing(seq, now);
        standing.body.overdue = usd(0);
        standing.body.outstanding = usd(0);
        standing.body.oldest_unpaid_due_on = None;
        standing.body.next_due = None;
        standing.body.quittance = Some(self.quittance(now).sign(&self.key).into());
        standing
    }

    pub(crate) fn quittance(&self, now: Timestamp) -> Unsigned<Quittance> {
        let body = Quittance {
            terms: self.terms_digest(),
            imeis: self.terms.imeis.clone(),
            total_paid: usd(12_000),
            settled_on: day("2026-12-15"),
        };
        Unsigned { claims: self.claims(now), body }
    }

    /// The ombudsman's release, signed.
    pub(crate) fn freed(&self, now: Timestamp) -> Vec<u8> {
        self.release(now).sign(&self.authority.ombudsman)
    }

    pub(crate) fn release(&self, now: Timestamp) -> Unsigned<Release> {
        let body = Release {
            terms: self.terms_digest(),
            reason: "The court has ended the contract.".to_owned(),
            case: "12 C 34/26".to_owned(),
        };
        Unsigned { claims: Claims { issuer: Party::Ombudsman, ..self.claims(now) }, body }
    }

    /// A warrant for the installment of January 15, good for seven days from now on.
    pub(crate) fn warrant(&self, level: Level, now: Timestamp) -> Unsigned<Warrant> {
        let expires_at = now + jiff::SignedDuration::from_hours(7 * 24);
        let claims = Claims { not_before: Some(now), expires_at: Some(expires_at), ..self.claims(now) };
        let first = at("2026-01-20T12:00:00Z");
        let last = at("2026-01-29T12:00:00Z");
        let body = Warrant {
            terms: self.terms_digest(),
            pack: self.terms.pack.digest(),
            device_key: self.device_key.public_key().thumbprint(),
            level,
            amount: usd(1_000),
            oldest_due_on: day("2026-01-15"),
            delinquent_since: day("2026-01-15"),
            reconciled_to: now,
            notices: vec![
                evidence("first", first, vec![sms(first), self.on_device("first", 1, first)]),
                evidence("final", last, vec![self.on_device("final", 2, last)]),
            ],
            plan: None,
        };
        Unsigned { claims, body }
    }

    pub(crate) fn on_device(&self, key: &str, counter: u64, at: Timestamp) -> Delivery {
        let receipt = self.receipt(key, counter, at).sign(&self.device_key);
        Delivery { channel: Channel::OnDevice, at, receipt: Some(ByteVec::from(receipt)), reference: None }
    }

    pub(crate) fn receipt(&self, key: &str, counter: u64, at: Timestamp) -> Unsigned<Receipt> {
        let claims = Claims {
            issuer: Party::Device(self.device),
            audience: Party::Lender(self.id),
            ..self.claims(at)
        };
        let fact = Fact::NoticeShown { key: NoticeKey(key.to_owned()), delinquent_since: day("2026-01-15") };
        Unsigned { claims, body: Receipt { counter, previous: Digest([0; 32]), standing_seq: 1, fact } }
    }
}

fn evidence(key: &str, delivered_at: Timestamp, deliveries: Vec<Delivery>) -> NoticeEvidence {
    NoticeEvidence { key: NoticeKey(key.to_owned()), delivered_at, deliveries }
}

pub(crate) fn sms(at: Timestamp) -> Delivery {
    Delivery { channel: Channel::Sms, at, receipt: None, reference: Some("sms-1".to_owned()) }
}

/// Two notices, the first on both channels, then each level a week after the other.
fn pack() -> Pack {
    let mut pack = policy::find("house", 1).unwrap();
    pack.notices[0].min_channels = 2;
    pack.check().unwrap();
    pack
}

fn terms() -> Terms {
    let installments = (0..12).map(|n| TermsInstallment {
        number: u16::try_from(n + 1).unwrap(),
        due_on: day("2026-01-15").saturating_add(jiff::Span::new().months(n)),
        amount: usd(1_000),
        interest: usd(100),
    });
    Terms {
        lender_name: "Harbor Phones".to_owned(),
        contact: Contact { phone: Some("+12025550100".to_owned()), ..Contact::default() },
        imeis: vec![
            Imei::from_body(49_015_420_323_751).unwrap(),
            Imei::from_body(35_000_000_000_001).unwrap(),
        ],
        serial: "S1".to_owned(),
        model: "M1".to_owned(),
        price: usd(13_000),
        down_payment: usd(2_000),
        annual_rate_percent: "20".to_owned(),
        interest: "flat".to_owned(),
        installments: installments.collect(),
        time_zone: "America/New_York".to_owned(),
        rhythm: Rhythm::Longer,
        pack: pack(),
        pay_url: "https://pay.example".to_owned(),
    }
}
