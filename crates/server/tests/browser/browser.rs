use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use axum::http::Method;
use data_encoding::BASE64;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// Width, height, whether it is a phone's.
pub(crate) type Screen = (u32, u32, bool);
pub(crate) const NARROW: Screen = (360, 740, true);
pub(crate) const PHONE: Screen = (390, 844, true);
pub(crate) const DESKTOP: Screen = (1280, 800, false);

/// A browser of its own, with an empty profile.
pub(crate) struct Browser {
    client: Client,
    driver: Child,
    _profile: TempDir,
}

impl Browser {
    /// `None` where no browser is installed.
    pub(crate) async fn start() -> Option<Self> {
        let spawned = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn();
        let Ok(mut driver) = spawned else {
            assert!(std::env::var_os("CI").is_none(), "chromedriver is missing");
            println!("SKIPPED: chromedriver is not installed, nothing was looked at");
            return None;
        };
        let port = port(&mut driver).await;
        let profile = TempDir::new().unwrap();
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
        ];
        let mut arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        let Value::Object(capabilities) = json!({
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
        }) else {
            unreachable!("an object was written")
        };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client =
            builder.capabilities(capabilities).connect(&format!("http://127.0.0.1:{port}")).await.unwrap();
        Some(Self { client, driver, _profile: profile })
    }

    pub(crate) async fn close(mut self) {
        self.client.close().await.unwrap();
        self.driver.kill().await.unwrap();
    }

    /// Sets the size of the window and the color scheme.
    pub(crate) async fn show(&self, (width, height, mobile): Screen, scheme: &str) {
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.devtools("Emulation.setDeviceMetricsOverride", screen).await;
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    pub(crate) async fn goto(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    /// Types, key by key, into whatever has the focus.
    pub(crate) async fn press(&self, keys: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in keys.chars() {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.client.perform_actions(actions).await.unwrap();
    }

    pub(crate) async fn until_at(&self, url: &str) {
        self.until_true(&format!("return location.href === {url:?} && document.readyState === 'complete'"))
            .await;
    }

    pub(crate) async fn until_true(&self, script: &str) {
        for _ in 0..100 {
            if self.script(script).await == true {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("never true: {script}, at {}", self.client.current_url().await.unwrap());
    }

    pub(crate) async fn script(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// What a check finds wrong.
    pub(crate) async fn faults(&self, check: &str) -> Vec<String> {
        serde_json::from_value(self.script(check).await).unwrap()
    }

    /// What the browser itself complained about: scripts that failed, files that are missing, policies broken.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let entries = self.client.issue_cmd(Vendor("se/log", json!({ "type": "browser" }))).await.unwrap();
        entries.as_array().unwrap().iter().map(|entry| entry["message"].to_string()).collect()
    }

    /// Keeps a picture of the page's first two screens for people to look at.
    pub(crate) async fn picture(&self, name: &str, (width, height, _): Screen) {
        let whole = self.script("return document.documentElement.scrollHeight").await;
        let height = whole.as_u64().unwrap().min(u64::from(height) * 2);
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 1 });
        let two_screens = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let answer = self.devtools("Page.captureScreenshot", two_screens).await;
        let png = BASE64.decode(answer["data"].as_str().unwrap().as_bytes()).unwrap();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("../screenshots");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
    }

    async fn devtools(&self, command: &str, params: Value) -> Value {
        let body = json!({ "cmd": command, "params": params });
        self.client.issue_cmd(Vendor("goog/cdp/execute", body)).await.unwrap()
    }
}

/// The port that chromedriver chose.
async fn port(driver: &mut Child) -> u16 {
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    while let Some(line) = lines.next_line().await.unwrap() {
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            return port.trim_end_matches('.').parse().unwrap();
        }
    }
    panic!("chromedriver did not start");
}

/// A command beyond the WebDriver standard.
#[derive(Debug)]
struct Vendor(&'static str, Value);

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.1.to_string()))
    }
}
