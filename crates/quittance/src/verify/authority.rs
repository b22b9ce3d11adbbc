use std::path::Path;

use minicbor::bytes::ByteVec;
use proof::Digest;
use proof::authority::{Endorsed, Root, Roster, Trust, TrustError};

use super::collection::Collection;
use super::line::Line;
use super::report::{Part, Report};
use crate::cli::Usage;

/// Who may sign, as far as the papers prove it from one root on. One for each roster, newest last.
pub(crate) fn examine(
    collection: &Collection,
    wanted: Option<&str>,
    report: &mut Report,
) -> anyhow::Result<Vec<Trust>> {
    let roots = by_version(&collection.evidence.roots);
    let wanted = wanted.map(named_root).transpose()?;
    let Some(pinned) = wanted.or_else(|| roots.first().map(|(root, _)| root.digest())) else {
        let why = "the files have no root; give an evidence file, or the root and roster files too";
        let lines = vec![Line::not_checked("Who may sign is known.", why)];
        report.parts.push(Part { title: "authority".to_owned(), lines, verdict: why.to_owned() });
        return Ok(Vec::new());
    };
    let mut lines = vec![match wanted {
        Some(_) => Line::ok(format!("The root is the one you trust: {pinned}.")),
        None => Line::not_checked(
            format!("The root {pinned} is the one in the phone's enrollment code after `k=`."),
            "compare it yourself, or name it with --root",
        ),
    }];
    let mut trusts = Vec::new();
    for bytes in &collection.evidence.rosters {
        match trust(&pinned, &roots, bytes) {
            Ok(trust) => {
                let (root, roster) = (trust.root(), trust.roster());
                lines.push(Line::ok(format!(
                    "Roster {} of lender {} is signed by {} of the {} keys of root {} ({}).",
                    roster.version,
                    roster.lender,
                    root.threshold,
                    root.keys.len(),
                    root.version,
                    root.origin
                )));
                trusts.push(trust);
            }
            Err(error) => {
                lines.push(Line::failed("The roster is signed by the root's keys.", error.to_string()));
            }
        }
    }
    trusts.sort_by_key(|trust| (trust.roster().root, trust.roster().version));
    let verdict = match trusts.last() {
        Some(trust) => format!("These keys could speak for lender {}.", trust.roster().lender),
        None => "Nobody is known who could have signed for a lender.".to_owned(),
    };
    report.parts.push(Part { title: "authority".to_owned(), lines, verdict });
    Ok(trusts)
}

type Roots<'a> = Vec<(Endorsed<Root>, &'a ByteVec)>;

/// What can be read, oldest first. What can't is missed where it is needed.
fn by_version(roots: &[ByteVec]) -> Roots<'_> {
    let read = |bytes| Endorsed::<Root>::parse(bytes).ok();
    let mut roots: Roots<'_> = roots.iter().filter_map(|bytes| Some((read(bytes)?, bytes))).collect();
    roots.sort_by_key(|(root, _)| root.unverified().version);
    roots.dedup_by(|a, b| a.1 == b.1);
    roots
}

/// The roster under the root it names, reached from the pinned one.
fn trust(pinned: &Digest, roots: &Roots<'_>, roster: &[u8]) -> Result<Trust, TrustError> {
    let under = Endorsed::<Roster>::parse(roster)?.unverified().root;
    let chain: Vec<&[u8]> = roots
        .iter()
        .filter(|(root, _)| root.unverified().version <= under)
        .map(|(_, bytes)| bytes.as_slice())
        .collect();
    Trust::first(pinned, &chain, roster)
}

fn named_root(text: &str) -> anyhow::Result<Digest> {
    if let Ok(name) = Digest::try_from(text.to_owned()) {
        return Ok(name);
    }
    let expected = || Usage(format!("--root `{text}`: expected 64 hexadecimal digits or a root's file"));
    let bytes = std::fs::read(Path::new(text)).map_err(|_| expected())?;
    Ok(Endorsed::<Root>::parse(&bytes).map_err(|_| expected())?.digest())
}
