//! The header record, position by position.

use crate::field::{Field, Kind};

const fn text(number: &'static str, name: &'static str, start: usize, length: usize) -> Field {
    Field::new(number, name, start, length, Kind::Text)
}

const fn day(number: &'static str, name: &'static str, start: usize) -> Field {
    Field::new(number, name, start, 8, Kind::Date)
}

pub(crate) const DESCRIPTOR: Field =
    Field::new("1", "record descriptor word", 1, 4, Kind::Number).needed().one_of(&["0426"]);
pub(crate) const IDENTIFIER: Field = text("2", "record identifier", 5, 6).needed().one_of(&["HEADER"]);
pub(crate) const CYCLE: Field = text("3", "cycle identifier", 11, 2);
pub(crate) const INNOVIS: Field = text("4", "Innovis program identifier", 13, 10);
pub(crate) const EQUIFAX: Field = text("5", "Equifax program identifier", 23, 10);
pub(crate) const EXPERIAN: Field = text("6", "Experian program identifier", 33, 5);
pub(crate) const TRANSUNION: Field = text("7", "TransUnion program identifier", 38, 10);
pub(crate) const ACTIVITY: Field = day("8", "activity date", 48).needed();
pub(crate) const CREATED: Field = day("9", "date created", 56).needed();
pub(crate) const PROGRAM: Field = day("10", "program date", 64);
pub(crate) const REVISION: Field = day("11", "program revision date", 72);
pub(crate) const REPORTER: Field = text("12", "reporter name", 80, 40).needed();
pub(crate) const ADDRESS: Field = text("13", "reporter address", 120, 96).needed();
pub(crate) const TELEPHONE: Field = Field::new("14", "reporter telephone number", 216, 10, Kind::Number);
pub(crate) const VENDOR: Field = text("15", "software vendor name", 226, 40);
pub(crate) const VERSION: Field = text("16", "software version number", 266, 5);
pub(crate) const PRBC: Field = text("17", "PRBC program identifier", 271, 10);
pub(crate) const RESERVED: Field = Field::new("18", "reserved", 281, 146, Kind::Reserved);

/// In order, without a gap.
pub(crate) const HEADER: &[Field] = &[
    DESCRIPTOR, IDENTIFIER, CYCLE, INNOVIS, EQUIFAX, EXPERIAN, TRANSUNION, ACTIVITY, CREATED, PROGRAM,
    REVISION, REPORTER, ADDRESS, TELEPHONE, VENDOR, VERSION, PRBC, RESERVED,
];
