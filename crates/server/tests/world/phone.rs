//! A real agent whose host is the test.

use std::time::Duration;

use agent::{Agent, Endpoint, Identity, Input, Output, Reading, Refusal, Reply};
use attest::{Made, Maker, device_key_challenge};
use ident::SeededEntropy;
use proof::keys::{Signer as _, SoftDeviceKey};
use servicing::Contract;

use crate::by_hand::{code, post};
use crate::world::World;

/// A phone that is connected when the test says so.
pub(crate) struct Phone {
    pub(crate) agent: Agent,
    pub(crate) refusals: Vec<Refusal>,
    identity: Identity,
    key: SoftDeviceKey,
    chain: Vec<Vec<u8>>,
    entropy: SeededEntropy,
    saved: Option<Vec<u8>>,
    boot: u64,
    monotonic: Duration,
    to_send: Option<(Endpoint, Vec<u8>)>,
}

impl Phone {
    /// The financed phone, fresh from the box.
    pub(crate) fn of(contract: &Contract) -> Self {
        Self::with_key(contract, 3)
    }

    /// The same with another key in its hardware.
    pub(crate) fn with_key(contract: &Contract, seed: u8) -> Self {
        let identity = Identity {
            imeis: contract.device.imeis.clone(),
            serial: contract.device.serial.clone(),
            model: contract.device.model.clone(),
        };
        let mut phone = Self {
            agent: Agent::new(identity.clone(), None).unwrap(),
            refusals: Vec::new(),
            identity,
            key: SoftDeviceKey::from_seed(&[seed; 32]),
            chain: Vec::new(),
            entropy: SeededEntropy::new(3),
            saved: None,
            boot: 1,
            monotonic: Duration::from_secs(60),
            to_send: None,
        };
        phone.take(Input::Boot);
        phone
    }

    /// Scans the code in the shop.
    pub(crate) async fn enroll(&mut self, world: &World, contract: &Contract) {
        let code = code(world, contract).await;
        self.take(Input::Provision(code));
        self.exchange(world).await;
    }

    /// Talks to the server until both have nothing more to say, without waiting where a phone would: for a
    /// new session after the old one ended, for a turn to deliver receipts.
    pub(crate) async fn check_in(&mut self, world: &World) {
        for _ in 0..3 {
            self.take(Input::Online);
            self.exchange(world).await;
        }
    }

    /// Somebody types a code at the lock screen.
    pub(crate) fn type_code(&mut self, code: &str) {
        self.refusals.clear();
        self.take(Input::Code(code));
    }

    /// Time passes without network.
    pub(crate) fn pass(&mut self, time: Duration) {
        self.monotonic += time;
        self.take(Input::SendFailed);
        self.take(Input::Tick);
    }

    /// A restart: what was written down is all that is left.
    pub(crate) fn restart(&mut self) {
        self.boot += 1;
        let agent = Agent::new(self.identity.clone(), self.saved.as_deref()).unwrap();
        self.agent = agent.attested(&self.chain);
        self.take(Input::Boot);
    }

    /// A factory reset; the code without its token finds the phone again by its hardware.
    pub(crate) async fn reset(&mut self, world: &World, contract: &Contract) {
        assert!(contract.device.enrolled.is_none(), "the contract as it was in the shop");
        self.reset_offline(world).await;
        self.exchange(world).await;
    }

    /// A factory reset where no network is: what it wants to say is lost.
    pub(crate) async fn reset_offline(&mut self, world: &World) {
        self.saved = None;
        self.restart();
        let (mut code, _) = world.app.enrollment_code(&world.lender, world.now().await);
        code.token = String::new();
        self.take(Input::Provision(code));
    }

    /// A factory reset over which the hardware keeps no key; the maker vouches for the new one.
    pub(crate) async fn reset_with_new_key(&mut self, world: &World, seed: u8) {
        self.key = SoftDeviceKey::from_seed(&[seed; 32]);
        let Identity { imeis, serial, model } = &self.identity;
        let challenge = device_key_challenge();
        let made = Made { key: &self.key.public_key(), imeis, serial, model, challenge };
        self.chain = Maker::of_virtual_phones().unwrap().attest(&made).unwrap();
        self.reset_offline(world).await;
        self.exchange(world).await;
    }

    fn take(&mut self, input: Input<'_>) {
        let reading = Reading { wall: None, monotonic: self.monotonic, boot: self.boot };
        for output in self.agent.handle(input, reading, &self.key, &mut self.entropy) {
            match output {
                Output::Persist(bytes) => self.saved = Some(bytes),
                Output::Send { endpoint, bytes, .. } => self.to_send = Some((endpoint, bytes)),
                Output::Refused(refusal) => self.refusals.push(refusal),
                Output::LiftAccountLock | Output::Show(_) | Output::WakeAt(_) => {}
            }
        }
    }

    async fn exchange(&mut self, world: &World) {
        while let Some((endpoint, bytes)) = self.to_send.take() {
            let route = match endpoint {
                Endpoint::Enroll => "enroll",
                Endpoint::CheckIn => "check-in",
            };
            let reply = post(world, route, bytes).await;
            let status = Reply::from_status(reply.status.as_u16(), None);
            self.take(Input::Received { reply: status, bytes: &reply.body });
        }
    }
}
