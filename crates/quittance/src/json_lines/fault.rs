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
            Some(inner) => format!("{outer}.{inner}"),
        };
        Self { field: Some(field), problem: self.problem }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.field {
            None => f.write_str(&self.problem),
            Some(field) => write!(f, "`{field}`: {}", self.problem),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_named_from_the_outside_in() {
        assert_eq!(Fault::new("every", "too many").inside("terms").to_string(), "`terms.every`: too many");
        assert_eq!(Fault::whole("too many").inside("terms").to_string(), "`terms`: too many");
    }
}
