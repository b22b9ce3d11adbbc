//! What a decision signs can be parsed, verified and names what it must.

use policy::Level;
use proof::documents::{Quittance, Standing, Terms, Warrant};
use proof::keys::Signer;
use proof::{Document, Parsed, Verified};
use servicing::{Command, Decision, Event, SignedDocument};

use crate::log::lender_key;
use crate::story::{Story, offer};

fn read<D: Document>(bytes: &[u8]) -> Verified<D> {
    Parsed::<D>::parse(bytes).unwrap().verify(&lender_key().public_key()).unwrap()
}

fn of_kind<'a>(documents: &'a [SignedDocument], kind: &str) -> &'a SignedDocument {
    documents.iter().find(|document| document.kind == kind).unwrap()
}

fn wake_to(story: &mut Story, level: Level) -> Decision {
    loop {
        story.now = story.contract.next_action_at.unwrap();
        let decision = story.wake();
        if decision.contract.restriction.level == level {
            return decision;
        }
    }
}

#[test]
fn the_accepted_terms_are_a_document_of_their_digest() {
    let mut story = Story::offered(offer(), "house");
    let decision = story.act(Command::Accept);
    let signed = decision.sign(&lender_key()).unwrap();
    let terms = read::<Terms>(&of_kind(&signed.evidence, "terms").bytes);
    assert_eq!(Some(terms.digest()), story.contract.accepted.map(|accepted| accepted.digest));
    assert_eq!(terms.body().installments.len(), 12);
    assert_eq!(terms.body().pack.digest(), story.contract.pack.digest);
    assert!(signed.standing.is_none());
}

#[test]
fn a_lock_carries_its_warrant_and_the_warrant_its_evidence() {
    let mut story = Story::under("house");
    let decision = wake_to(&mut story, Level::Locked);
    let signed = decision.sign(&lender_key()).unwrap();
    assert!(signed.standing.is_none(), "a lock waits for the log");
    let standing = story.told.clone().unwrap();
    assert_eq!(standing.level, Level::Locked);
    let warrant = read::<Warrant>(standing.warrant.as_ref().unwrap());
    assert_eq!(warrant.bytes(), of_kind(&signed.evidence, "warrant").bytes);
    assert_eq!(warrant.body().level, Level::Locked);
    assert_eq!(warrant.body().delinquent_since, crate::story::day("2026-01-15"));
    let keys: Vec<_> = warrant.body().notices.iter().map(|notice| notice.key.0.as_str()).collect();
    assert_eq!(keys, ["first", "final"]);
    let raised = decision.events.iter().find_map(|event| match event {
        Event::LevelRaised { warrant, .. } => Some(*warrant),
        _ => None,
    });
    assert_eq!(raised, Some(warrant.digest()), "the timeline names the very document");
}

#[test]
fn the_end_carries_the_quittance_and_it_stays_the_same() {
    let mut story = Story::locked();
    let payment = story.payment(120_000, crate::story::day("2026-02-19"));
    let decision = story.act(Command::Pay(payment));
    let signed = decision.sign(&lender_key()).unwrap();
    let standing = read::<Standing>(&signed.standing.as_ref().unwrap().bytes);
    assert_eq!((standing.body().level, &standing.body().warrant), (Level::None, &None));
    let quittance = read::<Quittance>(standing.body().quittance.as_ref().unwrap());
    assert_eq!(Some(quittance.digest()), story.contract.restriction.quittance);
    assert_eq!(quittance.claims().expires_at, None);
    story.later(9_999);
    let key = crate::story::device_key(7).public_key();
    let again = story.act(Command::Enroll { key }).sign(&lender_key()).unwrap();
    assert_eq!(of_kind(&again.evidence, "quittance").bytes, quittance.bytes());
}

#[test]
fn the_same_decision_signs_to_the_same_bytes() {
    let mut story = Story::under("house");
    let decision = wake_to(&mut story, Level::Reminder);
    assert_eq!(decision.sign(&lender_key()).unwrap(), decision.sign(&lender_key()).unwrap());
}
