//! Over random loans, payments and changes: no cent of principal or of what is due vanishes, nothing is negative, and
//! every plan repays all.

use super::common::{MONTHLY, Plan, base_terms, money};
use jiff::ToSpan as _;
use jiff::civil::Date;
use loan::restructure::{
    Forgiven, HolidayInterest, MidTermGrace, NewPlan, ReAge, ReAgeInterest, ReAmortizeInterest, Reschedule,
    Restructuring, Shift,
};
use loan::{
    Amortization, Conventions, DayCount, Every, InterestBasis, InterestMethod, Portion, Row, Terms, Unit,
};
use money::Money;
use proptest::prelude::*;

fn any_terms() -> impl Strategy<Value = Terms> {
    let conventions = (
        prop::sample::select(vec![Amortization::EqualInstallments, Amortization::EqualPrincipal]),
        prop::sample::select(vec![InterestBasis::SameAsPeriod, InterestBasis::Daily]),
        prop::sample::select(vec![DayCount::Thirty360, DayCount::Actual365, DayCount::ActualActual]),
    );
    let method = prop_oneof![4 => Just(InterestMethod::Declining), 1 => Just(InterestMethod::Flat)];
    let every = prop_oneof![3 => Just(MONTHLY), 1 => Just(Every { count: 2, unit: Unit::Week })];
    (20_000_i64..500_000, 0_u32..6_000, 2_u16..=18, method, every, conventions).prop_map(
        |(price, rate, installments, interest, every, (amortization, interest_basis, day_count))| {
            let base = base_terms();
            Terms {
                price: money(price),
                annual_rate: format!("{}.{:02}", rate / 100, rate % 100).parse().unwrap(),
                installments,
                interest,
                every,
                first_due_on: every.nth(base.starts_on, 1).unwrap(),
                conventions: Conventions {
                    amortization,
                    interest_basis,
                    day_count,
                    ..Conventions::default()
                },
                ..base
            }
        },
    )
}

/// Some of what is due is paid, oldest first; now and then fees, and something paid ahead.
fn any_plan() -> impl Strategy<Value = Plan> {
    (any_terms(), 0_i64..1_300, prop::collection::vec((0_usize..18, 1_i64..2_000), 0..3), any::<bool>())
        .prop_map(|(terms, share, fees, ahead)| {
            let mut plan = Plan::of(&terms);
            let count = plan.rows.len();
            for (at, fee) in fees {
                plan.rows[at % count].due.fee = money(fee);
            }
            let total = plan.rows.iter().fold(0, |sum, row| sum + row.due.total().unwrap().minor());
            let mut left = money(total * share.min(990) / 1_000);
            for row in &mut plan.rows {
                pay(row, &mut left);
            }
            if ahead && let Some(row) = plan.rows.last_mut() {
                let half = row.owed(Portion::Principal).unwrap().ratio(1, 2).unwrap();
                row.paid.add(Portion::Principal, half).unwrap();
            }
            plan
        })
}

fn pay(row: &mut Row, left: &mut Money) {
    for portion in Portion::ALL {
        let taken = row.owed(portion).unwrap().min(*left).unwrap();
        row.paid.add(portion, taken).unwrap();
        *left = left.minus(taken).unwrap();
    }
}

/// A change, and how many days after the last one it comes.
fn any_change() -> impl Strategy<Value = (i32, Restructuring)> {
    let re_age =
        (1_u16..=12, 1_u16..=3, 0_i32..40, 0_usize..4).prop_map(|(installments, count, wait, which)| {
            let interest = [
                ReAgeInterest::Default,
                ReAgeInterest::Waive,
                ReAgeInterest::EqualAmortizationPayable,
                ReAgeInterest::EqualAmortizationFull,
            ][which];
            let first_due_on = base_terms().starts_on + wait.days();
            Restructuring::ReAge(ReAge {
                installments,
                every: Every { count, ..MONTHLY },
                first_due_on,
                interest,
            })
        });
    let re_amortize = prop::sample::select(vec![
        ReAmortizeInterest::Default,
        ReAmortizeInterest::Waive,
        ReAmortizeInterest::EqualAmortization,
    ]);
    let plan = (0_u16..5, 0_u16..3, 0_u16..3, prop::option::of(0_u32..40)).prop_map(
        |(extra_installments, principal, interest, rate)| NewPlan {
            extra_installments,
            grace: MidTermGrace { principal, interest },
            installment: None,
            rate: rate.map(|rate| rate.to_string().parse().unwrap()),
        },
    );
    let reschedule = (prop::option::of(1_i32..60), prop::option::of(plan)).prop_map(|(shift, plan)| {
        let shift = shift.map(|days| Shift { to: base_terms().starts_on + days.days() });
        Restructuring::Reschedule(Reschedule { from: None, shift, plan })
    });
    let holiday = (1_u16..4, 0_usize..3).prop_map(|(installments, which)| {
        let interest =
            [HolidayInterest::Carried, HolidayInterest::Compounded, HolidayInterest::Waived][which];
        Restructuring::Holiday { installments, interest }
    });
    let day = base_terms().starts_on;
    let rate = (0_i32..40, 0_u32..40).prop_map(move |(wait, rate)| Restructuring::ChangeRate {
        from: day + wait.days(),
        rate: rate.to_string().parse().unwrap(),
    });
    let pause = (0_i32..40, 0_i32..60).prop_map(move |(wait, days)| {
        let from = day + wait.days();
        Restructuring::InterestPause { from, through: from + days.days() }
    });
    let forgive = (
        prop::sample::select(vec![0_i64, 0, 1, 300]),
        prop::sample::select(vec![0_i64, 0, 1, 40]),
        0_i64..5_000,
    )
        .prop_map(|(fee, interest, principal)| {
            Restructuring::Forgive(Forgiven {
                penalty: money(0),
                fee: money(fee),
                interest: money(interest),
                principal: money(principal),
            })
        });
    let change = prop_oneof![
        3 => re_age,
        2 => re_amortize.prop_map(|interest| Restructuring::ReAmortize { interest }),
        3 => reschedule,
        2 => holiday,
        1 => rate,
        1 => pause,
        1 => forgive,
    ];
    (0_i32..70, change)
}

