use store::StoreError;

use super::cell::{Column, Row};
use super::csv::CsvSheet;
use super::export::Format;
use super::parquet::ParquetSheet;

/// A file on its way, in one of the formats.
pub(super) enum Sheet {
    Csv(Box<CsvSheet>),
    Parquet(Box<ParquetSheet>),
}

impl Sheet {
    pub(super) fn begin(format: Format, columns: &'static [Column]) -> Result<Self, StoreError> {
        Ok(match format {
            Format::Csv => Self::Csv(Box::new(CsvSheet::begin(columns).map_err(failed)?)),
            Format::Parquet => Self::Parquet(Box::new(ParquetSheet::begin(columns).map_err(failed)?)),
        })
    }

    /// Adds rows, and gives what can be sent by now.
    pub(super) fn add(&mut self, rows: Vec<Row>) -> Result<Vec<u8>, StoreError> {
        match self {
            Self::Csv(sheet) => {
                sheet.add(&rows).map_err(failed)?;
                sheet.take().map_err(failed)
            }
            Self::Parquet(sheet) => {
                sheet.add(rows).map_err(failed)?;
                Ok(sheet.take())
            }
        }
    }

    /// What is left to send.
    pub(super) fn finish(self) -> Result<Vec<u8>, StoreError> {
        match self {
            Self::Csv(mut sheet) => sheet.take().map_err(failed),
            Self::Parquet(sheet) => sheet.finish().map_err(failed),
        }
    }
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Engine(Box::new(error))
}
