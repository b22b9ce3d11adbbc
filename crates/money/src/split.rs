use crate::Money;

/// Splits an amount into `parts` shares that differ by at most one minor unit and sum to it exactly;
/// the larger shares come first (largest remainder). Empty for zero parts.
#[must_use]
pub fn split_evenly(amount: Money, parts: u32) -> Vec<Money> {
    if parts == 0 {
        return Vec::new();
    }
    let (count, currency) = (i64::from(parts), amount.currency());
    let (base, rest) = (amount.minor().div_euclid(count), amount.minor().rem_euclid(count));
    (0..count)
        // A share is never larger than the amount, which is in range.
        .filter_map(|i| Money::from_minor(base + i64::from(i < rest), currency).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn shares_sum_to_the_whole(minor in -1_000_000_i64..1_000_000, parts in 1_u32..400) {
            let amount = Money::from_minor(minor, "USD".parse().unwrap()).unwrap();
            let shares = split_evenly(amount, parts);
            prop_assert_eq!(shares.len(), usize::try_from(parts).unwrap());
            prop_assert_eq!(Money::sum(amount.currency(), shares.iter().copied()).unwrap(), amount);
            let (first, last) = (shares[0].minor(), shares[shares.len() - 1].minor());
            prop_assert!(first - last <= 1 && first >= last);
        }
    }
}
