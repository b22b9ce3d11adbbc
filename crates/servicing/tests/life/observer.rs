//! Watches a life from outside and keeps its own notes, so that a fault of the rules can't hide itself.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use loan::ledger::{LedgerAccount, TrialBalance};
use money::Money;
use policy::{Channel, Level, NoticeKey, Pack};
use proof::documents::Standing;
use proof::log::LogTrust;
use servicing::{Command, Contract, ContractStatus, Decision, Event, LoggedOrder};

#[derive(Default)]
pub(crate) struct Observer {
    books: TrialBalance,
    told: Option<Standing>,
    /// When each notice of the running delinquency was issued and on which channels it arrived.
    notices: BTreeMap<NoticeKey, (Timestamp, Vec<(Channel, Timestamp)>)>,
    quittance: bool,
    risen_at: Option<Timestamp>,
}

/// What a decision followed.
pub(crate) struct Scene<'a> {
    pub(crate) before: &'a Contract,
    pub(crate) command: &'a Command,
    pub(crate) decision: &'a Decision,
    pub(crate) pack: &'a Pack,
    pub(crate) now: Timestamp,
    pub(crate) log: LogTrust,
}

fn days(count: u16) -> SignedDuration {
    SignedDuration::from_hours(i64::from(count) * 24)
}

impl Observer {
    pub(crate) fn see(&mut self, scene: &Scene<'_>) {
        let Decision { contract, events, postings, standing, .. } = scene.decision;
        postings.iter().for_each(|posting| self.books.add(posting));
        self.take_notes(scene.now, events);
        assert_eq!(contract.version, scene.before.version + 1);
        if let Some(order) = standing {
            let last = self.told.as_ref().map_or(0, |told| told.seq);
            assert!(order.standing.body.seq > last, "the device is told an old number");
            self.told = Some(order.standing.body.clone());
            self.quittance |= order.quittance.is_some();
        }
        self.told_level_is_logged(scene);
        self.books_are_the_account(contract);
        self.device_is_told(contract, scene);
        self.restriction_is_proved(contract, scene);
        self.payment_lifts(scene);
        self.rise_is_allowed(scene);
        self.end_is_final(contract);
    }

    fn take_notes(&mut self, now: Timestamp, events: &[Event]) {
        for event in events {
            match event {
                Event::NoticeIssued { key, .. } => {
                    self.notices.insert(key.clone(), (now, Vec::new()));
                }
                Event::NoticeDelivered { key, channel, at } => {
                    self.notices.get_mut(key).unwrap().1.push((*channel, *at));
                }
                Event::Cured { .. } | Event::Settled { .. } => self.notices.clear(),
                _ => {}
            }
        }
    }

    /// I6.
    fn books_are_the_account(&self, contract: &Contract) {
        assert!(self.books.is_balanced());
        if contract.accepted.is_none() {
            assert_eq!(self.books.rows().count(), 0);
            return;
        }
        let is = |account, expected: Money, sign: i128| {
            let found = self.books.balance(account, contract.currency()) * sign;
            assert_eq!(found, i128::from(expected.minor()), "{account}");
        };
        is(LedgerAccount::PrincipalReceivable, contract.account.outstanding_principal(), 1);
        is(LedgerAccount::InterestReceivable, contract.account.outstanding_interest(), 1);
        is(LedgerAccount::CustomerCredit, contract.account.credit(), -1);
        let kept = contract.account.received().minus(contract.account.paid_out()).unwrap();
        is(LedgerAccount::RailClearing, kept, 1);
        is(LedgerAccount::InterestIncome, contract.interest_earned, -1);
        let rows = contract.account.rows().iter().map(|row| row.earnable().unwrap());
        let interest = Money::sum(contract.currency(), rows).unwrap();
        is(LedgerAccount::UnearnedInterest, interest.minus(contract.interest_earned).unwrap(), -1);
    }

    fn device_is_told(&self, contract: &Contract, scene: &Scene<'_>) {
        let Some(told) = &self.told else {
            assert!(contract.device.enrolled.is_none() && contract.settled_on.is_none());
            return;
        };
        let today = contract.day(scene.now);
        assert_eq!(told.level, contract.restriction.told_level);
        assert!(told.level <= contract.restriction.level, "a release waits");
        assert_eq!(told.seq, contract.restriction.standing_seq);
        assert_eq!(told.hold.is_some(), !contract.holds.is_empty());
        if contract.settled_on.is_some() {
            assert!(told.outstanding.is_zero() && told.overdue.is_zero() && told.next_due.is_none());
            return;
        }
        assert_eq!(told.outstanding, contract.account.outstanding());
        assert_eq!(told.overdue, contract.account.overdue(today));
        assert_eq!(told.oldest_unpaid_due_on, contract.account.oldest_unpaid_due_on());
    }

