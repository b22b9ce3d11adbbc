use std::sync::LazyLock;

use proof::documents::{Standing, Warrant};
use proof::keys::{LenderKey, Signer as _};
use proof::sheet::{SheetTree, SignedSheet};
use proof::{Digest, Document, DocumentError, Parsed, Unsigned};
use proptest::prelude::*;

use crate::parts::{altered, standings};
use crate::samples;

fn sheet<D: Document>(documents: &[Unsigned<D>], key: &LenderKey) -> (SheetTree, SignedSheet) {
    let names: Vec<Digest> = documents.iter().map(Unsigned::digest).collect();
    let tree = SheetTree::new::<D>(&names);
    let signed = tree.sign(key).unwrap().unwrap();
    (tree, signed)
}

fn laid(documents: &[Unsigned<Standing>], index: usize) -> Vec<u8> {
    let (tree, signed) = sheet(documents, &samples::lender_key());
    tree.lay(&signed, index, &documents[index])
}

fn refusal(bytes: &[u8]) -> Option<DocumentError> {
    let key = samples::lender_key().public_key();
    Parsed::<Standing>::parse(bytes).and_then(|parsed| parsed.verify(&key)).err()
}

#[test]
fn each_document_of_a_sheet_stands_alone() {
    let (documents, key) = (standings(1..=37), samples::lender_key());
    let (tree, signed) = sheet(&documents, &key);
    for (index, document) in documents.iter().enumerate() {
        let bytes = tree.lay(&signed, index, document);
        let verified = Parsed::<Standing>::parse(&bytes).unwrap().verify(&key.public_key()).unwrap();
        assert_eq!((verified.claims(), verified.body()), (&document.claims, &document.body));
        assert_eq!((verified.digest(), verified.bytes()), (document.digest(), bytes.as_slice()));
        assert_eq!(verified.signed_by(), key.public_key().thumbprint());
    }
}

#[test]
fn says_what_it_claims_to_be() {
    let documents = standings(1..=2);
    assert_eq!(proof::media_type(&laid(&documents, 1)).as_deref(), Some(Standing::TYP));
    let alone = samples::warrant().sign(&samples::lender_key());
    assert_eq!(proof::media_type(&alone).as_deref(), Some(Warrant::TYP));
    assert_eq!(proof::media_type(b"something else"), None);
}

#[test]
fn a_document_that_is_not_on_the_sheet_is_refused() {
    let documents = standings(1..=9);
    let other = samples::standing().payload();
    let swapped = altered(&laid(&documents, 4), |parts| parts.payload = other.into());
    assert_eq!(refusal(&swapped), Some(DocumentError::NotOnSheet));
}

#[test]
fn another_place_or_path_is_refused() {
    let bytes = laid(&standings(1..=9), 4);
    for index in [0, 3, 5, 8, 9, u64::MAX] {
        let moved = altered(&bytes, |parts| parts.index = index);
        assert_eq!(refusal(&moved), Some(DocumentError::NotOnSheet), "{index}");
    }
    let shorter = altered(&bytes, |parts| parts.path.truncate(parts.path.len() - 1));
    assert_eq!(refusal(&shorter), Some(DocumentError::NotOnSheet));
    let longer = altered(&bytes, |parts| parts.path.push(Digest([0; 32])));
    assert_eq!(refusal(&longer), Some(DocumentError::NotOnSheet));
}

#[test]
fn a_sheet_of_another_type_or_key_is_refused() {
    let warrants = [samples::warrant()];
    let (tree, signed) = sheet(&warrants, &samples::lender_key());
    let bytes = tree.lay(&signed, 0, &warrants[0]);
    let wrong = DocumentError::WrongType { expected: Standing::TYP, found: Warrant::TYP.to_owned() };
    assert_eq!(refusal(&bytes), Some(wrong));

    let documents = standings(1..=2);
    let (tree, signed) = sheet(&documents, &LenderKey::from_seed(&[1; 32]));
    assert_eq!(refusal(&tree.lay(&signed, 0, &documents[0])), Some(DocumentError::WrongKey));
}

#[test]
fn a_document_passes_for_no_sheet() {
    let signed = samples::standing().sign(&samples::lender_key());
    let posing = altered(&laid(&standings(1..=2), 0), |parts| parts.sheet = signed.into());
    assert!(matches!(refusal(&posing), Some(DocumentError::WrongType { .. })));
}

static LAID: LazyLock<Vec<Vec<u8>>> =
    LazyLock::new(|| (0..7).map(|index| laid(&standings(1..=7), index)).collect());

proptest! {
    #[test]
    fn a_flipped_bit_is_refused(at: prop::sample::Index, bit in 0_u32..8, index in 0_usize..7) {
        let mut bytes = LAID[index].clone();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(refusal(&bytes).is_some());
    }
}
