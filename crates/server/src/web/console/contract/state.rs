use askama::Template;
use jiff::Timestamp;
use policy::Pack;
use servicing::{Contract, ContractStatus, HoldKind};
use store::StoreError;

use super::super::words::{self, money};
use super::diagnosis::{Diagnosis, diagnose};
use super::forecast::{self, Step};
use crate::{App, LenderContext};

/// The part of a contract's page that changes by itself: what the phone should be, what it says, what is owed
/// and what comes next.
#[derive(Template)]
#[template(path = "console/state.html")]
pub(super) struct State {
    diagnosis: Diagnosis,
    wanted: Side,
    applied: Side,
    seen: String,
    amounts: Vec<(&'static str, String)>,
    holds: Vec<String>,
    next: Vec<Step>,
    idle: &'static str,
}

/// One side of "told" and "says".
struct Side {
    tone: &'static str,
    level: &'static str,
    about: String,
}

/// Reads the state of a contract.
pub(super) async fn read(
    app: &App,
    lender: &LenderContext,
    contract: &Contract,
) -> Result<State, StoreError> {
    let now = app.now_for(lender).await?;
    let pack = app.pack_of(contract)?;
    let device = app.store.device(contract.device.id).await?;
    let said = contract.restriction.applied.as_ref().map(|applied| applied.at);
    let seen = device.and_then(|row| row.last_seen_at).max(said);
    Ok(state(contract, pack, seen, now))
}

fn state(contract: &Contract, pack: &Pack, seen: Option<Timestamp>, now: Timestamp) -> State {
    State {
        diagnosis: diagnose(contract, seen, now),
        wanted: wanted(contract),
        applied: applied(contract),
        seen: seen.map_or_else(|| "Never".to_owned(), |seen| words::ago(seen, now)),
        amounts: amounts(contract, now),
        holds: contract.holds.iter().map(|hold| hold_line(contract, hold)).collect(),
        next: forecast::forecast(contract, pack),
        idle: forecast::idle(contract),
    }
}

fn wanted(contract: &Contract) -> Side {
    let restriction = &contract.restriction;
    let since = restriction.changed_at.map(|at| format!(", since {}", words::moment(&contract.local(at))));
    let about = match restriction.standing_seq {
        0 => "No standing issued".to_owned(),
        seq => format!("Standing {seq}{}", since.unwrap_or_default()),
    };
    Side { tone: words::level_tone(restriction.level), level: words::level_name(restriction.level), about }
}

fn applied(contract: &Contract) -> Side {
    match &contract.restriction.applied {
        Some(applied) => Side {
            tone: words::level_tone(applied.level),
            level: words::level_name(applied.level),
            about: match applied.standing_seq {
                0 => format!("No standing, at {}", words::moment(&contract.local(applied.at))),
                seq => format!("Standing {seq}, at {}", words::moment(&contract.local(applied.at))),
            },
        },
        None => Side { tone: "", level: "Unknown", about: "The phone has not said anything yet".to_owned() },
    }
}

/// What is owed and was paid, or would be.
pub(in super::super) fn amounts(contract: &Contract, now: Timestamp) -> Vec<(&'static str, String)> {
    match contract.status {
        ContractStatus::Offered | ContractStatus::Cancelled => offered(contract),
        ContractStatus::Active | ContractStatus::Settled | ContractStatus::Unsecured => owed(contract, now),
    }
}

/// What would be owed.
fn offered(contract: &Contract) -> Vec<(&'static str, String)> {
    let (terms, schedule) = (&contract.terms, contract.account.schedule());
    vec![
        ("Price", money(terms.price)),
        ("Down payment", money(terms.down_payment)),
        ("Installments", schedule.installments().len().to_string()),
        ("First due", words::day(terms.first_due_on)),
        ("To pay in installments", money(schedule.total())),
    ]
}

/// What is owed, and what was paid.
fn owed(contract: &Contract, now: Timestamp) -> Vec<(&'static str, String)> {
    let (account, today) = (&contract.account, contract.day(now));
    let days = account.days_past_due(today);
    let past_due = (days.0 > 0).then(|| ("Days past due", days.to_string()));
    let next = account.next_due_on(today).map(|next| ("Next due", words::day(next)));
    let payoff =
        contract.is_active().then(|| ("Early payoff today", money(account.payoff_quote(today).total)));
    let credit = account.credit().is_positive().then(|| ("Credit", money(account.credit())));
    let wrongful = contract.wrongful.seconds;
    let wrongful = (wrongful > 0).then(|| {
        (
            "Restricted without right",
            words::counted(i64::try_from(wrongful.div_ceil(60)).unwrap_or(i64::MAX), "minute"),
        )
    });
    let rows = [
        Some(("Past due", money(account.overdue(today)))),
        past_due,
        next,
        Some(("Left to pay", money(account.outstanding()))),
        payoff,
        Some(("Received", money(account.received()))),
        credit,
        wrongful,
    ];
    rows.into_iter().flatten().collect()
}

fn hold_line(contract: &Contract, hold: &servicing::Hold) -> String {
    let name = words::hold_name(hold.kind);
    match (hold.kind, hold.until) {
        (HoldKind::ReleasedByLender, _) => format!("{name}. Nothing can restrict this phone any more."),
        (_, Some(at)) => {
            format!("{name} until {}. No restriction rises meanwhile.", words::moment(&contract.local(at)))
        }
        (HoldKind::Hardship, None) if contract.asks_for_help() => {
            format!("{name} until it is decided. No restriction rises meanwhile.")
        }
        (_, None) => format!("{name} until it is released. No restriction rises meanwhile."),
    }
}
