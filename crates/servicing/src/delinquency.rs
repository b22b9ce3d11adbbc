use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use policy::{Channel, NoticeKey, NoticeRule, Pack};
use serde::{Deserialize, Serialize};

/// A stretch of time in which something named in a notice or warrant is unpaid. It begins with the first
/// notice and ends (cure) when all that its last notice or warrant named is paid; then every notice is
/// needed anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delinquency {
    /// The oldest unpaid due date when it began.
    pub since: Date,
    /// Everything due through this day was named in the last notice or warrant. Paying that cures.
    pub named_through: Date,
    /// The notices issued so far, in the pack's order.
    pub notices: Vec<IssuedNotice>,
}

/// A notice on its way or delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedNotice {
    /// Which of the pack's notices.
    pub key: NoticeKey,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// Proved deliveries, at most one a channel.
    pub deliveries: Vec<NoticeReached>,
}

/// A proved delivery on one channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeReached {
    /// The channel.
    pub channel: Channel,
    /// When.
    pub at: Timestamp,
    /// The device-signed receipt.
    pub receipt: Option<Vec<u8>>,
    /// The carrier's own reference.
    pub reference: Option<String>,
}

impl IssuedNotice {
    /// When the time to cure began: the delivery that completed the channels the rule demands.
    #[must_use]
    pub fn delivered_at(&self, rule: &NoticeRule) -> Option<Timestamp> {
        let mut times: Vec<Timestamp> = self.deliveries.iter().map(|delivery| delivery.at).collect();
        times.sort_unstable();
        times.get(usize::from(rule.min_channels).checked_sub(1)?).copied()
    }

    /// When the time to cure runs out.
    #[must_use]
    pub fn runs_out_at(&self, rule: &NoticeRule) -> Option<Timestamp> {
        let hours = i64::from(rule.cure_days) * 24;
        self.delivered_at(rule)?.checked_add(SignedDuration::from_hours(hours)).ok()
    }
}

impl Delinquency {
    /// When every notice of the pack had been delivered and its time to cure ran out; `None` while any has not.
    #[must_use]
    pub fn all_run_out_at(&self, pack: &Pack) -> Option<Timestamp> {
        let mut last = None;
        for rule in &pack.notices {
            let issued = self.notices.iter().find(|notice| notice.key == rule.key)?;
            last = last.max(Some(issued.runs_out_at(rule)?));
        }
        last
    }

    /// Takes back what the device's own word proved. A notice that is not delivered without it is to be issued
    /// anew, and with it all that came after. Says whether there was one.
    pub(crate) fn forget_shown(&mut self, pack: &Pack) -> bool {
        for notice in &mut self.notices {
            notice.deliveries.retain(|delivery| delivery.channel != Channel::OnDevice);
        }
        let rule = |notice: &IssuedNotice| pack.notices.iter().find(|rule| rule.key == notice.key);
        let stands =
            |notice: &IssuedNotice| rule(notice).and_then(|rule| notice.delivered_at(rule)).is_some();
        let standing = self.notices.iter().take_while(|notice| stands(notice)).count();
        let is_shorter = standing < self.notices.len();
        self.notices.truncate(standing);
        is_shorter
    }

    /// The rule whose notice comes next; `None` when all are issued.
    #[must_use]
    pub fn next_rule<'p>(&self, pack: &'p Pack) -> Option<&'p NoticeRule> {
        pack.notices.get(self.notices.len())
    }

    /// When the last issued notice ran out; `None` while it waits for delivery.
    #[must_use]
    pub fn last_ran_out_at(&self, pack: &Pack) -> Option<Timestamp> {
        let issued = self.notices.last()?;
        let rule = pack.notices.iter().find(|rule| rule.key == issued.key)?;
        issued.runs_out_at(rule)
    }
}
