//! Delinquency: grace, pauses, ranges for the account and for each installment. The figures are those of the
//! loan servicing reference's acceptance tests.

use super::common::{id, money, monthly, pay};
use ident::TransactionId;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use loan::{
    AccountRules, DayRange, Delinquency, DelinquencyRules, Every, InterestMethod, LoanAccount, PauseError,
    Schedule, Terms, Transaction, TransactionBody, Unit,
};

/// 1-3, 4-30, 31-60, 61-90, 91-120, 121-150, 151-180, 181-240, 241+, after three days of grace.
fn rules() -> AccountRules {
    let ends = [3, 30, 60, 90, 120, 150, 180, 240];
    let starts = std::iter::once(1).chain(ends.iter().map(|end| end + 1));
    let ends = ends.iter().copied().map(Some).chain([None]);
    let buckets = starts.zip(ends).map(|(min, max)| DayRange { min, max }).collect();
    let delinquency = DelinquencyRules::new(3, buckets).unwrap();
    AccountRules { delinquency, ..AccountRules::default() }
}

/// 1,000.00 without interest in four parts of 250.00: one on the day before 2 October 2023, then every 15 days.
/// The first stands for a down payment due on the day of the disbursement.
fn fortnights() -> LoanAccount {
    let terms = Terms {
        every: Every { count: 15, unit: Unit::Day },
        starts_on: date(2023, 9, 16),
        first_due_on: date(2023, 10, 1),
        ..monthly(100_000, "0", 4, InterestMethod::Declining)
    };
    LoanAccount::open_under(Schedule::of(&terms).unwrap(), rules())
}

fn october(day: i8) -> Date {
    date(2023, 10, day)
}

fn november(day: i8) -> Date {
    date(2023, 11, day)
}

/// Range, amount, days from, delinquent days, past-due days.
fn loan_level(report: &Delinquency) -> (String, i64, Option<Date>, u32, u32) {
    let range = report.bucket.map_or_else(|| "none".to_owned(), |range| range.to_string());
    (range, report.amount.minor(), report.since, report.delinquent_days, report.past_due_days)
}

/// The amount in each range, lowest first.
fn by_range(report: &Delinquency) -> Vec<(String, i64)> {
    let mut sums = std::collections::BTreeMap::<u32, (String, i64)>::new();
    for row in &report.rows {
        let range = row.bucket.unwrap();
        sums.entry(range.min).or_insert_with(|| (range.to_string(), 0)).1 += row.amount.minor();
    }
    sums.into_values().collect()
}

fn ranges(expected: &[(&str, i64)]) -> Vec<(String, i64)> {
    expected.iter().map(|(range, amount)| ((*range).to_owned(), *amount)).collect()
}

#[test]
fn installments_age_on_their_own() {
    let account = fortnights();
    let report = account.delinquency(november(16));
    assert_eq!(by_range(&report), ranges(&[("1-3", 25_000), ("4-30", 25_000), ("31-60", 50_000)]));
    let report = account.delinquency(date(2023, 12, 16));
    assert_eq!(by_range(&report), ranges(&[("31-60", 50_000), ("61-90", 50_000)]));
}

#[test]
fn a_payment_takes_installments_out() {
    let mut account = fortnights();
    let before = account.delinquency(october(25));
    assert_eq!(by_range(&before), ranges(&[("4-30", 50_000)]));
    account.receive(pay(1, 25_000, october(26))).unwrap();
    assert_eq!(by_range(&account.delinquency(october(26))), ranges(&[("4-30", 25_000)]));
    account.receive(pay(2, 75_000, date(2023, 12, 17))).unwrap();
    let cured = account.delinquency(date(2023, 12, 17));
    assert_eq!(loan_level(&cured), ("none".to_owned(), 0, None, 0, 0));
    assert!(cured.rows.is_empty());
}

#[test]
fn two_pauses_and_a_resumption() {
    let mut account = fortnights();
    account.pause_delinquency(october(15), october(30)).unwrap();
    let from = Some(october(4));
    let paused = account.delinquency(october(16));
    assert_eq!(loan_level(&paused), ("4-30".to_owned(), 25_000, from, 11, 15));
    assert_eq!(by_range(&paused), ranges(&[("4-30", 25_000)]));
    assert!(paused.paused);

    account.resume_delinquency(october(25)).unwrap();
    assert_eq!(account.pauses()[0].ends_on(), october(25));
    let resumed = account.delinquency(october(26));
    assert_eq!(loan_level(&resumed), ("4-30".to_owned(), 50_000, from, 12, 25));

    let runs = account.delinquency(november(13));
    assert_eq!(loan_level(&runs), ("4-30".to_owned(), 75_000, from, 30, 43));
    assert_eq!(by_range(&runs), ranges(&[("4-30", 50_000), ("31-60", 25_000)]));

    // 31 days while a pause runs: the class of the day before stays.
    account.pause_delinquency(november(14), november(30)).unwrap();
    let second = account.delinquency(november(14));
    assert_eq!(loan_level(&second), ("4-30".to_owned(), 75_000, from, 31, 44));
    let end = account.delinquency(november(30));
    assert_eq!(loan_level(&end), ("4-30".to_owned(), 100_000, from, 31, 60));
    assert_eq!(by_range(&end), ranges(&[("4-30", 50_000), ("31-60", 25_000)]));

    let again = account.delinquency(date(2023, 12, 1));
    assert_eq!(loan_level(&again), ("31-60".to_owned(), 100_000, from, 32, 61));
    assert_eq!(by_range(&again), ranges(&[("1-3", 25_000), ("4-30", 50_000), ("31-60", 25_000)]));
}

