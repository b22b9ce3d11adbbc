//! From the model's days and standings to real ones.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use minicbor::bytes::ByteVec;
use model::{
    Action, DUE, Receipt as ModelReceipt, Standing as ModelStanding, Warrant as ModelWarrant, World,
};
use policy::{Channel, Level, LevelRule, NoticeKey, NoticeRule, Pack, RaiseHours, SilenceRule};
use proof::documents::{Delivery, Fact, NoticeEvidence, NoticeOnDevice, Receipt, Standing, Warrant};
use proof::keys::{LocalSigner, SoftDeviceKey};
use proof::{Claims, Digest, Party, Unsigned};

use crate::testing::{Phone, Server, at, day, usd};
use crate::{Input, ScreenKind};

const NOON: &str = "2026-03-02T12:00:00Z";
const KEY: &str = "notice";

/// The real phone and as much of a server as it sees.
pub(super) struct Bridge {
    server: Server,
    phone: Phone,
    /// What was done, for whoever looks for a difference.
    pub(super) history: Vec<Action>,
}

fn instant(day: u8) -> Timestamp {
    at(NOON) + SignedDuration::from_hours(24 * i64::from(day))
}

fn due(installment: u8) -> Date {
    day("2026-03-02").saturating_add(jiff::Span::new().days(DUE[usize::from(installment)]))
}

fn key() -> NoticeKey {
    NoticeKey(KEY.to_owned())
}

/// The model's numbers.
fn pack() -> Pack {
    let level = |level| LevelRule {
        level,
        from_dpd: u16::from(model::from_days_past_due(level).unwrap()),
        from_dpd_weekly: None,
    };
    let mut pack = policy::find("house", 1).unwrap();
    pack.grace_days = 0;
    pack.step_days = 1;
    pack.notices = vec![NoticeRule {
        key: key(),
        at_dpd: u16::from(model::NOTICE_FROM),
        cure_days: u16::from(model::CURE),
        channels: vec![Channel::OnDevice],
        min_channels: 1,
    }];
    pack.levels = vec![level(Level::Limited), level(Level::Locked)];
    pack.raise_hours = RaiseHours { from_hour: 0, to_hour: 24, weekdays: (1..=7).collect() };
    pack.warrant_valid_days = u16::from(model::VALID);
    pack.silence = Some(SilenceRule {
        limited_after_days: u16::from(model::SILENCE_AFTER),
        notice_days: u16::from(model::SILENCE_NOTICE),
    });
    pack.check().unwrap();
    pack
}

impl Bridge {
    pub(super) fn new() -> Self {
        let mut server = Server::new(instant(0));
        let terms = &mut server.lender.terms;
        terms.installments.truncate(DUE.len());
        for (installment, number) in terms.installments.iter_mut().zip(0..) {
            installment.due_on = due(number);
        }
        (terms.time_zone, terms.pack) = ("UTC".to_owned(), pack());
        let mut phone = Phone::new(&server);
        phone.feed(Input::Provision(server.code("token")));
        Self { server, phone, history: Vec::new() }
    }

    /// Level, number of the standing in force, whether it was released. A released phone has nothing more to ask, so
    /// numbers don't matter to it.
    pub(super) fn state(&self) -> (Level, u64, bool) {
        let agent = &self.phone.agent;
        let is_released = matches!(agent.screen().kind, ScreenKind::Quittance | ScreenKind::Released);
        (agent.level(), if is_released { 0 } else { agent.standing_seq() }, is_released)
    }

