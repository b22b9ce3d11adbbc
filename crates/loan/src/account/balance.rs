use jiff::civil::Date;
use money::{Currency, Money};

use super::LoanAccount;
use crate::bounded;

impl LoanAccount {
    /// The currency of every amount.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.schedule.currency()
    }

    /// All unpaid principal and interest of the schedule, due or not, without waived interest.
    #[must_use]
    pub fn outstanding(&self) -> Money {
        bounded::sum(self.currency(), [self.outstanding_principal(), self.outstanding_interest()])
    }

    /// All unpaid principal.
    #[must_use]
    pub fn outstanding_principal(&self) -> Money {
        bounded::sum(self.currency(), self.book.owed.iter().map(|owed| owed.principal))
    }

    /// All unpaid interest of the schedule, earned or not, without what was waived.
    #[must_use]
    pub fn outstanding_interest(&self) -> Money {
        bounded::sum(self.currency(), self.book.owed.iter().map(|owed| owed.interest))
    }

    /// The interest given up by payoffs.
    #[must_use]
    pub fn waived_interest(&self) -> Money {
        bounded::sum(self.currency(), self.book.owed.iter().map(|owed| owed.waived))
    }

    /// The interest that is income by the end of `on`: of installments due by then, without what was waived;
    /// all that was not waived once a payoff closed the loan. The ledger recognizes the difference to what it
    /// recognized before (see [`crate::ledger::interest_earned`]), whichever way it goes.
    #[must_use]
    pub fn earned_interest(&self, on: Date) -> Money {
        let rows = self.schedule.installments().iter().zip(&self.book.owed);
        let earned = rows.filter(|(installment, _)| self.book.paid_off || installment.due_on <= on);
        bounded::sum(self.currency(), earned.map(|(i, owed)| bounded::minus(i.interest, owed.waived)))
    }

    /// The payments that count, together.
    #[must_use]
    pub fn received(&self) -> Money {
        self.book.received
    }

    /// The borrower's money beyond everything owed.
    #[must_use]
    pub fn credit(&self) -> Money {
        self.book.credit
    }

    /// Whether nothing is outstanding.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.outstanding().is_zero()
    }
}
