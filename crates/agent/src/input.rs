use std::time::Duration;

use ident::Imei;
use jiff::Timestamp;
use proof::session::EnrollmentCode;

/// What the hardware says about itself; survives a factory reset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Every IMEI of the phone.
    pub imeis: Vec<Imei>,
    /// The maker's serial number.
    pub serial: String,
    /// The model's name.
    pub model: String,
}

/// The host's clocks at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The clock that the user can set. Never trusted: nothing depends on it.
    pub wall: Option<Timestamp>,
    /// Time since this boot; runs at the same speed whatever the user sets.
    pub monotonic: Duration,
    /// Differs from boot to boot.
    pub boot: u64,
}

/// Everything that can happen to a device.
#[derive(Debug)]
pub enum Input<'a> {
    /// The host has started: what was under way before is lost.
    Boot,
    /// The instant of the last [`crate::Output::WakeAt`], or any other.
    Tick,
    /// A network is there (again), or somebody asks to check in now: ends every wait.
    Online,
    /// An enrollment code was scanned. A code without a token finds the device again by its hardware.
    Provision(EnrollmentCode),
    /// The server's answer to the latest [`crate::Output::Send`].
    Received {
        /// Its status.
        reply: Reply,
        /// Its body.
        bytes: &'a [u8],
    },
    /// The latest [`crate::Output::Send`] got no answer.
    SendFailed,
    /// A standing or an ombudsman's release that came by any other way, trusted or not.
    Pushed(&'a [u8]),
    /// The user typed an offline code.
    Code(&'a str),
    /// The user puts the reminder or notice away.
    Dismiss,
}

/// The status of a server's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// The body is a grant or an answer.
    Ok,
    /// The session is unknown or over.
    SessionUnknown,
    /// The enrollment token was used before.
    TokenUsed,
    /// The server does not know or not want this device.
    Refused,
    /// Later, please.
    Busy {
        /// For how long the server wants to be left alone.
        retry_after: Option<Duration>,
    },
}

impl Reply {
    /// The reply that an HTTP status stands for.
    #[must_use]
    pub const fn from_status(status: u16, retry_after: Option<Duration>) -> Self {
        match status {
            200 => Self::Ok,
            401 => Self::SessionUnknown,
            409 => Self::TokenUsed,
            408 | 425 | 429 | 500..=599 => Self::Busy { retry_after },
            _ => Self::Refused,
        }
    }
}
