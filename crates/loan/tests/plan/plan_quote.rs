//! Plan quotes: old and new plan side by side.

use super::common::{Plan, base, money};
use jiff::civil::date;
use loan::apr::Dated;
use loan::restructure::{
    HolidayInterest, NewPlan, ReAmortizeInterest, Reschedule, RestructureError, Restructuring,
};
use loan::{Arrangement, BureauClass, DaysPastDue, PlanQuote, Quoted};

fn quote(plan: &Plan, on: jiff::civil::Date, change: &Restructuring) -> Result<PlanQuote, RestructureError> {
    let advances = [Dated { on: date(2025, 1, 1), amount: money(60_000) }];
    let payments: Vec<_> = plan.rows.iter().filter(|row| row.settled_on.is_some()).collect();
    let payments: Vec<_> =
        payments.iter().map(|r| Dated { on: r.due_on, amount: r.paid.total().unwrap() }).collect();
    let first_delinquent_on = Some(date(2025, 5, 2));
    let quoted = Quoted {
        rules: &plan.rules,
        rows: &plan.rows,
        advances: &advances,
        payments: &payments,
        first_delinquent_on,
    };
    PlanQuote::of(quoted, change, on)
}

#[test]
fn a_longer_term_costs_more() {
    let longer = NewPlan { extra_installments: 6, ..NewPlan::default() };
    let change = Restructuring::Reschedule(Reschedule { plan: Some(longer), ..Reschedule::default() });
    let got = quote(&base().paid(3), date(2025, 4, 2), &change).unwrap();
    assert_eq!((got.old.installment, got.new.installment), (money(5_674), money(3_604)));
    assert_eq!((got.old.installments_left(), got.new.installments_left()), (9, 15));
    assert_eq!((got.old.ends_on, got.new.ends_on), (Some(date(2026, 1, 1)), Some(date(2026, 7, 1))));
    assert_eq!(got.old.still_to_pay.plus(got.extra_cost).unwrap(), got.new.still_to_pay);
    assert_eq!(got.extra_cost, money(15 * 3_604 - 2 - 51_060), "the last one is two cents less");
    let (old, new) = (got.old.rates.unwrap(), got.new.rates.unwrap());
    assert_eq!(old.us_reg_z.rounded(1), new.us_reg_z.rounded(1), "the rate stays, the time grows");
    assert!(!got.cures && got.bureau.arrangement == Arrangement::Modified);
}

#[test]
fn spreading_what_is_overdue_cures() {
    let on = date(2025, 6, 12);
    let change = Restructuring::ReAmortize { interest: ReAmortizeInterest::Waive };
    let got = quote(&base().paid(3), on, &change).unwrap();
    assert_eq!((got.old.overdue, got.new.overdue), (money(2 * 5_674), money(0)));
    assert_eq!((got.old.days_past_due, got.new.days_past_due), (DaysPastDue(42), DaysPastDue(0)));
    assert!(got.cures);
    assert_eq!((got.bureau.before, got.bureau.after), (BureauClass::Days30, BureauClass::Current));
    assert_eq!(got.bureau.before.code(), "71");
    assert_eq!(got.bureau.first_delinquent_on, Some(date(2025, 5, 2)), "it stays");
    assert_eq!((got.new.installment, got.waived.interest), (money(7_155), money(1_757)));
    assert!(got.new.rates.unwrap().eu_ccd < got.old.rates.unwrap().eu_ccd);
}

#[test]
fn a_waived_holiday_costs_nothing() {
    let interest = HolidayInterest::Waived;
    let change = Restructuring::Holiday { installments: 2, interest };
    let got = quote(&base().paid(3), date(2025, 4, 2), &change).unwrap();
    assert_eq!(got.extra_cost, money(0));
    assert_eq!(got.new.next_due_on, Some(date(2025, 7, 1)));
    assert_eq!(got.bureau.arrangement, Arrangement::Forbearance);
    assert!(got.new.rates.unwrap().us_reg_z < got.old.rates.unwrap().us_reg_z);
}

#[test]
fn what_would_be_refused_is_not_quoted() {
    let change = Restructuring::Holiday { installments: 0, interest: HolidayInterest::Waived };
    assert!(quote(&base(), date(2025, 1, 2), &change).is_err());
    let classes =
        [0, 29, 30, 59, 60, 90, 120, 150, 180, 1_000].map(|days| BureauClass::of(DaysPastDue(days)).code());
    assert_eq!(classes, ["11", "11", "71", "71", "78", "80", "82", "83", "84", "84"]);
}
