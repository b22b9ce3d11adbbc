use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::http::Http;

/// How long a phone may take to show what is expected of it.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often its screen is looked at meanwhile.
const GLANCE: Duration = Duration::from_millis(20);

/// A virtual phone in a process of its own.
pub(crate) struct Phone {
    /// Where its screen is.
    pub(crate) url: String,
    http: Http,
    /// Ends with this value.
    _process: Child,
}

/// What a new phone is.
pub(crate) struct Model {
    pub(crate) dir: PathBuf,
    pub(crate) imeis: Vec<String>,
    pub(crate) serial: String,
    pub(crate) model: String,
}

impl Phone {
    /// Starts a new phone and scans the enrollment code.
    pub(crate) async fn start(http: &Http, model: &Model, code: &str) -> anyhow::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command
            .arg("--log")
            .arg("warn")
            .arg("phone")
            .arg("--dir")
            .arg(&model.dir)
            .args(["--until-stdin-closes", "--test-clock"]);
        command.arg("--serial").arg(&model.serial).arg("--model").arg(&model.model).arg("--enroll").arg(code);
        for imei in &model.imeis {
            command.arg("--imei").arg(imei);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut process = command.spawn().context("can't start a phone")?;
        let stdout = process.stdout.take().context("a phone without output")?;
        let line = BufReader::new(stdout).lines().next_line().await?.context("a phone ended at once")?;
        let started: Value = serde_json::from_str(&line)?;
        let url =
            started["url"].as_str().context("a phone without a screen")?.trim_end_matches('/').to_owned();
        Ok(Self { url, http: http.clone(), _process: process })
    }

    /// What it shows.
    pub(crate) async fn screen(&self) -> anyhow::Result<Value> {
        self.http.get_json(&format!("{}/screen", self.url), None).await
    }

    /// Something done to it: `offline`, `online`, `reset`, `dismiss`.
    pub(crate) async fn act(&self, action: &str) -> anyhow::Result<()> {
        self.control(action, "").await
    }

    /// Lets time pass on a phone that can't hear it from the server.
    pub(crate) async fn pass_time(&self, seconds: i64) -> anyhow::Result<()> {
        self.control("advance", &format!("seconds={seconds}")).await
    }

    async fn control(&self, action: &str, form: &str) -> anyhow::Result<()> {
        let answer = self.http.post_form(&format!("{}/control/{action}", self.url), form, None).await?;
        ensure!(answer.status.is_redirection(), "the phone answered {action} with {}", answer.status);
        Ok(())
    }

    /// Whether its network is switched off.
    pub(crate) async fn is_offline(&self) -> anyhow::Result<bool> {
        Ok(self.screen().await?["network"] == false)
    }

    /// Waits until it shows what is expected, and gives what it shows.
    pub(crate) async fn wait_for(
        &self,
        what: &str,
        expected: impl Fn(&Value) -> bool,
    ) -> anyhow::Result<Value> {
        let mut last = Value::Null;
        for _ in 0..PATIENCE.as_millis() / GLANCE.as_millis() {
            last = self.screen().await?;
            if expected(&last) {
                return Ok(last);
            }
            tokio::time::sleep(GLANCE).await;
        }
        bail!("the phone did not show `{what}`; it shows {last}")
    }
}

/// A phone's folder.
pub(crate) fn folder(home: &Path, number: usize) -> PathBuf {
    home.join(format!("phone-{number}"))
}
