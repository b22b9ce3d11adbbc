use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use crate::header_fields::{self as h, HEADER};
use crate::letters::capital;
use crate::trailer_fields::{self as t, STATUSES};
use crate::{Furnisher, FurnisherFault, Record, Tradeline, TradelineFault, base};

/// The month a file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its last day: everything is reported as of its end.
    pub ends_on: Date,
    /// When the file is made.
    pub made_at: DateTime,
}

/// A file on its way, record by record, in constant memory.
#[derive(Debug)]
pub struct MetroFile {
    identification: String,
    period: Period,
    records: i64,
    telephones: i64,
    statuses: BTreeMap<&'static str, i64>,
}

impl MetroFile {
    /// Begins a file with its header.
    ///
    /// # Errors
    /// What about the lender can't be written.
    pub fn begin(furnisher: &Furnisher, period: Period) -> Result<(Self, Record), FurnisherFault> {
        furnisher.check()?;
        let file = Self {
            identification: furnisher.identification_number.clone(),
            period,
            records: 0,
            telephones: 0,
            statuses: BTreeMap::new(),
        };
        Ok((file, header(furnisher, &period)))
    }

    /// The record of one loan.
    ///
    /// # Errors
    /// Why it can't be reported; the file goes on without it.
    pub fn add(&mut self, line: &Tradeline) -> Result<Record, TradelineFault> {
        let record = base::segment(line, &self.identification, &self.period)?;
        self.records += 1;
        self.telephones += i64::from(line.consumer.american_telephone().is_some());
        *self.statuses.entry(line.condition.status()).or_default() += 1;
        Ok(record)
    }

    /// How many loans it has.
    #[must_use]
    pub fn records(&self) -> i64 {
        self.records
    }

    /// Ends the file with its totals.
    #[must_use]
    pub fn finish(self) -> Record {
        let mut record = Record::of(&t::trailer());
        record.put(&t::DESCRIPTOR, "0426");
        record.put(&t::IDENTIFIER, "TRAILER");
        record.put_number(&t::RECORDS, self.records);
        for (status, field) in STATUSES {
            record.put_number(field, self.statuses.get(status).copied().unwrap_or(0));
        }
        // Each record has a number and a day of birth: without them it is not reported.
        for field in [t::NUMBERS, t::NUMBERS_BASE, t::BIRTHS, t::BIRTHS_BASE] {
            record.put_number(&field, self.records);
        }
        record.put_number(&t::TELEPHONES, self.telephones);
        record
    }
}

fn header(furnisher: &Furnisher, period: &Period) -> Record {
    let written = |text: &str| capital(text).unwrap_or_default();
    let mut record = Record::of(HEADER);
    record.put(&h::DESCRIPTOR, "0426");
    record.put(&h::IDENTIFIER, "HEADER");
    for (field, number) in [
        (h::INNOVIS, &furnisher.innovis),
        (h::EQUIFAX, &furnisher.equifax),
        (h::EXPERIAN, &furnisher.experian),
        (h::TRANSUNION, &furnisher.transunion),
    ] {
        record.put(&field, &written(number.as_deref().unwrap_or_default()));
    }
    record.put_day(&h::ACTIVITY, Some(period.ends_on));
    record.put_day(&h::CREATED, Some(period.made_at.date()));
    record.put(&h::REPORTER, &written(&furnisher.name));
    record.put(&h::ADDRESS, &written(&furnisher.address));
    if let Some(telephone) = &furnisher.telephone {
        record.put(&h::TELEPHONE, telephone);
    }
    record.put(&h::VENDOR, "QUITTANCE");
    record
}
