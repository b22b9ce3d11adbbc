use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::json_lines::{Fault, fault_at, parse};

/// Takes one field out of an object; none when it is left out or null.
pub(super) fn take<Q: DeserializeOwned>(
    fields: &mut Map<String, Value>,
    name: &str,
) -> Result<Option<Q>, Fault> {
    match fields.remove(name).filter(|value| !value.is_null()) {
        None => Ok(None),
        Some(value) => serde_path_to_error::deserialize(value)
            .map(Some)
            .map_err(|error| fault_at(&error.path().to_string(), &error.inner().to_string()).inside(name)),
    }
}

/// The same of a field that must be there; `right` says what it holds.
pub(super) fn need<Q: DeserializeOwned>(
    fields: &mut Map<String, Value>,
    name: &str,
    right: &str,
) -> Result<Q, Fault> {
    take(fields, name)?.ok_or_else(|| Fault::new(name, format!("it is missing: {right}")))
}

/// What is left of an object, as a `Q`, which refuses fields that it doesn't know.
pub(super) fn rest<Q: DeserializeOwned>(fields: Map<String, Value>) -> Result<Q, Fault> {
    parse(&Value::Object(fields).to_string())
}
