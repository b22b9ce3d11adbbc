use ident::Imei;
use jiff::Timestamp;
use serde::Deserialize;
use servicing::AppliedLevel;
use store::StoreError;
use store::rows::DeviceRow;

use crate::api::types::{AppliedView, DeviceView, WantedView};

/// What the row of a device keeps beside its names.
#[derive(Deserialize)]
struct Kept {
    imeis: Vec<Imei>,
    serial: String,
    model: String,
    enrolled_at: Option<Timestamp>,
    wanted: WantedView,
    applied: Option<AppliedLevel>,
    released: bool,
}

/// A device.
pub(crate) fn device(row: &DeviceRow) -> Result<DeviceView, StoreError> {
    let kept: Kept = serde_json::from_str(&row.data).map_err(|error| StoreError::Damaged(Box::new(error)))?;
    let applied = |applied: AppliedLevel| AppliedView {
        level: applied.level,
        standing_seq: applied.standing_seq,
        at: applied.at.into(),
    };
    Ok(DeviceView {
        id: row.id,
        contract: row.contract,
        imeis: kept.imeis,
        serial: kept.serial,
        model: kept.model,
        created_at: row.created_at.into(),
        enrolled_at: kept.enrolled_at.map(Into::into),
        last_seen_at: row.last_seen_at.map(Into::into),
        wanted: kept.wanted,
        applied: kept.applied.map(applied),
        released: kept.released,
    })
}
