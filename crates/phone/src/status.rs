use agent::{Agent, Refusal, Screen};
use jiff::Timestamp;
use policy::Level;
use serde::Serialize;

use crate::account::Account;

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
    /// The system's own lock, which is no restriction.
    pub account: AccountView,
    /// The screen.
    #[serde(flatten)]
    pub screen: Screen,
}

/// What can be seen of the account lock. The code itself is drawn on the phone's own page and nowhere else.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AccountView {
    /// Where it stands.
    pub state: AccountState,
    /// The code, while it is shown to be written down.
    #[serde(skip)]
    pub code: Option<String>,
    /// Whether what was typed last was wrong.
    #[serde(skip)]
    pub is_wrong: bool,
}

/// Where the account lock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// No recovery code is set.
    #[default]
    None,
    /// A code is on the screen to be written down.
    Offered,
    /// A code is set.
    Set,
    /// The phone was reset and asks for the code.
    Locked,
}

impl AccountView {
    pub(crate) fn of(account: &Account, is_wrong: bool) -> Self {
        let (state, code) = match account {
            Account::None => (AccountState::None, None),
            Account::Offered(code) => (AccountState::Offered, Some(code.grouped())),
            Account::Set(_) => (AccountState::Set, None),
            Account::Locked(_) => (AccountState::Locked, None),
        };
        Self { state, code, is_wrong }
    }

    pub(crate) fn is_locked(&self) -> bool {
        self.state == AccountState::Locked
    }
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
            account: AccountView::default(),
            screen: agent.screen().clone(),
        }
    }
}
