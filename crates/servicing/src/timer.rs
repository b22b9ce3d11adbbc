//! When something about a contract can next change by itself.

use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp};
use policy::Pack;

use crate::settlement::SettlementStage;
use crate::{Contract, ContractStatus, PayoffAgreement, WarrantTerm, late_fee};

/// After a wake that was due but could not act (the payment feed was stale), look again this much later.
const RETRY: SignedDuration = SignedDuration::from_hours(1);
/// A pack's hours repeat every week; one of them may fall into a change of the clocks.
const DAYS_TO_SEARCH: usize = 15;
/// Money may be booked this many days after the day it counts from, so a payoff lapses no earlier.
const BOOKING_DAYS: u16 = 2;

/// The earliest instant after which a wake has something to do; `None` when only an outside event can
/// change the contract. `woken`: a wake has just run at `now`.
pub(crate) fn next_action(
    contract: &Contract,
    pack: &Pack,
    now: Timestamp,
    woken: bool,
) -> Option<Timestamp> {
    if !contract.is_active() {
        return next_after_the_end(contract, now);
    }
    let paused_until = contract.paused_until(contract.day(now));
    let is_held = !contract.holds.is_empty() || paused_until.is_some();
    let unless_held = |at: Option<Timestamp>| at.filter(|_| !is_held);
    let candidates = [
        next_due(contract),
        next_overdue(contract, now),
        contract.holds.iter().filter_map(|hold| hold.until).min(),
        contract.payoff.and_then(|agreement| payoff_lapses_at(contract, &agreement)),
        contract.restriction.warrant.as_ref().map(|warrant| warrant.expires_at),
        contract.restriction.logged.as_ref().map(|logged| logged.expires_at),
        next_late_fee(contract, now),
        next_reckoning(contract, now),
        paused_until.and_then(|day| contract.start_of(day)),
        offer_lapses_at(contract),
        settlement_lapses_at(contract),
        unless_held(next_notice_at(contract, pack, now)),
        unless_held(next_raise_at(contract, pack, now)),
        unless_held(contract.restriction.warrant.as_ref().map(WarrantTerm::renew_at)),
        unless_held(Some(now).filter(|now| is_told_too_late(contract, pack, *now))),
    ];
    let at = candidates.into_iter().flatten().min()?;
    if at > now {
        return Some(at);
    }
    // What is overdue for action after a wake waits for the payment feed.
    if woken {
        now.checked_add(RETRY).ok().map(|retry| next_later(&candidates, now, retry))
    } else {
        Some(now)
    }
}

/// The retry, or a candidate before it.
fn next_later(candidates: &[Option<Timestamp>], now: Timestamp, retry: Timestamp) -> Timestamp {
    candidates.iter().flatten().copied().filter(|at| *at > now).min().map_or(retry, |at| at.min(retry))
}

/// The next day on which something unpaid is charged for being late.
fn next_late_fee(contract: &Contract, now: Timestamp) -> Option<Timestamp> {
    let today = contract.day(now);
    let days = late_fee::of(contract).into_iter().map(|late| late.on);
    contract.start_of(days.filter(|day| *day > today).min()?)
}

/// Tomorrow, while something overdue bears interest day by day.
fn next_reckoning(contract: &Contract, now: Timestamp) -> Option<Timestamp> {
    let today = contract.day(now);
    let bears = contract.account.recalculates() && !contract.account.is_charged_off();
    let overdue = contract.account.oldest_unpaid_due_on().is_some_and(|due_on| due_on < today);
    contract.start_of(today.tomorrow().ok()?).filter(|_| bears && overdue)
}

/// The next due date.
fn next_due(contract: &Contract) -> Option<Timestamp> {
    let days = contract.account.rows().iter().map(|row| row.due_on);
    contract.start_of(days.filter(|day| Some(*day) > contract.fell_due_through).min()?)
}

/// What is owed without a device behind it goes on by its terms; only warnings and levels are over.
fn next_after_the_end(contract: &Contract, now: Timestamp) -> Option<Timestamp> {
    let owes = contract.status == ContractStatus::Unsecured;
    let payoff = contract.payoff.and_then(|agreement| payoff_lapses_at(contract, &agreement));
    let late_fee = next_late_fee(contract, now).filter(|_| owes);
    let settlement = settlement_lapses_at(contract);
    [next_earning(contract), settlement, late_fee, payoff.filter(|_| owes)].into_iter().flatten().min()
}

/// A contract that ended still earns the interest that was paid ahead or that a reversal brought back.
fn next_earning(contract: &Contract) -> Option<Timestamp> {
    let last = contract.account.rows().iter().map(|row| row.due_on).max()?;
    let ended = matches!(contract.status, ContractStatus::Settled | ContractStatus::Unsecured);
    let earns = ended && contract.account.earned_interest(last) != contract.interest_earned;
    next_due(contract).filter(|_| earns)
}

