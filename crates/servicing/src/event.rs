use ident::{PaymentId, TransactionId};
use jiff::Timestamp;
use jiff::civil::Date;
use loan::{ChargeTiming, Portion, Portions, TransactionKind};
use money::Money;
use policy::{Channel, Level, NoticeKey};
use proof::Digest;
use proof::code::InstructionKind;
use serde::{Deserialize, Serialize};

use crate::HoldKind;
use crate::help::{AskedBy, HelpOutcome, Wish};

/// What happened, as the timeline, the API and lender webhooks tell it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
#[expect(missing_docs, reason = "the fields' names say what they are; the variants' docs say what happened")]
pub enum Event {
    /// Terms were offered to the borrower.
    #[serde(rename = "contract.offered")]
    Offered { total: Money },
    /// The borrower accepted; the signed terms are on record.
    #[serde(rename = "contract.accepted")]
    Accepted { terms: Digest },
    /// The offer was withdrawn.
    #[serde(rename = "contract.cancelled")]
    Cancelled,
    /// A one-time enrollment token was handed out.
    #[serde(rename = "device.invited")]
    DeviceInvited,
    /// The device pinned the terms.
    #[serde(rename = "device.enrolled")]
    DeviceEnrolled { key: Digest },
    /// The device came back after a factory reset and was given its current standing.
    #[serde(rename = "device.recovered")]
    DeviceRecovered { key: Digest },
    /// The device came back with a new key that its maker vouches for; what rested on the old key's word for
    /// notices fell away.
    #[serde(rename = "device.key_replaced")]
    DeviceKeyReplaced { former: Digest, key: Digest },
    /// An installment fell due.
    #[serde(rename = "installment.due")]
    InstallmentDue { number: u16, amount: Money },
    /// Something is past due since today.
    #[serde(rename = "installment.overdue")]
    Overdue { amount: Money, since: Date },
    /// A notice was issued.
    #[serde(rename = "notice.issued")]
    NoticeIssued { key: NoticeKey, amount: Money, cure_days: u16, channels: Vec<Channel> },
    /// A notice reached the borrower on one channel.
    #[serde(rename = "notice.delivered")]
    NoticeDelivered { key: NoticeKey, channel: Channel, at: Timestamp },
    /// A notice reached the borrower on as many channels as needed; the time to cure runs.
    #[serde(rename = "notice.effective")]
    NoticeEffective { key: NoticeKey, runs_out_at: Timestamp },
    /// The wanted level rose, with a warrant.
    #[serde(rename = "restriction.raised")]
    LevelRaised { from: Level, to: Level, warrant: Digest, amount: Money },
    /// The wanted level fell.
    #[serde(rename = "restriction.lowered")]
    LevelLowered { from: Level, to: Level, reason: LowerReason },
    /// The warrant of a standing restriction was renewed.
    #[serde(rename = "restriction.renewed")]
    WarrantRenewed { level: Level, warrant: Digest, expires_at: Timestamp },
    /// The device says which level is in force.
    #[serde(rename = "device.level_applied")]
    LevelApplied { level: Level, standing_seq: u64 },
    /// The device knows a higher standing than this server issued: another has its lender's key, or the database
    /// was put back to an older state.
    #[serde(rename = "device.ahead")]
    DeviceAhead { known_seq: u64, standing_seq: u64 },
    /// The device's receipts say that it was restricted after the right to had ended.
    #[serde(rename = "restriction.without_right")]
    WithoutRight { seconds: u64, hours: u64, compensation: Option<Money> },
    /// The device vouched for a fact that changes nothing by itself.
    #[serde(rename = "device.receipt_kept")]
    ReceiptKept { counter: u64, fact: String },
    /// An offline code was given out; the code itself is kept nowhere.
    #[serde(rename = "code.issued")]
    CodeIssued { count: u32, kind: InstructionKind, days: Option<u32> },
    /// Money arrived and was allocated.
    #[serde(rename = "payment.received")]
    PaymentReceived {
        payment: PaymentId,
        amount: Money,
        principal: Money,
        interest: Money,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fee: Option<Money>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        penalty: Option<Money>,
        credit: Money,
    },
    /// Money was taken back.
    #[serde(rename = "payment.reversed")]
    PaymentReversed { payment: PaymentId, amount: Money },
    /// A transaction that is no payment was taken back.
    #[serde(rename = "transaction.reversed")]
    TransactionReversed { transaction: TransactionId, kind: TransactionKind },
    /// A fee or penalty became owed.
    #[serde(rename = "charge.added")]
    Charged { transaction: TransactionId, portion: Portion, amount: Money, due: ChargeTiming },
    /// A charge for being late is gone: money that came since counts from a day in time.
    #[serde(rename = "charge.lapsed")]
    ChargeLapsed { transaction: TransactionId, portion: Portion, amount: Money },
    /// A charge was too high; the difference pays what is owed.
    #[serde(rename = "charge.adjusted")]
    ChargeAdjusted { transaction: TransactionId, of: TransactionId, amount: Money },
    /// The lender gave something up.
    #[serde(rename = "debt.waived")]
    Waived { transaction: TransactionId, of: Option<TransactionId>, portions: Portions },
    /// Someone else than the borrower paid toward the debt: the lender, the seller, the value of the device.
    #[serde(rename = "debt.credited")]
    Credited { transaction: TransactionId, kind: TransactionKind, amount: Money },
    /// A rail took back a payment, or a part of it, which is owed again.
    #[serde(rename = "payment.charged_back")]
    ChargedBack { transaction: TransactionId, of: TransactionId, amount: Money },
    /// The borrower got credit back.
    #[serde(rename = "credit.refunded")]
    CreditRefunded { transaction: TransactionId, amount: Money },
    /// Nothing more is demanded.
    #[serde(rename = "debt.written_off")]
    WrittenOff { transaction: TransactionId, amount: Money },
    /// The debt is no longer expected to be paid. It is still owed.
    #[serde(rename = "debt.charged_off")]
    ChargedOff { transaction: TransactionId, amount: Money, reason: String },
    /// Delinquent days stop counting for a time.
    #[serde(rename = "delinquency.paused")]
    DelinquencyPaused { from: Date, until: Date },
    /// A pause ended early.
    #[serde(rename = "delinquency.resumed")]
    DelinquencyResumed { from: Date, on: Date },
    /// The plan changed, as the borrower and the lender agreed.
    #[serde(rename = "plan.accepted")]
    PlanAccepted { transaction: TransactionId, plan: String, outstanding: Money, ends_on: Option<Date> },
    /// The borrower asked for help, or an agent for the borrower.
    #[serde(rename = "help.asked")]
    HelpAsked { wish: Wish, by: AskedBy },
    /// The lender answered with plans.
    #[serde(rename = "help.plans_offered")]
    PlansOffered { plans: usize, valid_through: Date, is_binding: bool },
    /// Another person of the lender said yes to the plans.
    #[serde(rename = "help.plans_approved")]
    PlansApproved { is_binding: bool },
    /// The request for help is over.
    #[serde(rename = "help.ended")]
    HelpEnded { wish: Wish, outcome: HelpOutcome },
    /// A voluntary return went a step on.
    #[serde(rename = "return.advanced")]
    ReturnAdvanced { stage: String },
    /// All that was named is paid, or a plan takes its place.
    #[serde(rename = "delinquency.cured")]
    Cured {
        since: Date,
        #[serde(default)]
        by: CuredBy,
    },
    /// No restriction for now.
    #[serde(rename = "hold.placed")]
    HoldPlaced { kind: HoldKind, until: Option<Timestamp> },
    /// The hold ended.
    #[serde(rename = "hold.released")]
    HoldReleased { kind: HoldKind },
    /// The borrower may pay everything at once.
    #[serde(rename = "payoff.agreed")]
    PayoffAgreed { amount: Money, valid_through: Date },
    /// The payoff was not paid in time.
    #[serde(rename = "payoff.lapsed")]
    PayoffLapsed,
    /// The lender offered to take less than is owed.
    #[serde(rename = "settlement.offered")]
    SettlementOffered { amount: Money, forgiven: Money, valid_through: Date, is_binding: bool },
    /// Another person of the lender said yes to it.
    #[serde(rename = "settlement.approved")]
    SettlementApproved { is_binding: bool },
    /// The lender took it back.
    #[serde(rename = "settlement.withdrawn")]
    SettlementWithdrawn,
    /// Nobody paid it in time.
    #[serde(rename = "settlement.lapsed")]
    SettlementLapsed,
    /// It was paid in time; the rest is forgiven.
    #[serde(rename = "settlement.accepted")]
    SettlementAccepted { received: Money, forgiven: Money },
    /// Money that had accepted it was taken back; what was forgiven is owed again.
    #[serde(rename = "settlement.undone")]
    SettlementUndone { outstanding: Money },
    /// Nothing is left to pay.
    #[serde(rename = "contract.settled")]
    Settled { total_paid: Money, rebate: Money },
    /// The device is free for good.
    #[serde(rename = "quittance.issued")]
    QuittanceIssued { quittance: Digest },
    /// The ombudsman freed the device for good, whatever is still owed.
    #[serde(rename = "contract.released_by_ombudsman")]
    Freed { release: Digest },
    /// A payment was reversed after the quittance; the debt is without a device behind it.
    #[serde(rename = "contract.unsecured")]
    Unsecured { outstanding: Money },
}

