use ident::PaymentId;
use policy::{Channel, Level};
use proof::code::InstructionKind;
use serde_json::{Map, Value, json};
use servicing::{Contract, CuredBy, Event, HoldKind, LowerReason};
use store::rows::{EventRow, PaymentRow, ReceiptRow};

use super::super::words::{self, money};
use super::evidence;
use super::line::{Line, Topic};
use super::{booked, helped, settled};

/// What an event says: topic, tone, sentence, detail.
pub(super) type Said = (Topic, &'static str, String, Option<String>);

/// What events refer to.
pub(super) struct Sources<'a> {
    pub(super) contract: &'a Contract,
    pub(super) payments: &'a [PaymentRow],
    pub(super) receipts: &'a [ReceiptRow],
}

/// An event in words. `applied` is the level that the phone said it is at before, and is kept up to date.
pub(super) fn of(row: &EventRow, sources: &Sources<'_>, applied: &mut Option<Level>) -> Line {
    let event = read(row);
    let before = *applied;
    if let Some(Event::LevelApplied { level, .. }) = &event {
        *applied = Some(*level);
    }
    let known = event.map(|event| match event {
        Event::LevelApplied { level, standing_seq } if before == Some(level) => still(level, standing_seq),
        other => said(&other, sources),
    });
    let (topic, tone, text, detail) =
        known.unwrap_or_else(|| (Topic::Other, "", format!("{}.", words::humanized(&row.kind)), None));
    Line { at: row.at, order: row.seq, topic, tone, text, detail }
}

/// The event that was stored; `None` for one of a newer version.
fn read(row: &EventRow) -> Option<Event> {
    let data: Map<String, Value> = serde_json::from_str(&row.data).ok()?;
    let event =
        if data.is_empty() { json!({ "type": row.kind }) } else { json!({ "type": row.kind, "data": data }) };
    serde_json::from_value(event).ok()
}

