use agent::{Agent, Refusal, Screen};
use jiff::Timestamp;
use policy::Level;
use serde::Serialize;

/// What can be seen of a phone from outside: its screen, and what a test wants to know.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// Counts the changes.
    pub revision: u64,
    /// The level in force; the standing's own is `wanted`.
    pub applied: Level,
    /// The newest standing the server has spoken of.
    pub wanted_seq: u64,
    /// The message not obeyed last.
    pub refused: Option<Refused>,
    /// Receipts that the server has not confirmed.
    pub receipts_unconfirmed: usize,
    /// The device's trusted time.
    pub trusted_time: Option<Timestamp>,
    /// Whether the network is switched on.
    pub network: bool,
    /// The screen.
    #[serde(flatten)]
    pub screen: Screen,
}

/// A message that was not obeyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The number of the check it failed.
    pub check: u16,
    /// The check and what was found.
    pub reason: String,
}

impl From<&Refusal> for Refused {
    fn from(refusal: &Refusal) -> Self {
        Self { check: refusal.check.number(), reason: refusal.to_string() }
    }
}

impl Status {
    pub(crate) fn of(agent: &Agent, refused: Option<Refused>, network: bool, revision: u64) -> Self {
        Self {
            revision,
            applied: agent.level(),
            wanted_seq: agent.wanted_seq(),
            refused,
            receipts_unconfirmed: agent.unconfirmed_receipts(),
            trusted_time: agent.trusted_time(),
            network,
            screen: agent.screen().clone(),
        }
    }
}
