//! Plans in words: what changes, and what it comes to.

use disclosure::{Language, PlanTable, changes};
use jiff::civil::date;
use loan::apr::Dated;
use loan::restructure::{
    Forgiven, HolidayInterest, MidTermGrace, NewPlan, ReAge, ReAgeInterest, ReAmortizeInterest, Reschedule,
    Restructuring, Shift,
};
use loan::{Arrangement, BureauClass, BureauEffect, DaysPastDue, Every, PlanQuote, PlanSide, Portions, Unit};
use money::Money;

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, "USD".parse().unwrap()).unwrap()
}

/// One of each kind, with everything that a reschedule can change.
fn all() -> Vec<Restructuring> {
    let every = Every { count: 1, unit: Unit::Month };
    let re_age = |installments, interest| {
        let first_due_on = date(2026, 6, 15);
        Restructuring::ReAge(ReAge { installments, every, first_due_on, interest })
    };
    let plan = NewPlan {
        extra_installments: 3,
        grace: MidTermGrace { principal: 2, interest: 1 },
        installment: Some(usd(5_000)),
        rate: Some("9.5".parse().unwrap()),
    };
    let shift = Some(Shift { to: date(2026, 7, 1) });
    let mut all = vec![
        Restructuring::Reschedule(Reschedule { from: Some(date(2026, 6, 15)), shift, plan: Some(plan) }),
        Restructuring::ChangeRate { from: date(2026, 6, 1), rate: "12".parse().unwrap() },
        Restructuring::InterestPause { from: date(2026, 6, 1), through: date(2026, 6, 30) },
        Restructuring::Forgive(Forgiven {
            penalty: usd(100),
            fee: usd(200),
            interest: usd(300),
            principal: usd(400),
        }),
    ];
    for interest in [
        ReAgeInterest::Default,
        ReAgeInterest::Waive,
        ReAgeInterest::EqualAmortizationPayable,
        ReAgeInterest::EqualAmortizationFull,
    ] {
        all.push(re_age(18, interest));
    }
    for interest in
        [ReAmortizeInterest::Default, ReAmortizeInterest::Waive, ReAmortizeInterest::EqualAmortization]
    {
        all.push(Restructuring::ReAmortize { interest });
    }
    for interest in [HolidayInterest::Carried, HolidayInterest::Compounded, HolidayInterest::Waived] {
        all.push(Restructuring::Holiday { installments: 2, interest });
    }
    all
}

#[test]
fn each_change_is_a_sentence() {
    let told: Vec<_> =
        all().iter().map(|change| changes(change, Language::English).unwrap().join(" ")).collect();
    assert_eq!(
        told[0],
        "It changes the installments from the one due on June 15, 2026 on. The first changed due date moves to \
         July 1, 2026, later ones follow. There are 3 installments more at the end. For 2 installments only \
         interest and charges are paid. For one installment no interest is paid; it is asked for with the one \
         after it. Each installment but the last is USD 50.00. The interest is 9.5 % a year."
    );
    assert_eq!(told[1], "From June 1, 2026 on the interest is 12 % a year.");
    assert_eq!(told[3], "USD 10.00 of what is owed is given up.");
    assert!(
        told[4].starts_with("All that is owed moves to 18 new installments, the first due on June 15, 2026.")
    );
}

#[test]
fn every_language_tells_every_change_in_words_of_its_own() {
    for change in all() {
        let english = changes(&change, Language::English).unwrap();
        for language in Language::ALL.into_iter().filter(|language| *language != Language::English) {
            let here = changes(&change, language).unwrap();
            assert_eq!(here.len(), english.len(), "{language:?}");
            for (line, other) in here.iter().zip(&english) {
                assert!(line != other && !line.contains('{'), "{language:?}: {line}");
            }
        }
    }
}

fn quote() -> PlanQuote {
    let zero = usd(0);
    let side = |installment, left: usize, days| PlanSide {
        installment: usd(installment),
        left: vec![Dated { on: date(2027, 1, 15), amount: usd(installment) }; left],
        next_due_on: Some(date(2026, 6, 15)),
        ends_on: Some(date(2027, 1, 15)),
        still_to_pay: usd(installment * i64::try_from(left).unwrap()),
        overdue: zero,
        days_past_due: DaysPastDue(days),
        rates: None,
    };
    let (old, new) = (side(10_000, 12, 121), side(5_500, 20, 0));
    PlanQuote {
        on: date(2026, 5, 15),
        change: Restructuring::Holiday { installments: 1, interest: HolidayInterest::Carried },
        extra_cost: usd(-10_000),
        waived: Portions { penalty: zero, fee: zero, interest: usd(10_000), principal: zero },
        cures: true,
        bureau: BureauEffect {
            before: BureauClass::of(old.days_past_due),
            after: BureauClass::Current,
            first_delinquent_on: Some(date(2026, 1, 15)),
            arrangement: Arrangement::Forbearance,
        },
        old,
        new,
    }
}

#[test]
fn plans_stand_beside_the_one_in_force() {
    let table = PlanTable::of(&[(1, quote()), (3, quote())], Language::English).unwrap().unwrap();
    assert_eq!(table.heads, ["Today", "Plan 1", "Plan 3"]);
    let row = |label: &str| table.rows.iter().find(|row| row.label == label).unwrap().cells.clone();
    assert_eq!(row("Usual installment"), ["USD 100.00", "USD 55.00", "USD 55.00"]);
    assert_eq!(row("Compared with today"), ["", "USD 100.00 less", "USD 100.00 less"]);
    assert_eq!(row("Given up by the lender")[1], "USD 100.00");
    assert_eq!(row("Annual percentage rate, United States’ rules")[0], "none");
    let told = row("Told to a credit bureau, if the lender reports");
    assert_eq!(told[0], "120 to 149 days late");
    assert_eq!(told[1], "less than 30 days late; payments or interest rest by agreement");
    assert_eq!(
        row("Reported as late since; no plan changes it"),
        ["", "January 15, 2026", "January 15, 2026"]
    );
    assert_eq!(PlanTable::of(&[], Language::English).unwrap(), None);
}

#[test]
fn every_language_has_every_line() {
    let english = PlanTable::of(&[(1, quote())], Language::English).unwrap().unwrap();
    for language in Language::ALL.into_iter().filter(|language| *language != Language::English) {
        let here = PlanTable::of(&[(1, quote())], language).unwrap().unwrap();
        assert_eq!(here.rows.len(), english.rows.len());
        for (row, other) in here.rows.iter().zip(&english.rows) {
            assert_ne!(row.label, other.label, "{language:?}");
            assert_eq!(row.cells.len(), 2);
            assert!(row.cells.iter().all(|cell| !cell.contains('{')), "{language:?}: {row:?}");
        }
    }
}
