//! A server over a store in memory, whose clocks stand still, with one test lender.

use std::sync::{Arc, Mutex};

use axum::Router;
use ident::{LenderId, SeededEntropy};
use jiff::Timestamp;
use money::Money;
use proof::documents::Contact;
use server::jobs::advance_test_clock;
use server::{
    App, AppConfig, AppParts, ExecuteError, Executed, KeyRing, LenderContext, LenderMode, LenderSettings,
    NewContract, PackShelf, payments,
};
use servicing::{Command, Contract, IncomingPayment};
use store::MemoryStore;

#[path = "../samples/contract.rs"]
mod sample;
#[path = "../samples/log.rs"]
mod sample_log;
pub(crate) use sample::new_contract;
use sample_log::TestLog;

/// Long enough.
pub(crate) const PASSWORD: &str = "correct horse battery";
/// A Monday morning.
const START: &str = "2026-01-05T09:00:00Z";

pub(crate) struct TestServer {
    pub(crate) app: Arc<App>,
    pub(crate) lender: Arc<LenderContext>,
    router: Router,
    wall: Arc<Mutex<Timestamp>>,
    _log: TestLog,
}

impl TestServer {
    /// `public_url` is where the outside world reaches it.
    pub(crate) async fn new(public_url: &str) -> Self {
        let wall = Arc::new(Mutex::new(at(START)));
        let clock = Arc::clone(&wall);
        let keys = KeyRing::new([7; 32]);
        let log = TestLog::new(&keys);
        let app = Arc::new(App::new(AppParts {
            store: Arc::new(MemoryStore::new()),
            keys,
            packs: PackShelf::builtin(),
            log: Arc::clone(&log.book),
            clock: Arc::new(move || *clock.lock().unwrap()),
            entropy: Box::new(SeededEntropy::new(1)),
            config: AppConfig {
                public_url: public_url.to_owned(),
                allow_private_webhooks: true,
                attestation_roots: Default::default(),
            },
        }));
        let lender = new_lender(&app, "First Lender", LenderMode::Test).await;
        let lender = app.lender(lender).await.unwrap().unwrap();
        let router = server::router(&app);
        Self { app, lender, router, wall, _log: log }
    }

    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// What the world's clock shows.
    pub(crate) fn wall(&self) -> Timestamp {
        *self.wall.lock().unwrap()
    }

    pub(crate) fn set_wall(&self, now: Timestamp) {
        *self.wall.lock().unwrap() = now;
    }

    /// What the lender's test clock shows.
    pub(crate) async fn now(&self) -> Timestamp {
        self.app.now_for(&self.lender).await.unwrap()
    }

    pub(crate) async fn advance(&self, to: Timestamp) {
        advance_test_clock(&self.app, &self.lender, to).await.unwrap();
    }

    pub(crate) async fn offer(&self, new: NewContract) -> Contract {
        self.app.create_contract(&self.lender, new, &|_, _| ()).await.unwrap().contract
    }

    /// An accepted contract of 300.00 in three months, due on the second from February on.
    pub(crate) async fn contract(&self) -> Contract {
        self.accepted(new_contract(49_015_420_323_751)).await
    }

    pub(crate) async fn accepted(&self, new: NewContract) -> Contract {
        let offered = self.offer(new).await;
        self.execute(&offered, Command::Accept).await.unwrap().contract
    }

    pub(crate) async fn execute(
        &self,
        contract: &Contract,
        command: Command,
    ) -> Result<Executed, ExecuteError> {
        self.app.execute(&self.lender, contract.id, command, &|_, _| ()).await
    }

    /// Money for a contract, in minor units.
    pub(crate) async fn pay(&self, contract: &Contract, minor: i64) {
        let (id, rail) = (self.app.new_id(), "sandbox".to_owned());
        let value_on = contract.day(self.now().await);
        let payment = IncomingPayment { id, amount: usd(minor), value_on, rail };
        self.execute(contract, Command::Pay(payment)).await.unwrap();
    }

    pub(crate) async fn read(&self, contract: &Contract) -> Contract {
        self.app.contract_of(contract.lender, contract.id).await.unwrap().unwrap()
    }
}

pub(crate) async fn new_lender(app: &App, name: &str, mode: LenderMode) -> LenderId {
    let settings = LenderSettings {
        mode,
        contact: Contact { phone: Some("+1 555 0100".to_owned()), ..Contact::default() },
        time_zone: "UTC".to_owned(),
        policy_pack: "house".to_owned(),
        attestation: Default::default(),
        lock_budget: servicing::LockBudget::default(),
        concession_approvals: servicing::ConcessionApprovals::default(),
    };
    let id = app.create_lender(name, &settings, at(START)).await.unwrap();
    let secrets = ["a secret that only this test knows".to_owned()];
    payments::put_rail(app, id, "sandbox", payments::SANDBOX_SCHEME, &secrets).await.unwrap();
    id
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// US cents.
pub(crate) fn usd(minor: i64) -> Money {
    Money::from_minor(minor, "USD".parse().unwrap()).unwrap()
}
