use std::fs::OpenOptions;
use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use store::Commit;
use store::rows::StandingRow;
use tokio::task::JoinSet;

use super::portfolio::Portfolio;
use crate::bench::world::Still;
use crate::environment::monotonic;

/// As many commits as the store takes into one transaction.
const GROUP: usize = 512;

/// What the close wrote, to be written once more: the contract's row, its events, its postings and its standing.
pub(super) async fn rows_of(world: &Still, portfolio: &Portfolio) -> anyhow::Result<Vec<Commit>> {
    let (store, mut commits) = (&world.app.store, Vec::new());
    for id in &portfolio.due {
        let mut row = store.contract(*id).await?.context("a contract is gone")?;
        let version = row.version;
        row.version += 1;
        let device = row.device;
        let mut commit = Commit::of(row, version);
        commit.events = store.events(*id, 0, 1000).await?;
        for event in &mut commit.events {
            event.id = world.app.new_id();
            event.seq += 1000;
        }
        commit.postings = store.postings(*id).await?;
        for posting in &mut commit.postings {
            posting.number += 1000;
        }
        let standing = store.current_standing(device).await?;
        commit.standing = standing.map(|standing| StandingRow { seq: standing.seq + 1, ..standing });
        commits.push(commit);
    }
    Ok(commits)
}

/// How many bytes of content a commit has.
pub(super) fn bytes(commit: &Commit) -> usize {
    let events = commit.events.iter().map(|event| event.kind.len() + event.data.len() + 64);
    let lines = commit.postings.iter().flat_map(|posting| &posting.lines);
    let lines = lines.map(|line| line.account.len() + 32);
    commit.contract.state.len()
        + events.sum::<usize>()
        + lines.sum::<usize>()
        + commit.standing.as_ref().map_or(0, |standing| standing.bytes.len())
}

/// The store alone: nothing is read, decided, audited or signed.
pub(super) async fn commit_all(world: &Still, commits: Vec<Commit>) -> anyhow::Result<Duration> {
    let start = monotonic();
    let mut running = JoinSet::new();
    for commit in commits {
        if running.len() >= GROUP {
            running.join_next().await.context("nothing runs")???;
        }
        let store = Arc::clone(&world.app.store);
        running.spawn(async move { store.commit(commit).await.map_err(anyhow::Error::from) });
    }
    while let Some(done) = running.join_next().await {
        done??;
    }
    Ok(monotonic().saturating_sub(start))
}

/// As many bytes to a file, each group forced to the disk.
pub(super) fn append_all(bytes: &[usize]) -> anyhow::Result<Duration> {
    let folder = tempfile::tempdir()?;
    let mut file = OpenOptions::new().create(true).append(true).open(folder.path().join("bare"))?;
    let start = monotonic();
    for group in bytes.chunks(GROUP) {
        file.write_all(&vec![7; group.iter().sum()])?;
        file.sync_data()?;
    }
    Ok(monotonic().saturating_sub(start))
}
