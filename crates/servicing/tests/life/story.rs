//! A small stage for stories: a contract under a real pack, days that pass, money that comes.

use ident::{ContractId, DeviceId, Imei, LenderId, PaymentId};
use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};
use loan::ledger::TrialBalance;
use loan::{Conventions, Every, InterestMethod, Terms, Unit};
use money::{Currency, Money};
use policy::{Channel, Level, NoticeKey, Pack};
use proof::documents::{Contact, Fact, Receipt, Standing};
use proof::keys::{LocalSigner, Signer, SoftDeviceKey};
use proof::{Claims, Digest, Party, Unsigned};
use servicing::{
    Borrower, Command, Contract, Decision, Event, IncomingPayment, LenderProfile, NoticeDelivery, Offer,
    Refusal, audit, decide,
};

use crate::log::Log;

/// What the lender knows of payments.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Feed {
    /// Everything up to now.
    Live,
    /// Nothing after this instant.
    StuckAt(Timestamp),
    /// Nothing at all.
    Silent,
}

pub(crate) struct Story {
    pub(crate) pack: Pack,
    pub(crate) contract: Contract,
    pub(crate) now: Timestamp,
    pub(crate) feed: Feed,
    /// Whether every notice reaches the borrower on every channel as soon as it is issued.
    pub(crate) post_works: bool,
    /// What waits in it is sequenced after every command, while it runs.
    pub(crate) log: Log,
    pub(crate) books: TrialBalance,
    pub(crate) events: Vec<(Timestamp, Event)>,
    /// What the device was told last.
    pub(crate) told: Option<Standing>,
    pub(crate) wakes: u32,
    payments: u64,
}

pub(crate) fn device_key(seed: u8) -> SoftDeviceKey {
    SoftDeviceKey::from_seed(&[seed; 32])
}

pub(crate) fn usd(minor: i64) -> Money {
    Money::from_minor(minor, "USD".parse().unwrap()).unwrap()
}

pub(crate) fn pack(id: &str) -> Pack {
    policy::find(id, 1).unwrap()
}

