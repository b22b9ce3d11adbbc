//! A borrower who can't pay, with the phone in hand and its reference.

use axum::http::{Method, StatusCode};
use loan::restructure::Restructuring;
use policy::Level;
use servicing::giving_back::ReturnStep;
use servicing::{Command, ConcessionApprovals, Contract};

use crate::stage::{Answer, TestServer, day};

pub(crate) const OWN: (&str, &str) = ("sec-fetch-site", "same-origin");
pub(crate) const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// Another phone's number.
pub(crate) const OTHER: &str = "490154203237518";

/// A borrower with a phone that is locked after four months without a payment.
pub(crate) struct Scene {
    pub(crate) server: TestServer,
    pub(crate) contract: Contract,
}

impl Scene {
    pub(crate) async fn locked() -> Self {
        Self::locked_in("en").await
    }

    /// Whose borrower speaks a language.
    pub(crate) async fn locked_in(language: &str) -> Self {
        let server = TestServer::with_rails().await;
        let mut new = server.new_contract();
        language.clone_into(&mut new.borrower.language);
        let contract = server.running(new).await;
        server.nothing_is_missing().await;
        server.until("2026-05-15T12:00:00Z").await;
        let contract = server.read(contract.id).await;
        assert_eq!(contract.restriction.level, Level::Locked);
        Self { server, contract }
    }

    pub(crate) async fn page(&self, which: &str) -> String {
        let page = self.server.get(&self.path(which)).await;
        assert_eq!(page.status, StatusCode::OK);
        page.text()
    }

    pub(crate) fn path(&self, which: &str) -> String {
        format!("/pay/{}{which}", self.contract.payment_reference)
    }

    /// Sends a form with the number of a phone.
    pub(crate) async fn send(&self, which: &str, imei: &str, rest: &str) -> Answer {
        let form = format!("imei={imei}{rest}").into_bytes();
        self.server.send(Method::POST, &self.path(which), &[OWN, FORM], form).await
    }

    /// As whoever holds the phone.
    pub(crate) async fn holder(&self, which: &str, rest: &str) -> Answer {
        self.send(which, &self.contract.device.imeis[0].to_string(), rest).await
    }

    pub(crate) async fn now(&self) -> Contract {
        self.server.read(self.contract.id).await
    }

    pub(crate) async fn offer(&self, changes: Vec<Restructuring>) {
        let (valid_through, rule) = (day("2026-06-10"), ConcessionApprovals::default());
        self.server
            .act(self.contract.id, Command::OfferPlans { changes, valid_through, by: None, rule })
            .await;
    }

    pub(crate) async fn step(&self, step: ReturnStep) {
        self.server.act(self.contract.id, Command::AdvanceReturn { step }).await;
    }
}

pub(crate) fn refused(answer: &Answer, status: StatusCode, said: &str) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert!(answer.text().contains(said), "{said} in {}", answer.text());
    assert!(answer.text().contains("role=\"alert\""));
}
