use super::*;
use crate::RootFault;

#[test]
fn only_roots_that_are_trusted_here() {
    let (chain, _) = genuine();
    let (other, _) = authorities();
    assert_eq!(check(&chain, &roots(&other)), Err(Fault::UnknownRoot));
    assert_eq!(check(&chain, &Roots::default()), Err(Fault::UnknownRoot));
    assert!(check(&chain, &roots(&other).and(&genuine().1)).is_ok());
}

#[test]
fn a_root_of_the_same_name_is_not_the_root() {
    let (_, roots) = genuine();
    let forger = Maker::new(b"forger", (at("2000-01-01T00:00:00Z"), at("2099-12-31T23:59:59Z"))).unwrap();
    let key = public(&signing_key(7));
    let forged = forger.attest(&made(&key, &imeis())).unwrap();
    assert_eq!(check(&forged, &roots), Err(Fault::UnknownRoot));
}

#[test]
fn certificates_count_only_in_their_time() {
    let (root, factory) = authorities();
    let chain = [leaf(&factory, &Facts::GENUINE), factory.certificate().to_vec()];
    let when = |text| verify(&chain, &roots(&root), at(text)).map(drop);
    assert_eq!(when("2019-12-31T23:59:59Z"), Err(Fault::UnknownRoot));
    assert_eq!(when("2020-01-01T00:00:00Z"), Ok(()));
    assert_eq!(when("2030-01-01T00:00:00Z"), Ok(()));
    assert_eq!(when("2030-01-01T00:00:01Z"), Err(Fault::UnknownRoot));
}

#[test]
fn a_key_in_a_phone_can_not_attest_another() {
    let (root, factory) = authorities();
    // The holder of an attested key signs a description of a phone that does not exist.
    let holder =
        Authority::root(signing_key(7), "Key", (at("2020-01-01T00:00:00Z"), at("2030-01-01T00:00:00Z")));
    let invented = leaf(&holder.unwrap(), &Facts::GENUINE);
    let chain = [invented, leaf(&factory, &Facts::GENUINE), factory.certificate().to_vec()];
    assert_eq!(check(&chain, &roots(&root)), Err(Fault::Reattested(1)));
}

#[test]
fn an_authority_signs_only_as_deep_as_it_may() {
    let (root, factory) = authorities();
    let deeper = factory.authority(signing_key(3), "Deeper").unwrap();
    let certificates = [&deeper, &factory].map(|authority| authority.certificate().to_vec());
    let chain = [[leaf(&deeper, &Facts::GENUINE)].as_slice(), &certificates].concat();
    assert_eq!(check(&chain, &roots(&root)), Err(Fault::PathLength(2)));
}

#[test]
fn links_must_fit() {
    let (root, factory) = authorities();
    let stranger = root.authority(signing_key(4), "Stranger").unwrap();
    let namesake = root.authority(signing_key(5), "Factory").unwrap();
    let with = |signer: &Authority| [leaf(signer, &Facts::GENUINE), factory.certificate().to_vec()];
    assert_eq!(check(&with(&stranger), &roots(&root)), Err(Fault::Issuer(0)));
    assert_eq!(check(&with(&namesake), &roots(&root)), Err(Fault::Signature(0)));
}

#[test]
fn sizes_are_limited() {
    let (chain, roots) = genuine();
    assert_eq!(check(&chain[..1], &roots), Err(Fault::Length { found: 1 }));
    assert_eq!(check(&vec![chain[0].clone(); 9], &roots), Err(Fault::Length { found: 9 }));
    let huge = vec![chain[0].clone(), vec![0x30; 4097]];
    assert_eq!(check(&huge, &roots), Err(Fault::TooLarge(1)));
}

#[test]
fn a_root_signs_itself() {
    let (_, factory) = authorities();
    assert_eq!(Roots::from_der(&[factory.certificate()]).err(), Some(RootFault::NotARoot(0)));
    assert_eq!(Roots::from_pem(b"nothing").err(), Some(RootFault::Empty));
    assert_eq!(
        Roots::from_pem(b"-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n").err(),
        Some(RootFault::Pem)
    );
}
