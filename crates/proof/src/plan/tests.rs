use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use money::Money;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

const START: Date = date(2026, 1, 31);

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, "USD".parse().unwrap()).unwrap()
}

fn installment(number: usize, due_on: Date, minor: i64) -> TermsInstallment {
    TermsInstallment { number: u16::try_from(number).unwrap(), due_on, amount: usd(minor), interest: usd(0) }
}

fn plan(rows: &[(Date, i64)]) -> Vec<TermsInstallment> {
    (1..).zip(rows).map(|(number, (due_on, minor))| installment(number, *due_on, *minor)).collect()
}

/// Twelve months of 100.00.
fn year() -> Vec<TermsInstallment> {
    let rows: Vec<_> = (0..12).map(|n| (START.saturating_add(n.months()), 10_000)).collect();
    plan(&rows)
}

fn judged(rate: &str, terms: &[TermsInstallment], plan: &[TermsInstallment]) -> Result<(), PlanFault> {
    Agreed::new("USD".parse().unwrap(), terms, rate.parse().unwrap(), false).allows(plan)
}

#[test]
fn the_terms_are_a_plan_of_themselves() {
    assert_eq!(judged("0", &year(), &year()), Ok(()));
    assert_eq!(judged("36", &year(), &year()), Ok(()));
}

#[test]
fn later_and_less_is_allowed_and_sooner_or_more_is_not() {
    let mut later = year();
    later.iter_mut().for_each(|i| i.due_on = i.due_on.saturating_add(1.months()));
    assert_eq!(judged("0", &year(), &later), Ok(()));
    let mut sooner = year();
    sooner[3].due_on = date(2026, 4, 29);
    assert_eq!(judged("0", &year(), &sooner), Err(PlanFault::More(date(2026, 4, 29))));
    let mut more = year();
    more[0].amount = usd(10_002);
    assert_eq!(judged("0", &year(), &more), Err(PlanFault::More(START)), "a cent is rounding, two are not");
}

/// A cent of rounding must not make a due date where none was.
#[test]
fn no_cent_is_due_before_the_terms_first_day() {
    let mut early = vec![installment(1, date(2026, 1, 30), 1)];
    early.extend(year());
    assert_eq!(judged("0", &year(), &early), Err(PlanFault::Sooner(date(2026, 1, 30))));
}

#[test]
fn what_is_deferred_bears_the_terms_rate() {
    let terms = plan(&[(date(2026, 2, 1), 100_000)]);
    // 28 days are a twelfth of a year: 3 % of 1000.00.
    let deferred = |minor| plan(&[(date(2026, 3, 1), minor)]);
    assert_eq!(judged("36", &terms, &deferred(103_001)), Ok(()));
    assert_eq!(judged("36", &terms, &deferred(103_002)), Err(PlanFault::More(date(2026, 3, 1))));
    assert_eq!(judged("0", &terms, &deferred(100_002)), Err(PlanFault::More(date(2026, 3, 1))));
    let flat = Agreed::new("USD".parse().unwrap(), &terms, "36".parse().unwrap(), true);
    assert_eq!(flat.allows(&deferred(106_001)), Ok(()));
    assert!(flat.allows(&deferred(106_002)).is_err());
}

/// What a plan defers it may ask for later, not before: a sum that is right at the end does not help.
#[test]
fn every_day_counts_and_not_the_end_alone() {
    let mut shuffled = year();
    shuffled[5].amount = usd(12_000);
    shuffled[6].amount = usd(8_000);
    assert_eq!(judged("36", &year(), &shuffled), Err(PlanFault::More(shuffled[5].due_on)));
    shuffled[4].amount = usd(8_000);
    shuffled[6].amount = usd(10_000);
    assert_eq!(judged("36", &year(), &shuffled), Ok(()));
}

