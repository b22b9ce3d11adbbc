use std::fmt;
use std::time::Duration;

use crate::{Refusal, Screen};

/// Where bytes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endpoint {
    /// A signed hello; the answer is a grant.
    Enroll,
    /// A check-in of a session; the answer is an answer.
    CheckIn,
}

/// What the host must do, in this order.
#[derive(Clone, PartialEq, Eq)]
pub enum Output {
    /// Keep the device's whole state, replacing what was kept before, before doing anything that follows. It
    /// holds the session's keys: where the system has storage that only this program can read, it belongs there.
    Persist(Vec<u8>),
    /// Draw this screen.
    Show(Box<Screen>),
    /// Send this to the server. It takes the place of an earlier one that is still without answer, whose
    /// answer or failure must then not be reported any more.
    Send {
        /// Where to.
        endpoint: Endpoint,
        /// The message.
        bytes: Vec<u8>,
        /// Whether the server may hold its answer until there is something new.
        wait: bool,
    },
    /// Come back with [`crate::Input::Tick`] at this monotonic time; replaces the one before.
    WakeAt(Duration),
    /// The contract is over for good: if the system asks for an account after a reset, it must do so no more,
    /// now and after any later reset. Said at every start, so that it is done even if the power was cut.
    LiftAccountLock,
    /// A message was not obeyed: for logs and tests.
    Refused(Refusal),
}

/// Neither the state, which holds the session's keys, nor a message, which may hold a token, is written out.
impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Persist(state) => write!(f, "Persist({} bytes)", state.len()),
            Self::Show(screen) => f.debug_tuple("Show").field(screen).finish(),
            Self::Send { endpoint, bytes, wait } => {
                write!(f, "Send({endpoint:?}, {} bytes, wait: {wait})", bytes.len())
            }
            Self::WakeAt(at) => f.debug_tuple("WakeAt").field(at).finish(),
            Self::LiftAccountLock => f.write_str("LiftAccountLock"),
            Self::Refused(refusal) => f.debug_tuple("Refused").field(refusal).finish(),
        }
    }
}
