use policy::Level;

use super::Phone;
use crate::calendar::due;
use crate::{CURE, Day, Receipt, Rule, Rules, Standing, Truth, VALID, Warrant, from_days_past_due};

impl Phone {
    /// Takes a standing that came by any way, or refuses it; says whether it was taken.
    pub(crate) fn take(&mut self, standing: &Standing, rules: Rules, truth: &mut Truth) -> bool {
        let Some(has_right) = self.accept(standing, rules, &truth.receipts) else { return false };
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
        self.seq = standing.seq;
        self.has_right = has_right;
        truth.accepted(standing.seq, content.level);
        if content.has_quittance {
            self.release(rules, truth);
        }
        self.standing = Some(standing.clone());
        self.hear(rules, truth);
        self.kept_contact = self.contact_at;
        true
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
    fn accept(&self, standing: &Standing, rules: Rules, receipts: &[Receipt]) -> Option<bool> {
        let level = standing.content.level;
        let lowers = level == Level::None || level < self.level;
        let is_news = self.is_enrolled && self.standing.as_ref() != Some(standing);
        let is_for_me = standing.is_mine || !rules.keep(Rule::Audience);
        let is_older = standing.seq < self.seq && rules.keep(Rule::NumberRises);
        let is_twin = standing.seq == self.seq && level >= self.level && rules.keep(Rule::TwinLowers);
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
