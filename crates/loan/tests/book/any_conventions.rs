//! What every schedule keeps, whatever was agreed.

use super::common::{any_terms, money};
use jiff::civil::Date;
use loan::{
    Advance, Amortization, Conventions, DayCount, Grace, InterestBasis, InterestMethod, Leap, Schedule,
    Terms, WeekDay, WorkingDayRule, WorkingDays,
};
use money::Money;
use proptest::prelude::*;
use proptest::sample::select;

fn any_conventions() -> impl Strategy<Value = Conventions> {
    let day_counts =
        vec![DayCount::Thirty360, DayCount::Actual360, DayCount::Actual365, DayCount::ActualActual];
    let rules = vec![
        WorkingDayRule::Same,
        WorkingDayRule::Next,
        WorkingDayRule::Previous,
        WorkingDayRule::ModifiedFollowing,
    ];
    (
        select(vec![Amortization::EqualInstallments, Amortization::EqualPrincipal]),
        select(vec![InterestBasis::Daily, InterestBasis::SameAsPeriod]),
        select(day_counts),
        select(vec![Leap::CalendarYear, Leap::Feb29Period]),
        (0_u16..4, 0_u16..4),
        prop::option::of(1_i64..2_000),
        select(rules),
        any::<bool>(),
    )
        .prop_map(|(amortization, interest_basis, day_count, leap, grace, multiple, rule, smoothing)| {
            let weekend = vec![WeekDay::Saturday, WeekDay::Sunday];
            Conventions {
                amortization,
                interest_basis,
                day_count,
                leap,
                grace: Grace { principal: grace.0, interest: grace.1 },
                installment_multiple: multiple.map(money),
                working_days: WorkingDays { holidays: Vec::new(), weekend, rule },
                smoothing,
                interest_recalculation: loan::InterestRecalculation::None,
            }
        })
}

prop_compose! {
    fn any_agreement()(
        terms in any_terms(),
        conventions in any_conventions(),
        advances in prop::collection::vec((0_i64..200, 1_i64..500_000), 0..3),
        percent in prop::option::of(0_u8..100),
    ) -> Terms {
        let on = |days: i64| terms.starts_on + jiff::Span::new().days(days);
        let advances = advances.into_iter().map(|(day, minor)| Advance { on: on(day), amount: money(minor) });
        Terms {
            conventions,
            advances: advances.collect(),
            down_payment_percent: percent.map(|percent| percent.to_string().parse().unwrap()),
            ..terms
        }
    }
}

fn disbursed(terms: &Terms) -> Money {
    let amounts = terms.disbursements().unwrap().into_iter().map(|(_, amount)| amount);
    Money::sum(terms.currency(), amounts).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Terms that no schedule follows from are refused; every other schedule repays exactly what was disbursed.
    #[test]
    fn a_schedule_closes_at_zero_and_has_no_negative_part(terms in any_agreement()) {
        let Ok(schedule) = Schedule::of(&terms) else { return Ok(()) };
        prop_assert_eq!(schedule.principal(), disbursed(&terms));
        for part in schedule.installments() {
            prop_assert!(!part.principal.is_negative() && !part.interest.is_negative());
        }
        let due: Vec<Date> = schedule.installments().iter().filter(|i| !i.down_payment).map(|i| i.due_on).collect();
        prop_assert_eq!(due.len(), usize::from(terms.installments));
        prop_assert!(due.is_sorted_by(|a, b| a < b) && due[0] > terms.starts_on);
        prop_assert_eq!(Schedule::of(&terms).unwrap(), schedule);
    }

    #[test]
    fn due_dates_are_worked_unless_they_stay(terms in any_agreement()) {
        let Ok(schedule) = Schedule::of(&terms) else { return Ok(()) };
        let days = &terms.conventions.working_days;
        for part in schedule.installments().iter().filter(|i| !i.down_payment) {
            prop_assert!(days.rule == WorkingDayRule::Same || days.is_worked(part.due_on));
        }
    }

    #[test]
    fn installments_are_multiples_but_for_grace_advances_and_the_last(terms in any_agreement()) {
        let amortization = Amortization::EqualInstallments;
        let conventions = Conventions { amortization, ..terms.conventions.clone() };
        let terms = Terms { conventions, advances: Vec::new(), down_payment_percent: None, ..terms };
        let Some(multiple) = terms.conventions.installment_multiple else { return Ok(()) };
        let Ok(schedule) = Schedule::of(&terms) else { return Ok(()) };
        let totals: Vec<i64> = schedule.installments().iter().map(|i| i.total().minor()).collect();
        let repaying = &totals[usize::from(terms.conventions.grace.principal)..totals.len() - 1];
        for total in repaying {
            // Below half a multiple nothing is rounded.
            let rounded = total % multiple.minor() == 0;
            prop_assert!(rounded || total * 2 <= multiple.minor() || total == &repaying[0]);
        }
    }

    #[test]
    fn equal_principal_is_equal_but_for_the_residue(terms in any_agreement()) {
        let amortization = Amortization::EqualPrincipal;
        let conventions = Conventions { amortization, ..terms.conventions.clone() };
        let terms = Terms { conventions, advances: Vec::new(), ..terms };
        let Ok(schedule) = Schedule::of(&terms) else { return Ok(()) };
        let repaying = schedule.installments().iter().filter(|i| !i.down_payment && i.principal.is_positive());
        let shares: Vec<i64> = repaying.map(|i| i.principal.minor()).collect();
        let (last, equal) = shares.split_last().unwrap();
        prop_assert!(equal.iter().all(|share| *share == equal[0]));
        if let (Some(share), None) = (equal.first(), terms.conventions.installment_multiple) {
            prop_assert!((last - share).abs() <= i64::from(terms.installments));
        }
    }

    /// A percentage point more never costs less, rounding of each installment aside.
    #[test]
    fn a_higher_rate_costs_no_less(terms in any_agreement()) {
        let terms = Terms { annual_rate: "10".parse().unwrap(), ..terms };
        let dearer = Terms { annual_rate: "11".parse().unwrap(), ..terms.clone() };
        let (Ok(cheap), Ok(dear)) = (Schedule::of(&terms), Schedule::of(&dearer)) else { return Ok(()) };
        prop_assume!(terms.conventions.installment_multiple.is_none());
        let slack = i64::from(terms.installments);
        prop_assert!(dear.total_interest().minor() + slack >= cheap.total_interest().minor());
    }

    #[test]
    fn interest_of_parts_adds_up_to_that_of_the_period(terms in any_agreement(), cut in 0_i64..400) {
        prop_assume!(terms.interest == InterestMethod::Declining);
        let rules = loan::InterestRules::of(&terms);
        let period = loan::Period { from: terms.starts_on, due_on: terms.first_due_on };
        let middle = terms.starts_on + jiff::Span::new().days(cut % period.days().max(1));
        let amount = money(100_000);
        let of = |from, to| rules.interest(amount, &period, from, to).unwrap();
        let (whole, parts) = (of(period.from, period.due_on), of(period.from, middle) + of(middle, period.due_on));
        prop_assert!((whole - parts).abs() < rust_decimal::Decimal::new(1, 6), "{whole} is not {parts}");
    }
}
