//! Before the contract runs, and what may be asked of it in each status.

use policy::Level;
use proof::keys::Signer;
use servicing::{Command, ContractStatus, HoldKind, OfferError, Refusal};

use crate::story::{Story, day, device_key, offer, pack};

#[test]
fn each_field_of_an_offer_is_checked() {
    let made = |change: fn(&mut servicing::Offer)| {
        let mut offer = offer();
        change(&mut offer);
        let now = "2025-12-15T09:00:00Z".parse().unwrap();
        offer.make(&pack("house"), now).map(drop).map_err(|error| error.field())
    };
    assert_eq!(made(|_| {}), Ok(()));
    assert_eq!(made(|offer| offer.borrower.name = "  ".into()), Err("borrower.name"));
    assert_eq!(made(|offer| offer.borrower.name = "x".repeat(201)), Err("borrower.name"));
    assert_eq!(made(|offer| offer.borrower.name = "a\nb".into()), Err("borrower.name"));
    assert_eq!(made(|offer| offer.borrower.phone = None), Err("borrower"));
    assert_eq!(made(|offer| offer.borrower.language = "English".into()), Err("borrower.language"));
    assert_eq!(made(|offer| offer.time_zone = "Mars/Olympus".into()), Err("time_zone"));
    assert_eq!(made(|offer| offer.imeis.clear()), Err("device.imeis"));
    assert_eq!(made(|offer| offer.imeis.push(offer.imeis[0])), Err("device.imeis"));
    assert_eq!(made(|offer| offer.terms.first_due_on = day("2025-12-15")), Err("first_due_on"));
}

#[test]
fn an_offer_error_says_what_would_be_right() {
    let error = OfferError::TimeZone("Nairobi".into());
    assert_eq!(error.to_string(), "`Nairobi` is not a time zone: use an IANA name such as Africa/Nairobi");
}

#[test]
fn an_offer_is_accepted_or_cancelled_once() {
    let mut story = Story::offered(offer(), "house");
    story.act(Command::Accept);
    for command in [Command::Accept, Command::Cancel] {
        assert!(matches!(story.try_act(command), Err(Refusal::WrongStatus { status: "active", .. })));
    }
    let mut story = Story::offered(offer(), "house");
    story.act(Command::Cancel);
    assert_eq!(story.contract.status, ContractStatus::Cancelled);
    for command in [Command::Accept, Command::Cancel] {
        assert!(matches!(story.try_act(command), Err(Refusal::WrongStatus { status: "cancelled", .. })));
    }
    assert_eq!(story.contract.next_action_at, None);
}

#[test]
fn what_does_not_run_is_not_acted_on() {
    let key = device_key(7).public_key();
    for cancel in [false, true] {
        let mut story = Story::offered(offer(), "house");
        if cancel {
            story.act(Command::Cancel);
        }
        for command in [
            Command::Enroll { key },
            Command::PlaceHold { kind: HoldKind::Dispute, until: None },
            Command::AgreePayoff { valid_through: day("2025-12-20") },
            Command::Reverse { transaction: ident::TransactionId::from_bytes([1; 16]) },
        ] {
            assert!(matches!(story.try_act(command), Err(Refusal::WrongStatus { .. })));
        }
        let woken = story.wake();
        assert!(woken.events.is_empty() && woken.postings.is_empty() && woken.standing.is_none());
        assert_eq!(story.contract.next_action_at, None);
    }
}

#[test]
fn an_offer_accepted_late_still_gives_every_notice() {
    let mut story = Story::offered(offer(), "house");
    story.now = story.at("2026-03-20", 12);
    story.act(Command::Accept);
    story.act(Command::Enroll { key: device_key(7).public_key() });
    assert_eq!(story.times("installment.due").len(), 3);
    story.until("2026-03-31", 12).expect(Level::None);
    assert_eq!(story.times("notice.issued"), ["2026-03-20 12:00", "2026-03-27 12:00"]);
    story.until("2026-04-01", 12).expect(Level::Reminder);
}

#[test]
fn a_contract_paid_before_its_phone_enrolled_has_its_quittance() {
    let mut story = Story::offered(offer(), "house");
    story.act(Command::Accept);
    story.pay(120_000);
    assert_eq!(story.times("quittance.issued").len(), 1);
    let key = device_key(7).public_key();
    assert!(matches!(story.try_act(Command::Enroll { key }), Err(Refusal::WrongStatus { .. })));
}
