use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use jiff::Timestamp;
use proof::documents::Contact;
use server::admin::AdminCommand;
use server::{App, AppConfig, AttestationRule, LenderContext, LenderMode};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::lender::{Lender, text};
use crate::data_dir;

/// When the test clock starts: a Monday morning in Nairobi.
const START: &str = "2026-01-05T06:00:00Z";
/// Where the lender works.
pub(super) const TIME_ZONE: &str = "Africa/Nairobi";

/// The running server with its one lender.
pub(super) struct Stage {
    pub(super) app: Arc<App>,
    pub(super) context: Arc<LenderContext>,
    pub(super) lender: Lender,
    pub(super) url: String,
    folder: TempDir,
}

/// Ends the server.
pub(super) struct Curtain {
    stop: oneshot::Sender<()>,
    served: JoinHandle<std::io::Result<()>>,
}

impl Stage {
    /// Opens an empty server on loopback and makes the lender. Nothing is served before [`Stage::serve`].
    pub(super) async fn build(listen: SocketAddr) -> anyhow::Result<(Self, TcpListener)> {
        let folder = tempfile::tempdir().context("no temporary folder")?;
        let listener =
            TcpListener::bind(listen).await.with_context(|| format!("can't listen on {listen}"))?;
        let url = format!("http://{}", listener.local_addr()?);
        let config = AppConfig {
            public_url: url.clone(),
            allow_private_webhooks: true,
            attestation_roots: Default::default(),
        };
        let app = data_dir::open(&folder.path().join("server"), None, config, None, None)?;
        let made = administer(
            &app,
            AdminCommand::CreateLender {
                name: "Lumen Mobile".to_owned(),
                mode: LenderMode::Test,
                contact: Contact {
                    phone: Some("+254 20 555 0100".to_owned()),
                    email: Some("help@lumen.example".to_owned()),
                    url: None,
                },
                time_zone: TIME_ZONE.to_owned(),
                policy_pack: "house".to_owned(),
                attestation: AttestationRule::Required,
                starts_at: Some(START.parse::<Timestamp>()?),
            },
        );
        let id: ident::LenderId = text(&made.await?, "lender")?.parse()?;
        let key = administer(
            &app,
            AdminCommand::IssueKey {
                lender: id,
                label: "demo".to_owned(),
                scopes: vec!["*".to_owned()],
                expires_at: None,
            },
        );
        let context = app.lender(id).await?.context("the lender is gone")?;
        let secret = text(&key.await?, "secret")?;
        let lender = Lender::new(Arc::clone(&app), Arc::clone(&context), url.clone(), secret);
        Ok((Self { app, context, lender, url, folder }, listener))
    }

    /// Serves until the curtain falls.
    pub(super) fn serve(&self, listener: TcpListener, more: Router) -> Curtain {
        let (stop, stopped) = oneshot::channel();
        let router = server::router(&self.app).merge(more);
        let ended = async move { drop(stopped.await) };
        let served = tokio::spawn(server::serve(Arc::clone(&self.app), router, listener, None, ended));
        Curtain { stop, served }
    }

    /// An operator of the console with a password nobody else knows.
    pub(super) async fn operator(&self, name: &str) -> anyhow::Result<String> {
        let password = data_encoding::BASE32_NOPAD.encode(&self.app.random::<10>());
        let make = AdminCommand::CreateOperator {
            name: name.to_owned(),
            password: password.clone(),
            lender: Some(self.context.id),
            owner: true,
        };
        administer(&self.app, make).await?;
        Ok(password)
    }

    /// Where the phones live.
    pub(super) fn home(&self) -> PathBuf {
        self.folder.path().to_owned()
    }
}

impl Curtain {
    /// Ends the server and waits until everything is on disk.
    pub(super) async fn fall(self) -> anyhow::Result<()> {
        // An error means that the server has ended by itself.
        let _ended = self.stop.send(());
        Ok(self.served.await??)
    }
}

async fn administer(app: &Arc<App>, command: AdminCommand) -> anyhow::Result<serde_json::Value> {
    app.administer(command).await.map_err(|problem| anyhow::anyhow!(problem.detail))
}
