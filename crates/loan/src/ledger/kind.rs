use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a posting was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostingKind {
    /// The loan was paid out.
    Activation,
    /// Interest became income, or ceased to be.
    InterestEarned,
    /// Interest is owed more, or less, because it follows what is owed day by day.
    InterestRecalculated,
    /// Money was received and allocated.
    Payment,
    /// The mirror of an earlier posting.
    Reversal,
    /// A payment was allocated anew because one before it came or went.
    Reallocation,
    /// Future interest was given up at a payoff.
    Rebate,
    /// Money was received for no known contract.
    Suspense,
    /// Money in suspense was matched to its contract.
    SuspenseMatched,
    /// A phone was restricted without right.
    Compensation,
    /// A fee or penalty became owed.
    Charge,
    /// Something owed was given up.
    Waiver,
    /// The lender paid toward a debt out of goodwill.
    Goodwill,
    /// Money beyond everything owed went back to the borrower.
    CreditRefund,
    /// The seller took the device back and gives the money back toward the debt.
    MerchantRefund,
    /// A rail took a payment back.
    Chargeback,
    /// A plan changed what is owed, or as what: interest added to principal, or canceled.
    Restructuring,
    /// The debt is no longer expected to be paid, or is again.
    ChargeOff,
    /// Money came after the debt was charged off.
    Recovery,
    /// The borrower gave the device back, which pays its value.
    DeviceReturn,
    /// A rail paid out what it had taken.
    RailPayout,
    /// The seller got what it was owed.
    MerchantPayout,
}

impl PostingKind {
    /// The word used in the API, exports and the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Activation => "activation",
            Self::InterestEarned => "interest_earned",
            Self::InterestRecalculated => "interest_recalculated",
            Self::Payment => "payment",
            Self::Reversal => "reversal",
            Self::Reallocation => "reallocation",
            Self::Rebate => "rebate",
            Self::Suspense => "suspense",
            Self::SuspenseMatched => "suspense_matched",
            Self::Compensation => "compensation",
            Self::Charge => "charge",
            Self::Waiver => "waiver",
            Self::Goodwill => "goodwill",
            Self::CreditRefund => "credit_refund",
            Self::MerchantRefund => "merchant_refund",
            Self::Chargeback => "chargeback",
            Self::Restructuring => "restructuring",
            Self::ChargeOff => "charge_off",
            Self::Recovery => "recovery",
            Self::DeviceReturn => "device_return",
            Self::RailPayout => "rail_payout",
            Self::MerchantPayout => "merchant_payout",
        }
    }
}

impl fmt::Display for PostingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
