use std::fmt;
use std::str::FromStr;

use data_encoding::{Encoding, Specification};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Crockford's base 32 in lower case: no i, l, o, u, so an identifier can be read out over a phone.
static BASE32: LazyLock<Option<Encoding>> = LazyLock::new(|| {
    let mut spec = Specification::new();
    spec.symbols.push_str("0123456789abcdefghjkmnpqrstvwxyz");
    spec.encoding().ok()
});

/// Why a text is not an identifier of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a {kind} id: it looks like `{prefix}_` and 26 letters and digits")]
pub struct ParseIdError {
    text: String,
    kind: &'static str,
    prefix: &'static str,
}

/// The 16 bytes of a version 7 UUID (RFC 9562, 5.7): milliseconds since 1970, then random bits.
fn uuid_v7(unix_millis: u64, random: [u8; 10]) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&unix_millis.to_be_bytes()[2..]);
    bytes[6..].copy_from_slice(&random);
    bytes[6] = (bytes[6] & 0x0f) | 0x70;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    bytes
}

fn encode(bytes: [u8; 16]) -> String {
    BASE32.as_ref().map(|b| b.encode(&bytes)).unwrap_or_default()
}

fn decode(text: &str) -> Option<[u8; 16]> {
    if text.len() != 26 {
        return None;
    }
    BASE32.as_ref()?.decode(text.as_bytes()).ok()?.try_into().ok()
}

macro_rules! typed_id {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name([u8; 16]);

        impl $name {
            /// The text form's first part.
            pub const PREFIX: &'static str = $prefix;

            /// A new identifier that sorts by its time of creation.
            #[must_use]
            pub fn new(unix_millis: u64, random: [u8; 10]) -> Self {
                Self(uuid_v7(unix_millis, random))
            }

            /// When it was made, in whole milliseconds since 1970.
            #[must_use]
            pub const fn unix_millis(&self) -> u64 {
                let [a, b, c, d, e, f, ..] = self.0;
                u64::from_be_bytes([0, 0, a, b, c, d, e, f])
            }

            /// The identifier with exactly these bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The 16 bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), encode(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.strip_prefix(concat!($prefix, "_")).and_then(decode).map(Self).ok_or_else(|| ParseIdError {
                    text: text.chars().take(40).collect(),
                    kind: $kind,
                    prefix: $prefix,
                })
            }
        }

        impl TryFrom<String> for $name {
            type Error = ParseIdError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }

        impl<C> minicbor::Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                e: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                e.bytes(&self.0)?.ok()
            }
        }

        impl<'b, C> minicbor::Decode<'b, C> for $name {
            fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
                let bytes = d.bytes()?.try_into();
                bytes.map(Self).map_err(|_| minicbor::decode::Error::message("an identifier has 16 bytes"))
            }
        }
    };
}

typed_id!(/// A financing contract.
    ContractId, "contract", "ctr");
typed_id!(/// A financed device.
    DeviceId, "device", "dev");
typed_id!(/// A lender: carrier, shop or fintech.
    LenderId, "lender", "len");
typed_id!(/// A payment or its reversal.
    PaymentId, "payment", "pay");
typed_id!(/// Anything that moves a loan account: a payment, a charge, a waiver, a restructuring. A payment's has the
    /// payment's own bytes.
    TransactionId, "transaction", "txn");
typed_id!(/// Something that happened to a contract, as a lender sees it.
    EventId, "event", "evt");
typed_id!(/// A webhook request as it came in.
    RawEventId, "raw event", "raw");
typed_id!(/// A lender's API key.
    ApiKeyId, "API key", "key");
typed_id!(/// A person who works with the console.
    OperatorId, "operator", "opr");
typed_id!(/// A lender's webhook endpoint.
    EndpointId, "webhook endpoint", "whe");
typed_id!(/// A message to deliver: the row of an outbox.
    MessageId, "message", "msg");
typed_id!(/// A device's authenticated session.
    SessionId, "session", "ses");
typed_id!(/// A request for the approval of two operators.
    ApprovalId, "approval request", "apr");
typed_id!(/// An entry on its way into the public log.
    LeafId, "log entry", "lea");

impl From<PaymentId> for TransactionId {
    fn from(payment: PaymentId) -> Self {
        Self(payment.0)
    }
}

impl TransactionId {
    /// The payment that this transaction is, if it is one: the id alone can't tell.
    #[must_use]
    pub const fn as_payment(&self) -> PaymentId {
        PaymentId(self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn refuses_another_kind() {
        let contract = ContractId::new(1, [7; 10]).to_string();
        assert!(contract.parse::<DeviceId>().is_err());
        for text in ["", "ctr_", "ctr_0", "ctr_iiiiiiiiiiiiiiiiiiiiiiiiii", &contract.to_uppercase()] {
            assert!(text.parse::<ContractId>().is_err(), "{text}");
        }
    }

    #[test]
    fn sorts_by_time() {
        assert!(PaymentId::new(1, [255; 10]) < PaymentId::new(2, [0; 10]));
        assert!(PaymentId::new(1, [255; 10]).to_string() < PaymentId::new(2, [0; 10]).to_string());
    }

    #[test]
    fn tells_when_it_was_made() {
        assert_eq!(ContractId::new(1_767_603_600_123, [255; 10]).unix_millis(), 1_767_603_600_123);
    }

    proptest! {
        #[test]
        fn text_round_trips(bytes: [u8; 16]) {
            let id = DeviceId::from_bytes(bytes);
            prop_assert_eq!(id.to_string().parse::<DeviceId>(), Ok(id));
        }
    }
}
