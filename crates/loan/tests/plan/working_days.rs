//! A new plan's due dates fall on working days, as the first plan's do.

use jiff::civil::{Date, date};
use loan::restructure::{
    HolidayInterest, NewPlan, ReAge, ReAgeInterest, Reschedule, RestructureError, Restructuring, Shift,
};
use loan::{
    AccountError, AccountRules, Conventions, LoanAccount, Terms, TermsError, Transaction, TransactionBody,
    WeekDay, WorkingDayRule, WorkingDays,
};

use super::common::{MONTHLY, base_terms};
use ident::TransactionId;

/// The base loan, due on the first of each month of 2025; nobody works on weekends and on 1 May.
fn account(rule: WorkingDayRule) -> LoanAccount {
    let weekend = vec![WeekDay::Saturday, WeekDay::Sunday];
    let working_days = WorkingDays { holidays: vec![date(2025, 5, 1)], weekend, rule };
    let conventions = Conventions { working_days, ..Conventions::default() };
    LoanAccount::of(&Terms { conventions, ..base_terms() }, AccountRules::default()).unwrap()
}

fn change(account: &mut LoanAccount, on: Date, change: Restructuring) -> Result<(), AccountError> {
    let body = TransactionBody::Restructure { change };
    account.record(Transaction::new(TransactionId::new(1, [0; 10]), on, body)).map(drop)
}

/// The due dates from a row on, as month and day.
fn due(account: &LoanAccount, from: usize) -> Vec<String> {
    account.rows()[from..].iter().map(|row| row.due_on.strftime("%m-%d").to_string()).collect()
}

fn reschedule(to: Option<Date>, extra_installments: u16) -> Restructuring {
    let plan = NewPlan { extra_installments, ..NewPlan::default() };
    let plan = Some(plan).filter(|_| extra_installments > 0);
    Restructuring::Reschedule(Reschedule { from: None, shift: to.map(|to| Shift { to }), plan })
}

#[test]
fn a_holiday_goes_on_in_the_rhythm_and_not_where_a_weekend_moved_it() {
    let mut account = account(WorkingDayRule::Next);
    // As agreed: 3 February and 3 March are Mondays, 1 May is a holiday.
    assert_eq!(due(&account, 0)[..5], ["02-03", "03-03", "04-01", "05-02", "06-02"]);
    let holiday = Restructuring::Holiday { installments: 2, interest: HolidayInterest::Carried };
    change(&mut account, date(2025, 1, 20), holiday).unwrap();
    assert_eq!(due(&account, 0)[..6], ["04-01", "05-02", "06-02", "07-01", "08-01", "09-01"]);
    assert_eq!(due(&account, 0)[6..9], ["10-01", "11-03", "12-01"]);
    let rhythm: Vec<_> = account.rows().iter().map(|row| row.rhythm_on().day()).collect();
    assert_eq!(rhythm, [1; 12], "every one is due on the first, but for the weekends");
}

#[test]
fn a_holiday_skips_to_the_working_day_that_its_interest_runs_to() {
    let mut account = account(WorkingDayRule::Previous);
    let holiday = Restructuring::Holiday { installments: 1, interest: HolidayInterest::Waived };
    change(&mut account, date(2025, 1, 20), holiday).unwrap();
    // Skipped is what was due on Friday 31 January; no night before it bears interest, every later one does.
    assert_eq!(due(&account, 0)[..3], ["02-28", "04-01", "04-30"]);
    assert_eq!(account.rows()[0].from, date(2025, 1, 31));
    let pauses = &account.interest_rules().unwrap().pauses;
    assert_eq!((pauses[0].from, pauses[0].through), (date(2025, 1, 2), date(2025, 1, 31)));
}

#[test]
fn added_installments_and_a_shifted_day_fall_on_working_days() {
    let mut longer = account(WorkingDayRule::ModifiedFollowing);
    change(&mut longer, date(2025, 1, 20), reschedule(None, 3)).unwrap();
    // 1 February and 1 March 2026 are Sundays, 1 April is a Wednesday.
    assert_eq!(due(&longer, 11), ["01-01", "02-02", "03-02", "04-01"]);
    let mut shifted = account(WorkingDayRule::ModifiedFollowing);
    change(&mut shifted, date(2025, 1, 20), reschedule(Some(date(2025, 2, 15)), 0)).unwrap();
    // Saturdays 15 February and 15 March, Sunday 15 June.
    assert_eq!(due(&shifted, 0)[..5], ["02-17", "03-17", "04-15", "05-15", "06-16"]);
}

#[test]
fn a_re_age_begins_on_a_working_day() {
    let plan = ReAge {
        installments: 3,
        every: MONTHLY,
        first_due_on: date(2025, 3, 1),
        interest: ReAgeInterest::Default,
    };
    let mut later = account(WorkingDayRule::Next);
    change(&mut later, date(2025, 1, 20), Restructuring::ReAge(plan)).unwrap();
    assert_eq!(due(&later, 0), ["03-03", "04-01", "05-02"]);
    // The Friday before would be over.
    let mut before = account(WorkingDayRule::Previous);
    let refused = change(&mut before, date(2025, 3, 1), Restructuring::ReAge(plan)).unwrap_err();
    assert_eq!(refused, RestructureError::FirstDuePast(date(2025, 2, 28), date(2025, 3, 1)).into());
}

#[test]
fn due_dates_that_would_meet_are_refused() {
    let mut account = account(WorkingDayRule::Next);
    let daily = loan::Every { count: 1, unit: loan::Unit::Day };
    let plan = ReAge {
        installments: 5,
        every: daily,
        first_due_on: date(2025, 2, 6),
        interest: ReAgeInterest::Default,
    };
    let before = account.clone();
    let refused = change(&mut account, date(2025, 1, 20), Restructuring::ReAge(plan)).unwrap_err();
    let meet = RestructureError::from(TermsError::DueDatesMeet(date(2025, 2, 10)));
    assert_eq!(refused, meet.into());
    assert_eq!(account, before);
}
