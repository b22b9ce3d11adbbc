//! What holds for every operation and is not repeated at each.

use serde_json::{Map, Value, json};

use super::example::example;

/// The problems that an operation can answer with: name, status, meaning, and whether only writes can.
const PROBLEMS: [(&str, &str, &str, bool); 10] = [
    ("BadRequest", "400", "The request can't be read.", true),
    ("Unauthorized", "401", "The API key is missing, unknown, expired or revoked.", false),
    ("Forbidden", "403", "The API key lacks the scope.", false),
    ("NotFound", "404", "There is no such thing, or it is not yours.", false),
    ("Conflict", "409", "The present state does not allow this. Nothing was changed.", true),
    ("TooLarge", "413", "The body is larger than 64 KiB.", true),
    ("UnsupportedMediaType", "415", "The body is not JSON.", true),
    ("Invalid", "422", "A field can't be taken; `errors` names it.", false),
    (
        "TooManyRequests",
        "429",
        "More requests than the limit allows: wait as long as `Retry-After` says.",
        false,
    ),
    ("Unavailable", "503", "The server can't answer now: try again with the same idempotency key.", false),
];

const LIMIT_HEADERS: [(&str, &str); 3] = [
    ("RateLimit-Limit", "How many requests are allowed at once."),
    ("RateLimit-Remaining", "How many are left of them now."),
    ("RateLimit-Reset", "In how many seconds all are there again."),
];

/// Adds problems, the idempotency key, rate limit headers and examples.
pub(super) fn finish(document: &mut Value) {
    add_components(document);
    let components = document["components"].clone();
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return };
    for path in paths.values_mut().filter_map(Value::as_object_mut) {
        for (method, operation) in path.iter_mut().filter(|(_, operation)| operation.is_object()) {
            add_problems(operation, method != "get");
            if method != "get" {
                let reference = json!({ "$ref": "#/components/parameters/IdempotencyKey" });
                match operation.get_mut("parameters").and_then(Value::as_array_mut) {
                    Some(parameters) => parameters.push(reference),
                    None => operation["parameters"] = json!([reference]),
                }
            }
            add_examples(operation, &components);
        }
    }
}

fn add_components(document: &mut Value) {
    let problem =
        json!({ "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } });
    let responses = PROBLEMS.iter().map(|(name, _, description, _)| {
        ((*name).to_owned(), json!({ "description": description, "content": problem }))
    });
    document["components"]["responses"] = Value::Object(responses.collect());
    document["components"]["parameters"] = json!({
        "IdempotencyKey": {
            "name": "Idempotency-Key",
            "in": "header",
            "description": "A name for this request that you make up, 1 to 255 characters: the same again has no second effect and gets the first answer.",
            "required": false,
            "schema": { "type": "string", "minLength": 1, "maxLength": 255 },
            "example": "0b2a7c1e-4a57-4a0e-9f6b-3f0f4f1c8d21",
        }
    });
    let headers = LIMIT_HEADERS.iter().map(|(name, description)| {
        let name = name.replace('-', "");
        (name, json!({ "description": description, "schema": { "type": "integer" } }))
    });
    document["components"]["headers"] = Value::Object(headers.collect());
}

fn add_problems(operation: &mut Value, writes: bool) {
    let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else { return };
    for response in responses.values_mut() {
        let headers = LIMIT_HEADERS.iter().map(|(name, _)| {
            ((*name).to_owned(), json!({ "$ref": format!("#/components/headers/{}", name.replace('-', "")) }))
        });
        response["headers"] = Value::Object(headers.collect());
    }
    for (name, status, _, writes_only) in PROBLEMS {
        if writes || !writes_only {
            responses.insert(status.to_owned(), json!({ "$ref": format!("#/components/responses/{name}") }));
        }
    }
}

fn add_examples(operation: &mut Value, components: &Value) {
    if let Some(content) = operation.pointer_mut("/requestBody/content").and_then(Value::as_object_mut) {
        fill(content, components);
    }
    let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else { return };
    for response in responses.values_mut() {
        if let Some(content) = response.get_mut("content").and_then(Value::as_object_mut) {
            fill(content, components);
        }
    }
}

fn fill(content: &mut Map<String, Value>, components: &Value) {
    for (_, media) in content.iter_mut().filter(|(media_type, _)| media_type.contains("json")) {
        let made = example(&media["schema"], components);
        media["example"] = made;
    }
}
