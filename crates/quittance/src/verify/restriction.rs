use agent::inspect::Finding;
use policy::Level;
use proof::authority::Role;
use proof::documents::{Standing, Warrant};
use proof::{Party, Verified};

use super::documents::Reader;
use super::line::Line;
use super::log::{Proved, about};
use super::report::Part;
use super::words;

/// A standing, and the warrant in it.
pub(super) fn standing(reader: &Reader<'_>, bytes: &[u8]) -> Part {
    let standing = reader.read::<Standing>(bytes, Role::Command);
    let findings = reader.best(standing.as_ref(), |papers| papers.standing(bytes, reader.at));
    let Some(standing) = standing else {
        return reader.part("standing", None, findings, words::unsigned("standing"));
    };
    let level = standing.body().level;
    let warrant = standing.body().warrant.as_ref().filter(|_| level > Level::None);
    let warrant = warrant.and_then(|bytes| reader.read::<Warrant>(bytes, Role::Command));
    let Some(warrant) = warrant else {
        return reader.part("standing", Some(standing.digest()), findings, words::free(&standing));
    };
    let verdict = words::restriction(reader, &warrant, level, place(reader, &warrant));
    with_device_key(reader, reader.part("standing", Some(standing.digest()), findings, verdict))
}

/// A warrant alone, with the log's proof of it if one is at hand.
pub(super) fn warrant(reader: &Reader<'_>, bytes: &[u8]) -> Part {
    let Some(warrant) = reader.read::<Warrant>(bytes, Role::Command) else {
        let findings: Vec<Finding> =
            reader.best::<Warrant>(None, |papers| papers.warrant(bytes, None, reader.at));
        return reader.part("warrant", None, findings, words::unsigned("warrant"));
    };
    let place = place(reader, &warrant);
    let proof = place.map(|proved| proved.proof);
    let findings = reader.best(Some(&warrant), |papers| papers.warrant(bytes, proof, reader.at));
    let verdict = words::restriction(reader, &warrant, warrant.body().level, place);
    with_device_key(reader, reader.part("warrant", Some(warrant.digest()), findings, verdict))
}

/// Without the device's key its receipts can't be told from forged ones.
fn with_device_key(reader: &Reader<'_>, mut part: Part) -> Part {
    if reader.collection.evidence.device_keys.is_empty() {
        let why = "the device's own key is not in the files; give the evidence file";
        part.lines.insert(0, Line::failed("The receipts are the device's own.", why));
    }
    part
}

/// Its entry in the log.
fn place<'r, 'p>(reader: &'r Reader<'p>, warrant: &Verified<Warrant>) -> Option<&'r Proved<'p>> {
    let Party::Device(device) = warrant.claims().audience else { return None };
    about(&reader.proved, device, &warrant.digest())
}
