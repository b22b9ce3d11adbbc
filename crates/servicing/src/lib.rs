//! The contract's life. Every change, whatever surface it comes from, is one [`Command`] given to
//! [`decide`]: pure, total, no I/O. What it returns is checked once more by [`audit`], which shares no code
//! with the rules, before anything is stored.

mod approval;
pub mod audit;
mod booking;
mod budget;
mod codes;
mod command;
mod concession;
mod contract;
mod decide;
mod decision;
mod delinquency;
mod event;
pub mod giving_back;
pub mod help;
mod hold;
mod late_fee;
mod leaf;
mod logged;
mod offer;
mod plan;
mod refusal;
mod restriction;
mod rollout;
pub mod settlement;
mod signing;
mod standing;
mod timer;
mod warrant_plan;
mod wrongful;

pub use approval::{Approval, ApprovalRefusal, ApprovalRequest, ApprovalWhy, Approver};
pub use booking::Booking;
pub use budget::LockBudget;
pub use codes::Codes;
pub use command::{Command, IncomingPayment, NoticeDelivery};
pub use concession::{ConcessionApprovals, NotARule};
pub use contract::{
    AcceptedTerms, Borrower, Contract, ContractStatus, Device, EnrolledDevice, LenderProfile, PayoffAgreement,
};
pub use decide::decide;
pub use decision::{Decision, NoticeOrder, StandingOrder};
pub use delinquency::{Delinquency, IssuedNotice, NoticeReached};
pub use event::{CuredBy, Event, LowerReason};
pub use hold::{Announced, Hold, HoldKind};
pub use leaf::{Grounds, LogLeaf};
pub use logged::{LoggedOrder, LoggedOrderError, LoggedWarrant};
pub use offer::{Offer, OfferError};
pub use plan::{PlanFault, PlanLimits, PlannedRise, check_plan};
pub use refusal::Refusal;
pub use restriction::{AppliedLevel, Restriction, WarrantTerm};
pub use rollout::{RolloutOutcome, RolloutStage};
pub use signing::{SignedDocument, SignedDocuments};
pub use timer::next_allowed;
pub use warrant_plan::WarrantPlan;
pub use wrongful::{Wrongful, WrongfulMeter};
