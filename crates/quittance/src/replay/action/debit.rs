use loan::{ChargeTiming, Portion, TransactionBody, Waived};
use serde::Deserialize;

use super::Reading;
use crate::json_lines::{Day, DecimalText, Fault};
use crate::replay::names::Name;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Charge {
    kind: ChargeKind,
    amount: DecimalText,
    #[serde(default)]
    due_on: Option<Day>,
    #[serde(default)]
    each_installment: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum ChargeKind {
    Fee,
    Penalty,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfCharge {
    of: Name,
    amount: DecimalText,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Waive {
    #[serde(default)]
    of: Option<Name>,
    #[serde(default)]
    portion: Option<Portion>,
    #[serde(default)]
    amount: Option<DecimalText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chargeback {
    of: Name,
    #[serde(default)]
    amount: Option<DecimalText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChargeOff {
    #[serde(default)]
    reason: Option<String>,
}

impl Reading<'_> {
    /// A fee or penalty, due today unless another day is named.
    pub(super) fn charge(&mut self) -> Result<TransactionBody, Fault> {
        let Charge { kind, amount, due_on, each_installment } = self.rest()?;
        let amount = self.money("amount", &amount)?;
        if due_on.is_some() && each_installment {
            return Err(Fault::new("due_on", "a charge on each installment is due with them: leave it out"));
        }
        let portion = match kind {
            ChargeKind::Fee => Portion::Fee,
            ChargeKind::Penalty => Portion::Penalty,
        };
        let due = if each_installment {
            ChargeTiming::EachInstallment
        } else {
            ChargeTiming::On(due_on.map_or(self.on, |day| day.0))
        };
        Ok(TransactionBody::Charge { portion, amount, due })
    }

    pub(super) fn charge_adjustment(&mut self) -> Result<TransactionBody, Fault> {
        let OfCharge { of, amount } = self.rest()?;
        Ok(TransactionBody::ChargeAdjustment {
            of: self.find("of", &of)?,
            amount: self.money("amount", &amount)?,
        })
    }

    /// What is unpaid of a charge, or of a portion.
    pub(super) fn waive(&mut self) -> Result<TransactionBody, Fault> {
        let Waive { of, portion, amount } = self.rest()?;
        let what = match (of, portion) {
            (Some(of), None) if amount.is_none() => Waived::Charge { of: self.find("of", &of)? },
            (Some(_), None) => {
                return Err(Fault::new("amount", "what is unpaid of the charge is waived: leave it out"));
            }
            (None, Some(portion)) => {
                let amount = amount.map(|amount| self.money("amount", &amount)).transpose()?;
                Waived::Portion { portion, amount }
            }
            _ => {
                let right = "name either a charge with `of`, or penalty, fee, interest or principal here";
                return Err(Fault::new("portion", right));
            }
        };
        Ok(TransactionBody::Waiver { what })
    }

    /// The whole payment unless an amount is named.
    pub(super) fn chargeback(&mut self) -> Result<TransactionBody, Fault> {
        let Chargeback { of, amount } = self.rest()?;
        let of = self.find("of", &of)?;
        let amount = match amount {
            Some(amount) => self.money("amount", &amount)?,
            None => {
                let payments = self.account.transactions();
                let paid = payments.iter().find(|paid| paid.id == of).and_then(|paid| paid.body.amount());
                paid.ok_or_else(|| Fault::new("of", "it is no payment: name one that can be charged back"))?
            }
        };
        Ok(TransactionBody::Chargeback { of, amount })
    }

    pub(super) fn charge_off(&mut self) -> Result<TransactionBody, Fault> {
        let ChargeOff { reason } = self.rest()?;
        Ok(TransactionBody::ChargeOff { reason: reason.unwrap_or_else(|| "replayed".to_owned()) })
    }
}
