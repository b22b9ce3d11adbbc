use std::fs::OpenOptions;
use std::io::Write as _;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::time::Duration;

use anyhow::ensure;
use proof::keys::Signer as _;
use proof::log::{LogProof, LogTrust};
use tlog::NewLeaf;

use super::batches::{rate, ratio};
use super::sample;
use crate::bench::say;
use crate::environment::monotonic;

/// So many wait for their proof at once, as orders of a close do.
const WAITING: u32 = 64;

/// An entry, and where its proof is awaited.
struct Asked {
    leaf: NewLeaf,
    answer: SyncSender<String>,
}

/// Whatever waits is one batch: the batches a server makes. Each asker waits for its proof before it asks again.
pub(super) fn run(leaves: u32) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let (ask, asked) = mpsc::sync_channel(usize::try_from(WAITING)?);
    let path = folder.path().join("log");
    let sequencer = std::thread::spawn(move || sequence(&path, &asked));
    let start = monotonic();
    let askers: Vec<_> = (0..WAITING)
        .map(|_| {
            let ask = ask.clone();
            std::thread::spawn(move || wait_for_proofs(&ask, leaves / WAITING))
        })
        .collect();
    drop(ask);
    let mut micros = Vec::new();
    for asker in askers {
        micros.extend(asker.join().map_err(|_| anyhow::anyhow!("an asker failed"))??);
    }
    let wall = monotonic().saturating_sub(start);
    let (batches, appending) = sequencer.join().map_err(|_| anyhow::anyhow!("the sequencer failed"))??;
    let count = u32::try_from(micros.len())?;
    let least = bare(&folder.path().join("bare"), &batches)?;
    micros.sort_unstable();
    let at = |permille: usize| micros.get(micros.len() * permille / 1000).copied().unwrap_or_default();
    let average = count / u32::try_from(batches.len())?.max(1);
    say(&format!(
        "sequenced, natural batches    {} leaves/s (batches of {average})",
        rate(count, appending)?
    ));
    say(&format!(
        "  bare append + fdatasync   {} leaves/s, ratio {}",
        rate(count, least)?,
        ratio(least, appending)?
    ));
    say(&format!("proved and answered           {} leaves/s", rate(count, wall)?));
    say(&format!("entry to proof, {WAITING} waiting    p50 {} us, p99 {} us", at(500), at(990)));
    Ok(())
}

/// Appends what waits and answers with proofs; how many bytes each batch had, and how long the appending took.
fn sequence(folder: &std::path::Path, asked: &Receiver<Asked>) -> anyhow::Result<(Vec<usize>, Duration)> {
    let mut log = sample::open(folder)?;
    let reader = log.reader();
    let (mut batches, mut appending) = (Vec::new(), Duration::ZERO);
    while let Ok(first) = asked.recv() {
        let batch: Vec<Asked> = std::iter::once(first).chain(asked.try_iter()).collect();
        let leaves: Vec<NewLeaf> = batch.iter().map(|asked| asked.leaf.clone()).collect();
        let start = monotonic();
        let places = log.append(&leaves)?;
        appending += monotonic().saturating_sub(start);
        for (place, asked) in places.zip(batch) {
            let proof = reader.proof_text(place, sample::extra(&asked.leaf))?;
            ensure!(asked.answer.send(proof).is_ok(), "an asker is gone");
        }
        batches.push(sample::bytes(&leaves).len());
    }
    Ok((batches, appending))
}

fn wait_for_proofs(ask: &SyncSender<Asked>, count: u32) -> anyhow::Result<Vec<u64>> {
    let mut micros = Vec::new();
    let mut last = None;
    for _ in 0..count {
        let (answer, answered) = mpsc::sync_channel(1);
        let leaf = sample::leaf();
        let start = monotonic();
        ensure!(ask.send(Asked { leaf, answer }).is_ok(), "the sequencer is gone");
        last = Some(answered.recv()?);
        micros.push(u64::try_from(monotonic().saturating_sub(start).as_micros())?);
    }
    let keys = vec![sample::signer().public_key()];
    let trust = LogTrust { origin: sample::ORIGIN.to_owned(), keys, witnesses: Vec::new(), quorum: 0 };
    if let Some(proof) = last {
        LogProof::verify(&proof, &trust)?;
    }
    Ok(micros)
}

/// The same bytes in the same batches.
fn bare(path: &std::path::Path, batches: &[usize]) -> anyhow::Result<Duration> {
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    let start = monotonic();
    for length in batches {
        file.write_all(&vec![7; *length])?;
        file.sync_data()?;
    }
    Ok(monotonic().saturating_sub(start))
}
