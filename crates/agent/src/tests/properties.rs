//! Random lives: genuine, forged, replayed and reordered documents, restarts, reboots, resets, clocks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use policy::Level;
use proof::Digest;
use proof::authority::Role;
use proof::keys::{KeyId, LenderKey, Signer as _};
use proptest::prelude::*;

use crate::testing::{Phone, Server, at};
use crate::{Input, ScreenKind};

#[derive(Debug, Clone)]
enum Step {
    /// The lender signs a standing with a valid warrant, or with none, and delivers it later or never.
    Sign(Level),
    /// The document signed last comes in.
    Deliver,
    /// It signs one whose warrant is for less, for another time, or missing.
    SignBadly(Level, u8),
    /// It signs that nothing is overdue: the notices of before are used up.
    SignPaid,
    SignQuittance,
    Forge(Level),
    /// The lender's next command key takes the place of the one before, which may have been stolen.
    Rotate(bool),
    /// Any document signed so far comes in, whatever its age.
    Push(prop::sample::Index),
    Publish(prop::sample::Index),
    Garble(prop::sample::Index, prop::sample::Index),
    Talk,
    Fail,
    Pass(u32),
    SetWallClock(i64),
    Dismiss,
    Restart,
    Reboot,
    FactoryReset,
}

fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(Level::ALL.to_vec())
}

fn step() -> impl Strategy<Value = Step> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        4 => level().prop_map(Step::Sign),
        2 => (level(), 0_u8..4).prop_map(|(level, how)| Step::SignBadly(level, how)),
        1 => Just(Step::SignPaid),
        1 => Just(Step::SignQuittance),
        1 => level().prop_map(Step::Forge),
        1 => any::<bool>().prop_map(Step::Rotate),
        6 => Just(Step::Deliver),
        4 => index().prop_map(Step::Push),
        2 => index().prop_map(Step::Publish),
        1 => (index(), index()).prop_map(|(which, byte)| Step::Garble(which, byte)),
        4 => Just(Step::Talk),
        1 => Just(Step::Fail),
        2 => (0_u32..40 * 3600).prop_map(Step::Pass),
        2 => (0_u32..20).prop_map(|days| Step::Pass(days * 86_400)),
        1 => (0_i64..4_000_000_000).prop_map(Step::SetWallClock),
        1 => Just(Step::Dismiss),
        2 => Just(Step::Restart),
        1 => Just(Step::Reboot),
        1 => Just(Step::FactoryReset),
    ]
}

/// What the world knows about a genuine standing: the level its warrant allows, and until when.
struct Right {
    key: Digest,
    level: Level,
    from: Timestamp,
    until: Timestamp,
}

struct World {
    server: Server,
    phone: Phone,
    seq: u64,
    signed: Vec<(u64, Vec<u8>)>,
    rights: BTreeMap<u64, Right>,
    was_released: bool,
    paid: BTreeSet<u64>,
    was_cured: bool,
    rotations: u8,
}

/// The beginning of a key's thumbprint.
fn kid(thumbprint: &Digest) -> KeyId {
    *thumbprint.as_bytes().first_chunk().unwrap()
}

impl World {
    fn new() -> Self {
        let mut server = Server::new(at("2026-02-19T15:00:00Z"));
        server.lender.terms.pack.silence = None;
        let first = server.lender.standing(1, server.now);
        server.publish(&first);
        let phone = Phone::enrolled(&mut server);
        let signed = vec![(1, server.standing.clone())];
        Self {
            server,
            phone,
            seq: 1,
            signed,
            rights: BTreeMap::new(),
            was_released: false,
            paid: BTreeSet::new(),
            was_cured: false,
            rotations: 0,
        }
    }

    fn keep(&mut self, standing: &proof::Unsigned<proof::documents::Standing>) {
        self.signed.push((standing.body.seq, standing.sign(&self.server.lender.key)));
    }

    fn sign(&mut self, level: Level) {
        self.seq += 1;
        let (lender, now) = (&self.server.lender, self.server.now);
        if level == Level::None {
            let standing = lender.standing(self.seq, now);
            return self.keep(&standing);
        }
        let until = now + SignedDuration::from_hours(7 * 24);
        let standing = lender.restricted(self.seq, level, now);
        let key = lender.key.public_key().thumbprint();
        self.rights.insert(self.seq, Right { key, level, from: now, until });
        self.keep(&standing);
    }

    fn sign_badly(&mut self, level: Level, how: u8) {
        self.seq += 1;
        let (lender, now) = (&self.server.lender, self.server.now);
        let mut standing = lender.restricted(self.seq, level.max(Level::Limited), now);
        let mut warrant = lender.warrant(Level::Locked, now);
        match how {
            0 => warrant.body.level = Level::Reminder,
            1 => warrant.claims.expires_at = warrant.claims.not_before,
            2 => drop(warrant.body.notices.pop()),
            _ => warrant.body.device_key = Digest([9; 32]),
        }
        standing.body.warrant = Some(warrant.sign(&lender.key).into());
        self.keep(&standing);
    }

