//! What the rules refuse, at the field of the event that asked for it and in the timeline's own names.

use loan::restructure::RestructureError;
use loan::{AccountError, PauseError};
use servicing::Refusal;

use super::names::Names;
use crate::json_lines::Fault;

/// The fault of an event, by its word.
pub(super) fn fault(word: &str, refusal: &Refusal, names: &Names) -> Fault {
    let problem = names.tell(&refusal.to_string());
    match field(word, refusal) {
        None => Fault::whole(problem),
        Some(field) => Fault::new(field, problem),
    }
}

fn field(word: &str, refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::WrongStatus { .. } | Refusal::NothingOwed => Some("do"),
        Refusal::ValueDate { .. } if matches!(word, "change_rate" | "interest_pause") => Some("from"),
        Refusal::ValueDate { .. } => Some("value_on"),
        Refusal::Pause(error) => Some(of_pause(error)),
        Refusal::Account(error) => of_account(word, error),
        Refusal::OtherCurrency { .. } => Some("amount"),
        _ => None,
    }
}

const fn of_pause(error: &PauseError) -> &'static str {
    match error {
        PauseError::NothingOwed | PauseError::NoneRuns(_) => "do",
        PauseError::Empty(..) => "until",
        PauseError::BeforeTheLoan(..) | PauseError::Overlaps(..) => "from",
    }
}

fn of_account(word: &str, error: &AccountError) -> Option<&'static str> {
    let named = if word == "reverse" { "id" } else { "of" };
    match error {
        AccountError::NotPositive(_)
        | AccountError::Currency { .. }
        | AccountError::TooLarge
        | AccountError::BeyondItsCause { .. }
        | AccountError::BelowPayoff { .. }
        | AccountError::BeyondCredit { .. }
        | AccountError::BeyondOwed { .. }
        | AccountError::Money(_) => Some("amount"),
        AccountError::Duplicate(_) => Some("id"),
        AccountError::Unknown(_)
        | AccountError::AlreadyReversed(_)
        | AccountError::StandsUnder { .. }
        | AccountError::NotTheLatest(_)
        | AccountError::WrongKind(_) => Some(named),
        AccountError::BeforeItsCause { .. } => Some("value_on"),
        AccountError::NotAChargeablePortion(_) => Some("kind"),
        AccountError::NothingOwed | AccountError::ChargedOff(_) | AccountError::NothingToRecover => {
            Some("do")
        }
        AccountError::Restructure(error) => Some(of_plan(word, error)),
        _ => None,
    }
}

/// The plan's own field by its name among the event's.
fn of_plan(word: &str, error: &RestructureError) -> &'static str {
    let field = match error {
        RestructureError::Terms(terms) => terms.field(),
        error => error.field(),
    };
    match (error, field) {
        (RestructureError::Every(_), _) => "every.count",
        (RestructureError::ChargedOff(_) | RestructureError::NothingOwed | RestructureError::NoChange, _) => {
            "do"
        }
        (_, "rate") => "annual_rate_percent",
        (_, "installments") if word == "reschedule" => "extra_installments",
        (_, field) => field,
    }
}
