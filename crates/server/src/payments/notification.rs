use ident::ContractId;
use jiff::Timestamp;
use jiff::civil::Date;
use money::Money;

/// What a rail, or a lender by API, says about money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// The way it came, such as `stripe`, `api`.
    pub rail: String,
    /// The rail's own name for the payment or reversal, unique on the rail: 1 to 200 visible characters.
    pub external_id: String,
    /// Which direction the money went.
    pub kind: Kind,
    /// How much, above zero.
    pub money: Money,
    /// For whom.
    pub target: Target,
    /// The day it counts for, if stated.
    pub value_on: Option<Date>,
    /// When it happened by the rail's word; gives the day when `value_on` does not.
    pub occurred_at: Option<Timestamp>,
}

/// Which direction money went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// It came in.
    Payment,
    /// A payment was taken back: refund, chargeback, failed debit.
    Reversal {
        /// The rail's own name for the payment that is taken back.
        of: String,
    },
}

/// Whom a payment is for. A reversal is for whom its payment was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// What the payer wrote.
    Reference(String),
    /// The lender said which contract.
    Contract(ContractId),
    /// Nothing was stated.
    Unstated,
}

impl Notification {
    /// A payment, with nothing stated about its day.
    #[must_use]
    pub fn payment(rail: &str, external_id: &str, money: Money, target: Target) -> Self {
        Self {
            rail: rail.to_owned(),
            external_id: external_id.to_owned(),
            kind: Kind::Payment,
            money,
            target,
            value_on: None,
            occurred_at: None,
        }
    }

    /// A reversal of the payment that the rail calls `of`.
    #[must_use]
    pub fn reversal(rail: &str, external_id: &str, money: Money, of: &str) -> Self {
        let kind = Kind::Reversal { of: of.to_owned() };
        Self { kind, ..Self::payment(rail, external_id, money, Target::Unstated) }
    }
}

impl Kind {
    /// The word it is kept as.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Reversal { .. } => "reversal",
        }
    }
}
