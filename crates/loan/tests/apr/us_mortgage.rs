//! Appendix J (c)(6)(iii): a mortgage whose payment changes every year, as an insurance premium falls with the debt.

use loan::Unit::Month;
use loan::{Every, Unit};

use crate::dec;
use crate::us::{apr, day, one, series};

/// What each of the thirty years asks for a month.
const YEARS: [&str; 30] = [
    "291.81", "300.18", "308.78", "317.61", "326.65", "335.92", "345.42", "355.15", "365.12", "375.33",
    "385.76", "385.42", "385.03", "384.62", "384.17", "383.67", "383.13", "382.54", "381.90", "381.20",
    "380.43", "379.60", "378.68", "377.69", "376.60", "375.42", "374.13", "372.72", "371.18", "369.50",
];

#[test]
fn c6_varying_payments() {
    let first = day("1978-06-01");
    let year = |n: usize| {
        let every = Every { count: 1, unit: Unit::Year };
        let begins = every.nth(first, u16::try_from(n).unwrap()).unwrap();
        series(YEARS[n], 12, 1, Month, &begins.to_string())
    };
    let payments: Vec<_> = (0..YEARS.len()).map(year).collect();
    assert_eq!(payments.concat().len(), 360);
    assert_eq!(apr(one("39688.56", "1978-04-10"), &payments), dec("9.80"));
}