/// Twelve installments of 100.00 without interest, due on the 15th from 15 January 2026, a Thursday.
pub(crate) fn offer() -> Offer {
    Offer {
        id: ContractId::from_bytes([1; 16]),
        lender: LenderId::from_bytes([2; 16]),
        lender_profile: LenderProfile { name: "Shop".into(), contact: Contact::default() },
        borrower: Borrower {
            name: "B".into(),
            phone: Some("+254700000000".into()),
            email: None,
            language: "en".into(),
        },
        device_id: DeviceId::from_bytes([3; 16]),
        imeis: vec![Imei::from_body(35_000_000_000_001).unwrap()],
        serial: "S1".into(),
        model: "M1".into(),
        terms: Terms {
            price: usd(130_000),
            down_payment: usd(10_000),
            annual_rate: "0".parse().unwrap(),
            interest: InterestMethod::Declining,
            installments: 12,
            every: Every { count: 1, unit: Unit::Month },
            starts_on: day("2025-12-15"),
            first_due_on: day("2026-01-15"),
            conventions: Conventions::default(),
            advances: Vec::new(),
            down_payment_percent: None,
            fees: Vec::new(),
        },
        rules: Default::default(),
        time_zone: "Africa/Nairobi".into(),
        payment_reference: "Q1".into(),
        external_reference: None,
        pay_url: "https://pay.example/Q1".into(),
    }
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

impl Story {
    /// Offered, accepted and enrolled on the day the loan starts, at noon.
    pub(crate) fn under(pack_id: &str) -> Self {
        Self::of(offer(), pack_id)
    }

    pub(crate) fn of(offer: Offer, pack_id: &str) -> Self {
        let mut story = Self::offered(offer, pack_id);
        story.act(Command::Accept);
        story.act(Command::Enroll { key: device_key(7).public_key() });
        story
    }

    pub(crate) fn offered(offer: Offer, pack_id: &str) -> Self {
        let pack = pack(pack_id);
        let zone = jiff::tz::TimeZone::get(&offer.time_zone).unwrap();
        let noon = offer.terms.starts_on.to_datetime(Time::constant(12, 0, 0, 0));
        let now = noon.to_zoned(zone).unwrap().timestamp();
        let made = offer.make(&pack, now).unwrap();
        Self {
            pack,
            contract: made.contract,
            now,
            feed: Feed::Live,
            post_works: true,
            log: Log::new(),
            books: TrialBalance::default(),
            events: Vec::new(),
            told: None,
            wakes: 0,
            payments: 0,
        }
    }

    /// One command at the present instant: decided, audited, taken over.
    pub(crate) fn try_act(&mut self, command: Command) -> Result<Decision, Refusal> {
        let decision = decide(&self.contract, command, &self.pack, self.now)?;
        audit::check(&self.contract, &decision, &self.pack, self.now).unwrap();
        self.contract = decision.contract.clone();
        self.log.take(&decision, self.now);
        decision.postings.iter().for_each(|posting| self.books.add(posting));
        self.events.extend(decision.events.iter().map(|event| (self.now, event.clone())));
        if let Some(order) = &decision.standing {
            self.told = Some(order.standing.body.clone());
        }
        if self.post_works {
            self.deliver_all();
        }
        if self.log.is_running {
            self.sequence();
        }
        Ok(decision)
    }

    pub(crate) fn act(&mut self, command: Command) -> Decision {
        self.try_act(command).unwrap()
    }

    pub(crate) fn wake(&mut self) -> Decision {
        let reconciled_to = match self.feed {
            Feed::Live => Some(self.now),
            Feed::StuckAt(at) => Some(at.min(self.now)),
            Feed::Silent => None,
        };
        self.wakes += 1;
        let decision = self.act(Command::Wake { reconciled_to });
        let next = self.contract.next_action_at;
        assert!(next.is_none_or(|next| next > self.now), "a wake at {} asks for {next:?}", self.now);
        decision
    }

    /// Time passes to this local day and hour; the timer wakes whenever it must.
    pub(crate) fn until(&mut self, date: &str, hour: i8) -> &mut Self {
        let target = self.at(date, hour);
        assert!(target >= self.now, "a story only goes forward");
        while let Some(next) = self.contract.next_action_at.filter(|next| *next <= target) {
            self.now = next.max(self.now);
            self.wake();
        }
        self.now = target;
        self
    }

    pub(crate) fn at(&self, date: &str, hour: i8) -> Timestamp {
        let zone = jiff::tz::TimeZone::get(&self.contract.time_zone).unwrap();
        day(date).at(hour, 0, 0, 0).to_zoned(zone).unwrap().timestamp()
    }

    pub(crate) fn later(&mut self, hours: i64) -> &mut Self {
        self.now = self.now.checked_add(SignedDuration::from_hours(hours)).unwrap();
        self
    }

    /// Money arrives and counts today.
    pub(crate) fn pay(&mut self, minor: i64) -> PaymentId {
        let today = self.contract.day(self.now);
        self.pay_valued(minor, today)
    }

    pub(crate) fn pay_valued(&mut self, minor: i64, value_on: Date) -> PaymentId {
        let payment = self.payment(minor, value_on);
        let id = payment.id;
        self.act(Command::Pay(payment));
        id
    }

    pub(crate) fn payment(&mut self, minor: i64, value_on: Date) -> IncomingPayment {
        self.payments += 1;
        let amount = Money::from_minor(minor, self.currency()).unwrap();
        let id = PaymentId::new(self.payments, [0; 10]);
        IncomingPayment { id, amount, value_on, rail: "sandbox".into() }
    }

    pub(crate) fn currency(&self) -> Currency {
        self.contract.currency()
    }

    /// Every notice that waits reaches the borrower now, on every channel.
    pub(crate) fn deliver_all(&mut self) {
        let Some(delinquency) = self.contract.delinquency.clone() else { return };
        for notice in &delinquency.notices {
            let rule = self.pack.notices.iter().find(|rule| rule.key == notice.key).unwrap();
            for channel in rule.channels.clone() {
                if notice.deliveries.iter().all(|known| known.channel != channel) {
                    let delivery = self.delivery(&notice.key.0, channel);
                    // A device that is not enrolled shows nothing.
                    if channel != Channel::OnDevice || self.contract.device.enrolled.is_some() {
                        self.act(Command::NoticeDelivered(delivery));
                    }
                }
            }
        }
    }

    /// The private half of the key that the contract's device has now.
    fn device_key(&self) -> SoftDeviceKey {
        let current = self.contract.device.enrolled.as_ref().map(|device| device.key);
        (7..20).map(device_key).find(|key| Some(key.public_key()) == current).unwrap_or_else(|| device_key(7))
    }

    /// The proof that a notice reached the borrower now.
    pub(crate) fn delivery(&self, key: &str, channel: Channel) -> NoticeDelivery {
        let since = self.contract.delinquency.as_ref().map_or(day("2026-01-15"), |d| d.since);
        let on_device = channel == Channel::OnDevice;
        NoticeDelivery {
            key: NoticeKey(key.into()),
            delinquent_since: since,
            channel,
            at: self.now,
            receipt: on_device.then(|| self.receipt(key, since, self.now, &self.device_key())),
            reference: (!on_device).then(|| "carrier-1".into()),
        }
    }

    pub(crate) fn receipt(&self, key: &str, since: Date, at: Timestamp, signer: &dyn LocalSigner) -> Vec<u8> {
        let claims = Claims {
            issuer: Party::Device(self.contract.device.id),
            subject: self.contract.id,
            audience: Party::Lender(self.contract.lender),
            expires_at: None,
            not_before: None,
            issued_at: at,
        };
        let fact = Fact::NoticeShown { key: NoticeKey(key.into()), delinquent_since: since };
        let body = Receipt { counter: 1, previous: Digest([0; 32]), standing_seq: 1, fact };
        Unsigned { claims, body }.sign(signer)
    }

    pub(crate) fn level(&self) -> Level {
        self.contract.restriction.level
    }

    /// What lifts, by the warrant in force.
    pub(crate) fn ransom(&self) -> Money {
        self.contract.restriction.warrant.as_ref().unwrap().amount
    }

    /// The level, as the contract wants it and as the device was told.
    pub(crate) fn expect(&self, level: Level) -> &Self {
        assert_eq!(self.level(), level, "wanted at {}", self.contract.local(self.now));
        assert_eq!(self.told.as_ref().unwrap().level, level, "told at {}", self.contract.local(self.now));
        self
    }

    /// When, in local time, events of this type happened.
    pub(crate) fn times(&self, kind: &str) -> Vec<String> {
        let of_kind = self.events.iter().filter(|(_, event)| event.kind() == kind);
        of_kind.map(|(at, _)| self.contract.local(*at).strftime("%Y-%m-%d %H:%M").to_string()).collect()
    }

    /// Under the house pack: the phone is locked since 19 February; it is now noon of that day.
    pub(crate) fn locked() -> Self {
        let mut story = Self::under("house");
        story.until("2026-02-19", 12);
        story.expect(Level::Locked);
        story
    }
}
