use ident::{OperatorId, PaymentId, TransactionId};
use jiff::Timestamp;
use jiff::civil::Date;
use loan::restructure::Restructuring;
use money::Money;
use policy::{Channel, Level, NoticeKey};
use proof::Digest;
use proof::code::Instruction;
use proof::documents::Fact;
use proof::keys::PublicKey;

use crate::giving_back::ReturnStep;
use crate::help::{AskedBy, Wish};
use crate::{Booking, ConcessionApprovals, HoldKind, LoggedOrder};

/// All that can happen to a contract.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// The borrower accepts the offer as shown.
    Accept,
    /// The lender withdraws an offer.
    Cancel,
    /// A one-time token is handed out with which the device can enroll.
    InviteDevice,
    /// The device pins the terms, or comes back after a factory reset.
    Enroll {
        /// The device's own key.
        key: PublicKey,
    },
    /// The phone's secure hardware made a new key, as some do at a factory reset, and its maker vouches that it is
    /// the financed phone's. Whoever gives this command has checked that.
    ReplaceKey {
        /// The new key.
        key: PublicKey,
    },
    /// The ombudsman freed the device for good. Whoever gives this command has checked the signed release; the
    /// lender has no say in it.
    Free {
        /// The release's name.
        release: Digest,
    },
    /// Money arrived.
    Pay(IncomingPayment),
    /// Something other than the borrower's payment moves the account.
    Book(Booking),
    /// A payment or a booking was taken back.
    Reverse {
        /// Which.
        transaction: TransactionId,
    },
    /// Delinquent days stop counting from a day until another one, on which they go on.
    PauseDelinquency {
        /// The first day that doesn't count.
        from: Date,
        /// The first day that counts again.
        until: Date,
    },
    /// The pause that runs ends today.
    ResumeDelinquency,
    /// A notice reached the borrower on one channel.
    NoticeDelivered(NoticeDelivery),
    /// The device says which level is in force.
    LevelApplied {
        /// The level in force.
        level: Level,
        /// The standing it follows; 0 while none is in force on it.
        standing_seq: u64,
        /// When, by the device's trusted time.
        at: Timestamp,
    },
    /// The device says, authenticated, that it knows a higher standing than was issued.
    DeviceAhead {
        /// The standing it knows.
        known_seq: u64,
    },
    /// The device signed a fact that changes nothing by itself: it goes on record.
    KeepReceipt {
        /// The receipt's counter.
        counter: u64,
        /// What the device vouches for.
        fact: Fact,
    },
    /// Something keeps a restriction away until an instant.
    PlaceHold {
        /// Why.
        kind: HoldKind,
        /// Until when; at most what the pack allows for an announced payment.
        until: Option<Timestamp>,
    },
    /// The reason is gone.
    ReleaseHold {
        /// Which.
        kind: HoldKind,
    },
    /// The borrower asks to pay everything at once.
    AgreePayoff {
        /// The last day on which the amount settles.
        valid_through: Date,
    },
    /// Paying became hard: the borrower asks for a plan.
    AskForHelp {
        /// Who asks.
        by: AskedBy,
        /// What for.
        wish: Wish,
        /// In the borrower's words.
        note: Option<String>,
    },
    /// The lender's answer to a request for help.
    OfferPlans {
        /// One to three plans.
        changes: Vec<Restructuring>,
        /// The last day on which one can be accepted.
        valid_through: Date,
        /// Who offers; `None` for the lender's own system.
        by: Option<OperatorId>,
        /// How many people of the lender must say yes.
        rule: ConcessionApprovals,
    },
    /// Another person of the lender says yes to the offer.
    ApprovePlans {
        /// Who. Whoever gives this command has checked that the operator may.
        by: OperatorId,
        /// The offer that was read ([`crate::help::PlanOffer::digest`]).
        shown: Digest,
    },
    /// The borrower accepts a plan of the offer.
    AcceptPlan {
        /// Which, from 1.
        plan: u8,
        /// The plan that was read ([`crate::help::OfferedPlan::digest`]), if whoever gives this command knows it.
        shown: Option<Digest>,
        /// Of the transaction that changes the plan.
        id: TransactionId,
    },
    /// A request for help ends without a plan.
    EndHelp {
        /// Whether the lender declines or the borrower withdraws.
        withdrawn: bool,
    },
    /// The lender offers to take less than is owed if it is paid through a day.
    OfferSettlement {
        /// Of the transaction that the offer is.
        id: TransactionId,
        /// What is taken.
        amount: Money,
        /// The last value date on which a payment accepts it.
        valid_through: Date,
        /// Who offers; `None` for the lender's own system.
        by: Option<OperatorId>,
        /// How many people of the lender must say yes.
        rule: ConcessionApprovals,
    },
    /// Another person of the lender says yes to the offer to settle.
    ApproveSettlement {
        /// Who. Whoever gives this command has checked that the operator may.
        by: OperatorId,
        /// The offer that was read.
        offer: TransactionId,
    },
    /// The lender takes an offer to settle back.
    WithdrawSettlement {
        /// Of the transaction that ends the offer.
        id: TransactionId,
    },
    /// A step of a voluntary return.
    AdvanceReturn {
        /// Which.
        step: ReturnStep,
    },
    /// The log has a warrant of this contract. Without effect for any but the one in force.
    OrderLogged(Box<LoggedOrder>),
    /// A code is given out for a phone without network; see [`crate::Codes`].
    IssueCode {
        /// What it says; time is in days.
        instruction: Instruction,
    },
    /// The lender signs with another key from now on: what is in force is signed anew.
    Rekey {
        /// Whether everything signed with the key before is void. A restriction then waits for the log again, and
        /// the device is free until it hears of it.
        void: bool,
    },
    /// Time went on. The only command after which a level can rise.
    Wake {
        /// Payments up to this instant are known (invariant I9).
        reconciled_to: Option<Timestamp>,
    },
}

/// Money that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingPayment {
    /// Its identifier.
    pub id: PaymentId,
    /// How much, above zero, in the contract's currency.
    pub amount: Money,
    /// The day it counts from. A later day than today counts as today and one before the loan began as its
    /// first: a rail's calendar must not keep a payment from lifting a restriction.
    pub value_on: Date,
    /// The rail it came on.
    pub rail: String,
}

/// A notice that reached the borrower on one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeDelivery {
    /// Which of the pack's notices.
    pub key: NoticeKey,
    /// The delinquency it belongs to.
    pub delinquent_since: Date,
    /// The channel.
    pub channel: Channel,
    /// When it was delivered.
    pub at: Timestamp,
    /// The device-signed receipt, for the channel `on_device`.
    pub receipt: Option<Vec<u8>>,
    /// The carrier's own reference, for the other channels.
    pub reference: Option<String>,
}
