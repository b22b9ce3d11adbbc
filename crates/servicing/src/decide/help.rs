use ident::{OperatorId, TransactionId};
use jiff::civil::Date;
use loan::TransactionBody;
use loan::restructure::Restructuring;
use proof::Digest;

use super::draft::Draft;
use crate::help::{
    AskedBy, EndedHelp, Help, HelpOutcome, HelpRequest, OfferedPlan, PlanFigures, PlanOffer, Wish,
};
use crate::{Booking, ConcessionApprovals, Event, HoldKind, Refusal};

impl Draft<'_> {
    /// Asking for help lifts a restriction until the answer (invariant I9).
    pub(super) fn ask_for_help(
        &mut self,
        by: AskedBy,
        wish: Wish,
        note: Option<String>,
    ) -> Result<(), Refusal> {
        self.require_active("be helped with")?;
        if self.contract.help.open.is_some() {
            return Err(Refusal::HelpAsked);
        }
        if let Some(from) = self.contract.help.again_from(self.now).filter(|_| by == AskedBy::Borrower) {
            return Err(Refusal::HelpAgain(from));
        }
        if self.contract.account.is_settled() {
            return Err(Refusal::NothingOwed);
        }
        if note.as_ref().is_some_and(|note| note.chars().count() > Help::LONGEST_NOTE) {
            return Err(Refusal::HelpNote(Help::LONGEST_NOTE));
        }
        self.contract.help.open = Some(HelpRequest { asked_at: self.now, by, wish, note, offer: None });
        self.record(Event::HelpAsked { wish, by });
        self.place_hold(HoldKind::Hardship, None)
    }

    /// The lender's answer. A later offer takes the place of an earlier one.
    pub(super) fn offer_plans(
        &mut self,
        changes: Vec<Restructuring>,
        valid_through: Date,
        by: Option<OperatorId>,
        rule: ConcessionApprovals,
    ) -> Result<(), Refusal> {
        if changes.is_empty() || changes.len() > Help::MOST_PLANS {
            return Err(Refusal::PlanCount(Help::MOST_PLANS));
        }
        let latest = self.today.checked_add(jiff::Span::new().days(i64::from(Help::OFFER_DAYS)));
        let latest = latest.map_err(|_| Refusal::OutOfRange)?;
        if valid_through < self.today || valid_through > latest {
            return Err(Refusal::OfferDay(latest));
        }
        let mut plans = Vec::with_capacity(changes.len());
        for change in changes {
            let figures = self.figures(&change)?;
            plans.push(OfferedPlan { change, figures });
        }
        let owed = self.contract.account.outstanding();
        let needed = plans.iter().map(|plan| rule.needed(plan.figures.given_up(), owed, by)).max();
        let offer = PlanOffer {
            offered_at: self.now,
            valid_through,
            approvals_needed: needed.ok_or(Refusal::PlanCount(Help::MOST_PLANS))?,
            approved_by: by.into_iter().collect(),
            plans,
        };
        let (count, is_binding) = (offer.plans.len(), offer.is_binding());
        let request = self.contract.help.open.as_mut().ok_or(Refusal::NoHelpAsked)?;
        request.offer = Some(offer);
        self.record(Event::PlansOffered { plans: count, valid_through, is_binding });
        Ok(())
    }

    /// Another person of the lender says yes to the offer they read.
    pub(super) fn approve_plans(&mut self, by: OperatorId, shown: Digest) -> Result<(), Refusal> {
        let request = self.contract.help.open.as_mut().ok_or(Refusal::NoHelpAsked)?;
        let offer = request.offer.as_mut().ok_or(Refusal::NoOffer)?;
        if offer.digest() != shown {
            return Err(Refusal::OtherOffer);
        }
        if offer.approved_by.contains(&by) {
            return Err(Refusal::SameApprover);
        }
        offer.approved_by.push(by);
        let is_binding = offer.is_binding();
        self.record(Event::PlansApproved { is_binding });
        Ok(())
    }

    /// The borrower accepts one plan, counted from 1. Only what was shown can be accepted: another offer that took its
    /// place must be read first, and when the figures have changed since, the lender must offer anew.
    pub(super) fn accept_plan(
        &mut self,
        number: u8,
        shown: Option<Digest>,
        id: TransactionId,
    ) -> Result<(), Refusal> {
        self.require_active("be given a plan")?;
        let request = self.contract.help.open.as_ref().ok_or(Refusal::NoHelpAsked)?;
        let offer = request.offer.as_ref().ok_or(Refusal::NoOffer)?;
        if !offer.is_binding() {
            return Err(Refusal::OfferNotApproved);
        }
        if self.today > offer.valid_through {
            return Err(Refusal::OfferLapsed(offer.valid_through));
        }
        let at = usize::from(number).checked_sub(1);
        let plan =
            at.and_then(|at| offer.plans.get(at)).cloned().ok_or(Refusal::NoSuchPlan(offer.plans.len()))?;
        if shown.is_some_and(|shown| shown != plan.digest()) {
            return Err(Refusal::OtherOffer);
        }
        if self.figures(&plan.change)? != plan.figures {
            return Err(Refusal::PlanChanged);
        }
        self.end_help(HelpOutcome::Accepted);
        let value_on = plan.change.value_on(self.today);
        self.book(Booking { id, value_on, body: TransactionBody::Restructure { change: plan.change } })
    }

    /// The lender has nothing to offer, or the borrower needs nothing any more.
    pub(super) fn close_help(&mut self, outcome: HelpOutcome) -> Result<(), Refusal> {
        if self.contract.help.open.is_none() {
            return Err(Refusal::NoHelpAsked);
        }
        self.end_help(outcome);
        self.release_hardship()
    }

    /// An offer that nobody accepted is over, and so is a request with nothing left to pay. A request without an
    /// answer stands: the lender's silence is not the borrower's fault.
    pub(super) fn lapse_help(&mut self) -> Result<(), Refusal> {
        let Some(request) = &self.contract.help.open else { return Ok(()) };
        if self.contract.account.is_settled() {
            return self.close_help(HelpOutcome::Paid);
        }
        let is_over = |offer: &PlanOffer| offer.is_binding() && self.today > offer.valid_through;
        if request.offer.as_ref().is_some_and(is_over) {
            self.close_help(HelpOutcome::Lapsed)
        } else {
            Ok(())
        }
    }

    fn end_help(&mut self, outcome: HelpOutcome) {
        if let Some(HelpRequest { asked_at, wish, .. }) = self.contract.help.open.take() {
            self.contract.help.ended.push(EndedHelp { asked_at, wish, ended_at: self.now, outcome });
            self.record(Event::HelpEnded { wish, outcome });
        }
    }

    /// Ends the hold of a request that is over, unless another one stands: nothing is restricted while the borrower
    /// waits for an answer or gives the device back (invariant I9).
    pub(super) fn release_hardship(&mut self) -> Result<(), Refusal> {
        let is_held = self.contract.holds.iter().any(|hold| hold.kind == HoldKind::Hardship);
        if is_held && !self.contract.asks_for_help() { self.release_hold(HoldKind::Hardship) } else { Ok(()) }
    }

    /// Refuses to end, now or at a time, the hold of a request that stands.
    pub(super) fn leave_to_request(&self, kind: HoldKind) -> Result<(), Refusal> {
        if kind == HoldKind::Hardship && self.contract.asks_for_help() {
            Err(Refusal::HelpWaits)
        } else {
            Ok(())
        }
    }

    fn figures(&self, change: &Restructuring) -> Result<PlanFigures, Refusal> {
        Ok(PlanFigures::of(&self.contract.account.plan_quote(change, self.today)?)?)
    }
}
