//! A whole server in process: memory store, held clock, repeatable entropy.
#![allow(dead_code, unreachable_pub, reason = "each test crate uses its own part")]

mod call;
#[path = "../samples/log.rs"]
mod log;

use std::sync::{Arc, Mutex};

use ident::{Imei, LenderId, SeededEntropy};
use jiff::{SignedDuration, Timestamp};
use proof::documents::Contact;
use serde_json::{Value, json};
use server::{App, AppConfig, AppParts, KeyRing, LenderMode, LenderSettings, PackShelf};
use store::MemoryStore;

pub use call::Reply;
use log::TestLog;

/// What the world's clock shows at the start; test clocks start there too.
pub const START: &str = "2026-01-05T09:00:00Z";

/// A clock that moves when told to.
#[derive(Clone)]
pub struct HeldClock(Arc<Mutex<Timestamp>>);

impl HeldClock {
    pub fn advance(&self, by: SignedDuration) {
        let mut now = self.0.lock().unwrap();
        *now += by;
    }
}

/// A lender with a key that may do everything.
#[derive(Debug, Clone)]
pub struct TestLender {
    pub id: LenderId,
    pub key: String,
}

pub struct TestServer {
    pub app: Arc<App>,
    pub clock: HeldClock,
    /// A test lender with a sandbox rail.
    pub lender: TestLender,
    router: axum::Router,
    _log: TestLog,
}

impl TestServer {
    pub async fn new() -> Self {
        Self::with_store(Arc::new(MemoryStore::new())).await
    }

    pub async fn with_store(store: Arc<dyn store::Store>) -> Self {
        let clock = HeldClock(Arc::new(Mutex::new(START.parse().unwrap())));
        let held = clock.clone();
        let keys = KeyRing::new([7; 32]);
        let log = TestLog::new(&keys);
        let app = Arc::new(App::new(AppParts {
            store,
            keys,
            packs: PackShelf::builtin(),
            log: Arc::clone(&log.book),
            clock: Arc::new(move || *held.0.lock().unwrap()),
            entropy: Box::new(SeededEntropy::new(1)),
            config: AppConfig {
                public_url: "http://127.0.0.1:4000".to_owned(),
                allow_private_webhooks: true,
                attestation_roots: Default::default(),
            },
        }));
        let router = server::router(&app);
        let lender = add_lender(&app, "Test Lender", LenderMode::Test).await;
        Self { app, clock, lender, router, _log: log }
    }

    /// Another lender; a test lender has a sandbox rail.
    pub async fn add_lender(&self, name: &str, mode: LenderMode) -> TestLender {
        add_lender(&self.app, name, mode).await
    }

    /// A key of the first lender with these scopes.
    pub async fn key(&self, scopes: &[&str]) -> String {
        issue(&self.app, self.lender.id, scopes).await
    }

    /// A contract of the first lender, offered.
    pub async fn offer(&self, body: u64) -> Value {
        let made = self.post("/v1/contracts", &new_contract(body)).await;
        assert_eq!(made.status, 201, "{}", made.text());
        made.json()
    }

    /// A contract of the first lender, active; its id.
    pub async fn active(&self, body: u64) -> String {
        let id = self.offer(body).await["id"].as_str().unwrap().to_owned();
        let accepted = self.post(&format!("/v1/contracts/{id}/accept"), &Value::Null).await;
        assert_eq!(accepted.status, 200, "{}", accepted.text());
        id
    }
}

async fn add_lender(app: &App, name: &str, mode: LenderMode) -> TestLender {
    let contact = Contact {
        phone: Some("+254700000001".to_owned()),
        email: Some("help@lender.example".to_owned()),
        url: None,
    };
    let settings = LenderSettings {
        mode,
        contact,
        time_zone: "Africa/Nairobi".to_owned(),
        policy_pack: "house".to_owned(),
        attestation: Default::default(),
        lock_budget: servicing::LockBudget::default(),
        concession_approvals: servicing::ConcessionApprovals::default(),
    };
    let id = app.create_lender(name, &settings, START.parse().unwrap()).await.unwrap();
    if mode == LenderMode::Test {
        let secret = ["sandbox secret of the tests".to_owned()];
        server::payments::put_rail(app, id, "sandbox", "sandbox", &secret).await.unwrap();
    }
    TestLender { id, key: issue(app, id, &["*"]).await }
}

async fn issue(app: &App, lender: LenderId, scopes: &[&str]) -> String {
    let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
    app.issue_api_key(lender, "tests", &scopes, None).await.unwrap().1
}

/// A good request for a contract: 150.00 over 3 months from 2026-01-05. `body` makes its IMEI and serial.
pub fn new_contract(body: u64) -> Value {
    json!({
        "currency": "USD",
        "price": "180.00",
        "down_payment": "30.00",
        "annual_rate_percent": "24",
        "interest": "declining",
        "installments": 3,
        "every": { "count": 1, "unit": "month" },
        "first_due_on": "2026-02-05",
        "borrower": { "name": "A. Borrower", "phone": "+254700000000", "language": "en" },
        "device": { "imeis": [imei(body)], "serial": format!("S{body}"), "model": "Phone 5 Lite" },
    })
}

/// A good IMEI.
pub fn imei(body: u64) -> String {
    Imei::from_body(35_000_000_000_000 + body).unwrap().to_string()
}
