use money::{Currency, Money};

use super::IngestError;
use super::generic::invalid;

/// Currencies that Stripe counts in whole units.
const WHOLE: [&str; 15] =
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"];
/// Currencies that Stripe counts in thousandths.
const THOUSANDTHS: [&str; 5] = ["BHD", "JOD", "KWD", "OMR", "TND"];

/// An amount as Stripe writes it: an integer in Stripe's unit, which is a hundredth unless listed above, whatever
/// ISO 4217 says (ISK and UGX have no minor unit and are written in hundredths all the same).
///
/// # Errors
/// For an unknown currency, or an amount below the currency's own minor unit: nothing is rounded.
pub(super) fn money(amount: i64, currency: &str) -> Result<Money, IngestError> {
    let code = currency.to_ascii_uppercase();
    let currency: Currency = code.parse().map_err(|error| invalid("currency", &error))?;
    let theirs: u32 = match code.as_str() {
        code if WHOLE.contains(&code) => 0,
        code if THOUSANDTHS.contains(&code) => 3,
        _ => 2,
    };
    let ours = currency.decimals();
    let too_large = || invalid("amount", "the amount is too large");
    let minor = if ours >= theirs {
        amount.checked_mul(10_i64.pow(ours - theirs)).ok_or_else(too_large)?
    } else {
        let unit = 10_i64.pow(theirs - ours);
        if amount % unit != 0 {
            return Err(invalid("amount", &format!("{code} has no unit this small")));
        }
        amount / unit
    };
    Money::from_minor(minor, currency).map_err(|_| too_large())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_currency_in_stripe_s_unit() {
        for (amount, code, want) in [
            (1701, "usd", "17.01"),
            (1701, "jpy", "1701"),
            (17_010, "kwd", "17.010"),
            (500, "isk", "5"),
            (500, "ugx", "5"),
            (5, "mga", "5.00"),
            (1701, "inr", "17.01"),
            (1701, "kes", "17.01"),
        ] {
            let read = money(amount, code).unwrap();
            assert_eq!((read.to_string().as_str(), read.currency().code()), (want, &*code.to_uppercase()));
        }
    }

    #[test]
    fn nothing_is_rounded_or_guessed() {
        assert!(money(501, "isk").is_err());
        assert!(money(501, "ugx").is_err());
        assert!(money(1, "zzz").is_err());
        assert!(money(1, "").is_err());
        assert!(money(i64::MAX, "usd").is_err());
        assert!(money(i64::MAX, "mga").is_err());
        assert!(money(i64::MIN, "mga").is_err());
    }

    proptest! {
        #[test]
        fn never_panics(amount: i64, code in ".{0,4}") {
            drop(money(amount, &code));
        }
    }
}
