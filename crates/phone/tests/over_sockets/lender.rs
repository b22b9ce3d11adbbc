//! A lender's server, as much of it as a phone can see, on a real socket.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use agent::Identity;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use ident::{ContractId, DeviceId, Imei, LenderId, SessionId};
use jiff::Timestamp;
use money::Money;
use policy::{Level, Rhythm};
use proof::authority::{Endorsed, LogPolicy, Role, Root, Roster, RosterKey};
use proof::documents::{Contact, Quittance, Standing, Terms, TermsInstallment};
use proof::keys::{LenderKey, Signer as _};
use proof::session::{Answer, CheckIn, EnrollmentCode, Ephemeral, Grant, Hello, SessionKeys};
use proof::{Claims, Digest, Parsed, Party, Unsigned};
use tokio::sync::watch;

pub(crate) fn identity() -> Identity {
    let imeis = vec![Imei::from_body(49_015_420_323_751).unwrap()];
    Identity { imeis, serial: "S1".to_owned(), model: "M1".to_owned() }
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, "USD".parse().unwrap()).unwrap()
}

pub(crate) struct Lender {
    key: LenderKey,
    root: Vec<u8>,
    roster: Vec<u8>,
    id: LenderId,
    device: DeviceId,
    contract: ContractId,
    now: Timestamp,
    sessions: Mutex<Vec<(SessionId, SessionKeys)>>,
    pub(crate) receipts: Mutex<u64>,
    pub(crate) hellos: Mutex<usize>,
    standing: watch::Sender<(u64, Vec<u8>)>,
    pub(crate) address: Mutex<Option<SocketAddr>>,
}

impl Lender {
    /// Serves on a free port.
    pub(crate) async fn serve() -> Arc<Self> {
        let (key, id) = (LenderKey::from_seed(&[1; 32]), LenderId::new(1, [1; 10]));
        let (root, roster) = authority(&key, id);
        let lender = Arc::new(Self {
            key,
            root,
            roster,
            id,
            device: DeviceId::new(1, [2; 10]),
            contract: ContractId::new(1, [3; 10]),
            now: "2026-02-19T15:00:00Z".parse().unwrap(),
            sessions: Mutex::default(),
            receipts: Mutex::default(),
            hellos: Mutex::default(),
            standing: watch::channel((0, Vec::new())).0,
            address: Mutex::default(),
        });
        lender.publish(1, |_| ());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        *lender.address.lock().unwrap() = Some(listener.local_addr().unwrap());
        let router = Router::new()
            .route("/device/v1/enroll", post(enroll))
            .route("/device/v1/check-in", post(check_in))
            .with_state(Arc::clone(&lender));
        tokio::spawn(async move { axum::serve(listener, router).await });
        lender
    }

    pub(crate) fn code(&self) -> EnrollmentCode {
        let server = format!("http://{}", self.address.lock().unwrap().unwrap());
        let root = Endorsed::<Root>::parse(&self.root).unwrap().digest();
        EnrollmentCode { server, token: "token".to_owned(), root }
    }

    pub(crate) fn forget_sessions(&self) {
        self.sessions.lock().unwrap().clear();
    }

    fn claims(&self) -> Claims {
        Claims {
            issuer: Party::Lender(self.id),
            subject: self.contract,
            audience: Party::Device(self.device),
            expires_at: None,
            not_before: None,
            issued_at: self.now,
        }
    }

    fn terms(&self) -> Unsigned<Terms> {
        let installment = TermsInstallment {
            number: 1,
            due_on: "2026-03-15".parse().unwrap(),
            amount: usd(12_000),
            interest: usd(0),
        };
        let body = Terms {
            lender_name: "Harbor <b>Phones</b>".to_owned(),
            contact: Contact { phone: Some("+12025550100".to_owned()), ..Contact::default() },
            imeis: identity().imeis,
            serial: "S1".to_owned(),
            model: "M1".to_owned(),
            price: usd(12_000),
            down_payment: usd(0),
            annual_rate_percent: "0".to_owned(),
            interest: "flat".to_owned(),
            installments: vec![installment],
            time_zone: "America/New_York".to_owned(),
            rhythm: Rhythm::Longer,
            pack: policy::find("house", 1).unwrap(),
            pay_url: "https://pay.example".to_owned(),
        };
        Unsigned { claims: self.claims(), body }
    }

    /// Puts a standing in force and wakes whoever waits for it.
    pub(crate) fn publish(&self, seq: u64, change: impl FnOnce(&mut Standing)) {
        let mut body = Standing {
            terms: self.terms().digest(),
            seq,
            level: Level::None,
            overdue: usd(0),
            outstanding: usd(12_000),
            oldest_unpaid_due_on: Some("2026-03-15".parse().unwrap()),
            next_due: None,
            notices: Vec::new(),
            warrant: None,
            log_proof: None,
            quittance: None,
            hold: None,
            pay_url: String::new(),
        };
        change(&mut body);
        let bytes = Unsigned { claims: self.claims(), body }.sign(&self.key);
        self.standing.send_replace((seq, bytes));
    }

