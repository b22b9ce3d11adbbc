use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::fault;
use super::types::object;
use crate::Problem;

/// A JSON body, read strictly: the media type must be right, nothing may be unknown, twice or left over.
pub(crate) struct ApiJson<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for ApiJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "The body is of another media type",
                "send JSON with the header `Content-Type: application/json`",
            ));
        }
        let bytes = Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|error| Problem::malformed(error.body_text()))?;
        read(&bytes).map(Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

/// Reads JSON.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    if bytes.is_empty() {
        return Err(Problem::malformed("the body is empty: send a JSON object"));
    }
    let mut input = serde_json::Deserializer::from_slice(bytes);
    let mut track = serde_path_to_error::Track::new();
    let read = object(serde_path_to_error::Deserializer::new(&mut input, &mut track));
    let value: T = read.map_err(|error| problem(&track.path().to_string(), &error))?;
    input.end().map_err(|error| problem(".", &error))?;
    Ok(value)
}

fn problem(path: &str, error: &serde_json::Error) -> Problem {
    let text = error.to_string();
    let message = text.split(" at line ").next().unwrap_or_default();
    match error.classify() {
        Category::Data => fault::problem("body", path, message),
        Category::Syntax | Category::Eof | Category::Io => {
            Problem::malformed(format!("line {}, column {}: {message}", error.line(), error.column()))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Outer {
        inner: Vec<Inner>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Inner {
        count: u16,
    }

    fn fault(text: &str) -> String {
        let problem = read::<Outer>(text.as_bytes()).unwrap_err();
        let field = problem.errors.first().map(|error| error.field.as_str()).unwrap_or_default();
        format!("{} {field} | {}", problem.status, problem.detail)
    }

    #[test]
    fn names_the_place() {
        let faults: Vec<String> = [
            "",
            "{",
            "[]",
            "[[]]",
            "null",
            r#"{"inner": []} x"#,
            r#"{"inner": [{"count": 1}, {"count": "2"}]}"#,
            r#"{"inner": [{"count": 1, "name": 2}]}"#,
            r#"{"inner": [{}]}"#,
            r#"{"inner": [], "inner": []}"#,
            r#"{}"#,
            "{\"inner\": [{\"count\": 1},\n {\"count\": 70000}]}",
            "{\"inner\": [\n\u{1}]}",
        ]
        .map(fault)
        .into();
        insta::assert_snapshot!(faults.join("\n"));
    }

    proptest! {
        #[test]
        fn never_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            drop(read::<Outer>(&bytes));
        }
    }
}
