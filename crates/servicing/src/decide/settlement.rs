use ident::{OperatorId, TransactionId};
use jiff::civil::Date;
use loan::{SettlementQuote, SettlementState, Transaction, TransactionBody};
use money::Money;

use super::draft::Draft;
use crate::settlement::{SettlementOffer, SettlementStage};
use crate::{ConcessionApprovals, ContractStatus, Event, Refusal};

impl Draft<'_> {
    /// Offers to take less than is owed. It changes nothing until it is paid.
    pub(super) fn offer_settlement(
        &mut self,
        id: TransactionId,
        (amount, valid_through): (Money, Date),
        by: Option<OperatorId>,
        rule: ConcessionApprovals,
    ) -> Result<(), Refusal> {
        if !matches!(self.contract.status, ContractStatus::Active | ContractStatus::Unsecured) {
            return Err(self.wrong_status("be settled for less"));
        }
        match self.contract.settlement_stage() {
            None | Some((_, SettlementStage::Accepted)) => {}
            Some(_) => return Err(Refusal::SettlementOffered),
        }
        let quote = self.settlement_quote(amount, valid_through)?;
        let offer = SettlementOffer {
            id,
            offered_at: self.now,
            quote,
            owed: self.owed_without_interest()?,
            approvals_needed: rule.needed(quote.forgiven, quote.payoff, by),
            approved_by: by.into_iter().collect(),
        };
        let is_binding = offer.is_binding();
        let SettlementQuote { amount, forgiven, valid_through, .. } = quote;
        self.contract.settlement = Some(offer);
        self.record(Event::SettlementOffered { amount, forgiven, valid_through, is_binding });
        if is_binding { self.enter_settlement(id, quote) } else { Ok(()) }
    }

    /// Another person of the lender says yes to the offer they read. From the last one on, payments count toward the offer.
    pub(super) fn approve_settlement(&mut self, by: OperatorId, read: TransactionId) -> Result<(), Refusal> {
        let Some((offer, SettlementStage::AwaitingApproval)) = self.contract.settlement_stage() else {
            return Err(Refusal::NoSettlementWaits);
        };
        if offer.id != read {
            return Err(Refusal::OtherOffer);
        }
        if offer.approved_by.contains(&by) {
            return Err(Refusal::SameApprover);
        }
        let mut offer = offer.clone();
        offer.approved_by.push(by);
        let is_binding = offer.is_binding();
        if is_binding {
            let approved = offer.quote;
            offer.quote = self.settlement_quote(approved.amount, approved.valid_through)?;
            // Who said yes before said it to less: only interest of the days between may have come on top.
            if self.owed_without_interest()? > offer.owed {
                return Err(Refusal::SettlementChanged);
            }
        }
        let (id, quote) = (offer.id, offer.quote);
        self.contract.settlement = Some(offer);
        self.record(Event::SettlementApproved { is_binding });
        if is_binding { self.enter_settlement(id, quote) } else { Ok(()) }
    }

    /// The lender takes an offer back to which nothing was paid.
    pub(super) fn withdraw_settlement(&mut self, id: TransactionId) -> Result<(), Refusal> {
        match self.contract.settlement_stage() {
            Some((_, SettlementStage::AwaitingApproval)) => {}
            Some((offer, SettlementStage::Open)) => {
                let body = TransactionBody::SettlementWithdrawal { of: offer.id };
                self.contract.account.record(Transaction::new(id, self.today, body))?;
            }
            Some((_, SettlementStage::Accepted)) | None => return Err(Refusal::NoSettlement),
        }
        self.contract.settlement = None;
        self.record(Event::SettlementWithdrawn);
        Ok(())
    }

    /// Notes that payments accepted the offer, or that what was taken back undid that; and that it is over. Whether it
    /// is accepted is a matter of the account alone, by value dates.
    pub(super) fn follow_settlement(&mut self) {
        let accepted = self.contract.account.accepted_settlements();
        let before = std::mem::take(&mut self.settled_before);
        let lacks =
            |all: &[SettlementState], one: &SettlementState| all.iter().all(|it| it.offer != one.offer);
        for SettlementState { received, forgiven, .. } in accepted.iter().filter(|now| lacks(&before, now)) {
            self.record(Event::SettlementAccepted { received: *received, forgiven: *forgiven });
        }
        if before.iter().any(|then| lacks(&accepted, then)) {
            let outstanding = self.contract.account.outstanding();
            self.record(Event::SettlementUndone { outstanding });
        }
        let waits = self.contract.settlement_stage().filter(|(_, stage)| *stage != SettlementStage::Accepted);
        let Some(last_day) = waits.map(|(offer, _)| offer.quote.valid_through) else { return };
        // While it stands it stays known, settled or not: what settled the contract may be taken back.
        if last_day < self.today {
            self.contract.settlement = None;
            if !self.contract.account.is_settled() {
                self.record(Event::SettlementLapsed);
            }
        }
    }

    fn settlement_quote(&self, amount: Money, valid_through: Date) -> Result<SettlementQuote, Refusal> {
        let longest = jiff::Span::new().days(i64::from(SettlementOffer::LONGEST_DAYS));
        let latest = self.today.checked_add(longest).map_err(|_| Refusal::OutOfRange)?;
        if valid_through > latest {
            return Err(Refusal::OfferDay(latest));
        }
        if amount.currency() != self.contract.currency() {
            return Err(Refusal::OtherCurrency { expected: self.contract.currency(), got: amount });
        }
        Ok(self.contract.account.settlement_quote(amount, valid_through, self.today)?)
    }

    fn owed_without_interest(&self) -> Result<Money, Refusal> {
        let owed = self.contract.account.outstanding_portions();
        Ok(owed.total()?.minus(owed.interest)?)
    }

    fn enter_settlement(&mut self, id: TransactionId, quote: SettlementQuote) -> Result<(), Refusal> {
        let body = self.contract.account.settlement_offer(quote.amount, quote.valid_through, self.today);
        // An offer moves nothing by itself: there is nothing to post.
        self.contract.account.record(Transaction::new(id, self.today, body))?;
        Ok(())
    }
}
