use policy::Level;

use crate::Day;

/// The phone's own word that it showed the notice of a delinquency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Receipt {
    /// The installment the delinquency began with.
    pub since: u8,
    /// When it was shown, in the phone's trusted time.
    pub at: Day,
}

/// What a restriction rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Warrant {
    /// The highest level it allows.
    pub level: Level,
    /// First day of its validity.
    pub from: Day,
    /// First day after it.
    pub until: Day,
    /// The oldest unpaid installment.
    pub oldest: u8,
    /// How many installments must be paid to lift it.
    pub named: u8,
    /// The evidence of the notice.
    pub notice: Receipt,
}

/// What a standing says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Content {
    /// The level.
    pub level: Level,
    /// Whether anything is past due.
    pub is_overdue: bool,
    /// The oldest unpaid installment.
    pub unpaid: Option<u8>,
    /// The notice to show: of the delinquency that began with this installment.
    pub notice: Option<u8>,
    /// The warrant.
    pub warrant: Option<Warrant>,
    /// Whether it carries the log's proof for its warrant.
    pub has_proof: bool,
    /// Whether it carries the quittance.
    pub has_quittance: bool,
}

/// A signed standing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Standing {
    /// Its number.
    pub seq: u8,
    /// When it was signed.
    pub issued: Day,
    /// Whether it was signed by whoever abuses the lender's key.
    pub is_forged: bool,
    /// Whether it names this phone, and not another of the same lender.
    pub is_mine: bool,
    /// What it says.
    pub content: Content,
}