/// The same change with its dates counted from a day.
fn on_day(change: &Restructuring, day: Date) -> Restructuring {
    let moved = |date: Date| day + (date - base_terms().starts_on).get_days().days();
    match *change {
        Restructuring::ReAge(plan) => {
            Restructuring::ReAge(ReAge { first_due_on: moved(plan.first_due_on), ..plan })
        }
        Restructuring::Reschedule(plan) => {
            let shift = plan.shift.map(|shift| Shift { to: moved(shift.to) });
            Restructuring::Reschedule(Reschedule { shift, ..plan })
        }
        Restructuring::ChangeRate { from, rate } => Restructuring::ChangeRate { from: moved(from), rate },
        Restructuring::InterestPause { from, through } => {
            Restructuring::InterestPause { from: moved(from), through: moved(through) }
        }
        ref other => other.clone(),
    }
}

fn sum(plan: &Plan, of: impl Fn(&Row) -> Money) -> i64 {
    plan.rows.iter().map(|row| of(row).minor()).sum()
}

fn check(before: &Plan, after: &Plan, on: Date, change: &Restructuring) -> Result<(), TestCaseError> {
    let tried = before.tried(on, change).unwrap();
    let (old, new) = (before.owed(), after.owed());
    prop_assert_eq!(old.principal.minor(), new.principal.minor() + tried.waived.principal.minor());
    prop_assert_eq!(old.fee.minor(), new.fee.minor() + tried.waived.fee.minor());
    prop_assert_eq!(old.penalty.minor(), new.penalty.minor() + tried.waived.penalty.minor());
    prop_assert_eq!(sum(before, |row| row.due.principal), sum(after, |row| row.due.principal));
    for portion in Portion::ALL {
        prop_assert_eq!(
            sum(before, |r| r.paid.get(portion)),
            sum(after, |r| r.paid.get(portion)),
            "{:?}",
            portion
        );
    }
    let waived =
        sum(after, |row| row.waived.total().unwrap()) - sum(before, |row| row.waived.total().unwrap());
    prop_assert_eq!(waived, tried.waived.total().unwrap().minor());
    // Interest that was due is still owed or was given up.
    let due: i64 = before
        .rows
        .iter()
        .filter(|row| row.due_on <= on)
        .map(|row| row.owed(Portion::Interest).unwrap().minor())
        .sum();
    prop_assert!(new.interest.minor() + tried.waived.interest.minor() >= due);
    for row in &after.rows {
        let owed = row.outstanding().unwrap();
        prop_assert!(!owed.has_negative() && !row.due.has_negative(), "{:?}", row);
        prop_assert!(!row.carried.is_negative() && !row.capitalized.is_negative());
        prop_assert!(row.carried.plus(row.capitalized).unwrap() <= row.due.interest, "{:?}", row);
        prop_assert_eq!(row.is_open(), row.settled_on.is_none());
    }
    let dates = after.rows.iter().map(|row| (row.number, row.due_on)).collect::<Vec<_>>();
    prop_assert!(dates.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1), "{:?}", dates);
    prop_assert!(after.rows.iter().all(|row| row.from <= row.due_on));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_cent_vanishes(plan in any_plan(), changes in prop::collection::vec(any_change(), 1..6)) {
        let mut plan = plan;
        let mut day = base_terms().starts_on + 20.days();
        for (wait, change) in changes {
            day += wait.days();
            let change = on_day(&change, day);
            let on = change.value_on(day);
            if plan.tried(on, &change).is_ok() {
                let after = plan.after(on, &change);
                check(&plan, &after, on, &change)?;
                plan = after;
            }
        }
    }

    /// With nothing paid and nothing due, leveling anew gives the plan that was agreed.
    #[test]
    fn leveling_anew_too_early_changes_nothing(terms in any_terms(), which in 0_usize..3) {
        let interest = [
            ReAmortizeInterest::Default,
            ReAmortizeInterest::Waive,
            ReAmortizeInterest::EqualAmortization,
        ][which];
        let plan = Plan::of(&terms);
        let after = plan.after(terms.starts_on, &Restructuring::ReAmortize { interest });
        if terms.interest == InterestMethod::Declining {
            prop_assert_eq!(after.rows, plan.rows);
        } else {
            // Flat interest is rounded by installment here, once for the term there.
            let count = i64::try_from(plan.rows.len()).unwrap();
            prop_assert!((after.owed().interest.minor() - plan.owed().interest.minor()).abs() <= count);
        }
    }

    /// Days without interest that bear none change nothing.
    #[test]
    fn a_pause_of_a_free_loan_changes_nothing(terms in any_terms(), wait in 0_i32..300) {
        let plan = Plan::of(&Terms { annual_rate: "0".parse().unwrap(), ..terms });
        let from = base_terms().starts_on + wait.days();
        prop_assume!(plan.rows.last().unwrap().due_on >= from);
        let pause = Restructuring::InterestPause { from, through: from + 30.days() };
        prop_assert_eq!(plan.after(from, &pause).rows, plan.rows);
    }
}
