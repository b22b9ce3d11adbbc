use std::fmt;

use serde::{Deserialize, Serialize};

/// What kind of transaction it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransactionKind {
    /// The borrower pays.
    Repayment,
    /// Money toward a debt that was written off or charged off.
    Recovery,
    /// The lender pays toward the debt out of goodwill.
    GoodwillCredit,
    /// The seller gives money back toward the debt.
    MerchantRefund,
    /// A payout to the borrower came back.
    PayoutRefund,
    /// The device came back, which pays its value.
    DeviceReturn,
    /// A fee or a penalty becomes owed.
    Charge,
    /// A charge was too high.
    ChargeAdjustment,
    /// The lender gives something up.
    Waiver,
    /// A rail took a payment back.
    Chargeback,
    /// The borrower's credit balance is paid out.
    CreditRefund,
    /// The plan changes.
    Restructure,
    /// The lender offers to take less than is owed.
    SettlementOffer,
    /// Such an offer ends before its last day.
    SettlementWithdrawal,
    /// Nothing more is demanded.
    WriteOff,
    /// The debt is no longer expected to be paid.
    ChargeOff,
}

impl TransactionKind {
    /// The word used in the API, documents and pages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Repayment => "repayment",
            Self::Recovery => "recovery",
            Self::GoodwillCredit => "goodwill_credit",
            Self::MerchantRefund => "merchant_refund",
            Self::PayoutRefund => "payout_refund",
            Self::DeviceReturn => "device_return",
            Self::Charge => "charge",
            Self::ChargeAdjustment => "charge_adjustment",
            Self::Waiver => "waiver",
            Self::Chargeback => "chargeback",
            Self::CreditRefund => "credit_refund",
            Self::Restructure => "restructure",
            Self::SettlementOffer => "settlement_offer",
            Self::SettlementWithdrawal => "settlement_withdrawal",
            Self::WriteOff => "write_off",
            Self::ChargeOff => "charge_off",
        }
    }

    /// Whether it pays what is owed, by the allocation rules.
    #[must_use]
    pub const fn pays(self) -> bool {
        matches!(
            self,
            Self::Repayment
                | Self::Recovery
                | Self::GoodwillCredit
                | Self::MerchantRefund
                | Self::PayoutRefund
                | Self::DeviceReturn
                | Self::ChargeAdjustment
        )
    }

    /// Whether money leaves over a payment rail.
    #[must_use]
    pub const fn takes_money_out(self) -> bool {
        matches!(self, Self::Chargeback | Self::CreditRefund)
    }

    /// Whether its money comes over a payment rail.
    #[must_use]
    pub const fn comes_over_a_rail(self) -> bool {
        matches!(self, Self::Repayment | Self::Recovery | Self::PayoutRefund)
    }
}

impl fmt::Display for TransactionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
