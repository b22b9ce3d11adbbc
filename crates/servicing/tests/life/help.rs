//! Help before harm: asked, offered, approved, accepted.

use ident::{OperatorId, TransactionId};
use loan::restructure::{Forgiven, HolidayInterest, NewPlan, Reschedule, Restructuring};
use policy::Level;
use servicing::giving_back::ReturnStep;
use servicing::help::{AskedBy, HelpOutcome, PlanOffer, Wish};
use servicing::{Command, ConcessionApprovals, HoldKind, Refusal};

use crate::story::{Story, day, usd};

fn ask() -> Command {
    Command::AskForHelp { by: AskedBy::Borrower, wish: Wish::TermExtension, note: None }
}

fn extension(extra_installments: u16) -> Restructuring {
    let plan = Some(NewPlan { extra_installments, ..NewPlan::default() });
    Restructuring::Reschedule(Reschedule { plan, ..Reschedule::default() })
}

fn offer(story: &Story, changes: Vec<Restructuring>, by: Option<OperatorId>) -> Command {
    let valid_through = story.contract.day(story.now).checked_add(jiff::Span::new().days(10)).unwrap();
    Command::OfferPlans { changes, valid_through, by, rule: ConcessionApprovals::default() }
}

fn accept(plan: u8) -> Command {
    Command::AcceptPlan { plan, shown: None, id: TransactionId::from_bytes([9; 16]) }
}

fn standing_offer(story: &Story) -> &PlanOffer {
    story.contract.help.open.as_ref().unwrap().offer.as_ref().unwrap()
}

fn operator(number: u8) -> OperatorId {
    OperatorId::from_bytes([number; 16])
}

#[test]
fn asking_lifts_and_an_accepted_plan_keeps_it_so() {
    let mut story = Story::locked();
    story.act(ask());
    story.expect(Level::None);
    story.later(24 * 20).wake();
    story.expect(Level::None);
    story.act(offer(&story, vec![extension(6), extension(3)], Some(operator(1))));
    let before = story.contract.account.rows().len();
    let figures = story.contract.help.open.as_ref().unwrap().offer.as_ref().unwrap().plans[0].figures;
    story.act(accept(1));
    story.expect(Level::None);
    assert_eq!(story.contract.account.rows().len(), before + 6);
    assert_eq!(story.contract.account.outstanding(), figures.still_to_pay, "what was shown is what is owed");
    assert!(story.contract.holds.is_empty() && story.contract.help.open.is_none());
    assert_eq!(story.contract.help.ended[0].outcome, HelpOutcome::Accepted);
    assert_eq!(story.try_act(accept(1)).unwrap_err(), Refusal::NoHelpAsked);
}

#[test]
fn only_what_was_shown_can_be_accepted() {
    let mut story = Story::locked();
    story.act(ask());
    assert_eq!(story.try_act(accept(1)).unwrap_err(), Refusal::NoOffer);
    story.act(offer(&story, vec![extension(6)], Some(operator(1))));
    assert_eq!(story.try_act(accept(0)).unwrap_err(), Refusal::NoSuchPlan(1));
    assert_eq!(story.try_act(accept(2)).unwrap_err(), Refusal::NoSuchPlan(1));
    story.pay(100);
    assert_eq!(story.try_act(accept(1)).unwrap_err(), Refusal::PlanChanged);
    story.act(offer(&story, vec![extension(6)], Some(operator(1))));
    story.act(accept(1));
}

#[test]
fn giving_money_up_takes_two_people() {
    let mut story = Story::locked();
    story.act(ask());
    let zero = usd(0);
    let forgiven = Forgiven { penalty: zero, fee: zero, interest: zero, principal: usd(500) };
    story.act(offer(&story, vec![Restructuring::Forgive(forgiven)], Some(operator(1))));
    assert_eq!(story.try_act(accept(1)).unwrap_err(), Refusal::OfferNotApproved);
    let standing = standing_offer(&story).digest();
    let again = Command::ApprovePlans { by: operator(1), shown: standing };
    assert_eq!(story.try_act(again).unwrap_err(), Refusal::SameApprover);
    story.act(Command::ApprovePlans { by: operator(2), shown: standing });
    let owed = story.contract.account.outstanding_principal();
    story.act(accept(1));
    assert_eq!(owed.minor() - story.contract.account.outstanding_principal().minor(), 500);
}

/// Whoever approves or accepts has read one offer: another that took its place meanwhile is neither approved nor accepted.
/// A lower rate waives nothing, and the lender gets less all the same.
#[test]
fn giving_interest_up_by_a_lower_rate_takes_two_people_too() {
    let mut offered = crate::story::offer();
    offered.terms.annual_rate = "36".parse().unwrap();
    let mut story = Story::of(offered, "house");
    story.until("2026-03-20", 12);
    story.act(ask());
    let from = story.contract.day(story.now);
    let lower = Restructuring::ChangeRate { from, rate: "0".parse().unwrap() };
    story.act(offer(&story, vec![lower], Some(operator(1))));
    let figures = standing_offer(&story).plans[0].figures;
    assert!(figures.waived.is_zero() && figures.extra_cost.is_negative());
    assert_eq!(story.try_act(accept(1)).unwrap_err(), Refusal::OfferNotApproved);
    let shown = standing_offer(&story).digest();
    story.act(Command::ApprovePlans { by: operator(2), shown });
    story.act(accept(1));
}

