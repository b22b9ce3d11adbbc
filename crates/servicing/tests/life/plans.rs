//! Help before harm: from the acceptance of a plan on, what was overdue before restricts nothing.

use ident::TransactionId;
use loan::restructure::{
    HolidayInterest, NewPlan, ReAge, ReAgeInterest, ReAmortizeInterest, Reschedule, Restructuring,
};
use loan::{Every, InterestMethod, TransactionBody, Unit};
use policy::Level;
use proof::Parsed;
use proof::documents::Warrant;
use proof::keys::Signer as _;
use servicing::{Booking, Command, ContractStatus, CuredBy, Event, HoldKind, LowerReason, Refusal};

use crate::log::lender_key;
use crate::story::{Story, day, offer, usd};

fn plan(story: &Story, number: u8, change: Restructuring) -> Command {
    let id = TransactionId::from_bytes([number; 16]);
    let value_on = story.contract.day(story.now);
    Command::Book(Booking { id, value_on, body: TransactionBody::Restructure { change } })
}

fn re_age(first_due_on: &str) -> Restructuring {
    let every = Every { count: 1, unit: Unit::Month };
    let first_due_on = day(first_due_on);
    Restructuring::ReAge(ReAge { installments: 6, every, first_due_on, interest: ReAgeInterest::Default })
}

fn last_lowered(story: &Story) -> LowerReason {
    let lowered = story.events.iter().rev().find_map(|(_, event)| match event {
        Event::LevelLowered { reason, .. } => Some(*reason),
        _ => None,
    });
    lowered.unwrap()
}

#[test]
fn an_accepted_plan_lifts_at_once() {
    let mut story = Story::locked();
    let owed = story.contract.account.outstanding();
    story.act(Command::PlaceHold { kind: HoldKind::Hardship, until: None });
    story.act(plan(&story, 1, re_age("2026-03-15")));
    story.expect(Level::None);
    assert!(story.contract.delinquency.is_none());
    assert!(story.contract.holds.is_empty(), "the request for help is answered");
    assert_eq!(story.contract.account.outstanding(), owed);
    assert!(story.contract.account.overdue(day("2026-02-20")).is_zero());
    let cured = |event: &Event| matches!(event, Event::Cured { by: CuredBy::Plan, .. });
    assert!(story.events.iter().any(|(_, event)| cured(event)));
}

#[test]
fn a_plan_alone_lowers_for_its_own_reason() {
    let mut story = Story::locked();
    story.act(plan(&story, 1, Restructuring::ReAmortize { interest: ReAmortizeInterest::Default }));
    story.expect(Level::None);
    assert_eq!(last_lowered(&story), LowerReason::Plan);
}

/// Due dates stay with a re-amortization: after new notices the phone may be restricted again.
#[test]
fn a_broken_plan_on_known_days_needs_every_notice_anew() {
    let mut story = Story::locked();
    let noticed = story.times("notice.issued").len();
    story.act(plan(&story, 1, Restructuring::ReAmortize { interest: ReAmortizeInterest::Default }));
    story.until("2026-03-16", 12).expect(Level::None);
    story.until("2026-06-01", 12).expect(Level::Locked);
    assert!(story.times("notice.issued").len() > noticed);
}

/// What is owed in six months instead of eleven asks for more, sooner, than the terms: the phone would refuse it.
#[test]
fn a_plan_that_asks_sooner_than_the_terms_restricts_nothing() {
    let mut story = Story::locked();
    story.act(plan(&story, 1, re_age("2026-03-20")));
    story.until("2026-12-31", 12).expect(Level::None);
    assert!(story.contract.account.days_past_due(day("2026-12-31")).0 > 200);
}

/// The plan in the warrant that the phone was told, by due date; none where the terms stand.
fn told_plan(story: &Story) -> Option<Vec<(String, i64)>> {
    let standing = story.told.as_ref().unwrap();
    let warrant = Parsed::<Warrant>::parse(standing.warrant.as_ref().unwrap()).unwrap();
    let warrant = warrant.verify(&lender_key().public_key()).unwrap();
    let plan = warrant.body().plan.clone()?;
    Some(plan.iter().map(|i| (i.due_on.to_string(), i.amount.minor())).collect())
}

/// The same in eighteen months is no more on any day: the phone takes the plan's days for its own.
#[test]
fn a_plan_that_is_broken_on_days_of_its_own_restricts_by_them() {
    let mut story = Story::locked();
    assert_eq!(told_plan(&story), None);
    let before = story.times("notice.issued");
    let every = Every { count: 1, unit: Unit::Month };
    let anew =
        ReAge { installments: 24, every, first_due_on: day("2026-03-20"), interest: ReAgeInterest::Default };
    story.act(plan(&story, 1, Restructuring::ReAge(anew)));
    story.expect(Level::None);
    story.until("2026-04-23", 12).expect(Level::Limited);
    story.until("2026-04-24", 12).expect(Level::Locked);
    assert_eq!(story.contract.delinquency.as_ref().unwrap().since, day("2026-03-20"));
    let told = told_plan(&story).unwrap();
    assert_eq!((told.len(), &told[0]), (24, &("2026-03-20".to_owned(), 5_000)));
    let anew = &story.times("notice.issued")[before.len()..];
    assert_eq!(
        anew,
        ["2026-03-25 09:00", "2026-04-03 09:00"],
        "every notice, counted from the plan's first day"
    );
    assert_eq!(story.ransom().minor(), 10_000);
    story.pay(10_000);
    story.expect(Level::None);
}

