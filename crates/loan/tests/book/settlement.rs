//! Settlement: the lender takes less, in time.

use super::common::{base, money};
use jiff::civil::date;
use loan::{SettlementError, SettlementQuote};

#[test]
fn an_offer_is_accepted_by_paying_in_time() {
    let payoff = base().payoff_quote(date(2025, 1, 16));
    let last = date(2025, 1, 31);
    let quote = SettlementQuote::of(&payoff, money(40_000), last).unwrap();
    assert_eq!(quote.forgiven, payoff.total.minus(money(40_000)).unwrap());
    assert!(quote.counts(date(2025, 1, 16)) && quote.counts(last));
    assert!(!quote.counts(date(2025, 1, 15)) && !quote.counts(date(2025, 2, 1)));
    assert!(!quote.is_accepted_by(money(39_999)) && quote.is_accepted_by(money(40_000)));
}

#[test]
fn an_offer_is_less_than_what_is_owed() {
    let today = date(2025, 1, 16);
    let payoff = base().payoff_quote(today);
    let of = |amount, through| SettlementQuote::of(&payoff, money(amount), through);
    let total = payoff.total;
    assert_eq!(of(0, today), Err(SettlementError::NotPositive(money(0))));
    assert_eq!(of(total.minor(), today), Err(SettlementError::NotLess(total, total)));
    let yesterday = date(2025, 1, 15);
    assert_eq!(of(1, yesterday), Err(SettlementError::Expired(yesterday, today)));
    assert!(of(1, today).is_ok());
}
