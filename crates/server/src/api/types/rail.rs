use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Instant;

/// A rail to add or change. Its secrets are replaced by those given.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RailRequest {
    /// Its name, unique among your rails: lower case letters, digits and dashes.
    #[schema(example = "stripe")]
    pub(crate) rail: String,
    /// How its webhooks are signed: `generic` or `stripe`.
    #[schema(example = "stripe")]
    pub(crate) scheme: String,
    /// Signing secrets, 1 to 4: old and new ones during a rotation.
    #[schema(example = json!(["whsec_example_secret_of_the_rail"]))]
    pub(crate) secrets: Vec<String>,
}

/// Up to when the feed is complete.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReconciledRequest {
    /// All payments received before this instant were reported.
    pub(crate) up_to: Instant,
}

/// Your rails.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RailList {
    /// By name.
    pub(crate) data: Vec<RailView>,
}

/// A way money comes in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RailView {
    /// Its name.
    #[schema(example = "stripe")]
    pub(crate) rail: String,
    /// How its webhooks are signed.
    #[schema(example = "stripe")]
    pub(crate) scheme: String,
    /// Where it sends them.
    #[schema(example = "https://pay.example.com/webhooks/len_069s6xm2c1zr8v5k3t7q9w0dj0/stripe")]
    pub(crate) webhook_url: String,
    /// Up to when the feed is known to be complete. No level rises when this is too long ago.
    pub(crate) reconciled_to: Option<Instant>,
    /// Up to when you stated it complete.
    pub(crate) stated_to: Option<Instant>,
    /// Up to when the rail itself was heard, or two operators vouched for it.
    pub(crate) heard_to: Option<Instant>,
}