    /// I8: whatever order the log answers in, and however late.
    fn told_level_is_logged(&self, scene: &Scene<'_>) {
        let Decision { contract, standing, .. } = scene.decision;
        let Some(told) = standing.as_ref().map(|order| &order.standing.body) else { return };
        if told.level == Level::None {
            assert!(told.warrant.is_none() && told.log_proof.is_none());
            return;
        }
        let proof = String::from_utf8(told.log_proof.clone().unwrap().to_vec()).unwrap();
        let order = LoggedOrder::verify(told.warrant.clone().unwrap().to_vec(), proof, &scene.log).unwrap();
        assert!(order.entry().is_for(contract.device.id, &order.warrant()));
        assert!(order.entry().entry().level.unwrap() >= told.level);
        if told.level > scene.before.restriction.told_level {
            assert!(contract.holds.is_empty(), "told to rise under a hold");
            assert_eq!(
                contract.restriction.queued,
                Some(order.warrant()),
                "told to rise by a replaced warrant"
            );
            assert_eq!(told.level, contract.restriction.level);
        }
    }

    /// I1 and I2.
    fn restriction_is_proved(&self, contract: &Contract, scene: &Scene<'_>) {
        let level = contract.restriction.level;
        if level == Level::None {
            return;
        }
        assert!(scene.pack.locking_allowed && contract.status == ContractStatus::Active);
        let term = contract.restriction.warrant.as_ref().unwrap();
        assert!(term.issued_at <= scene.now && scene.now < term.expires_at);
        assert!(term.amount.is_positive());
        let rule = scene.pack.levels.iter().find(|rule| rule.level == level).unwrap();
        let due_on = contract.account.oldest_unpaid_due_on().unwrap();
        let dpd = (contract.day(scene.now) - due_on).get_days();
        assert!(dpd >= i32::from(rule.day(contract.rhythm())), "{level} on day {dpd}");
        for rule in &scene.pack.notices {
            let (issued_at, arrived) = &self.notices[&rule.key];
            let mut at: Vec<_> = arrived.iter().map(|(_, at)| *at).collect();
            at.sort_unstable();
            let complete = at[usize::from(rule.min_channels) - 1];
            assert!(issued_at.as_second() <= at[0].as_second());
            assert!(complete.checked_add(days(rule.cure_days)).unwrap() <= scene.now);
        }
    }

    /// I3.
    fn payment_lifts(&self, scene: &Scene<'_>) {
        let (Command::Pay(payment), Some(warrant)) = (scene.command, &scene.before.restriction.warrant)
        else {
            return;
        };
        if payment.amount.minor() >= warrant.amount.minor() {
            assert_eq!(scene.decision.contract.restriction.level, Level::None);
            assert_eq!(scene.decision.standing.as_ref().unwrap().standing.body.level, Level::None);
        }
    }

    /// I9 and I12: only a wake raises, never two steps, never under a hold or on old news.
    fn rise_is_allowed(&mut self, scene: &Scene<'_>) {
        let after = &scene.decision.contract;
        let (from, to) = (scene.before.restriction.level, after.restriction.level);
        let renewed = scene.decision.events.iter().any(|event| event.kind() == "restriction.renewed");
        let until = |contract: &Contract| contract.restriction.warrant.as_ref().map(|w| w.expires_at);
        if renewed && until(scene.before) >= until(after) {
            return;
        }
        if to <= from && !renewed {
            return;
        }
        let Command::Wake { reconciled_to: Some(at) } = scene.command else {
            panic!("{:?} raised or renewed", scene.command)
        };
        assert!(after.holds.is_empty());
        let age = at.duration_until(scene.now);
        assert!(age <= SignedDuration::from_hours(scene.pack.feed_stale_after_hours.into()));
        if to > from {
            let local = after.local(scene.now);
            assert!(scene.pack.raise_hours.allow(local.weekday(), u8::try_from(local.hour()).unwrap()));
            assert_eq!(scene.pack.next_level(from), Some(to), "one step");
            let risen_at = self.risen_at.replace(scene.now).filter(|_| from > Level::None);
            assert!(risen_at.is_none_or(|at| at.duration_until(scene.now) >= days(scene.pack.step_days)));
        }
    }

    /// I4.
    fn end_is_final(&self, contract: &Contract) {
        let ended = matches!(contract.status, ContractStatus::Settled | ContractStatus::Unsecured);
        assert_eq!(ended, self.quittance, "{:?}", contract.status);
        assert_eq!(contract.restriction.quittance.is_some(), self.quittance);
        assert_eq!(contract.status == ContractStatus::Settled, ended && contract.account.is_settled());
        if ended {
            assert_eq!(contract.restriction.level, Level::None);
            assert!(contract.holds.is_empty() && contract.delinquency.is_none());
        }
    }
}
