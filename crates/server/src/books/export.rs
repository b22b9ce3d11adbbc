use ident::{ContractId, PaymentId};
use jiff::civil::Date;
use store::StoreError;

use super::cell::{Column, Row};
use super::{contracts, entries, payments, trial_balance};
use crate::{App, LenderContext};

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Export {
    /// Every line of every entry.
    Entries,
    /// The sums of the accounts.
    TrialBalance,
    /// Every contract with its days past due and balances.
    Contracts,
    /// Every payment and reversal.
    Payments,
}

/// As what it is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// RFC 4180.
    Csv,
    /// Apache Parquet.
    Parquet,
}

/// Which days; what is `None` does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Days {
    /// The first.
    pub(crate) from: Option<Date>,
    /// The last.
    pub(crate) through: Option<Date>,
}

impl Export {
    /// All of them.
    pub(crate) const ALL: [Self; 4] = [Self::Entries, Self::TrialBalance, Self::Contracts, Self::Payments];

    /// The name of its file, without an ending.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Entries => "entries",
            Self::TrialBalance => "trial-balance",
            Self::Contracts => "contracts",
            Self::Payments => "payments",
        }
    }

    /// Reads the name of a file, such as `entries.csv`.
    pub(crate) fn of_file(name: &str) -> Option<(Self, Format)> {
        let (stem, ending) = name.rsplit_once('.')?;
        let format = Format::ALL.into_iter().find(|format| format.ending() == ending)?;
        Some((Self::ALL.into_iter().find(|export| export.name() == stem)?, format))
    }

    pub(super) const fn columns(self) -> &'static [Column] {
        match self {
            Self::Entries => entries::COLUMNS,
            Self::TrialBalance => trial_balance::COLUMNS,
            Self::Contracts => contracts::COLUMNS,
            Self::Payments => payments::COLUMNS,
        }
    }
}

impl Format {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Csv, Self::Parquet];

    /// The ending of its files.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Parquet => "parquet",
        }
    }

    /// The media type.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }
}

impl Days {
    /// Whether a day is among them.
    pub(super) fn have(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.through.is_none_or(|through| day <= through)
    }
}

/// Reads an export page by page: what is held in memory does not grow with the books.
pub(super) struct Reader {
    export: Export,
    days: Days,
    at: Place,
}

/// How far it was read.
enum Place {
    Begin,
    Entry(u64),
    Contract(ContractId),
    Payment(PaymentId),
    End,
}

impl Reader {
    pub(super) const fn new(export: Export, days: Days) -> Self {
        Self { export, days, at: Place::Begin }
    }

    /// The next rows; `None` at the end.
    pub(super) async fn next(
        &mut self,
        app: &App,
        lender: &LenderContext,
    ) -> Result<Option<Vec<Row>>, StoreError> {
        let (rows, at) = match (self.export, &self.at) {
            (_, Place::End) => return Ok(None),
            (Export::TrialBalance, _) => (trial_balance::rows(app, lender, self.days).await?, None),
            (Export::Entries, at) => {
                let after = if let Place::Entry(place) = at { Some(*place) } else { None };
                let (rows, last) = entries::page(app, lender, self.days, after).await?;
                (rows, last.map(Place::Entry))
            }
            (Export::Contracts, at) => {
                let after = if let Place::Contract(id) = at { Some(*id) } else { None };
                let (rows, last) = contracts::page(app, lender, self.days, after).await?;
                (rows, last.map(Place::Contract))
            }
            (Export::Payments, at) => {
                let after = if let Place::Payment(id) = at { Some(*id) } else { None };
                let (rows, last) = payments::page(app, lender, self.days, after).await?;
                (rows, last.map(Place::Payment))
            }
        };
        self.at = at.unwrap_or(Place::End);
        Ok(Some(rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_read_back() {
        for export in Export::ALL {
            for format in Format::ALL {
                let name = format!("{}.{}", export.name(), format.ending());
                assert_eq!(Export::of_file(&name), Some((export, format)));
            }
        }
        for name in ["", "entries", "entries.", ".csv", "entries.CSV", "entries.csv.gz", "../entries.csv"] {
            assert_eq!(Export::of_file(name), None, "{name}");
        }
    }
}
