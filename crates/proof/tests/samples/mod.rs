//! Documents and messages with every field in use.

pub(crate) mod authority;

use ident::{ContractId, DeviceId, Imei, LenderId, SessionId};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use minicbor::bytes::ByteVec;
use money::Money;
use policy::{Channel, Level, NoticeKey, Rhythm};
use proof::documents::{
    Contact, Delivery, Fact, NextDue, NoticeEvidence, NoticeOnDevice, Quittance, Receipt, Release, Standing,
    Terms, TermsInstallment, Warrant,
};
use proof::keys::{LenderKey, Signer, SoftDeviceKey};
use proof::session::{Answer, CheckIn, Ephemeral, Grant, Hello, Purpose, SessionKeys};
use proof::{Claims, Digest, Document, Party, Unsigned};

pub(crate) const LENDER: LenderId = LenderId::from_bytes([1; 16]);
pub(crate) const DEVICE: DeviceId = DeviceId::from_bytes([2; 16]);
pub(crate) const CONTRACT: ContractId = ContractId::from_bytes([3; 16]);
pub(crate) const SESSION: SessionId = SessionId::from_bytes([4; 16]);
pub(crate) const NONCE: [u8; 16] = [5; 16];
const DUE: Date = date(2026, 3, 31);

pub(crate) fn lender_key() -> LenderKey {
    LenderKey::from_seed(&[7; 32])
}

pub(crate) fn device_key() -> SoftDeviceKey {
    SoftDeviceKey::from_seed(&[8; 32])
}

pub(crate) fn device_ephemeral() -> Ephemeral {
    Ephemeral::from_seed(&[9; 32])
}

pub(crate) fn server_ephemeral() -> Ephemeral {
    Ephemeral::from_seed(&[10; 32])
}

pub(crate) fn keys() -> SessionKeys {
    device_ephemeral().agree(&server_ephemeral().public(), &hello().digest(), SESSION).unwrap()
}

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + second).unwrap()
}

pub(crate) fn usd(minor: i64) -> Money {
    Money::from_minor(minor, "USD".parse().unwrap()).unwrap()
}

fn imei() -> Imei {
    "490154203237518".parse().unwrap()
}

pub(crate) fn from_lender() -> Claims {
    Claims {
        issuer: Party::Lender(LENDER),
        subject: CONTRACT,
        audience: Party::Device(DEVICE),
        expires_at: Some(at(86_400)),
        not_before: Some(at(0)),
        issued_at: at(0),
    }
}

pub(crate) fn from_device() -> Claims {
    Claims {
        issuer: Party::Device(DEVICE),
        audience: Party::Lender(LENDER),
        expires_at: None,
        not_before: None,
        ..from_lender()
    }
}

pub(crate) fn terms() -> Unsigned<Terms> {
    let installment = TermsInstallment { number: 1, due_on: DUE, amount: usd(5_250), interest: usd(250) };
    let body = Terms {
        lender_name: "Kiosk Credit".to_owned(),
        contact: Contact { phone: Some("+1 555 0100".to_owned()), email: None, url: None },
        imeis: vec![imei()],
        serial: "SN-1".to_owned(),
        model: "Model One".to_owned(),
        price: usd(60_000),
        down_payment: usd(10_000),
        annual_rate_percent: "29.9".to_owned(),
        interest: "declining".to_owned(),
        installments: vec![installment],
        time_zone: "America/New_York".to_owned(),
        rhythm: Rhythm::Longer,
        pack: policy::find("house", 1).unwrap(),
        pay_url: "https://pay.example/1".to_owned(),
    };
    Unsigned { claims: from_lender(), body }
}

pub(crate) fn warrant() -> Unsigned<Warrant> {
    let on_device = Delivery {
        channel: Channel::OnDevice,
        at: at(-9),
        receipt: Some(signed(&receipt())),
        reference: None,
    };
    let sms =
        Delivery { channel: Channel::Sms, at: at(-8), receipt: None, reference: Some("SM1".to_owned()) };
    let notice = NoticeEvidence {
        key: NoticeKey("final".to_owned()),
        delivered_at: at(-8),
        deliveries: vec![on_device, sms],
    };
    let body = Warrant {
        terms: terms().digest(),
        pack: terms().body.pack.digest(),
        device_key: device_key().public_key().thumbprint(),
        level: Level::Limited,
        amount: usd(5_250),
        oldest_due_on: DUE,
        delinquent_since: DUE,
        reconciled_to: at(-1),
        notices: vec![notice],
        plan: None,
    };
    Unsigned { claims: from_lender(), body }
}

