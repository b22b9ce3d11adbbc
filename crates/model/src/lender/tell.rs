use policy::Level;

use super::Lender;
use crate::{Content, Day, Rule, Rules, Standing, Warrant};

impl Lender {
    /// Signs a standing when there is something new to say and nothing to wait for.
    pub(super) fn tell(&mut self, today: Day, rules: Rules) {
        let lifts = self.told().is_some_and(|told| told.content.level > self.level);
        if lifts && !rules.keep(Rule::ReleaseNeverWaits) {
            return;
        }
        self.tell_logged(today, rules);
    }

    pub(super) fn tell_logged(&mut self, today: Day, rules: Rules) {
        let Some(content) = self.content(today, rules) else { return };
        let told = self.told();
        if told.is_some_and(|told| told.content == content) {
            return;
        }
        let seq = self.seq() + 1;
        self.signed.push(Standing { seq, issued: today, is_forged: false, is_mine: true, content });
    }

    /// What the phone must be told; nothing while an order waits for the log.
    fn content(&self, today: Day, rules: Rules) -> Option<Content> {
        let unpaid = self.oldest().filter(|_| !self.is_settled);
        let free = Content {
            level: Level::None,
            is_overdue: unpaid.is_some() && self.is_overdue(today),
            unpaid,
            notice: self.delinquency.filter(|delinquency| delinquency.shown.is_none()).map(|d| d.since),
            warrant: None,
            has_proof: false,
            has_quittance: self.is_settled && rules.keep(Rule::QuittanceIssued),
        };
        if self.level == Level::None {
            return Some(free);
        }
        let warrant = if self.is_logged() { self.warrant } else { self.still_logged(today) };
        match warrant {
            Some(warrant) => {
                Some(Content { level: self.level, warrant: Some(warrant), has_proof: true, ..free })
            }
            None if rules.keep(Rule::OrderWaits) => None,
            None => Some(Content { level: self.level, warrant: self.warrant, ..free }),
        }
    }

    /// Whether the warrant in force is in the log.
    pub(crate) fn is_logged(&self) -> bool {
        self.warrant.is_some_and(|warrant| self.log.contains(&warrant))
    }

    /// The warrant of before, where it covers a level that is lower now: that is a release in part, and goes out.
    fn still_logged(&self, today: Day) -> Option<Warrant> {
        let told = self.told()?;
        let warrant = told.content.warrant?;
        (self.level < told.content.level && self.log.contains(&warrant) && today < warrant.until)
            .then_some(warrant)
    }
}
