use servicing::help::Wish;

use super::super::say::Say;

/// What a borrower may ask for, in the borrower's words: the wish's name in the form, and what it means.
pub(super) fn all(say: &Say<'_>) -> Vec<(&'static str, String)> {
    Wish::ALL.into_iter().map(|wish| (wish.as_str(), plain(say, wish))).collect()
}

/// A wish in plain words.
pub(super) fn plain(say: &Say<'_>, wish: Wish) -> String {
    say.word(match wish {
        Wish::TermExtension => "wish-term-extension",
        Wish::PaymentHoliday => "wish-payment-holiday",
        Wish::ReAmortize => "wish-re-amortize",
        Wish::ReAge => "wish-re-age",
        Wish::LowerRate => "wish-lower-rate",
        Wish::Forgiveness => "wish-forgiveness",
        Wish::Other => "wish-other",
    })
}
