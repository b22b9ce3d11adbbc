use store::rows::EndpointRow;

use crate::api::types::EndpointView;

/// A webhook endpoint, without its secret.
pub(crate) fn endpoint(row: &EndpointRow) -> EndpointView {
    EndpointView {
        id: row.id,
        url: row.url.clone(),
        events: row.events.split(',').map(|event| event.trim().to_owned()).collect(),
        created_at: row.created_at.into(),
        disabled_at: row.disabled_at.map(Into::into),
    }
}