#[test]
fn an_offer_that_was_replaced_is_not_agreed_to_unread() {
    let mut story = Story::locked();
    story.act(ask());
    let zero = usd(0);
    let forgiven = |minor| {
        let principal = usd(minor);
        Restructuring::Forgive(Forgiven { penalty: zero, fee: zero, interest: zero, principal })
    };
    story.act(offer(&story, vec![extension(6), forgiven(500)], Some(operator(1))));
    let (read, plan) = (standing_offer(&story).digest(), standing_offer(&story).plans[0].digest());
    story.act(offer(&story, vec![extension(6), forgiven(50_000)], Some(operator(1))));
    let blind = Command::ApprovePlans { by: operator(2), shown: read };
    assert_eq!(story.try_act(blind).unwrap_err(), Refusal::OtherOffer);
    let second = standing_offer(&story).plans[1].digest();
    let shown = standing_offer(&story).digest();
    story.act(Command::ApprovePlans { by: operator(2), shown });
    assert_eq!(standing_offer(&story).digest(), shown, "an approval changes nothing of what is offered");
    let take = |plan, shown| Command::AcceptPlan { plan, shown, id: TransactionId::from_bytes([9; 16]) };
    for wrong in [take(1, Some(second)), take(2, Some(plan))] {
        assert_eq!(story.try_act(wrong).unwrap_err(), Refusal::OtherOffer);
    }
    // The first plan is the same in both offers.
    story.act(take(1, Some(plan)));
    assert_eq!(story.contract.help.ended[0].outcome, HelpOutcome::Accepted);
}

#[test]
fn asking_is_no_way_to_stay_unlocked() {
    let mut story = Story::locked();
    story.act(ask());
    assert_eq!(story.try_act(ask()).unwrap_err(), Refusal::HelpAsked);
    story.act(Command::EndHelp { withdrawn: true });
    assert!(matches!(story.try_act(ask()).unwrap_err(), Refusal::HelpAgain(_)));
    story.later(24).wake();
    assert!(story.level() > Level::None, "{:?}", story.level());
    story.later(24 * 30);
    story.act(ask());
    story.act(offer(&story, vec![extension(2)], Some(operator(1))));
    story.later(24 * 11).wake();
    assert_eq!(story.contract.help.ended[1].outcome, HelpOutcome::Lapsed);
    assert!(story.contract.holds.iter().all(|hold| hold.kind != HoldKind::Hardship));
}

#[test]
fn an_unanswered_request_stands() {
    let mut story = Story::locked();
    story.act(ask());
    for _ in 0..12 {
        story.later(24 * 10).wake();
        story.expect(Level::None);
    }
    assert!(story.contract.help.open.is_some());
}

#[test]
fn an_offer_is_bounded() {
    let mut story = Story::locked();
    let early = offer(&story, vec![extension(1)], None);
    assert_eq!(story.try_act(early).unwrap_err(), Refusal::NoHelpAsked);
    story.act(ask());
    for changes in [vec![], vec![extension(1); 4]] {
        let command = offer(&story, changes, None);
        assert_eq!(story.try_act(command).unwrap_err(), Refusal::PlanCount(3));
    }
    let late = Command::OfferPlans {
        changes: vec![Restructuring::Holiday { installments: 1, interest: HolidayInterest::Carried }],
        valid_through: day("2030-01-01"),
        by: None,
        rule: ConcessionApprovals::default(),
    };
    assert!(matches!(story.try_act(late).unwrap_err(), Refusal::OfferDay(_)));
}

/// Invariant I9: the hold of a request ends with the request and not before, whatever else ends or runs out.
#[test]
fn the_hold_of_a_request_is_the_request_s_own() {
    let mut story = Story::locked();
    let until = Some(story.at("2027-01-01", 12));
    let release = |story: &mut Story| {
        for command in [
            Command::ReleaseHold { kind: HoldKind::Hardship },
            Command::PlaceHold { kind: HoldKind::Hardship, until },
        ] {
            assert_eq!(story.try_act(command).unwrap_err(), Refusal::HelpWaits);
        }
    };
    story.act(ask());
    release(&mut story);
    let step = |step| Command::AdvanceReturn { step };
    story.act(step(ReturnStep::Request));
    story.act(Command::EndHelp { withdrawn: false });
    release(&mut story);
    story.later(24 * 10).wake();
    story.expect(Level::None);
    story.act(step(ReturnStep::Withdraw));
    assert!(story.contract.holds.is_empty(), "the last request takes the hold with it");
}

#[test]
fn a_note_has_an_end() {
    let mut story = Story::locked();
    let note = Some("x".repeat(1_001));
    let command = Command::AskForHelp { by: AskedBy::Agent, wish: Wish::Other, note };
    assert_eq!(story.try_act(command).unwrap_err(), Refusal::HelpNote(1_000));
}