#[test]
fn a_form_that_is_none() {
    assert_eq!(judged("0", &year(), &[]), Err(PlanFault::Count(0)));
    let days = (0..601).map(|n| (START.saturating_add(n.days()), 1)).collect::<Vec<_>>();
    assert_eq!(judged("0", &year(), &plan(&days)), Err(PlanFault::Count(601)));
    let mut twice = year();
    twice[1].due_on = START;
    assert_eq!(judged("0", &year(), &twice), Err(PlanFault::Order(START)));
    for amount in [usd(0), usd(-1), Money::from_minor(1, "JPY".parse().unwrap()).unwrap()] {
        let mut odd = year();
        odd[0].amount = amount;
        assert_eq!(judged("0", &year(), &odd), Err(PlanFault::Amount(START)));
    }
    for interest in [usd(-1), usd(10_001), Money::zero("JPY".parse().unwrap())] {
        let mut odd = year();
        odd[0].interest = interest;
        assert_eq!(judged("0", &year(), &odd), Err(PlanFault::Amount(START)));
    }
}

/// Interest without end is no number, and so no plan.
#[test]
fn a_plan_of_millennia_is_refused() {
    let rows: Vec<_> = (0..398).map(|n| (START.saturating_add((20 * n).years()), 1_000)).collect();
    let far = plan(&rows);
    assert!(matches!(judged("1000", &far, &plan(&rows[..1])), Err(PlanFault::Range(_))));
    assert_eq!(judged("0", &far, &plan(&rows[..1])), Ok(()));
    assert_eq!(judged("1000", &far, &far), Ok(()), "nothing is deferred");
}

/// The most that the last of some installments may be.
fn most_at_last(rate: &str, rows: &[(Date, i64)], last: Date) -> i64 {
    let with = |minor| plan(&[rows, &[(last, minor)]].concat());
    let (mut most, mut too_much) = (1, 1 << 40);
    while too_much - most > 1 {
        let middle = i64::midpoint(most, too_much);
        *(if judged(rate, &year(), &with(middle)).is_ok() { &mut most } else { &mut too_much }) = middle;
    }
    most
}

/// Interest bears interest on the days of the terms, and never after the last of them, whatever days a plan has.
#[test]
fn the_signer_does_not_choose_when_interest_bears_interest() {
    for (rate, last) in [("36", date(2028, 1, 31)), ("100", date(2036, 1, 31))] {
        let cents: Vec<_> = (START.series(11.days())).take(590).map(|day| (day, 1)).collect();
        let cents: Vec<_> = cents.into_iter().filter(|(day, _)| *day < last).collect();
        let few = most_at_last(rate, &[(START, 1)], last);
        let many = most_at_last(rate, &cents, last);
        assert!(many <= few, "{rate} %: {many} with {} installments, {few} with two", cents.len() + 1);
    }
    // 1200.00 and their interest of a year, then the same interest year after year.
    let [ten, twenty, thirty] =
        [10, 20, 30].map(|years: i16| most_at_last("36", &[(START, 1)], date(2026 + years, 12, 31)));
    assert!((twenty - ten - (thirty - twenty)).abs() < 1_000, "{ten} {twenty} {thirty}");
}

/// A thief's plan: a cent now, a fortune in a hundred years. The fortune is not asked for now.
#[test]
fn no_warrant_names_what_is_asked_for_later() {
    let (terms, later) = (year(), date(2060, 1, 31));
    let greedy = plan(&[(START, 1), (later, 1_000_000)]);
    let agreed = Agreed::new("USD".parse().unwrap(), &terms, "36".parse().unwrap(), false);
    assert_eq!(agreed.allows(&greedy), Ok(()));
    assert_eq!(agreed.most(&greedy, date(2026, 6, 1)), Ok(usd(120_000)), "the terms' own total");
    assert_eq!(agreed.most(&greedy, later), Ok(usd(120_000)), "due on the day is not overdue");
    assert_eq!(agreed.most(&greedy, date(2060, 2, 1)), Ok(usd(240_000)), "twice the terms, and never more");
    let late = plan(&[(START, 1), (later, 150_000)]);
    assert_eq!(agreed.most(&late, date(2060, 2, 1)), Ok(usd(150_001)), "what the plan asked for");
    let forgiven = plan(&[(START, 50_000)]);
    assert_eq!(agreed.most(&forgiven, date(2030, 1, 1)), Ok(usd(50_000)));
}

