use ident::ApiKeyId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Instant, id};

/// A key to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewApiKey {
    /// Your word for it.
    #[schema(example = "checkout server")]
    pub(crate) label: String,
    /// What it may do, not more than the key that makes it; `*` for everything.
    #[schema(example = json!(["contracts:read", "contracts:write"]))]
    pub(crate) scopes: Vec<String>,
    /// When it ends; never when absent.
    pub(crate) expires_at: Option<Instant>,
}

/// Your keys.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ApiKeyList {
    /// Oldest first.
    pub(crate) data: Vec<ApiKeyView>,
}

/// A key, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ApiKeyView {
    /// Its identifier.
    #[schema(value_type = id::ApiKeyId)]
    pub(crate) id: ApiKeyId,
    /// Your word for it.
    #[schema(example = "checkout server")]
    pub(crate) label: String,
    /// What it may do.
    #[schema(example = json!(["contracts:read", "contracts:write"]))]
    pub(crate) scopes: Vec<String>,
    /// When it was made.
    pub(crate) created_at: Instant,
    /// When it ends.
    pub(crate) expires_at: Option<Instant>,
    /// When it was revoked.
    pub(crate) revoked_at: Option<Instant>,
}

/// A new key with its secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NewApiKeyView {
    /// The key.
    #[serde(flatten)]
    pub(crate) key: ApiKeyView,
    /// What goes behind `Authorization: Bearer`.
    #[schema(example = "qk_test_7sT2mQe0ZcB4vXyLr9uWn1oKaJd8hGf5iPtEw3R6kYU")]
    pub(crate) secret: String,
}
