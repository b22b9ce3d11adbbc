use servicing::help::Wish;

/// What a borrower may ask for, in the borrower's words: the wish's name in the form, and what it means.
pub(super) fn all() -> Vec<(&'static str, &'static str)> {
    Wish::ALL.into_iter().map(|wish| (wish.as_str(), plain(wish))).collect()
}

/// A wish in plain words.
pub(super) const fn plain(wish: Wish) -> &'static str {
    match wish {
        Wish::TermExtension => "Smaller installments over a longer time",
        Wish::PaymentHoliday => "No payments for a while",
        Wish::ReAmortize => "What is overdue spread over the installments that are left",
        Wish::ReAge => "A new start: one new plan for all that I owe",
        Wish::LowerRate => "Less interest",
        Wish::Forgiveness => "A part given up, because I can’t pay all of it",
        Wish::Other => "Something else, or I don’t know yet",
    }
}
