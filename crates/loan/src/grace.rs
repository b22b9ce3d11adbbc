use serde::{Deserialize, Serialize};

/// How many of the first installments leave something out. What is left out is not given up: the principal is
/// spread over the later installments, the interest is due with the first later one that has room for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Grace {
    /// Installments without principal.
    pub principal: u16,
    /// Installments without interest due.
    pub interest: u16,
}
