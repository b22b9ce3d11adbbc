use policy::Level;

use super::{Delinquency, Lender};
use crate::calendar::{due, installments};
use crate::{CURE, Day, NOTICE_FROM, Rule, Rules, VALID, Warrant, from_days_past_due};

impl Lender {
    /// The close: what time and money bring about, then one step further than before.
    pub(crate) fn wake(&mut self, today: Day, rules: Rules) {
        self.pass_time(today, rules);
        if !self.is_settled {
            self.give_notice(today);
            self.raise_or_renew(today);
        }
        self.tell(today, rules);
    }

    /// Nothing here restricts.
    pub(super) fn pass_time(&mut self, today: Day, rules: Rules) {
        if self.paid == installments() {
            self.is_settled = true;
        }
        if self.is_settled || self.is_cured(rules) {
            self.delinquency = None;
            self.free();
        }
        let Some(warrant) = self.warrant else { return };
        let ceiling = self.ceiling(today);
        if warrant.until <= today || ceiling == Level::None {
            self.free();
        } else {
            self.level = self.level.min(ceiling);
            self.restate(warrant, today);
        }
    }

    fn free(&mut self) {
        self.level = Level::None;
        self.warrant = None;
    }

    /// Everything that the last notice or warrant named is paid.
    fn is_cured(&self, rules: Rules) -> bool {
        let named = self.delinquency.map(|delinquency| delinquency.named);
        let told = self.told().and_then(|told| told.content.warrant).map(|warrant| warrant.named);
        let told = told.filter(|_| rules.keep(Rule::ToldAmountLifts));
        [named, told].into_iter().flatten().any(|named| self.paid >= named)
    }

    /// The same evidence for what is still unpaid, not a day longer.
    fn restate(&mut self, warrant: Warrant, today: Day) {
        if let Some(oldest) = self.oldest_noticed().filter(|oldest| *oldest != warrant.oldest) {
            self.warrant = Some(Warrant { level: self.level, from: today, oldest, ..warrant });
        }
    }

    /// The highest level that contract and evidence allow.
    fn ceiling(&self, today: Day) -> Level {
        let shown = self.delinquency.and_then(|delinquency| delinquency.shown);
        let (Some(shown), Some(oldest)) = (shown, self.oldest_noticed()) else { return Level::None };
        if shown + CURE > today {
            return Level::None;
        }
        let reached = |level: &Level| {
            from_days_past_due(*level).is_some_and(|from| due(oldest).saturating_add(from) <= today)
        };
        Level::ALL.into_iter().filter(reached).max().unwrap_or_default()
    }

    fn give_notice(&mut self, today: Day) {
        let Some(oldest) = self.oldest() else { return };
        if self.delinquency.is_none() && due(oldest) + NOTICE_FROM <= today {
            let named = Self::to_name(today);
            self.delinquency = Some(Delinquency { since: oldest, named, issued: today, shown: None });
        }
    }

    /// One step at a time; a warrant is renewed a day before it ends.
    fn raise_or_renew(&mut self, today: Day) {
        let ceiling = self.ceiling(today);
        let next = [Level::Limited, Level::Locked].into_iter().find(|level| *level > self.level);
        let is_old = self.warrant.is_some_and(|warrant| warrant.until <= today + 1);
        if let Some(next) = next.filter(|next| *next <= ceiling) {
            self.level = next;
        } else if !is_old {
            return;
        }
        let (named, oldest) = (Self::to_name(today), self.oldest_noticed());
        let (Some(delinquency), Some(oldest)) = (&mut self.delinquency, oldest) else { return };
        let Some(shown) = delinquency.shown else { return };
        delinquency.named = named;
        let notice = crate::Receipt { since: delinquency.since, at: shown };
        let until = today + VALID;
        self.warrant = Some(Warrant { level: self.level, from: today, until, oldest, named, notice });
    }
}
