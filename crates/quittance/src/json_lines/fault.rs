use std::fmt;

/// What is wrong with an input: the field, by its path, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    field: Option<String>,
    problem: String,
}

impl Fault {
    /// One field is wrong.
    pub(crate) fn new(field: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { field: Some(field.into()), problem: problem.into() }
    }

    /// The whole input is wrong, or what it says together.
    pub(crate) fn whole(problem: impl Into<String>) -> Self {
        Self { field: None, problem: problem.into() }
    }

    /// The same, of a field that lies inside another: `terms` makes `every` into `terms.every`.
    pub(crate) fn inside(self, outer: &str) -> Self {
        let field = match self.field {
            None => outer.to_owned(),
            // A place in a list follows its list: `buckets` and `[1]` make `buckets[1]`.
            Some(inner) if inner.starts_with('[') => format!("{outer}{inner}"),
            Some(inner) => format!("{outer}.{inner}"),
        };
        Self { field: Some(field), problem: self.problem }
    }
}

/// One line of a readable length, whatever the input echoes into it.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = readable(&self.problem);
        match &self.field {
            None => f.write_str(&problem),
            Some(field) => write!(f, "`{}`: {problem}", readable(field)),
        }
    }
}

/// What is kept of a long text: its beginning, and its end, where it says what would be right.
const KEPT: (usize, usize) = (600, 200);

/// Control characters escaped, the middle of a long text left out.
fn readable(text: &str) -> String {
    let (head, tail) = KEPT;
    let escaped = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    let length = text.chars().count();
    if length <= head + tail {
        return text.chars().map(escaped).collect();
    }
    let start: String = text.chars().take(head).map(escaped).collect();
    let end: String = text.chars().skip(length - tail).map(escaped).collect();
    format!("{start} … {end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_echoed_stays_on_one_short_line() {
        assert_eq!(
            Fault::new("a\nb", "`1\n2\u{1b}` is wrong").to_string(),
            "`a\\nb`: `1\\n2\\u{1b}` is wrong"
        );
        let long = Fault::whole(format!("`{}` is no amount: write digits", "1".repeat(100_000))).to_string();
        assert!(long.chars().count() < 900 && long.ends_with("is no amount: write digits"), "{long}");
    }

    #[test]
    fn a_field_is_named_from_the_outside_in() {
        assert_eq!(Fault::new("every", "too many").inside("terms").to_string(), "`terms.every`: too many");
        assert_eq!(Fault::whole("too many").inside("terms").to_string(), "`terms`: too many");
    }
}
