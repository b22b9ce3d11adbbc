use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::words::CodeType;

/// An offline code to give.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeRequest {
    /// What it says.
    #[serde(rename = "type")]
    pub(crate) kind: CodeType,
    /// For how many days, for `add_time` and `set_time`.
    #[schema(example = 7)]
    pub(crate) days: Option<u32>,
}

/// An offline code, shown once.
#[derive(Serialize, ToSchema)]
pub(crate) struct CodeView {
    /// The code: nine digits.
    #[schema(example = "588224011")]
    pub(crate) code: String,
    /// The same in groups, as one reads it aloud.
    #[schema(example = "588 224 011")]
    pub(crate) spoken: String,
    /// What it says.
    #[serde(rename = "type")]
    pub(crate) kind: CodeType,
    /// For how many days.
    pub(crate) days: Option<u32>,
    /// The count of codes after it; the device's receipt names it.
    #[schema(example = 2)]
    pub(crate) count: u32,
    /// What to say or to send, within one SMS.
    #[schema(
        example = "Harbor: type 588 224 011 on your locked phone. It adds 7 days without any restriction. It works once, on your phone only."
    )]
    pub(crate) message: String,
}