fn said(event: &Event, sources: &Sources<'_>) -> Said {
    let Sources { contract, payments, .. } = *sources;
    use Topic as T;
    let plain = |topic, tone, text: &str| (topic, tone, text.to_owned(), None);
    let moment = |at| words::moment(&contract.local(at));
    match event {
        Event::Offered { total } => {
            (T::Contract, "", format!("Terms were offered: {} in installments.", money(*total)), None)
        }
        Event::Accepted { .. } => {
            plain(T::Contract, "", "The borrower accepted. The signed terms are on record.")
        }
        Event::Cancelled => plain(T::Contract, "", "The offer was withdrawn."),
        Event::Settled { total_paid, rebate } => {
            let detail =
                rebate.is_positive().then(|| format!("{} of interest was given up.", money(*rebate)));
            (
                T::Contract,
                "free",
                format!("Nothing is left to pay: {} was paid in total.", money(*total_paid)),
                detail,
            )
        }
        Event::QuittanceIssued { .. } => {
            plain(T::Contract, "free", "The quittance was issued: the phone is free for good.")
        }
        Event::Freed { .. } => {
            let detail = "What is owed stays owed; no phone stands behind it any more.".to_owned();
            (T::Contract, "free", "The ombudsman freed the phone for good.".to_owned(), Some(detail))
        }
        Event::Unsecured { outstanding } => {
            let text =
                "A payment was taken back after the quittance. The phone stays free; the debt remains.";
            (T::Contract, "limit", text.to_owned(), Some(format!("{} is owed.", money(*outstanding))))
        }
        Event::InstallmentDue { number, amount } => {
            (T::Due, "", format!("Installment {number} fell due: {}.", money(*amount)), None)
        }
        Event::Overdue { amount, since } => {
            let text = format!("{} is past due since {}.", money(*amount), words::day(*since));
            (T::Due, "remind", text, None)
        }
        Event::PaymentReceived { payment, amount, principal, interest, fee, penalty, credit } => {
            let mut parts = vec![format!("Principal {}, interest {}", money(*principal), money(*interest))];
            parts.extend(fee.map(|fee| format!("fees {}", money(fee))));
            parts.extend(penalty.map(|penalty| format!("penalties {}", money(penalty))));
            if credit.is_positive() {
                parts.push(format!("credit {}", money(*credit)));
            }
            parts.extend(origin(*payment, payments));
            (T::Payment, "free", format!("{} was received.", money(*amount)), Some(parts.join(" · ")))
        }
        Event::PaymentReversed { payment, amount } => {
            let text = format!("{} was taken back.", money(*amount));
            (T::Payment, "limit", text, origin(*payment, payments))
        }
        Event::PayoffAgreed { amount, valid_through } => {
            let text = format!(
                "Early payoff agreed: {} settles it until {}.",
                money(*amount),
                words::day(*valid_through)
            );
            (T::Payment, "info", text, None)
        }
        Event::PayoffLapsed => plain(T::Payment, "", "The early payoff was not paid in time."),
        Event::NoticeIssued { key, amount, cure_days, channels } => {
            let by: Vec<_> = channels.iter().map(|channel| words::channel(*channel)).collect();
            let text = format!(
                "Notice “{key}” was issued: pay {} within {}.",
                money(*amount),
                words::counted(i64::from(*cure_days), "day")
            );
            (T::Notice, "remind", text, Some(format!("Goes out {}.", by.join(" and "))))
        }
        Event::NoticeDelivered { key, channel, .. } => {
            let proof = (*channel == Channel::OnDevice)
                .then(|| "Proved by the phone’s own signed receipt.".to_owned());
            (
                T::Notice,
                "",
                format!("Notice “{key}” reached the borrower {}.", words::channel(*channel)),
                proof,
            )
        }
        Event::NoticeEffective { key, runs_out_at } => {
            let text = format!(
                "Notice “{key}” counts as delivered. The time to pay runs out on {}.",
                moment(*runs_out_at)
            );
            (T::Notice, "", text, None)
        }
        Event::Cured { since, by } => {
            let why = match by {
                CuredBy::Payment => "Everything named is paid",
                CuredBy::Plan => "A plan takes its place",
            };
            let text = format!("{why}: the delinquency since {} is over.", words::day(*since));
            (T::Contract, "free", text, None)
        }
        Event::TransactionReversed { .. }
        | Event::Charged { .. }
        | Event::ChargeLapsed { .. }
        | Event::ChargeAdjusted { .. }
        | Event::Waived { .. }
        | Event::Credited { .. }
        | Event::ChargedBack { .. }
        | Event::CreditRefunded { .. }
        | Event::WrittenOff { .. }
        | Event::ChargedOff { .. }
        | Event::DelinquencyPaused { .. }
        | Event::DelinquencyResumed { .. }
        | Event::PlanAccepted { .. } => booked::of(event),
        Event::HelpAsked { .. }
        | Event::PlansOffered { .. }
        | Event::PlansApproved { .. }
        | Event::HelpEnded { .. }
        | Event::ReturnAdvanced { .. } => helped::of(event),
        Event::SettlementOffered { .. }
        | Event::SettlementApproved { .. }
        | Event::SettlementWithdrawn
        | Event::SettlementLapsed
        | Event::SettlementAccepted { .. }
        | Event::SettlementUndone { .. } => settled::of(event),
        Event::LevelRaised { to, amount, .. } => {
            let detail = Some(format!("Paying {} lifts it.", money(*amount)));
            (
                T::Order,
                words::level_tone(*to),
                format!("The phone is to {}.", words::level_order(*to)),
                detail,
            )
        }
        Event::LevelLowered { from, to, reason } => lowered(*from, *to, *reason),
        Event::WarrantRenewed { level, expires_at, .. } => {
            let (level, until) = (words::level_name(*level), moment(*expires_at));
            (T::Order, "", format!("The warrant for “{level}” was renewed until {until}."), None)
        }
        Event::DeviceInvited => plain(T::Phone, "", "An enrollment code was handed out."),
        Event::DeviceEnrolled { .. } => plain(T::Phone, "info", "The phone enrolled and pinned the terms."),
        Event::DeviceRecovered { .. } => {
            plain(T::Phone, "info", "The phone came back after a reset and was told where it stands.")
        }
        Event::DeviceKeyReplaced { .. } => {
            let detail =
                "Notices that only the old key had shown are shown anew before anything is restricted.";
            let text =
                "The phone came back after a reset with a new key; its maker vouches that it is the same.";
            (T::Phone, "info", text.to_owned(), Some(detail.to_owned()))
        }
        Event::LevelApplied { level, standing_seq } => {
            let detail = match standing_seq {
                0 => "No standing is in force on it; signed by the phone.".to_owned(),
                seq => format!("It follows standing {seq}; signed by the phone."),
            };
            let detail = Some(detail);
            (
                T::Phone,
                words::level_tone(*level),
                format!("The phone says it is {}.", words::level(*level)),
                detail,
            )
        }
        Event::DeviceAhead { known_seq, standing_seq } => {
            let text =
                format!("The phone knows standing {known_seq}, and {standing_seq} is the last issued here.");
            let detail = "Another has the lender’s key, or the database was put back to an older state.";
            (T::Phone, "lock", text, Some(detail.to_owned()))
        }
        Event::WithoutRight { seconds, compensation, .. } => {
            let owed =
                compensation.map_or(String::new(), |owed| format!("; the lender owes {}", money(owed)));
            let minutes = words::counted(i64::try_from(seconds.div_ceil(60)).unwrap_or(i64::MAX), "minute");
            (T::Phone, "lock", format!("The phone was restricted without right for {minutes}{owed}."), None)
        }
        Event::ReceiptKept { counter, fact } => vouched(*counter, fact, sources),
        Event::CodeIssued { count, kind, days } => code_issued(*count, *kind, *days),
        Event::HoldPlaced { kind, until } => {
            let effect = match (kind, until) {
                (HoldKind::ReleasedByLender, _) => "nothing can restrict this phone any more".to_owned(),
                (_, Some(at)) => format!("nothing more is restricted until {}", moment(*at)),
                (_, None) => "nothing more is restricted until it is decided".to_owned(),
            };
            let text = format!("{}: {effect}.", words::hold_name(*kind));
            (T::Hold, "info", text, None)
        }
        Event::HoldReleased { kind } => {
            (T::Hold, "", format!("The hold ended: {}.", words::hold_name(*kind).to_lowercase()), None)
        }
    }
}

