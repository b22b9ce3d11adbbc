use jiff::Timestamp;

/// One thing that happened.
pub(super) struct Line {
    /// When.
    pub(super) at: Timestamp,
    /// Its place among things of the same instant.
    pub(super) order: u64,
    /// What kind of thing, in one word.
    pub(super) topic: Topic,
    /// A tone of the stylesheet, or nothing.
    pub(super) tone: &'static str,
    /// What happened, as a sentence.
    pub(super) text: String,
    /// What a second look needs: amounts, references, numbers.
    pub(super) detail: Option<String>,
}

/// What kind of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// The agreement itself.
    Contract,
    /// Something fell due.
    Due,
    /// Money.
    Payment,
    /// A notice to the borrower.
    Notice,
    /// What the phone is told.
    Order,
    /// What the phone says it did.
    Phone,
    /// A reason not to restrict.
    Hold,
    /// A fact that the phone signed, or says it did.
    Receipt,
    /// What this version has no sentence for.
    Other,
}

impl Topic {
    /// The word on the page.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Contract => "Contract",
            Self::Due => "Due",
            Self::Payment => "Payment",
            Self::Notice => "Notice",
            Self::Order => "Order",
            Self::Phone => "Phone",
            Self::Hold => "Hold",
            Self::Receipt => "Receipt",
            Self::Other => "Other",
        }
    }
}
