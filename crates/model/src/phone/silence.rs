use super::Phone;
use crate::calendar::due;
use crate::{Day, Rule, Rules, SILENCE_AFTER, SILENCE_NOTICE, Truth};

/// How far silence has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Quiet,
    Notice,
    Limited,
}

impl Phone {
    pub(super) fn judge_silence(&self, now: Day, rules: Rules) -> Phase {
        let unpaid = self.standing.as_ref().and_then(|standing| standing.content.unpaid);
        let Some(unpaid) = unpaid.filter(|_| !self.is_released) else { return Phase::Quiet };
        let base = self.contact_at.max(due(unpaid));
        let notice_from = base.saturating_add(SILENCE_AFTER - SILENCE_NOTICE);
        if now < notice_from {
            return Phase::Quiet;
        }
        let shown = self.silence_notice_at.filter(|shown| *shown >= notice_from).unwrap_or(now);
        let shown = if rules.keep(Rule::SilenceNotice) { shown } else { notice_from };
        let limited_from = base.saturating_add(SILENCE_AFTER).max(shown.saturating_add(SILENCE_NOTICE));
        if now < limited_from { Phase::Notice } else { Phase::Limited }
    }

    /// The silence notice appears and goes.
    pub(super) fn show_silence(&mut self, phase: Phase, now: Day, truth: &mut Truth) {
        match phase {
            Phase::Quiet => self.silence_notice_at = None,
            Phase::Notice if self.silence_notice_at.is_none() => self.silence_notice_at = Some(now),
            Phase::Notice | Phase::Limited => {}
        }
        truth.silence_shown_at = self.silence_notice_at.map(|_| truth.silence_shown_at.unwrap_or(self.time));
    }
}
