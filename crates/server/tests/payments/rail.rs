//! A rail that sends signed webhooks, and the books they leave.

use std::collections::BTreeMap;

use axum::http::Method;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use servicing::Contract;
use sha2::Sha256;
use store::Page;
use store::rows::{PaymentFilter, PaymentRow};

use crate::stage::{Answer, TestServer, WALL_START};

pub(crate) const SECRET: &str = "a rail's secret of some length";

/// The header for a body, signed at the world's start.
pub(crate) fn signed(secret: &str, body: &[u8], at: i64) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("{at}.").as_bytes());
    mac.update(body);
    format!("t={at},v1={}", data_encoding::HEXLOWER.encode(&mac.finalize().into_bytes()))
}

/// A payment of the generic scheme for a contract.
pub(crate) fn payment(id: &str, amount: &str, contract: &Contract) -> Value {
    json!({ "id": id, "type": "payment", "amount": amount, "currency": "USD",
        "reference": contract.payment_reference })
}

/// A reversal of the generic scheme.
pub(crate) fn reversal(id: &str, amount: &str, of: &str) -> Value {
    json!({ "id": id, "type": "reversal", "amount": amount, "currency": "USD", "reverses": of })
}

impl TestServer {
    /// A server whose lender has the generic rail `gate` and the Stripe rail `stripe`.
    pub(crate) async fn with_rails() -> Self {
        let server = Self::new().await;
        for (rail, scheme) in [("gate", "generic"), ("stripe", "stripe"), ("sandbox", "sandbox")] {
            let secrets = [SECRET.to_owned()];
            server::payments::put_rail(&server.app, server.lender.id, rail, scheme, &secrets).await.unwrap();
        }
        server
    }

    /// The rails have told of everything for a long time to come, so that nothing holds up a restriction.
    pub(crate) async fn nothing_is_missing(&self) {
        for rail in ["gate", "stripe"] {
            let to = "2030-01-01T00:00:00Z".parse().unwrap();
            assert!({
                let heard = (store::rows::FeedWord::Heard, to);
                self.app
                    .store
                    .advance_feed(self.lender.id, rail, heard, store::News::default())
                    .await
                    .unwrap()
            });
        }
    }

    /// A webhook of the rail `gate`, well signed.
    pub(crate) async fn tell(&self, body: &Value) -> Answer {
        let body = body.to_string();
        let header = signed(SECRET, body.as_bytes(), WALL_START);
        self.knock("gate", &[("quittance-signature", &header)], body.into_bytes()).await
    }

    /// A webhook of the rail `stripe`, well signed.
    pub(crate) async fn tell_stripe(&self, body: &Value) -> Answer {
        let body = body.to_string();
        let header = signed(SECRET, body.as_bytes(), WALL_START);
        self.knock("stripe", &[("stripe-signature", &header)], body.into_bytes()).await
    }

    /// Any request at a rail's door.
    pub(crate) async fn knock(&self, rail: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        let path = format!("/webhooks/{}/{rail}", self.lender.id);
        self.send(Method::POST, &path, headers, body).await
    }

    /// What the server said became of a webhook.
    pub(crate) async fn outcome(&self, body: &Value) -> String {
        let answer = self.tell(body).await.json();
        answer["outcome"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// All payments of the lender.
    pub(crate) async fn payments(&self) -> Vec<PaymentRow> {
        let all = PaymentFilter::default();
        self.app.store.payments(self.lender.id, all, Page::first(5000)).await.unwrap()
    }

    /// A payment's status by the name of the rail `gate` for it.
    pub(crate) async fn status(&self, external_id: &str) -> String {
        let row = self.app.store.payment(self.lender.id, "gate", external_id).await.unwrap();
        row.map_or("unknown".into(), |row| row.status)
    }

    /// The balance of an account in cents, debits less credits. Asserts invariant I6 on the way.
    pub(crate) async fn balance(&self, account: &str) -> i128 {
        let rows = self.app.store.lender_balances(self.lender.id).await.unwrap();
        let mut sums: BTreeMap<&str, i128> = BTreeMap::new();
        for row in &rows {
            *sums.entry(&row.currency).or_default() += row.debit_minor - row.credit_minor;
        }
        assert!(sums.values().all(|sum| *sum == 0), "I6: {rows:?}");
        let of_account = rows.iter().filter(|row| row.account == account && row.currency == "USD");
        of_account.map(|row| row.debit_minor - row.credit_minor).sum()
    }

    /// The kinds of all events of the lender, in order.
    pub(crate) async fn event_kinds(&self) -> Vec<String> {
        let rows = self.app.store.lender_events(self.lender.id, Page::first(5000)).await.unwrap();
        rows.into_iter().map(|row| row.kind).collect()
    }
}
