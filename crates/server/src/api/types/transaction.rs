use ident::TransactionId;
use jiff::civil::Date;
use loan::{ChargeTiming, Portion, TransactionBody, Waived};
use money::Currency;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{AmountText, Day, id};
use crate::Problem;

/// A transaction to book.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewTransaction {
    /// The day it counts from; today when absent.
    pub(crate) value_on: Option<Day>,
    /// What it is.
    pub(crate) transaction: TransactionKindBody,
}

/// What a transaction is. A payment by the borrower is received, not booked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum TransactionKindBody {
    /// A fee or penalty becomes owed.
    Charge {
        /// `fee` or `penalty`.
        #[schema(value_type = String, example = "fee")]
        portion: Portion,
        /// How much.
        amount: AmountText,
        /// When it falls due; today when absent.
        due_on: Option<Day>,
    },
    /// A charge was too high.
    ChargeAdjustment {
        /// The charge.
        #[schema(value_type = id::TransactionId)]
        of: TransactionId,
        /// How much.
        amount: AmountText,
    },
    /// What is unpaid of a charge is given up.
    WaiveCharge {
        /// The charge.
        #[schema(value_type = id::TransactionId)]
        of: TransactionId,
    },
    /// An amount of one portion is given up, oldest installment first; all of it without an amount.
    Waive {
        /// `penalty`, `fee`, `interest` or `principal`.
        #[schema(value_type = String, example = "penalty")]
        portion: Portion,
        /// At most how much.
        amount: Option<AmountText>,
    },
    /// The lender pays toward the debt.
    GoodwillCredit {
        /// How much.
        amount: AmountText,
    },
    /// The seller gives money back.
    MerchantRefund {
        /// How much.
        amount: AmountText,
    },
    /// A payout to the borrower came back.
    PayoutRefund {
        /// How much.
        amount: AmountText,
    },
    /// A rail took a payment back, or a part of it.
    Chargeback {
        /// The payment.
        #[schema(value_type = id::TransactionId)]
        of: TransactionId,
        /// How much.
        amount: AmountText,
    },
    /// The borrower gets back what was paid beyond everything owed.
    CreditRefund {
        /// How much.
        amount: AmountText,
    },
    /// Nothing more is demanded.
    WriteOff {},
    /// The debt is no longer expected to be paid.
    ChargeOff {
        /// Why.
        #[schema(example = "180 days past due")]
        reason: String,
    },
    /// Money came in after the charge-off.
    Recovery {
        /// How much.
        amount: AmountText,
        /// How it came.
        #[schema(example = "collections")]
        rail: String,
    },
}

impl TransactionKindBody {
    /// As the account understands it.
    pub(crate) fn read(self, currency: Currency, today: Date) -> Result<TransactionBody, Problem> {
        let read = |amount: &AmountText| amount.read("transaction.amount", currency);
        Ok(match self {
            Self::Charge { portion, amount, due_on } => {
                let due = ChargeTiming::On(due_on.map_or(today, |day| day.0));
                TransactionBody::Charge { portion, amount: read(&amount)?, due }
            }
            Self::ChargeAdjustment { of, amount } => {
                TransactionBody::ChargeAdjustment { of, amount: read(&amount)? }
            }
            Self::WaiveCharge { of } => TransactionBody::Waiver { what: Waived::Charge { of } },
            Self::Waive { portion, amount } => {
                let amount = amount.as_ref().map(read).transpose()?;
                TransactionBody::Waiver { what: Waived::Portion { portion, amount } }
            }
            Self::GoodwillCredit { amount } => TransactionBody::GoodwillCredit { amount: read(&amount)? },
            Self::MerchantRefund { amount } => TransactionBody::MerchantRefund { amount: read(&amount)? },
            Self::PayoutRefund { amount } => TransactionBody::PayoutRefund { amount: read(&amount)? },
            Self::Chargeback { of, amount } => TransactionBody::Chargeback { of, amount: read(&amount)? },
            Self::CreditRefund { amount } => TransactionBody::CreditRefund { amount: read(&amount)? },
            Self::WriteOff {} => TransactionBody::WriteOff,
            Self::ChargeOff { reason } => TransactionBody::ChargeOff { reason },
            Self::Recovery { amount, rail } => TransactionBody::Recovery { amount: read(&amount)?, rail },
        })
    }
}
