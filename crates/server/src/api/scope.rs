use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// What an API key may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Scope {
    ContractsRead,
    ContractsWrite,
    DevicesRead,
    PaymentsRead,
    PaymentsWrite,
    EventsRead,
    PoliciesRead,
    CodesWrite,
    ClockWrite,
    WebhooksWrite,
    RailsWrite,
    KeysWrite,
    BooksRead,
    BooksWrite,
    BureauRead,
    BureauWrite,
}

impl Scope {
    /// All of them.
    pub(crate) const ALL: [Self; 16] = [
        Self::ContractsRead,
        Self::ContractsWrite,
        Self::DevicesRead,
        Self::PaymentsRead,
        Self::PaymentsWrite,
        Self::EventsRead,
        Self::PoliciesRead,
        Self::CodesWrite,
        Self::ClockWrite,
        Self::WebhooksWrite,
        Self::RailsWrite,
        Self::KeysWrite,
        Self::BooksRead,
        Self::BooksWrite,
        Self::BureauRead,
        Self::BureauWrite,
    ];

    /// The word used in requests and lists.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::ContractsRead => "contracts:read",
            Self::ContractsWrite => "contracts:write",
            Self::DevicesRead => "devices:read",
            Self::PaymentsRead => "payments:read",
            Self::PaymentsWrite => "payments:write",
            Self::EventsRead => "events:read",
            Self::PoliciesRead => "policies:read",
            Self::CodesWrite => "codes:write",
            Self::ClockWrite => "clock:write",
            Self::WebhooksWrite => "webhooks:write",
            Self::RailsWrite => "rails:write",
            Self::KeysWrite => "keys:write",
            Self::BooksRead => "books:read",
            Self::BooksWrite => "books:write",
            Self::BureauRead => "bureau:read",
            Self::BureauWrite => "bureau:write",
        }
    }
}

/// A text that is no scope.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a scope: use `*` or some of {words}", words = words())]
pub(crate) struct UnknownScope(String);

fn words() -> String {
    Scope::ALL.map(Scope::as_str).join(", ")
}

/// What a key may do, all together: `*`, or words separated by spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scopes(BTreeSet<Scope>);

impl Scopes {
    /// The words `*` and those of [`Scope`], at least one.
    pub(crate) fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Self, UnknownScope> {
        let mut scopes = BTreeSet::new();
        for word in words {
            if word == "*" {
                scopes.extend(Scope::ALL);
                continue;
            }
            let known = Scope::ALL.into_iter().find(|scope| scope.as_str() == word);
            scopes.insert(known.ok_or_else(|| UnknownScope(word.chars().take(40).collect()))?);
        }
        if scopes.is_empty() { Err(UnknownScope(String::new())) } else { Ok(Self(scopes)) }
    }

    /// Whether it contains a scope.
    pub(crate) fn allow(&self, scope: Scope) -> bool {
        self.0.contains(&scope)
    }

    /// Whether it contains all that another does.
    pub(crate) fn cover(&self, other: &Self) -> bool {
        other.0.is_subset(&self.0)
    }

    /// The words, in a fixed order.
    pub(crate) fn words(&self) -> Vec<&'static str> {
        if self.0.len() == Scope::ALL.len() {
            return vec!["*"];
        }
        self.0.iter().map(|scope| scope.as_str()).collect()
    }
}

impl FromStr for Scopes {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::of(text.split_whitespace())
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_read_back() {
        for text in ["*", "contracts:read", "contracts:read contracts:write payments:read"] {
            assert_eq!(text.parse::<Scopes>().unwrap().to_string(), text);
        }
        assert!("*".parse::<Scopes>().unwrap().allow(Scope::KeysWrite));
        for text in ["", " ", "contracts", "contracts:read,contracts:write", "CONTRACTS:READ", "**"] {
            assert!(text.parse::<Scopes>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_part_covers_no_whole() {
        let (part, whole) = ("events:read".parse::<Scopes>().unwrap(), "*".parse::<Scopes>().unwrap());
        assert!(whole.cover(&part) && !part.cover(&whole) && part.cover(&part));
    }
}
