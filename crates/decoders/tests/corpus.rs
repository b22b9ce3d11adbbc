//! Every target over its committed corpus, and over what is near to it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "test helpers")]

use std::fs;
use std::path::{Path, PathBuf};

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    files.map(|file| fs::read(file.unwrap().path()).unwrap()).collect()
}

#[test]
fn every_target_takes_its_corpus() {
    for target in decoders::targets() {
        let inputs = corpus(target.name);
        assert!(!inputs.is_empty(), "{} has no corpus", target.name);
        for input in &inputs {
            (target.run)(input);
        }
        (target.run)(&[]);
    }
}

/// What a fuzzer would find first: ends cut off, bytes changed.
#[test]
fn every_target_takes_what_is_near_its_corpus() {
    for target in decoders::targets() {
        for input in corpus(target.name).iter().filter(|input| input.len() <= 4096).take(20) {
            for at in 0..input.len().min(64) {
                let at = at * input.len() / 64.min(input.len());
                (target.run)(&input[..at]);
                let mut changed = input.clone();
                changed[at] = changed[at].wrapping_add(1);
                (target.run)(&changed);
            }
        }
    }
}
