use jiff::civil::Date;
use serde::Deserialize;
use servicing::{Command, ConcessionApprovals};

use super::{Nothing, Reading};
use crate::json_lines::{DecimalText, Fault};
use crate::replay::fields;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Offer {
    amount: DecimalText,
    valid_through: Date,
}

impl Reading<'_> {
    /// The lender offers to take less. Nobody has to approve: a timeline begins where people have agreed.
    pub(super) fn settlement_offer(mut self) -> Result<Command, Fault> {
        let name = fields::take(&mut self.fields, "id")?;
        let Offer { amount, valid_through } = self.rest()?;
        let amount = self.money("amount", &amount)?;
        let rule = ConcessionApprovals { giving_up: 1, ..ConcessionApprovals::default() };
        let id = self.names.add(name, self.place)?;
        Ok(Command::OfferSettlement { id, amount, valid_through, by: None, rule })
    }

    pub(super) fn settlement_withdraw(mut self) -> Result<Command, Fault> {
        let name = fields::take(&mut self.fields, "id")?;
        self.rest::<Nothing>()?;
        Ok(Command::WithdrawSettlement { id: self.names.add(name, self.place)? })
    }
}
