use ident::TransactionId;
use jiff::civil::Date;
use money::Money;
use serde::{Deserialize, Serialize};

use super::TransactionKind;
use crate::Portion;
use crate::restructure::Restructuring;

/// What a transaction is. Every amount is above zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum TransactionBody {
    /// The borrower pays.
    Repayment {
        /// How much.
        amount: Money,
        /// The way it came, for example `stripe`.
        rail: String,
        /// The day as of which it pays the loan off early, if it does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payoff_on: Option<Date>,
    },
    /// Money toward a debt that was written off or charged off.
    Recovery {
        /// How much.
        amount: Money,
        /// The way it came.
        rail: String,
    },
    /// The lender pays toward the debt out of goodwill.
    GoodwillCredit {
        /// How much.
        amount: Money,
    },
    /// The seller gives the price, or a part of it, back toward the debt.
    MerchantRefund {
        /// How much.
        amount: Money,
    },
    /// A payout to the borrower came back and pays the debt.
    PayoutRefund {
        /// How much.
        amount: Money,
    },
    /// The borrower gave the device back, which pays its value.
    DeviceReturn {
        /// At how much it was valued.
        amount: Money,
    },
    /// A fee or a penalty becomes owed.
    Charge {
        /// [`Portion::Fee`] or [`Portion::Penalty`].
        portion: Portion,
        /// How much; of every installment if it is charged per installment.
        amount: Money,
        /// When it falls due.
        due: ChargeTiming,
    },
    /// A charge was too high: the difference pays whatever is owed, as money would.
    ChargeAdjustment {
        /// The charge.
        of: TransactionId,
        /// How much.
        amount: Money,
    },
    /// The lender gives something up.
    Waiver {
        /// What.
        what: Waived,
    },
    /// A rail took back a payment, or a part of it: it is owed again.
    Chargeback {
        /// The payment.
        of: TransactionId,
        /// How much.
        amount: Money,
    },
    /// The borrower gets back what was paid beyond everything owed.
    CreditRefund {
        /// How much.
        amount: Money,
    },
    /// The plan changes; see [`crate::restructure`].
    Restructure {
        /// How.
        change: Restructuring,
    },
    /// The lender offers to take `amount` instead of what is owed. Payments that count from its day through
    /// `valid_through` accept it when they reach the amount; the rest is forgiven then.
    SettlementOffer {
        /// What is taken.
        amount: Money,
        /// What paid the loan off then: by how much more it turns out to have been, charges apart, is owed besides.
        owed: Money,
        /// All that had been charged by then. What is charged later is forgiven with the rest.
        charged: Money,
        /// The last value date on which a payment still accepts it.
        valid_through: Date,
    },
    /// An offer that nobody accepted ends before its last day.
    SettlementWithdrawal {
        /// The offer.
        of: TransactionId,
    },
    /// Nothing more is demanded.
    WriteOff,
    /// The debt is no longer expected to be paid; it is still owed.
    ChargeOff {
        /// Why, in the lender's words.
        reason: String,
    },
}

/// When a charge falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChargeTiming {
    /// On a day: it belongs to the installment in whose period the day falls; after the last, to a row of
    /// its own.
    On(Date),
    /// With every installment that falls due on the charge's value date or later.
    EachInstallment,
    /// For the installment that was due on this day, if it is unpaid when the charge's value date begins and the debt
    /// not charged off: then as a charge of that date, else nothing. So it stands before all else of its date.
    Late(Date),
}

/// What a waiver gives up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Waived {
    /// What is unpaid of a charge.
    Charge {
        /// The charge.
        of: TransactionId,
    },
    /// An amount of one portion, oldest installment first.
    Portion {
        /// Which.
        portion: Portion,
        /// At most how much; all of it for `None`.
        amount: Option<Money>,
    },
}

impl TransactionBody {
    /// What kind it is.
    #[must_use]
    pub const fn kind(&self) -> TransactionKind {
        match self {
            Self::Repayment { .. } => TransactionKind::Repayment,
            Self::Recovery { .. } => TransactionKind::Recovery,
            Self::GoodwillCredit { .. } => TransactionKind::GoodwillCredit,
            Self::MerchantRefund { .. } => TransactionKind::MerchantRefund,
            Self::PayoutRefund { .. } => TransactionKind::PayoutRefund,
            Self::DeviceReturn { .. } => TransactionKind::DeviceReturn,
            Self::Charge { .. } => TransactionKind::Charge,
            Self::ChargeAdjustment { .. } => TransactionKind::ChargeAdjustment,
            Self::Waiver { .. } => TransactionKind::Waiver,
            Self::Chargeback { .. } => TransactionKind::Chargeback,
            Self::CreditRefund { .. } => TransactionKind::CreditRefund,
            Self::Restructure { .. } => TransactionKind::Restructure,
            Self::SettlementOffer { .. } => TransactionKind::SettlementOffer,
            Self::SettlementWithdrawal { .. } => TransactionKind::SettlementWithdrawal,
            Self::WriteOff => TransactionKind::WriteOff,
            Self::ChargeOff { .. } => TransactionKind::ChargeOff,
        }
    }

    /// Its amount, if it names one.
    #[must_use]
    pub const fn amount(&self) -> Option<Money> {
        match self {
            Self::Repayment { amount, .. }
            | Self::Recovery { amount, .. }
            | Self::GoodwillCredit { amount }
            | Self::MerchantRefund { amount }
            | Self::PayoutRefund { amount }
            | Self::DeviceReturn { amount }
            | Self::Charge { amount, .. }
            | Self::ChargeAdjustment { amount, .. }
            | Self::Chargeback { amount, .. }
            | Self::SettlementOffer { amount, .. }
            | Self::CreditRefund { amount } => Some(*amount),
            Self::Waiver { what: Waived::Portion { amount, .. } } => *amount,
            Self::Waiver { what: Waived::Charge { .. } }
            | Self::Restructure { .. }
            | Self::SettlementWithdrawal { .. }
            | Self::WriteOff
            | Self::ChargeOff { .. } => None,
        }
    }

    /// The earlier transaction that it is about, if there is one.
    #[must_use]
    pub const fn of(&self) -> Option<TransactionId> {
        match self {
            Self::ChargeAdjustment { of, .. }
            | Self::Chargeback { of, .. }
            | Self::SettlementWithdrawal { of }
            | Self::Waiver { what: Waived::Charge { of } } => Some(*of),
            _ => None,
        }
    }
}
