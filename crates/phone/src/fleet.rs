use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use agent::{Agent, Endpoint, Identity, Input, Output, Reading, Refusal, Reply, Screen};
use ident::Entropy;
use policy::Level;
use proof::keys::SoftDeviceKey;
use proof::session::EnrollmentCode;

use crate::client::DeviceClient;
use crate::hardware;
use crate::{FleetError, Monotonic};

/// Phones in memory: thousands in one process, sharing connections, for benchmarks and portfolios.
#[derive(Clone)]
pub struct Fleet {
    client: DeviceClient,
    monotonic: Monotonic,
    entropy: Arc<Mutex<Box<dyn Entropy>>>,
}

/// One phone of a fleet. It speaks only when asked to, so a test decides when anything happens.
pub struct FleetPhone {
    fleet: Fleet,
    agent: Agent,
    key: SoftDeviceKey,
    server: String,
}

/// More exchanges than any honest conversation takes.
const MOST_EXCHANGES: usize = 16;

impl Fleet {
    /// A fleet without phones.
    #[must_use]
    pub fn new(monotonic: Monotonic, entropy: Box<dyn Entropy>) -> Self {
        Self { client: DeviceClient::new(), monotonic, entropy: Arc::new(Mutex::new(entropy)) }
    }

    /// A new phone with its own key, enrolled.
    ///
    /// # Errors
    /// When the server does not answer, does not want it, or says what the phone does not accept.
    pub async fn enroll(&self, code: EnrollmentCode, identity: Identity) -> Result<FleetPhone, FleetError> {
        let seed = self.entropy.lock().unwrap_or_else(PoisonError::into_inner).array();
        let server = code.server.clone();
        // A state that does not exist can't be damaged.
        let key = SoftDeviceKey::from_seed(&seed);
        let chain = hardware::attest(&key, &identity);
        let agent = Agent::new(identity, None).map_err(|error| FleetError::Network(error.to_string()))?;
        let agent = agent.attested(&chain);
        let mut phone = FleetPhone { fleet: self.clone(), agent, key, server };
        phone.feed(Input::Boot);
        let first = phone.feed(Input::Provision(code));
        phone.converse(first, false).await?;
        Ok(phone)
    }
}

impl fmt::Debug for Fleet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fleet").finish_non_exhaustive()
    }
}

impl fmt::Debug for FleetPhone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.agent.fmt(f)
    }
}

/// What the agent wants done after one input.
struct Wish {
    send: Option<(Endpoint, Vec<u8>, bool)>,
    refused: Option<Refusal>,
}

impl FleetPhone {
    /// One check-in, answered at once, and those that deliver the receipts it led to.
    ///
    /// # Errors
    /// As for [`Fleet::enroll`].
    pub async fn check_in(&mut self) -> Result<&Screen, FleetError> {
        let first = self.feed(Input::Online);
        self.converse(first, false).await?;
        Ok(self.agent.screen())
    }

    /// One check-in that the server may hold until there is something new. Returns when that was applied, or the
    /// server's patience is over; the receipts for it go with the next check-in.
    ///
    /// # Errors
    /// As for [`Fleet::enroll`].
    pub async fn wait(&mut self) -> Result<&Screen, FleetError> {
        let first = self.feed(Input::Online);
        self.converse(first, true).await?;
        Ok(self.agent.screen())
    }

    /// A standing that came by any other way.
    ///
    /// # Errors
    /// [`FleetError::Refused`].
    pub fn push(&mut self, standing: &[u8]) -> Result<&Screen, FleetError> {
        match self.feed(Input::Pushed(standing)).refused {
            Some(refusal) => Err(FleetError::Refused(refusal)),
            None => Ok(self.agent.screen()),
        }
    }

    /// The user types an offline code.
    ///
    /// # Errors
    /// [`FleetError::Refused`].
    pub fn type_code(&mut self, code: &str) -> Result<&Screen, FleetError> {
        match self.feed(Input::Code(code)).refused {
            Some(refusal) => Err(FleetError::Refused(refusal)),
            None => Ok(self.agent.screen()),
        }
    }

    /// The user puts a notice or reminder away.
    pub fn dismiss(&mut self) -> &Screen {
        self.feed(Input::Dismiss);
        self.agent.screen()
    }

    /// What the phone shows.
    #[must_use]
    pub const fn screen(&self) -> &Screen {
        self.agent.screen()
    }

    /// The level in force.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.agent.level()
    }

    /// The standing in force.
    #[must_use]
    pub fn standing_seq(&self) -> u64 {
        self.agent.standing_seq()
    }

    fn feed(&mut self, input: Input<'_>) -> Wish {
        let reading = Reading { wall: None, monotonic: (self.fleet.monotonic)(), boot: 1 };
        let mut entropy = self.fleet.entropy.lock().unwrap_or_else(PoisonError::into_inner);
        let outputs = self.agent.handle(input, reading, &self.key, entropy.as_mut());
        drop(entropy);
        let mut wish = Wish { send: None, refused: None };
        for output in outputs {
            match output {
                Output::Send { endpoint, bytes, wait } => wish.send = Some((endpoint, bytes, wait)),
                Output::Refused(refusal) => wish.refused = Some(refusal),
                // It lives in memory: nothing is kept, drawn or waited for.
                Output::Persist(_) | Output::Show(_) | Output::WakeAt(_) | Output::LiftAccountLock => {}
            }
        }
        wish
    }

    /// Sends what the agent wants sent until it would only wait for news, or, if it may, has waited.
    async fn converse(&mut self, first: Wish, may_wait: bool) -> Result<(), FleetError> {
        let mut wish = first;
        let mut has_asked = false;
        for _ in 0..MOST_EXCHANGES {
            let Some((endpoint, bytes, wait)) = wish.send.take() else { return Ok(()) };
            if wait && !may_wait && has_asked {
                return Ok(());
            }
            has_asked |= endpoint == Endpoint::CheckIn;
            wish = match self.fleet.client.post(&self.server, endpoint, bytes, wait && may_wait).await {
                Ok((reply, bytes)) => {
                    let next = self.feed(Input::Received { reply, bytes: &bytes });
                    self.judge(reply, endpoint, next)?
                }
                Err(reason) => {
                    self.feed(Input::SendFailed);
                    return Err(FleetError::Network(reason));
                }
            };
            if wait && may_wait {
                return Ok(());
            }
        }
        Ok(())
    }

    /// A forgotten session or a spent token is answered by another hello at once; anything else ends here.
    fn judge(&mut self, reply: Reply, endpoint: Endpoint, next: Wish) -> Result<Wish, FleetError> {
        match (reply, next.refused) {
            // After a renewed session the agent takes its time; whoever asked for a check-in does not.
            (Reply::Ok, None) if endpoint == Endpoint::Enroll && next.send.is_none() => {
                Ok(self.feed(Input::Online))
            }
            (Reply::Ok, None) => Ok(Wish { refused: None, ..next }),
            (Reply::Ok, Some(refusal)) => Err(FleetError::Refused(refusal)),
            (Reply::SessionUnknown, _) if endpoint == Endpoint::CheckIn => Ok(self.feed(Input::Online)),
            (reply, _) => Err(FleetError::Reply(reply)),
        }
    }
}
