//! The one function through which a contract changes.

mod agreement;
mod booking;
mod close;
mod code;
mod device;
mod draft;
mod fees;
mod giving_back;
mod help;
mod hold;
mod level;
mod log;
mod notice;
mod pause;
mod payment;
mod settlement;
mod told;
mod wrongful;

use jiff::Timestamp;
use policy::Pack;

use self::draft::Draft;
use crate::help::HelpOutcome;
use crate::{Command, Contract, Decision, Refusal};

/// Applies a command to a contract under its policy pack at an instant.
///
/// Pure and total: the same arguments give the same decision, nothing else is read.
///
/// # Errors
/// A [`Refusal`] that says why; the contract stays as it is.
pub fn decide(
    contract: &Contract,
    command: Command,
    pack: &Pack,
    now: Timestamp,
) -> Result<Decision, Refusal> {
    if pack.reference() != contract.pack {
        return Err(Refusal::OtherPack);
    }
    let mut draft = Draft::new(contract, pack, now);
    let mut feed = None;
    // What is done today finds what yesterday left.
    draft.reckon_interest()?;
    draft.lapse_payoff();
    draft.charge_late_fees()?;
    match command {
        Command::Accept => draft.accept()?,
        Command::Cancel => draft.cancel()?,
        Command::InviteDevice => draft.invite_device()?,
        Command::Enroll { key } => draft.enroll(key)?,
        Command::ReplaceKey { key } => draft.replace_key(key)?,
        Command::Free { release } => draft.free(release)?,
        Command::Pay(payment) => draft.pay(payment)?,
        Command::Book(booking) => draft.book(booking)?,
        Command::PauseDelinquency { from, until } => draft.pause_delinquency(from, until)?,
        Command::ResumeDelinquency => draft.resume_delinquency()?,
        Command::Reverse { transaction } => draft.reverse(transaction)?,
        Command::NoticeDelivered(delivery) => draft.notice_delivered(delivery)?,
        Command::LevelApplied { level, standing_seq, at } => draft.level_applied(level, standing_seq, at)?,
        Command::DeviceAhead { known_seq } => draft.device_ahead(known_seq),
        Command::KeepReceipt { counter, fact } => draft.keep_receipt(counter, &fact),
        Command::PlaceHold { kind, until } => {
            if until.is_some() {
                draft.leave_to_request(kind)?;
            }
            draft.place_hold(kind, until)?;
        }
        Command::ReleaseHold { kind } => {
            draft.leave_to_request(kind)?;
            draft.release_hold(kind)?;
        }
        Command::AgreePayoff { valid_through } => draft.agree_payoff(valid_through)?,
        Command::AskForHelp { by, wish, note } => draft.ask_for_help(by, wish, note)?,
        Command::OfferPlans { changes, valid_through, by, rule } => {
            draft.offer_plans(changes, valid_through, by, rule)?;
        }
        Command::ApprovePlans { by, shown } => draft.approve_plans(by, shown)?,
        Command::AcceptPlan { plan, shown, id } => draft.accept_plan(plan, shown, id)?,
        Command::EndHelp { withdrawn } => {
            draft.close_help(if withdrawn { HelpOutcome::Withdrawn } else { HelpOutcome::Declined })?;
        }
        Command::OfferSettlement { id, amount, valid_through, by, rule } => {
            draft.offer_settlement(id, (amount, valid_through), by, rule)?;
        }
        Command::ApproveSettlement { by, offer } => draft.approve_settlement(by, offer)?,
        Command::WithdrawSettlement { id } => draft.withdraw_settlement(id)?,
        Command::AdvanceReturn { step } => draft.advance_return(step)?,
        Command::OrderLogged(logged) => draft.order_logged(*logged)?,
        Command::IssueCode { instruction } => draft.issue_code(instruction)?,
        Command::Rekey { void } => draft.rekey(void),
        Command::Wake { reconciled_to } => feed = Some(reconciled_to),
    }
    draft.pass_time()?;
    if let Some(reconciled_to) = feed {
        draft.wake(reconciled_to)?;
    }
    draft.finish(feed.is_some())
}