/// As [`warrant`], under a plan of two installments a month later. What is deferred bears interest.
pub(crate) fn warrant_of_plan() -> Unsigned<Warrant> {
    let due = date(2026, 4, 30);
    let plan = vec![
        TermsInstallment { number: 1, due_on: due, amount: usd(2_700), interest: usd(290) },
        TermsInstallment { number: 2, due_on: date(2026, 5, 31), amount: usd(2_750), interest: usd(160) },
    ];
    let mut warrant = warrant();
    let body = &mut warrant.body;
    (body.amount, body.oldest_due_on, body.delinquent_since) = (usd(2_700), due, due);
    body.plan = Some(plan);
    warrant
}

pub(crate) fn standing() -> Unsigned<Standing> {
    let notice = NoticeOnDevice {
        key: NoticeKey("final".to_owned()),
        delinquent_since: DUE,
        amount: usd(5_250),
        cure_days: 10,
    };
    let body = Standing {
        terms: terms().digest(),
        seq: 7,
        level: Level::Limited,
        overdue: usd(5_250),
        outstanding: usd(5_250),
        oldest_unpaid_due_on: Some(DUE),
        next_due: Some(NextDue { due_on: DUE, amount: usd(5_250) }),
        notices: vec![notice],
        warrant: Some(warrant().sign(&lender_key()).into()),
        log_proof: None,
        quittance: None,
        hold: Some("A dispute is open.".to_owned()),
        pay_url: "https://pay.example/1".to_owned(),
    };
    Unsigned { claims: from_lender(), body }
}

pub(crate) fn receipt() -> Unsigned<Receipt> {
    let fact = Fact::NoticeShown { key: NoticeKey("final".to_owned()), delinquent_since: DUE };
    let body = Receipt { counter: 1, previous: Digest([0; 32]), standing_seq: 6, fact };
    Unsigned { claims: from_device(), body }
}

pub(crate) fn quittance() -> Unsigned<Quittance> {
    let body =
        Quittance { terms: terms().digest(), imeis: vec![imei()], total_paid: usd(5_250), settled_on: DUE };
    Unsigned { claims: Claims { expires_at: None, ..from_lender() }, body }
}

pub(crate) fn release() -> Unsigned<Release> {
    let claims = Claims { issuer: Party::Ombudsman, expires_at: None, not_before: None, ..from_lender() };
    let body = Release {
        terms: terms().digest(),
        reason: "A court has ended the contract.".to_owned(),
        case: "12 C 34/26".to_owned(),
    };
    Unsigned { claims, body }
}

/// Signed by the key of the document's issuer.
pub(crate) fn signed<D: Document>(document: &Unsigned<D>) -> ByteVec {
    let bytes = match document.claims.issuer {
        Party::Lender(_) => document.sign(&lender_key()),
        Party::Device(_) => document.sign(&device_key()),
        Party::Ombudsman => document.sign(&authority::ombudsman_key()),
    };
    bytes.into()
}

pub(crate) fn hello() -> Hello {
    Hello {
        purpose: Purpose::Enroll { token: "one-time".to_owned() },
        device_key: device_key().public_key(),
        imeis: vec![imei()],
        serial: "SN-1".to_owned(),
        model: "Model One".to_owned(),
        ephemeral: device_ephemeral().public(),
        nonce: NONCE,
        receipts_counter: 0,
        attestation: None,
    }
}

pub(crate) fn grant() -> Grant {
    Grant {
        hello: hello().digest(),
        freshness_key: authority::freshness_key().public_key(),
        lender: LENDER,
        device: DEVICE,
        contract: CONTRACT,
        session: SESSION,
        expires_at: at(86_400),
        now: at(0),
        ephemeral: server_ephemeral().public(),
        terms: signed(&terms()),
        standing: signed(&standing()),
        last_receipt: 1,
        last_receipt_digest: receipt().digest(),
        roots: vec![authority::first_root().into()],
        roster: authority::first_roster().into(),
        releases: vec![signed(&release())],
        codes: None,
    }
}

pub(crate) fn check_in() -> CheckIn {
    CheckIn {
        counter: 1,
        nonce: NONCE,
        known_seq: 6,
        applied: Level::None,
        receipts: vec![signed(&receipt())],
        clock: at(0),
        root: 1,
        roster: 1,
    }
}

pub(crate) fn answer() -> Answer {
    Answer {
        nonce: NONCE,
        now: at(1),
        seq: 7,
        standing: Some(signed(&standing())),
        receipts_kept: 1,
        renew: false,
        roots: vec![authority::first_root().into()],
        roster: Some(authority::first_roster().into()),
        releases: vec![signed(&release())],
    }
}
