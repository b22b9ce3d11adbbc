use jiff::Timestamp;
use jiff::civil::Date;
use loan::SettlementState;
use loan::ledger::Posting;
use policy::Pack;
use proof::documents::Terms;
use proof::{Digest, Unsigned};

use crate::decision::NoticeOrder;
use crate::{Contract, Decision, Event, Refusal, StandingOrder, standing, timer};

/// A decision in the making.
pub(super) struct Draft<'p> {
    pub(super) contract: Contract,
    pub(super) pack: &'p Pack,
    pub(super) now: Timestamp,
    pub(super) today: Date,
    pub(super) events: Vec<Event>,
    postings: Vec<Posting>,
    /// The settlement offers that had forgiven something before.
    pub(super) settled_before: Vec<SettlementState>,
    pub(super) notices: Vec<NoticeOrder>,
    pub(super) terms: Option<Unsigned<Terms>>,
    /// The device lost what it knew: it is told again, changed or not.
    pub(super) tell_again: bool,
    /// When the money that is being allocated was there.
    pub(super) paid_at: Option<Timestamp>,
}

impl<'p> Draft<'p> {
    pub(super) fn new(contract: &Contract, pack: &'p Pack, now: Timestamp) -> Self {
        let mut contract = contract.clone();
        contract.version += 1;
        Self {
            today: contract.day(now),
            settled_before: contract.account.accepted_settlements(),
            contract,
            pack,
            now,
            events: Vec::new(),
            postings: Vec::new(),
            notices: Vec::new(),
            terms: None,
            tell_again: false,
            paid_at: None,
        }
    }

    pub(super) fn record(&mut self, event: Event) {
        self.contract.events += 1;
        self.events.push(event);
    }

    pub(super) fn post(&mut self, posting: Posting) {
        self.contract.postings += 1;
        self.postings.push(posting);
    }

    /// Refuses unless the contract runs.
    pub(super) fn require_active(&self, action: &'static str) -> Result<(), Refusal> {
        if self.contract.is_active() { Ok(()) } else { Err(self.wrong_status(action)) }
    }

    pub(super) fn wrong_status(&self, action: &'static str) -> Refusal {
        Refusal::WrongStatus { status: self.contract.status.as_str(), action }
    }

    /// Sets the timer and tells the device what changed for it.
    pub(super) fn finish(mut self, woken: bool) -> Result<Decision, Refusal> {
        let warrant = self.new_warrant()?;
        let standing = self.standing_order()?;
        let leaves = self.leaves(warrant.as_ref());
        self.contract.next_action_at = timer::next_action(&self.contract, self.pack, self.now, woken);
        Ok(Decision {
            contract: self.contract,
            events: self.events,
            postings: self.postings,
            notices: self.notices,
            terms: self.terms,
            warrant,
            standing,
            leaves,
        })
    }

    fn standing_order(&mut self) -> Result<Option<StandingOrder>, Refusal> {
        // The release is issued also when no device ever enrolled: a buyer may ask for it (invariant I4).
        if self.contract.device.enrolled.is_none() && self.contract.settled_on.is_none() {
            return Ok(None);
        }
        let told = self.told();
        let level = told.0;
        let order = standing::order(&self.contract, self.pack, told, self.now)?;
        let Some(mut order) = order else { return Ok(None) };
        let content = standing::content_digest(&order);
        if self.contract.restriction.told == Some(content) && !self.tell_again {
            return Ok(None);
        }
        self.note_told(level);
        self.contract.restriction.told = Some(content);
        self.contract.restriction.standing_seq += 1;
        order.standing.body.seq = self.contract.restriction.standing_seq;
        if let Some(quittance) = &order.quittance {
            self.announce_quittance(quittance.digest());
        }
        Ok(Some(order))
    }

    fn announce_quittance(&mut self, quittance: Digest) {
        if self.contract.restriction.quittance != Some(quittance) {
            self.contract.restriction.quittance = Some(quittance);
            self.record(Event::QuittanceIssued { quittance });
        }
    }
}
