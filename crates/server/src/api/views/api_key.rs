use store::rows::ApiKeyRow;

use crate::api::types::ApiKeyView;

/// An API key, without its secret.
pub(crate) fn api_key(row: &ApiKeyRow) -> ApiKeyView {
    ApiKeyView {
        id: row.id,
        label: row.label.clone(),
        scopes: row.scopes.split_whitespace().map(str::to_owned).collect(),
        created_at: row.created_at.into(),
        expires_at: row.expires_at.map(Into::into),
        revoked_at: row.revoked_at.map(Into::into),
    }
}
