//! The trailer counts what the records are.

use std::collections::BTreeMap;

use super::fault::{Fault, Place, value};
use crate::base_fields as f;
use crate::field::Field;
use crate::trailer_fields::{self as t, STATUSES};

#[derive(Debug, Default)]
pub(super) struct Totals {
    records: u64,
    statuses: BTreeMap<String, u64>,
    numbers: u64,
    births: u64,
    telephones: u64,
}

impl Totals {
    pub(super) fn count(&mut self, text: &str) {
        let is = |field: &Field| u64::from(!value(text, field).trim_matches(['0', ' ']).is_empty());
        self.records += 1;
        *self.statuses.entry(value(text, &f::STATUS).to_owned()).or_default() += 1;
        self.numbers += is(&f::SSN);
        self.births += is(&f::BIRTH);
        self.telephones += is(&f::TELEPHONE);
    }

    pub(super) fn faults(&self, text: &str, place: Place) -> Vec<Fault> {
        let mut expected = vec![
            (t::RECORDS, self.records),
            (t::NUMBERS, self.numbers),
            (t::NUMBERS_BASE, self.numbers),
            (t::BIRTHS, self.births),
            (t::BIRTHS_BASE, self.births),
            (t::TELEPHONES, self.telephones),
        ];
        let of = |status: &str| self.statuses.get(status).copied().unwrap_or(0);
        expected.extend(STATUSES.iter().map(|(status, field)| (*field, of(status))));
        let differs = |(field, count): (Field, u64)| {
            let stated = value(text, &field);
            let right = format!("the records make it {count:09}");
            (stated.parse() != Ok(count)).then(|| place.of(&field, stated, &right))
        };
        expected.into_iter().filter_map(differs).collect()
    }
}
