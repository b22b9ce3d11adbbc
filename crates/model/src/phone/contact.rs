use policy::Level;

use super::{Phone, Way};
use crate::code::CODE_DAYS;
use crate::{Answer, Day, Rule, Rules, Truth};

impl Phone {
    /// The lender's answer to a question: authenticated, so it is a contact whatever else it says.
    pub(crate) fn receive(&mut self, answer: &Answer, rules: Rules, truth: &mut Truth) {
        let is_late = answer.at > self.time;
        self.time = self.time.max(answer.at);
        let had_notice = self.silence_notice_at.is_some();
        self.hear(rules, truth);
        if !self.is_enrolled && answer.is_grant {
            self.is_enrolled = true;
            // Codes given out before were for the phone that forgot them.
            self.codes.used = self.codes.used.max(answer.codes);
        }
        if is_late || had_notice || answer.is_grant || rules.keep(Rule::ContactKept) {
            self.kept_contact = self.contact_at;
        }
        self.doubt(answer, rules);
        if let Some(standing) = &answer.standing {
            self.take(standing, Way::Answer, rules, truth);
            self.is_pushed &= self.standing.as_ref() != Some(standing);
        }
        if answer.is_released && self.is_enrolled {
            self.release(rules, truth);
        }
    }

    /// A pushed order with the lender's own number may be another one under it.
    fn doubt(&mut self, answer: &Answer, rules: Rules) {
        let is_order = self.standing.as_ref().is_some_and(|standing| standing.content.level > Level::None);
        let is_doubtful = self.is_pushed && is_order && answer.seq == self.seq();
        self.doubts = is_doubtful && answer.standing.is_none() && rules.keep(Rule::PushDoubted);
    }

    /// The lender spoke.
    pub(super) fn hear(&mut self, rules: Rules, truth: &mut Truth) {
        truth.heard_at = self.time;
        if rules.keep(Rule::ContactEndsSilence) {
            self.contact_at = self.time;
            self.silence_notice_at = None;
        }
    }

    /// A code was typed in; says whether it was taken.
    pub(crate) fn enter(&mut self, number: u8, rules: Rules, truth: &mut Truth) -> bool {
        if !self.is_enrolled || (number <= self.codes.used && rules.keep(Rule::CodeOnce)) {
            return false;
        }
        self.codes.used = number;
        truth.codes_taken = (truth.codes_taken + 1).min(number + 1);
        if rules.keep(Rule::CodeFrees) {
            self.codes.free_until = self.codes.free_until.max(self.time.saturating_add(CODE_DAYS));
        }
        self.hear(rules, truth);
        self.kept_contact = self.contact_at;
        true
    }

    /// The phone was on for a day; it writes down what it knows every hour.
    pub(crate) fn run(&mut self, days: Day) {
        self.time = self.time.saturating_add(days);
        self.kept_contact = self.contact_at;
    }

    /// The phone starts with what it kept.
    pub(crate) fn restart(&mut self, rules: Rules) {
        self.contact_at = self.kept_contact;
        if !rules.keep(Rule::NumberKept) {
            self.seq = 0;
        }
    }
}
