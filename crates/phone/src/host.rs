mod account;
mod control;

use std::fmt;
use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use agent::{Agent, Input, Output, Reading};
use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use crate::account::Account;
use crate::client::DeviceClient;
use crate::data::Folder;
use crate::hardware::Hardware;
use crate::{PhoneConfig, PhoneError, Refused, Status, web};

const STATE: &str = "state";

pub(crate) use account::AccountAct;
pub(crate) use control::{Control, Event};

struct Host {
    config: PhoneConfig,
    hardware: Hardware,
    data: Folder,
    agent: Agent,
    client: DeviceClient,
    events: mpsc::Sender<Event>,
    status: watch::Sender<Status>,
    network: bool,
    /// What was added to the clock by hand.
    advanced: Duration,
    wake_at: Duration,
    request: Option<JoinHandle<()>>,
    requests: u64,
    refused: Option<Refused>,
    /// Whether the recovery code typed last was wrong.
    wrong_code: bool,
}

/// A phone that is ready to run.
pub struct Phone {
    host: Host,
    happened: mpsc::Receiver<Event>,
    listener: TcpListener,
    router: Router,
    address: SocketAddr,
}

/// Runs one phone until `shutdown` resolves. What it kept is there at the next start.
///
/// # Errors
/// When its folder can't be used or its address can't be listened on.
pub async fn run(config: PhoneConfig, shutdown: impl Future<Output = ()>) -> Result<(), PhoneError> {
    Phone::start(config).await?.run(shutdown).await
}

impl Phone {
    /// Opens the phone's folder and its address.
    ///
    /// # Errors
    /// When its folder can't be used or its address can't be listened on.
    pub async fn start(mut config: PhoneConfig) -> Result<Self, PhoneError> {
        if !config.listen.ip().is_loopback() {
            return Err(PhoneError::NotLoopback(config.listen));
        }
        let hardware = Hardware::start(&config.dir, &config.identity, config.entropy.as_mut())?;
        let data = Folder::open(config.dir.join("data"))?;
        let agent = start(&hardware, &data)?;
        let listen = |source| PhoneError::Listen { address: config.listen, source };
        let listener = TcpListener::bind(config.listen).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let (events, happened) = mpsc::channel(64);
        let (status, seen) = watch::channel(Status::of(&agent, None, true, 0));
        let router = web::router(events.clone(), seen, config.test_clock);
        let host = Host {
            config,
            hardware,
            data,
            agent,
            client: DeviceClient::new(),
            events,
            status,
            network: true,
            advanced: Duration::ZERO,
            wake_at: Duration::ZERO,
            request: None,
            requests: 0,
            refused: None,
            wrong_code: false,
        };
        Ok(Self { host, happened, listener, router, address })
    }

    /// Where its screen is.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Runs it until `shutdown` resolves.
    ///
    /// # Errors
    /// When its folder can't be written: a phone that can't remember must not act.
    pub async fn run(mut self, shutdown: impl Future<Output = ()>) -> Result<(), PhoneError> {
        let (listener, router) = (self.listener, self.router);
        let server = tokio::spawn(async move { axum::serve(listener, router).await });
        tracing::info!(address = %self.address, "phone started");
        let ended = self.host.live(&mut self.happened, shutdown).await;
        self.host.cancel();
        server.abort();
        ended
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Phone").field("address", &self.address).finish_non_exhaustive()
    }
}

/// The agent with what it kept. A state that can't be used is reported and forgotten: the phone is free until
/// the server tells it again.
fn start(hardware: &Hardware, data: &Folder) -> Result<Agent, PhoneError> {
    let saved = data.read(STATE)?;
    let agent = Agent::new(hardware.identity.clone(), saved.as_deref()).or_else(|error| {
        tracing::error!(%error, "the saved state is not used");
        Agent::new(hardware.identity.clone(), None)
    });
    let agent = agent.map_err(|_| PhoneError::Hardware(data.path(STATE)))?;
    Ok(agent.attested(&hardware.attestation))
}

