use jiff::{SignedDuration, Span, Timestamp};
use policy::{Level, NoticeRule};
use proof::Party;
use proof::documents::Warrant;

use super::Case;
use crate::{Delinquency, IssuedNotice};

fn days(count: u16) -> SignedDuration {
    SignedDuration::from_hours(i64::from(count) * 24)
}

impl Case<'_> {
    /// I1.
    pub(super) fn warrant_fault(&self) -> Option<&'static str> {
        let told = self.decision.standing.as_ref().map(|order| &order.standing.body);
        if told.is_some_and(|standing| standing.level > self.level()) {
            return Some("the device is told a higher level than the contract has");
        }
        if self.level() == Level::None {
            return self.after.restriction.warrant.is_some().then_some("a warrant without a restriction");
        }
        let Some(term) = &self.after.restriction.warrant else { return Some("restricted without a warrant") };
        if term.expires_at <= self.now || term.issued_at > self.now {
            return Some("the warrant is not valid now");
        }
        if term.issued_at.duration_until(term.expires_at) > days(self.pack.warrant_valid_days) {
            return Some("the warrant is valid for longer than the pack allows");
        }
        if self.after.device.enrolled.is_none() {
            return Some("restricted before enrollment");
        }
        self.day_fault().or_else(|| self.plan_fault(term)).or_else(|| self.paper_fault())
    }

    /// Whether the pack allows the level so many days after the oldest due date that notices were about.
    fn day_fault(&self) -> Option<&'static str> {
        let rule = self.pack.levels.iter().find(|rule| rule.level == self.level());
        let Some(rule) = rule.filter(|_| self.pack.locking_allowed) else {
            return Some("the pack does not allow this level");
        };
        let unpaid =
            self.after.account.installment_states().into_iter().find(|i| i.outstanding.is_positive());
        let (Some(unpaid), Some(delinquency)) = (unpaid, &self.after.delinquency) else {
            return Some("restricted while nothing is owed");
        };
        let from = unpaid.due_on.max(delinquency.since);
        let first = from.checked_add(Span::new().days(i64::from(rule.day(self.after.rhythm())))).ok()?;
        (self.after.day(self.now) < first)
            .then_some("restricted before the day past due that the pack demands")
    }

    /// Whether the document that is signed is exactly about it.
    fn paper_fault(&self) -> Option<&'static str> {
        let Some(warrant) = &self.decision.warrant else {
            let is_new = self.after.restriction.warrant != self.before.restriction.warrant
                || self.level() != self.before.restriction.level;
            return is_new.then_some("restricted anew without a warrant to sign");
        };
        let Warrant { terms, pack, device_key, level, amount, .. } = &warrant.body;
        let key = self.after.device.enrolled.as_ref().map(|device| device.key.thumbprint());
        let exact = *level == self.level()
            && Some(*device_key) == key
            && Some(*terms) == self.after.accepted.map(|accepted| accepted.digest)
            && *pack == self.pack.digest()
            && Some(*amount) == self.after.restriction.warrant.as_ref().map(|term| term.amount)
            && warrant.claims.subject == self.after.id
            && warrant.claims.issuer == Party::Lender(self.after.lender)
            && warrant.claims.audience == Party::Device(self.after.device.id);
        (!exact).then_some("the warrant is for something else")
    }

    /// I2.
    pub(super) fn notice_fault(&self) -> Option<&'static str> {
        if self.level() == Level::None {
            return None;
        }
        let Some(delinquency) = &self.after.delinquency else {
            return Some("restricted without a delinquency");
        };
        if self.pack.notices.is_empty() {
            return Some("restricted under a pack without notices");
        }
        let mut ran_out = Timestamp::MIN;
        for rule in &self.pack.notices {
            match self.run_out(delinquency, rule, ran_out) {
                Ok(at) => ran_out = at,
                Err(fault) => return Some(fault),
            }
        }
        (ran_out > self.now).then_some("restricted before the time to cure ran out")
    }

    /// When one notice ran out, if it was issued on its day, after the one before it, and was delivered.
    fn run_out(
        &self,
        delinquency: &Delinquency,
        rule: &NoticeRule,
        before: Timestamp,
    ) -> Result<Timestamp, &'static str> {
        let issued = delinquency.notices.iter().find(|notice| notice.key == rule.key);
        let issued = issued.ok_or("restricted before a notice was issued")?;
        if issued.issued_at < before {
            return Err("a notice did not wait for the one before it");
        }
        let first = delinquency.since.checked_add(Span::new().days(i64::from(rule.at_dpd)));
        if first.is_ok_and(|first| self.after.day(issued.issued_at) < first) {
            return Err("a notice was issued before its day");
        }
        let start = cure_began(issued, rule).ok_or("restricted before a notice was delivered")?;
        start.checked_add(days(rule.cure_days)).map_err(|_| "a time to cure without end")
    }
}

/// When the delivery that made the channels complete happened.
fn cure_began(notice: &IssuedNotice, rule: &NoticeRule) -> Option<Timestamp> {
    let delivered = |channel| notice.deliveries.iter().find(|delivery| delivery.channel == channel);
    let mut times: Vec<_> =
        rule.channels.iter().filter_map(|c| delivered(*c)).map(|found| found.at).collect();
    times.sort_unstable();
    times.into_iter().nth(usize::from(rule.min_channels.checked_sub(1)?))
}