/// A fact for which there is nothing but the phone's word, which is read anew from its signed bytes.
fn vouched(counter: u64, fact: &str, sources: &Sources<'_>) -> Said {
    let receipt = sources.receipts.iter().find(|row| row.counter == counter);
    match receipt.and_then(|row| evidence::vouched(row, sources.contract)) {
        Some((text, standing)) => {
            (Topic::Receipt, "", text, Some(format!("Receipt {counter}, under standing {standing}.")))
        }
        None => {
            let text = "A receipt of the phone can’t be verified with the key it enrolled with.".to_owned();
            (
                Topic::Receipt,
                "lock",
                text,
                Some(format!("Receipt {counter}, kept as “{}”.", words::humanized(fact))),
            )
        }
    }
}

/// The code itself is kept nowhere.
fn code_issued(count: u32, kind: InstructionKind, days: Option<u32>) -> Said {
    let days = words::counted(i64::from(days.unwrap_or_default()), "day");
    let text = match kind {
        InstructionKind::AddTime => format!("A code was given out that adds {days} without restriction."),
        InstructionKind::SetTime => format!("A code was given out that frees the phone for {days}."),
        InstructionKind::Disable => "A code was given out that frees the phone for good.".to_owned(),
        InstructionKind::CounterSync => "A code was given out that synchronizes the count.".to_owned(),
    };
    (Topic::Order, "free", text, Some(format!("Code count {count}.")))
}

fn lowered(from: Level, to: Level, reason: LowerReason) -> Said {
    let why = match reason {
        LowerReason::Paid => "the amount the warrant named is paid",
        LowerReason::PartlyPaid => "part is paid, and what is left allows less",
        LowerReason::Plan => "a plan was accepted",
        LowerReason::OtherTerms => "what is owed now is more than the phone’s terms allow",
        LowerReason::Hold => "a hold lifts restrictions",
        LowerReason::WarrantEnded => "the warrant ran out",
        LowerReason::KeyReplaced => "its new key can’t vouch for the notices shown before",
        LowerReason::Ombudsman => "the ombudsman freed the phone",
        LowerReason::Settled => "the contract ended",
    };
    let (order, was) = (words::level_order(to), words::level(from));
    let text = format!("The phone is to {order} instead of {was}: {why}.");
    (Topic::Order, words::level_tone(to), text, None)
}

/// The phone follows a newer standing with the same level, which is no news to a reader.
fn still(level: Level, standing: u64) -> Said {
    let text = format!("The phone follows standing {standing}, still {}.", words::level(level));
    (Topic::Phone, "", text, None)
}

/// The rail a payment came on, and the rail's name for it.
fn origin(id: PaymentId, payments: &[PaymentRow]) -> Option<String> {
    payments.iter().find(|row| row.id == id).map(|row| format!("by {}, {}", row.rail, row.external_id))
}
