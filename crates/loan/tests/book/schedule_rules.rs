//! What terms beyond the plain ones make of a schedule.

use jiff::civil::{Date, date};
use loan::{
    Amortization, Conventions, FeeAmount, FeeAt, FeeKind, FeeRule, Grace, InterestBasis, InterestMethod,
    Schedule, ShareOf, Terms, TermsError, WeekDay, WorkingDayRule, WorkingDays,
};

use super::common::{money, monthly, rows};

/// 100.00 at 7 % in six months from 1 January 2025, days counted.
fn hundred(conventions: Conventions) -> Terms {
    let conventions = Conventions { interest_basis: InterestBasis::Daily, ..conventions };
    Terms { conventions, ..monthly(10_000, "7", 6, InterestMethod::Declining) }
}

fn schedule(conventions: Conventions) -> Schedule {
    Schedule::of(&hundred(conventions)).unwrap()
}

#[test]
fn equal_principal_bears_less_every_time() {
    let amortization = Amortization::EqualPrincipal;
    let rows = rows(&schedule(Conventions { amortization, ..Conventions::default() }));
    assert_eq!(rows, [(1_667, 58), (1_667, 49), (1_667, 39), (1_667, 29), (1_667, 19), (1_665, 10)]);
}

#[test]
fn installments_are_rounded_to_a_multiple_and_the_last_takes_the_rest() {
    let rounded = |multiple| {
        let installment_multiple = Some(money(multiple));
        let schedule = schedule(Conventions { installment_multiple, ..Conventions::default() });
        schedule.installments().iter().map(|i| i.total().minor()).collect::<Vec<_>>()
    };
    assert_eq!(rounded(100), [1_700, 1_700, 1_700, 1_700, 1_700, 1_705]);
    assert_eq!(rounded(500)[..5], [1_500; 5]);
    // 17.01 is nearer to nothing than to 50.00, and nobody repays in installments of nothing.
    assert_eq!(rounded(5_000)[..5], [1_701; 5]);
}

#[test]
fn grace_on_interest_carries_it_to_the_first_installment_with_room() {
    let grace = Grace { principal: 0, interest: 2 };
    let schedule = schedule(Conventions { grace, ..Conventions::default() });
    let rows = rows(&schedule);
    // Two installments repay principal alone; the third makes up for the interest of three.
    assert_eq!((rows[0].1, rows[1].1), (0, 0));
    let balances = [10_000, 10_000 - rows[0].0, 10_000 - rows[0].0 - rows[1].0];
    let borne: i64 = balances.iter().map(|balance| (balance * 7 + 600) / 1_200).sum();
    assert_eq!(rows[2].1, borne);
    assert_eq!(rows.iter().map(|row| row.0).sum::<i64>(), 10_000);
}

#[test]
fn grace_on_both_leaves_installments_without_anything_due() {
    let grace = Grace { principal: 2, interest: 2 };
    let rows = rows(&schedule(Conventions { grace, ..Conventions::default() }));
    assert_eq!(rows[..2], [(0, 0), (0, 0)]);
    // 0.58 of each of three months.
    assert_eq!(rows[2].1, 174);
}

#[test]
fn smoothing_can_be_left_out() {
    let level = |smoothing| {
        let terms = Terms {
            conventions: Conventions { smoothing, ..Conventions::default() },
            ..monthly(600_000, "24", 48, InterestMethod::Declining)
        };
        let schedule = Schedule::of(&terms).unwrap();
        let totals: Vec<i64> = schedule.installments().iter().map(|i| i.total().minor()).collect();
        totals[47] - totals[0]
    };
    assert!(level(true).abs() <= level(false).abs());
}

fn due(rule: WorkingDayRule) -> Vec<String> {
    let weekend = vec![WeekDay::Saturday, WeekDay::Sunday];
    let working_days = WorkingDays { holidays: vec![date(2025, 5, 1)], weekend, rule };
    let schedule = schedule(Conventions { working_days, ..Conventions::default() });
    schedule.installments().iter().map(|i| i.due_on.to_string()).collect()
}

