//! The reference engine's figures, to the cent.

use jiff::civil::Date;
use loan::{
    Advance, Amortization, Conventions, DayCount, Every, Grace, InterestBasis, InterestMethod, Leap,
    Schedule, Terms,
};
use money::Money;
use serde::de::DeserializeOwned;

use super::common::currency;

fn usd(text: &str) -> Money {
    Money::parse(text, currency()).unwrap()
}

/// A word of the wire format.
fn word<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_value(text.into()).unwrap()
}

/// Terms as a line of `figures.txt` says them.
fn terms(line: &str) -> Terms {
    let (amount, rest) = line.split_once(": ").unwrap();
    let (principal, rate) = amount.split_once(" at ").unwrap();
    let words: Vec<&str> = rest.split(' ').collect();
    let &[installments, "x", count, unit, "from", start, basis, day_count, ref options @ ..] =
        words.as_slice()
    else {
        panic!("not terms: {line}");
    };
    let every = Every { count: count.parse().unwrap(), unit: word(unit) };
    let starts_on: Date = start.parse().unwrap();
    let conventions = Conventions {
        interest_basis: word::<InterestBasis>(basis),
        day_count: word::<DayCount>(day_count),
        ..Conventions::default()
    };
    let mut terms = Terms {
        price: usd(principal),
        down_payment: usd("0"),
        annual_rate: rate.parse().unwrap(),
        interest: InterestMethod::Declining,
        installments: installments.parse().unwrap(),
        every,
        starts_on,
        first_due_on: every.nth(starts_on, 1).unwrap(),
        conventions,
        advances: Vec::new(),
        down_payment_percent: None,
        fees: Vec::new(),
    };
    for option in options {
        set(&mut terms, option);
    }
    terms
}

fn set(terms: &mut Terms, option: &str) {
    match option.split_once('=') {
        None if option == "flat" => terms.interest = InterestMethod::Flat,
        None if option == "equal_principal" => {
            terms.conventions.amortization = Amortization::EqualPrincipal;
        }
        Some(("leap", leap)) => terms.conventions.leap = word::<Leap>(leap),
        Some(("down", percent)) => terms.down_payment_percent = Some(percent.parse().unwrap()),
        Some(("multiple", amount)) => terms.conventions.installment_multiple = Some(usd(amount)),
        Some(("advance", advance)) => {
            let (on, amount) = advance.split_once(':').unwrap();
            terms.advances.push(Advance { on: on.parse().unwrap(), amount: usd(amount) });
        }
        Some(("grace", grace)) => {
            let (principal, interest) = grace.split_once('/').unwrap();
            terms.conventions.grace =
                Grace { principal: principal.parse().unwrap(), interest: interest.parse().unwrap() };
        }
        _ => panic!("not an option: {option}"),
    }
}

fn rows(terms: &Terms) -> String {
    let schedule = Schedule::of(terms).unwrap();
    let row = |i: &loan::Installment| format!("{}+{}", i.interest, i.principal);
    schedule.installments().iter().map(row).collect::<Vec<_>>().join(" ")
}

/// Every case of a file; all that differ are shown at once.
fn check(figures: &str) -> usize {
    let lines: Vec<&str> =
        figures.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let mut wrong = String::new();
    for case in lines.chunks(2) {
        let got = rows(&terms(case[0]));
        if got != case[1] {
            wrong += &format!("{}\n  want {}\n  got  {got}\n", case[0], case[1]);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    lines.len() / 2
}

#[test]
fn the_reference_engine_agrees_to_the_cent() {
    assert_eq!(check(include_str!("figures.txt")), 55);
}
