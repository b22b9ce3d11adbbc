use serde_json::Value;

use super::schema::{self, Field, SchemaDoc};
use super::text::{Piece, paragraphs};

/// The API as its page shows it.
pub(super) struct Manual {
    pub(super) introduction: Vec<Vec<Piece>>,
    pub(super) groups: Vec<Group>,
    pub(super) schemas: Vec<SchemaDoc>,
}

/// Operations about one subject.
pub(super) struct Group {
    pub(super) name: String,
    pub(super) anchor: String,
    pub(super) description: String,
    pub(super) operations: Vec<Operation>,
}

/// One operation.
pub(super) struct Operation {
    pub(super) id: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) summary: String,
    pub(super) description: Vec<Vec<Piece>>,
    pub(super) scope: String,
    pub(super) parameters: Vec<Field>,
    pub(super) request: Option<Body>,
    pub(super) answers: Vec<Answer>,
    /// The statuses of the problems it can answer with.
    pub(super) problems: String,
}

/// What is sent one way.
pub(super) struct Body {
    pub(super) schema: Option<String>,
    pub(super) media_type: String,
    pub(super) example: Option<String>,
}

/// A good answer.
pub(super) struct Answer {
    pub(super) status: String,
    pub(super) description: String,
    pub(super) body: Option<Body>,
}

impl Manual {
    /// From the OpenAPI document.
    pub(super) fn of(document: &Value) -> Self {
        let tags = document["tags"].as_array().into_iter().flatten();
        Self {
            introduction: paragraphs(document["info"]["description"].as_str().unwrap_or_default()),
            groups: tags.map(|tag| group(tag, document)).collect(),
            schemas: schema::all(document),
        }
    }
}

fn group(tag: &Value, document: &Value) -> Group {
    let name = text(&tag["name"]);
    let paths = document["paths"].as_object().into_iter().flatten();
    let all = paths.flat_map(|(path, methods)| {
        methods.as_object().into_iter().flatten().map(move |(method, it)| (path, method, it))
    });
    let operations = all
        .filter(|(_, _, it)| it["tags"].get(0).and_then(Value::as_str) == Some(&name))
        .map(|(path, method, it)| operation(path, method, it, document));
    Group {
        anchor: name.to_lowercase().replace(' ', "-"),
        description: text(&tag["description"]),
        operations: operations.collect(),
        name,
    }
}

fn operation(path: &str, method: &str, it: &Value, document: &Value) -> Operation {
    let responses = it["responses"].as_object().into_iter().flatten();
    let (good, bad): (Vec<_>, Vec<_>) = responses.partition(|(status, _)| status.starts_with('2'));
    Operation {
        id: text(&it["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&it["summary"]),
        description: paragraphs(it["description"].as_str().unwrap_or_default()),
        scope: text(&it["security"][0]["api_key"][0]),
        parameters: it["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|it| parameter(it, document))
            .collect(),
        request: body(&it["requestBody"]["content"]),
        answers: good
            .into_iter()
            .map(|(status, it)| Answer {
                status: status.clone(),
                description: text(&it["description"]),
                body: body(&it["content"]),
            })
            .collect(),
        problems: bad.into_iter().map(|(status, _)| status.as_str()).collect::<Vec<_>>().join(", "),
    }
}

fn parameter(it: &Value, document: &Value) -> Field {
    let name = it["$ref"].as_str().and_then(|reference| reference.rsplit('/').next());
    let it = name.map_or(it, |name| &document["components"]["parameters"][name]);
    let required = it["required"].as_bool().unwrap_or(false);
    let field = schema::field(&text(&it["name"]), &it["schema"], required, &document["components"]);
    let description = it["description"].as_str().map(super::text::pieces);
    Field { description: description.unwrap_or(field.description), ..field }
}

fn body(content: &Value) -> Option<Body> {
    let (media_type, media) = content.as_object()?.iter().next()?;
    let example = media.get("example").and_then(|example| serde_json::to_string_pretty(example).ok());
    Some(Body { schema: schema::reference(&media["schema"]), media_type: media_type.clone(), example })
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
