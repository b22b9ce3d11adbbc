use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use data_encoding::BASE64;
use proof::Digest;
use proof::log::LogTrust;
use serde::{Deserialize, Serialize};
use tlog::Edge;
use tlog::monitor::{Follower, Packs};
use tlog::witness::WitnessedLog;

use crate::cli::Usage;
use crate::whole_file;

/// How far a log was followed, on disk.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct State {
    /// The verifier keys believed.
    pub(super) keys: Vec<String>,
    checkpoint: String,
    size: u64,
    /// The right edge of the tree.
    rows: Vec<Vec<Digest>>,
    /// Policy packs that the log published.
    packs: Vec<String>,
}

impl State {
    pub(super) fn of(keys: &[WitnessedLog], follower: &Follower, packs: &Packs) -> Self {
        Self {
            keys: keys.iter().map(|log| log.key().to_string()).collect(),
            checkpoint: follower.checkpoint().to_owned(),
            size: follower.edge().size(),
            rows: follower.edge().rows().to_vec(),
            packs: packs.contents().map(|content| BASE64.encode(&content)).collect(),
        }
    }

    /// What was remembered; nothing at the first time.
    pub(super) fn read(folder: &Path) -> anyhow::Result<Option<Self>> {
        let path = path(folder);
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|_| damaged(folder)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("can't read {}", path.display())),
        }
    }

    pub(super) fn write(&self, folder: &Path) -> anyhow::Result<()> {
        fs::create_dir_all(folder).with_context(|| format!("can't create {}", folder.display()))?;
        whole_file::write(&path(folder), &serde_json::to_vec(self)?)
    }

    /// Where to go on.
    pub(super) fn resume(self, folder: &Path, trust: LogTrust) -> anyhow::Result<(Follower, Packs)> {
        let edge = Edge::new(self.size, self.rows).map_err(|_| damaged(folder))?;
        let follower = Follower::resume(trust, edge, self.checkpoint).ok_or_else(|| damaged(folder))?;
        let mut packs = Packs::default();
        for content in self.packs {
            let content = BASE64.decode(content.as_bytes()).map_err(|_| damaged(folder))?;
            // One that breaks a rule was reported when it was published, and is judged by all the same.
            drop(packs.put(&content));
        }
        Ok((follower, packs))
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join("followed.json")
}

fn damaged(folder: &Path) -> anyhow::Error {
    let path = path(folder);
    Usage(format!(
        "{} is damaged or of another log or key; remove it to follow the log from its beginning",
        path.display()
    ))
    .into()
}
