use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use agent::Identity;
use ident::Entropy;

/// Time since the process started.
pub type Monotonic = Arc<dyn Fn() -> Duration + Send + Sync>;

/// One virtual phone.
pub struct PhoneConfig {
    /// Where to reach the server; absent: where the enrollment code says.
    pub server: Option<String>,
    /// Its two memories: `hardware/` survives a factory reset, `data/` does not.
    pub dir: PathBuf,
    /// Where it serves its screen; a loopback address, because whoever reaches it has the phone in hand.
    pub listen: SocketAddr,
    /// What the maker writes into a new phone; ignored when `dir` has one already.
    pub identity: Identity,
    /// Whether its time may be advanced by hand.
    pub test_clock: bool,
    /// A source of unpredictable bytes.
    pub entropy: Box<dyn Entropy>,
    /// Time since the process started.
    pub monotonic: Monotonic,
}

impl fmt::Debug for PhoneConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PhoneConfig")
            .field("dir", &self.dir)
            .field("listen", &self.listen)
            .finish_non_exhaustive()
    }
}
