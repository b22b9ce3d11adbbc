use agent::Check;
use agent::inspect::{Finding, Papers};
use jiff::Timestamp;
use proof::authority::{Role, Trust};
use proof::documents::{Quittance, Receipt, Release, Standing, Terms, Warrant};
use proof::keys::PublicKey;
use proof::{Digest, Document, Parsed, Verified, media_type};

use super::collection::Collection;
use super::line::Line;
use super::log::Proved;
use super::report::{Part, Report};
use super::{receipts, restriction, words};

/// All that the documents of a contract are checked against.
pub(super) struct Reader<'a> {
    pub(super) collection: &'a Collection,
    pub(super) trusts: &'a [Trust],
    /// Each terms document under each authority that knows its key, for each device key.
    pub(super) papers: Vec<Papers>,
    /// The entries of the log.
    pub(super) proved: Vec<Proved<'a>>,
    pub(super) at: Option<Timestamp>,
}

/// Every document of the collection.
pub(super) fn examine<'a>(
    collection: &'a Collection,
    trusts: &'a [Trust],
    proved: Vec<Proved<'a>>,
    at: Option<Timestamp>,
    report: &mut Report,
) {
    let mut reader = Reader { collection, trusts, papers: Vec::new(), proved, at };
    for bytes in reader.of_type(Terms::TYP) {
        let part = reader.terms(bytes);
        report.parts.push(part);
    }
    for bytes in collection.evidence.documents.iter().map(|paper| paper.as_slice()) {
        let typ = media_type(bytes).unwrap_or_default();
        let part = match typ.as_str() {
            Terms::TYP | Receipt::TYP => continue,
            Standing::TYP => restriction::standing(&reader, bytes),
            Warrant::TYP => restriction::warrant(&reader, bytes),
            Quittance::TYP => reader.quittance(bytes),
            Release::TYP => reader.release(bytes),
            _ => unknown(&typ),
        };
        report.parts.push(part);
    }
    report.parts.extend(receipts::examine(&reader));
}

