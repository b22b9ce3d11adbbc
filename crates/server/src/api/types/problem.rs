use serde::Serialize;
use utoipa::ToSchema;

/// An error answer by RFC 9457. Nothing was changed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemView {
    /// A page that explains this kind of problem.
    #[serde(rename = "type")]
    #[schema(example = "/problems/invalid-request")]
    kind: String,
    /// The kind in words.
    #[schema(example = "The request has a field that can't be taken")]
    title: String,
    /// The HTTP status.
    #[schema(example = 422)]
    status: u16,
    /// This occurrence in words.
    #[schema(example = "price: the price is 0.00 USD: it must be above zero")]
    detail: String,
    /// The fields at fault, if fields are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldErrorView>,
}

/// One field at fault.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FieldError)]
pub(crate) struct FieldErrorView {
    /// The field.
    #[schema(example = "price")]
    field: String,
    /// What was wrong and what would be right.
    #[schema(example = "the price is 0.00 USD: it must be above zero")]
    detail: String,
}
