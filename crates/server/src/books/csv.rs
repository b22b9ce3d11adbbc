use super::cell::{Cell, Column, Row};
use crate::api::decimal_text;

/// Lines of RFC 4180, in UTF-8, behind one line with the columns' names.
#[derive(Debug)]
pub(super) struct CsvSheet(::csv::Writer<Vec<u8>>);

impl CsvSheet {
    pub(super) fn begin(columns: &[Column]) -> Result<Self, ::csv::Error> {
        let mut builder = ::csv::WriterBuilder::new();
        builder.terminator(::csv::Terminator::CRLF);
        let mut sheet = Self(builder.from_writer(Vec::new()));
        sheet.0.write_record(columns.iter().map(|column| column.name))?;
        Ok(sheet)
    }

    pub(super) fn add(&mut self, rows: &[Row]) -> Result<(), ::csv::Error> {
        for row in rows {
            self.0.write_record(row.iter().map(written))?;
        }
        Ok(())
    }

    /// What was written since the last time.
    pub(super) fn take(&mut self) -> Result<Vec<u8>, ::csv::Error> {
        self.0.flush()?;
        let empty = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
        let written = std::mem::replace(&mut self.0, empty);
        written.into_inner().map_err(|error| error.into_error().into())
    }
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::None => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::Integer(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Instant(at) => at.to_string(),
        Cell::Amount(minor, currency) => decimal_text(*minor, *currency),
    }
}

/// A spreadsheet takes a text that begins so for a formula, and whoever wrote a payment's reference would be
/// running code on the reader's machine.
fn harmless(text: &str) -> String {
    // The last four are the same signs in full width.
    let signs = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    let is_formula = text.starts_with(signs);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::cell::{Kind, column};
    use super::*;

    #[test]
    fn a_text_is_never_a_formula_and_a_number_stays_one() {
        let mut sheet = CsvSheet::begin(&[column("a", Kind::Text), column("b", Kind::Amount)]).unwrap();
        let euro = "EUR".parse().unwrap();
        sheet.add(&[vec![Cell::text("=1+cmd|' /C calc'!A0"), Cell::Amount(-1701, euro)]]).unwrap();
        sheet.add(&[vec![Cell::text("say \"hi\", twice\r\n"), Cell::None]]).unwrap();
        let text = String::from_utf8(sheet.take().unwrap()).unwrap();
        assert_eq!(text, "a,b\r\n'=1+cmd|' /C calc'!A0,-17.01\r\n\"say \"\"hi\"\", twice\r\n\",\r\n");
        assert_eq!(sheet.take().unwrap(), b"");
    }

    proptest! {
        #[test]
        fn any_text_reads_back(text in any::<String>()) {
            let mut sheet = CsvSheet::begin(&[column("a", Kind::Text), column("b", Kind::Text)]).unwrap();
            sheet.add(&[vec![Cell::text(&text), Cell::text("end")]]).unwrap();
            let bytes = sheet.take().unwrap();
            let mut reader = ::csv::Reader::from_reader(bytes.as_slice());
            let row = reader.records().next().unwrap().unwrap();
            prop_assert!(row[0] == text || row[0].strip_prefix('\'') == Some(text.as_str()));
            prop_assert_eq!(&row[1], "end");
        }
    }
}