/// What ended a delinquency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CuredBy {
    /// All that was named is paid.
    #[default]
    Payment,
    /// The borrower accepted a plan for it.
    Plan,
}

/// Why a level fell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LowerReason {
    /// The amount the warrant named is paid.
    Paid,
    /// Part is paid; what is left allows less.
    PartlyPaid,
    /// The borrower accepted a plan.
    Plan,
    /// What is owed now is neither in the terms that the phone holds nor in a plan that asks for no more.
    OtherTerms,
    /// A hold lifts restrictions.
    Hold,
    /// The warrant ran out and could not be renewed.
    WarrantEnded,
    /// The device has a new key, which can't vouch for the notices that the old one showed.
    KeyReplaced,
    /// The ombudsman freed the device.
    Ombudsman,
    /// The contract ended.
    Settled,
}

impl Event {
    /// The event's type, for example `payment.received`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Offered { .. } => "contract.offered",
            Self::Accepted { .. } => "contract.accepted",
            Self::Cancelled => "contract.cancelled",
            Self::DeviceInvited => "device.invited",
            Self::DeviceEnrolled { .. } => "device.enrolled",
            Self::DeviceRecovered { .. } => "device.recovered",
            Self::DeviceKeyReplaced { .. } => "device.key_replaced",
            Self::InstallmentDue { .. } => "installment.due",
            Self::Overdue { .. } => "installment.overdue",
            Self::NoticeIssued { .. } => "notice.issued",
            Self::NoticeDelivered { .. } => "notice.delivered",
            Self::NoticeEffective { .. } => "notice.effective",
            Self::LevelRaised { .. } => "restriction.raised",
            Self::LevelLowered { .. } => "restriction.lowered",
            Self::WarrantRenewed { .. } => "restriction.renewed",
            Self::LevelApplied { .. } => "device.level_applied",
            Self::WithoutRight { .. } => "restriction.without_right",
            Self::DeviceAhead { .. } => "device.ahead",
            Self::ReceiptKept { .. } => "device.receipt_kept",
            Self::CodeIssued { .. } => "code.issued",
            Self::PaymentReceived { .. } => "payment.received",
            Self::PaymentReversed { .. } => "payment.reversed",
            Self::TransactionReversed { .. } => "transaction.reversed",
            Self::Charged { .. } => "charge.added",
            Self::ChargeLapsed { .. } => "charge.lapsed",
            Self::ChargeAdjusted { .. } => "charge.adjusted",
            Self::Waived { .. } => "debt.waived",
            Self::Credited { .. } => "debt.credited",
            Self::ChargedBack { .. } => "payment.charged_back",
            Self::CreditRefunded { .. } => "credit.refunded",
            Self::WrittenOff { .. } => "debt.written_off",
            Self::ChargedOff { .. } => "debt.charged_off",
            Self::DelinquencyPaused { .. } => "delinquency.paused",
            Self::DelinquencyResumed { .. } => "delinquency.resumed",
            Self::PlanAccepted { .. } => "plan.accepted",
            Self::HelpAsked { .. } => "help.asked",
            Self::PlansOffered { .. } => "help.plans_offered",
            Self::PlansApproved { .. } => "help.plans_approved",
            Self::HelpEnded { .. } => "help.ended",
            Self::ReturnAdvanced { .. } => "return.advanced",
            Self::Cured { .. } => "delinquency.cured",
            Self::HoldPlaced { .. } => "hold.placed",
            Self::HoldReleased { .. } => "hold.released",
            Self::PayoffAgreed { .. } => "payoff.agreed",
            Self::PayoffLapsed => "payoff.lapsed",
            Self::SettlementOffered { .. } => "settlement.offered",
            Self::SettlementApproved { .. } => "settlement.approved",
            Self::SettlementWithdrawn => "settlement.withdrawn",
            Self::SettlementLapsed => "settlement.lapsed",
            Self::SettlementAccepted { .. } => "settlement.accepted",
            Self::SettlementUndone { .. } => "settlement.undone",
            Self::Settled { .. } => "contract.settled",
            Self::QuittanceIssued { .. } => "quittance.issued",
            Self::Freed { .. } => "contract.released_by_ombudsman",
            Self::Unsecured { .. } => "contract.unsecured",
        }
    }
}
