//! A lender, a borrower and a loan.

use bureau::{
    Address, Checker, Condition, Consumer, Frequency, Furnisher, HistoryMark, MetroFile, Period, Tradeline,
};
use jiff::civil::Date;
use money::Money;

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn dollars(text: &str) -> Money {
    Money::parse(text, "USD".parse().unwrap()).unwrap()
}

pub(crate) fn furnisher() -> Furnisher {
    Furnisher {
        identification_number: "EXAMPLE0001".to_owned(),
        name: "Example Phones".to_owned(),
        address: "1 Main Street, Austin TX 78701".to_owned(),
        telephone: Some("5125550100".to_owned()),
        equifax: Some("EFX0001".to_owned()),
        ..Furnisher::default()
    }
}

pub(crate) fn period() -> Period {
    Period { ends_on: day("2026-11-30"), made_at: "2026-12-02T09:15:00".parse().unwrap() }
}

/// A loan of 482 dollars in its sixth month.
pub(crate) fn line(account: &str, condition: Condition) -> Tradeline {
    Tradeline {
        account: account.to_owned(),
        consumer: Consumer {
            surname: "Núñez".to_owned(),
            first_name: "María".to_owned(),
            middle_name: Some("J".to_owned()),
            social_security_number: "123-45-6789".parse().unwrap(),
            born_on: day("1990-04-23"),
            telephone: Some("+1 512 555 0123".to_owned()),
            address: Address {
                line_1: "12 Elm Street".to_owned(),
                line_2: Some("Apt 4".to_owned()),
                city: "Austin".to_owned(),
                state: "TX".to_owned(),
                zip: "78701-1234".to_owned(),
            },
        },
        opened_on: day("2026-01-15"),
        loan_amount: dollars("600.00"),
        term_months: 12,
        frequency: Some(Frequency::Monthly),
        scheduled_monthly: dollars("56.74"),
        paid_in_month: dollars("56.74"),
        condition,
        history: vec![HistoryMark::DaysPastDue(0); 9],
        balance: dollars("482.99"),
        past_due: dollars("56.74"),
        first_delinquent_on: None,
        last_paid_on: Some(day("2026-11-14")),
        arrangement: None,
        dispute: None,
    }
}

/// The file of these loans.
pub(crate) fn text(lines: &[Tradeline]) -> String {
    let (mut file, header) = MetroFile::begin(&furnisher(), period()).unwrap();
    let mut records = vec![header];
    records.extend(lines.iter().map(|line| file.add(line).unwrap()));
    records.push(file.finish());
    let written = records.iter().map(|record| String::from_utf8(record.as_bytes().to_vec()).unwrap() + "\n");
    written.collect()
}

/// What a checker says of a file.
pub(crate) fn faults(text: &str) -> Vec<String> {
    let mut checker = Checker::default();
    let mut faults: Vec<_> = text.lines().flat_map(|line| checker.record(line.as_bytes())).collect();
    faults.extend(checker.finish());
    faults.iter().map(ToString::to_string).collect()
}