#[test]
fn due_dates_move_to_working_days_and_the_rhythm_stays() {
    // 1 February and 1 March 2025 are Saturdays, 1 May is a holiday on a Thursday, 1 June is a Sunday.
    assert_eq!(
        due(WorkingDayRule::Next),
        ["2025-02-03", "2025-03-03", "2025-04-01", "2025-05-02", "2025-06-02", "2025-07-01"]
    );
    assert_eq!(
        due(WorkingDayRule::Previous),
        ["2025-01-31", "2025-02-28", "2025-04-01", "2025-04-30", "2025-05-30", "2025-07-01"]
    );
}

#[test]
fn a_moved_due_date_bears_interest_for_its_days() {
    let weekend = vec![WeekDay::Saturday, WeekDay::Sunday];
    let rule = WorkingDayRule::Next;
    let working_days = WorkingDays { holidays: Vec::new(), weekend, rule };
    let day_count = loan::DayCount::Actual365;
    let moved = schedule(Conventions { day_count, working_days, ..Conventions::default() });
    // 33 days from 1 January to Monday 3 February: 100.00 × 7 % × 33 ÷ 365.
    assert_eq!(rows(&moved)[0].1, 63);
}

#[test]
fn two_due_dates_never_meet() {
    let weekend = vec![WeekDay::Saturday, WeekDay::Sunday];
    let working_days = WorkingDays { holidays: Vec::new(), weekend, rule: WorkingDayRule::Next };
    let conventions = Conventions { working_days, ..Conventions::default() };
    let daily = loan::Every { count: 1, unit: loan::Unit::Day };
    let terms = Terms { every: daily, first_due_on: date(2025, 1, 2), ..hundred(conventions) };
    assert_eq!(Schedule::of(&terms), Err(TermsError::DueDatesMeet(date(2025, 1, 6))));
}

fn fee(at: FeeAt, amount: FeeAmount) -> FeeRule {
    FeeRule { name: "fee".to_owned(), kind: FeeKind::Fee, at, amount }
}

/// (due date, installment, amount) of each fee.
fn fees(rules: Vec<FeeRule>) -> Result<Vec<(Date, Option<u16>, i64)>, TermsError> {
    let terms = Terms { fees: rules, ..hundred(Conventions::default()) };
    let fees = Schedule::of(&terms)?.fees(&terms)?;
    Ok(fees.into_iter().map(|fee| (fee.due_on, fee.installment, fee.amount.minor())).collect())
}

#[test]
fn fees_are_due_with_what_they_are_for() {
    let share = |percent: &str, of| FeeAmount::Share(percent.parse().unwrap(), of);
    let flat = FeeAmount::Flat(money(250));
    assert_eq!(
        fees(vec![fee(FeeAt::Disbursement, share("2.5", ShareOf::Disbursed))]).unwrap(),
        [(date(2025, 1, 1), None, 250)]
    );
    let each = fees(vec![fee(FeeAt::Installment, share("10", ShareOf::Installment))]).unwrap();
    assert_eq!(each.len(), 6);
    assert_eq!((each[0], each[5]), ((date(2025, 2, 1), Some(1), 170), (date(2025, 7, 1), Some(6), 170)));
    let once = fees(vec![fee(FeeAt::On(date(2025, 2, 2)), flat)]).unwrap();
    assert_eq!(once, [(date(2025, 2, 2), Some(2), 250)]);
    // Of the whole loan's interest, 2.05.
    let once = fees(vec![fee(FeeAt::On(date(2025, 7, 1)), share("20", ShareOf::Interest))]).unwrap();
    assert_eq!(once, [(date(2025, 7, 1), Some(6), 41)]);
    assert_eq!(fees(vec![fee(FeeAt::Overdue { after_days: 5 }, flat)]).unwrap(), []);
}

#[test]
fn fees_that_can_t_be_charged_are_refused() {
    let flat = |minor| FeeAmount::Flat(money(minor));
    for day in [date(2024, 12, 31), date(2025, 7, 2)] {
        let error = fees(vec![fee(FeeAt::On(day), flat(100))]).unwrap_err();
        assert_eq!((error.field(), error.to_string().contains("outside the term")), ("fees", true));
    }
    for minor in [0, -1] {
        assert!(matches!(fees(vec![fee(FeeAt::Installment, flat(minor))]), Err(TermsError::FeeAmount(_))));
    }
}
