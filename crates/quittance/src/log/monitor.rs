use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use proof::log::LogTrust;
use tlog::monitor::{Follower, Inconsistency, Judge, Packs};
use tlog::witness::WitnessedLog;

use super::fetch::Fetch;
use super::options::MonitorOptions;
use super::report;
use super::state::State;
use crate::cli::Usage;
use crate::shutdown;

/// Everything that one look needs and the next goes on with.
struct Monitor {
    options: MonitorOptions,
    fetch: Fetch,
    keys: Vec<WitnessedLog>,
    follower: Follower,
    judge: Judge,
}

/// Why a look came to no end.
enum Failure {
    /// The log contradicts itself.
    Inconsistent(Inconsistency),
    /// It could not be read; it may be later.
    Unread(anyhow::Error),
}

impl From<Inconsistency> for Failure {
    fn from(inconsistency: Inconsistency) -> Self {
        Self::Inconsistent(inconsistency)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Unread(error)
    }
}

/// `quittance log monitor`.
pub(crate) async fn run(options: MonitorOptions) -> anyhow::Result<ExitCode> {
    if !(options.url.starts_with("http://") || options.url.starts_with("https://")) {
        return Err(Usage(format!("`{}` is not an address: it begins with https://", options.url)).into());
    }
    let mut monitor = Monitor::start(options).await?;
    let mut code = ExitCode::SUCCESS;
    loop {
        match monitor.look().await {
            Ok(0) => {}
            Ok(_) => code = ExitCode::FAILURE,
            Err(Failure::Inconsistent(inconsistency)) => {
                report::inconsistency(&inconsistency);
                return Ok(ExitCode::FAILURE);
            }
            Err(Failure::Unread(error)) if monitor.options.once => return Err(error),
            Err(Failure::Unread(error)) => report::unreachable(&error),
        }
        if monitor.options.once {
            return Ok(code);
        }
        tokio::select! {
            () = shutdown::requested() => return Ok(code),
            () = tokio::time::sleep(Duration::from_secs(monitor.options.every)) => {}
        }
    }
}

impl Monitor {
    async fn start(options: MonitorOptions) -> anyhow::Result<Self> {
        let fetch = Fetch::new(&options.url);
        let known = options.state.as_deref().map(State::read).transpose()?.flatten();
        let keys = keys(&options, known.as_ref(), &fetch).await?;
        let trust = trust(&keys)?;
        let (follower, packs) = match (known, options.state.as_deref()) {
            (Some(state), Some(folder)) => state.resume(folder, trust)?,
            _ => (Follower::new(trust), Packs::default()),
        };
        let judge = Judge::new(packs, options.max_per_hour);
        Ok(Self { options, fetch, keys, follower, judge })
    }

    /// Follows the log to its newest checkpoint; the number of findings. Nothing is reported or remembered before
    /// every entry was proved to be in the log.
    async fn look(&mut self) -> Result<u64, Failure> {
        let note = self.fetch.text("checkpoint").await?;
        let mut update = self.follower.look(&note)?;
        let (mut judge, mut findings, mut entries) = (self.judge.clone(), Vec::new(), 0);
        while let Some(wanted) = update.wants() {
            let bytes = self.fetch.entries(wanted).await?;
            for (index, entry) in update.read(&bytes)? {
                findings.extend(judge.judge(index, &entry));
                entries += 1;
            }
        }
        self.follower.follow(update)?;
        self.judge = judge;
        findings.iter().for_each(report::finding);
        if let Some(folder) = &self.options.state {
            State::of(&self.keys, &self.follower, self.judge.packs()).write(folder)?;
        }
        let found = u64::try_from(findings.len()).unwrap_or(u64::MAX);
        if self.options.once || entries > 0 {
            report::followed(&self.follower, entries, found);
        }
        Ok(found)
    }
}

/// Those given, or those remembered, or the one that the log shows.
async fn keys(
    options: &MonitorOptions,
    known: Option<&State>,
    fetch: &Fetch,
) -> anyhow::Result<Vec<WitnessedLog>> {
    if !options.keys.is_empty() {
        return Ok(options.keys.clone());
    }
    if let Some(state) = known {
        return state.keys.iter().map(|key| key.parse().context("a key that was remembered")).collect();
    }
    let shown = fetch.text("key").await?;
    let key: WitnessedLog = shown.trim().parse().context("the key that the log shows")?;
    report::trusts(shown.trim());
    Ok(vec![key])
}

fn trust(keys: &[WitnessedLog]) -> anyhow::Result<LogTrust> {
    let (first, rest) = keys.split_first().context("no key")?;
    let mut trust = first.trust();
    if rest.iter().any(|key| key.key().name() != trust.origin) {
        return Err(Usage("all --vkey must be keys of one log".to_owned()).into());
    }
    trust.keys.extend(rest.iter().map(|key| key.key().public_key()));
    Ok(trust)
}
