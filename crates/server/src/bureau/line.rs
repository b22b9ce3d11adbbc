use bureau::{Arrangement, Condition, Consumer, Dispute, Frequency, HistoryMark, Tradeline};
use jiff::civil::Date;
use loan::restructure::Restructuring;
use loan::{Every, Terms, TransactionBody, Unit};
use money::Money;
use servicing::{Contract, HoldKind};

use super::history::History;
use super::month::Month;

/// The months before this one that are told of.
const MONTHS: usize = 24;

/// What is told of a contract for a month; `None` for one that was no loan then: not accepted yet, not begun, or
/// paid in full in an earlier month, in which that was told.
pub(super) fn is_reported(contract: &Contract, month: Month) -> bool {
    let is_accepted = contract.accepted.is_some_and(|accepted| contract.day(accepted.at) <= month.last_day());
    let is_over = contract.settled_on.is_some_and(|on| on < month.first_day());
    is_accepted && contract.terms.starts_on <= month.last_day() && !is_over
}

/// What is told of a contract for a month.
pub(super) fn line(contract: &Contract, consumer: Consumer, month: Month) -> Tradeline {
    let (terms, end) = (&contract.terms, month.last_day());
    let history = History::through(&contract.account, terms.starts_on, end);
    let condition = condition(contract, &history, month);
    let counted = contract.account.payments();
    let counted = counted.iter().filter(|payment| !payment.reversed && payment.value_on <= end);
    let received: Vec<(Date, Money)> = counted.map(|payment| (payment.value_on, payment.amount)).collect();
    let zero = Money::zero(contract.currency());
    let in_month = received.iter().filter(|(on, _)| *on >= month.first_day()).map(|(_, amount)| *amount);
    let schedule = contract.account.schedule();
    let installment = schedule.installments().first();
    let installment = installment.and_then(|it| it.principal.plus(it.interest).ok()).unwrap_or(zero);
    Tradeline {
        account: contract
            .id
            .to_string()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_uppercase(),
        consumer,
        opened_on: terms.starts_on,
        loan_amount: schedule.principal(),
        term_months: term_months(
            terms,
            schedule.installments().last().map_or(terms.first_due_on, |it| it.due_on),
        ),
        frequency: frequency(terms),
        scheduled_monthly: monthly(installment, terms.every),
        paid_in_month: Money::sum(contract.currency(), in_month).unwrap_or(zero),
        condition,
        history: marks(&history, terms.starts_on, month),
        balance: history.account.outstanding(),
        past_due: if history.charged_off.is_some() {
            history.account.outstanding()
        } else {
            history.account.overdue(end)
        },
        first_delinquent_on: first_delinquent_on(condition, &history, end),
        last_paid_on: received.iter().map(|(on, _)| *on).max(),
        arrangement: settled_for_less(&history, condition).or_else(|| arrangement(contract, end)),
        dispute: is_disputed(contract).then_some(Dispute::UnderInvestigation),
    }
}

/// A dispute that is open when the file is made is told, whichever month it is about.
fn is_disputed(contract: &Contract) -> bool {
    contract.holds.iter().any(|hold| hold.kind == HoldKind::Dispute)
}

fn condition(contract: &Contract, history: &History, month: Month) -> Condition {
    let settled_on = contract.settled_on.filter(|on| *on <= month.last_day() && history.account.is_settled());
    match (settled_on, history.charged_off) {
        (Some(on), Some((_, amount))) => Condition::PaidAfterChargeOff { on, amount },
        (Some(on), None) => {
            let before = on.yesterday().unwrap_or(on);
            Condition::Paid { on, days_past_due: history.days_past_due(before) }
        }
        (None, Some((_, amount))) => Condition::ChargedOff { amount },
        (None, None) => Condition::Open { days_past_due: history.days_past_due(month.last_day()) },
    }
}

/// The day the lateness began: of a debt that was charged off, the one that led there; of one that was paid, the one
/// before that.
fn first_delinquent_on(condition: Condition, history: &History, end: Date) -> Option<Date> {
    match (condition, history.charged_off) {
        (_, Some((on, _))) => history.first_delinquent_on(on).or(Some(on)),
        (Condition::Paid { on, .. }, None) => history.first_delinquent_on(on.yesterday().unwrap_or(on)),
        _ => history.first_delinquent_on(end),
    }
}

/// Whether what was owed was paid in part and forgiven for the rest: a comment that stands before any other.
fn settled_for_less(history: &History, condition: Condition) -> Option<Arrangement> {
    let is_paid = matches!(condition, Condition::Paid { .. } | Condition::PaidAfterChargeOff { .. });
    (is_paid && history.account.forgiven().is_positive()).then_some(Arrangement::SettledForLess)
}

/// The last change of the plan that counts by then.
fn arrangement(contract: &Contract, end: Date) -> Option<Arrangement> {
    let transactions = contract.account.transactions().iter().rev();
    let mut counted = transactions.filter(|it| !it.reversed && it.value_on <= end);
    counted.find_map(|it| match &it.body {
        TransactionBody::Restructure { change: Restructuring::Holiday { .. } } => {
            Some(Arrangement::Forbearance)
        }
        TransactionBody::Restructure { .. } => Some(Arrangement::Modified),
        _ => None,
    })
}

fn marks(history: &History, opened_on: Date, month: Month) -> Vec<HistoryMark> {
    let is_lost = |end: Date| history.charged_off.is_some_and(|(on, _)| on <= end);
    let ends = month.ends_before(MONTHS).take_while(|end| *end >= opened_on);
    let mark = |end| {
        if is_lost(end) {
            HistoryMark::ChargedOff
        } else {
            HistoryMark::DaysPastDue(history.days_past_due(end))
        }
    };
    ends.map(mark).collect()
}

fn frequency(terms: &Terms) -> Option<Frequency> {
    let Every { count, unit } = terms.every;
    match (terms.installments, unit, count) {
        (1, ..) => Some(Frequency::Single),
        (_, Unit::Week, 1) | (_, Unit::Day, 7) => Some(Frequency::Weekly),
        (_, Unit::Week, 2) | (_, Unit::Day, 14) => Some(Frequency::Biweekly),
        (_, Unit::Month, 1) => Some(Frequency::Monthly),
        (_, Unit::Month, 2) => Some(Frequency::Bimonthly),
        (_, Unit::Month, 3) => Some(Frequency::Quarterly),
        (_, Unit::Month, 6) => Some(Frequency::Semiannually),
        (_, Unit::Month, 12) | (_, Unit::Year, 1) => Some(Frequency::Annually),
        _ => None,
    }
}

/// What falls due in a month: a year's installments over twelve.
fn monthly(installment: Money, every: Every) -> Money {
    let count = i64::from(every.count);
    let (numerator, denominator) = match every.unit {
        Unit::Day => (365, 12 * count),
        Unit::Week => (52, 12 * count),
        Unit::Month => (1, count),
        Unit::Year => (1, 12 * count),
    };
    installment.ratio(numerator, denominator).unwrap_or(installment)
}

/// The months from the beginning to the last due date, a part of one counting whole.
fn term_months(terms: &Terms, last_due_on: Date) -> u16 {
    if terms.every.unit == Unit::Month {
        return terms.installments.saturating_mul(terms.every.count);
    }
    let days = terms.starts_on.until(last_due_on).map_or(0, |span| i64::from(span.get_days()));
    u16::try_from((days * 12 + 364) / 365).unwrap_or(1).max(1)
}