    pub(crate) fn release(&self, seq: u64) {
        let body = Quittance {
            terms: self.terms().digest(),
            imeis: identity().imeis,
            total_paid: usd(12_000),
            settled_on: "2026-02-19".parse().unwrap(),
        };
        let quittance = Unsigned { claims: self.claims(), body }.sign(&self.key);
        self.publish(seq, |standing| {
            standing.quittance = Some(quittance.into());
            standing.outstanding = usd(0);
            standing.oldest_unpaid_due_on = None;
        });
    }
}

fn freshness() -> LenderKey {
    LenderKey::from_seed(&[2; 32])
}

/// A root of one key and its roster.
fn authority(command: &LenderKey, lender: LenderId) -> (Vec<u8>, Vec<u8>) {
    let person = LenderKey::from_seed(&[3; 32]);
    let (from, until) = (Timestamp::UNIX_EPOCH, "2100-01-01T00:00:00Z".parse().unwrap());
    let origin = "quittance.example/log".to_owned();
    let listed = |role, key: &LenderKey| RosterKey {
        role,
        key: key.public_key(),
        from,
        until,
        max_level: Some(Level::Locked),
        orders_per_hour: None,
    };
    let root = Root {
        version: 1,
        origin: origin.clone(),
        threshold: 1,
        keys: vec![person.public_key()],
        issued_at: from,
        expires_at: until,
    };
    let roster = Roster {
        root: 1,
        lender,
        version: 1,
        issued_at: from,
        expires_at: until,
        keys: vec![listed(Role::Command, command), listed(Role::Freshness, &freshness())],
        revoked: Vec::new(),
        log: LogPolicy { origin, quorum: 0, witnesses: Vec::new() },
        test: false,
    };
    let (mut root, mut roster) = (Endorsed::draft(&root).unwrap(), Endorsed::draft(&roster).unwrap());
    root.try_sign(&person).unwrap();
    roster.try_sign(&person).unwrap();
    (root.to_bytes(), roster.to_bytes())
}

async fn enroll(State(lender): State<Arc<Lender>>, body: Bytes) -> Result<Vec<u8>, StatusCode> {
    let (hello, digest) = Hello::verify(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let count = {
        let mut hellos = lender.hellos.lock().unwrap();
        *hellos += 1;
        u8::try_from(*hellos).unwrap()
    };
    let ephemeral = Ephemeral::from_seed(&[100 + count; 32]);
    let session = SessionId::new(1, [count; 10]);
    let keys = ephemeral.agree(&hello.ephemeral, &digest, session).unwrap();
    lender.sessions.lock().unwrap().push((session, keys));
    let grant = Grant {
        hello: digest,
        freshness_key: freshness().public_key(),
        lender: lender.id,
        device: lender.device,
        contract: lender.contract,
        session,
        expires_at: lender.now + jiff::SignedDuration::from_hours(24),
        now: lender.now,
        ephemeral: ephemeral.public(),
        terms: lender.terms().sign(&lender.key).into(),
        standing: lender.standing.borrow().1.clone().into(),
        last_receipt: 0,
        last_receipt_digest: Digest([0; 32]),
        roots: vec![lender.root.clone().into()],
        roster: lender.roster.clone().into(),
        releases: Vec::new(),
        codes: None,
    };
    Ok(grant.sign(&freshness()))
}

async fn check_in(
    State(lender): State<Arc<Lender>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Vec<u8>, StatusCode> {
    let session = CheckIn::session_of(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let keys = {
        let sessions = lender.sessions.lock().unwrap();
        sessions.iter().find(|(id, _)| *id == session).map(|(_, keys)| keys.clone())
    };
    let keys = keys.ok_or(StatusCode::UNAUTHORIZED)?;
    let check_in = CheckIn::open(&body, &keys).map_err(|_| StatusCode::UNAUTHORIZED)?;
    for bytes in &check_in.receipts {
        let receipt = Parsed::<proof::documents::Receipt>::parse(bytes);
        assert!(receipt.is_ok());
        *lender.receipts.lock().unwrap() += 1;
    }
    let mut standing = lender.standing.subscribe();
    if headers.contains_key("prefer") {
        assert_eq!(headers["prefer"], "wait=25");
        let news = standing.wait_for(|(seq, _)| *seq > check_in.known_seq);
        drop(tokio::time::timeout(Duration::from_secs(5), news).await);
    }
    let (seq, bytes) = lender.standing.borrow().clone();
    let kept = *lender.receipts.lock().unwrap();
    let answer = Answer {
        nonce: check_in.nonce,
        now: lender.now,
        seq,
        standing: (seq > check_in.known_seq).then(|| bytes.into()),
        receipts_kept: kept,
        renew: false,
        roots: Vec::new(),
        roster: None,
        releases: Vec::new(),
    };
    Ok(answer.seal(session, &keys))
}