#[test]
fn grace_is_the_account_s_and_not_the_installment_s() {
    let mut account = fortnights();
    assert_eq!(account.delinquency(october(4)).rows, [], "no delinquent day, no class of an installment");
    account.pause_delinquency(october(6), october(30)).unwrap();
    let paused = account.delinquency(october(6));
    assert_eq!(loan_level(&paused), ("1-3".to_owned(), 25_000, Some(october(4)), 2, 5));
    assert_eq!(by_range(&paused), ranges(&[("4-30", 25_000)]));
    let later = account.delinquency(october(16));
    assert_eq!(loan_level(&later), ("1-3".to_owned(), 25_000, Some(october(4)), 2, 15));
    account.receive(pay(1, 50_000, october(16))).unwrap();
    assert_eq!(loan_level(&account.delinquency(october(16))), ("none".to_owned(), 0, None, 0, 0));
}

#[test]
fn a_chargeback_is_overdue_from_its_own_day() {
    let terms = Terms {
        starts_on: date(2022, 1, 1),
        first_due_on: date(2022, 2, 1),
        ..monthly(300_000, "0", 3, InterestMethod::Declining)
    };
    let mut account = LoanAccount::open_under(Schedule::of(&terms).unwrap(), rules());
    account.receive(pay(1, 100_000, date(2022, 2, 1))).unwrap();
    account.receive(pay(2, 100_000, date(2022, 3, 1))).unwrap();
    let body = TransactionBody::Chargeback { of: id(2).into(), amount: money(100_000) };
    let chargeback = Transaction::new(TransactionId::from(id(3)), date(2022, 3, 15), body);
    account.record(chargeback).unwrap();
    let today = date(2022, 4, 7);
    let report = account.delinquency(today);
    assert_eq!(loan_level(&report), ("4-30".to_owned(), 200_000, Some(date(2022, 3, 18)), 20, 23));
    // Paid again, though late: the installment itself is overdue since its due date.
    account.receive(pay(4, 100_000, date(2022, 3, 20))).unwrap();
    let report = account.delinquency(today);
    assert_eq!(loan_level(&report), ("1-3".to_owned(), 100_000, Some(date(2022, 4, 4)), 3, 6));
}

#[test]
fn pauses_are_refused_with_a_reason() {
    let mut account = fortnights();
    let begins = account.schedule().starts_on();
    let early = account.pause_delinquency(begins.yesterday().unwrap(), october(5));
    assert_eq!(early, Err(PauseError::BeforeTheLoan(begins.yesterday().unwrap(), begins)));
    let empty = account.pause_delinquency(october(5), october(5));
    assert_eq!(empty, Err(PauseError::Empty(october(5), october(5))));
    assert_eq!(account.resume_delinquency(october(5)), Err(PauseError::NoneRuns(october(5))));
    account.pause_delinquency(october(10), october(20)).unwrap();
    for (from, until) in [(9, 11), (10, 20), (19, 25), (1, 30)] {
        let refused = account.pause_delinquency(october(from), october(until));
        assert_eq!(refused, Err(PauseError::Overlaps(october(10), october(20))), "{from} to {until}");
    }
    account.resume_delinquency(october(15)).unwrap();
    assert_eq!(account.resume_delinquency(october(15)), Err(PauseError::NoneRuns(october(15))));
    account.pause_delinquency(october(15), october(20)).unwrap();
    let json = serde_json::to_string(&account).unwrap();
    assert_eq!(serde_json::from_str::<LoanAccount>(&json).unwrap(), account);
    account.receive(pay(1, 100_000, october(16))).unwrap();
    assert_eq!(account.pause_delinquency(november(1), november(2)), Err(PauseError::NothingOwed));
}

#[test]
fn the_first_delinquency_is_known_until_it_is_paid() {
    let mut account = fortnights();
    let today = november(20);
    assert_eq!(account.first_delinquent_on(october(1)), None);
    assert_eq!(account.first_delinquent_on(october(2)), Some(october(1)));
    account.receive(pay(1, 30_000, november(2))).unwrap();
    assert_eq!(account.first_delinquent_on(today), Some(october(1)), "the next was overdue already");
    account.receive(pay(2, 70_000, november(3))).unwrap();
    assert_eq!(account.first_delinquent_on(today), None);
    assert_eq!(account.first_delinquent_on(today + 40.days()), None);
}

#[test]
fn ranges_are_checked() {
    let read = |json: &str| serde_json::from_str::<DelinquencyRules>(json);
    let good = read(r#"{"grace_days":3,"buckets":[[1,3],[4,30],[241,null]]}"#).unwrap();
    assert_eq!((good.grace_days(), good.buckets().len()), (3, 3));
    assert_eq!(good.bucket(3).map(|range| range.to_string()), Some("1-3".to_owned()));
    assert_eq!((good.bucket(0), good.bucket(100)), (None, None));
    assert_eq!(good.bucket(10_000).map(|range| range.to_string()), Some("241+".to_owned()));
    for bad in ["[[0,3]]", "[[1,3],[3,9]]", "[[4,3]]", "[[1,null],[5,9]]", "[[5,9],[1,2]]"] {
        assert!(read(&format!("{{\"buckets\":{bad}}}")).is_err(), "{bad}");
    }
    assert_eq!(read("{}").unwrap(), DelinquencyRules::default());
}
