use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Why no restriction may be put on for now (invariant I9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldKind {
    /// A payment is announced and not yet confirmed. Keeps a level from rising.
    PendingPayment,
    /// The borrower disputes the debt. Lifts a restriction while open.
    Dispute,
    /// The borrower asked for help. Lifts a restriction while open.
    Hardship,
    /// The lender has given up restricting this phone, for good. Lifts a restriction.
    ReleasedByLender,
}

impl HoldKind {
    /// Whether a restriction in force is lifted, not only kept from rising. An announced payment alone
    /// doesn't: anyone could announce one.
    #[must_use]
    pub const fn lifts(self) -> bool {
        matches!(self, Self::Dispute | Self::Hardship | Self::ReleasedByLender)
    }

    /// What the borrower reads on the device.
    #[must_use]
    pub const fn for_borrower(self) -> &'static str {
        match self {
            Self::PendingPayment => "Your payment is on its way. Nothing more will be restricted meanwhile.",
            Self::Dispute => "Your dispute is being looked at. Nothing will be restricted meanwhile.",
            Self::Hardship => {
                "Your request for help is being looked at. Nothing will be restricted meanwhile."
            }
            Self::ReleasedByLender => "Your lender will not restrict this phone any more.",
        }
    }

    /// The word used in the API, pages and logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PendingPayment => "pending_payment",
            Self::Dispute => "dispute",
            Self::Hardship => "hardship",
            Self::ReleasedByLender => "released_by_lender",
        }
    }
}

/// A hold in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Why.
    pub kind: HoldKind,
    /// Since when.
    pub since: Timestamp,
    /// Until when; without end for what people must decide.
    pub until: Option<Timestamp>,
}

/// The time in which announced payments keep a level from rising. All announcements share one stretch of the
/// pack's hours, so a failed attempt may be followed by another, and announcing is not a way to stay
/// unlocked: the next stretch opens a week after this one ends, or when money has paid the oldest installment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announced {
    /// The end of the stretch.
    pub until: Timestamp,
    /// The oldest unpaid due date when it began.
    pub oldest_due_on: Date,
}

impl Announced {
    /// A week has every weekday, so a pack's hours come up between two stretches.
    const PAUSE: SignedDuration = SignedDuration::from_hours(7 * 24);

    /// When the next stretch may begin without new money.
    #[must_use]
    pub fn again_from(&self) -> Timestamp {
        self.until.checked_add(Self::PAUSE).unwrap_or(self.until)
    }
}
