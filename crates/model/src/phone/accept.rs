use policy::Level;

use super::Phone;
use crate::calendar::due;
use crate::{CURE, Day, Receipt, Rule, Rules, Standing, Truth, VALID, Warrant, from_days_past_due};

/// How a standing came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// The lender's server says it now.
    Answer,
    /// Anybody handed it over.
    Push,
}

impl Phone {
    /// Takes a standing that came by any way, or refuses it.
    pub(crate) fn take(&mut self, standing: &Standing, way: Way, rules: Rules, truth: &mut Truth) {
        let Some(has_right) = self.accept(standing, way, rules, &truth.receipts) else { return };
        self.time = self.time.max(standing.issued);
        let content = &standing.content;
        let listed = self.standing.as_ref().and_then(|before| before.content.notice);
        let news = content.notice.filter(|since| !self.is_released && listed != Some(*since));
        if let Some(since) = news {
            self.show_notice(since, truth);
        }
        if content.level == Level::None && !content.is_overdue {
            self.cured_at = Some(self.time);
            truth.told_paid_at = self.cured_at;
        }
        self.seq = self.seq.max(standing.seq);
        self.is_pushed = way == Way::Push;
        self.has_right = has_right;
        truth.accepted(standing.seq, content.level);
        if content.has_quittance {
            self.release(rules, truth);
        }
        self.standing = Some(standing.clone());
        self.hear(rules, truth);
        self.kept_contact = self.contact_at;
    }

    /// A quittance or the ombudsman's release.
    pub(crate) fn release(&mut self, rules: Rules, truth: &mut Truth) {
        self.is_released = rules.keep(Rule::Released);
        truth.is_freed = true;
    }

    fn show_notice(&mut self, since: u8, truth: &mut Truth) {
        let receipt = Receipt { since, at: self.time };
        self.unsent.push(receipt);
        if !truth.receipts.contains(&receipt) {
            truth.receipts.push(receipt);
        }
    }

    /// Nothing when it is refused or no news, otherwise whether its warrant holds. What lowers the level in force
    /// is never refused for its warrant: without right it restricts nothing.
    fn accept(&self, standing: &Standing, way: Way, rules: Rules, receipts: &[Receipt]) -> Option<bool> {
        let (level, seq) = (standing.content.level, standing.seq);
        let lowers = level == Level::None || level < self.level;
        let is_news = self.is_enrolled && self.standing.as_ref() != Some(standing);
        let is_for_me = standing.is_mine || !rules.keep(Rule::Audience);
        let is_final = standing.content.has_quittance && rules.keep(Rule::QuittanceCounts);
        let lowers_now = lowers && way == Way::Answer && rules.keep(Rule::AnswerLowers);
        let reach = if way == Way::Answer { self.seq() } else { self.seq };
        let is_older = seq < reach && !is_final && !lowers_now && rules.keep(Rule::NumberRises);
        let is_twin = seq == reach && level >= self.level && !is_final && rules.keep(Rule::TwinLowers);
        let is_over = self.is_released && level > Level::None;
        if !is_news || !is_for_me || is_older || is_twin || is_over {
            return None;
        }
        let now = self.time.max(standing.issued);
        let has_right = level > Level::None && self.allows(standing, now, rules, receipts);
        (lowers || (standing.content.is_overdue && has_right)).then_some(has_right)
    }

    fn allows(&self, standing: &Standing, now: Day, rules: Rules, receipts: &[Receipt]) -> bool {
        let Some(warrant) = standing.content.warrant else { return !rules.keep(Rule::WarrantDemanded) };
        let level = standing.content.level;
        let past_due = from_days_past_due(level).and_then(|from| due(warrant.oldest).checked_add(from));
        let notice = warrant.notice;
        let checks = [
            (Rule::WarrantLevel, level <= warrant.level),
            (Rule::WarrantWindow, warrant.until <= warrant.from.saturating_add(VALID)),
            (Rule::WarrantExpires, is_running(&warrant, now)),
            (Rule::DaysPastDue, past_due.is_some_and(|from| from <= now)),
            (Rule::NoticeShown, receipts.contains(&notice) && notice.since <= warrant.oldest),
            (Rule::NoticeCured, self.cured_at.is_none_or(|cured| notice.at >= cured)),
            (Rule::NoticeCure, notice.at + CURE <= warrant.from),
            (Rule::LogProof, standing.content.has_proof),
        ];
        checks.into_iter().all(|(rule, holds)| holds || !rules.keep(rule))
    }
}

/// Whether a day is within a warrant's validity.
pub(super) fn is_running(warrant: &Warrant, now: Day) -> bool {
    warrant.from <= now && now < warrant.until
}
