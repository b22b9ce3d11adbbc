//! What the monitor says: JSON on standard output for programs, a sentence on standard error for people.

use serde_json::json;
use tlog::monitor::{Finding, Follower, Inconsistency};

pub(super) fn finding(finding: &Finding) {
    let line = json!({
        "finding": finding.kind.as_str(),
        "index": finding.index,
        "lender": finding.lender,
        "at": finding.at,
        "rehearsal": finding.test,
        "detail": finding.detail,
    });
    let rehearsal = if finding.test { " (a rehearsal)" } else { "" };
    say(&line, &format!("entry {}{rehearsal}: {}", finding.index, finding.detail));
}

pub(super) fn inconsistency(inconsistency: &Inconsistency) {
    let line = json!({ "finding": "inconsistent", "detail": inconsistency.to_string() });
    say(&line, &format!("the log contradicts itself: {inconsistency}"));
}

pub(super) fn followed(follower: &Follower, entries: u64, findings: u64) {
    let (origin, size) = (&follower.trust().origin, follower.edge().size());
    let root = data_encoding::BASE64.encode(&follower.edge().root().0);
    let line =
        json!({ "followed": origin, "size": size, "root": root, "entries": entries, "findings": findings });
    let text =
        format!("{origin}: {size} entries, {entries} of them new, all in the tree; {findings} findings");
    say(&line, &text);
}

pub(super) fn trusts(key: &str) {
    complain(&format!("no --vkey was given: believing the key that the log shows: {key}"));
}

pub(super) fn unreachable(error: &anyhow::Error) {
    complain(&format!("{error:#}; looking again later"));
}

#[expect(clippy::print_stdout, reason = "the result of the command")]
fn say(line: &serde_json::Value, text: &str) {
    println!("{line}");
    complain(text);
}

#[expect(clippy::print_stderr, reason = "for people, beside the result")]
fn complain(text: &str) {
    eprintln!("{text}");
}
