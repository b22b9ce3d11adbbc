//! The phone's reckoning and the audit's, which share no code: what the phone takes is never refused by the audit.

use jiff::ToSpan as _;
use jiff::civil::date;
use money::Money;
use proof::documents::TermsInstallment;
use proof::plan::Agreed;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

const START: Date = date(2026, 1, 31);

/// Days since the first of the terms, and minor units.
type Rows = Vec<(i64, i64)>;

fn installments(rows: &Rows) -> Vec<TermsInstallment> {
    let usd = |minor| Money::from_minor(minor, "USD".parse().unwrap()).unwrap();
    let due_on = |day: i64| START.saturating_add(day.days());
    let numbered = (1..).zip(rows);
    numbered
        .map(|(number, (day, minor))| TermsInstallment {
            number,
            due_on: due_on(*day),
            amount: usd(*minor),
            interest: usd(0),
        })
        .collect()
}

/// What the phone says, and what the audit says.
fn judged(rate: &str, terms: &Rows, plan: &Rows) -> (bool, bool) {
    let (terms, plan) = (installments(terms), installments(plan));
    let agreed = Agreed::new("USD".parse().unwrap(), &terms, rate.parse().unwrap(), false);
    let days = |of: &[TermsInstallment]| summed(of.iter().map(|i| (i.due_on, i.amount.minor(), 0)));
    let compounding = terms.iter().map(|i| i.due_on).collect();
    let a_year = rate.parse::<Decimal>().unwrap() / Decimal::from(100);
    (agreed.allows(&plan).is_ok(), is_within(&compounding, &days(&terms), a_year, &days(&plan)))
}

fn level(count: i64, each: i64) -> Rows {
    (0..count).map(|n| (30 * n, each)).collect()
}

/// A cent more in each row, as by rounding up, for years and at rates where a cent of the first day is many by the last.
#[test]
fn a_cent_more_for_each_row_passes_both() {
    for (rate, count) in [("0", 12), ("36", 48), ("60", 60), ("100", 78), ("1000", 600)] {
        let (terms, more) = (level(count, 9_999), level(count, 10_000));
        assert_eq!(judged(rate, &terms, &more), (true, true), "{rate} % x {count}");
        let (terms, most) = (level(count, 9_999), level(count, 10_001));
        assert_eq!(judged(rate, &terms, &most), (false, false), "{rate} % x {count}");
    }
}

/// No number holds the interest: not allowed, on both sides alike.
#[test]
fn what_can_not_be_reckoned_is_refused_by_both() {
    let (terms, later) = (level(600, 9_999), vec![(0, 1), (30_000, 1)]);
    assert_eq!(judged("1000", &terms, &later), (false, false));
    assert_eq!(judged("36", &terms, &later), (true, true));
}

prop_compose! {
    fn any_rows(longest: usize)(
        rows in prop::collection::vec((1_i64..70, 0_i64..20_000), 1..longest),
    ) -> Rows {
        let days = rows.iter().scan(-rows[0].0, |day, (days, _)| { *day += days; Some(*day) }).collect::<Vec<_>>();
        days.into_iter().zip(rows).map(|(day, (_, minor))| (day, minor)).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// A plan of all sorts whose last installment is as high as the phone takes it.
    #[test]
    fn what_the_phone_takes_passes(
        rate in select(vec!["0", "9.99", "36", "100", "1000"]),
        terms in any_rows(60),
        asked in prop::collection::vec(0.0_f64..1.0, 1..60),
        late in 0_i64..100,
    ) {
        // What the terms ask for by its day less what was asked for, or a part of it.
        let mut open = 0;
        let mut plan: Rows = terms.iter().zip(asked).filter_map(|((day, minor), part)| {
            open += minor;
            let minor = if part < 0.5 { open + 1 } else { open / 2 };
            open -= minor;
            (minor > 0).then_some((day + late, minor))
        }).collect();
        let last = plan.last().map_or(0, |(day, _)| *day) + 40;
        plan.push((last, 1));
        let (mut most, mut too_much) = (0, 1 << 49);
        while too_much - most > 1 {
            let middle = i64::midpoint(most, too_much);
            plan.last_mut().unwrap().1 = middle;
            *(if judged(rate, &terms, &plan).0 { &mut most } else { &mut too_much }) = middle;
        }
        prop_assume!(most > 0);
        plan.last_mut().unwrap().1 = most;
        prop_assert_eq!(judged(rate, &terms, &plan), (true, true));
        // And no more than the rounding of both is between them.
        if matches!(rate, "0" | "9.99" | "36") {
            plan.last_mut().unwrap().1 = most + 2;
            prop_assert_eq!(judged(rate, &terms, &plan), (false, false));
        }
    }
}