    /// Does to the phone what was done to the model's.
    pub(super) fn follow(&mut self, action: Action, before: &World, after: &World) {
        self.server.now = instant(after.today);
        let days = after.today - before.today;
        match action {
            Action::Day | Action::DaysAsleep => self.phone.pass(86_400 * u64::from(days)),
            Action::DayOff => {
                self.phone.boot += 1;
                self.phone.monotonic = std::time::Duration::ZERO;
                self.phone.restart(&self.server);
            }
            Action::Restart => self.phone.restart(&self.server),
            Action::FactoryReset => self.phone.factory_reset(&self.server),
            Action::SetClock(days) => {
                self.phone.wall = Some(self.server.now + SignedDuration::from_hours(24 * i64::from(days)));
                self.phone.feed(Input::Tick);
            }
            Action::Exchange => self.exchange(after),
            Action::Push(index) => self.push(before.lender.signed().get(usize::from(index)), after),
            Action::PushForeign => self.push(before.foreign().as_ref(), after),
            Action::PushRelease => {
                let release = self.server.lender.freed(instant(0));
                self.phone.feed(Input::Pushed(&release));
            }
            Action::Ombudsman => {
                self.server.releases = vec![self.server.lender.freed(instant(0)).into()];
            }
            // What the lender does reaches the phone by the rest; codes and late answers are not walked.
            _ => {}
        }
    }

    fn exchange(&mut self, after: &World) {
        if let Some(told) = after.lender.told() {
            let standing = self.standing(told, after);
            self.server.publish(&standing);
        }
        self.phone.exchange_once(&mut self.server);
    }

    fn push(&mut self, standing: Option<&ModelStanding>, world: &World) {
        if let Some(standing) = standing {
            let bytes = self.standing(standing, world).sign(&self.server.lender.key);
            self.phone.feed(Input::Pushed(&bytes));
        }
    }

    /// The same content under the lender's signature.
    fn standing(&self, standing: &ModelStanding, world: &World) -> Unsigned<Standing> {
        let (lender, content) = (&self.server.lender, &standing.content);
        let notice = |since| NoticeOnDevice {
            key: key(),
            delinquent_since: due(since),
            amount: usd(1_000),
            cure_days: u16::from(model::CURE),
        };
        let issued = instant(standing.issued);
        let mut real = lender.standing(u64::from(standing.seq), issued);
        real.body.level = content.level;
        real.body.overdue = usd(if content.is_overdue { 1_000 } else { 0 });
        real.body.oldest_unpaid_due_on = content.unpaid.map(due);
        real.body.next_due = None;
        real.body.notices = content.notice.map(notice).into_iter().collect();
        if let Some(warrant) = content.warrant {
            lender.enclose(&mut real.body, &self.warrant(&warrant, world), &lender.key);
        }
        if !content.has_proof {
            real.body.log_proof = None;
        }
        if content.has_quittance {
            real.body.quittance = Some(lender.quittance(instant(0)).sign(&lender.key).into());
        }
        if !standing.is_mine {
            real.claims.audience = Party::Device(ident::DeviceId::new(1, [99; 10]));
        }
        real
    }

    fn warrant(&self, warrant: &ModelWarrant, world: &World) -> Unsigned<Warrant> {
        let from = instant(warrant.from);
        let mut real = self.server.lender.warrant(warrant.level, from);
        real.claims.expires_at = Some(instant(warrant.until));
        real.body.amount = usd(1_000 * i64::from(warrant.named));
        real.body.oldest_due_on = due(warrant.oldest);
        real.body.delinquent_since = due(warrant.notice.since);
        real.body.reconciled_to = from;
        // Only the phone itself signs with its key.
        let is_genuine = world.truth.receipts.contains(&warrant.notice);
        let other = SoftDeviceKey::from_seed(&[77; 32]);
        let signer = if is_genuine { &self.server.lender.device_key } else { &other };
        real.body.notices = vec![self.evidence(&warrant.notice, signer)];
        real
    }

    fn evidence(&self, notice: &ModelReceipt, signer: &dyn LocalSigner) -> NoticeEvidence {
        let (lender, at) = (&self.server.lender, instant(notice.at));
        let claims = Claims {
            issuer: Party::Device(lender.device),
            audience: Party::Lender(lender.id),
            ..lender.claims(at)
        };
        let fact = Fact::NoticeShown { key: key(), delinquent_since: due(notice.since) };
        let body = Receipt { counter: 1, previous: Digest([0; 32]), standing_seq: 1, fact };
        let receipt = Unsigned { claims, body }.sign(signer);
        let delivery = Delivery {
            channel: Channel::OnDevice,
            at,
            receipt: Some(ByteVec::from(receipt)),
            reference: None,
        };
        NoticeEvidence { key: key(), delivered_at: at, deliveries: vec![delivery] }
    }
}
