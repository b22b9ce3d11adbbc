//! The ombudsman frees a phone, whatever its lender says.

use policy::Level;
use proof::Digest;
use proof::log::EntryKind;
use servicing::{Command, ContractStatus, Event, LowerReason, Refusal};

use crate::restriction::lowered;
use crate::story::{Story, offer};

const RELEASE: Digest = Digest([5; 32]);

#[test]
fn a_locked_phone_is_free_at_once_and_nothing_restricts_it_again() {
    let mut story = Story::locked();
    let decision = story.act(Command::Free { release: RELEASE });
    story.expect(Level::None);
    assert_eq!(lowered(&story), [LowerReason::Ombudsman]);
    assert!(decision.standing.is_some(), "told in the same decision, without waiting for the log");
    let leaves: Vec<_> = decision.leaves.iter().map(|leaf| (leaf.kind, leaf.document)).collect();
    assert!(leaves.contains(&(EntryKind::Ombudsman, Some(RELEASE))), "{leaves:?}");
    story.until("2027-03-01", 12).expect(Level::None);
    let told = story.told.clone().unwrap();
    assert_eq!((told.warrant, told.overdue.minor(), told.outstanding.minor()), (None, 0, 0));
}

#[test]
fn the_debt_stays_and_can_be_paid() {
    let mut story = Story::locked();
    story.act(Command::Free { release: RELEASE });
    assert_eq!(story.contract.status, ContractStatus::Unsecured);
    assert_eq!(story.contract.account.outstanding().minor(), 120_000);
    story.pay(120_000);
    assert_eq!(story.contract.status, ContractStatus::Settled);
    assert!(story.contract.restriction.quittance.is_some());
    assert_eq!(story.contract.restriction.release, Some(RELEASE));
}

#[test]
fn the_first_release_counts() {
    let mut story = Story::locked();
    story.act(Command::Free { release: RELEASE });
    story.act(Command::Free { release: Digest([6; 32]) });
    assert_eq!(story.contract.restriction.release, Some(RELEASE));
    let freed = story.events.iter().filter(|(_, event)| matches!(event, Event::Freed { .. }));
    assert_eq!(freed.count(), 1);
}

#[test]
fn a_paid_phone_can_be_freed_too_and_an_offer_can_not() {
    let mut story = Story::locked();
    story.pay(120_000);
    story.act(Command::Free { release: RELEASE });
    assert_eq!(story.contract.status, ContractStatus::Settled);
    let mut offered = Story::offered(offer(), "house");
    let refused = offered.try_act(Command::Free { release: RELEASE }).unwrap_err();
    assert!(matches!(refused, Refusal::WrongStatus { .. }));
}
