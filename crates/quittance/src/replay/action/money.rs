use loan::TransactionBody;
use serde::Deserialize;
use servicing::{Command, IncomingPayment};

use super::{Asked, Reading};
use crate::json_lines::{DecimalText, Fault};
use crate::replay::fields;
use crate::replay::names::Paid;

/// The rail of payments that name none.
const RAIL: &str = "replay";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pay {
    #[serde(default)]
    amount: Option<DecimalText>,
    #[serde(default)]
    rail: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Credit {
    amount: DecimalText,
    #[serde(default)]
    rail: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CreditRefund {
    #[serde(default)]
    amount: Option<DecimalText>,
}

impl Reading<'_> {
    /// The borrower pays; a payoff without an amount pays what settles the loan on its day.
    pub(super) fn pay(mut self, payoff: bool) -> Result<Asked, Fault> {
        let name = fields::take(&mut self.fields, "id")?;
        let named_day = self.named_day()?;
        let value_on = named_day.unwrap_or(self.on);
        let Pay { amount, rail } = self.rest()?;
        let amount = match amount {
            Some(amount) => self.money("amount", &amount)?,
            None if payoff => self.account.payoff_quote(value_on).total,
            None => {
                return Err(Fault::new("amount", "it is missing: write what was paid, such as \"17.01\""));
            }
        };
        if payoff && amount.is_zero() {
            return Err(Fault::new("do", "nothing is owed any more: leave the payoff out"));
        }
        let rail = rail.unwrap_or_else(|| RAIL.to_owned());
        let paid = Paid { amount, rail: rail.clone(), value_on: named_day };
        Ok(match self.names.add_payment(name, self.place, paid)? {
            None => Asked::Nothing,
            Some(id) => {
                Asked::change(Command::Pay(IncomingPayment { id: id.as_payment(), amount, value_on, rail }))
            }
        })
    }

    /// Money that pays the debt and isn't the borrower's, or comes when nothing is expected any more.
    pub(super) fn credit(&mut self, word: &str) -> Result<TransactionBody, Fault> {
        let Credit { amount, rail } = self.rest()?;
        let amount = self.money("amount", &amount)?;
        if rail.is_some() && word != "recovery" {
            return Err(Fault::new(
                "rail",
                "must be left out: only pay, payoff and recovery come over a rail",
            ));
        }
        Ok(match word {
            "goodwill_credit" => TransactionBody::GoodwillCredit { amount },
            "payout_refund" => TransactionBody::PayoutRefund { amount },
            "device_return" => TransactionBody::DeviceReturn { amount },
            "recovery" => TransactionBody::Recovery { amount, rail: rail.unwrap_or_else(|| RAIL.to_owned()) },
            _ => TransactionBody::MerchantRefund { amount },
        })
    }

    /// The borrower gets credit back: all of it unless an amount is named.
    pub(super) fn credit_refund(&mut self) -> Result<TransactionBody, Fault> {
        let CreditRefund { amount } = self.rest()?;
        let amount = match amount {
            Some(amount) => self.money("amount", &amount)?,
            None => self.account.credit(),
        };
        Ok(TransactionBody::CreditRefund { amount })
    }
}
