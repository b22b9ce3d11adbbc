use super::*;
use crate::SecurityLevel;

fn with(facts: &Facts) -> Result<Attested, Fault> {
    let (root, factory) = authorities();
    check(&[leaf(&factory, facts), factory.certificate().to_vec()], &roots(&root))
}

#[test]
fn a_genuine_phone_is_recognized() {
    let (chain, roots) = genuine();
    let attested = check(&chain, &roots).unwrap();
    assert_eq!(attested.key, public(&signing_key(7)));
    assert_eq!(attested.imeis, imeis());
    assert_eq!(attested.serial.as_deref(), Some("SN-1"));
    assert_eq!(attested.model.as_deref(), Some("Model 1"));
    assert_eq!(attested.security_level, SecurityLevel::TrustedEnvironment);
    assert!(attested.is_device_key());
    assert_eq!(check(&chain[..2], &roots).unwrap(), attested, "the root may be left out");
}

#[test]
fn the_same_phone_gets_the_same_chain() {
    assert_eq!(genuine().0, genuine().0);
}

#[test]
fn a_key_made_for_something_else_is_no_device_key() {
    let maker = Maker::of_virtual_phones().unwrap();
    let (key, imeis) = (public(&signing_key(7)), imeis());
    let other = Made { challenge: proof::Digest::of(b"a bank's app"), ..made(&key, &imeis) };
    let attested = check(&maker.attest(&other).unwrap(), &maker.roots().unwrap()).unwrap();
    assert!(!attested.is_device_key());
}

#[test]
fn only_keys_that_can_not_be_copied() {
    assert_eq!(with(&Facts { security_level: 0, ..Facts::GENUINE }), Err(Fault::Software));
    assert_eq!(with(&Facts { origin: 2, ..Facts::GENUINE }), Err(Fault::Imported));
    let strong_box = with(&Facts { security_level: 2, ..Facts::GENUINE }).unwrap();
    assert_eq!(strong_box.security_level, SecurityLevel::StrongBox);
    assert_eq!(with(&Facts { security_level: 3, ..Facts::GENUINE }), Err(Fault::Description));
}

#[test]
fn only_p256_keys_that_sign() {
    assert_eq!(with(&Facts { purpose: 3, ..Facts::GENUINE }), Err(Fault::Key));
    assert_eq!(with(&Facts { curve: 2, ..Facts::GENUINE }), Err(Fault::Key));
}

#[test]
fn only_the_makers_own_locked_system() {
    for boot_state in 1..=3 {
        assert_eq!(with(&Facts { boot_state, ..Facts::GENUINE }), Err(Fault::NotVerifiedBoot));
    }
    assert_eq!(with(&Facts { locked: false, ..Facts::GENUINE }), Err(Fault::NotVerifiedBoot));
}

#[test]
fn a_certificate_without_description_attests_nothing() {
    let (root, factory) = authorities();
    let role = Role::Device(vec![0x30, 0x00]);
    let empty = factory.issue(signing_key(7).verifying_key(), "Key", role).unwrap();
    assert_eq!(check(&[empty, factory.certificate().to_vec()], &roots(&root)), Err(Fault::Description));
}

#[test]
fn a_phone_has_one_or_two_imeis() {
    let maker = Maker::of_virtual_phones().unwrap();
    let (key, [first, second]) = (public(&signing_key(7)), imeis());
    let one = maker.attest(&made(&key, &[first])).unwrap();
    assert_eq!(check(&one, &maker.roots().unwrap()).unwrap().imeis, [first]);
    assert!(maker.attest(&made(&key, &[])).is_err());
    assert!(maker.attest(&made(&key, &[first, second, first])).is_err());
}
