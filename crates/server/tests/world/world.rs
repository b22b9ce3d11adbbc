//! A server to give commands to: its real routes over a store in memory, with clocks that stand still.

use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use ident::{LenderId, SeededEntropy};
use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};
use proof::documents::Contact;
use server::jobs::{Advanced, advance_test_clock};
use server::{
    App, AppConfig, AppParts, ExecuteError, Executed, KeyRing, LenderContext, LenderMode, LenderSettings,
    PackShelf, payments,
};
use servicing::{Command, Contract, IncomingPayment};
use store::{MemoryStore, Store};
use tower::ServiceExt;

#[path = "../samples/contract.rs"]
mod sample;
#[path = "../samples/log.rs"]
mod sample_log;
pub(crate) use sample::new_contract;
use sample_log::TestLog;

/// A Monday morning.
pub(crate) const START: &str = "2026-01-05T09:00:00Z";
/// The IMEI of the first contract, without its check digit.
pub(crate) const IMEI: u64 = 49_015_420_323_751;

pub(crate) const MASTER: [u8; 32] = [7; 32];

/// A server and its first lender, a test lender with a sandbox rail.
pub(crate) struct World {
    pub(crate) app: Arc<App>,
    pub(crate) lender: Arc<LenderContext>,
    pub(crate) log: Arc<TestLog>,
    router: Router,
    wall: Arc<Mutex<Timestamp>>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Reply {
    /// The status and the last part of the problem's type.
    pub(crate) fn problem(&self) -> (u16, String) {
        assert_eq!(self.headers["content-type"], "application/problem+json");
        let problem: serde_json::Value = serde_json::from_slice(&self.body).unwrap();
        let kind = problem["type"].as_str().unwrap().trim_start_matches("/problems/");
        (self.status.as_u16(), kind.to_owned())
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with_keys(KeyRing::new(MASTER)).await
    }

    /// The same with these keys.
    pub(crate) async fn with_keys(keys: KeyRing) -> Self {
        let log = Arc::new(TestLog::new(&keys));
        let (app, wall) = app(keys, Arc::new(MemoryStore::new()), &log);
        let lender = new_lender(&app, LenderMode::Test).await;
        Self::of(app, wall, log, lender).await
    }

    /// The same lender's server, started anew over its store.
    pub(crate) async fn restarted(&self) -> Self {
        let (app, wall) = app(KeyRing::new(MASTER), Arc::clone(&self.app.store), &self.log);
        Self::of(app, wall, Arc::clone(&self.log), self.lender.id).await
    }

    /// The same, started anew after something was done to the folder of its log.
    pub(crate) async fn restarted_over(self, harm: impl FnOnce(&Path)) -> Self {
        let (store, lender, files) = (Arc::clone(&self.app.store), self.lender.id, self.log.files());
        // Who has the log open must be gone first.
        drop(self);
        harm(files.path());
        let log = Arc::new(TestLog::open(files));
        let (app, wall) = app(KeyRing::new(MASTER), store, &log);
        Self::of(app, wall, log, lender).await
    }

    async fn of(app: Arc<App>, wall: Arc<Mutex<Timestamp>>, log: Arc<TestLog>, lender: LenderId) -> Self {
        let lender = app.lender(lender).await.unwrap().unwrap();
        let router = server::router(&app);
        Self { app, lender, log, router, wall }
    }

    /// Reads the lender again, after something about it was changed.
    pub(crate) async fn reload(&mut self) {
        self.lender = self.app.lender(self.lender.id).await.unwrap().unwrap();
    }

    /// Sets the world's clock, by which leases and deliveries go.
    pub(crate) fn set_wall(&self, now: Timestamp) {
        *self.wall.lock().unwrap() = now;
    }

    /// What the lender's test clock shows.
    pub(crate) async fn now(&self) -> Timestamp {
        self.app.now_for(&self.lender).await.unwrap()
    }

    /// Moves the lender's test clock.
    pub(crate) async fn advance(&self, to: &str) -> Advanced {
        advance_test_clock(&self.app, &self.lender, at(to)).await.unwrap()
    }

    /// Sends a request through all layers.
    pub(crate) async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Reply { status: parts.status, headers: parts.headers, body }
    }

