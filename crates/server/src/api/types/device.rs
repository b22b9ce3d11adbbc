use ident::{ContractId, DeviceId, Imei};
use policy::Level;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{AppliedView, Instant, id, words};

/// A financed device.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeviceView {
    /// Its identifier.
    #[schema(value_type = id::DeviceId)]
    pub(crate) id: DeviceId,
    /// The contract it is financed by.
    #[schema(value_type = id::ContractId)]
    pub(crate) contract: ContractId,
    /// Every IMEI of the phone.
    #[schema(value_type = Vec<id::Imei>)]
    pub(crate) imeis: Vec<Imei>,
    /// The maker's serial number.
    #[schema(example = "R58M12ABCDE")]
    pub(crate) serial: String,
    /// The model's name.
    #[schema(example = "Phone 5 Lite")]
    pub(crate) model: String,
    /// When the contract was offered.
    pub(crate) created_at: Instant,
    /// When it enrolled first.
    pub(crate) enrolled_at: Option<Instant>,
    /// When it was last heard from.
    pub(crate) last_seen_at: Option<Instant>,
    /// What it is told.
    pub(crate) wanted: WantedView,
    /// What it said last.
    pub(crate) applied: Option<AppliedView>,
    /// Whether the quittance is issued: nothing can restrict it for this contract again.
    #[schema(example = false)]
    pub(crate) released: bool,
}

/// What a device is told.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct WantedView {
    /// The level.
    #[schema(value_type = words::Level)]
    pub(crate) level: Level,
    /// The number of the last standing.
    #[schema(example = 7)]
    pub(crate) standing_seq: u64,
}
