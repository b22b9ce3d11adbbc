//! A whole server in memory with one test lender and its contracts. The world's clock stands still unless a test
//! moves it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use ident::{ContractId, Imei, SeededEntropy};
use jiff::Timestamp;
use loan::{Conventions, Every, InterestMethod, Terms, Unit};
use money::Money;
use proof::documents::Contact;
use proof::keys::{Signer, SoftDeviceKey};
use server::{
    App, AppConfig, AppParts, KeyRing, LenderContext, LenderMode, LenderSettings, NewContract, PackShelf,
};
use servicing::{Borrower, Command, Contract};
use store::MemoryStore;
use tower::ServiceExt;

#[path = "../samples/log.rs"]
mod sample_log;
use sample_log::TestLog;

/// 2026-01-01T00:00:00Z, where the world's clock starts.
pub(crate) const WALL_START: i64 = 1_767_225_600;

pub(crate) struct TestServer {
    pub(crate) app: Arc<App>,
    pub(crate) lender: Arc<LenderContext>,
    router: Router,
    wall: Arc<AtomicI64>,
    phones: AtomicU64,
    _log: TestLog,
}

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

pub(crate) fn usd(minor: i64) -> Money {
    Money::from_minor(minor, "USD".parse().unwrap()).unwrap()
}

pub(crate) fn day(text: &str) -> jiff::civil::Date {
    text.parse().unwrap()
}

fn settings(mode: LenderMode) -> LenderSettings {
    LenderSettings {
        mode,
        contact: Contact { phone: Some("+254700000000".into()), ..Contact::default() },
        time_zone: "Africa/Nairobi".into(),
        policy_pack: "in-rbi-2026-draft".into(),
        attestation: Default::default(),
        lock_budget: servicing::LockBudget::default(),
        concession_approvals: servicing::ConcessionApprovals::default(),
    }
}

impl TestServer {
    /// The lender's test clock shows noon of 15 December 2025 in Nairobi.
    pub(crate) async fn new() -> Self {
        let wall = Arc::new(AtomicI64::new(WALL_START));
        let shown = Arc::clone(&wall);
        let keys = KeyRing::new([7; 32]);
        let log = TestLog::new(&keys);
        let app = Arc::new(App::new(AppParts {
            store: Arc::new(MemoryStore::new()),
            keys,
            packs: PackShelf::builtin(),
            log: Arc::clone(&log.book),
            clock: Arc::new(move || Timestamp::from_second(shown.load(Ordering::SeqCst)).unwrap()),
            entropy: Box::new(SeededEntropy::new(1)),
            config: AppConfig {
                public_url: "http://127.0.0.1:8080".into(),
                allow_private_webhooks: true,
                attestation_roots: Default::default(),
            },
        }));
        let lender = add_lender(&app, LenderMode::Test, "Duka").await;
        Self { router: server::router(&app), app, lender, wall, phones: AtomicU64::new(0), _log: log }
    }

    pub(crate) async fn other_lender(&self, mode: LenderMode) -> Arc<LenderContext> {
        add_lender(&self.app, mode, "Other").await
    }

    /// Moves the world's clock.
    pub(crate) fn wall_later(&self, seconds: i64) {
        self.wall.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Moves the lender's test clock, doing all that is due on the way.
    pub(crate) async fn until(&self, instant: &str) {
        let to = instant.parse().unwrap();
        server::jobs::advance_test_clock(&self.app, &self.lender, to).await.unwrap();
    }

    /// Twelve installments of 100.00 without interest, due on the 15th from 15 January 2026.
    pub(crate) fn new_contract(&self) -> NewContract {
        let phone = self.phones.fetch_add(1, Ordering::SeqCst);
        NewContract {
            borrower: Borrower {
                name: "First Borrower".into(),
                phone: Some("+254711111111".into()),
                email: None,
                language: "en".into(),
            },
            imeis: vec![Imei::from_body(35_000_000_000_000 + phone).unwrap()],
            serial: format!("SERIAL-{phone}"),
            model: "Tembo 5".into(),
            terms: Terms {
                price: usd(130_000),
                down_payment: usd(10_000),
                annual_rate: "0".parse().unwrap(),
                interest: InterestMethod::Declining,
                installments: 12,
                every: Every { count: 1, unit: Unit::Month },
                starts_on: day("2025-12-15"),
                first_due_on: day("2026-01-15"),
                conventions: Conventions::default(),
                advances: Vec::new(),
                down_payment_percent: None,
                fees: Vec::new(),
            },
            time_zone: None,
            policy_pack: None,
            external_reference: None,
        }
    }

    pub(crate) async fn offered(&self, new: NewContract) -> Contract {
        self.app.create_contract(&self.lender, new, &|_, _| ()).await.unwrap().contract
    }

    /// Accepted, and its device enrolled.
    pub(crate) async fn running(&self, new: NewContract) -> Contract {
        let contract = self.offered(new).await;
        self.act(contract.id, Command::Accept).await;
        let key = SoftDeviceKey::from_seed(&[7; 32]).public_key();
        self.act(contract.id, Command::Enroll { key }).await
    }

    pub(crate) async fn contract(&self) -> Contract {
        self.running(self.new_contract()).await
    }

    pub(crate) async fn act(&self, contract: ContractId, command: Command) -> Contract {
        self.app.execute(&self.lender, contract, command, &|_, _| ()).await.unwrap().contract
    }

    pub(crate) async fn read(&self, id: ContractId) -> Contract {
        self.app.contract_of(self.lender.id, id).await.unwrap().unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Vec::new()).await
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

async fn add_lender(app: &App, mode: LenderMode, name: &str) -> Arc<LenderContext> {
    let starts_at = "2025-12-15T09:00:00Z".parse().unwrap();
    let id = app.create_lender(name, &settings(mode), starts_at).await.unwrap();
    app.lender(id).await.unwrap().unwrap()
}
