use std::sync::LazyLock;

use jiff::civil::Date;
use money::Money;

use crate::Value;
use crate::texts::Texts;

/// A language that borrowers are told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
    /// French.
    French,
    /// Hindi.
    Hindi,
    /// Portuguese.
    Portuguese,
    /// Swahili.
    Swahili,
}

static TEXTS: LazyLock<[(Language, Texts); 6]> = LazyLock::new(|| {
    Language::ALL.map(|language| (language, Texts::new(language.tag(), language.sources())))
});

impl Language {
    /// All of them, by tag.
    pub const ALL: [Self; 6] =
        [Self::English, Self::Spanish, Self::French, Self::Hindi, Self::Portuguese, Self::Swahili];

    /// The language of a BCP 47 tag such as `pt-BR`; English for one that nothing is written in.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        Self::find(tag).unwrap_or(Self::English)
    }

    /// The language of a BCP 47 tag, if it is one of these.
    #[must_use]
    pub fn find(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// The BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::Hindi => "hi",
            Self::Portuguese => "pt",
            Self::Swahili => "sw",
        }
    }

    /// What speakers call it.
    #[must_use]
    pub fn name(self) -> String {
        self.word("language")
    }

    /// A message without variables, such as `as-pdf`.
    #[must_use]
    pub fn word(self, key: &str) -> String {
        self.texts().say(key)
    }

    /// A message with its variables.
    #[must_use]
    pub fn with<'a, const N: usize>(self, key: &str, variables: [(&'a str, Value<'a>); N]) -> String {
        self.texts().with(key, variables)
    }

    /// A day as people write it.
    #[must_use]
    pub fn day(self, day: Date) -> String {
        self.texts().day(day)
    }

    /// An amount as the phone shows it too: `USD 1,234.50`.
    #[must_use]
    pub fn amount(self, amount: Money) -> String {
        crate::sheet::amount(amount)
    }

    /// The sheet's words, and those for when paying becomes hard.
    pub(crate) const fn sources(self) -> [&'static str; 2] {
        match self {
            Self::English => [include_str!("../texts/en.ftl"), include_str!("../texts/help/en.ftl")],
            Self::Spanish => [include_str!("../texts/es.ftl"), include_str!("../texts/help/es.ftl")],
            Self::French => [include_str!("../texts/fr.ftl"), include_str!("../texts/help/fr.ftl")],
            Self::Hindi => [include_str!("../texts/hi.ftl"), include_str!("../texts/help/hi.ftl")],
            Self::Portuguese => [include_str!("../texts/pt.ftl"), include_str!("../texts/help/pt.ftl")],
            Self::Swahili => [include_str!("../texts/sw.ftl"), include_str!("../texts/help/sw.ftl")],
        }
    }

    pub(crate) fn texts(self) -> &'static Texts {
        let [(_, english), ..] = &*TEXTS;
        TEXTS.iter().find(|(language, _)| *language == self).map_or(english, |(_, texts)| texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_by_their_first_part() {
        assert_eq!(Language::of("pt-BR"), Language::Portuguese);
        assert_eq!(Language::of("SW"), Language::Swahili);
        assert_eq!(Language::of("hi_IN"), Language::Hindi);
        assert_eq!(Language::of("de"), Language::English);
        assert_eq!(Language::find(""), None);
        assert_eq!(Language::Hindi.name(), "हिन्दी");
    }
}
