use ident::TransactionId;
use jiff::civil::Date;
use money::{Money, MoneyError};

use super::LoanAccount;
use super::book::{Asked, Book};
use crate::{PayoffQuote, Portions, TransactionBody, bounded};

impl LoanAccount {
    /// What pays the loan off as of `on`: all unpaid principal and charges, unpaid interest of installments
    /// due by then, and the running period's interest by elapsed days (half to even). Interest of later days
    /// is given up; what was paid of it in advance counts toward the payoff.
    ///
    /// [`Self::receive_payoff`] takes the money. Anything else received goes to installments in their order,
    /// future interest included.
    #[must_use]
    pub fn payoff_quote(&self, on: Date) -> PayoffQuote {
        self.quote(self.book.clone(), on)
    }

    /// The day as of which a payment that counts paid the loan off; `None` if none did.
    #[must_use]
    pub fn paid_off_as_of(&self) -> Option<Date> {
        let payoffs = self.live().filter_map(|transaction| match &transaction.body {
            TransactionBody::Repayment { payoff_on, .. } => *payoff_on,
            _ => None,
        });
        payoffs.max().filter(|_| self.book.paid_off)
    }

    /// The quote from a state of the account.
    pub(super) fn quote(&self, book: Book, on: Date) -> PayoffQuote {
        let quoted = self.try_quote(book, on);
        debug_assert!(quoted.is_ok(), "amounts of a checked account: {quoted:?}");
        let zero = Money::zero(self.currency());
        quoted.unwrap_or(PayoffQuote {
            on,
            principal: zero,
            interest: zero,
            charges: zero,
            rebate: zero,
            prepaid: zero,
            total: zero,
        })
    }

    fn try_quote(&self, book: Book, on: Date) -> Result<PayoffQuote, MoneyError> {
        let owed = book.outstanding()?;
        if book.recalculates() {
            return recalculated(book, owed, on);
        }
        let mut after = book;
        // Nothing is kept of it: nobody pays.
        let rebate = after.waive_future(&self.rules, on, (TransactionId::from_bytes([0; 16]), on))?;
        let prepaid = rebate.returned.total()?;
        Ok(PayoffQuote {
            on,
            principal: owed.principal,
            interest: bounded::minus(owed.interest, rebate.canceled),
            charges: owed.penalty.plus(owed.fee)?,
            rebate: rebate.canceled.plus(prepaid)?,
            prepaid,
            total: after.outstanding()?.total()?,
        })
    }
}

/// The interest through the day by what was owed in every night; all later interest is given up.
fn recalculated(mut book: Book, owed: Portions, on: Date) -> Result<PayoffQuote, MoneyError> {
    book.recalculate(on, Asked::Passed)?;
    let after = book.outstanding()?;
    let rebate = owed.interest.minus(after.interest.min(owed.interest)?)?;
    let charges = after.penalty.plus(after.fee)?;
    let prepaid = Money::zero(rebate.currency());
    let total = after.total()?;
    Ok(PayoffQuote {
        on,
        principal: after.principal,
        interest: after.interest,
        charges,
        rebate,
        prepaid,
        total,
    })
}
