use std::fmt;
use std::str::FromStr;

use ident::{ContractId, DeviceId, LenderId};
use jiff::Timestamp;

/// Who issues a document or whom it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// A lender, by its command key.
    Lender(LenderId),
    /// A device, by its own key.
    Device(DeviceId),
    /// Who may free any device and restrict none: `ombudsman`.
    Ombudsman,
}

const OMBUDSMAN: &str = "ombudsman";

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lender(id) => id.fmt(f),
            Self::Device(id) => id.fmt(f),
            Self::Ombudsman => f.write_str(OMBUDSMAN),
        }
    }
}

/// The text is neither a lender's nor a device's identifier, nor the ombudsman.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("neither a lender nor a device nor the ombudsman")]
pub struct ParsePartyError;

impl FromStr for Party {
    type Err = ParsePartyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == OMBUDSMAN {
            return Ok(Self::Ombudsman);
        }
        let lender = text.parse().map(Self::Lender);
        lender.or_else(|_| text.parse().map(Self::Device)).map_err(|_| ParsePartyError)
    }
}

/// The registered claims of a document (RFC 8392, 3.1). Instants are cut to whole seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// `iss`.
    pub issuer: Party,
    /// `sub`: always a contract.
    pub subject: ContractId,
    /// `aud`.
    pub audience: Party,
    /// `exp`; absent: never.
    pub expires_at: Option<Timestamp>,
    /// `nbf`; absent: at once.
    pub not_before: Option<Timestamp>,
    /// `iat`.
    pub issued_at: Timestamp,
}
