use ident::DeviceId;
use proof::Digest;
use proof::authority::Trust;
use proof::log::{LogProof, LoggedEntry};

use super::collection::Collection;
use super::documents::is_revoked;
use super::line::Line;
use super::report::Part;

/// An entry that is proved to be in the log, and the proof.
pub(super) struct Proved<'a> {
    pub(super) proof: &'a str,
    pub(super) entry: LoggedEntry,
    /// The log's name.
    pub(super) origin: String,
}

/// The entry about a document for a device, of several the last.
pub(super) fn about<'a, 'p>(
    proved: &'a [Proved<'p>],
    device: DeviceId,
    document: &Digest,
) -> Option<&'a Proved<'p>> {
    proved.iter().rev().find(|proved| proved.entry.is_for(device, document))
}

/// Every proof of the log, whichever document it is about; nothing to say without any.
pub(super) fn examine<'a>(collection: &'a Collection, trusts: &[Trust]) -> (Option<Part>, Vec<Proved<'a>>) {
    let (mut lines, mut all) = (Vec::new(), Vec::new());
    for proof in &collection.evidence.proofs {
        match prove(proof, trusts) {
            Ok(proved) => {
                lines.push(line(&proved));
                all.push(proved);
            }
            Err(why) => lines.push(Line::failed("The entry is in the log.", why)),
        }
    }
    let verdict = "What is proved to be in the public log can't be denied or changed afterwards.".to_owned();
    let part = Part { title: "public log".to_owned(), lines, verdict };
    (Some(part).filter(|part| !part.lines.is_empty()), all)
}

/// By the newest authority that knows the log's key.
fn prove<'a>(proof: &'a str, trusts: &[Trust]) -> Result<Proved<'a>, String> {
    let mut why = "nobody is known who could have signed for the log".to_owned();
    for trust in trusts.iter().rev() {
        match LogProof::verify(proof, &trust.log()) {
            Ok(entry) if entry.signers().iter().all(|key| is_revoked(trusts, &key.thumbprint())) => {
                why = "the log's key is revoked".to_owned();
            }
            Ok(entry) => return Ok(Proved { proof, entry, origin: trust.root().origin.clone() }),
            Err(error) => why = error.to_string(),
        }
    }
    Err(why)
}

fn line(proved: &Proved<'_>) -> Line {
    let (entry, place) = (proved.entry.entry(), proved.entry.index());
    Line::ok(format!("Entry {place} of {}, a {} of {}, is in the log.", proved.origin, entry.kind, entry.at))
}
