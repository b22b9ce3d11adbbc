//! A phone whose secure hardware forgets its key at a factory reset comes back with another.

use policy::Level;
use proof::keys::{PublicKey, Signer};
use servicing::{Command, LowerReason, Refusal};

use crate::restriction::lowered;
use crate::story::{Story, device_key, offer};

fn key(seed: u8) -> PublicKey {
    device_key(seed).public_key()
}

#[test]
fn what_the_old_key_showed_is_shown_anew_before_anything_is_restricted() {
    let mut story = Story::locked();
    story.act(Command::ReplaceKey { key: key(8) });
    story.expect(Level::None);
    assert_eq!(lowered(&story), [LowerReason::KeyReplaced]);
    // Only the final notice must be shown on the device; the text message of the first one stands.
    let told = story.told.clone().unwrap();
    assert!(told.warrant.is_none());
    story.until("2026-02-23", 12);
    assert_eq!(story.times("notice.issued").len(), 3);
    story.expect(Level::None);
    story.until("2026-03-16", 12).expect(Level::Locked);
    assert_eq!(story.contract.delinquency.as_ref().unwrap().notices.len(), 2);
}

#[test]
fn the_new_key_alone_is_the_device_s() {
    let mut story = Story::locked();
    story.act(Command::ReplaceKey { key: key(8) });
    let device = story.contract.device.enrolled.clone().unwrap();
    assert_eq!((device.key, device.former_keys.as_slice()), (key(8), [key(7)].as_slice()));
    assert_eq!(story.try_act(Command::Enroll { key: key(7) }).unwrap_err(), Refusal::OtherDeviceKey);
    assert_eq!(story.try_act(Command::ReplaceKey { key: key(7) }).unwrap_err(), Refusal::OtherDeviceKey);
    assert_eq!(story.try_act(Command::ReplaceKey { key: key(8) }).unwrap_err(), Refusal::OtherDeviceKey);
    story.act(Command::Enroll { key: key(8) });
}

#[test]
fn a_paid_phone_with_a_new_key_is_told_that_it_is_free() {
    let mut story = Story::locked();
    story.pay(120_000);
    story.act(Command::ReplaceKey { key: key(8) });
    let told = story.told.clone().unwrap();
    assert_eq!(told.level, Level::None);
    let order = story.act(Command::Enroll { key: key(8) }).standing.unwrap();
    assert!(order.quittance.is_some());
}

#[test]
fn a_phone_that_never_enrolled_has_no_key_to_replace() {
    let mut story = Story::offered(offer(), "house");
    story.act(Command::Accept);
    let refused = story.try_act(Command::ReplaceKey { key: key(8) }).unwrap_err();
    assert!(matches!(refused, Refusal::WrongStatus { .. }));
}
