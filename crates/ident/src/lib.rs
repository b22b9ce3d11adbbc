//! Who and what: typed identifiers, IMEIs, and the source of randomness that everything else takes as an
//! argument.

mod entropy;
mod id;
mod imei;

pub use entropy::{Entropy, SeededEntropy};
pub use id::{
    ApiKeyId, ApprovalId, ContractId, DeviceId, EndpointId, EventId, LeafId, LenderId, MessageId, OperatorId,
    ParseIdError, PaymentId, RawEventId, SessionId, TransactionId,
};
pub use imei::{Imei, ImeiError};
