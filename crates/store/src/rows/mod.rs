//! What is kept, one row type a table. Texts called JSON and all bytes are opaque to the store.

mod api_key;
mod contract;
mod device;
mod document;
mod endpoint;
mod event;
mod idempotency;
mod lender;
mod lookup;
mod operator;
mod outbox;
mod payment;
mod posting;
mod rail;
mod raw_event;
mod receipt;
mod session;
mod standing;

pub use api_key::ApiKeyRow;
pub use contract::{ContractFilter, ContractRow};
pub use device::DeviceRow;
pub use document::DocumentRow;
pub use endpoint::EndpointRow;
pub use event::EventRow;
pub use idempotency::{Begin, IdempotencyBegin, IdempotencyDone};
pub use lender::LenderRow;
pub use lookup::{LookupKind, LookupRow};
pub use operator::OperatorRow;
pub use outbox::{OutboxRow, OutboxStatus};
pub use payment::{PaymentFilter, PaymentRow};
pub use posting::{BalanceRow, LineRow, PostingRow};
pub use rail::RailRow;
pub use raw_event::RawEventRow;
pub use receipt::ReceiptRow;
pub use session::{SessionRow, Touch};
pub use standing::StandingRow;
