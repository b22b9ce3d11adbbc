//! What serde says about an input, as a problem with the field at fault.

use crate::Problem;

/// A problem about the field that serde's `message` speaks of inside `path`, as far as it tells; else about the
/// `whole`.
pub(super) fn problem(whole: &str, path: &str, message: &str) -> Problem {
    let inside = if path == "." { "" } else { path };
    let field = match named(message) {
        // The unknown or missing field itself; some deserializers have it in the path already.
        Some(name) if inside == name || inside.ends_with(&format!(".{name}")) => inside.to_owned(),
        Some(name) if inside.is_empty() => name.to_owned(),
        Some(name) => format!("{inside}.{name}"),
        None if inside.is_empty() => whole.to_owned(),
        None => inside.to_owned(),
    };
    Problem::invalid(field, in_plain_words(message))
}

/// serde names types as programs do.
fn in_plain_words(message: &str) -> String {
    let Some((before, expected)) = message.rsplit_once(", expected ") else { return message.to_owned() };
    let plain = match expected {
        "i64" | "u16" | "u32" | "u64" => "a whole number",
        "a string" => "a text in quotes",
        "a sequence" => "a list",
        other if other.starts_with("struct ") => "an object",
        other => other,
    };
    format!("{before}, expected {plain}")
}

/// The name in "unknown field `x`, …", "missing field `x`" and "duplicate field `x`".
fn named(message: &str) -> Option<&str> {
    let starts = ["unknown field `", "missing field `", "duplicate field `"];
    let rest = starts.iter().find_map(|start| message.strip_prefix(start))?;
    rest.split('`').next()
}
