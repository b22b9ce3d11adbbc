use jiff::civil::Date;
use loan::ledger;

use super::draft::Draft;
use crate::contract::AcceptedTerms;
use crate::{ContractStatus, Event, PayoffAgreement, Refusal, standing};

impl Draft<'_> {
    /// The borrower accepts the offer as shown: the terms become a document, the loan goes on the books.
    pub(super) fn accept(&mut self) -> Result<(), Refusal> {
        if self.contract.status != ContractStatus::Offered {
            return Err(self.wrong_status("be accepted"));
        }
        let terms = standing::terms(&self.contract, self.pack, self.now)?;
        let digest = terms.digest();
        self.contract.status = ContractStatus::Active;
        self.contract.accepted = Some(AcceptedTerms { at: self.now, digest });
        self.terms = Some(terms);
        self.record(Event::Accepted { terms: digest });
        self.post(ledger::activation(&self.contract.account, self.today));
        self.charge_agreed_fees()
    }

    /// The lender withdraws an offer nobody accepted.
    pub(super) fn cancel(&mut self) -> Result<(), Refusal> {
        if self.contract.status != ContractStatus::Offered {
            return Err(self.wrong_status("be cancelled"));
        }
        self.contract.status = ContractStatus::Cancelled;
        self.record(Event::Cancelled);
        Ok(())
    }

    /// Fixes what settles the contract, through a day before the next installment falls due.
    pub(super) fn agree_payoff(&mut self, valid_through: Date) -> Result<(), Refusal> {
        self.require_active("be paid off")?;
        let limit = self.payoff_limit()?;
        if valid_through < self.today || valid_through > limit {
            return Err(Refusal::PayoffDay(limit));
        }
        // Quoted for its last day: paying any day until then settles for the same amount.
        let quote = self.contract.account.payoff_quote(valid_through);
        if !quote.total.is_positive() {
            return Err(Refusal::NothingOwed);
        }
        let agreement = PayoffAgreement { amount: quote.total, quoted_on: valid_through, valid_through };
        self.contract.payoff = Some(agreement);
        self.record(Event::PayoffAgreed { amount: agreement.amount, valid_through });
        Ok(())
    }

    /// The day before the next due date, or thirty days when nothing is to come.
    fn payoff_limit(&self) -> Result<Date, Refusal> {
        let coming = self.contract.account.rows().iter().map(|row| row.due_on);
        let next = coming.filter(|due_on| *due_on > self.today).min();
        let limit = match next {
            Some(due_on) => due_on.yesterday(),
            None => self.today.checked_add(jiff::Span::new().days(30)),
        };
        limit.map_err(|_| Refusal::OutOfRange)
    }
}
