use loan::TransactionBody;
use serde::Deserialize;
use servicing::{Command, IncomingPayment};

use super::Reading;
use crate::json_lines::{DecimalText, Fault};
use crate::replay::fields;

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
    pub(super) fn pay(mut self, payoff: bool) -> Result<Command, Fault> {
        let name = fields::take(&mut self.fields, "id")?;
        let value_on = self.value_on()?;
        let Pay { amount, rail } = self.rest()?;
        let amount = match amount {
            Some(amount) => self.money("amount", &amount)?,
            None if payoff => self.account.payoff_quote(value_on).total,
            None => return Err(Fault::new("amount", "is missing: write what was paid, such as \"17.01\"")),
        };
        let id = self.names.add(name, self.place)?.as_payment();
        let rail = rail.unwrap_or_else(|| RAIL.to_owned());
        Ok(Command::Pay(IncomingPayment { id, amount, value_on, rail }))
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
