use std::path::Path;

use anyhow::Context as _;
use minicbor::bytes::ByteVec;
use proof::authority::{Charter as _, Root, Roster};
use proof::evidence::{Evidence, MAX_EVIDENCE_BYTES};
use proof::media_type;

use crate::cli::Usage;

/// All papers of all files.
#[derive(Debug, Default)]
pub(crate) struct Collection {
    pub(crate) evidence: Evidence,
}

/// What a proof of the log begins with (C2SP tlog-proof).
const PROOF: &str = "c2sp.org/tlog-proof@";

impl Collection {
    /// Reads a file, whatever of ours it is.
    pub(crate) fn add(&mut self, path: &Path) -> anyhow::Result<()> {
        let unreadable = |error| Usage(format!("can't read {}: {error}", path.display()));
        let size = std::fs::metadata(path).map_err(unreadable)?.len();
        if usize::try_from(size).map_or(true, |size| size > MAX_EVIDENCE_BYTES) {
            return Err(Usage(format!("{} is larger than any evidence file", path.display())).into());
        }
        let bytes = std::fs::read(path).map_err(unreadable)?;
        self.sort_in(&bytes)
            .with_context(|| Usage(format!("{} is nothing that can be verified", path.display())))
    }

    fn sort_in(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        if let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| text.starts_with(PROOF)) {
            self.evidence.proofs.push(text.to_owned());
            return Ok(());
        }
        if let Ok(file) = Evidence::parse(bytes) {
            self.merge(file);
            return Ok(());
        }
        let paper = ByteVec::from(bytes.to_vec());
        let list = match media_type(bytes).as_deref() {
            Some(Root::TYP) => &mut self.evidence.roots,
            Some(Roster::TYP) => &mut self.evidence.rosters,
            Some(_) => &mut self.evidence.documents,
            None => {
                let expected = "expected an evidence file, a signed document or a proof of the log";
                return Err(Usage(expected.to_owned()).into());
            }
        };
        list.push(paper);
        Ok(())
    }

    fn merge(&mut self, file: Evidence) {
        let all = &mut self.evidence;
        add_new(&mut all.roots, file.roots);
        add_new(&mut all.rosters, file.rosters);
        add_new(&mut all.documents, file.documents);
        add_new(&mut all.proofs, file.proofs);
        add_new(&mut all.device_keys, file.device_keys);
    }
}

/// What two files have in common counts once.
fn add_new<T: PartialEq>(all: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}
