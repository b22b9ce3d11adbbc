//! When something about a contract can next change by itself.

use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp};
use policy::Pack;

use crate::{Contract, WarrantTerm};

/// After a wake that was due but could not act (the payment feed was stale), look again this much later.
const RETRY: SignedDuration = SignedDuration::from_hours(1);
/// A pack's hours repeat every week.
const HOURS_TO_SEARCH: usize = 8 * 24;

/// The earliest instant after which a wake has something to do; `None` when only an outside event can
/// change the contract. `woken`: a wake has just run at `now`.
pub(crate) fn next_action(contract: &Contract, pack: &Pack, now: Timestamp, woken: bool) -> Option<Timestamp> {
    if !contract.is_active() {
        return None;
    }
    let candidates = [
        next_due(contract),
        next_overdue(contract, now),
        contract.holds.iter().filter_map(|hold| hold.until).min(),
        contract.payoff.and_then(|agreement| contract.start_of(agreement.valid_through.tomorrow().ok()?)),
        contract.restriction.warrant.as_ref().map(|warrant| warrant.expires_at),
        unless_held(contract, next_notice_at(contract, pack)),
        unless_held(contract, next_raise_at(contract, pack)),
        unless_held(contract, contract.restriction.warrant.as_ref().map(WarrantTerm::renew_at)),
    ];
    let at = candidates.into_iter().flatten().min()?;
    if at > now {
        return Some(at);
    }
    // What is overdue for action after a wake waits for the payment feed.
    if woken { now.checked_add(RETRY).ok().map(|retry| next_later(&candidates, now, retry)) } else { Some(now) }
}

/// The retry, or a candidate before it.
fn next_later(candidates: &[Option<Timestamp>], now: Timestamp, retry: Timestamp) -> Timestamp {
    candidates.iter().flatten().copied().filter(|at| *at > now).min().map_or(retry, |at| at.min(retry))
}

fn unless_held(contract: &Contract, at: Option<Timestamp>) -> Option<Timestamp> {
    at.filter(|_| contract.holds.is_empty())
}

/// The next due date.
fn next_due(contract: &Contract) -> Option<Timestamp> {
    let next = contract.account.schedule().installments().get(usize::from(contract.installments_due))?;
    contract.start_of(next.due_on)
}

/// The first day on which something becomes past due that was not before.
fn next_overdue(contract: &Contract, now: Timestamp) -> Option<Timestamp> {
    let today = contract.day(now);
    contract.start_of(contract.account.next_due_on(today)?.tomorrow().ok()?)
}

/// When the next notice is to be issued: its day past due has come, the one before has run out, at a decent
/// hour. `None` while a notice waits for delivery or all are issued.
pub(crate) fn next_notice_at(contract: &Contract, pack: &Pack) -> Option<Timestamp> {
    let oldest = contract.account.oldest_unpaid_due_on()?;
    let (rule, earliest) = match &contract.delinquency {
        None => (pack.notices.first()?, None),
        Some(delinquency) => (delinquency.next_rule(pack)?, Some(delinquency.last_ran_out_at(pack)?)),
    };
    let since = contract.delinquency.as_ref().map_or(oldest, |delinquency| delinquency.since);
    let day = day_after(since, rule.at_dpd)?.max(day_after(oldest, 1)?);
    next_allowed(contract, pack, Some(contract.start_of(day)?).max(earliest)?)
}

/// When the level can next rise; `None` while a notice is missing or the highest level is reached.
fn next_raise_at(contract: &Contract, pack: &Pack) -> Option<Timestamp> {
    contract.device.enrolled.as_ref()?;
    let next = pack.next_level(contract.restriction.level)?;
    let run_out = contract.delinquency.as_ref()?.all_run_out_at(pack)?;
    let from = pack.from_dpd(next, contract.rhythm())?;
    let day = day_after(contract.account.oldest_unpaid_due_on()?, from)?;
    let at = contract.start_of(day)?.max(run_out);
    next_allowed(contract, pack, Some(at).max(next_step_at(contract, pack))?)
}

/// The end of the least time on the present step; `None` when nothing is restricted.
pub(crate) fn next_step_at(contract: &Contract, pack: &Pack) -> Option<Timestamp> {
    let since = contract.restriction.changed_at.filter(|_| contract.restriction.level.is_restricted())?;
    since.checked_add(SignedDuration::from_hours(i64::from(pack.step_days) * 24)).ok()
}

/// Whether the pack's hours allow a notice or a rise at this instant, in the contract's time zone.
pub(crate) fn is_allowed_hour(contract: &Contract, pack: &Pack, at: Timestamp) -> bool {
    let local = contract.local(at);
    pack.raise_hours.allow(local.weekday(), u8::try_from(local.hour()).unwrap_or(0))
}

/// The first instant at or after `at` in the pack's hours, in the contract's time zone.
#[must_use]
pub fn next_allowed(contract: &Contract, pack: &Pack, at: Timestamp) -> Option<Timestamp> {
    if is_allowed_hour(contract, pack, at) {
        return Some(at);
    }
    let mut hour = contract.local(at).round(hour_floor()).ok()?;
    for _ in 0..HOURS_TO_SEARCH {
        hour = hour.checked_add(Span::new().hours(1)).ok()?;
        if is_allowed_hour(contract, pack, hour.timestamp()) {
            return Some(hour.timestamp());
        }
    }
    None
}

fn hour_floor() -> jiff::ZonedRound {
    jiff::ZonedRound::new().smallest(jiff::Unit::Hour).mode(jiff::RoundMode::Floor)
}

/// The day `days` after `day`.
pub(crate) fn day_after(day: Date, days: u16) -> Option<Date> {
    day.checked_add(Span::new().days(i64::from(days))).ok()
}
