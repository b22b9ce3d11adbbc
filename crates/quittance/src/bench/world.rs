use std::sync::Arc;

use anyhow::Context as _;
use jiff::Timestamp;
use loan::{Conventions, Every, InterestMethod, Terms, Unit};
use money::{AnnualRate, Currency, Money};
use policy::{Pack, PackId};
use proof::documents::Contact;
use proof::session::EnrollmentCode;
use server::{App, AppConfig, LenderContext, LenderMode, LenderSettings, NewContract};
use servicing::{Borrower, Command, Contract};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::data_dir;

/// A real server on loopback with a durable store, and a test lender.
pub(super) struct World {
    pub(super) app: Arc<App>,
    pub(super) lender: Arc<LenderContext>,
    pub(super) url: String,
    stop: oneshot::Sender<()>,
    served: JoinHandle<std::io::Result<()>>,
    /// Removed at the end.
    _folder: TempDir,
}

/// The same without surfaces and workers: nothing happens by itself.
pub(super) struct Still {
    pub(super) app: Arc<App>,
    pub(super) lender: Arc<LenderContext>,
    /// Removed at the end.
    folder: TempDir,
}

impl Still {
    pub(super) async fn open(url: &str, mode: LenderMode, starts_at: Timestamp) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let policies = folder.path().join("policies");
        std::fs::create_dir(&policies)?;
        std::fs::write(policies.join("bench.toml"), PACK)?;
        let config = AppConfig {
            public_url: url.to_owned(),
            allow_private_webhooks: true,
            attestation_roots: Default::default(),
        };
        let app = data_dir::open(&folder.path().join("data"), Some(&policies), config, None, None)?;
        let settings = LenderSettings {
            mode,
            contact: Contact { phone: Some("+1 555 0100".to_owned()), email: None, url: None },
            time_zone: "UTC".to_owned(),
            policy_pack: Pack::from_toml(PACK)?.id.to_string(),
            attestation: Default::default(),
            lock_budget: servicing::LockBudget::default(),
            concession_approvals: servicing::ConcessionApprovals::default(),
        };
        let id = app.create_lender("Benchmark lender", &settings, starts_at).await?;
        let lender = app.lender(id).await?.context("the lender is gone")?;
        Ok(Self { app, lender, folder })
    }
}

/// A pack with the shortest lawful way to a lock, so that a cycle is short.
pub(super) const PACK: &str = include_str!("bench.toml");

impl World {
    pub(super) async fn start(starts_at: Timestamp) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let Still { app, lender, folder } = Still::open(&url, LenderMode::Test, starts_at).await?;
        let (stop, stopped) = oneshot::channel();
        let ended = async move { drop(stopped.await) };
        let served =
            tokio::spawn(server::serve(Arc::clone(&app), server::router(&app), listener, None, ended));
        Ok(Self { app, lender, url, stop, served, _folder: folder })
    }

    /// A running contract of daily installments, and the code with which its device enrolls.
    pub(super) async fn contract(
        &self,
        number: u64,
        installments: u16,
    ) -> anyhow::Result<(Contract, EnrollmentCode)> {
        let now = self.app.now_for(&self.lender).await?;
        let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
        let usd: Currency = "USD".parse()?;
        let imei = ident::Imei::from_body(35_000_000_000_000 + number).context("no such IMEI")?;
        let new = NewContract {
            borrower: Borrower {
                name: format!("Borrower {number}"),
                phone: Some("+1 555 0101".to_owned()),
                email: None,
                language: "en".to_owned(),
            },
            imeis: vec![imei],
            serial: format!("BENCH-{number}"),
            model: "Benchmark phone".to_owned(),
            terms: Terms {
                price: Money::from_minor(100 * i64::from(installments), usd)?,
                down_payment: Money::zero(usd),
                annual_rate: AnnualRate::ZERO,
                interest: InterestMethod::Declining,
                installments,
                every: Every { count: 1, unit: Unit::Day },
                starts_on: today,
                first_due_on: today.tomorrow()?,
                conventions: Conventions::default(),
                advances: Vec::new(),
                down_payment_percent: None,
                fees: Vec::new(),
            },
            time_zone: None,
            policy_pack: Some(PackId(self.lender.settings.policy_pack.clone())),
            external_reference: None,
        };
        let offered = self.app.create_contract(&self.lender, new, &|_, _| {}).await?;
        let id = offered.contract.id;
        self.app.execute(&self.lender, id, Command::Accept, &|_, _| {}).await?;
        let (code, claim) = self.app.enrollment_code(&self.lender, now);
        let invited = self
            .app
            .execute(&self.lender, id, Command::InviteDevice, &|_, commit| commit.claims.push(claim.clone()))
            .await?;
        Ok((invited.contract, code))
    }

    pub(super) async fn stop(self) -> anyhow::Result<()> {
        // An error means that the server has ended by itself.
        let _ended = self.stop.send(());
        Ok(self.served.await??)
    }
}