    /// An accepted contract of 300.00 in three months, due on the second from February on.
    pub(crate) async fn contract(&self) -> Contract {
        self.contract_for(IMEI).await
    }

    /// The same for another phone.
    pub(crate) async fn contract_for(&self, imei: u64) -> Contract {
        accepted(&self.app, &self.lender, imei).await
    }

    /// Gives a command.
    pub(crate) async fn execute(
        &self,
        contract: &Contract,
        command: Command,
    ) -> Result<Executed, ExecuteError> {
        self.app.execute(&self.lender, contract.id, command, &|_, _| ()).await
    }

    /// Money for a contract, in cents.
    pub(crate) async fn pay(&self, contract: &Contract, minor: i64) -> Executed {
        let payment = IncomingPayment {
            id: self.app.new_id(),
            amount: usd(minor),
            value_on: contract.day(self.now().await),
            rail: "sandbox".to_owned(),
        };
        self.execute(contract, Command::Pay(payment)).await.unwrap()
    }

    /// A contract as it is now.
    pub(crate) async fn read(&self, contract: &Contract) -> Contract {
        self.app.contract_of(self.lender.id, contract.id).await.unwrap().unwrap()
    }

    /// The types of a contract's timeline.
    pub(crate) async fn event_kinds(&self, contract: &Contract) -> Vec<String> {
        let events = self.app.store.events(contract.id, 0, 1_000).await.unwrap();
        events.into_iter().map(|event| event.kind).collect()
    }
}

fn app(keys: KeyRing, store: Arc<dyn Store>, log: &TestLog) -> (Arc<App>, Arc<Mutex<Timestamp>>) {
    let wall = Arc::new(Mutex::new(at(START)));
    let clock = Arc::clone(&wall);
    let app = App::new(AppParts {
        store,
        keys,
        packs: PackShelf::builtin(),
        log: Arc::clone(&log.book),
        clock: Arc::new(move || *clock.lock().unwrap()),
        entropy: Box::new(SeededEntropy::new(1)),
        config: AppConfig {
            public_url: "http://127.0.0.1:1".to_owned(),
            allow_private_webhooks: true,
            attestation_roots: Default::default(),
        },
    });
    (Arc::new(app), wall)
}

/// A lender; with a sandbox rail if it is a test lender.
pub(crate) async fn new_lender(app: &App, mode: LenderMode) -> LenderId {
    let settings = LenderSettings {
        mode,
        contact: Contact { phone: Some("+1 555 0100".to_owned()), ..Contact::default() },
        time_zone: "UTC".to_owned(),
        policy_pack: "house".to_owned(),
        attestation: Default::default(),
        lock_budget: servicing::LockBudget::default(),
        concession_approvals: servicing::ConcessionApprovals::default(),
    };
    let id = app.create_lender("A Lender", &settings, at(START)).await.unwrap();
    if mode == LenderMode::Test {
        let secrets = ["a secret that only this test knows".to_owned()];
        payments::put_rail(app, id, "sandbox", payments::SANDBOX_SCHEME, &secrets).await.unwrap();
    }
    id
}

/// A contract for the phone with this IMEI, accepted.
pub(crate) async fn accepted(app: &App, lender: &LenderContext, imei: u64) -> Contract {
    let offered = app.create_contract(lender, new_contract(imei), &|_, _| ()).await.unwrap().contract;
    app.execute(lender, offered.id, Command::Accept, &|_, _| ()).await.unwrap().contract
}

/// An instant.
pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A day.
pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn usd(minor: i64) -> Money {
    let currency: Currency = "USD".parse().unwrap();
    Money::from_minor(minor, currency).unwrap()
}
