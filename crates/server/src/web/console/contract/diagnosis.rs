use jiff::Timestamp;
use policy::Level;
use servicing::{Contract, ContractStatus};

use super::super::words::{self, money};

/// The answer to "I paid and it is still locked", as a support agent can say it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Diagnosis {
    /// A tone of the stylesheet.
    pub(super) tone: &'static str,
    /// In a few words.
    pub(super) headline: String,
    /// What it means and what to do.
    pub(super) advice: String,
}

/// Compares what the phone is told, what it says and what is owed.
pub(super) fn diagnose(contract: &Contract, seen: Option<Timestamp>, now: Timestamp) -> Diagnosis {
    let wanted = contract.restriction.level;
    let applied = contract.restriction.applied.as_ref().map_or(Level::None, |applied| applied.level);
    if contract.device.enrolled.is_none() {
        return not_enrolled(contract);
    }
    match (applied > wanted, applied < wanted) {
        (true, _) => not_yet_lifted(contract, applied, seen, now),
        (_, true) => not_yet_applied(contract, seen, now),
        _ if wanted.is_restricted() => restricted(contract),
        _ => free(contract, now),
    }
}

fn not_enrolled(contract: &Contract) -> Diagnosis {
    let (headline, advice) = match contract.status {
        ContractStatus::Offered => {
            ("Not accepted yet", "The borrower has not accepted the terms. Nothing is restricted.")
        }
        ContractStatus::Active => (
            "The phone is not enrolled",
            "It knows nothing of this contract and can’t be restricted. Hand out an enrollment code.",
        ),
        _ => ("The phone never enrolled", "Nothing was ever restricted."),
    };
    Diagnosis { tone: "info", headline: headline.to_owned(), advice: advice.to_owned() }
}

fn not_yet_lifted(contract: &Contract, applied: Level, seen: Option<Timestamp>, now: Timestamp) -> Diagnosis {
    let restriction = &contract.restriction;
    let since = restriction.changed_at.map(|at| words::moment(&contract.local(at)));
    let ordered = since.map_or_else(String::new, |since| format!(" on {since}"));
    let heard = match (seen, restriction.changed_at) {
        (Some(seen), Some(changed)) if seen >= changed => {
            format!(
                "It was last heard from {}, after that: ask whether the screen has changed by now.",
                words::ago(seen, now)
            )
        }
        (Some(seen), _) => format!(
            "It was last heard from {}, before that: ask the borrower to turn on mobile data or Wi-Fi. It frees itself on contact.",
            words::ago(seen, now)
        ),
        (None, _) => {
            "It has not been heard from: ask the borrower to turn on mobile data or Wi-Fi.".to_owned()
        }
    };
    Diagnosis {
        tone: "limit",
        headline: format!(
            "Should be {}, but still says it is {}",
            words::level(restriction.level),
            words::level(applied)
        ),
        advice: format!(
            "The order to lift it (standing {}) went out{ordered}. {heard}",
            restriction.standing_seq
        ),
    }
}

fn not_yet_applied(contract: &Contract, seen: Option<Timestamp>, now: Timestamp) -> Diagnosis {
    if !contract.restriction.is_told() {
        return Diagnosis {
            tone: "info",
            headline: format!("To be {}, not told yet", words::level(contract.restriction.level)),
            advice: "The phone is told once the public log has the order, mostly within a second.".to_owned(),
        };
    }
    let heard = seen.map_or_else(|| "never".to_owned(), |seen| words::ago(seen, now));
    Diagnosis {
        tone: "info",
        headline: format!("Told to be {}, not done yet", words::level(contract.restriction.level)),
        advice: format!("The phone follows when it next connects. Last heard from: {heard}."),
    }
}

fn restricted(contract: &Contract) -> Diagnosis {
    let level = contract.restriction.level;
    let lifts = contract.restriction.warrant.as_ref().map(|warrant| money(warrant.amount));
    let lifts = lifts.map_or_else(String::new, |amount| format!("Paying {amount} lifts it at once. "));
    let received = contract.account.payments().into_iter().rfind(|payment| !payment.reversed);
    let last = received.map_or_else(
        || "No payment has arrived so far.".to_owned(),
        |payment| {
            format!(
                "The last payment that arrived is {} of {}.",
                money(payment.amount),
                words::day(payment.value_on)
            )
        },
    );
    Diagnosis {
        tone: words::level_tone(level),
        headline: format!("The phone is {}, as the contract allows", words::level(level)),
        advice: format!(
            "{lifts}{last} If the borrower has paid, ask for the reference they wrote: it should be {}.",
            contract.payment_reference
        ),
    }
}

fn free(contract: &Contract, now: Timestamp) -> Diagnosis {
    let (headline, advice) = if contract.restriction.quittance.is_some() {
        (
            "The phone is free for good",
            "The quittance is issued: nothing can restrict this phone for this contract again.".to_owned(),
        )
    } else if contract.restriction.release.is_some() {
        (
            "The ombudsman freed the phone for good",
            "Nothing can restrict this phone for this contract again. What is owed stays owed.".to_owned(),
        )
    } else {
        let overdue = contract.account.overdue(contract.day(now));
        let advice = if overdue.is_positive() {
            format!("{} is past due; no restriction is in force.", money(overdue))
        } else {
            "Nothing is past due.".to_owned()
        };
        ("The phone is free", advice)
    };
    Diagnosis { tone: "free", headline: headline.to_owned(), advice }
}
