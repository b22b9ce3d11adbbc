use servicing::Event;

use super::super::words::{self, money};
use super::line::Topic;
use super::sentence::Said;

/// What became of an offer to settle for less.
pub(super) fn of(event: &Event) -> Said {
    let said = |tone, text, detail| (Topic::Contract, tone, text, detail);
    match event {
        Event::SettlementOffered { amount, forgiven, valid_through, is_binding } => {
            let last_day = words::day(*valid_through);
            let text = format!("A settlement was offered: {} through {last_day}.", money(*amount));
            let then =
                if *is_binding { "when it is paid" } else { "once another person approved and it is paid" };
            said("info", text, Some(format!("{} is forgiven {then}.", money(*forgiven))))
        }
        Event::SettlementApproved { is_binding: true } => {
            said("info", "The settlement was approved: payments count toward it.".to_owned(), None)
        }
        Event::SettlementApproved { .. } => {
            said("", "The settlement was approved by one more person.".to_owned(), None)
        }
        Event::SettlementWithdrawn => said("", "The offer to settle was withdrawn.".to_owned(), None),
        Event::SettlementLapsed => said("", "The settlement was not paid in time.".to_owned(), None),
        Event::SettlementAccepted { received, forgiven } => {
            let text = format!("The settlement was paid: {} was forgiven.", money(*forgiven));
            said("free", text, Some(format!("{} was received toward it.", money(*received))))
        }
        Event::SettlementUndone { outstanding } => {
            let text = "Money of the settlement was taken back: what was forgiven is owed again.";
            said("limit", text.to_owned(), Some(format!("{} is owed.", money(*outstanding))))
        }
        _ => said("", "Something about a settlement changed.".to_owned(), None),
    }
}
