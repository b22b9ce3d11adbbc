//! What follows from the checks, in sentences for people.

use agent::inspect::Finding;
use jiff::Unit;
use policy::Level;
use proof::Verified;
use proof::documents::{Quittance, Release, Standing, Terms, TermsInstallment, Warrant};

use super::documents::Reader;
use super::log::Proved;

pub(super) fn unsigned(kind: &str) -> String {
    format!("This is no {kind} of the lender: nobody has to obey it.")
}

pub(super) fn unproved(kind: &str) -> String {
    format!("Nothing is proved by this {kind}.")
}

/// By the first thing that must hold and does not.
pub(super) fn refused(kind: &str, findings: &[Finding]) -> String {
    let first = findings.iter().find(|finding| !finding.holds());
    let reason = first.map(|finding| finding.check.description()).unwrap_or_default();
    format!("This {kind} is not valid. What must hold and does not: {reason}")
}

pub(super) fn terms(terms: &Verified<Terms>) -> String {
    let body = terms.body();
    format!(
        "{} finances a {} under contract {}: {} installments, rules of policy pack {} version {}{}.",
        body.lender_name,
        body.model,
        terms.claims().subject,
        body.installments.len(),
        body.pack.id,
        body.pack.version,
        if body.pack.locking_allowed { "" } else { ", which forbids any restriction" }
    )
}

pub(super) fn quittance(quittance: &Verified<Quittance>) -> String {
    let (body, contract) = (quittance.body(), quittance.claims().subject);
    let (paid, currency) = (body.total_paid.grouped(), body.total_paid.currency());
    format!(
        "The debt of contract {contract} was paid on {}: {paid} {currency} in all. Nothing can ever restrict this phone \
         for it again.",
        body.settled_on
    )
}

pub(super) fn release(release: &Verified<Release>) -> String {
    format!(
        "The ombudsman freed this phone from contract {} for good: {}",
        release.claims().subject,
        release.body().reason
    )
}

pub(super) fn free(standing: &Verified<Standing>) -> String {
    let hold = standing.body().hold.as_ref().map(|hold| format!(" ({hold})")).unwrap_or_default();
    format!("From {} on this phone was not restricted{hold}.", standing.claims().issued_at)
}

/// Why the restriction was allowed.
pub(super) fn restriction(
    reader: &Reader<'_>,
    warrant: &Verified<Warrant>,
    level: Level,
    place: Option<&Proved<'_>>,
) -> String {
    let (body, at) = (warrant.body(), reader.at.unwrap_or(warrant.claims().issued_at));
    let papers = reader.papers.iter().find(|papers| papers.terms().digest() == body.terms);
    let Some(papers) = papers else { return unproved("warrant") };
    let (day, pack) = (papers.day(at), &papers.terms().body().pack);
    let days = body.oldest_due_on.until((Unit::Day, day)).map_or(0, |span| span.get_days());
    let logged = place.map(|it| format!(" It is entry {} of the log {}.", it.entry.index(), it.origin));
    let logged = logged.unwrap_or_default();
    let plan = body.plan.as_ref().map(|plan| agreed_after(plan)).unwrap_or_default();
    let state = match level {
        Level::None => "stay free",
        Level::Reminder => "show a reminder",
        Level::Limited => "be limited",
        Level::Locked => "be locked",
    };
    format!(
        "On {day} this phone could lawfully {state} under policy pack {} version {}: an installment{plan} was {days} days past \
         due, {} notices were delivered and their time to cure had run out, and paying {} {} lifts it.{logged}",
        pack.id,
        pack.version,
        body.notices.len(),
        body.amount.grouped(),
        body.amount.currency()
    )
}

/// The plan that took the place of the terms' installments. That it asks for no more was checked.
fn agreed_after(plan: &[TermsInstallment]) -> String {
    let last = plan.last().map(|last| format!(", the last due on {},", last.due_on)).unwrap_or_default();
    let count = plan.len();
    format!(
        " under a plan of {count} installments agreed after the terms{last} which asks for no more by any day than the \
         terms and interest on what it defers,"
    )
}
