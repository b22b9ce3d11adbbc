//! Random lives. Whatever happens in whatever order, the observer and the audit find nothing wrong.

use ident::{PaymentId, TransactionId};
use jiff::{SignedDuration, Span, Timestamp};
use loan::TransactionBody;
use money::Money;
use policy::{Channel, Level};
use proof::keys::Signer;
use proptest::prelude::*;
use servicing::{
    Booking, Command, ConcessionApprovals, Contract, Decision, IncomingPayment, Offer, Refusal, audit, decide,
};

use crate::happening::{Amount, Happening, any_offer, happening};
use crate::observer::{Observer, Scene};
use crate::story::{Feed, Story, device_key, offer};

struct Life {
    story: Story,
    observer: Observer,
    ids: Vec<PaymentId>,
}

impl Life {
    fn new(offer: Offer, pack: &str) -> Self {
        let mut story = Story::offered(offer, pack);
        story.post_works = false;
        Self { story, observer: Observer::default(), ids: Vec::new() }
    }

    /// Decides twice, audits, shows it to the observer, sends the contract through JSON.
    fn act(&mut self, command: &Command) -> Result<Decision, Refusal> {
        let (before, now) = (self.story.contract.clone(), self.story.now);
        let pack = self.story.pack.clone();
        let decision = decide(&before, command.clone(), &pack, now);
        assert_eq!(
            decision,
            decide(&before, command.clone(), &pack, now),
            "the same input, another decision"
        );
        let decision = decision?;
        if let Err(violation) = audit::check(&before, &decision, &pack, now) {
            panic!("{violation} after {command:?}");
        }
        let log = self.story.log.trust();
        let scene = Scene { before: &before, command, decision: &decision, pack: &pack, now, log };
        self.observer.see(&scene);
        let json = serde_json::to_string(&decision.contract).unwrap();
        let back: Contract = serde_json::from_str(&json).unwrap();
        assert_eq!(back, decision.contract);
        self.story.contract = back;
        self.story.log.take(&decision, now);
        if self.story.log.is_running {
            self.sequence(false);
        }
        Ok(decision)
    }

    fn sequence(&mut self, is_reversed: bool) {
        let mut orders = self.story.log.sequence();
        if is_reversed {
            orders.reverse();
        }
        for order in orders {
            self.act(&order).unwrap();
            // At least once: the second time is no news.
            let again = decide(&self.story.contract, order, &self.story.pack, self.story.now).unwrap();
            assert!(again.standing.is_none() && again.events.is_empty() && again.leaves.is_empty());
        }
    }

    fn wake(&mut self, reconciled_to: Option<Timestamp>) {
        self.act(&Command::Wake { reconciled_to }).unwrap();
        let next = self.story.contract.next_action_at;
        assert!(next.is_none_or(|next| next > self.story.now), "busy: {next:?} at {}", self.story.now);
    }

    /// Until the timer's next instant nothing may change by itself.
    fn nothing_changes_before(&self, until: Option<Timestamp>) {
        let now = self.story.now;
        let last = until
            .unwrap_or_else(|| after(now, 24 * 3650))
            .checked_sub(SignedDuration::from_nanos(1))
            .unwrap();
        let half = now.checked_add(now.duration_until(last) / 2).unwrap();
        for at in [half, last] {
            let wake = Command::Wake { reconciled_to: Some(at) };
            let decision = decide(&self.story.contract, wake, &self.story.pack, at).unwrap();
            let nothing =
                decision.events.is_empty() && decision.postings.is_empty() && decision.standing.is_none();
            assert!(nothing, "missed before {until:?}: {:?} at {at}", decision.events);
        }
    }

    fn pass(&mut self, days: u8, live: bool, post: bool) {
        let target = after(self.story.now, i64::from(days) * 24);
        let stuck = self.story.now;
        let mut wakes = 0;
        while let Some(next) = self.story.contract.next_action_at.filter(|next| *next <= target) {
            self.story.now = next.max(self.story.now);
            self.wake(Some(if live { self.story.now } else { stuck }));
            wakes += 1;
            assert!(wakes < 24 * 42, "the timer never rests");
            if live {
                self.nothing_changes_before(self.story.contract.next_action_at);
            }
            if post {
                self.post_arrives();
            }
        }
        self.story.now = target;
    }

    fn post_arrives(&mut self) {
        let Some(delinquency) = self.story.contract.delinquency.clone() else { return };
        for notice in delinquency.notices {
            let rules = self.story.pack.notices.clone();
            let rule = rules.iter().find(|rule| rule.key == notice.key).unwrap();
            let missing = |channel: &Channel| notice.deliveries.iter().all(|known| known.channel != *channel);
            for channel in rule.channels.iter().copied().filter(missing) {
                let delivery = self.story.delivery(&notice.key.0, channel);
                // Refused where no device is enrolled, or another than the one that signs here.
                drop(self.act(&Command::NoticeDelivered(delivery)));
            }
        }
    }

    fn amount(&self, what: &Amount) -> Money {
        let contract = &self.story.contract;
        let today = contract.day(self.story.now);
        let warrant = contract.restriction.warrant.as_ref().map(|warrant| warrant.amount);
        match what {
            Amount::Warrant => warrant.unwrap_or_else(|| contract.account.overdue(today)),
            Amount::Overdue => contract.account.overdue(today),
            Amount::Payoff => contract.payoff.map_or(contract.account.outstanding(), |agreed| agreed.amount),
            Amount::Settlement => {
                contract.account.settlement().map_or(contract.account.outstanding(), |offer| offer.to_pay())
            }
            Amount::Everything => contract.account.outstanding(),
            Amount::Minor(minor) => Money::from_minor(*minor, contract.currency()).unwrap(),
        }
    }

