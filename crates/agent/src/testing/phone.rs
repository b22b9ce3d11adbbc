use std::time::Duration;

use ident::SeededEntropy;
use jiff::Timestamp;
use policy::{FloorItem, Level};
use proof::keys::SoftDeviceKey;

use super::Server;
use super::hardware::Hardware;
use crate::checks::Check;
use crate::output::Endpoint;
use crate::{Agent, Identity, Input, Output, Reading};

/// A phone in the hand of a test: keeps what the agent says to keep.
pub(crate) struct Phone {
    pub(crate) agent: Agent,
    pub(crate) kept: Option<Vec<u8>>,
    pub(crate) monotonic: Duration,
    pub(crate) boot: u64,
    pub(crate) wall: Option<Timestamp>,
    /// The request under way.
    pub(crate) sent: Option<(Endpoint, Vec<u8>, bool)>,
    pub(crate) refused: Vec<Check>,
    /// How often the system was told to lift its account lock.
    pub(crate) lifted: u32,
    pub(crate) wake_at: Duration,
    pub(crate) key: Hardware,
    entropy: SeededEntropy,
}

impl Phone {
    pub(crate) fn new(server: &Server) -> Self {
        let mut phone = Self {
            agent: Agent::new(Self::identity(server), None).unwrap(),
            kept: None,
            monotonic: Duration::ZERO,
            boot: 1,
            wall: None,
            sent: None,
            refused: Vec::new(),
            lifted: 0,
            wake_at: Duration::ZERO,
            key: Hardware { key: SoftDeviceKey::from_seed(&[2; 32]), is_broken: false },
            entropy: SeededEntropy::new(7),
        };
        phone.feed(Input::Boot);
        phone
    }

    fn identity(server: &Server) -> Identity {
        let terms = &server.lender.terms;
        Identity { imeis: terms.imeis.clone(), serial: terms.serial.clone(), model: terms.model.clone() }
    }

    /// Enrolled and in touch.
    pub(crate) fn enrolled(server: &mut Server) -> Self {
        let mut phone = Self::new(server);
        phone.feed(Input::Provision(server.code("token")));
        phone.talk(server);
        assert!(phone.agent.standing_seq() > 0, "{:?}", phone.refused);
        phone
    }

    pub(crate) fn feed(&mut self, input: Input<'_>) {
        let reading = Reading { wall: self.wall, monotonic: self.monotonic, boot: self.boot };
        self.refused.clear();
        let outputs = self.agent.handle(input, reading, &self.key, &mut self.entropy);
        let mut has_shown = false;
        for output in outputs {
            match output {
                Output::Persist(bytes) => {
                    assert!(!has_shown, "kept before it is shown");
                    self.kept = Some(bytes);
                }
                Output::Show(screen) => {
                    has_shown = true;
                    assert_eq!(*screen, *self.agent.screen());
                }
                Output::Send { endpoint, bytes, wait } => {
                    has_shown = true;
                    self.sent = Some((endpoint, bytes, wait));
                }
                Output::WakeAt(at) => {
                    assert!(at > self.monotonic || self.sent.is_some());
                    self.wake_at = at;
                }
                Output::LiftAccountLock => self.lifted += 1,
                Output::Refused(refusal) => self.refused.push(refusal.check),
            }
        }
        // Invariant I5, after everything that can happen.
        let screen = self.agent.screen();
        assert!(screen.emergency_call && FloorItem::REQUIRED.iter().all(|item| screen.floor.contains(item)));
    }

    /// Exchanges messages until the server would hold its answer; says whether it answered at all.
    pub(crate) fn talk(&mut self, server: &mut Server) {
        for _ in 0..20 {
            if self.sent.is_none() {
                self.feed(Input::Online);
            }
            let Some((endpoint, bytes, wait)) = self.sent.take() else { return };
            let is_idle = wait && server.seq <= self.agent.standing_seq();
            let (reply, bytes) = server.answer(endpoint, &bytes);
            self.feed(Input::Received { reply, bytes: &bytes });
            if is_idle || !self.refused.is_empty() {
                return;
            }
        }
        panic!("the phone talks without end");
    }

    /// The server forgets the session and does not renew it: the phone must be recognized by its hardware.
    pub(crate) fn recover(&mut self, server: &mut Server) {
        (server.session, server.renews) = (None, false);
        for _ in 0..3 {
            self.exchange_once(server);
        }
        assert_eq!(server.hellos.last(), Some(&proof::session::Purpose::Recover));
    }

    /// One request and its answer.
    pub(crate) fn exchange_once(&mut self, server: &mut Server) {
        self.feed(Input::Online);
        let Some((endpoint, bytes, _)) = self.sent.take() else { return };
        let (reply, bytes) = server.answer(endpoint, &bytes);
        self.feed(Input::Received { reply, bytes: &bytes });
    }

    /// Time has passed, and nothing is said about when to come back.
    pub(crate) fn agent_tick(&mut self) {
        let reading = Reading { wall: self.wall, monotonic: self.monotonic, boot: self.boot };
        self.agent.handle(Input::Tick, reading, &self.key, &mut self.entropy);
    }

    pub(crate) fn pass(&mut self, seconds: u64) {
        self.monotonic += Duration::from_secs(seconds);
        self.feed(Input::Tick);
    }

    /// The process starts again with what was kept.
    pub(crate) fn restart(&mut self, server: &Server) {
        self.agent = Agent::new(Self::identity(server), self.kept.as_deref()).unwrap();
        self.sent = None;
        self.feed(Input::Boot);
    }

    /// Nothing local survives; the code comes again from where the phone is set up.
    pub(crate) fn factory_reset(&mut self, server: &Server) {
        self.kept = None;
        self.boot += 1;
        self.monotonic = Duration::ZERO;
        self.restart(server);
        self.feed(Input::Provision(server.code("")));
    }
}

/// A server and a phone that is enrolled with it.
pub(crate) fn enrolled(now: Timestamp) -> (Server, Phone) {
    let mut server = Server::new(now);
    let phone = Phone::enrolled(&mut server);
    (server, phone)
}

/// The same, lawfully locked by its second standing.
pub(crate) fn locked(now: Timestamp) -> (Server, Phone) {
    let (mut server, mut phone) = enrolled(now);
    let locked = server.lender.restricted(2, Level::Locked, now);
    server.publish(&locked);
    phone.talk(&mut server);
    assert_eq!(phone.agent.level(), Level::Locked);
    (server, phone)
}
