//! The hardship figures of the loan servicing reference, section 8: 600.00 at 24 % over twelve months.

use super::common::{base, money};
use jiff::civil::date;
use loan::restructure::{HolidayInterest, NewPlan, ReAmortizeInterest, Reschedule, Restructuring};

const AFTER_THREE: jiff::civil::Date = date(2025, 4, 2);

#[test]
fn the_base_example() {
    let plan = base().paid(3);
    assert_eq!(plan.installments()[0], 5_674);
    assert_eq!(plan.owed().principal, money(46_308));
}

#[test]
fn fifteen_installments_instead_of_nine() {
    let longer = NewPlan { extra_installments: 6, ..NewPlan::default() };
    let plan = base().paid(3).after(
        AFTER_THREE,
        &Restructuring::Reschedule(Reschedule { plan: Some(longer), ..Reschedule::default() }),
    );
    let installments = plan.installments();
    assert_eq!((installments.len(), installments[0]), (15, 3_604));
    assert_eq!(plan.rows.last().unwrap().due_on, date(2026, 7, 1));
    assert_eq!(plan.owed().principal, money(46_308));
}

#[test]
fn re_amortized_over_seven_after_two_were_missed() {
    let missed_two = date(2025, 6, 2);
    let plan = base().paid(3);
    let waived = Restructuring::ReAmortize { interest: ReAmortizeInterest::Waive };
    let after = plan.after(missed_two, &waived);
    assert_eq!(after.installments()[..6], [7_155; 6]);
    assert_eq!(after.owed().principal, money(46_308));
    let given_up = plan.tried(missed_two, &waived).unwrap().waived.interest;
    assert_eq!(given_up, money(926 + 831), "the interest of the two");
}

#[test]
fn a_holiday_of_two_months() {
    let plan = base().paid(3);
    let holiday = |interest| plan.after(AFTER_THREE, &Restructuring::Holiday { installments: 2, interest });
    let carried = holiday(HolidayInterest::Carried);
    assert_eq!(carried.installments()[0], 5_900);
    assert_eq!(carried.rows[3].capitalized, money(1_852));
    assert_eq!(carried.rows[3].due_on, date(2025, 7, 1));
    assert_eq!(carried.rows[11].due_on, date(2026, 3, 1));
    let compounded = holiday(HolidayInterest::Compounded);
    assert_eq!(compounded.installments()[0], 5_903);
    assert_eq!(compounded.rows[3].capitalized, money(1_871));
    let waived = holiday(HolidayInterest::Waived);
    assert_eq!(waived.installments(), plan.installments(), "only the dates move");
    assert_eq!(waived.rows[11].due_on, date(2026, 3, 1));
    for after in [carried, compounded, waived] {
        assert_eq!(after.owed().principal, money(46_308));
    }
}

#[test]
fn no_interest_over_twelve() {
    let plan = NewPlan { extra_installments: 3, rate: Some("0".parse().unwrap()), ..NewPlan::default() };
    let after = base().paid(3).after(
        AFTER_THREE,
        &Restructuring::Reschedule(Reschedule { plan: Some(plan), ..Reschedule::default() }),
    );
    assert_eq!(after.installments(), [[3_859; 11].as_slice(), &[3_859]].concat());
    assert_eq!(after.owed().interest, money(0));
}
