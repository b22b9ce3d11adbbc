use std::sync::Arc;

use ident::ContractId;
use servicing::Contract;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::stage::{PASSWORD, TestServer};
use crate::{hard_times, portfolio, story};

/// A real server on loopback with some contracts and the operator `agent`.
pub(crate) struct Site {
    server: TestServer,
    address: String,
    contract: Contract,
    /// The contract whose phone is locked.
    pub(crate) locked: ContractId,
    pages: Vec<(&'static str, String)>,
    hard_times: Vec<(&'static str, String)>,
    _stop: oneshot::Sender<()>,
}

impl Site {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let server = TestServer::new(&address).await;
        server.app.create_operator("agent", PASSWORD, Some(server.lender.id)).await.unwrap();
        let pages = Box::pin(portfolio::fill(&server)).await;
        let (contract, _) = story::locked(&server).await;
        let hard_times = hard_times::pages(&server).await;
        let (stop, stopped) = oneshot::channel::<()>();
        let ended = async move { drop(stopped.await) };
        let (app, router) = (Arc::clone(&server.app), server.router());
        tokio::spawn(server::serve(app, router, listener, None, ended));
        Self { server, address, locked: contract.id, contract, pages, hard_times, _stop: stop }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// What to look at.
    pub(crate) fn pages(&self) -> Vec<(&'static str, String)> {
        let mut pages = vec![
            ("landing", "/".to_owned()),
            ("sign-in", "/console/sign-in".to_owned()),
            ("portfolio", "/console".to_owned()),
            ("search", "/console?q=something+that+nobody+knows+of".to_owned()),
            ("locked", format!("/console/contracts/{}", self.locked)),
            ("missing", "/console/contracts/x".to_owned()),
        ];
        pages.extend(self.hard_times.iter().cloned());
        pages.extend(self.pages.iter().cloned());
        pages
    }

    /// What was past due is paid.
    pub(crate) async fn pay_locked(&self) {
        self.server.pay(&self.contract, 20_000).await;
    }
}
