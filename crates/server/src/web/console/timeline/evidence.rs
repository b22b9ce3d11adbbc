use proof::Parsed;
use proof::code::InstructionKind;
use proof::documents::{Fact, Receipt};
use servicing::Contract;
use store::rows::ReceiptRow;

use super::super::words;

/// What a phone vouches for, in words, and the standing it was under. It is taken from the signed bytes, checked
/// against the keys that the phone has or had, not from what the database says of them; `None` when they
/// don't fit.
pub(super) fn vouched(row: &ReceiptRow, contract: &Contract) -> Option<(String, u64)> {
    let mut keys = contract.device.enrolled.as_ref()?.keys();
    let receipt = keys.find_map(|key| Parsed::<Receipt>::parse(&row.bytes).ok()?.verify(key).ok())?;
    Some((said(&receipt.body().fact), receipt.body().standing_seq))
}

fn said(fact: &Fact) -> String {
    match fact {
        Fact::Enrolled { .. } => "The phone signed that it pinned the terms.".to_owned(),
        Fact::NoticeShown { key, .. } => format!("The phone signed that it showed the notice “{key}”."),
        Fact::LevelApplied { level } => format!("The phone signed that it is {}.", words::level(*level)),
        Fact::QuittanceApplied { .. } => "The phone signed that it is free for good.".to_owned(),
        Fact::ReleaseApplied { .. } => {
            "The phone signed that it is free for good, released by the ombudsman.".to_owned()
        }
        Fact::CodeApplied { count, kind } => {
            let what = match kind {
                InstructionKind::AddTime | InstructionKind::SetTime => "frees it for some days",
                InstructionKind::Disable => "frees it for good",
                InstructionKind::CounterSync => "synchronizes its count",
            };
            format!("The phone signed that a code was typed which {what}; its count is {count}.")
        }
        Fact::SilenceNoticeShown => {
            "The phone signed that it asked to be connected, after a long silence.".to_owned()
        }
        Fact::SilenceLimited => {
            "The phone signed that it limited itself after a long silence, as its terms allow.".to_owned()
        }
    }
}
