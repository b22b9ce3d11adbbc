use jiff::civil::Date;
use money::Money;

use super::LoanAccount;
use crate::{PayoffQuote, bounded};

impl LoanAccount {
    /// What pays the loan off as of `on`: all unpaid principal, unpaid interest of installments due by then,
    /// and the running period's interest by elapsed days (half to even). Interest of later days is given up;
    /// what was paid of it in advance counts toward the payoff.
    ///
    /// [`Self::receive_payoff`] takes the money. Anything else received goes to installments in their order,
    /// future interest included.
    #[must_use]
    pub fn payoff_quote(&self, on: Date) -> PayoffQuote {
        let zero = Money::zero(self.currency());
        let mut after = self.book.clone();
        let waived = after.waive_future(&self.schedule, on);
        debug_assert!(waived.is_ok(), "interest of a checked schedule: {waived:?}");
        let (canceled, prepaid) =
            waived.and_then(|rebate| Ok((rebate.canceled, rebate.returned.total()?))).unwrap_or((zero, zero));
        let total = bounded::sum(self.currency(), after.owed.iter().flat_map(|o| [o.principal, o.interest]));
        PayoffQuote {
            on,
            principal: self.outstanding_principal(),
            interest: bounded::minus(self.outstanding_interest(), canceled),
            rebate: bounded::sum(self.currency(), [canceled, prepaid]),
            prepaid,
            total,
        }
    }
}