impl Host {
    async fn live(
        &mut self,
        happened: &mut mpsc::Receiver<Event>,
        shutdown: impl Future<Output = ()>,
    ) -> Result<(), PhoneError> {
        self.boot().await?;
        tokio::pin!(shutdown);
        loop {
            let sleep = tokio::time::sleep(self.wake_at.saturating_sub(self.monotonic()));
            tokio::select! {
                () = &mut shutdown => return Ok(()),
                Some(event) = happened.recv() => self.take(event).await?,
                () = sleep => self.feed(Input::Tick).await?,
            }
        }
    }

    fn monotonic(&self) -> Duration {
        (self.config.monotonic)().saturating_add(self.advanced)
    }

    async fn boot(&mut self) -> Result<(), PhoneError> {
        self.feed(Input::Boot).await?;
        if self.agent.server().is_none()
            && let Some(code) = self.hardware.code()?
        {
            self.feed(Input::Provision(code)).await?;
        }
        Ok(())
    }

    async fn take(&mut self, event: Event) -> Result<(), PhoneError> {
        match event {
            // The answer to a request that was given up in the meantime.
            Event::Answer(number, _) if number != self.requests || self.request.is_none() => Ok(()),
            Event::Answer(_, answer) => {
                self.request = None;
                match answer {
                    Ok((reply, bytes)) => self.feed(Input::Received { reply, bytes: &bytes }).await,
                    Err(reason) => {
                        tracing::debug!(reason, "no answer");
                        self.feed(Input::SendFailed).await
                    }
                }
            }
            Event::Control(control, done) => {
                self.control(control).await?;
                // Whoever asked may be gone; that changes nothing.
                done.send(()).or(Ok(()))
            }
            Event::Evidence(answer) => {
                drop(answer.send(self.agent.evidence().map(|evidence| evidence.to_bytes())));
                Ok(())
            }
        }
    }

    /// Gives up the request under way.
    fn cancel(&mut self) {
        if let Some(request) = self.request.take() {
            request.abort();
        }
    }

    /// One input, and everything the agent says to do about it, in its order.
    async fn feed(&mut self, input: Input<'_>) -> Result<(), PhoneError> {
        let reading = Reading { wall: None, monotonic: self.monotonic(), boot: self.hardware.boot };
        let outputs = self.agent.handle(input, reading, &self.hardware.key, self.config.entropy.as_mut());
        for output in outputs {
            match output {
                Output::Persist(state) => self.persist(state).await?,
                Output::Send { endpoint, bytes, wait } => self.send(endpoint, bytes, wait),
                Output::WakeAt(at) => self.wake_at = at,
                Output::Refused(refusal) => {
                    tracing::warn!(check = refusal.check.number(), reason = %refusal, "not obeyed");
                    self.refused = Some(Refused::from(&refusal));
                }
                Output::LiftAccountLock => self.hardware.change_account(Account::lift)?,
                Output::Show(_) => {}
            }
        }
        self.show();
        Ok(())
    }

    async fn persist(&mut self, state: Vec<u8>) -> Result<(), PhoneError> {
        let data = self.data.clone();
        let written = tokio::task::spawn_blocking(move || data.write(STATE, &state)).await;
        written.unwrap_or_else(|error| Err(PhoneError::file(self.data.path(STATE))(error.into())))
    }

    /// Sends in the background; a request under way is given up for it.
    fn send(&mut self, endpoint: agent::Endpoint, bytes: Vec<u8>, wait: bool) {
        self.cancel();
        self.requests += 1;
        let (number, events, client) = (self.requests, self.events.clone(), self.client.clone());
        let server = self.config.server.clone().or_else(|| self.agent.server().map(str::to_owned));
        let network = self.network;
        self.request = Some(tokio::spawn(async move {
            let answer = match server.filter(|_| network) {
                Some(server) => client.post(&server, endpoint, bytes, wait).await,
                None => Err("no network".to_owned()),
            };
            // The phone may be switched off by now.
            drop(events.send(Event::Answer(number, answer)).await);
        }));
    }
}
