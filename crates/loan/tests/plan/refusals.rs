//! What makes no sense is refused with what would be right, and changes nothing.

use super::common::{MONTHLY, base, money};
use jiff::civil::{Date, date};
use loan::Every;
use loan::restructure::{
    Forgiven, HolidayInterest, MidTermGrace, NewPlan, ReAge, ReAgeInterest, ReAmortizeInterest, Reschedule,
    RestructureError as Refused, Restructuring, Shift,
};

const ON: Date = date(2025, 4, 2);

fn refused(on: Date, what: &Restructuring) -> Refused {
    base().paid(3).tried(on, what).unwrap_err()
}

fn re_age(installments: u16, every: u16, first_due_on: Date) -> Restructuring {
    let every = Every { count: every, ..MONTHLY };
    Restructuring::ReAge(ReAge { installments, every, first_due_on, interest: ReAgeInterest::Default })
}

fn reschedule(from: Option<Date>, to: Option<Date>, plan: Option<NewPlan>) -> Restructuring {
    Restructuring::Reschedule(Reschedule { from, shift: to.map(|to| Shift { to }), plan })
}

#[test]
fn a_settled_loan_has_no_plan() {
    let settled = base().paid(12);
    let what = re_age(3, 1, ON);
    assert_eq!(settled.tried(ON, &what).unwrap_err(), Refused::NothingOwed);
}

#[test]
fn re_ages() {
    assert_eq!(refused(ON, &re_age(0, 1, ON)), Refused::Installments(0));
    assert_eq!(refused(ON, &re_age(601, 1, ON)), Refused::Installments(601));
    assert_eq!(refused(ON, &re_age(3, 0, ON)), Refused::Every(0));
    let yesterday = date(2025, 4, 1);
    assert_eq!(refused(ON, &re_age(3, 1, yesterday)), Refused::FirstDuePast(yesterday, ON));
    assert!(matches!(refused(date(9999, 12, 1), &re_age(3, 1, date(9999, 12, 31))), Refused::Terms(_)));
    assert_eq!(Refused::Installments(0).field(), "installments");
}

#[test]
fn after_the_last_due_date_only_a_re_age_is_left() {
    let late = date(2026, 1, 1);
    let amortize = Restructuring::ReAmortize { interest: ReAmortizeInterest::Default };
    assert_eq!(refused(late, &amortize), Refused::AfterMaturity(late));
    let holiday = Restructuring::Holiday { installments: 1, interest: HolidayInterest::Waived };
    assert_eq!(refused(late, &holiday), Refused::AfterMaturity(late));
    assert!(base().tried(late, &re_age(3, 1, late)).is_ok());
}

#[test]
fn reschedules() {
    assert_eq!(refused(ON, &reschedule(None, None, None)), Refused::NoChange);
    let nothing = NewPlan::default();
    assert_eq!(refused(ON, &reschedule(None, None, Some(nothing))), Refused::NoChange);
    let paid = date(2025, 4, 1);
    let to = Some(date(2025, 5, 20));
    assert_eq!(refused(ON, &reschedule(Some(paid), to, None)), Refused::NoSuchDueDate(paid));
    let due = date(2025, 5, 1);
    for to in [paid, due] {
        assert_eq!(refused(ON, &reschedule(Some(due), Some(to), None)), Refused::ShiftTo(to, paid, due));
    }
    let many = NewPlan { extra_installments: 589, ..nothing };
    assert_eq!(refused(ON, &reschedule(None, None, Some(many))), Refused::Installments(601));
    let grace = NewPlan { grace: MidTermGrace { principal: 9, interest: 0 }, ..nothing };
    assert_eq!(refused(ON, &reschedule(None, None, Some(grace))), Refused::Grace(9, 9));
    let small = NewPlan { installment: Some(money(926)), ..nothing };
    let error = refused(ON, &reschedule(None, None, Some(small)));
    assert_eq!(error, Refused::InstallmentTooSmall(money(926), money(926)));
}

#[test]
fn rates_and_pauses() {
    let rate = |from, percent: &str| Restructuring::ChangeRate { from, rate: percent.parse().unwrap() };
    assert_eq!(refused(ON, &rate(ON, "24")), Refused::SameRate(ON));
    let ends = date(2026, 1, 1);
    for outside in [date(2024, 12, 31), date(2026, 1, 2)] {
        let wanted = Refused::OutsideLoan(outside, date(2025, 1, 1), ends);
        assert_eq!(refused(ON, &rate(outside, "5")), wanted);
    }
    let pause = |from, through| Restructuring::InterestPause { from, through };
    let day = |day| date(2025, 5, day);
    assert_eq!(refused(ON, &pause(day(5), day(4))), Refused::EmptyPause(day(5), day(4)));
    let paused = base().paid(3).after(ON, &pause(day(5), day(10)));
    for (from, through) in [(1, 5), (10, 12), (6, 7), (1, 31)] {
        let error = paused.tried(ON, &pause(day(from), day(through))).unwrap_err();
        assert_eq!(error, Refused::Overlap(day(5), day(10)));
    }
    assert!(paused.tried(ON, &pause(day(11), day(12))).is_ok());
}

#[test]
fn holidays_and_forgiveness() {
    let holiday = |installments| Restructuring::Holiday { installments, interest: HolidayInterest::Carried };
    assert_eq!(refused(ON, &holiday(0)), Refused::Holiday(0, 24));
    assert_eq!(refused(ON, &holiday(25)), Refused::Holiday(25, 24));
    let away = base().paid(3).after(ON, &holiday(2));
    let error = away.tried(date(2025, 5, 2), &re_age(3, 1, date(2025, 8, 1))).unwrap_err();
    assert_eq!(error, Refused::InHoliday(date(2025, 6, 1)));
    let nothing = Forgiven { penalty: money(0), fee: money(0), interest: money(0), principal: money(0) };
    let forgive = |forgiven| Restructuring::Forgive(forgiven);
    assert!(matches!(refused(ON, &forgive(nothing)), Refused::ForgivesNothing(..)));
    let negative = Forgiven { fee: money(-1), ..nothing };
    assert_eq!(refused(ON, &forgive(negative)), Refused::ForgivesNothing("fee", money(-1)));
    let undue = Forgiven { interest: money(1), ..nothing };
    let wanted = Refused::ForgivesTooMuch("interest", money(1), money(0));
    assert_eq!(refused(ON, &forgive(undue)), wanted, "interest that isn't due was not earned");
    let more = Forgiven { principal: money(46_309), ..nothing };
    let wanted = Refused::ForgivesTooMuch("principal", money(46_309), money(46_308));
    assert_eq!(refused(ON, &forgive(more)), wanted);
}