    fn live(&mut self, happening: &Happening) {
        let now = self.story.now;
        let command = match happening.clone() {
            Happening::Days { days, live, post } => return self.pass(days, live, post),
            Happening::Log { runs, is_reversed } => {
                self.story.log.is_running = runs;
                return self.sequence(is_reversed);
            }
            Happening::Wake { hours, feed_age_hours } => {
                self.story.now = after(now, hours.into());
                return self.wake(feed_age_hours.map(|age| after(self.story.now, -i64::from(age))));
            }
            Happening::Pay { what, hours, value_days } => {
                self.story.now = after(now, hours.into());
                let today = self.story.contract.day(self.story.now);
                let value_on = today.checked_add(Span::new().days(value_days)).unwrap();
                let IncomingPayment { id, rail, .. } = self.story.payment(1, value_on);
                self.ids.push(id);
                Command::Pay(IncomingPayment { id, amount: self.amount(&what), value_on, rail })
            }
            Happening::Reverse(at) => Command::Reverse { transaction: self.id(at).into() },
            Happening::PayAgain(at) => {
                let value_on = self.story.contract.day(now);
                Command::Pay(IncomingPayment { id: self.id(at), ..self.story.payment(5, value_on) })
            }
            Happening::Hold { kind, hours } => {
                Command::PlaceHold { kind, until: hours.map(|hours| after(now, hours.into())) }
            }
            Happening::Release(kind) => Command::ReleaseHold { kind },
            Happening::Deliver { rule, channel, hours_ago } => {
                let Some(rule) = self.story.pack.notices.get(rule).cloned() else { return };
                let channels = [Channel::OnDevice, Channel::Sms, Channel::Email, Channel::Letter];
                let mut delivery = self.story.delivery(&rule.key.0, channels[channel]);
                delivery.at = after(now, -i64::from(hours_ago));
                Command::NoticeDelivered(delivery)
            }
            Happening::Payoff { days } => {
                let today = self.story.contract.day(now);
                Command::AgreePayoff { valid_through: today.checked_add(Span::new().days(days)).unwrap() }
            }
            Happening::Settle { share, days } => {
                let contract = &self.story.contract;
                let owed = contract.account.payoff_quote(contract.day(now)).total;
                let valid_through = contract.day(now).checked_add(Span::new().days(days)).unwrap();
                let amount = owed.ratio(share, 100).unwrap();
                let rule = ConcessionApprovals { giving_up: 1, ..ConcessionApprovals::default() };
                Command::OfferSettlement { id: self.new_id(), amount, valid_through, by: None, rule }
            }
            Happening::Unsettle => Command::WithdrawSettlement { id: self.new_id() },
            Happening::ChargeBack { at, share } => {
                let of = self.id(at).into();
                let paid = self.story.contract.account.payments();
                let paid = paid.iter().find(|payment| TransactionId::from(payment.id) == of);
                let Some(amount) = paid.map(|paid| paid.amount.ratio(share, 100).unwrap()) else { return };
                let body = TransactionBody::Chargeback { of, amount };
                let value_on = self.story.contract.day(now);
                Command::Book(Booking { id: self.new_id(), value_on, body })
            }
            Happening::Applied { level, seq } => Command::LevelApplied { level, standing_seq: seq, at: now },
            Happening::Enroll { key } => Command::Enroll { key: device_key(key).public_key() },
            Happening::ReplaceKey { key } => Command::ReplaceKey { key: device_key(key).public_key() },
            Happening::Help { kind, count } => {
                let value_on = self.story.contract.day(now);
                let id = self.story.payment(1, value_on).id.into();
                Command::Book(Booking {
                    id,
                    value_on,
                    body: kind.body(&self.story.contract, value_on, count),
                })
            }
            Happening::Accept => Command::Accept,
            Happening::Cancel => Command::Cancel,
        };
        // A refusal is an answer, too; it changes nothing.
        drop(self.act(&command));
    }

    fn new_id(&self) -> TransactionId {
        TransactionId::new(self.story.contract.version, [7; 10])
    }

    fn id(&self, at: usize) -> PaymentId {
        self.ids.get(at).copied().unwrap_or(PaymentId::from_bytes([9; 16]))
    }
}

fn after(at: Timestamp, hours: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_hours(hours)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_life_breaks_an_invariant(
        offer in any_offer(),
        pack in prop::sample::select(vec!["house", "house", "us-nj", "in-rbi-2026-draft", "br-locking-forbidden"]),
        accepted in prop::bool::weighted(0.95),
        enrolled in prop::bool::weighted(0.9),
        happenings in prop::collection::vec(happening(), 1..60),
    ) {
        let mut life = Life::new(offer, pack);
        if accepted {
            life.act(&Command::Accept).unwrap();
            if enrolled {
                life.act(&Command::Enroll { key: device_key(7).public_key() }).unwrap();
            }
        }
        for happening in &happenings {
            life.live(happening);
        }
    }
}

/// The random lives would prove little if they never came to a lock.
#[test]
fn the_random_stage_reaches_a_lock_and_a_quittance() {
    let mut life = Life::new(offer(), "house");
    life.story.feed = Feed::Live;
    life.act(&Command::Accept).unwrap();
    life.act(&Command::Enroll { key: device_key(7).public_key() }).unwrap();
    life.live(&Happening::Days { days: 80, live: true, post: true });
    assert_eq!(life.story.level(), Level::Locked);
    life.live(&Happening::Pay { what: Amount::Everything, hours: 1, value_days: 0 });
    assert!(life.story.contract.restriction.quittance.is_some());
}
