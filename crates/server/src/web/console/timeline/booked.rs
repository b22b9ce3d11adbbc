use loan::{ChargeTiming, Portion, Portions, TransactionKind};
use money::Money;
use servicing::Event;

use super::super::words::{self, money};
use super::line::Topic;
use super::sentence::Said;

/// What was booked other than a payment, in words.
pub(super) fn of(event: &Event) -> Said {
    let said = |tone, text, detail| (Topic::Payment, tone, text, detail);
    match event {
        Event::Charged { portion, amount, due, .. } => {
            let when = match due {
                ChargeTiming::On(day) => format!("due on {}", words::day(*day)),
                ChargeTiming::EachInstallment => "with every installment".to_owned(),
                ChargeTiming::Late(day) => {
                    format!("for the installment of {}, which was late", words::day(*day))
                }
            };
            said("remind", format!("A {} of {} was charged, {when}.", name(*portion), money(*amount)), None)
        }
        Event::ChargeLapsed { portion, amount, .. } => {
            let text = format!(
                "A {} of {} is gone: the installment was paid in time.",
                name(*portion),
                money(*amount)
            );
            said("free", text, None)
        }
        Event::ChargeAdjusted { amount, .. } => {
            said("", format!("A charge was {} too high; that pays what is owed.", money(*amount)), None)
        }
        Event::Waived { portions, .. } => {
            said("free", format!("The lender gave up {}.", listed(portions)), None)
        }
        Event::Credited { kind, amount, .. } => {
            said("free", format!("{} {}.", money(*amount), credited(*kind)), None)
        }
        Event::ChargedBack { amount, .. } => {
            said("limit", format!("{} was charged back and is owed again.", money(*amount)), None)
        }
        Event::CreditRefunded { amount, .. } => {
            said("", format!("{} of credit went back to the borrower.", money(*amount)), None)
        }
        Event::WrittenOff { amount, .. } => {
            said("free", format!("{} was written off: it is not demanded any more.", money(*amount)), None)
        }
        Event::ChargedOff { amount, reason, .. } => {
            let text = format!("{} was charged off: it is still owed.", money(*amount));
            said("limit", text, Some(reason.clone()))
        }
        Event::DelinquencyPaused { from, until } => {
            let (from, until) = (words::day(*from), words::day(*until));
            said("info", format!("Delinquent days don’t count from {from} until {until}."), None)
        }
        Event::DelinquencyResumed { on, .. } => {
            said("", format!("Delinquent days count again from {}.", words::day(*on)), None)
        }
        Event::PlanAccepted { plan, outstanding, ends_on, .. } => {
            let text = format!("A new plan was agreed: {}.", words::humanized(plan).to_lowercase());
            let end = ends_on.map_or(String::new(), |day| format!(", the last of it on {}", words::day(day)));
            said("info", text, Some(format!("{} is owed{end}.", money(*outstanding))))
        }
        _ => said("", "A transaction was taken back.".to_owned(), None),
    }
}

const fn name(portion: Portion) -> &'static str {
    match portion {
        Portion::Penalty => "penalty",
        Portion::Fee => "fee",
        Portion::Interest => "interest",
        Portion::Principal => "principal",
    }
}

fn listed(portions: &Portions) -> String {
    let parts = portions.each().into_iter().filter(|(_, amount): &(Portion, Money)| amount.is_positive());
    let parts: Vec<_> =
        parts.map(|(portion, amount)| format!("{} of {}", money(amount), portion.as_str())).collect();
    if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") }
}

const fn credited(kind: TransactionKind) -> &'static str {
    match kind {
        TransactionKind::GoodwillCredit => "was credited out of goodwill",
        TransactionKind::MerchantRefund => "came back from the seller",
        TransactionKind::PayoutRefund => "came back from a payout",
        TransactionKind::DeviceReturn => "was credited for the device that was given back",
        TransactionKind::Recovery => "was recovered",
        _ => "was credited",
    }
}
