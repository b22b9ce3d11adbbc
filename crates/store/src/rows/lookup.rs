use std::fmt;

use ident::{ContractId, DeviceId, LenderId};

/// A name that is unique across all contracts, and so lives in the look-up table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LookupKind {
    /// 15 digits: a phone is under one contract at a time, whoever the lender.
    Imei,
    /// What a payer states; the pay page is found by it alone.
    PaymentReference,
    /// The lender's own name for a contract; the key contains the lender's id.
    ExternalReference,
    /// Digest of a one-time enrollment token, hexadecimal.
    EnrollmentToken,
    /// Thumbprint of a device's own key, hexadecimal.
    DeviceKey,
}

impl LookupKind {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::Imei, Self::PaymentReference, Self::ExternalReference, Self::EnrollmentToken, Self::DeviceKey];

    /// The word it is kept as.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Imei => "imei",
            Self::PaymentReference => "payment_reference",
            Self::ExternalReference => "external_reference",
            Self::EnrollmentToken => "enrollment_token",
            Self::DeviceKey => "device_key",
        }
    }
}

impl fmt::Display for LookupKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Imei => "IMEI",
            Self::PaymentReference => "payment reference",
            Self::ExternalReference => "external reference",
            Self::EnrollmentToken => "enrollment token",
            Self::DeviceKey => "device key",
        })
    }
}

/// Who holds a look-up key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookupRow {
    /// The contract's lender.
    pub lender: LenderId,
    /// The contract.
    pub contract: ContractId,
    /// The device, where the key is about one.
    pub device: Option<DeviceId>,
}