/// When an agreed payoff that nobody paid is over.
pub(crate) fn payoff_lapses_at(contract: &Contract, agreement: &PayoffAgreement) -> Option<Timestamp> {
    contract.start_of(day_after(agreement.valid_through, BOOKING_DAYS + 1)?)
}

/// When plans that nobody accepted are over.
fn offer_lapses_at(contract: &Contract) -> Option<Timestamp> {
    let offer = contract.help.open.as_ref()?.offer.as_ref().filter(|offer| offer.is_binding())?;
    contract.start_of(offer.valid_through.tomorrow().ok()?)
}

/// When an offer to settle that nobody paid is over.
fn settlement_lapses_at(contract: &Contract) -> Option<Timestamp> {
    let (offer, stage) = contract.settlement_stage()?;
    let is_open = stage != SettlementStage::Accepted;
    contract.start_of(offer.quote.valid_through.tomorrow().ok()?).filter(|_| is_open)
}

/// The first day on which something becomes past due that was not before.
fn next_overdue(contract: &Contract, now: Timestamp) -> Option<Timestamp> {
    let today = contract.day(now);
    contract.start_of(contract.account.next_due_on(today)?.tomorrow().ok()?)
}

/// When the next notice is to be issued, at `now` or later: its day past due has come, the one before has run
/// out, what is oldest now is out of its grace, at a decent hour. `None` while a notice waits for delivery or
/// all are issued.
pub(crate) fn next_notice_at(contract: &Contract, pack: &Pack, now: Timestamp) -> Option<Timestamp> {
    let oldest = contract.account.oldest_unpaid_due_on()?;
    let (rule, earliest) = match &contract.delinquency {
        None => (pack.notices.first()?, None),
        Some(delinquency) => (delinquency.next_rule(pack)?, Some(delinquency.last_ran_out_at(pack)?)),
    };
    let since = contract.delinquency.as_ref().map_or(oldest, |delinquency| delinquency.since);
    let day = day_after(since, rule.at_dpd)?.max(grace_over(oldest, pack)?);
    next_allowed(contract, pack, contract.start_of(day).max(earliest)?.max(now))
}

/// The first day after a due date's grace.
pub(crate) fn grace_over(due_on: Date, pack: &Pack) -> Option<Date> {
    day_after(due_on, pack.grace_days.checked_add(1)?)
}

/// When the level can next rise, at `now` or later; `None` while a notice is missing or the highest level is
/// reached.
fn next_raise_at(contract: &Contract, pack: &Pack, now: Timestamp) -> Option<Timestamp> {
    contract.device.enrolled.as_ref().filter(|_| contract.restriction.is_told())?;
    let next = pack.next_level(contract.restriction.level)?;
    let run_out = contract.delinquency.as_ref()?.all_run_out_at(pack)?;
    let from = pack.from_dpd(next, contract.rhythm())?;
    let oldest = contract.oldest_noticed_due_on()?;
    let today = contract.day(now);
    if !contract.warrant_plan(contract.account.overdue(today), today).is_allowed() {
        return None;
    }
    let day = day_after(oldest, from)?;
    let at = contract.start_of(day)?.max(run_out).max(now);
    next_allowed(contract, pack, Some(at).max(next_step_at(contract, pack))?)
}

/// Whether the log took so long with the warrant in force that the payments it knows of are too old to raise
/// by: a new warrant is needed.
pub(crate) fn is_told_too_late(contract: &Contract, pack: &Pack, now: Timestamp) -> bool {
    let restriction = &contract.restriction;
    let logged = restriction.logged.as_ref().map(|logged| logged.digest);
    !restriction.is_told()
        && logged.is_some_and(|logged| restriction.queued == Some(logged))
        && restriction.warrant.as_ref().is_some_and(|warrant| warrant.is_stale(pack, now))
}

/// The end of the least time on the present step, which begins when the device is told; `None` when nothing
/// is restricted.
pub(crate) fn next_step_at(contract: &Contract, pack: &Pack) -> Option<Timestamp> {
    let restriction = &contract.restriction;
    let since = restriction.changed_at.max(restriction.told_level_at);
    let since = since.filter(|_| restriction.level.is_restricted())?;
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
    let hour = i8::try_from(pack.raise_hours.from_hour).ok()?;
    let local = contract.local(at);
    let days = local.date().series(Span::new().days(1)).take(DAYS_TO_SEARCH);
    // An hour that a change of the clocks skips is the next one; the pack may not allow that one.
    let opens = days.filter_map(|day| day.at(hour, 0, 0, 0).to_zoned(local.time_zone().clone()).ok());
    let mut opens = opens.map(|open| open.timestamp());
    opens.find(|open| *open >= at && is_allowed_hour(contract, pack, *open))
}

/// The day `days` after `day`.
pub(crate) fn day_after(day: Date, days: u16) -> Option<Date> {
    day.checked_add(Span::new().days(i64::from(days))).ok()
}
