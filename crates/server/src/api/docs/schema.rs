use serde_json::Value;

use super::text::{Piece, pieces};
use crate::api::openapi::resolve;

/// A named schema of the document.
pub(super) struct SchemaDoc {
    pub(super) name: String,
    pub(super) description: Vec<Piece>,
    pub(super) fields: Vec<Field>,
    /// The words of a closed list, or the form of a text.
    pub(super) form: Option<Vec<Piece>>,
}

/// A field or parameter.
pub(super) struct Field {
    pub(super) name: String,
    pub(super) kind: String,
    /// The schema that says more about it.
    pub(super) link: Option<String>,
    /// Whether it is a list of that.
    pub(super) many: bool,
    pub(super) required: bool,
    pub(super) description: Vec<Piece>,
}

/// All named schemas.
pub(super) fn all(document: &Value) -> Vec<SchemaDoc> {
    let components = &document["components"];
    let schemas = components["schemas"].as_object().into_iter().flatten();
    schemas.map(|(name, schema)| one(name, schema, components)).collect()
}

fn one(name: &str, schema: &Value, components: &Value) -> SchemaDoc {
    let words = schema["enum"].as_array().map(|words| {
        words.iter().filter_map(Value::as_str).map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
    });
    let form = words.or_else(|| Some(format!("`{}`", schema["pattern"].as_str()?)));
    let form = form.as_deref().map(pieces);
    SchemaDoc {
        name: name.to_owned(),
        description: pieces(schema["description"].as_str().unwrap_or_default()),
        fields: fields(schema, components),
        form,
    }
}

/// The fields of an object, those of its parts included.
fn fields(schema: &Value, components: &Value) -> Vec<Field> {
    if let Some(parts) = schema["allOf"].as_array() {
        return parts.iter().flat_map(|part| fields(resolve(part, components), components)).collect();
    }
    let required = |name: &str| schema["required"].as_array().is_some_and(|it| it.iter().any(|r| r == name));
    let properties = schema["properties"].as_object().into_iter().flatten();
    properties.map(|(name, field)| self::field(name, field, required(name), components)).collect()
}

/// A field of this schema.
pub(super) fn field(name: &str, schema: &Value, required: bool, components: &Value) -> Field {
    let own = schema["description"].as_str();
    let description = own.or_else(|| resolve(schema, components)["description"].as_str()).unwrap_or_default();
    Field {
        name: name.to_owned(),
        kind: kind(schema),
        link: reference(schema),
        many: is_list(schema),
        required,
        description: pieces(description),
    }
}

fn is_list(schema: &Value) -> bool {
    let kinds = &schema["type"];
    kinds == "array" || kinds.as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "array"))
}

/// The named schema that this is, is a list of, or may be.
pub(super) fn reference(schema: &Value) -> Option<String> {
    if let Some(name) = schema["$ref"].as_str() {
        return name.rsplit('/').next().map(str::to_owned);
    }
    let choices = schema["oneOf"].as_array().into_iter().flatten();
    choices.chain(schema.get("items")).find_map(reference)
}

/// The type in a word or two.
fn kind(schema: &Value) -> String {
    if is_list(schema) {
        return format!("list of {}", kind(&schema["items"]));
    }
    if let Some(name) = reference(schema) {
        return name;
    }
    let plain = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null"),
        one => one.as_str(),
    };
    plain.unwrap_or("any").to_owned()
}
