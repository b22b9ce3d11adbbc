//! Vectors of a sheet and of a document on it.

use std::ops::RangeInclusive;

use proof::documents::{Standing, Warrant};
use proof::keys::{LenderKey, Signer as _};
use proof::sheet::{Sheet, SheetTree};
use proof::{Digest, Document, Unsigned};

use crate::envelopes::{case, flipped, sign1, vector};
use crate::file::{ACCEPTED, Form, Vector};
use crate::parts::{altered, standings};
use crate::samples::lender_key;

const INDEX: usize = 1;
const NUMBERS: RangeInclusive<u64> = 7..=9;

/// The sheet of all standings, and the second one of them on it.
fn laid<D: Document>(key: &LenderKey) -> (Vec<u8>, Vec<u8>) {
    let documents = standings(NUMBERS);
    let names: Vec<Digest> = documents.iter().map(Unsigned::digest).collect();
    let tree = SheetTree::new::<D>(&names);
    let sheet = tree.sign(key).unwrap().unwrap();
    (sheet.bytes().to_vec(), tree.lay(&sheet, INDEX, &documents[INDEX]))
}

/// A standing that is on the sample's sheet, but with this one around it.
pub(crate) fn under(sheet: &[u8]) -> Vec<u8> {
    altered(&laid::<Standing>(&lender_key()).1, |parts| parts.sheet = sheet.to_vec().into())
}

pub(crate) fn vectors() -> [Vector; 2] {
    let (key, other) = (lender_key(), LenderKey::from_seed(&[1; 32]));
    let ((sheet, right), (other_sheet, wrong)) = (laid::<Standing>(&key), laid::<Standing>(&other));
    let cases = vec![
        case("as signed", &right, ACCEPTED),
        case("flipped signature", &under(&flipped(&sheet)), "bad signature"),
        case("a sheet of another type", &laid::<Warrant>(&key).1, "wrong type"),
        case("wrong key", &wrong, "wrong key"),
        case("another place", &altered(&right, |parts| parts.index = 2), "not on the sheet"),
        case("path too short", &altered(&right, |parts| parts.path.truncate(1)), "not on the sheet"),
        case(
            "another payload",
            &altered(&right, |parts| parts.payload = standings(NUMBERS)[0].payload().into()),
            "not on the sheet",
        ),
    ];
    let payload = standings(NUMBERS)[INDEX].payload();
    [
        sign1("sheet", Sheet::TYP, &key, [&sheet, &other_sheet]),
        vector("sheeted-standing", (Standing::TYP, Form::Sheeted), &[key.public_key()], &payload, cases),
    ]
}
