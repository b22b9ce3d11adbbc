//! The trailer record, position by position: totals of nine digits each.

use crate::field::{Field, Kind};

const fn total(number: &'static str, name: &'static str, start: usize) -> Field {
    Field::new(number, name, start, 9, Kind::Number)
}

pub(crate) const DESCRIPTOR: Field =
    Field::new("1", "record descriptor word", 1, 4, Kind::Number).needed().one_of(&["0426"]);
pub(crate) const IDENTIFIER: Field =
    Field::new("2", "record identifier", 5, 7, Kind::Text).needed().one_of(&["TRAILER"]);
pub(crate) const RECORDS: Field = total("3", "total base records", 12);
pub(crate) const RESERVED_4: Field = Field::new("4", "reserved", 21, 9, Kind::Reserved);
pub(crate) const BLOCKS: Field = total("8", "block count", 57);
pub(crate) const NUMBERS: Field = total("38", "total social security numbers, all segments", 327);
pub(crate) const NUMBERS_BASE: Field = total("39", "total social security numbers, base segments", 336);
pub(crate) const BIRTHS: Field = total("42", "total dates of birth, all segments", 363);
pub(crate) const BIRTHS_BASE: Field = total("43", "total dates of birth, base segments", 372);
pub(crate) const TELEPHONES: Field = total("46", "total telephone numbers, all segments", 399);
pub(crate) const RESERVED_47: Field = Field::new("47", "reserved", 408, 19, Kind::Reserved);

/// The total of each account status, with the status.
pub(crate) const STATUSES: &[(&str, Field)] = &[
    ("DF", total("5", "total status code DF", 30)),
    ("DA", total("9", "total status code DA", 66)),
    ("05", total("10", "total status code 05", 75)),
    ("11", total("11", "total status code 11", 84)),
    ("13", total("12", "total status code 13", 93)),
    ("61", total("13", "total status code 61", 102)),
    ("62", total("14", "total status code 62", 111)),
    ("63", total("15", "total status code 63", 120)),
    ("64", total("16", "total status code 64", 129)),
    ("65", total("17", "total status code 65", 138)),
    ("71", total("18", "total status code 71", 147)),
    ("78", total("19", "total status code 78", 156)),
    ("80", total("20", "total status code 80", 165)),
    ("82", total("21", "total status code 82", 174)),
    ("83", total("22", "total status code 83", 183)),
    ("84", total("23", "total status code 84", 192)),
    ("88", total("24", "total status code 88", 201)),
    ("89", total("25", "total status code 89", 210)),
    ("93", total("26", "total status code 93", 219)),
    ("94", total("27", "total status code 94", 228)),
    ("95", total("28", "total status code 95", 237)),
    ("96", total("29", "total status code 96", 246)),
    ("97", total("30", "total status code 97", 255)),
];

/// Totals of segments that this program does not write.
pub(crate) const OTHERS: &[Field] = &[
    total("6", "total J1 segments", 39),
    total("7", "total J2 segments", 48),
    total("31", "total ECOA code Z, all segments", 264),
    total("32", "total employment segments", 273),
    total("33", "total original creditor segments", 282),
    total("34", "total purchased from or sold to segments", 291),
    total("35", "total mortgage information segments", 300),
    total("36", "total specialized payment information segments", 309),
    total("37", "total change segments", 318),
    total("40", "total social security numbers, J1 segments", 345),
    total("41", "total social security numbers, J2 segments", 354),
    total("44", "total dates of birth, J1 segments", 381),
    total("45", "total dates of birth, J2 segments", 390),
];

/// All of them, by position.
pub(crate) fn trailer() -> Vec<Field> {
    let single = [
        DESCRIPTOR,
        IDENTIFIER,
        RECORDS,
        RESERVED_4,
        BLOCKS,
        NUMBERS,
        NUMBERS_BASE,
        BIRTHS,
        BIRTHS_BASE,
        TELEPHONES,
        RESERVED_47,
    ];
    let statuses = STATUSES.iter().map(|(_, field)| *field);
    let mut fields: Vec<Field> = single.into_iter().chain(statuses).chain(OTHERS.iter().copied()).collect();
    fields.sort_by_key(|field| field.start);
    fields
}
