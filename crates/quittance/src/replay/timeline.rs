use serde::Deserialize;
use serde_json::{Map, Value};

/// What `replay` reads: a contract's terms and what happened to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Timeline {
    /// As `quittance quote` reads them, and `policy`, `allocation`, `delinquency`, `charge_off` beside them.
    pub(super) terms: Map<String, Value>,
    /// In the order in which they happened. Each has `on`, `do`, and the fields of what is done.
    pub(super) events: Vec<Map<String, Value>>,
}
