use proptest::prelude::*;

use super::*;

#[test]
fn every_flipped_byte_is_refused() {
    let (chain, roots) = genuine();
    for certificate in 0..chain.len() {
        for position in 0..chain[certificate].len() {
            let mut flipped = chain.clone();
            flipped[certificate][position] ^= 0x01 << (position % 8);
            assert!(check(&flipped, &roots).is_err(), "certificate {certificate}, byte {position}");
        }
    }
}

#[test]
fn every_cut_is_refused() {
    let (chain, roots) = genuine();
    for length in 0..chain[0].len() {
        let mut cut = chain.clone();
        cut[0].truncate(length);
        assert!(check(&cut, &roots).is_err(), "{length}");
    }
    let mut longer = chain;
    longer[0].push(0);
    assert_eq!(check(&longer, &roots), Err(Fault::Form(0)));
}

proptest! {
    #[test]
    fn random_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..600), place in 0_usize..3) {
        let (mut chain, roots) = genuine();
        chain[place] = bytes;
        prop_assert!(check(&chain, &roots).is_err());
    }

    /// Signed by the maker, so that the reader of the description gets to see it.
    #[test]
    fn random_descriptions_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let (root, factory) = authorities();
        let leaf = factory.issue(signing_key(7).verifying_key(), "Key", Role::Device(bytes)).unwrap();
        prop_assert!(check(&[leaf, factory.certificate().to_vec()], &roots(&root)).is_err());
    }

    #[test]
    fn whatever_the_description_says_the_key_is_the_certified_one(position in 0_usize..300, to: u8) {
        let (root, factory) = authorities();
        let key = signing_key(7);
        let mut bytes = description::of(&made(&public(&key), &imeis()), &Facts::GENUINE).unwrap();
        let position = position % bytes.len();
        bytes[position] = to;
        let leaf = factory.issue(key.verifying_key(), "Key", Role::Device(bytes)).unwrap();
        if let Ok(attested) = check(&[leaf, factory.certificate().to_vec()], &roots(&root)) {
            prop_assert_eq!(attested.key, public(&key));
        }
    }
}
