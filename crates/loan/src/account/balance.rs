use jiff::civil::Date;
use money::{Currency, Money, MoneyError};

use super::LoanAccount;
use crate::{Portion, Portions};

impl LoanAccount {
    /// The currency of every amount.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.schedule.currency()
    }

    /// All that is owed, due or not, without what was given up or written off.
    #[must_use]
    pub fn outstanding(&self) -> Money {
        self.checked(self.outstanding_portions().total())
    }

    /// All that is owed, by portion.
    #[must_use]
    pub fn outstanding_portions(&self) -> Portions {
        let owed = self.book.outstanding();
        debug_assert!(owed.is_ok(), "amounts of a checked account: {owed:?}");
        owed.unwrap_or(Portions::zero(self.currency()))
    }

    /// All unpaid principal.
    #[must_use]
    pub fn outstanding_principal(&self) -> Money {
        self.outstanding_portions().principal
    }

    /// All unpaid interest, earned or not, without what was given up.
    #[must_use]
    pub fn outstanding_interest(&self) -> Money {
        self.outstanding_portions().interest
    }

    /// What the books carry as owed: everything until the debt is charged off, nothing from then on.
    #[must_use]
    pub fn receivable(&self, portion: Portion) -> Money {
        if self.is_charged_off() { self.zero() } else { self.outstanding_portions().get(portion) }
    }

    /// The interest given up.
    #[must_use]
    pub fn waived_interest(&self) -> Money {
        self.checked(Money::sum(self.currency(), self.rows().iter().map(|row| row.waived.interest)))
    }

    /// The interest that is income by the end of `on`: of installments due by then, without what was given
    /// up before; all that is left once a payoff closed the loan. The ledger recognizes the difference to
    /// what it recognized before (see [`crate::ledger::interest_earned`]), whichever way it goes.
    #[must_use]
    pub fn earned_interest(&self, on: Date) -> Money {
        self.checked(self.book.earned(on))
    }

    /// As [`Self::earned_interest`], with the running period's interest by elapsed days (half to even): what
    /// the end of an accounting period recognizes.
    #[must_use]
    pub fn accrued_interest(&self, on: Date) -> Money {
        self.checked(self.book.accrued(on))
    }

    /// The interest that is not income by the end of `on`, and still may be.
    #[must_use]
    pub fn unearned_interest(&self, on: Date) -> Money {
        self.checked(self.book.earnable().and_then(|all| all.minus(self.book.earned(on)?)))
    }

    /// All that came over payment rails and was not reversed.
    #[must_use]
    pub fn received(&self) -> Money {
        self.book.received
    }

    /// All that went back over payment rails: chargebacks and refunds of the credit balance.
    #[must_use]
    pub fn paid_out(&self) -> Money {
        self.book.paid_out
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

    /// Whether the debt is off the books, though still owed.
    #[must_use]
    pub fn is_charged_off(&self) -> bool {
        self.book.charged_off_on.is_some()
    }

    /// The day since which the debt is off the books.
    #[must_use]
    pub fn charged_off_on(&self) -> Option<Date> {
        self.book.charged_off_on
    }

    pub(super) fn zero(&self) -> Money {
        Money::zero(self.currency())
    }

    /// A sum of parts of amounts that were checked when they were entered.
    pub(super) fn checked(&self, amount: Result<Money, MoneyError>) -> Money {
        debug_assert!(amount.is_ok(), "amounts of a checked account: {amount:?}");
        amount.unwrap_or(self.zero())
    }
}
