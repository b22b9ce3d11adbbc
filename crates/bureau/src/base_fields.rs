//! The base segment, position by position.

use crate::field::{Field, Kind};
use crate::states::STATES;

const fn text(number: &'static str, name: &'static str, start: usize, length: usize) -> Field {
    Field::new(number, name, start, length, Kind::Text)
}

const fn digits(number: &'static str, name: &'static str, start: usize, length: usize) -> Field {
    Field::new(number, name, start, length, Kind::Number)
}

const fn day(number: &'static str, name: &'static str, start: usize) -> Field {
    Field::new(number, name, start, 8, Kind::Date)
}

pub(crate) const DESCRIPTOR: Field = digits("1", "record descriptor word", 1, 4).needed().one_of(&["0426"]);
pub(crate) const PROCESSING: Field = digits("2", "processing indicator", 5, 1).one_of(&["1"]);
pub(crate) const TIME_STAMP: Field = Field::new("3", "time stamp", 6, 14, Kind::Instant);
pub(crate) const RESERVED_4: Field = digits("4", "reserved", 20, 1).one_of(&["0"]);
pub(crate) const IDENTIFICATION: Field = text("5", "identification number", 21, 20).needed();
pub(crate) const CYCLE: Field = text("6", "cycle identifier", 41, 2);
pub(crate) const ACCOUNT_NUMBER: Field = text("7", "consumer account number", 43, 30).needed();
pub(crate) const PORTFOLIO: Field =
    text("8", "portfolio type", 73, 1).needed().one_of(&["C", "I", "M", "O", "R"]);
pub(crate) const ACCOUNT_TYPE: Field = text("9", "account type", 74, 2).needed();
pub(crate) const OPENED: Field = day("10", "date opened", 76).needed();
pub(crate) const CREDIT_LIMIT: Field = digits("11", "credit limit", 84, 9);
pub(crate) const LOAN_AMOUNT: Field = digits("12", "highest credit or original loan amount", 93, 9).needed();
pub(crate) const TERMS_DURATION: Field = text("13", "terms duration", 102, 3).needed();
pub(crate) const TERMS_FREQUENCY: Field = text("14", "terms frequency", 105, 1)
    .one_of(&["", "D", "P", "W", "B", "E", "M", "L", "Q", "T", "S", "Y"]);
pub(crate) const SCHEDULED: Field = digits("15", "scheduled monthly payment amount", 106, 9);
pub(crate) const PAID: Field = digits("16", "actual payment amount", 115, 9);
pub(crate) const STATUS: Field = text("17A", "account status", 124, 2).needed().one_of(&[
    "05", "11", "13", "61", "62", "63", "64", "65", "71", "78", "80", "82", "83", "84", "88", "89", "93",
    "94", "95", "96", "97", "DA", "DF",
]);
pub(crate) const RATING: Field =
    text("17B", "payment rating", 126, 1).one_of(&["", "0", "1", "2", "3", "4", "5", "6", "G", "L"]);
pub(crate) const HISTORY: Field =
    Field::new("18", "payment history profile", 127, 24, Kind::Profile).needed();
pub(crate) const SPECIAL_COMMENT: Field = text("19", "special comment", 151, 2);
pub(crate) const COMPLIANCE: Field = text("20", "compliance condition code", 153, 2)
    .one_of(&["", "XA", "XB", "XC", "XD", "XE", "XF", "XG", "XH", "XJ", "XR"]);
pub(crate) const BALANCE: Field = digits("21", "current balance", 155, 9);
pub(crate) const PAST_DUE: Field = digits("22", "amount past due", 164, 9);
pub(crate) const CHARGE_OFF: Field = digits("23", "original charge-off amount", 173, 9);
pub(crate) const AS_OF: Field = day("24", "date of account information", 182).needed();
pub(crate) const FIRST_DELINQUENCY: Field = day("25", "date of first delinquency", 190);
pub(crate) const CLOSED: Field = day("26", "date closed", 198);
pub(crate) const LAST_PAYMENT: Field = day("27", "date of last payment", 206);
pub(crate) const INTEREST_TYPE: Field = text("28", "interest type indicator", 214, 1).one_of(&["", "F", "V"]);
pub(crate) const RESERVED_29: Field = Field::new("29", "reserved", 215, 17, Kind::Reserved);
pub(crate) const SURNAME: Field = text("30", "surname", 232, 25).needed();
pub(crate) const FIRST_NAME: Field = text("31", "first name", 257, 20).needed();
pub(crate) const MIDDLE_NAME: Field = text("32", "middle name", 277, 20);
pub(crate) const GENERATION: Field =
    text("33", "generation code", 297, 1).one_of(&["", "J", "S", "2", "3", "4", "5", "6", "7", "8", "9"]);
pub(crate) const SSN: Field = digits("34", "social security number", 298, 9);
pub(crate) const BIRTH: Field = day("35", "date of birth", 307);
pub(crate) const TELEPHONE: Field = digits("36", "telephone number", 315, 10);
pub(crate) const ECOA: Field =
    text("37", "ECOA code", 325, 1).needed().one_of(&["1", "2", "3", "5", "7", "T", "W", "X", "Z"]);
pub(crate) const CONSUMER_INFORMATION: Field = text("38", "consumer information indicator", 326, 2);
pub(crate) const COUNTRY: Field = text("39", "country code", 328, 2);
pub(crate) const ADDRESS_1: Field = text("40", "first line of address", 330, 32).needed();
pub(crate) const ADDRESS_2: Field = text("41", "second line of address", 362, 32);
pub(crate) const CITY: Field = text("42", "city", 394, 20).needed();
pub(crate) const STATE: Field = text("43", "state", 414, 2).needed().one_of(STATES);
pub(crate) const ZIP: Field = text("44", "postal or zip code", 416, 9).needed();
pub(crate) const ADDRESS_INDICATOR: Field =
    text("45", "address indicator", 425, 1).one_of(&["", "C", "Y", "N", "M", "S", "B", "U", "D", "P"]);
pub(crate) const RESIDENCE: Field = text("46", "residence code", 426, 1).one_of(&["", "O", "R"]);

/// In order, without a gap.
pub(crate) const BASE: &[Field] = &[
    DESCRIPTOR,
    PROCESSING,
    TIME_STAMP,
    RESERVED_4,
    IDENTIFICATION,
    CYCLE,
    ACCOUNT_NUMBER,
    PORTFOLIO,
    ACCOUNT_TYPE,
    OPENED,
    CREDIT_LIMIT,
    LOAN_AMOUNT,
    TERMS_DURATION,
    TERMS_FREQUENCY,
    SCHEDULED,
    PAID,
    STATUS,
    RATING,
    HISTORY,
    SPECIAL_COMMENT,
    COMPLIANCE,
    BALANCE,
    PAST_DUE,
    CHARGE_OFF,
    AS_OF,
    FIRST_DELINQUENCY,
    CLOSED,
    LAST_PAYMENT,
    INTEREST_TYPE,
    RESERVED_29,
    SURNAME,
    FIRST_NAME,
    MIDDLE_NAME,
    GENERATION,
    SSN,
    BIRTH,
    TELEPHONE,
    ECOA,
    CONSUMER_INFORMATION,
    COUNTRY,
    ADDRESS_1,
    ADDRESS_2,
    CITY,
    STATE,
    ZIP,
    ADDRESS_INDICATOR,
    RESIDENCE,
];
