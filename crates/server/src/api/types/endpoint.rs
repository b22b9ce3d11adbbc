use ident::EndpointId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Instant, id};

/// An endpoint to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewEndpoint {
    /// A public https address.
    #[schema(example = "https://shop.example.com/hooks/quittance")]
    pub(crate) url: String,
    /// Which events; all when absent.
    #[schema(example = json!(["payment.received", "contract.settled"]))]
    pub(crate) events: Option<Vec<String>>,
}

/// Your endpoints.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EndpointList {
    /// Oldest first.
    pub(crate) data: Vec<EndpointView>,
}

/// Where you hear of events.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EndpointView {
    /// Its identifier.
    #[schema(value_type = id::EndpointId)]
    pub(crate) id: EndpointId,
    /// Its address.
    #[schema(example = "https://shop.example.com/hooks/quittance")]
    pub(crate) url: String,
    /// Which events; `*` for all.
    #[schema(example = json!(["payment.received", "contract.settled"]))]
    pub(crate) events: Vec<String>,
    /// When it was added.
    pub(crate) created_at: Instant,
    /// Silent since.
    pub(crate) disabled_at: Option<Instant>,
}

/// A new endpoint with its signing secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NewEndpointView {
    /// The endpoint.
    #[serde(flatten)]
    pub(crate) endpoint: EndpointView,
    /// Check signatures with it, by the Standard Webhooks scheme.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    pub(crate) secret: String,
}
