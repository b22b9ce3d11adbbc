use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// The messages of one language.
pub(crate) struct Texts(FluentBundle<FluentResource>);

impl Texts {
    /// Reads files of messages. Every file is read and every message said by a test, so what could fail here
    /// fails there.
    pub(crate) fn new(tag: &str, sources: [&str; 2]) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().unwrap_or_default()]);
        // Isolation marks are for mixed directions; every language here runs left to right.
        bundle.set_use_isolating(false);
        for source in sources {
            let resource =
                FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self(bundle)
    }

    /// A message without variables.
    pub(crate) fn say(&self, key: &str) -> String {
        self.with(key, [])
    }

    /// A message with its variables; the key itself when there is none.
    pub(crate) fn with<'a, const N: usize>(
        &self,
        key: &str,
        variables: [(&'a str, FluentValue<'a>); N],
    ) -> String {
        let Some(pattern) = self.0.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut args = FluentArgs::with_capacity(N);
        for (name, value) in variables {
            args.set(name, value);
        }
        self.0.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// `a, b or c`.
    pub(crate) fn list(&self, items: &[String], conjunction: &str) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.say(conjunction)),
        }
    }

    /// A day as people write it.
    pub(crate) fn day(&self, day: jiff::civil::Date) -> String {
        let month = self.say(&format!("month-{}", day.month()));
        let (number, year) = (day.day().to_string(), day.year().to_string());
        self.with("date", [("day", number.into()), ("month", month.into()), ("year", year.into())])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
    use fluent_syntax::parser::parse;

    use crate::Language;

    /// Every message of a language with the variables it uses.
    fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let read = |source| parse(source).unwrap_or_else(|(_, errors)| panic!("{language:?}: {errors:?}"));
        let resources = language.sources().map(read);
        let mut messages = BTreeMap::new();
        for entry in resources.iter().flat_map(|resource| &resource.body) {
            if let Entry::Message(message) = entry {
                let mut variables = BTreeSet::new();
                collect(message.value.as_ref().unwrap(), &mut variables);
                let before = messages.insert(message.id.name.to_owned(), variables);
                assert!(before.is_none(), "{language:?} has {} twice", message.id.name);
            }
        }
        messages
    }

    fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                let (selector, variants) = match expression {
                    Expression::Inline(inline) => (inline, None),
                    Expression::Select { selector, variants } => (selector, Some(variants)),
                };
                if let InlineExpression::VariableReference { id } = selector {
                    variables.insert(id.name.to_owned());
                }
                variants.into_iter().flatten().for_each(|variant| collect(&variant.value, variables));
            }
        }
    }

    #[test]
    fn every_language_has_the_same_messages_with_the_same_variables() {
        let english = messages(Language::English);
        assert!(english.len() > 90);
        for language in Language::ALL {
            assert_eq!(messages(language), english, "{language:?}");
        }
    }

    #[test]
    fn plurals_and_lists() {
        let english = Language::English.texts();
        assert_eq!(
            english.with("late-grace", [("days", 1.into())]),
            "Nothing happens on the first day after a due date."
        );
        assert!(english.with("late-grace", [("days", 3.into())]).contains("first 3 days"));
        assert!(english.with("late-grace", [("days", 0.into())]).contains("from the day after"));
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(english.list(&items, "or"), "a, b or c");
        assert_eq!(Language::Spanish.texts().day(jiff::civil::date(2026, 3, 1)), "1 de marzo de 2026");
    }
}
