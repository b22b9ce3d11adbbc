//! The words of the closed lists in requests and answers.

use proof::code::InstructionKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where in its life a contract stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ContractStatus {
    Offered,
    Active,
    Settled,
    Cancelled,
    Unsecured,
}

impl ContractStatus {
    /// As the store keeps it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Active => "active",
            Self::Settled => "settled",
            Self::Cancelled => "cancelled",
            Self::Unsecured => "unsecured",
        }
    }
}

/// How interest is reckoned: on what is still owed, or on the whole principal for the whole term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Interest {
    Declining,
    Flat,
}

impl From<Interest> for loan::InterestMethod {
    fn from(interest: Interest) -> Self {
        match interest {
            Interest::Declining => Self::Declining,
            Interest::Flat => Self::Flat,
        }
    }
}

/// The unit of a payment rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl From<Unit> for loan::Unit {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Day => Self::Day,
            Unit::Week => Self::Week,
            Unit::Month => Self::Month,
            Unit::Year => Self::Year,
        }
    }
}

impl From<loan::Unit> for Unit {
    fn from(unit: loan::Unit) -> Self {
        match unit {
            loan::Unit::Day => Self::Day,
            loan::Unit::Week => Self::Week,
            loan::Unit::Month => Self::Month,
            loan::Unit::Year => Self::Year,
        }
    }
}

/// How far a device is restricted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Level {
    None,
    Reminder,
    Limited,
    Locked,
}

/// A way to reach the borrower other than the device, whose own receipts prove what it showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MessageChannel {
    Sms,
    Email,
    Letter,
}

impl From<MessageChannel> for policy::Channel {
    fn from(channel: MessageChannel) -> Self {
        match channel {
            MessageChannel::Sms => Self::Sms,
            MessageChannel::Email => Self::Email,
            MessageChannel::Letter => Self::Letter,
        }
    }
}

/// A way to reach the borrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "describes policy::Channel, which is what is sent")]
pub(crate) enum Channel {
    OnDevice,
    Sms,
    Email,
    Letter,
}

/// Why no restriction may be put on for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum HoldKind {
    PendingPayment,
    Dispute,
    Hardship,
}

impl From<HoldKind> for servicing::HoldKind {
    fn from(kind: HoldKind) -> Self {
        match kind {
            HoldKind::PendingPayment => Self::PendingPayment,
            HoldKind::Dispute => Self::Dispute,
            HoldKind::Hardship => Self::Hardship,
        }
    }
}

/// What an offline code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CodeType {
    /// So many days more.
    AddTime,
    /// So many days from now; makes earlier codes void.
    SetTime,
    /// Free for good, after the quittance.
    DisablePayg,
    /// Nothing but the count: the phone and the server agree again.
    CounterSync,
}

impl From<CodeType> for InstructionKind {
    fn from(kind: CodeType) -> Self {
        match kind {
            CodeType::AddTime => Self::AddTime,
            CodeType::SetTime => Self::SetTime,
            CodeType::DisablePayg => Self::Disable,
            CodeType::CounterSync => Self::CounterSync,
        }
    }
}

impl From<InstructionKind> for CodeType {
    fn from(kind: InstructionKind) -> Self {
        match kind {
            InstructionKind::AddTime => Self::AddTime,
            InstructionKind::SetTime => Self::SetTime,
            InstructionKind::Disable => Self::DisablePayg,
            InstructionKind::CounterSync => Self::CounterSync,
        }
    }
}

/// Why no restriction may be put on, as it is shown: one kind can't be placed by this API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "describes servicing::HoldKind, which is what is sent")]
pub(crate) enum OpenHoldKind {
    PendingPayment,
    Dispute,
    Hardship,
    /// The lender released all of its phones, for good.
    ReleasedByLender,
}

/// Where an installment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum InstallmentState {
    /// Nothing is left to pay of it.
    Paid,
    /// Its due date has passed.
    Overdue,
    /// It is due today.
    Due,
    /// Its due date is to come.
    Upcoming,
}

/// What became of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PaymentStatus {
    /// Counted toward its contract.
    Applied,
    /// Kept until somebody says which contract it is for.
    Suspense,
    /// Taken back.
    Reversed,
    /// Never counted.
    Refused,
    /// A reversal that came before its payment.
    Waiting,
    /// Another payment under a known id: never counted, kept for people to see.
    Conflict,
}

impl PaymentStatus {
    /// As the store keeps it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Suspense => "suspense",
            Self::Reversed => "reversed",
            Self::Refused => "refused",
            Self::Waiting => "waiting",
            Self::Conflict => "conflict",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_rules() {
        let word = |value: serde_json::Value| value.as_str().unwrap().to_owned();
        for status in ["offered", "active", "settled", "cancelled", "unsecured"] {
            let ours: ContractStatus = serde_json::from_value(status.into()).unwrap();
            let theirs: servicing::ContractStatus = serde_json::from_value(status.into()).unwrap();
            assert_eq!(ours.as_str(), theirs.as_str());
        }
        for kind in [HoldKind::PendingPayment, HoldKind::Dispute, HoldKind::Hardship] {
            let ours = word(serde_json::to_value(kind).unwrap());
            assert_eq!(ours, servicing::HoldKind::from(kind).as_str());
        }
        for channel in [MessageChannel::Sms, MessageChannel::Email, MessageChannel::Letter] {
            let ours = word(serde_json::to_value(channel).unwrap());
            assert_eq!(ours, policy::Channel::from(channel).as_str());
        }
        for kind in [CodeType::AddTime, CodeType::SetTime, CodeType::DisablePayg, CodeType::CounterSync] {
            let theirs = InstructionKind::from(kind);
            assert_eq!(word(serde_json::to_value(kind).unwrap()), theirs.as_str());
            assert_eq!(CodeType::from(theirs), kind);
        }
        for level in policy::Level::ALL {
            serde_json::from_value::<Level>(level.as_str().into()).unwrap();
        }
    }
}
