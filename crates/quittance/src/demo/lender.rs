use std::sync::Arc;

use anyhow::Context as _;
use serde_json::{Value, json};

use crate::http::Http;
use server::{App, LenderContext};

/// A lender that works with the server as any lender does: through the REST API with a key.
#[derive(Clone)]
pub(crate) struct Lender {
    pub(crate) http: Http,
    /// The server's address.
    pub(crate) server: String,
    key: String,
    /// The server itself, to look at it more often than the API allows.
    app: Arc<App>,
    context: Arc<LenderContext>,
}

impl Lender {
    pub(crate) fn new(app: Arc<App>, context: Arc<LenderContext>, server: String, key: String) -> Self {
        Self { http: Http::new(), server, key, app, context }
    }

    /// The newest standing of a device; 0 before the first.
    pub(crate) async fn standing_seq(&self, device: &str) -> anyhow::Result<u64> {
        let standing = self.app.store.current_standing(device.parse()?).await?;
        Ok(standing.map_or(0, |standing| standing.seq))
    }

    pub(crate) async fn get(&self, path: &str) -> anyhow::Result<Value> {
        self.http.get_json(&format!("{}{path}", self.server), Some(&self.key)).await
    }

    /// A file as anyone may have it who is shown it.
    pub(crate) async fn download(&self, path: &str) -> anyhow::Result<Vec<u8>> {
        Ok(self.http.get_bytes(&format!("{}{path}", self.server), Some(&self.key)).await?.to_vec())
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        self.http.post_json(&format!("{}{path}", self.server), Some(&self.key), body).await
    }

    /// Offers a contract and accepts it for the borrower.
    pub(crate) async fn sell(&self, contract: &Value) -> anyhow::Result<Value> {
        let offered = self.post("/v1/contracts", contract).await?;
        let id = text(&offered, "id")?;
        self.post(&format!("/v1/contracts/{id}/accept"), &json!({})).await
    }

    /// The text of a new enrollment QR code.
    pub(crate) async fn enrollment_code(&self, contract: &str) -> anyhow::Result<String> {
        let code = self.post(&format!("/v1/contracts/{contract}/enrollment-code"), &json!({})).await?;
        text(&code, "code")
    }

    /// The contract as the lender sees it.
    pub(crate) async fn contract(&self, contract: &str) -> anyhow::Result<Value> {
        self.get(&format!("/v1/contracts/{contract}")).await
    }

    /// What the test clock shows.
    pub(crate) async fn now(&self) -> anyhow::Result<jiff::Timestamp> {
        Ok(self.app.now_for(&self.context).await?)
    }

    /// The next instant at which something about a contract can change by itself.
    pub(crate) async fn next_action_at(&self, contract: &str) -> anyhow::Result<Option<jiff::Timestamp>> {
        let contract = self.app.contract_of(self.context.id, contract.parse()?).await?;
        Ok(contract.context("no contract")?.next_action_at)
    }

    /// Moves the test clock.
    pub(crate) async fn advance_to(&self, to: jiff::Timestamp) -> anyhow::Result<()> {
        self.post("/v1/test-clock/advance", &json!({ "to": to.to_string() })).await.map(drop)
    }

    /// Pays as a borrower does, on the pay page of the sandbox rail.
    pub(crate) async fn pay_on_page(&self, pay_url: &str, amount: &str) -> anyhow::Result<()> {
        let page = self.http.get_text(pay_url).await?;
        let attempt = page.split("name=\"attempt\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let attempt = attempt.context("the pay page has no form")?;
        let form = format!("choice=other&amount={amount}&attempt={attempt}");
        let answer = self.http.post_form(pay_url, &form, Some(&self.server)).await?;
        anyhow::ensure!(
            answer.status.is_redirection(),
            "the pay page answered {}: {}",
            answer.status,
            String::from_utf8_lossy(&answer.body)
        );
        Ok(())
    }
}

/// A text in an answer.
pub(crate) fn text(value: &Value, name: &str) -> anyhow::Result<String> {
    value[name].as_str().map(str::to_owned).with_context(|| format!("no `{name}` in {value}"))
}
