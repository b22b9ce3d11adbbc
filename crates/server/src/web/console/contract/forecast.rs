use jiff::Timestamp;
use policy::{Level, Pack};
use servicing::{Command, Contract, ContractStatus, Event, HoldKind, decide};

use super::super::words::{self, money};

/// How many steps ahead to look. A contract that waits for something outside, such as a notice's delivery, has
/// fewer.
const STEPS: usize = 3;
/// Wakes that bring nothing to tell of, such as a renewed warrant, are passed over; not more than this many.
const MAX_WAKES: usize = 24;

/// What comes next by itself.
pub(super) struct Step {
    /// `Jan 31, 2026, 09:00`.
    pub(super) when: String,
    /// RFC 3339.
    pub(super) iso: String,
    /// What, without a full stop.
    pub(super) what: String,
}

/// What happens next if nobody does anything and payments stay known: the rules themselves are asked, by waking
/// a copy of the contract at each of its next instants.
pub(super) fn forecast(contract: &Contract, pack: &Pack) -> Vec<Step> {
    let (mut future, mut steps) = (contract.clone(), Vec::new());
    for _ in 0..MAX_WAKES {
        let Some(at) = future.next_action_at.filter(|_| steps.len() < STEPS) else { break };
        let Ok(decision) = decide(&future, Command::Wake { reconciled_to: Some(at) }, pack, at) else {
            break;
        };
        steps.extend(decision.events.iter().filter_map(told).map(|what| step(contract, at, what)));
        if decision.contract.next_action_at.is_some_and(|next| next <= at) {
            break;
        }
        future = decision.contract;
    }
    steps.truncate(STEPS);
    steps
}

fn step(contract: &Contract, at: Timestamp, what: String) -> Step {
    Step { when: words::moment(&contract.local(at)), iso: at.to_string(), what }
}

fn told(event: &Event) -> Option<String> {
    match event {
        Event::InstallmentDue { number, amount } => {
            Some(format!("installment {number} falls due, {}", money(*amount)))
        }
        Event::Overdue { amount, .. } => Some(format!("{} is past due", money(*amount))),
        Event::NoticeIssued { key, .. } => Some(format!("notice “{key}” goes out")),
        Event::LevelRaised { to: Level::Reminder, .. } => Some("the phone shows a reminder".to_owned()),
        Event::LevelRaised { to, .. } => Some(format!("the phone becomes {}", words::level(*to))),
        Event::LevelLowered { to, .. } => Some(format!("the phone goes back to {}", words::level(*to))),
        Event::HoldReleased { kind } => {
            Some(format!("the hold ends: {}", words::hold_name(*kind).to_lowercase()))
        }
        Event::PayoffLapsed => Some("the early payoff lapses".to_owned()),
        _ => None,
    }
}

/// Why nothing comes next, when nothing does.
pub(super) fn idle(contract: &Contract) -> &'static str {
    match contract.status {
        ContractStatus::Offered => "Waits for the borrower to accept.",
        ContractStatus::Settled => "Nothing: the contract is paid.",
        ContractStatus::Cancelled => "Nothing: the offer was withdrawn.",
        ContractStatus::Unsecured => "Nothing by itself: no phone stands behind this debt any more.",
        ContractStatus::Active if holds(contract, HoldKind::ReleasedByLender) => {
            "Nothing by itself: nothing can restrict this phone any more."
        }
        ContractStatus::Active if holds(contract, HoldKind::Hardship) => {
            "Waits for an answer to the borrower."
        }
        ContractStatus::Active if contract.delinquency.is_some() => "Waits for the notice to be delivered.",
        ContractStatus::Active => "Nothing by itself.",
    }
}

fn holds(contract: &Contract, kind: HoldKind) -> bool {
    contract.holds.iter().any(|hold| hold.kind == kind)
}