/// A rounder installment is a cent more in each row. The phone leaves a cent for each to rounding, and so does the audit.
#[test]
fn a_plan_of_a_cent_more_each_month_is_no_way_out() {
    let loans = [
        ("36", InterestMethod::Declining, 48),
        ("60", InterestMethod::Declining, 30),
        ("30", InterestMethod::Flat, 36),
    ];
    for (rate, interest, installments) in loans {
        let mut offer = offer();
        (offer.terms.annual_rate, offer.terms.interest) = (rate.parse().unwrap(), interest);
        offer.terms.installments = installments;
        let mut story = Story::of(offer, "house");
        let installment = story.contract.account.schedule().installments()[0].total().plus(usd(1)).unwrap();
        let anew = NewPlan { installment: Some(installment), ..NewPlan::default() };
        let anew = Reschedule { plan: Some(anew), ..Reschedule::default() };
        story.act(plan(&story, 1, Restructuring::Reschedule(anew)));
        story.until("2026-04-01", 12).expect(Level::Locked);
        let told = told_plan(&story).unwrap();
        assert_eq!(told[0], ("2026-01-15".to_owned(), installment.minor()), "{rate} % {interest:?}");
    }
}

/// Two months without payments: the days that the holiday skips are no due dates any more, for the phone neither.
#[test]
fn a_holiday_moves_the_days_that_restrict() {
    let mut story = Story::under("house");
    story.until("2026-01-10", 12);
    let holiday = Restructuring::Holiday { installments: 2, interest: HolidayInterest::Carried };
    story.act(plan(&story, 1, holiday));
    story.until("2026-03-15", 12).expect(Level::None);
    assert_eq!(story.times("notice.issued"), Vec::<String>::new());
    story.until("2026-04-20", 12).expect(Level::Locked);
    assert_eq!(told_plan(&story).unwrap()[0].0, "2026-03-15");
}

/// More installments change nothing about what is overdue: it restricts again, after notices of its own.
#[test]
fn a_longer_term_leaves_what_is_overdue() {
    let mut story = Story::locked();
    let noticed = story.times("notice.issued").len();
    let longer = NewPlan { extra_installments: 12, ..NewPlan::default() };
    let longer = Reschedule { plan: Some(longer), ..Reschedule::default() };
    story.act(plan(&story, 1, Restructuring::Reschedule(longer)));
    story.expect(Level::None);
    story.until("2026-04-30", 12).expect(Level::Locked);
    assert_eq!(story.times("notice.issued").len(), noticed + 2);
    assert_eq!(told_plan(&story).unwrap().len(), 24);
}

/// A rate that rises asks for more than the terms.
#[test]
fn a_higher_rate_restricts_nothing() {
    let mut story = Story::under("house");
    story.until("2026-01-10", 12);
    let rise = Restructuring::ChangeRate { from: day("2026-01-10"), rate: "12".parse().unwrap() };
    story.act(plan(&story, 1, rise));
    story.until("2026-05-31", 12).expect(Level::None);
}

#[test]
fn a_paid_plan_ends_with_the_quittance() {
    let mut story = Story::locked();
    story.act(plan(&story, 1, re_age("2026-03-20")));
    let owed = story.contract.account.outstanding().minor();
    story.until("2026-03-19", 12);
    story.pay(owed);
    assert_eq!(story.contract.status, ContractStatus::Settled);
    assert!(story.contract.restriction.quittance.is_some());
    let refusal = story.try_act(plan(&story, 2, re_age("2026-04-20"))).unwrap_err();
    assert_eq!(refusal, Refusal::WrongStatus { status: "settled", action: "be given a plan" });
}

/// Days that don't count bring no notice and no rise, and take nothing back.
#[test]
fn a_pause_of_delinquency_stands_still() {
    let mut story = Story::under("house");
    story.until("2026-01-14", 12);
    story.act(Command::PauseDelinquency { from: day("2026-01-16"), until: day("2026-03-01") });
    story.until("2026-02-28", 23).expect(Level::None);
    assert_eq!(story.times("notice.issued"), Vec::<String>::new());
    assert_eq!(story.contract.account.delinquent_days(day("2026-02-28")), 1);
    story.until("2026-04-20", 12).expect(Level::Locked);
    story.act(Command::PauseDelinquency { from: day("2026-04-20"), until: day("2026-04-25") });
    story.expect(Level::Locked);
    story.act(Command::ResumeDelinquency);
    let refusal = story.try_act(Command::ResumeDelinquency).unwrap_err();
    assert!(matches!(refusal, Refusal::Pause(loan::PauseError::NoneRuns(_))), "{refusal}");
}
