//! A witness of a log as a process of its own.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

/// Killed when dropped.
pub struct Witness {
    process: Child,
    /// What the server is told.
    pub peer: String,
}

impl Witness {
    pub fn start(folder: &Path, log: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_quittance"))
            .args([
                "log",
                "witness",
                "--name",
                "witness.example",
                "--listen",
                "127.0.0.1:0",
                "--vkey",
                log,
                "--dir",
            ])
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        Self { process, peer: said["witness"].as_str().unwrap().to_owned() }
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// What an address answers.
pub async fn text(url: &str) -> String {
    let client = server::HttpClient::new(true);
    let reply = client.get(url, 100_000, Duration::from_secs(10)).await.unwrap();
    String::from_utf8(reply.body.to_vec()).unwrap()
}