impl<'a> Reader<'a> {
    pub(super) fn of_type(&self, typ: &str) -> Vec<&'a [u8]> {
        let all = self.collection.evidence.documents.iter().map(|paper| paper.as_slice());
        all.filter(|bytes| media_type(bytes).as_deref() == Some(typ)).collect()
    }

    /// The document, if a key that some authority lists for the role signed it; by the newest that does.
    pub(super) fn read<D: Document>(&self, bytes: &[u8], role: Role) -> Option<Verified<D>> {
        let read = |trust: &Trust| {
            let verified = trust.verify(Parsed::<D>::parse(bytes).ok()?, role);
            verified.ok().map(|(document, _)| document)
        };
        self.trusts.iter().rev().find_map(read)
    }

    fn terms(&mut self, bytes: &[u8]) -> Part {
        let mut best: Vec<Finding> = Vec::new();
        for trust in self.trusts {
            for key in self.device_keys(trust) {
                let (findings, papers) = Papers::open(trust, bytes, key);
                self.papers.extend(papers);
                best = better(best, findings);
            }
        }
        let terms = self.read::<Terms>(bytes, Role::Command);
        let best = self.unless_revoked(terms.as_ref(), best);
        let verdict = terms.as_ref().map_or_else(|| words::unsigned("terms"), words::terms);
        part("terms", terms.as_ref().map(Verified::digest), best, verdict)
    }

    /// Without any, the documents that need none can be checked all the same.
    fn device_keys(&self, trust: &Trust) -> Vec<PublicKey> {
        let known = &self.collection.evidence.device_keys;
        if known.is_empty() {
            trust.roster().keys.iter().map(|key| key.key).take(1).collect()
        } else {
            known.clone()
        }
    }

    fn quittance(&self, bytes: &[u8]) -> Part {
        let quittance = self.read::<Quittance>(bytes, Role::Command);
        let findings = self.best(quittance.as_ref(), |papers| papers.quittance(bytes));
        let verdict = quittance.as_ref().map_or_else(|| words::unsigned("quittance"), words::quittance);
        self.part("quittance", quittance.map(|read| read.digest()), findings, verdict)
    }

    fn release(&self, bytes: &[u8]) -> Part {
        let release = self.read::<Release>(bytes, Role::Ombudsman);
        let findings = self.best(release.as_ref(), |papers| papers.release(bytes));
        let verdict = release.as_ref().map_or_else(|| words::unsigned("release"), words::release);
        self.part("release", release.map(|read| read.digest()), findings, verdict)
    }

    /// The answer of the papers that a document belongs to, its contract's if they are there: of several those
    /// by which least fails, of equals the newest.
    pub(super) fn best<D>(
        &self,
        document: Option<&Verified<D>>,
        inspect: impl Fn(&Papers) -> Vec<Finding>,
    ) -> Vec<Finding> {
        let contract = document.map(|document| document.claims().subject);
        let is_its = |papers: &&Papers| Some(papers.terms().claims().subject) == contract;
        let has_its = self.papers.iter().any(|papers| is_its(&papers));
        let papers = self.papers.iter().filter(|papers| !has_its || is_its(papers));
        let findings = papers.map(inspect).fold(Vec::new(), better);
        self.unless_revoked(document, findings)
    }

    /// An older roster may still list a key that a newer one revokes: its every word is void.
    fn unless_revoked<D>(&self, document: Option<&Verified<D>>, mut findings: Vec<Finding>) -> Vec<Finding> {
        let is_void = document.is_some_and(|document| is_revoked(self.trusts, &document.signed_by()));
        if is_void && findings.iter().all(Finding::holds) {
            findings.push((Check::KeyRevoked, false).into());
        }
        findings
    }

    /// A part whose document is checked against terms; without terms there is nothing to check it against.
    pub(super) fn part(
        &self,
        kind: &str,
        name: Option<Digest>,
        findings: Vec<Finding>,
        verdict: String,
    ) -> Part {
        if self.papers.is_empty() {
            let why = "the files have no valid terms of the contract; give the evidence file";
            let lines = vec![Line::not_checked(format!("The {kind} belongs to the contract."), why)];
            return Part { title: title(kind, name), lines, verdict: words::unproved(kind) };
        }
        let held = findings.iter().all(Finding::holds);
        let verdict = if held { verdict } else { words::refused(kind, &findings) };
        part(kind, name, findings, verdict)
    }
}

/// Whether any roster of the files revokes a key, by its thumbprint.
pub(super) fn is_revoked(trusts: &[Trust], key: &Digest) -> bool {
    trusts.iter().any(|trust| trust.is_revoked(key))
}

fn better(best: Vec<Finding>, next: Vec<Finding>) -> Vec<Finding> {
    // A key that the newest roster revokes is void whatever an older one says.
    let is_revoked =
        |findings: &[Finding]| findings.iter().any(|f| f.check == Check::KeyRevoked && !f.holds());
    let failed = |findings: &[Finding]| findings.iter().filter(|finding| !finding.holds()).count();
    let is_better = best.is_empty() || is_revoked(&next) || failed(&next) <= failed(&best);
    if is_better && !is_revoked(&best) { next } else { best }
}

fn part(kind: &str, name: Option<Digest>, findings: Vec<Finding>, verdict: String) -> Part {
    let lines = findings.into_iter().map(Line::from).collect();
    Part { title: title(kind, name), lines, verdict }
}

fn title(kind: &str, name: Option<Digest>) -> String {
    name.map_or_else(|| kind.to_owned(), |name| format!("{kind} {name}"))
}

fn unknown(typ: &str) -> Part {
    let lines = vec![Line::failed("The document is of a known type.", typ)];
    Part { title: "document".to_owned(), lines, verdict: words::unproved("document") }
}