    fn act(&mut self, step: &Step) {
        match step {
            Step::Sign(level) => self.sign(*level),
            Step::SignBadly(level, how) => self.sign_badly(*level, *how),
            Step::SignPaid => {
                self.seq += 1;
                let mut standing = self.server.lender.standing(self.seq, self.server.now);
                standing.body.overdue = crate::testing::usd(0);
                self.paid.insert(self.seq);
                self.keep(&standing);
            }
            Step::SignQuittance => {
                self.seq += 1;
                let standing = self.server.lender.released(self.seq, self.server.now);
                self.keep(&standing);
            }
            Step::Forge(level) => {
                let standing = self.server.lender.restricted(self.seq + 100, *level, self.server.now);
                let bytes = standing.sign(&LenderKey::from_seed(&[9; 32]));
                self.phone.feed(Input::Pushed(&bytes));
            }
            Step::Rotate(is_stolen) => {
                self.rotations += 1;
                let lender = &mut self.server.lender;
                let next = LenderKey::from_seed(&[100 + self.rotations; 32]);
                lender.authority.rotate(&lender.key, &next, *is_stolen);
                lender.key = next;
            }
            Step::Deliver => {
                let (_, bytes) = self.signed[self.signed.len() - 1].clone();
                self.phone.feed(Input::Pushed(&bytes));
            }
            Step::Push(which) => {
                let (_, bytes) = which.get(&self.signed).clone();
                self.phone.feed(Input::Pushed(&bytes));
            }
            Step::Publish(which) => {
                let (seq, bytes) = which.get(&self.signed).clone();
                (self.server.seq, self.server.standing) = (seq, bytes);
            }
            Step::Garble(which, byte) => {
                let (_, mut bytes) = which.get(&self.signed).clone();
                let byte = byte.index(bytes.len());
                bytes[byte] ^= 0x10;
                let before = (self.phone.agent.level(), self.phone.agent.standing_seq());
                self.phone.feed(Input::Pushed(&bytes));
                assert!(!self.phone.refused.is_empty());
                assert_eq!((self.phone.agent.level(), self.phone.agent.standing_seq()), before);
            }
            Step::Talk => self.phone.talk(&mut self.server),
            Step::Fail => self.phone.feed(Input::SendFailed),
            Step::Pass(seconds) => {
                self.server.now += SignedDuration::from_secs(i64::from(*seconds));
                self.phone.pass(u64::from(*seconds));
            }
            Step::SetWallClock(second) => {
                self.phone.wall = Some(Timestamp::from_second(*second).unwrap());
                let before = self.phone.agent.level();
                self.phone.feed(Input::Tick);
                assert_eq!(self.phone.agent.level(), before);
            }
            Step::Dismiss => self.phone.feed(Input::Dismiss),
            Step::Restart => self.restart(),
            Step::Reboot => {
                self.phone.boot += 1;
                self.phone.monotonic = std::time::Duration::ZERO;
                self.restart();
            }
            Step::FactoryReset => {
                self.phone.factory_reset(&self.server);
                // What the server has in force may be older than what was pushed; the phone can't know.
                (self.was_released, self.was_cured) = (false, false);
            }
        }
    }

    /// What was kept is what there was.
    fn restart(&mut self) {
        let agent = &self.phone.agent;
        let before = (agent.level(), agent.standing_seq(), agent.unconfirmed_receipts());
        let proof = agent.screen().proof.clone();
        self.phone.restart(&self.server);
        let agent = &self.phone.agent;
        let receipts = agent.unconfirmed_receipts();
        assert_eq!((agent.standing_seq(), agent.screen().proof.is_some()), (before.1, proof.is_some()));
        assert_eq!((agent.level(), receipts), (before.0, before.2));
    }

    fn check(&mut self) {
        let agent = &self.phone.agent;
        self.was_released |= agent.screen().kind == ScreenKind::Quittance;
        self.was_cured |= self.paid.contains(&agent.standing_seq());
        assert_eq!(agent.screen().level, agent.level());
        if agent.level() == Level::None {
            return;
        }
        // I4.
        assert!(!self.was_released, "restricted after the quittance");
        // I2: every notice there is was shown before the cure.
        assert!(!self.was_cured, "restricted by notices of a cured delinquency");
        // I1 and I2: a genuine, good warrant that is valid now allows at least this level.
        let right = self.rights.get(&agent.standing_seq()).expect("restricted without a warrant");
        let now = agent.trusted_time().unwrap();
        let trust = agent.trust.as_ref().unwrap();
        assert!(trust.named(kid(&right.key), Role::Command).is_ok(), "by a key off the roster");
        assert!(agent.level() <= right.level, "above the warrant");
        assert!(right.from <= now && now < right.until, "outside the warrant's validity");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_life_breaks_an_invariant(steps in prop::collection::vec(step(), 1..60)) {
        let mut world = World::new();
        for step in steps {
            world.act(&step);
            world.check();
        }
    }

    #[test]
    fn random_bytes_change_nothing(bytes: Vec<u8>, as_reply: bool) {
        let mut world = World::new();
        let before = (world.phone.agent.level(), world.phone.agent.standing_seq());
        let input = if as_reply {
            Input::Received { reply: crate::Reply::Ok, bytes: &bytes }
        } else {
            Input::Pushed(&bytes)
        };
        world.phone.feed(input);
        prop_assert_eq!((world.phone.agent.level(), world.phone.agent.standing_seq()), before);
    }
}
