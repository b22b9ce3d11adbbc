use sha2::{Digest, Sha256};
use store::rows::PaymentRow;

use super::{Kind, Notification, Target};
use crate::persist;

/// How a notification relates to a payment known by the same rail and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sameness {
    /// The same again.
    Same,
    /// The same, and it says whom the money is for, which was not stated before. Rails may tell of one payment in
    /// two events of which only one carries the reference, in any order.
    NamesTarget,
    /// Something else under the same id (invariant I7).
    Other,
}

/// SHA-256 over everything that says what a notification means. Each part is preceded by its length, so no two
/// notifications have the same bytes.
pub(super) fn digest(notification: &Notification) -> [u8; 32] {
    let Notification { kind, money, target, value_on, .. } = notification;
    let of = match kind {
        Kind::Payment => "",
        Kind::Reversal { of } => of,
    };
    let (how, whom) = match target {
        Target::Reference(text) => ("reference", text.clone()),
        Target::Contract(id) => ("contract", id.to_string()),
        Target::Unstated => ("unstated", String::new()),
    };
    let day = value_on.map(|day| day.to_string()).unwrap_or_default();
    let minor = money.minor().to_string();
    let parts = [kind.as_str(), of, &minor, money.currency().code(), how, &whom, &day];
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// Compares a notification with the payment that has its rail and id.
pub(super) fn compare(known: &PaymentRow, notification: &Notification) -> Sameness {
    if known.digest == digest(notification) {
        return Sameness::Same;
    }
    if notification.target == Target::Unstated {
        let same = states_nothing_else(known, notification);
        return if same { Sameness::Same } else { Sameness::Other };
    }
    let unstated = Notification { target: Target::Unstated, ..notification.clone() };
    if known.digest == digest(&unstated) { Sameness::NamesTarget } else { Sameness::Other }
}

/// A payment of the same money that states neither whom it is for nor another day.
fn states_nothing_else(known: &PaymentRow, notification: &Notification) -> bool {
    let Notification { kind, money, value_on, .. } = notification;
    *kind == Kind::Payment
        && known.kind == kind.as_str()
        && known.minor == money.minor()
        && known.currency == money.currency().code()
        && value_on.is_none_or(|day| persist::epoch_day(day) == known.value_on)
}
