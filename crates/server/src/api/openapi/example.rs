//! An example of a schema, from the examples of its parts.

use serde_json::{Map, Value, json};

/// Nested deeper than this, a schema refers to itself.
const MAX_DEPTH: u32 = 12;

/// A value that the schema describes.
pub(super) fn example(schema: &Value, components: &Value) -> Value {
    build(schema, components, 0)
}

/// The schema itself, if this is a reference to one.
pub(in crate::api) fn resolve<'a>(schema: &'a Value, components: &'a Value) -> &'a Value {
    let name = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/components/schemas/"));
    name.map_or(schema, |name| &components["schemas"][name])
}

fn build(schema: &Value, components: &Value, depth: u32) -> Value {
    let given = schema.get("example").or_else(|| schema["examples"].get(0));
    if let Some(given) = given {
        return given.clone();
    }
    if depth > MAX_DEPTH {
        return Value::Null;
    }
    let target = resolve(schema, components);
    if !std::ptr::eq(target, schema) {
        return build(target, components, depth + 1);
    }
    if let Some(choices) = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array()) {
        let choice = choices.iter().find(|choice| choice["type"] != "null");
        return choice.map_or(Value::Null, |choice| build(choice, components, depth + 1));
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let objects = parts.iter().map(|part| build(part, components, depth + 1));
        let fields = objects.filter_map(|object| object.as_object().cloned()).flatten();
        return Value::Object(fields.collect());
    }
    if let Some(word) = schema["enum"].get(0) {
        return word.clone();
    }
    match kind(schema) {
        "object" => object(schema, components, depth),
        "array" => json!([build(&schema["items"], components, depth + 1)]),
        "integer" | "number" => json!(1),
        "boolean" => json!(true),
        "string" => json!("text"),
        _ => Value::Null,
    }
}

fn object(schema: &Value, components: &Value, depth: u32) -> Value {
    let Some(properties) = schema["properties"].as_object() else { return json!({}) };
    let fields: Map<String, Value> =
        properties.iter().map(|(name, field)| (name.clone(), build(field, components, depth + 1))).collect();
    Value::Object(fields)
}

/// The type that is not `null`.
fn kind(schema: &Value) -> &str {
    match &schema["type"] {
        Value::Array(kinds) => {
            kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or("null")
        }
        plain => plain.as_str().unwrap_or_default(),
    }
}