/// The same bound by another way: every day on its own, interest each night.
fn is_within_nightly(rate: &str, terms: &[TermsInstallment], plan: &[TermsInstallment]) -> bool {
    let night: Decimal = rate.parse::<Decimal>().unwrap() / Decimal::from(100 * i64::from(DAYS_A_YEAR));
    let on = |of: &[TermsInstallment], day| -> i64 {
        of.iter().filter(|i| i.due_on == day).map(|i| i.amount.minor()).sum()
    };
    let last = plan.iter().map(|i| i.due_on).max().unwrap();
    let (mut owed, mut rounding) = (Decimal::ZERO, 0_i64);
    for day in START.series(1.day()).take_while(|day| *day <= last) {
        owed += owed.max(Decimal::ZERO) * night + Decimal::from(on(terms, day) - on(plan, day));
        rounding += i64::from(on(plan, day) > 0);
        if owed + Decimal::from(rounding) < Decimal::ZERO {
            return false;
        }
    }
    true
}

prop_compose! {
    /// Due dates within two years, now and then with much for one day.
    fn any_plan()(rows in prop::collection::btree_map(0_i64..730, 1_i64..12_000, 1..20)) -> Vec<TermsInstallment> {
        let rows: Vec<_> = rows.into_iter().map(|(day, minor)| (START.saturating_add(day.days()), minor)).collect();
        plan(&rows)
    }
}

proptest! {
    /// Whatever is allowed asks by no day for more than the terms and interest.
    #[test]
    fn nothing_beyond_the_bound_is_allowed(plan in any_plan(), rate in prop::sample::select(vec!["0", "9.99", "36", "240"])) {
        if judged(rate, &year(), &plan).is_ok() {
            prop_assert!(is_within_nightly(rate, &year(), &plan));
        }
    }

    /// What was allowed is not when one day asks for more than all that is deferred and all its interest.
    #[test]
    fn more_on_one_day_is_refused(plan in any_plan(), at: prop::sample::Index, rate in prop::sample::select(vec!["0", "36"])) {
        prop_assume!(judged(rate, &year(), &plan).is_ok());
        let mut greedy = plan.clone();
        let row = &mut greedy[at.index(plan.len())];
        row.amount = row.amount.plus(usd(1_000_000)).unwrap();
        prop_assert_eq!(judged(rate, &year(), &greedy), Err(PlanFault::More(greedy[at.index(plan.len())].due_on)));
    }

    /// Postponing a part never makes an allowed plan a bad one, unless two due dates meet.
    #[test]
    fn later_is_always_allowed(plan in any_plan(), days in 0_i64..400) {
        prop_assume!(judged("36", &year(), &plan).is_ok());
        let mut later = plan.clone();
        later.iter_mut().for_each(|i| i.due_on = i.due_on.saturating_add(days.days()));
        prop_assert_eq!(judged("36", &year(), &later), Ok(()));
    }

    #[test]
    fn nothing_panics(rows in prop::collection::vec((any::<i32>(), -1_000_000_000_000_000_i64..1_000_000_000_000_000), 0..30)) {
        let day = |days: i32| START.checked_add(i64::from(days).rem_euclid(2_900_000).days()).unwrap_or(Date::MAX);
        let rows: Vec<_> = rows.into_iter().map(|(days, minor)| (day(days), minor)).collect();
        let plan = plan(&rows);
        let _ = judged("1000", &year(), &plan);
        let _ = judged("1000", &plan, &year());
    }
}
