use jiff::Timestamp;
use jiff::civil::Date;
use money::Money;
use policy::{FloorItem, Level};
use proof::documents::Contact;
use serde::Serialize;

use crate::CodeAnswer;

mod build;
mod code;
mod text;

pub(crate) use build::{View, build};

/// What the device draws. Complete: a host needs nothing else to draw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Screen {
    /// The level in force.
    pub level: Level,
    /// The level that the standing in force wants; never below `level` but for silence.
    pub wanted: Level,
    /// Which screen it is.
    pub kind: ScreenKind,
    /// The one thing to read.
    pub title: String,
    /// What follows, a line each.
    pub lines: Vec<String>,
    /// What to pay to be free of the restriction, notice or overdue amount.
    pub amount: Option<Money>,
    /// Where to pay it.
    pub pay_url: Option<String>,
    /// How to reach the lender.
    pub contact: Contact,
    /// The lender's name.
    pub lender_name: Option<String>,
    /// What stays available (invariant I5).
    pub floor: Vec<FloorItem>,
    /// Emergency calls can be made: always true.
    pub emergency_call: bool,
    /// The next installment, when nothing is restricted.
    pub next_due: Option<NextInstallment>,
    /// All that is still to be paid.
    pub outstanding: Option<Money>,
    /// All installments together.
    pub total: Option<Money>,
    /// The standing in force; 0 before the first.
    pub standing_seq: u64,
    /// The digest of the warrant, quittance or release it rests on.
    pub proof: Option<String>,
    /// Whether the server can't be reached.
    pub offline: bool,
    /// Whether the user may put it away.
    pub can_dismiss: bool,
    /// Where an offline code can be typed.
    pub code: Option<CodeEntry>,
}

impl Screen {
    /// The screen of a device without contract, before its first input.
    pub(crate) fn blank() -> Self {
        build(&View::default())
    }
}

/// The place to type an offline code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeEntry {
    /// What became of the code typed last.
    pub answer: Option<CodeAnswer>,
    /// The same in words.
    pub message: Option<String>,
    /// Until when no code is read, by the device's trusted time.
    pub shut_until: Option<Timestamp>,
    /// Until when a code keeps the phone free, by the device's trusted time.
    pub free_until: Option<Timestamp>,
}

/// Which screen is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ScreenKind {
    /// No contract yet.
    NotEnrolled,
    /// An ordinary phone.
    Free,
    /// A notice that a restriction may follow.
    Notice,
    /// The reminder level.
    Reminder,
    /// The limited level, by warrant.
    Limited,
    /// The locked level.
    Locked,
    /// The device asks to be connected, or is limited until it is (invariant I12).
    Silence,
    /// The contract is paid: free for good.
    Quittance,
    /// The ombudsman has freed it for good.
    Released,
}

impl ScreenKind {
    /// The word used in the API and logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotEnrolled => "not_enrolled",
            Self::Free => "free",
            Self::Notice => "notice",
            Self::Reminder => "reminder",
            Self::Limited => "limited",
            Self::Locked => "locked",
            Self::Silence => "silence",
            Self::Quittance => "quittance",
            Self::Released => "released",
        }
    }
}

/// The installment to pay next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextInstallment {
    /// The due date.
    pub due_on: Date,
    /// What is still to be paid of it.
    pub amount: Money,
}
