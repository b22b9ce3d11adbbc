use super::Fault;

/// What a decoder says of one value, in words for whoever wrote it, at the field that it is about.
///
/// The decoder's own words name types of this program (`expected u16`); nobody outside it knows those.
pub(crate) fn fault_at(path: &str, problem: &str) -> Fault {
    // A key that is no word has no path of its own.
    let path = path.strip_suffix(".?").unwrap_or(path);
    let field = |name: Option<&str>| match (path, name) {
        (".", None) => None,
        (".", Some(name)) => Some(name.to_owned()),
        (path, None) => Some(path.to_owned()),
        (path, Some(name)) => Some(format!("{path}.{name}")),
    };
    let (name, right) = said(problem);
    match field(name) {
        None => Fault::whole(right),
        Some(field) => Fault::new(field, right),
    }
}

/// The field inside the path that is meant, if it is another, and what is to be said.
fn said(problem: &str) -> (Option<&str>, String) {
    if let Some(name) = problem.strip_prefix("missing field ") {
        return (Some(name.trim_matches('`')), "it is missing: it is needed here".to_owned());
    }
    if let Some(name) = problem.strip_prefix("duplicate field ") {
        return (Some(name.trim_matches('`')), "it is there twice: write it once".to_owned());
    }
    (None, of_value(problem).unwrap_or_else(|| problem.to_owned()))
}

fn of_value(problem: &str) -> Option<String> {
    let (got, wanted) = problem.split_once(", ").map_or((problem, ""), |(got, rest)| (got, rest));
    let (_, expected) = problem.split_once(", expected ").unwrap_or_default();
    if got.starts_with("unknown field ") {
        let right = if wanted.starts_with("there are no fields") {
            "leave it out".to_owned()
        } else {
            use_one(expected)
        };
        return Some(format!("there is no such field: {right}"));
    }
    if problem.starts_with("unknown variant ") {
        let (word, _) = problem.strip_prefix("unknown variant ")?.split_once(", expected ")?;
        return Some(format!("{word} is no word for it: {}", use_one(expected)));
    }
    if let Some(value) = problem.strip_prefix("invalid type: ").or(problem.strip_prefix("invalid value: ")) {
        // A text may say anything; what is expected comes last.
        let (value, expected) = value.rsplit_once(", expected ")?;
        return Some(format!("it is {}: write {}", written(value), wished(expected)));
    }
    if let Some(length) = problem.strip_prefix("invalid length ") {
        let (length, _) = length.split_once(", expected ")?;
        return Some(format!("it has {length} entries: write {}", wished(expected)));
    }
    match problem {
        "expected value" => Some("write one of its words, in quotes".to_owned()),
        "recursion limit exceeded" => Some("it is nested too deeply".to_owned()),
        _ => None,
    }
}

/// The names that can be used.
fn use_one(expected: &str) -> String {
    format!("use {}", expected.trim_start_matches("one of "))
}

/// A value as it stands in the input.
fn written(value: &str) -> String {
    let bare = ["integer ", "floating point ", "boolean ", "character "]
        .into_iter()
        .find_map(|kind| value.strip_prefix(kind));
    match value {
        "sequence" => "a list".to_owned(),
        "map" => "an object".to_owned(),
        value => bare.unwrap_or(value).replacen("string ", "the text ", 1),
    }
}

/// What would be right.
fn wished(expected: &str) -> &str {
    match expected {
        "an array of length 4" => "a list of four",
        "u8" => "a whole number from 0 to 255",
        "u16" => "a whole number from 0 to 65535",
        "u32" => "a whole number from 0 to 4294967295",
        "u64" | "usize" => "a whole number",
        "a boolean" => "true or false",
        "a string" => "text in quotes",
        "a sequence" => "a list, […]",
        "a map" => "an object, {…}",
        "a tuple of size 2" => "a list of two, such as [4, 30]",
        "fewer elements in array" => "a shorter list",
        object if object.starts_with("struct ") => "an object, {…}",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said_of(path: &str, problem: &str) -> String {
        fault_at(path, problem).to_string()
    }

    #[test]
    fn types_of_this_program_are_not_named() {
        for (problem, said) in [
            (
                "invalid type: string \"6\", expected u16",
                "it is the text \"6\": write a whole number from 0 to 65535",
            ),
            ("invalid value: integer `-1`, expected u16", "it is `-1`: write a whole number from 0 to 65535"),
            ("invalid type: null, expected struct Every", "it is null: write an object, {…}"),
            ("invalid type: map, expected a sequence", "it is an object: write a list, […]"),
            ("invalid length 3, expected fewer elements in array", "it has 3 entries: write a shorter list"),
            ("unknown variant `x`, expected `a` or `b`", "`x` is no word for it: use `a` or `b`"),
            ("unknown variant ``, expected one of `a`, `b`, `c`", "`` is no word for it: use `a`, `b`, `c`"),
            ("unknown field `x`, expected one of `a`, `b`, `c`", "there is no such field: use `a`, `b`, `c`"),
            ("unknown field `x`, there are no fields", "there is no such field: leave it out"),
            ("expected value", "write one of its words, in quotes"),
            ("`x` is no day", "`x` is no day"),
        ] {
            assert_eq!(said_of("a.b", problem), format!("`a.b`: {said}"));
        }
    }

    #[test]
    fn a_missing_field_is_named_itself() {
        assert_eq!(
            said_of("every", "missing field `unit`"),
            "`every.unit`: it is missing: it is needed here"
        );
        assert_eq!(said_of(".", "missing field `terms`"), "`terms`: it is missing: it is needed here");
        assert_eq!(said_of(".", "duplicate field `terms`"), "`terms`: it is there twice: write it once");
    }

    #[test]
    fn what_a_value_says_does_not_mislead() {
        let odd = "invalid type: string \"a, expected b\", expected u16";
        assert!(said_of("x", odd).ends_with("write a whole number from 0 to 65535"), "{}", said_of("x", odd));
    }
}
