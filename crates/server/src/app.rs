use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use ident::{Entropy, LenderId};
use jiff::Timestamp;
use store::{Store, StoreError};

use crate::delivery::DeliveryState;
use crate::device::DeviceState;
use crate::jobs::CloseState;
use crate::lenders::LenderCache;
use crate::log::{LogBook, LogService};
use crate::restraint::RestraintState;
use crate::{Clock, HttpClient, Hub, KeyRing, Metrics, PackShelf, Sealer};

/// What the server is told about itself.
#[derive(Debug, Clone)]
pub struct AppConfig {
    /// Where the outside world reaches this server, without a slash at the end.
    pub public_url: String,
    /// Whether webhooks may go to loopback and private addresses. For tests and the demo only.
    pub allow_private_webhooks: bool,
    /// The makers of phones whose word is believed.
    pub attestation_roots: attest::Roots,
}

/// What an [`App`] is made of.
pub struct AppParts {
    /// Where everything is kept.
    pub store: Arc<dyn Store>,
    /// All keys.
    pub keys: KeyRing,
    /// All policy packs.
    pub packs: PackShelf,
    /// The public log.
    pub log: Arc<LogBook>,
    /// The world's time.
    pub clock: Arc<dyn Clock>,
    /// Unpredictable bytes.
    pub entropy: Box<dyn Entropy>,
    /// Settings.
    pub config: AppConfig,
}

/// The server without its surfaces.
pub struct App {
    /// Where everything is kept.
    pub store: Arc<dyn Store>,
    /// All keys.
    pub keys: KeyRing,
    /// Encrypts secrets at rest.
    pub sealer: Sealer,
    /// All policy packs.
    pub packs: PackShelf,
    /// The public log.
    pub log: LogService,
    /// Settings.
    pub config: AppConfig,
    /// Counters.
    pub metrics: Metrics,
    /// Tells connected devices of new standings.
    pub hub: Arc<Hub>,
    /// Wakes the delivery workers; a hint, they also look by themselves.
    pub outbox_hint: tokio::sync::Notify,
    /// For webhooks to lenders.
    pub http: HttpClient,
    clock: Arc<dyn Clock>,
    entropy: Mutex<Box<dyn Entropy>>,
    pub(crate) lenders: LenderCache,
    test_clocks: Mutex<HashMap<LenderId, Timestamp>>,
    pub(crate) device: DeviceState,
    pub(crate) close: CloseState,
    pub(crate) restraint: RestraintState,
    pub(crate) delivery: DeliveryState,
}

/// An identifier that sorts by its time of creation.
pub trait NewId {
    /// From time and randomness.
    fn make(unix_millis: u64, random: [u8; 10]) -> Self;
}

macro_rules! new_id {
    ($($name:ident),*) => {$(
        impl NewId for ident::$name {
            fn make(unix_millis: u64, random: [u8; 10]) -> Self {
                Self::new(unix_millis, random)
            }
        }
    )*};
}

new_id!(
    ApiKeyId,
    ApprovalId,
    ContractId,
    DeviceId,
    EndpointId,
    EventId,
    LeafId,
    LenderId,
    MessageId,
    OperatorId,
    PaymentId,
    RawEventId,
    SessionId,
    TransactionId
);

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: AppParts) -> Self {
        let metrics = Metrics::new();
        Self {
            sealer: parts.keys.sealer(),
            log: LogService::new(parts.log, parts.keys.log_secret()),
            http: HttpClient::new(parts.config.allow_private_webhooks),
            store: parts.store,
            keys: parts.keys,
            packs: parts.packs,
            config: parts.config,
            clock: parts.clock,
            entropy: Mutex::new(parts.entropy),
            hub: Arc::default(),
            outbox_hint: tokio::sync::Notify::new(),
            lenders: LenderCache::default(),
            test_clocks: Mutex::default(),
            device: DeviceState::new(&metrics),
            close: CloseState::default(),
            restraint: RestraintState::default(),
            delivery: DeliveryState::default(),
            metrics,
        }
    }

    /// The world's time: for rate limits, leases, keys and deliveries. Contracts live by
    /// [`App::now_for`].
    #[must_use]
    pub fn wall_now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Unpredictable bytes.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        self.with_entropy(|entropy| entropy.array())
    }

    /// Lends the source of randomness.
    pub fn with_entropy<T>(&self, use_it: impl FnOnce(&mut dyn Entropy) -> T) -> T {
        let mut entropy = self.entropy.lock().unwrap_or_else(PoisonError::into_inner);
        use_it(entropy.as_mut())
    }

    /// A new identifier.
    #[must_use]
    pub fn new_id<I: NewId>(&self) -> I {
        let millis = u64::try_from(self.wall_now().as_millisecond()).unwrap_or(0);
        I::make(millis, self.random())
    }

    pub(crate) async fn test_now(&self, lender: LenderId) -> Result<Timestamp, StoreError> {
        let known = self.test_clocks.lock().unwrap_or_else(PoisonError::into_inner).get(&lender).copied();
        if let Some(now) = known {
            return Ok(now);
        }
        let now = self.store.test_clock(lender).await?;
        let now = now.ok_or_else(|| StoreError::Invalid("a test lender without a test clock".to_owned()))?;
        self.remember_test_clock(lender, now);
        Ok(now)
    }

    /// Sets a lender's test clock, which never goes back.
    ///
    /// # Errors
    /// [`StoreError::ClockBack`] for an earlier time than it shows.
    pub async fn set_test_clock(&self, lender: LenderId, now: Timestamp) -> Result<(), StoreError> {
        self.store.set_test_clock(lender, now).await?;
        self.remember_test_clock(lender, now);
        Ok(())
    }

    fn remember_test_clock(&self, lender: LenderId, now: Timestamp) {
        let mut clocks = self.test_clocks.lock().unwrap_or_else(PoisonError::into_inner);
        let known = clocks.entry(lender).or_insert(now);
        *known = now.max(*known);
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("config", &self.config).finish_non_exhaustive()
    }
}
