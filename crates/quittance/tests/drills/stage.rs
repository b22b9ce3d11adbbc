use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{Http, Server, admin};
use crate::phone::Phone;
use crate::witness::{self, Witness};

/// More stops than it takes to a lock.
const MAX_STOPS: u32 = 80;

/// A server, its lender with a test clock, and a table with people's files.
pub(crate) struct Stage {
    folder: TempDir,
    witness: Option<Witness>,
    pub(crate) server: Server,
    pub(crate) lender: String,
    http: Http,
    key: String,
}

/// A financed phone.
pub(crate) struct Financed {
    pub(crate) phone: Phone,
    pub(crate) contract: String,
    pub(crate) device: String,
    pub(crate) terms: String,
}

impl Stage {
    pub(crate) async fn new() -> Self {
        let (folder, http) = (tempfile::tempdir().unwrap(), Http::new());
        let data = folder.path().join("data");
        let server = Server::start(&data, &http).await;
        Self::with(folder, http, server, None).await
    }

    /// The same with a witness of its log, without whose signature no phone is restricted.
    pub(crate) async fn witnessed() -> Self {
        let (folder, http) = (tempfile::tempdir().unwrap(), Http::new());
        let data = folder.path().join("data");
        let server = Server::start(&data, &http).await;
        let key = witness::text(&format!("{}/log/key", server.url)).await;
        server.kill();
        let witness = Witness::start(&folder.path().join("witness"), key.trim());
        let options = ["--witness", &witness.peer, "--witness-quorum", "1"];
        let server = Server::start_with(&data, &http, &options).await;
        Self::with(folder, http, server, Some(witness)).await
    }

    async fn with(folder: TempDir, http: Http, server: Server, witness: Option<Witness>) -> Self {
        let data = folder.path().join("data");
        let create =
            "lender create --name Lumen --mode test --phone +15550100 --starts-at 2026-01-05T06:00:00Z";
        let create: Vec<&str> = create.split(' ').collect();
        let lender = string(&admin(&data, &create)["lender"]);
        let key = string(&admin(&data, &["key", "issue", "--lender", &lender, "--label", "test"])["secret"]);
        Self { folder, witness, server, lender, http, key }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `quittance …`, split at blanks; `@name` is a file on the table. What it prints.
    pub(crate) fn run(&self, line: &str) -> String {
        let words = line.split(' ').map(|word| match word.strip_prefix('@') {
            Some(name) => self.path(name).into_os_string(),
            None => word.into(),
        });
        let output = Command::new(env!("CARGO_BIN_EXE_quittance"))
            .args(words)
            .env("QUITTANCE_DATA", self.path("data"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// `quittance admin …` that answers with JSON.
    pub(crate) fn admin(&self, line: &str) -> Value {
        serde_json::from_str(&self.run(&format!("admin {line}"))).unwrap()
    }

    /// A person's key, locked with a passphrase.
    pub(crate) fn person(&self, name: &str, role: &str) {
        std::fs::write(self.path(&format!("{name}.words")), format!("the passphrase of {name}\n")).unwrap();
        self.run(&format!(
            "admin root key new --role {role} --out @{name}.key --passphrase-file @{name}.words"
        ));
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        self.http.get(&format!("{}{path}", self.server.url), &self.key).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Value {
        self.http.post(&format!("{}{path}", self.server.url), &self.key, body).await
    }

    /// Sells a phone for 26 weekly installments, none of which will be paid.
    pub(crate) async fn sell(&self, imei: &str) -> Financed {
        let offer = json!({
            "currency": "USD", "price": "260.00", "down_payment": "0.00", "annual_rate_percent": "0",
            "interest": "flat", "installments": 26, "every": { "count": 1, "unit": "week" },
            "first_due_on": "2026-01-12", "policy_pack": "us-nj",
            "borrower": { "name": "A borrower", "phone": "+1 555 0101", "language": "en" },
            "device": { "imeis": [imei], "serial": "D-1", "model": "Virtual phone" },
        });
        let contract = string(&self.post("/v1/contracts", &offer).await["id"]);
        let path = format!("/v1/contracts/{contract}");
        let sold = self.post(&format!("{path}/accept"), &json!({})).await;
        let code = string(&self.post(&format!("{path}/enrollment-code"), &json!({})).await["code"]);
        let phone = Phone::start(&self.path(imei), imei, &code);
        phone.sees("enrolled", |screen| screen["kind"] == "free").await;
        let (device, terms) = (string(&sold["device"]["id"]), string(&sold["terms"]["accepted"]["terms"]));
        Financed { phone, contract, device, terms }
    }

    pub(crate) async fn contract(&self, financed: &Financed) -> Value {
        self.get(&format!("/v1/contracts/{}", financed.contract)).await
    }

    pub(crate) async fn advance(&self, how: &Value) {
        self.post("/v1/test-clock/advance", how).await;
    }

    /// Waits until the phone did what it was told and said so.
    pub(crate) async fn follow(&self, financed: &Financed) {
        let told = self.contract(financed).await["restriction"]["standing_seq"].as_u64().unwrap();
        let is_told = |screen: &Value| {
            screen["standing_seq"].as_u64() >= Some(told) && screen["receipts_unconfirmed"] == 0
        };
        financed.phone.sees(&format!("standing {told}"), is_told).await;
    }

    /// Lets time pass, from one happening to the next, until all these phones are locked.
    pub(crate) async fn until_locked(&self, all: &[&Financed]) {
        for _ in 0..MAX_STOPS {
            let mut locked = 0;
            for financed in all {
                self.follow(financed).await;
                locked += usize::from(financed.phone.screen().await["level"] == "locked");
            }
            if locked == all.len() {
                return;
            }
            self.advance(&json!({ "until": "next_event" })).await;
        }
        panic!("it never came to a lock");
    }
}

pub(crate) fn string(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}
