use disclosure::Language;
use jiff::civil::Date;
use servicing::Contract;

/// What a page says to the borrower of a contract, in their language. Every message may name the lender and the phone.
#[derive(Clone, Copy)]
pub(super) struct Say<'a> {
    pub(super) language: Language,
    pub(super) lender: &'a str,
    model: &'a str,
}

impl<'a> Say<'a> {
    /// In the borrower's language.
    pub(super) fn of(contract: &'a Contract) -> Self {
        let language = Language::of(&contract.borrower.language);
        Self { language, lender: &contract.lender_profile.name, model: &contract.device.model }
    }

    /// In English, for a page whose every word is English.
    pub(super) fn english(contract: &'a Contract) -> Self {
        Self { language: Language::English, ..Self::of(contract) }
    }

    /// The language's tag.
    pub(super) fn tag(&self) -> &'static str {
        self.language.tag()
    }

    /// A message.
    pub(super) fn word(&self, key: &str) -> String {
        self.language.with(key, [("lender", self.lender.into()), ("model", self.model.into())])
    }

    /// A message that names a day.
    pub(super) fn on(&self, key: &str, day: Date) -> String {
        let day = self.language.day(day);
        self.language.with(key, [("lender", self.lender.into()), ("day", day.into())])
    }

    /// A message that names a text, such as an amount.
    pub(super) fn with(&self, key: &str, name: &str, text: &str) -> String {
        self.language.with(key, [("lender", self.lender.into()), (name, text.into())])
    }

    /// A message that depends on a count.
    pub(super) fn count(&self, key: &str, count: usize) -> String {
        self.language.with(key, [("lender", self.lender.into()), ("count", count.into())])
    }
}
